"""The roll of one meeting with a column a mark: Có mặt, Vắng có lý do, Vắng không lý do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.readers import read_file
from models.errors import KnownError
from models.records import CellSheet, MemberRecord
from models.tables import Duty, Mark, MeetingKind
from tests.exports.books import write_book

ON = date(2026, 11, 22)
TITLE = ("ĐIỂM DANH SINH HOẠT THÁNG 9/2026",)
CELL = ("Chi bộ bản Na Côm, họp ngày 05/9/2026",)
HEAD = ("TT", "Họ và tên", "Có mặt", "Vắng có lý do", "Vắng không lý do", "Lý do")
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "Lò Văn Ánh", "x"),
    (2, "Cà Thị Xôm", None, "ốm", None, "nằm viện"),
    (3, "Vừ A Ín", None, None, 1),
    ("Cộng", None, 1, 1, 1),
)
MARKS = {"Lò Văn Ánh": Mark.PRESENT, "Cà Thị Xôm": Mark.EXCUSED, "Vừ A Ín": Mark.UNEXCUSED}


def sheets(tmp_path: Path, *rows: tuple[Any, ...], merged: tuple[str, ...] = ()) -> list[CellSheet]:
    found = read_file(write_book(tmp_path / "a.xlsx", {"Thang 9": rows}, merged={"Thang 9": merged}), ON).records
    return [one for one in found if isinstance(one, CellSheet)]


def marks(roll: CellSheet) -> dict[str, Mark]:
    return {line.full_name: mark.mark for line in roll.lines for mark in line.marks}


def test_each_is_marked_by_the_column_of_the_mark(tmp_path: Path):
    [roll] = sheets(tmp_path, TITLE, CELL, (), HEAD, *ROWS)
    assert roll.cell_name == "Chi bộ bản Na Côm"
    assert [held.held_on for held in roll.meetings] == [date(2026, 9, 5)]
    assert marks(roll) == MARKS


def test_a_heading_over_two_kinds_of_absence_is_of_both(tmp_path: Path):
    above = ("TT", "Họ và tên", "Có mặt", "Vắng mặt", None)
    below = (None, None, None, "Có lý do", "Không lý do")
    [roll] = sheets(
        tmp_path,
        ("CHI BỘ BẢN NA CÔM",),
        ("Ngày 05 tháng 9 năm 2026",),
        above,
        below,
        *ROWS,
        merged=("A3:A4", "B3:B4", "C3:C4", "D3:E3"),
    )
    assert marks(roll) == MARKS


def test_two_halves_side_by_side_are_one_meeting(tmp_path: Path):
    [roll] = sheets(tmp_path, TITLE, CELL, (*HEAD, None, *HEAD), (*ROWS[0], None, None, None, None, *ROWS[1]))
    assert marks(roll) == {name: MARKS[name] for name in ("Lò Văn Ánh", "Cà Thị Xôm")}


def test_two_marks_for_one_person_are_refused(tmp_path: Path):
    [roll] = sheets(tmp_path, TITLE, CELL, HEAD, (1, "Lò Văn Ánh", "x", "x"))
    assert "Không hiểu dấu “x P”" in roll.lines[0].problems[0].reason


@pytest.mark.parametrize("title", ["Chi bộ bản Na Côm", "Chi bộ bản Na Côm, họp ngày 05/9/2026 và ngày 06/9/2026"])
def test_without_one_day_it_is_no_roll(tmp_path: Path, title: str):
    with pytest.raises(KnownError):
        sheets(tmp_path, (title,), HEAD, *ROWS)


def test_a_day_in_the_title_is_no_part_of_the_name_of_the_cell(tmp_path: Path):
    [roll] = sheets(tmp_path, ("ĐIỂM DANH CHI BỘ BẢN NA CÔM ngày 15/10/2026",), HEAD, *ROWS)
    assert roll.cell_name == "Chi bộ bản Na Côm"


def test_how_often_everybody_came_is_no_roll_of_the_day_it_was_counted(tmp_path: Path):
    title = ("CHI BỘ BẢN NA CÔM: sinh hoạt tính đến ngày 20/11/2026",)
    rows = (1, "Lò Văn Ánh", 10, 1, None), (2, "Cà Thị Xôm", 11, None, None), (3, "Vừ A Ín", 9, 1, 1)
    with pytest.raises(KnownError):
        sheets(tmp_path, title, HEAD, *rows, ("Cộng", None, 30, 2, 1))


def test_the_sums_of_a_book_of_months_are_no_meeting(tmp_path: Path):
    title = ("SỔ ĐIỂM DANH CHI BỘ BẢN NA CÔM năm 2026 (đến ngày 30/6/2026)",)
    head = ("TT", "Họ và tên", "Tháng 1", "Tháng 2", "Tháng 3", "Có mặt", "Có lý do", "Không lý do")
    days = (None, "Ngày họp", "05/01", "05/02", "05/03")
    [roll] = sheets(tmp_path, title, head, days, (1, "Lò Văn Ánh", "x", "P", "K", 1, 1, 1))
    assert ([held.month for held in roll.meetings], roll.problems) == ([1, 2, 3], ())


def test_a_list_of_members_with_a_few_ticks_stays_one(tmp_path: Path):
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Miễn sinh hoạt", "Tham gia", "Có lý do")
    people = [
        (n, name, "05/06/1979", "03/02/2004", "Chi bộ bản Na Côm") for n, (_n, name, *_) in enumerate(ROWS[:3], 1)
    ]
    rows = (*people[0], "x"), *people[1:]
    path = write_book(tmp_path / "a.xlsx", {"S": [("DANH SÁCH ĐẢNG VIÊN ngày 01/10/2026",), head, *rows]})
    assert [type(one) for one in read_file(path, ON).records] == [MemberRecord] * 3


def test_our_own_sheet_says_in_words_who_need_not_come_and_who_signs(tmp_path: Path):
    below = (
        ("Ngoài diện phải dự, không tính vào tỷ lệ (2 đồng chí)",),
        (None, "Sùng A Tủa", "Sinh hoạt tạm thời nơi khác"),
        (None, "Bạc Thị Liễu", "Đình chỉ sinh hoạt"),
        ("Phải dự: 3; có mặt: 1; vắng có lý do: 1; vắng không lý do: 1.",),
        ("THƯ KÝ", None, "CHỦ TRÌ"),
        ("(Ký, ghi rõ họ và tên)", None, "(Ký, ghi rõ họ và tên)"),
    )
    [roll] = sheets(tmp_path, TITLE, CELL, (), HEAD, *ROWS[:3], *below)
    assert [problem for one in (roll, *roll.lines) for problem in one.problems] == []
    assert {line.full_name: (mark.duty, mark.mark) for line in roll.lines for mark in line.marks} == {
        **{name: (Duty.ACTIVE, mark) for name, mark in MARKS.items()},
        "Sùng A Tủa": (Duty.TEMP_AWAY, Mark.UNRECORDED),
        "Bạc Thị Liễu": (Duty.SUSPENDED, Mark.UNRECORDED),
    }


def test_a_mark_of_nobody_is_still_asked_after(tmp_path: Path):
    [roll] = sheets(tmp_path, TITLE, CELL, (), HEAD, *ROWS[:3], (4, None, "x"))
    [problem] = [problem for line in roll.lines for problem in line.problems]
    assert "thiếu họ tên" in problem.reason


def test_two_sheets_of_one_cell_in_a_month_are_two_meetings(tmp_path: Path):
    other = "ĐIỂM DANH CHUYÊN ĐỀ THÁNG 9/2026"
    book = {
        "Na Côm": (TITLE, CELL, ("Mã cuộc họp: 0041.73",), HEAD, *ROWS),
        "Na Côm (2)": ((other,), ("Chi bộ bản Na Côm, họp ngày 20/9/2026",), HEAD, *ROWS),
    }
    found = [one for one in read_file(write_book(tmp_path / "a.xlsx", book), ON).records if isinstance(one, CellSheet)]
    assert [problem for one in found for problem in one.problems] == []
    held = [one.meetings[0] for one in found]
    assert [(one.held_on.day, one.kind, one.code) for one in held] == [
        (5, None, "0041.73"),
        (20, MeetingKind.THEMATIC, ""),
    ]


def test_the_other_day_written_on_our_sheet_is_the_day(tmp_path: Path):
    [roll] = sheets(
        tmp_path, ("CHI BỘ BẢN NA CÔM",), ("Ngày họp: 05/09/2026 (họp ngày khác: 07/09/2026)",), HEAD, *ROWS
    )
    assert [held.held_on for held in roll.meetings] == [date(2026, 9, 7)]

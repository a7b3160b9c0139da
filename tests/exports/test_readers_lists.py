"""Attendance books and village lists."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.readers import read_file
from models.records import CellSheet, Problem, VillageRecord
from models.tables import Duty, Mark
from tests.exports.books import INPUT, roll_rows, write_book

ON = date(2026, 11, 22)
TITLE = "SỔ ĐIỂM DANH SINH HOẠT CHI BỘ NĂM 2026 - CHI BỘ BẢN CO MẬN - NÀ HIN"
DATES = ("03/01/2026", "05/02/2026", "04/03/2026")


def truth() -> dict[str, Any]:
    return json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))


def sheets(path: Path) -> list[CellSheet]:
    return [record for record in read_file(path, ON).records if isinstance(record, CellSheet)]


def roll(tmp_path: Path, *people: Any, dates: tuple[Any, ...] = DATES, title: str = TITLE, **more: Any) -> CellSheet:
    [found] = sheets(write_book(tmp_path / "a.xlsx", {"CB": roll_rows(title, dates, *people, **more)}))
    return found


def problems(sheet: CellSheet) -> list[Problem]:
    return [*sheet.problems, *(problem for line in sheet.lines for problem in line.problems)]


def test_the_book_of_the_year_is_read_as_it_truly_is():
    found = sheets(INPUT / "so_diem_danh_2026.xlsx")
    codes = {cell["name"]: cell["code"] for cell in truth()["cells"]}
    assert [sheet.cell_name for sheet in found] == list(codes)
    assert [problem for sheet in found for problem in problems(sheet)] == []
    assert sum(len(sheet.lines) for sheet in found) == 461
    assert sum(len(sheet.meetings) for sheet in found) == 262
    for sheet in found:
        counted: dict[str, list[int]] = {str(meeting.month): [0, 0] for meeting in sheet.meetings}
        for mark in (mark for line in sheet.lines for mark in line.marks if mark.duty is Duty.ACTIVE):
            counted[str(mark.month)][0] += mark.mark is Mark.PRESENT
            counted[str(mark.month)][1] += 1
        expected = truth()["attendance"]["by_cell_month"][codes[sheet.cell_name]]
        assert counted == {month: figures[:2] for month, figures in expected.items()}


def test_a_name_cut_in_the_sheet_tab_is_whole_in_the_title():
    assert "Chi bộ cơ quan Đảng, MTTQ, đoàn thể" in {
        sheet.cell_name for sheet in sheets(INPUT / "so_diem_danh_2026.xlsx") if len(sheet.sheet) == 31
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (TITLE, "Chi bộ bản Co Mận - Nà Hin"),
        ("Điểm danh Chi bộ bản Noong É năm 2026", "Chi bộ bản Noong É"),
        ("BẢNG THEO DÕI NĂM 2026", "CB"),
    ],
)
def test_the_cell_is_named_by_the_title(tmp_path: Path, title: str, name: str):
    assert roll(tmp_path, ("Lò Văn Ánh", "x"), title=title).cell_name == name


def test_the_birth_year_in_brackets_tells_two_of_one_name_apart(tmp_path: Path):
    lines = roll(tmp_path, ("Hạng A Ly (1984)", "x"), ("Hạng A Ly (sinh 12/5/1990)", "P")).lines
    assert [(line.full_name, line.birth_year) for line in lines] == [("Hạng A Ly", 1984), ("Hạng A Ly", 1990)]


def test_the_legend_may_use_other_letters(tmp_path: Path):
    legend = "Ký hiệu: + có mặt; V: vắng có phép; 0 = vắng không phép; TT họp trực tuyến; ĐB nhiệm vụ đặc biệt"
    dates = (*DATES, "04/04/2026", "05/05/2026")
    [line] = roll(tmp_path, ("Lò Văn Ánh", "+", "v", 0, "tt", "ĐB"), dates=dates, legend=legend).lines
    assert [(mark.duty, mark.mark) for mark in line.marks] == [
        (Duty.ACTIVE, Mark.PRESENT),
        (Duty.ACTIVE, Mark.EXCUSED),
        (Duty.ACTIVE, Mark.UNEXCUSED),
        (Duty.ACTIVE, Mark.ONLINE),
        (Duty.SPECIAL_DUTY, Mark.UNRECORDED),
    ]


def test_an_unknown_mark_names_its_cell(tmp_path: Path):
    found = roll(tmp_path, ("Lò Văn Ánh", "x", "Z", "TĐ"), ("Cà Văn Xôm", "x", "X", "td"))
    [problem] = problems(found)
    assert "ô D6" in problem.reason
    assert "x, P, K, M, TĐ" in problem.repair
    assert [line.is_refused for line in found.lines] == [True, False]


def test_marks_of_a_month_without_meeting_are_refused_once(tmp_path: Path):
    found = roll(tmp_path, ("Lò Văn Ánh", "x", "x"), ("Cà Văn Xôm", "x", "P"), dates=("03/01/2026", None))
    [problem] = problems(found)
    assert problem.is_error
    assert (problem.row, problem.column) == (5, "D")
    assert "2 dấu điểm danh (từ ô D6)" in problem.reason
    assert [meeting.month for meeting in found.meetings] == [1]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("31/02/2026", "không có thật"),
        ("05/02/2025", "không thuộc tháng 2 năm 2026"),
        ("02/2026", "chưa đủ ngày"),
        ("hoãn", "không phải là ngày"),
    ],
)
def test_a_wrong_meeting_date_is_refused(tmp_path: Path, day: str, reason: str):
    found = roll(tmp_path, ("Lò Văn Ánh", "x", "x"), dates=("03/01/2026", day))
    assert reason in problems(found)[0].reason
    assert [meeting.month for meeting in found.meetings] == [1]


def test_a_meeting_yet_to_come_is_refused(tmp_path: Path):
    dates = (*[None] * 10, "25/11/2026")
    assert "chưa tới" in problems(roll(tmp_path, ("Lò Văn Ánh", *[None] * 10, "x"), dates=dates))[0].reason


def test_a_short_date_takes_the_year_of_the_book_and_a_neighbouring_month_only_warns(tmp_path: Path):
    found = roll(tmp_path, ("Lò Văn Ánh", "x", "x"), dates=(date(2026, 1, 3), "28/1"))
    assert [meeting.held_on for meeting in found.meetings] == [date(2026, 1, 3), date(2026, 1, 28)]
    [problem] = problems(found)
    assert not problem.is_error


def test_rows_that_are_nobody_are_left_aside(tmp_path: Path):
    rows = roll_rows(TITLE, DATES, ("Tòng Văn Ín", "x"), ("Cộng A Sùng", "x"))
    rows += [
        (None, "Tổng số có mặt", 2, 0, 0),
        (None, "Tỷ lệ", "100 %"),
        (),
        (None, "Bí thư chi bộ"),
        (None, "Vàng A Dơ", "x"),
    ]
    [found] = sheets(write_book(tmp_path / "a.xlsx", {"CB": rows}))
    assert [line.full_name for line in found.lines] == ["Tòng Văn Ín", "Cộng A Sùng", "Vàng A Dơ"]


def test_marks_without_a_name_are_refused(tmp_path: Path):
    assert "thiếu họ tên" in problems(roll(tmp_path, (None, "x", "x")))[0].reason


def test_a_cell_with_two_sheets_is_refused(tmp_path: Path):
    rows = roll_rows(TITLE, DATES, ("Lò Văn Ánh", "x"))
    found = sheets(write_book(tmp_path / "a.xlsx", {"A": rows, "B": rows}))
    assert [len(sheet.meetings) for sheet in found] == [3, 0]
    assert "trang “A”" in found[1].problems[0].reason


def test_a_book_without_meeting_dates_says_so_once(tmp_path: Path):
    rows = [row for row in roll_rows(TITLE, DATES, ("Lò Văn Ánh", "x")) if "Ngày họp" not in row]
    [found] = sheets(write_book(tmp_path / "a.xlsx", {"CB": rows}))
    assert ["Ngày họp" in problem.reason for problem in problems(found)] == [True]


def test_a_sheet_that_is_no_roll_is_named(tmp_path: Path):
    rows = roll_rows(TITLE, DATES, ("Lò Văn Ánh", "x"))
    reading = read_file(write_book(tmp_path / "a.xlsx", {"CB": rows, "Bìa": [("SỔ ĐIỂM DANH",)]}), ON)
    assert [(problem.sheet, problem.is_error) for problem in reading.problems] == [("Bìa", False)]


def villages(path: Path) -> list[VillageRecord]:
    return [record for record in read_file(path, ON).records if isinstance(record, VillageRecord)]


def test_the_village_list_is_read_as_it_truly_is():
    served = {name: cell["name"] for cell in truth()["cells"] for name in cell["villages"]}
    assert [
        (v.name, v.households, v.population, bool(v.is_especially_difficult), v.cell_name)
        for v in villages(INPUT / "thon_ban.xlsx")
    ] == [
        (v["name"], v["households"], v["population"], v["especially_difficult"], served.get(v["name"]))
        for v in truth()["villages"]
    ]


def test_village_problems_and_totals(tmp_path: Path):
    rows = [
        ("TT", "Thôn, bản", "Số hộ (hộ)", "Số nhân khẩu", "Biên giới"),
        (1, "Co Mận", "1.158", 5774, "x"),
        (2, "co man", "nhiều", 384, "?"),
        (3, "Nà Hin", 20, 10, None),
        ("Tổng cộng", None, 1251, 6548, None),
    ]
    first, twin, third = villages(write_book(tmp_path / "a.xlsx", {"S": rows}))
    assert (first.households, first.is_border) == (1158, True)
    assert [problem.field for problem in twin.problems] == ["Số hộ", "Biên giới", "Tên thôn, bản"]
    assert first.is_refused
    assert [problem.is_error for problem in third.problems] == [False]
    assert third.unticked == {"is_border"}

"""Attendance side by side on one sheet: other months, or the second half of the people; each mark stays its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports.readers import read_file
from models import imports
from models.database import Database
from models.imports import Subject, Verdict
from models.records import CellSheet, Reading
from tests.exports.books import member, member_book, write_book

ON = date(2026, 11, 22)
TITLE = ("SỔ ĐIỂM DANH CHI BỘ BẢN CO MẬN NĂM 2026",)
NAMES = ("Lò Văn Ánh", "Cà Thị Xôm", "Vừ A Ín", "Quàng Văn Hặc")


def read(tmp_path: Path, *rows: tuple[Any, ...], name: str = "a") -> Reading:
    return read_file(write_book(tmp_path / f"{name}.xlsx", {"DD": rows}), ON)


def marks(reading: Reading) -> dict[tuple[str, int], str]:
    return {
        (line.full_name, mark.month): mark.text
        for sheet in reading.records
        if isinstance(sheet, CellSheet)
        for line in sheet.lines
        for mark in line.marks
    }


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("has_numbers", [True, False])
def test_the_months_of_the_second_table_are_of_its_own_people(tmp_path: Path, gap: int, has_numbers: bool):
    blank = (None,) * gap
    number = ("TT",) if has_numbers else ()

    def line(n: int, *cells: Any) -> tuple[Any, ...]:
        return (n, *cells) if has_numbers else cells

    reading = read(
        tmp_path,
        TITLE,
        (*number, "Họ và tên", "Tháng 1", "Tháng 2", *blank, *number, "Họ và tên", "Tháng 3", "Tháng 4"),
        (*line(0, "Ngày họp", "05/01/2026", "05/02/2026"), *blank, *line(0, None, "05/03/2026", "05/04/2026")),
        (*line(1, NAMES[0], "x", "P"), *blank, *line(1, NAMES[1], "K", "x")),
        (*line(2, NAMES[1], "x", "x"), *blank, *line(2, NAMES[0], "x", "TĐ")),
        ("Ghi chú: x: có mặt; P: có phép; K: không phép; TĐ: tạm thời nơi khác",),
    )
    assert marks(reading) == {
        **{(NAMES[0], 1): "x", (NAMES[0], 2): "P", (NAMES[1], 1): "x", (NAMES[1], 2): "x"},
        **{(NAMES[1], 3): "K", (NAMES[1], 4): "x", (NAMES[0], 3): "x", (NAMES[0], 4): "TĐ"},
    }
    sheets = [one for one in reading.records if isinstance(one, CellSheet)]
    assert [one.cell_name for one in sheets] == ["Chi bộ bản Co Mận"] * 2
    assert [[held.held_on.month for held in one.meetings] for one in sheets] == [[1, 2], [3, 4]]
    assert [one for one in reading.all_problems() if one.is_error] == []


def halves(second_day: str = "05/01/2026") -> list[tuple[Any, ...]]:
    head = ("TT", "Họ và tên", "T1", "T2", "T3")
    return [
        TITLE,
        (*head, None, *head),
        *[(None, "Ngày họp", "05/01/2026", "05/02/2026", None, None, None, "Ngày họp", second_day, "05/02/2026", None)],
        (1, NAMES[0], "x", "P", None, None, 3, NAMES[2], "K", "x", None),
        (2, NAMES[1], "x", "x", None, None, 4, NAMES[3], "x", "x", None),
    ]


def known(db: Database, tmp_path: Path) -> None:
    people = [member(no=n, name=name, card=None, citizen=None, born=f"{n}/5/1977") for n, name in enumerate(NAMES, 1)]
    with db.write("Nhập") as session:
        imports.apply(session, imports.plan(session, read_file(member_book(tmp_path / "ds.xlsx", *people), ON), ON))


def test_two_halves_of_the_people_are_one_roll(tmp_path: Path, db: Database):
    reading = read(tmp_path, *halves())
    [roll] = reading.records
    assert isinstance(roll, CellSheet)
    assert [line.full_name for line in roll.lines] == [*NAMES]
    known(db, tmp_path)
    with db.read() as session:
        plan = imports.plan(session, reading, ON)
    assert plan.errors == []
    added = [one for one in plan.actions if one.verdict is Verdict.ADD]
    assert [(one.subject, one.differences[1].after) for one in added] == [
        (Subject.MEETING, "4 người: 3 có mặt, 1 vắng không lý do"),
        (Subject.MEETING, "4 người: 3 có mặt, 1 vắng có lý do"),
    ]
    assert not any("không có" in one.reason for one in plan.all_problems)


def test_a_stranger_in_the_second_half_is_named_where_it_stands(tmp_path: Path, db: Database):
    known(db, tmp_path)
    rows = halves()
    rows[3] = (*rows[3][:7], "Người Lạ Mặt", *rows[3][8:])
    with db.read() as session:
        plan = imports.plan(session, read(tmp_path, *rows), ON)
    [error] = plan.errors
    assert (error.sheet, error.column, error.row) == ("DD: bảng từ cột G", "H", 4)


def test_two_days_for_one_month_are_refused(tmp_path: Path):
    errors = [one.reason for one in read(tmp_path, *halves("06/01/2026")).all_problems() if one.is_error]
    assert errors == ["Bảng bên trái ghi tháng 1 họp ngày 05/01/2026."]


def test_tabs_of_other_months_are_of_one_cell(tmp_path: Path):
    def tab(month: int) -> list[tuple[Any, ...]]:
        head = ("TT", "Họ và tên", f"Tháng {month}", f"Tháng {month + 1}", f"Tháng {month + 2}")
        return [TITLE, head, (None, "Ngày họp", f"05/{month:02d}/2026"), (1, NAMES[0], "x")]

    book = write_book(tmp_path / "a.xlsx", {"Quý I": tab(1), "Quý II": tab(4), "Nháp": tab(4)})
    reading = read_file(book, ON)
    assert marks(reading) == {(NAMES[0], 1): "x", (NAMES[0], 4): "x"}
    errors = [(one.sheet, one.reason) for one in reading.all_problems() if one.is_error]
    assert errors == [("Nháp", "Chi bộ này đã có ở trang “Quý II”, cùng tháng.")]

"""tong-hop-sinh-hoat and dang-vien-vang: read again cell by cell, and every number opens what it counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exports import sums
from exports.drafts import draft
from exports.making import produce
from exports.offered import find
from models import cells, village_decisions, villages
from models.database import Database
from models.dates import Period
from models.decisions import Decision
from models.tables import Member
from models.villages import VillageValues
from tests.exports.commune import CO_KHAM, CO_MAN, FORMULA, OCTOBER, SCHOOL, TODAY
from tests.models.builders import held

YEAR = Period.year(2026)
QUARTER = Period.quarter(2026, 3)


@pytest.fixture
def lived(db: Database, people: dict[str, int]) -> Database:
    """Two villages, and in July a meeting of the school."""
    with db.write("Thôn, bản") as session:
        home = villages.add(session, VillageValues("bản Co Mận"))
        session.get_one(Member, people["Quàng Thị Đôi"]).village_id = home
        known = {name: key for key, name in cells.names(session).items()}
        held(session, known[SCHOOL], date(2026, 7, 5))
    return db


def _rows(path: Path, sheet: int, first: int, last: int) -> list[list[Any]]:
    found = load_workbook(path).worksheets[sheet]
    return [[cell.value for cell in row] for row in found.iter_rows(min_row=first, max_row=last)]


def test_the_summary_of_a_quarter_counts_months_and_people(lived: Database, tmp_path: Path) -> None:
    table = _rows(produce(lived, "tong-hop-sinh-hoat", QUARTER, TODAY, tmp_path), 0, 9, 15)
    assert table[0] == [
        *("STT", "Chi bộ", "Số tháng", None, None, "Chuyên đề", None, "Lượt đảng viên", None, None, None),
        *("Tỷ lệ (%)", "Dưới mục tiêu", "Số tháng xếp loại", None, None, None, None),
    ]
    assert table[1][2:] == [
        *("Trong kỳ", "Đã họp", "Không họp", "Số lần", "Quý thiếu"),
        *("Phải dự", "Có mặt", "Vắng có lý do", "Vắng không lý do", None, None),
        *("Tốt", "Khá", "Trung bình", "Kém", "Chưa xếp loại"),
    ]
    assert table[3:] == [
        [1, CO_MAN, 3, 1, 2, 1, 0, 3, 2, 0, 1, 66.67, 1, 1, 0, 0, 0, 0],
        [2, SCHOOL, 3, 2, 1, 0, 1, 4, 4, 0, 0, 100, 0, 0, 0, 1, 0, 1],
        [3, CO_KHAM, 3, 0, 3, 0, 1, 0, 0, 0, 0, "–", 0, 0, 0, 0, 0, 0],
        ["Tổng cộng", None, 9, 3, 6, 1, 2, 7, 6, 0, 1, 85.71, 1, 1, 0, 1, 0, 1],
    ]


def test_every_number_of_the_summary_opens_as_many_lines(lived: Database) -> None:
    ready = draft(lived, find("tong-hop-sinh-hoat"), QUARTER, TODAY)
    (sheet,) = ready.report.sheets
    rows = [*sheet.rows(ready.data), ready.data.years.total]
    columns = sheet.used_columns(rows)
    opened = 0
    with lived.read() as session:
        for row, column in ((row, column) for row in rows for column in columns if column.behind):
            assert column.behind is not None
            found, value = column.behind(session, ready.data, row), column.value(row)
            if column.heading == "Quý thiếu":
                assert len(found.months) == 3 * int(str(value))
            elif column.heading != "Tỷ lệ (%)":
                assert len(found.people) + len(found.months) == value, (column.heading, row.name)
            opened += 1
    assert opened == 4 * 16


def test_the_officer_is_told_what_the_year_lacks(lived: Database) -> None:
    found = [one.text for one in draft(lived, find("tong-hop-sinh-hoat"), QUARTER, TODAY).findings()]
    assert found == [
        f"3 chi bộ có tháng không sinh hoạt: {CO_MAN}, {SCHOOL}, {CO_KHAM}.",
        f"1 chi bộ có tháng dưới mục tiêu: {CO_MAN}.",
        f"2 chi bộ có quý chưa sinh hoạt chuyên đề: {SCHOOL}, {CO_KHAM}.",
        f"1 chi bộ có tháng chưa xếp loại: {SCHOOL}.",
    ]


def test_parts_that_do_not_make_the_whole_are_told() -> None:
    (found,) = sums.differing([("Lượt có mặt", 1199, 1200), ("Lượt vắng", 3, 3)])
    assert found.text == "Lượt có mặt: các dòng cộng lại 1.199, chung là 1.200; hãy xem lại điểm danh."


def test_the_absent_are_listed_by_name_village_and_cell(lived: Database, tmp_path: Path) -> None:
    path = produce(lived, "dang-vien-vang", YEAR, TODAY, tmp_path)
    assert _rows(path, 0, 12, 14) == [
        [1, "Cà Văn Ấm", CO_MAN, "Chưa ghi nơi ở", 1, 0, 1, 1, "05/10", FORMULA],
        [2, "Quàng Thị Đôi", CO_MAN, "bản Co Mận", 0, 2, 2, 2, "05/09, 05/10", None],
        ["Tổng cộng", None, None, None, 1, 2, 3, None, None, None],
    ]
    assert _rows(path, 1, 12, 14) == [
        [1, "bản Co Mận", 1, 0, 2, 2],
        [2, "Chưa ghi nơi ở", 1, 1, 0, 1],
        ["Tổng cộng", None, 2, 1, 2, 3],
    ]
    assert _rows(path, 2, 12, 13) == [[1, CO_MAN, 2, 1, 2, 3], ["Tổng cộng", None, 2, 1, 2, 3]]
    assert [row[:4] for row in _rows(path, 3, 12, 14)] == [
        [1, "bản Co Mận", "Quàng Thị Đôi", CO_MAN],
        [2, "Chưa ghi nơi ở", "Cà Văn Ấm", CO_MAN],
        ["Tổng cộng", None, None, None],
    ]


def test_the_absent_of_a_past_period_stand_in_the_villages_of_then(lived: Database, tmp_path: Path) -> None:
    before = _rows(produce(lived, "dang-vien-vang", OCTOBER, TODAY, tmp_path), 1, 12, 14)
    with lived.write("Đổi tên bản") as session:
        key = next(key for key, name in villages.names(session).items() if name == "bản Co Mận")
        village_decisions.rename(session, key, "bản Mới", Decision(date(2026, 11, 1)), today=TODAY)
    assert _rows(produce(lived, "dang-vien-vang", OCTOBER, TODAY, tmp_path), 1, 12, 14) == before
    assert _rows(produce(lived, "dang-vien-vang", YEAR, TODAY, tmp_path), 1, 12, 12)[0][1] == "bản Mới"


def test_a_number_of_one_person_opens_the_meetings_and_of_a_village_the_names(lived: Database) -> None:
    ready = draft(lived, find("dang-vien-vang"), YEAR, TODAY)
    with lived.read() as session:
        own = ready.behind("Đảng viên vắng", 13, 7)
        village = ready.behind("Theo thôn, bản", 14, 6)
        assert own is not None
        assert village is not None
        months, people = own(session).months, village(session).people
    with lived.read() as session:
        heads = ready.behind("Theo chi bộ", 13, 3)
        assert heads is not None
        assert [(one.full_name, one.counted_as) for one in heads(session).people] == [
            ("Cà Văn Ấm", "Vắng 1 lần"),
            ("Quàng Thị Đôi", "Vắng 2 lần"),
        ]
    assert [(one.month, one.counted_as) for one in months] == [(9, "Vắng không lý do"), (10, "Vắng không lý do")]
    assert [(one.full_name, one.note) for one in people] == [
        ("Cà Văn Ấm", f"05/10/2026 ({FORMULA})"),
        ("Quàng Thị Đôi", "05/09/2026"),
        ("Quàng Thị Đôi", "05/10/2026"),
    ]


def test_the_absent_of_one_cell_alone(lived: Database) -> None:
    with lived.read() as session:
        known = {name: key for key, name in cells.names(session).items()}
    ready = draft(lived, find("dang-vien-vang"), YEAR, TODAY, known[SCHOOL])
    assert ready.data.people == ()
    assert ready.file_name == "dang-vien-vang 2026 Trường Mầm non"
    assert ready.findings() == []

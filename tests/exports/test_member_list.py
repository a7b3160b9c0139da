"""danh-sach-dang-vien: order, dates as they are known, numbers as text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from exports import files
from exports.drafts import draft
from exports.offered import find
from models import members
from models.database import Database
from models.tables import Ending, Position
from tests.exports.commune import TODAY
from tests.leaving import leave

REPORT = find("danh-sach-dang-vien")
FIRST = 11


def _table(db: Database, on: date = TODAY) -> list[list[Any]]:
    sheet = files.reread(draft(db, REPORT, None, on).workbook()).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    return [row for row in rows if isinstance(row[0], int)]


def test_by_cell_then_by_given_name(db: Database, people: dict[str, int]) -> None:
    assert [row[1] for row in _table(db)] == [
        *("Lò Văn Ánh", "Cà Văn Ấm", "Tòng Văn Cú", "Quàng Thị Đôi"),
        *("Vi Thị Anh", "Nguyễn Thị Ảnh", "Nguyễn Thị Đào"),
        "Sùng A Dơ",
    ]
    assert len(people) == 8


def test_dates_are_dates_where_they_are_whole(db: Database, people: dict[str, int]) -> None:
    born = {row[1]: row[2] for row in _table(db)}
    assert born["Lò Văn Ánh"] == datetime(1977, 5, 12)
    assert (born["Cà Văn Ấm"], born["Quàng Thị Đôi"]) == ("03/1990", "1956")
    assert people


def test_an_identity_number_keeps_its_zero(db: Database, people: dict[str, int]) -> None:
    assert people
    assert _table(db)[0][10] == "011056000001"


def test_the_list_is_that_of_the_day(db: Database, people: dict[str, int]) -> None:
    with db.write("Chuyển đi") as session:
        leave(session, people["Sùng A Dơ"], on=date(2026, 6, 1), ending=Ending.TRANSFERRED_OUT)
        members.set_position(session, people["Lò Văn Ánh"], Position.SECRETARY, on=date(2026, 7, 1))
    before, after = _table(db, date(2026, 5, 1)), _table(db)
    assert (before[-1][1], before[0][6]) == ("Sùng A Dơ", None)
    assert (after[-1][1], after[0][6]) == ("Nguyễn Thị Đào", "Bí thư")


def test_what_sets_a_member_apart_is_noted(db: Database, people: dict[str, int]) -> None:
    assert people
    notes = {row[1]: row[12] for row in _table(db)}
    assert notes["Cà Văn Ấm"] == "Dự bị"
    assert notes["Tòng Văn Cú"] == "Miễn sinh hoạt"
    assert notes["Lò Văn Ánh"] is None


def test_what_is_missing_is_found_by_name(db: Database, people: dict[str, int]) -> None:
    assert people
    said = draft(db, REPORT, None, TODAY).findings()
    assert [one.member_id for one in said[-1].behind.people if one.full_name == "Cà Văn Ấm"] == [people["Cà Văn Ấm"]]
    texts = [found.text for found in said]
    assert texts[-1] == (
        "7 đồng chí chưa có số định danh: Cà Văn Ấm, Tòng Văn Cú, Quàng Thị Đôi, Vi Thị Anh, Nguyễn Thị Ảnh, "
        "Nguyễn Thị Đào, Sùng A Dơ."
    )

"""Numbers by hand and exports of the report of one cell are that cell's, whatever it is called."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exports import drafts, offered, sent
from exports.drafts import Draft
from models import cells, overrides, snapshots
from models.cells import CellValues
from models.database import Database
from models.dates import Period
from models.overrides import Spot
from tests.models import builders

TODAY = date(2026, 11, 22)
OCTOBER = Period.month(2026, 10)
KEY = "bao-cao-chi-bo"
_PLACE = Spot("Báo cáo", 11, 3, "Bản Na Sáy", "Có mặt"), "4"


@pytest.fixture
def cell(db: Database) -> int:
    """Give a cell that met in October."""
    with db.write("Dựng") as session:
        key = builders.cell(session, "Chi bộ bản Na Sáy")
        builders.people(session, key, 4)
        builders.held(session, key, date(2026, 10, 5))
        return key


def drafted(db: Database, cell: int) -> Draft[Any]:
    return drafts.draft(db, offered.find(KEY), OCTOBER, TODAY, cell)


def call(db: Database, cell: int, name: str) -> None:
    with db.write("Sửa tên") as session:
        cells.edit(session, cell, CellValues(name))


def write(db: Database, asked: str) -> None:
    with db.write("Sửa tay") as session:
        overrides.write(session, KEY, asked, "Tháng 10", [_PLACE], "5", "Theo biên bản", on=TODAY)


def numbers(db: Database, cell: int) -> list[str]:
    return [one.shown for one in drafted(db, cell).by_hand]


def test_a_number_by_hand_outlives_the_name_of_its_cell(db: Database, cell: int) -> None:
    write(db, drafted(db, cell).scope.asked)
    call(db, cell, "Chi bộ bản Nà Sáy")
    assert numbers(db, cell) == ["5"]
    assert drafted(db, cell).scope.about == "Tháng 10 năm 2026, Bản Nà Sáy"


def test_an_export_is_of_the_same_cell_under_its_new_name(db: Database, cell: int) -> None:
    before = drafted(db, cell)
    sent.keep(db, before, "a.xlsx", b"")
    call(db, cell, "Chi bộ bản Nà Sáy")
    with db.read() as session:
        (row,) = snapshots.rows(session, KEY)
    assert row.sent.asked == drafted(db, cell).scope.asked
    assert row.sent.about == "Tháng 10 năm 2026, Bản Na Sáy"  # as it was called when it was sent


def test_a_number_once_kept_under_the_name_of_a_cell_is_found_and_becomes_the_cells(db: Database, cell: int) -> None:
    scope = drafted(db, cell).scope
    write(db, scope.key)
    assert numbers(db, cell) == ["5"]
    with db.write("Sửa tay") as session:
        overrides.keep_under(session, KEY, scope.key, scope.asked)
    call(db, cell, "Chi bộ bản Nà Sáy")
    assert numbers(db, cell) == ["5"]


def test_another_cell_of_the_same_name_has_none_of_its_numbers(db: Database, cell: int) -> None:
    write(db, drafted(db, cell).scope.asked)
    call(db, cell, "Chi bộ bản Cũ")
    with db.write("Dựng") as session:
        other = builders.manned(session, "Chi bộ bản Na Sáy")
    assert numbers(db, other) == []

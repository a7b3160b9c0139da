"""The Party cells together make the commune, in a table and between the forms and the table of all cells."""

from __future__ import annotations

from typing import Any

import pytest

from exports.drafts import Draft
from exports.names import Finding
from exports.official import cell_sums
from exports.official.forms import OFFICIALS
from exports.report import draft, find
from models import overrides, statistics
from models.database import Database
from models.dates import Period
from tests.exports.commune import TODAY

YEAR = Period.year(2026)
TABLE = cell_sums.TABLE


def drafted(db: Database, key: str) -> Draft[Any]:
    return draft(db, find(key), YEAR, TODAY)


def write(db: Database, key: str, place: tuple[int, int], text: str) -> None:
    ready = drafted(db, key)
    sheet = ready.workbook().worksheets[0].title
    with db.write("Sửa tay") as session:
        spots = ready.spots(sheet, *place)
        overrides.write(session, key, ready.scope.key, ready.scope.label, spots, text, "Theo biên bản", on=TODAY)


def about(db: Database, key: str, words: str) -> list[Finding]:
    return [one for one in drafted(db, key).findings() if words in one.text]


def _total(db: Database, heading: str) -> tuple[int, int]:
    with db.read() as session:
        found = cell_sums.read(session, drafted(db, TABLE).scope).columns[heading]
    return found.place[1], found.place[2]


@pytest.mark.usefixtures("people")
def test_the_table_and_the_forms_are_one_as_reckoned(db: Database) -> None:
    with db.read() as session:
        sums = cell_sums.read(session, drafted(db, TABLE).scope)
    for key, official in OFFICIALS.items():
        answers = drafted(db, key).data.answers
        for row in official.of_cells:
            column = sums.columns[cell_sums.COLUMNS[row]]
            assert answers.value(row) == column.made == column.total, (key, row)
        assert not about(db, key, "các chi bộ cộng lại")


def test_the_table_and_the_forms_are_one_in_a_whole_commune(commune: Database) -> None:
    with commune.read() as session:
        sums = cell_sums.read(session, drafted(commune, TABLE).scope)
    for key, official in OFFICIALS.items():
        answers = drafted(commune, key).data.answers
        for row in official.of_cells:
            assert answers.value(row) == sums.columns[cell_sums.COLUMNS[row]].made, (key, row)


@pytest.mark.usefixtures("people")
def test_a_form_that_differs_from_its_cells_names_both_and_opens_them(db: Database) -> None:
    write(db, "bieu-1", (10, 2), "5")  # 1. Kết nạp
    (found,) = about(db, "bieu-1", "các chi bộ cộng lại")
    assert found.text.startswith("“1. Kết nạp” (ô B10, số sửa tay) = 5, nhưng các chi bộ cộng lại ")
    assert "Tổng hợp đảng viên theo chi bộ, cột “Kết nạp”, ô " in found.text
    here, there = found.cells
    assert (here.place, here.report) == (("", 10, 2), "")
    assert there.report == TABLE
    table = drafted(db, TABLE).workbook()[there.place[0]]
    assert "Tổng cộng" in [cell.value for cell in table[there.place[1]]]


@pytest.mark.usefixtures("people")
def test_a_cell_written_by_hand_is_held_against_the_last_line_and_the_forms(db: Database) -> None:
    row, column = _total(db, "Nữ")
    first = drafted(db, TABLE).workbook().worksheets[0].cell(row - 1, column).value
    write(db, TABLE, (row - 1, column), str(int(str(first)) + 3))
    (found,) = about(db, TABLE, "Cột “Nữ”")
    assert [one.place[1:] for one in found.cells] == [(row, column), (row - 1, column)]
    assert about(db, "bieu-3", "“Nữ”") or about(db, "bieu-3", "Nữ")
    (form,) = about(db, "bieu-3", "các chi bộ cộng lại")
    assert form.cells[0].place == ("", 9, 2)
    total = drafted(db, TABLE).data
    assert total is not None
    ready = drafted(db, TABLE)
    write(db, TABLE, (row, column), str(_made(ready, row, column) + 3))
    assert not about(db, TABLE, "Cột “Nữ”")
    assert about(db, "bieu-3", "các chi bộ cộng lại")  # its own cell still says otherwise


def _made(ready: Draft[Any], row: int, column: int) -> int:
    sheet: Any = ready.report.sheets[0]
    columns = sheet.used_columns(sheet.rows(ready.data))
    del row
    return columns[column - 2].value(sheet.total(ready.data))


def test_the_rows_held_against_the_cells_are_rows_of_the_registry() -> None:
    assert all(statistics.find(key) for key in cell_sums.COLUMNS)
    assert all(set(one.of_cells) <= cell_sums.COLUMNS.keys() for one in OFFICIALS.values())
    assert {key for key, one in OFFICIALS.items() if one.of_cells} == {
        *("bieu-1", "bieu-2", "bieu-2b", "bieu-3", "bieu-3b", "bieu-5"),
    }

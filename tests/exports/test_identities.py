"""Every sum declared beside the forms, broken on purpose: the check names the cells, here and in the other form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest

from exports import drafts
from exports.names import CellAt, Finding
from exports.offered import find
from exports.official.asks import Place, Show
from exports.official.identities import form_of
from exports.official.spec import OFFICIALS
from models import overrides, sample
from models.database import Database
from models.dates import Period
from models.opening import open_database

TODAY, YEAR = date(2026, 11, 14), Period.year(2026)
Places = dict[str, dict[str, Place]]
"""Form → row → its first cell of this period."""
_SUMS = [(key, number) for key, form in OFFICIALS.items() for number in range(len(form.identities))]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the made-up commune of the sample; what is written by hand is taken back."""
    path = tmp_path_factory.mktemp("sample") / "mau.db"
    with closing(open_database(path, clock=lambda: datetime(2026, 11, 14, 9))) as made:
        sample.generate(made, TODAY)
        yield made


@pytest.fixture(scope="module")
def places(db: Database) -> Places:
    found: Places = {}
    for form in OFFICIALS:
        cells = found.setdefault(form, {})
        for place, ask in drafts.draft(db, find(form), YEAR, TODAY).data.asks.items():
            if ask.show is Show.NOW:
                cells.setdefault(ask.key, place)
    return found


def _where(places: Places, form: str, key: str) -> CellAt:
    """Return the cell of a row, as a sentence about a form names it."""
    if key in places[form]:
        return CellAt(("", *places[form][key]))
    other = form_of(key)
    name = other.lower().replace("biểu ", "bieu-")
    return CellAt(("", *places[name][key]), name, other)


def _broken(db: Database, form: str, cell: CellAt) -> list[Finding]:
    """Write a number by hand that is one too many, and return what the check of a form says."""
    owner = drafts.draft(db, find(cell.report or form), YEAR, TODAY)
    sheet: Any = owner.workbook().worksheets[0]
    wrong = f"{int(sheet.cell(*cell.place[1:]).value) + 1}"
    spots = owner.spots(sheet.title, *cell.place[1:])
    with db.write("Sửa tay") as session:
        overrides.write(session, owner.report.key, owner.scope.key, owner.scope.label, spots, wrong, "Thử", on=TODAY)
    try:
        return drafts.draft(db, find(form), YEAR, TODAY).findings()
    finally:
        db.undo()


def test_the_sums_hold_as_long_as_nothing_is_by_hand(db: Database) -> None:
    for form in OFFICIALS:
        said = [one.text for one in drafts.draft(db, find(form), YEAR, TODAY).findings()]
        assert not [text for text in said if " nhưng " in text and " = " in text], form


@pytest.mark.parametrize(("form", "number"), _SUMS)
def test_a_broken_sum_names_its_cells(db: Database, places: Places, form: str, number: int) -> None:
    identity = OFFICIALS[form].identities[number]
    middle = identity.parts[len(identity.parts) // 2]
    for key in dict.fromkeys((identity.total, identity.parts[0], middle, *identity.less[:1])):
        cell = _where(places, form, key)
        those = {_where(places, form, one) for one in identity.keys} - {cell}
        told = [one for one in _broken(db, form, cell) if " nhưng " in one.text and cell in one.cells]
        assert [one for one in told if those & {*one.cells} and "số sửa tay" in one.text], (key, told)


@pytest.mark.parametrize(("form", "key"), [(form, key) for form, one in OFFICIALS.items() for key in one.of_cells])
def test_a_total_other_than_its_cells_names_both(db: Database, places: Places, form: str, key: str) -> None:
    cell = _where(places, form, key)
    (told,) = [one for one in _broken(db, form, cell) if "các chi bộ cộng lại" in one.text and " nhưng " in one.text]
    here, table = told.cells
    assert here == cell
    assert (table.report, table.form) == ("tong-hop-theo-chi-bo", "Tổng hợp đảng viên theo chi bộ")

"""A template made by another commune names cells and villages we do not have: one sentence says so of all of them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from exports.learned import bound, filling, filters
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Line, Template
from exports.learned.xml.grid import spot_of
from exports.report import Needs, Scope
from models import cells, office
from models.database import Database
from models.dates import Period

pytestmark = pytest.mark.usefixtures("people")
OCTOBER, SHEET = Period.month(2026, 10), "Theo chi bộ"
_CELLS = [f"Bản Xa {number}" for number in range(1, 31)]


def at(address: str) -> Place:
    """Give a cell of the form."""
    return Place(SHEET, spot_of(address))


def template(*bindings: Binding) -> Template:
    """Give a template with these bindings, on a sheet with room."""
    book = Workbook()
    book.worksheets[0].title = SHEET
    book.worksheets[0]["A1"] = "TỔNG HỢP THEO CHI BỘ"
    buffer = BytesIO()
    book.save(buffer)
    return Template("Theo chi bộ", Needs.PERIOD, Form(buffer.getvalue(), "bieu.xlsx")).bind(*bindings)


def read(db: Database, made: Template) -> Any:
    """Fill a template."""
    with db.read() as session:
        scope = Scope(OCTOBER, OCTOBER.last, date(2026, 11, 10), office.read(session))
        return filling.fetch(session, scope, made)


def test_all_cells_of_another_commune_are_told_of_in_one_sentence(db: Database) -> None:
    rows = [
        Binding(at(f"{column}{row}"), bound.INDICATOR, key, cell=f"Chi bộ {name}", span=span)
        for row, name in enumerate(_CELLS, 5)
        for column, key, span in (("B", "members", ""), ("C", "admitted", ""), ("D", "admitted", bound.RATIO))
    ]
    shares = [Binding(at(f"E{row}"), bound.SHARE, f"C{row}/B{row}") for row in range(5, 35)]
    filled = read(db, template(*rows, *shares, Binding(at("B40"), bound.INDICATOR, "members")))
    (told,) = [one for one in filled.findings if "sổ không có" in one.text]
    assert told.text.startswith("120 ô của mẫu (B5:E34) gắn với 30 chi bộ mà sổ không có: Bản Xa 1, Bản Xa 2,")
    assert "và 22 tên khác" in told.text
    assert "Thay chi bộ, thôn bản của mẫu đang chọn…" in told.text
    assert told.cells[0].place == (SHEET, 5, 2)
    assert len([one for one in filled.findings if "ô để nguyên" in one.text]) == 0
    assert [*filled.values] == [at("B40")]


def test_places_that_only_filters_name_are_told_of_too_each_kind_in_its_own_sentence(db: Database) -> None:
    made = template(
        Binding(at("B5"), bound.INDICATOR, "members", filters=(filters.of_place(filters.VILLAGE, "Bản Nào"),)),
        Binding(at("B6"), bound.INDICATOR, "members", filters=(filters.of_place(filters.CELL, "Bản Xa"),)),
        Binding(at("C7"), bound.INDICATOR, "members"),
        Binding(at("A9"), bound.ROWS, "members.full_name"),
    )
    made = made.narrow(Line(SHEET, 7, 0), [filters.of_place(filters.CELL, "Bản Xa")])
    made = made.narrow(Line(SHEET, 9, 0), [filters.of_place(filters.CELL, "Bản Xa")])
    filled = read(db, made)
    told = [one.text.partition(":")[0] for one in filled.findings]
    assert told == [
        "3 ô của mẫu (B6, C7, A9) gắn với 1 chi bộ mà sổ không có",
        "1 ô của mẫu (B5) gắn với 1 thôn, bản mà sổ không có",
    ]
    assert filled.values == {}


def test_a_cell_the_book_has_is_not_told_of(db: Database) -> None:
    with db.read() as session:
        name = next(iter(cells.names(session, OCTOBER.last).values()))
    filled = read(db, template(Binding(at("B5"), bound.INDICATOR, "members", cell=name)))
    assert [one.text for one in filled.findings if "sổ không có" in one.text] == []
    assert at("B5") in filled.values

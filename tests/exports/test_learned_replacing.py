"""A neighbour's Party cells in a template are replaced by ours, each in one go, the labels of the form with them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from exports.learned import bound, filling, filters, replacing
from exports.learned.fill import Form, Place
from exports.learned.replacing import Strange
from exports.learned.template import Binding, Line, Template
from exports.learned.xml.grid import spot_of
from exports.report import Needs, Scope
from models import cells, office
from models.database import Database
from models.dates import Period
from tests.exports.commune import CO_KHAM, CO_MAN, SCHOOL

OCTOBER, SHEET = Period.month(2026, 10), "Theo chi bộ"
OURS = {filters.CELL: (CO_MAN, SCHOOL, CO_KHAM), filters.VILLAGE: ("Bản Tạo", "Bản Mẫu 2")}
XA, XOM = "Bản Xa", "Bản Xóm"


def at(address: str) -> Place:
    """Give a cell of the form."""
    return Place(SHEET, spot_of(address))


def template(*bindings: Binding) -> Template:
    """Give a neighbour's template: a row for each of its Party cells, their names printed in the first column."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row in (
        ["TỔNG HỢP"],
        ["Chi bộ", "Đảng viên", "Nữ"],
        ["1. Chi bộ Bản Xa"],
        ["Bản Xóm"],
        ["Chi bộ Bản Xa và Xóm"],
    ):
        sheet.append(row)
    sheet["A9"] = "Ghi chú: chi bộ Bản Xa họp muộn"
    buffer = BytesIO()
    book.save(buffer)
    rows = ((3, "Chi bộ Bản Xa"), (4, XOM))
    made = [
        Binding(at(f"{column}{row}"), bound.INDICATOR, key, cell=name)
        for row, name in rows
        for column, key in (("B", "members"), ("C", "women"))
    ]
    return Template("Theo chi bộ", Needs.PERIOD, Form(buffer.getvalue(), "bieu.xlsx")).bind(*made, *bindings)


def test_the_places_that_the_book_lacks_are_listed_from_the_top_with_their_cells() -> None:
    one = Binding(at("D3"), bound.INDICATOR, "members", filters=(filters.of_place(filters.VILLAGE, "Thôn Ba"),))
    two = Binding(at("D4"), bound.INDICATOR, "members", cell=CO_MAN)
    found = replacing.strange(template(one, two), OURS)
    assert found == [
        Strange(filters.CELL, XA, 2),
        Strange(filters.CELL, XOM, 2),
        Strange(filters.VILLAGE, "Thôn Ba", 1),
    ]


def test_only_names_nearly_the_same_are_offered() -> None:
    those = [
        Strange(filters.CELL, "Bản Co Khan", 1),
        Strange(filters.CELL, "Bản Xa", 1),
        Strange(filters.VILLAGE, "Bản Mẫu 3", 1),
    ]
    assert replacing.near(those, OURS) == {(filters.CELL, "Bản Co Khan"): CO_KHAM}


def test_a_place_that_is_accented_otherwise_is_another_and_offered() -> None:
    """“Bản Mò” of a neighbour is not “Bản Mơ” here; hoà and hòa are one."""
    cell, village = (
        filters.of_place(kind, name) for kind, name in ((filters.CELL, "Bản Mò"), (filters.VILLAGE, "Nà Tấu"))
    )
    made = (
        template(
            Binding(at("D3"), bound.INDICATOR, "members", filters=(cell, village)),
            Binding(at("D4"), bound.INDICATOR, "members", cell="CHI BỘ BẢN HOÀ"),
        )
        .free(at("B3"))
        .free(at("C3"))
        .free(at("B4"))
        .free(at("C4"))
    )
    ours = {filters.CELL: ("Chi bộ Bản Mơ", "Bản Hòa"), filters.VILLAGE: ("Nà Tâu",)}
    those = replacing.strange(made, ours)
    assert those == [Strange(filters.CELL, "Bản Mò", 1), Strange(filters.VILLAGE, "Nà Tấu", 1)]
    assert replacing.used(made, ours) == {filters.CELL: {"Bản Hòa"}, filters.VILLAGE: set()}
    assert replacing.near(those, ours) == {
        (filters.CELL, "Bản Mò"): "Chi bộ Bản Mơ",
        (filters.VILLAGE, "Nà Tấu"): "Nà Tâu",
    }
    two = {**ours, filters.CELL: ("Bản Mơ", "Bản Mớ")}
    assert replacing.near(those, two) == {(filters.VILLAGE, "Nà Tấu"): "Nà Tâu"}
    again = replacing.replaced(made, {(filters.CELL, "Bản Mò"): "Chi bộ Bản Mơ", (filters.VILLAGE, "Nà Tấu"): "Nà Tâu"})
    assert replacing.strange(again, ours) == []


@pytest.mark.usefixtures("people")
def test_a_cell_called_like_ours_but_for_accents_counts_nobody(db: Database) -> None:
    from models.cells import CellValues

    with db.write("Thêm chi bộ") as session:
        cells.add(session, CellValues("Chi bộ Bản Mơ"))
    names = ("Bản Mơ", "Bản Mò", CO_KHAM)
    made = (
        template(*(Binding(at(f"D{row}"), bound.INDICATOR, "members", cell=name) for row, name in enumerate(names, 20)))
        .free(at("B3"))
        .free(at("C3"))
        .free(at("B4"))
        .free(at("C4"))
    )
    with db.read() as session:
        scope = Scope(OCTOBER, OCTOBER.last, date(2026, 11, 10), office.read(session))
        filled = filling.fetch(session, scope, made)
    assert filled.values == {at("D20"): 0, at("D22"): 1}
    assert any("sổ không có: Bản Mò;" in one.text for one in filled.findings)


@pytest.mark.usefixtures("people")
def test_one_replaced_is_replaced_in_all_its_cells_filters_and_labels(db: Database) -> None:
    of_row = filters.of_place(filters.CELL, XOM)
    narrowed = template(Binding(at("D4"), bound.INDICATOR, "members", filters=("gender:female",))).narrow(
        Line(SHEET, 4, 0), [of_row]
    )
    made = replacing.replaced(narrowed, {(filters.CELL, XA): CO_MAN, (filters.CELL, XOM): SCHOOL})
    assert replacing.strange(made, OURS) == []
    with db.read() as session:
        filled = filling.fetch(session, Scope(OCTOBER, OCTOBER.last, date(2026, 11, 10), office.read(session)), made)
    sheet = load_workbook(BytesIO(filled.file[0])).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet["A3:D4"]] == [
        [f"1. {CO_MAN}", 4, 1, None],
        ["Trường Mầm non", 3, 3, 3],
    ]
    assert [sheet["A5"].value, sheet["A9"].value] == ["Chi bộ Bản Xa và Xóm", "Ghi chú: chi bộ Bản Xa họp muộn"]


def test_a_replaced_template_is_replaced_again_by_the_name_written_over_the_label() -> None:
    first = replacing.replaced(template(), {(filters.CELL, XA): CO_MAN})
    again = replacing.replaced(first, {(filters.CELL, "Bản Co Mận - Nà Hin"): CO_KHAM})
    told = {str(one.place.spot): (one.kind, one.cell or one.key) for one in again.bindings}
    assert told["A3"] == (bound.TEXT, f"1. {CO_KHAM}")
    assert told["B3"] == (bound.INDICATOR, "Bản Co Kham")
    assert told["B4"] == (bound.INDICATOR, XOM)


def test_a_place_given_up_leaves_its_cells_unbound() -> None:
    line = Line(SHEET, 4, 0)
    narrowed = template(Binding(at("D4"), bound.INDICATOR, "members")).narrow(
        line, [filters.of_place(filters.CELL, XOM)]
    )
    made = replacing.replaced(narrowed, {(filters.CELL, XOM): ""})
    assert [str(one.place.spot) for one in made.bindings] == ["B3", "C3"]
    assert line not in made.narrowed

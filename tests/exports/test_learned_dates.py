"""Dates written into a superior's form are dates to Excel, unless its cell says otherwise or has no room for one."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

from exports.learned.fill import Form, Place, Value
from exports.learned.xml.grid import letters, spot_of
from models.dates import PartialDate
from tests.exports.learned_forms import parts
from tests.exports.listed_forms import changed

DAY, SHEET = date(1985, 3, 2), "Danh sách"
STYLES = "xl/styles.xml"


def form(*formats: str, width: float = 14, size: float = 12) -> bytes:
    """Give a sheet whose cells A1, B1 … have these number formats."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for column, format in enumerate(formats, 1):
        cell = sheet.cell(1, column)
        cell.number_format, cell.font = format, Font(name="Times New Roman", size=size, italic=True)
        cell.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[letters(column)].width = width
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(content: bytes, **values: Value):
    """Give the sheet as filled, read again."""
    made = Form(content).fill({Place(SHEET, spot_of(at)): value for at, value in values.items()})[0]
    return load_workbook(BytesIO(made))[SHEET]


def test_a_cell_that_says_nothing_of_numbers_gets_a_date_and_keeps_the_rest_of_its_look() -> None:
    sheet = filled(form("General", "General"), A1=DAY, B1=PartialDate(1985, 3, 2))
    for cell in sheet[1]:
        assert (cell.value, cell.number_format) == (datetime(1985, 3, 2), "dd/mm/yyyy")
        assert (cell.font.name, cell.font.sz, cell.font.i) == ("Times New Roman", 12, True)
        assert cell.alignment.horizontal == "center"


def test_the_form_says_how_a_date_is_written_where_it_does() -> None:
    sheet = filled(form("d/m/yy", "@", "#,##0"), A1=DAY, B1=DAY, C1=DAY)
    assert [(cell.value, cell.number_format) for cell in sheet[1]] == [
        (datetime(1985, 3, 2), "d/m/yy"),
        ("02/03/1985", "@"),
        ("02/03/1985", "#,##0"),
    ]


def test_a_date_not_wholly_known_stays_what_is_known_of_it() -> None:
    sheet = filled(form(*["General"] * 3), A1=PartialDate(1985), B1=PartialDate(1985, 3), C1=date(1899, 5, 1))
    assert [(cell.value, cell.number_format) for cell in sheet[1]] == [
        ("1985", "General"),
        ("03/1985", "General"),
        ("01/05/1899", "General"),
    ]


def test_a_day_of_which_less_is_known_stands_on_the_side_of_the_whole_ones() -> None:
    book = load_workbook(BytesIO(form(*["General"] * 4)))
    sides = (None, "left", None, None)
    for cell, side in zip(book[SHEET][1], sides, strict=True):
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True)
    buffer = BytesIO()
    book.save(buffer)
    sheet = filled(buffer.getvalue(), A1=PartialDate(1985), B1=PartialDate(1985), C1="1985", D1=PartialDate(1985, 3, 2))
    assert [cell.alignment.horizontal for cell in sheet[1]] == ["right", "left", None, None]
    assert [(cell.alignment.vertical, cell.alignment.wrap_text) for cell in sheet[1]] == [("top", True)] * 4
    assert sheet["A1"].font.name == "Times New Roman"


@pytest.mark.parametrize(("format", "width"), [("@", 14), ("#,##0", 14), ("General", 8)])
def test_it_stands_on_the_left_where_whole_days_are_texts_too(format: str, width: float) -> None:
    book = load_workbook(BytesIO(form(format, format, width=width)))
    for cell in book[SHEET][1]:
        cell.alignment = Alignment()
    buffer = BytesIO()
    book.save(buffer)
    sheet = filled(buffer.getvalue(), A1=PartialDate(1985), B1=PartialDate(1985, 3, 2))
    assert [cell.value for cell in sheet[1]] == ["1985", "02/03/1985"]
    assert [cell.alignment.horizontal for cell in sheet[1]] == [None, None]


@pytest.mark.parametrize(("width", "size", "is_date"), [(12, 12, True), (8.43, 12, False), (12, 18, False)])
def test_a_date_excel_would_show_as_hashes_stays_a_text(width: float, size: float, is_date: bool) -> None:
    cell = filled(form("General", width=width, size=size), A1=DAY)["A1"]
    assert cell.is_date is is_date
    assert cell.value == (datetime(1985, 3, 2) if is_date else "02/03/1985")


def test_a_merged_block_has_the_room_of_its_columns() -> None:
    book = load_workbook(BytesIO(form("General", "General", width=6)))
    book[SHEET].merge_cells("A1:B1")
    buffer = BytesIO()
    book.save(buffer)
    assert filled(buffer.getvalue(), B1=DAY)["A1"].is_date


def test_a_cell_that_shrinks_what_it_shows_has_room_for_a_date() -> None:
    book = load_workbook(BytesIO(form("General", width=5)))
    book[SHEET]["A1"].alignment = Alignment(shrink_to_fit=True)
    buffer = BytesIO()
    book.save(buffer)
    assert filled(buffer.getvalue(), A1=DAY)["A1"].is_date


def test_styles_stay_byte_for_byte_where_none_is_needed() -> None:
    content = form("General", "dd/mm/yyyy")
    made = Form(content).fill({Place(SHEET, spot_of("B1")): DAY, Place(SHEET, spot_of("A1")): "chữ"})[0]
    assert parts(made)[STYLES] == parts(content)[STYLES]


def test_a_style_is_made_once_and_the_old_ones_stay_where_they_were() -> None:
    content = form("General", "0.000", "General")
    told = {Place(SHEET, spot_of(f"{column}{row}")): DAY for row in (1, 2, 3) for column in "AC"}
    made = Form(content).fill(told)[0]
    before, after = (_looks(one) for one in (content, made))
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2  # of row 1 in its font, of the cells without a style
    assert load_workbook(BytesIO(made))[SHEET]["B1"].number_format == "0.000"


def _looks(content: bytes) -> list[bytes]:
    """Give the looks of cells as the file numbers them."""
    listed = re.search(rb"<cellXfs.*</cellXfs>", parts(content)[STYLES], re.DOTALL)
    assert listed is not None
    return re.findall(rb"<xf .*?(?:/>|</xf>)", listed[0])


def test_the_format_of_dates_a_form_has_already_is_taken() -> None:
    content = form("General", "dd/mm/yyyy")
    made = Form(content).fill({Place(SHEET, spot_of("A1")): DAY})[0]
    assert parts(made)[STYLES].count(b"formatCode") == 1


def test_a_form_without_styles_gets_a_text() -> None:
    content = changed(form("General"), "xl/_rels/workbook.xml.rels", r"/styles\"", '/stylesOfNobody"')
    sheet = Form(content).fill({Place(SHEET, spot_of("A1")): DAY})[0]
    assert b"02/03/1985" in parts(sheet)["xl/worksheets/sheet1.xml"]

"""What is written into a form can be read on paper, and its pages end on the same rows in every program."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Side

from exports import files, pages
from exports.learned.fill import Form, Place, Value
from exports.learned.xml.grid import spot_of
from tests.exports.learned_forms import parts

LONG = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở"
SHEET = "Biểu"


def sheet_with(**heights: float) -> Workbook:
    """Give a form of wrapped cells in a narrow column, rows so high; B1:D1 is merged."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    sheet.merge_cells("B1:D1")
    for row in range(1, 7):
        for column in "AB":
            sheet[f"{column}{row}"].alignment = Alignment(wrap_text=True)
    sheet["A5"] = "Số đảng viên được kết nạp trong kỳ báo cáo"
    sheet.column_dimensions["A"].width = 20
    for row, height in heights.items():
        sheet.row_dimensions[int(row[1:])].height = height
    return book


def content(book: Workbook, **values: Value) -> bytes:
    """Give the form with texts written into the cells of its first sheet."""
    buffer = BytesIO()
    book.save(buffer)
    wanted = {Place(SHEET, spot_of(address)): value for address, value in values.items()}
    return Form(buffer.getvalue()).fill(wanted)[0]


def filled(book: Workbook, **values: Value) -> Any:
    """Give that sheet read again."""
    return load_workbook(BytesIO(content(book, **values))).worksheets[0]


def test_a_row_is_high_enough_for_what_is_written_into_it() -> None:
    sheet = filled(sheet_with(r2=15.0, r3=90.0, r4=15.0), A2=LONG, A3=LONG, A4="Ngắn", B1=LONG)
    assert sheet.row_dimensions[1].height == 43.5  # merged over three columns: three lines
    assert sheet.row_dimensions[2].height > 45
    assert sheet.row_dimensions[3].height == 90.0
    assert sheet.row_dimensions[4].height == 15.0


def test_a_row_without_a_height_is_given_the_one_excel_gives_it_and_may_fit_again() -> None:
    made = content(sheet_with(), A2=1, A6="một dòng")
    sheet = load_workbook(BytesIO(made)).worksheets[0]
    assert [sheet.row_dimensions[row].height for row in (2, 5, 6)] == [None, 43.5, None]
    assert b"customHeight" not in parts(made)["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(("value", "is_high"), [(date(2026, 11, 22), True), (20_261_122, False)])
def test_a_day_in_a_narrow_column_is_broken_into_lines_but_never_a_number(value: date | int, *, is_high: bool) -> None:
    book = sheet_with()
    sheet: Any = book.worksheets[0]
    sheet.column_dimensions["B"].width = 6
    sheet["B3"] = value
    sheet["B3"].number_format = "dd/mm/yyyy" if is_high else "0"
    height = filled(book, A6="một dòng").row_dimensions[3].height
    assert height == (29.25 if is_high else None)  # two lines of 11 points


def test_a_sheet_nothing_is_written_to_keeps_its_rows() -> None:
    book = sheet_with()
    book.copy_worksheet(book.worksheets[0]).title = "Khác"
    buffer = BytesIO()
    book.save(buffer)
    made, _ = Form(buffer.getvalue()).fill({Place(SHEET, spot_of("A2")): LONG})
    changed = {name for name, part in parts(made).items() if part != parts(buffer.getvalue())[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}


@pytest.mark.parametrize(("rotation", "turn"), [(90, 90), (180, -90), (45, 0)])
def test_a_turned_heading_is_drawn_turned_and_makes_no_row_high(rotation: int, turn: int) -> None:
    book = sheet_with()
    sheet: Any = book.worksheets[0]
    sheet["A5"].alignment = Alignment(textRotation=rotation, wrap_text=True, vertical="bottom")
    words = {words.cell: words for words in pages.paginate(files.from_bytes(content(book)))[0].words}
    assert words[5, 1].turn == turn
    if turn:
        assert words[5, 1].lines == (sheet["A5"].value,)
        assert words[5, 1].across == ("left" if turn > 0 else "right")


def test_a_text_too_long_for_a_cell_of_a_table_goes_on_in_further_lines() -> None:
    line = Side(style="hair")
    book = sheet_with(r1=15.0)
    sheet: Any = book.worksheets[0]
    for address in ("A7", "B7", "C7", "D7", "A8"):
        sheet[address].border = Border(left=line, right=line, top=line, bottom=line)
        sheet[address].alignment = Alignment(horizontal="center")
    sheet["C7"].alignment = Alignment(shrink_to_fit=True)
    sheet["D7"].alignment = Alignment(text_rotation=90)
    made = filled(book, A7=LONG, B7=2026, C7=LONG, D7=LONG, A8="Ngắn", C10=LONG)
    assert made["A7"].alignment.wrap_text
    assert made["A7"].alignment.horizontal == "center"
    assert made["A7"].border.left.style == "hair"
    assert made.row_dimensions[7].height >= 45  # three lines of 11 points
    assert not any(made[address].alignment.wrap_text for address in ("B7", "C7", "D7", "A8", "C10"))

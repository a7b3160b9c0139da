"""Opening and closing rows of a form moves everything that names a row."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from exports import form


def _sheet() -> Any:
    """Give a form: head in rows 1–2, body in rows 3–5, total in row 6, signatures in row 8."""
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in range(1, 9):
        for column in range(1, 4):
            cell = sheet.cell(row, column, f"{row}.{column}")
            cell.border = Border(bottom=Side(style="thin" if row < 7 else None))
        sheet.row_dimensions[row].height = 10 + row
    sheet["A4"].font = Font(name="Times New Roman", bold=True)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("C3:C5")
    sheet.merge_cells("A8:C8")
    sheet["B6"] = "=SUM(B3:B5)"
    sheet["C6"] = "=B6*2+'Khác'!B6+$A$3"
    sheet.print_area = "A1:C8"
    sheet.print_title_rows = "1:2"
    sheet.freeze_panes = "A3"
    sheet.row_breaks.append(Break(id=6))
    rule = DataValidation(type="whole")
    rule.add("B3:B5")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add("B3:B5", CellIsRule(operator="greaterThan", formula=["3"], font=Font(bold=True)))
    return sheet


def _shape(sheet: Any) -> dict[str, object]:
    return {
        "values": {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None},
        "merges": {str(merge) for merge in sheet.merged_cells.ranges},
        "heights": {row: dimension.height for row, dimension in sheet.row_dimensions.items() if dimension.height},
        "print": (sheet.print_area, sheet.print_title_rows, sheet.freeze_panes),
        "breaks": [mark.id for mark in sheet.row_breaks.brk],
        "checked": [str(rule.sqref) for rule in sheet.data_validations.dataValidation],
        "coloured": [str(area.sqref) for area in sheet.conditional_formatting],
        "borders": {cell.coordinate: cell.border.bottom.style for row in sheet.iter_rows() for cell in row},
    }


def test_everything_below_moves_down() -> None:
    sheet = _sheet()
    form.open_rows(sheet, 4, 2)
    shape = _shape(sheet)
    assert shape["merges"] == {"A1:C1", "A4:B4", "A5:B5", "A6:B6", "C3:C7", "A10:C10"}
    assert shape["heights"] == {1: 11, 2: 12, 3: 13, 4: 14, 5: 14, 6: 14, 7: 15, 8: 16, 9: 17, 10: 18}
    assert shape["print"] == ("'Sheet'!$A$1:$C$10", "$1:$2", "A3")
    assert shape["breaks"] == [8]
    assert shape["checked"] == ["B3:B7"]
    assert shape["coloured"] == ["B3:B7"]
    assert (sheet["B8"].value, sheet["C8"].value) == ("=SUM(B3:B7)", "=B8*2+'Khác'!B6+$A$3")
    assert sheet["A10"].value == "8.1"


def test_a_new_row_is_empty_and_looks_like_the_one_above() -> None:
    sheet = _sheet()
    form.open_rows(sheet, 4, 1)
    assert [cell.value for cell in sheet[5]] == [None, None, None]
    assert sheet["A5"].font.b
    assert sheet["A5"].border.bottom.style == "thin"


def test_a_range_that_ends_on_the_row_grows_over_the_new_ones() -> None:
    sheet = _sheet()
    form.open_rows(sheet, 5, 3)
    assert sheet["B9"].value == "=SUM(B3:B8)"


@pytest.mark.parametrize(("wanted", "end"), [(0, 4), (1, 4), (2, 5), (3, 6), (7, 10)])
def test_the_body_gets_as_many_rows_as_wanted(wanted: int, end: int) -> None:
    sheet = _sheet()
    form.set_rows(sheet, 3, 5, wanted)
    assert sheet.cell(end, 1).value == "6.1"
    assert sheet.cell(end, 2).value == f"=SUM(B3:B{end - 1})"
    assert f"A{end + 2}:C{end + 2}" in _shape(sheet)["merges"]  # type: ignore[operator]


@given(after=st.integers(2, 8), count=st.integers(1, 40))
def test_closing_what_was_opened_gives_the_form_back(after: int, count: int) -> None:
    sheet = _sheet()
    form.open_rows(sheet, after, count)
    form.close_rows(sheet, after + 1, count)
    assert _shape(sheet) == _shape(_sheet())


def test_the_opened_form_survives_its_file() -> None:
    sheet = _sheet()
    form.open_rows(sheet, 4, 2)
    buffer = BytesIO()
    sheet.parent.save(buffer)
    again = load_workbook(buffer).worksheets[0]
    assert _shape(again)["merges"] == _shape(sheet)["merges"]
    assert again["B8"].value == "=SUM(B3:B7)"


def test_a_long_text_makes_its_row_higher_and_a_short_one_leaves_it() -> None:
    sheet: Any = Workbook().active
    for row, text in ((1, "x"), (2, "Vắng 2 đảng viên không lý do, thời lượng dưới 90 phút")):
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = Font(name="Times New Roman", size=12), Alignment(wrap_text=True)
    form.fit_rows(sheet, 1, 2)
    assert sheet.row_dimensions[1].height is None
    assert sheet.row_dimensions[2].height > 5 * 12

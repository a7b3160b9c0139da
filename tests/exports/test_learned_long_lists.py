"""A list of many rows, each with merged blocks: what is looked at grows with its rows, not with their square."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.merge import MergedCellRange

from exports.learned.fill import Form, Place
from exports.learned.xml.grid import Area, Grid, Spot
from exports.learned.xml.package import child, parse
from tests.exports.learned_forms import parts

SHEET, ROWS = "Danh sách", 400


def _form() -> bytes:
    """Give a form with a list whose every row has its second and third cells merged, a title over all columns."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet["A1"] = "DANH SÁCH ĐẢNG VIÊN"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("F1:F200")  # a note beside, over many rows
    for row in range(3, 3 + ROWS):
        sheet.merge_cells(f"B{row}:C{row}")
        sheet[f"B{row}"].alignment = Alignment(wrap_text=True)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_merged_block_is_found_among_those_of_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    grid = Grid(parse(parts(_form())["xl/worksheets/sheet1.xml"]))
    looked: list[object] = []
    contains = Area.__contains__

    def counted(area: Area, spot: object) -> bool:
        looked.append(spot)
        return contains(area, spot)

    monkeypatch.setattr(Area, "__contains__", counted)
    assert [grid.corner(Spot(row, 3)) for row in range(3, 3 + ROWS)] == [Spot(row, 2) for row in range(3, 3 + ROWS)]
    assert len(looked) < 5 * ROWS
    assert grid.area(Spot(150, 6)) == Area(Spot(1, 6), Spot(200, 6))
    assert grid.area(Spot(201, 6)) == Area(Spot(201, 6), Spot(201, 6))
    assert grid.corner(Spot(1, 4)) == Spot(1, 1)


def test_filling_a_long_list_reads_no_cell_and_draws_no_merged_block_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    form = Form(_form(), "bieu.xlsx")
    drawn: list[object] = []
    monkeypatch.setattr(MergedCellRange, "format", drawn.append)
    monkeypatch.setattr(WorkSheetParser, "parse_cell", lambda *one: drawn.append(one))
    told = {Place(SHEET, Spot(row, 2)): f"Lò Văn {row}" for row in range(3, 3 + ROWS)}
    told[Place(SHEET, Spot(10, 2))] = "Tên rất dài, phải xuống dòng nhiều lần trong hai cột đã gộp của dòng ấy"
    content, left = form.fill(told)
    assert not left
    assert not drawn
    monkeypatch.undo()
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert len(sheet.merged_cells.ranges) == ROWS + 2
    assert (sheet.row_dimensions[10].height or 0) > 3 * 14 > (sheet.row_dimensions[9].height or 0)
    assert child(parse(parts(content)["xl/worksheets/sheet1.xml"]), "mergeCells").getnext() is not None

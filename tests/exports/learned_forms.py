"""A form as superiors send them: merges, totals, and the parts of a workbook that openpyxl does not keep."""

from __future__ import annotations

import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font

SHEET = "Biểu 01"
ODD_PARTS = {
    "xl/media/image1.png": b"\x89PNG not looked at",
    "xl/drawings/vmlDrawing1.vml": b"<xml>header picture, button</xml>",
    "xl/ctrlProps/ctrlProp1.xml": b"<formControlPr/>",
    "xl/drawings/drawing9.xml": b"<wsDr><sp><txBody>text box</txBody></sp></wsDr>",
    "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
    "xl/calcChain.xml": b'<calcChain><c r="B9" i="1"/></calcChain>',
}


def form(*, macros: bool = False, sheets: int = 1, locked: bool = False) -> bytes:
    """Give a form: a merged title, members by kind in B5:B8 with a total in B9, a share in C6, a date in B12."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    sheet["A1"] = "BIỂU TỔNG HỢP ĐẢNG VIÊN"
    sheet["A1"].font = Font(name="Times New Roman", size=14, bold=True)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:C2")
    for row, text in enumerate(("Chỉ tiêu", "Đảng viên chính thức", "Đảng viên dự bị", "Đảng viên nữ", "Hộ nghèo"), 4):
        sheet.cell(row, 1, text)
    sheet["B4"] = "Số lượng"
    for row in range(5, 9):
        sheet.cell(row, 2).font = Font(name="Times New Roman", size=12, italic=True)
    sheet["A9"], sheet["B9"], sheet["C9"] = "Cộng", "=SUM(B5:B8)", '=INDIRECT("R9C2",FALSE)'
    sheet["C6"].number_format = "0.0%"
    sheet["B12"].number_format = "dd/mm/yyyy"
    sheet.protection.sheet = locked
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=5, max_row=8))
    sheet.add_chart(chart, "E2")
    for number in range(2, sheets + 1):
        book.create_sheet(f"Trang {number}")["A1"] = number
    buffer = BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer, "a") as package:
        for name, content in ODD_PARTS.items():
            package.writestr(name, content)
        if macros:
            package.writestr("xl/vbaProject.bin", b"\xd0\xcf macros")
    return buffer.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    """Give the parts of a file."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}

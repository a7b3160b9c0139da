"""A form with a list as superiors send them: everything on it that names rows, to be moved when the list grows."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

LIST, SUMMARY = "Danh sách", "Tổng hợp"
FIRST, LAST, TOTAL, SIGN = 5, 8, 9, 12
TABLE_HEAD, TABLE_LAST = 15, 17


def form(*, rows: int = LAST - FIRST + 1) -> bytes:
    """Give a form with `rows` blank rows from row 5, their total below, and a summary sheet that speaks of them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = LIST
    last, more = FIRST + rows - 1, rows - 4
    total, sign = TOTAL + more, SIGN + more
    sheet["A1"] = "DANH SÁCH CHI BỘ"
    sheet.merge_cells("A1:G1")
    for column, text in enumerate(("STT", "Chi bộ", "Ghi", "Đảng viên", "Nữ", "Nam", "%"), 1):
        sheet.cell(4, column, text)
    line = Side(style="thin")
    for row in range(FIRST, last + 1):
        sheet.row_dimensions[row].height = 21
        sheet.cell(row, 1, row - FIRST + 1)
        sheet.merge_cells(f"B{row}:C{row}")
        sheet.cell(row, 6, f"=D{row}-E{row}")
        sheet.cell(row, 7, f"=D{row}/D${total}")
        for column in range(1, 8):
            sheet.cell(row, column).border = Border(line, line, line, line)
    sheet.cell(total, 2, "Cộng")
    for column in "DEF":
        sheet[f"{column}{total}"] = f"=SUM({column}{FIRST}:{column}{last})"
    sheet.row_dimensions[total].height = 33
    sheet.merge_cells(f"B{total}:C{total}")
    sheet.cell(sign, 5, "T/M ĐẢNG ỦY").comment = Comment("ký, đóng dấu", "Ban Tổ chức")
    sheet.merge_cells(f"E{sign}:G{sign}")
    sheet.cell(sign + 1, 5).hyperlink = Hyperlink(ref=f"E{sign + 1}", location=f"'{LIST}'!D{total}")
    sheet.conditional_formatting.add(
        f"D{FIRST}:D{last}", FormulaRule([f"D{FIRST}>D${total}/2"], fill=PatternFill("solid", bgColor="FFC7CE"))
    )
    check = DataValidation(type="whole", operator="lessThanOrEqual", formula1=f"$D${total}")
    check.add(f"E{FIRST}:E{last}")
    sheet.add_data_validation(check)
    sheet.print_area = f"A1:G{sign + 2}"
    sheet.print_title_rows = "1:4"
    sheet.row_breaks.append(Break(total))
    sheet.auto_filter.ref = f"A4:G{last}"
    sheet.freeze_panes = "A5"
    for row, told in enumerate((("Mã", "Số"), ("a", 1), ("b", 2)), TABLE_HEAD + more):
        sheet.cell(row, 1, told[0])
        sheet.cell(row, 2, told[1])
    sheet.add_table(Table(displayName="Bang1", ref=f"A{TABLE_HEAD + more}:B{TABLE_LAST + more}"))
    sheet["I20"] = ArrayFormula("I20:I21", f"=D{total}*{{1;2}}")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=FIRST, max_row=last))
    sheet.add_chart(chart, f"I{sign}")
    other = book.create_sheet(SUMMARY)
    other["A1"] = f"='{LIST}'!D{total}"
    other["A2"] = f"=SUM('{LIST}'!D{FIRST}:D{last})"
    other["A3"] = '="D9 "&A1'
    other["A4"] = "=SUM(D9:D12)"
    book.create_sheet("Không liên quan")["A1"] = "=B9"
    book.defined_names["tong"] = DefinedName("tong", attr_text=f"'{LIST}'!$D${total}")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """Give the file with a text of one of its parts replaced (a pattern of re)."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as made:
        assert part in package.namelist()
        for name in package.namelist():
            told = package.read(name)
            if name == part:
                text, count = re.subn(old, new, told.decode())
                assert count
                told = text.encode()
            made.writestr(name, told)
    return buffer.getvalue()


def with_part(content: bytes, name: str, told: bytes, kind: str) -> bytes:
    """Give the file with a part more that the workbook refers to."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as made:
        for one in package.namelist():
            part = package.read(one)
            if one == "[Content_Types].xml":
                part = part.replace(
                    b"</Types>", f'<Override PartName="/{name}" ContentType="application/xml"/></Types>'.encode()
                )
            if one == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="rIdMore" Type="http://x/{kind}" Target="{name.removeprefix("xl/")}"/>'
                part = part.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            made.writestr(one, part)
        made.writestr(name, told)
    return buffer.getvalue()

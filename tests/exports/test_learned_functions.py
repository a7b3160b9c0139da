"""The functions of the forms of superiors, one by one: as LibreOffice works them out."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from exports.learned.fill import Form, Place
from exports.learned.xml.grid import Spot
from exports.learned.xml.references import Insertion
from tests.exports.conftest import LibreOffice
from tests.exports.listed_forms import changed

SHEET, OTHER = "Biểu", "Số liệu 1"
ROWS = (
    ("Chi bộ", "Loại", "Đảng viên", "Nữ", "Ngày", "Lỗi"),
    ("Bản Tạo", "Bản", 0, 12, 46000, "=1/0"),
    ("Nà Pồng", "Bản", 28, 10, 46031, 3),
    ("Trường Tiểu học", "Cơ quan", 19, 17, 46100, None),
    ("Trạm Y tế", "Cơ quan", 9, None, None, "x"),
    ("Công an", "01", 7, 1, 45000, 5),
)
RESULTS: dict[str, Any] = {
    # whole columns, other sheets, names, arrays written out
    "SUM(C:C)": 103,
    'SUMIFS(C:C,B:B,"Bản")': 68,
    f"SUM('{OTHER}'!B:B)": 150,
    f"SUMIF('{OTHER}'!A:A,\">=3\",'{OTHER}'!B:B)": 120,
    f"SUM('{SHEET}:{OTHER}'!A9,'{SHEET}:{OTHER}'!C2)": 40,
    "SUMPRODUCT((TongDV>Nguong)*1)": 3,
    "INDEX(Ten,2)": "Nà Pồng",
    'SUM(SUMIF(B2:B6,{"Bản","Cơ quan"},C2:C6))': 96,
    'SUM(COUNTIFS(B2:B6,{"Bản","01"},C2:C6,">10"))': 2,
    "SUM({1,2;3,4}*2,{-1})": 19,
    'OR(B2={"Bản","Cơ quan"})': True,
    'VLOOKUP(2,{1,"a";2,"b"},2,FALSE)': "b",
    'HLOOKUP("b",{"a","b";1,2},2,FALSE)': 2,
    "INDEX({10,20;30,40},2,1)": 30,
    "SUM(LARGE(C2:C6,{1,2,3}))": 87,
    "SUM((C2:C3,C5:C6))": 84,
    "SUM(C2:INDEX(C:C,4))": 87,
    # in whole blocks
    "SUMPRODUCT(1/COUNTIF(B2:B6,B2:B6))": 3,
    'SUMPRODUCT(ISNUMBER(SEARCH("Tr",A2:A6))*C2:C6)': 28,
    "SUMPRODUCT((MOD(ROW(C2:C6),2)=0)*C2:C6)": 66,
    "SUMPRODUCT((YEAR(E2:E6)=2026)*1)": 2,
    'SUMPRODUCT(N(B2:B6="Bản"))': 2,
    'SUMPRODUCT((TEXT(E2:E4,"mm")="12")*1)': 1,
    'LOOKUP(2,1/(B2:B6="Bản"),A2:A6)': "Nà Pồng",
    'LOOKUP(20,{1,10,20,30},{"a","b","c","d"})': "c",
    # cells with an error among them
    "COUNT(F2:F6)": 2,
    "COUNTA(F2:F6)": 4,
    'COUNTIF(F2:F6,">1")': 2,
    "SUM(F2:F6)": "#DIV/0!",
    "SUMIF(C2:C6,28,F2:F6)": 3,
    "MATCH(5,F2:F6,0)": 5,
    "ISNUMBER(F2)": False,
    "ISERR(F2)": True,
    'IF(ISNA(MATCH("x",A2:A6,0)),0,1)': 0,
    "NA()": "#N/A",
    "C2+'Số liệu 1'!#REF!": "#REF!",  # of cells that the superior took away
    'IFERROR(C2+#REF!,"–")': "–",
    # what a cell holds, one of several
    '_xlfn.IFS(C2>50,"nhiều",C2>30,"vừa",TRUE,"ít")': "vừa",
    '_xlfn.SWITCH(B2,"bản",1,"Cơ quan",2,0)': 1,
    '_xlfn.SWITCH(B6,"Bản",1,"Cơ quan",2)': "#N/A",
    "_xlfn.XOR(TRUE,FALSE)": True,
    "ISODD(C3)": False,
    'T(A2)&"!"': "Bản Tạo!",
    "ROW()-ROW($A$1)": None,  # told by its row, see below
    "COLUMN()": 8,
    "INDIRECT(ADDRESS(2,3))": 40,
    "ADDRESS(2,28,4)": "AB2",
    # words
    '_xlfn.TEXTJOIN(", ",TRUE,A2:A4)': "Bản Tạo, Nà Pồng, Trường Tiểu học",
    '_xlfn.TEXTJOIN("; ",FALSE,D4:D6)': "17; ; 1",
    '_xlfn.CONCAT(A2:A3,"x")': "Bản TạoNà Pồngx",
    'PROPER("BẢN TẠO-nà pồng")': "Bản Tạo-Nà Pồng",
    'SUBSTITUTE("a-b-c","-","/",2)': "a-b/c",
    'SUBSTITUTE(A2," ","")': "BảnTạo",
    'REPLACE("abcdef",2,3,"X")': "aXef",
    'REPT("-",5)': "-----",
    'CLEAN("a"&CHAR(10)&"b")': "ab",
    'SEARCH("?à",A3)': 1,
    'VALUE("12")+1': 13,
    'VALUE("abc")': "#VALUE!",
    'VALUE("12.5")': None,  # a number or a day, as the computer is set
    '"12 đồng chí"+1': "#VALUE!",
    'TEXT(-5,"0;(0)")': "(5)",
    'TEXT(0,"0;(0);""-""")': "-",
    'TEXT(-1234.5,"#,##0;(#,##0)")': "(1,235)",
    'TEXT(C2,"General")': "40",
    'TEXT(E2,"dddd")': None,  # in the language of the computer
    # days
    'DATEDIF(DATE(2000,5,20),E2,"Y")': 25,
    'DATEDIF(DATE(2000,5,20),E2,"YM")': 6,
    'DATEDIF(DATE(2000,5,20),E2,"MD")': 19,
    'DATEDIF(DATE(2000,12,15),DATE(2026,3,1),"YD")': 76,
    'DATEDIF(E3,E2,"D")': "#NUM!",
    "EDATE(DATE(2026,1,31),1)": 46081,
    "DAY(EOMONTH(E2,0))": 31,
    "NETWORKDAYS(DATE(2026,1,1),DATE(2026,1,31),DATE(2026,1,2))": 21,
    "WORKDAY(DATE(2026,1,30),-5)": 46045,
    "WEEKDAY(E2,2)": 2,
    "WEEKNUM(DATE(2027,1,1),2)": 1,
    "_xlfn.ISOWEEKNUM(E2)": 50,
    "YEARFRAC(DATE(2000,5,20),E2)": 25.5527777777778,
    "YEARFRAC(DATE(2000,5,20),E2,1)": 25.5537538169948,
    "DATE(26,1,1)": 9498,  # 1926
    # numbers
    "TRUNC(-1.559,2)": -1.55,
    "SIGN(-3)*SQRT(16)": -4,
    "QUOTIENT(7,2)": 3,
    "CEILING(0.3,0.1)": 0.3,
    "FLOOR(7,5)": 5,
    "MROUND(8,5)": 10,
    "MEDIAN(C2:C5)": 23.5,
    "STDEV(C2:C6)": 13.7222447143315,
    # looking up
    '_xlfn.XLOOKUP("Không",A2:A6,C2:C6,"không có",0)': "không có",
    '_xlfn.XLOOKUP("Nà*",A2:A6,C2:C6,"",2)': 28,
    '_xlfn.XLOOKUP("Nà*",A2:A6,C2:C6,"")': "",
    "_xlfn.XLOOKUP(20,C2:C6,A2:A6,,-1)": "Trường Tiểu học",
    "_xlfn.XLOOKUP(20,C2:C6,A2:A6,,1)": "Nà Pồng",
    '_xlfn.XLOOKUP("Bản",B2:B6,A2:A6,"",0,-1)': "Nà Pồng",
    '_xlfn.XMATCH("Nà Pồng",A2:A6)': 2,
    "_xlfn._xlws.FILTER(A2:A6,C2:C6>10)": None,
}
_OTHERWISE = ("'!#REF!", "XLOOKUP", "XMATCH", f"'{SHEET}:", "#NUM!", "DATE(26", '"D")', 'TEXT(0,"0;')
"""What LibreOffice does not know, or tells otherwise: its years below 100 are of this century, errors are #VALUE!."""


@pytest.fixture(scope="module")
def filled() -> tuple[bytes, list[Place]]:
    """Give the form with its formulas in column H and 40 members of Bản Tạo, and what is left to Excel."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row in ROWS:
        sheet.append(row)
    other: Any = book.create_sheet(OTHER)
    for number in range(1, 6):
        other.append([number, number * 10])
    for name, told in (("TongDV", f"'{SHEET}'!$C$2:$C$6"), ("Ten", f"'{SHEET}'!$A$2:$A$6"), ("Nguong", "10")):
        book.defined_names[name] = DefinedName(name, attr_text=told)
    for row, formula in enumerate(RESULTS, 1):
        sheet.cell(row, 8).value = f"={formula}"
    buffer = BytesIO()
    book.save(buffer)
    return Form(buffer.getvalue()).fill({Place(SHEET, Spot(2, 3)): 40}, date(2026, 11, 22))


def _results(content: bytes) -> Any:
    return load_workbook(BytesIO(content), data_only=True).worksheets[0]


@pytest.mark.parametrize(("row", "formula"), [*enumerate(RESULTS, 1)])
def test_a_function_is_reckoned_or_left_to_excel(filled: tuple[bytes, list[Place]], row: int, formula: str) -> None:
    result = row - 1 if formula.startswith("ROW()") else RESULTS[formula]
    found = _results(filled[0]).cell(row, 8).value
    assert (found or "" if result == "" else found) == pytest.approx(result)
    assert (Place(SHEET, Spot(row, 8)) in filled[1]) == (result is None)


def test_libreoffice_comes_to_the_same(
    filled: tuple[bytes, list[Place]], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    bare = changed(filled[0], "xl/worksheets/sheet1.xml", r"(</f>|<f[^>]*/>)<v>[^<]*</v>", r"\1")
    (tmp_path / "bieu.xlsx").write_bytes(bare)
    libreoffice("xlsx:Calc MS Excel 2007 XML", tmp_path / "made", tmp_path / "bieu.xlsx")
    theirs, ours = _results((tmp_path / "made" / "bieu.xlsx").read_bytes()), _results(filled[0])
    rows = {
        formula: row
        for row, formula in enumerate(RESULTS, 1)
        if Place(SHEET, Spot(row, 8)) not in filled[1] and not any(one in formula for one in _OTHERWISE)
    }
    assert len(rows) > len(RESULTS) * 0.8
    told = {formula: theirs.cell(row, 8).value for formula, row in rows.items()}
    assert told == pytest.approx({formula: ours.cell(row, 8).value for formula, row in rows.items()})


def _subtotals(*, filters: bool) -> Any:
    """Give the sheet of a form with two groups, a subtotal below each, rows not shown, and totals of all."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row in (("Nhóm", "Số"), ("a", 1), ("a", 2), ("a", "=SUBTOTAL(9,B2:B3)"), ("b", 4), ("b", 8)):
        sheet.append(row)
    sheet["B7"] = "=SUBTOTAL(9,B5:B6)"
    totals = ("SUBTOTAL(9,B2:B7)", "SUBTOTAL(109,B2:B7)", "SUBTOTAL(2,B2:B7)", "_xlfn.AGGREGATE(14,1,B2:B7,1)")
    for row, formula in enumerate(totals, 10):
        sheet.cell(row, 2).value = f"={formula}"
    sheet.row_dimensions[3].hidden = True
    if filters:
        sheet.auto_filter.ref = "A1:B7"
        sheet.auto_filter.add_filter_column(0, ["b"])
    buffer = BytesIO()
    book.save(buffer)
    content, left = Form(buffer.getvalue()).fill({Place(SHEET, Spot(2, 2)): 16})
    assert not left
    return _results(content)


@pytest.mark.parametrize(("filters", "totals"), [(False, [30, 28, 4, 16]), (True, [28, 28, 3, 16])])
def test_subtotals_pass_over_one_another_and_over_rows_that_are_filtered(filters: bool, totals: list[int]) -> None:
    sheet = _subtotals(filters=filters)
    assert [sheet.cell(row, 2).value for row in range(10, 14)] == totals
    assert sheet["B4"].value == (16 if filters else 18)


def test_a_number_of_its_row_is_told_anew_where_rows_were_put_in() -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row in range(5, 8):
        sheet.cell(row, 1).value = "=ROW()-4"
    buffer = BytesIO()
    book.save(buffer)
    blank, kept = r"ROW\(\)-4</f><v ?/?>(</v>)?", "ROW()-4</f><v>1</v>"
    content = changed(buffer.getvalue(), "xl/worksheets/sheet1.xml", blank, kept)
    grown, told = Form(content).with_rows([Insertion(SHEET, 5, 7, 2)])
    shown = _results(grown.fill({Place(SHEET, Spot(5, 2)): 1})[0])
    assert not told
    assert [shown.cell(row, 1).value for row in range(5, 10)] == [1, 2, 3, 4, 5]


def test_sheets_between_two_are_added_up_anew_where_one_of_them_is_filled() -> None:
    book = Workbook()
    book.worksheets[0].title = "Năm"
    book.worksheets[0]["A1"] = "=SUM('Tháng 1:Tháng 3'!B5)"
    for number in range(1, 4):
        book.create_sheet(f"Tháng {number}")["B5"] = number
    buffer = BytesIO()
    book.save(buffer)
    content, left = Form(buffer.getvalue()).fill({Place("Tháng 2", Spot(5, 2)): 40})
    assert not left
    assert _results(content)["A1"].value == 44

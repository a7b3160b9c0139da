"""The superior's formulas that look up, count by several criteria, reckon blocks: as LibreOffice works them out."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from exports.learned.fill import Form, Place
from exports.learned.xml.grid import Spot, spot_of
from tests.exports.conftest import LibreOffice
from tests.exports.listed_forms import changed

SHEET = "Biểu"
ROWS = (
    ("Chi bộ", "Loại", "Đảng viên", "Nữ", "Ngày"),
    ("Bản Tạo", "Bản", 0, 12, 46000),
    ("Nà Pồng", "Bản", 28, 10, 46031),
    ("Trường Tiểu học", "Cơ quan", 19, 17, 46100),
    ("Trạm Y tế", "Cơ quan", 9, None, None),
    ("Công an", "01", 7, 1, 45000),
)
SINGLE = {
    'VLOOKUP("Nà Pồng",A2:D6,3,FALSE)': 28,
    'VLOOKUP("nà*",A2:D6,4,0)': 10,
    'VLOOKUP("Không có",A2:D6,3,FALSE)': "#N/A",
    "VLOOKUP(9.5,C5:D6,1,TRUE)": None,  # a column out of order
    'HLOOKUP("Nữ",A1:E6,3,FALSE)': 10,
    'INDEX(C2:C6,MATCH("Trạm Y tế",A2:A6,0))': 9,
    "INDEX(A2:D6,2,3)": 28,
    "SUM(INDEX(C2:D6,0,1))": 103,
    "MATCH(46050,E2:E4)": 2,
    "SUMPRODUCT(C2:C6,D2:D6)": 40 * 12 + 280 + 19 * 17 + 7,
    'SUMPRODUCT((B2:B6="Bản")*(C2:C6>10)*D2:D6)': 22,
    'SUMPRODUCT(--(B2:B6="Cơ quan"),C2:C6)': 28,
    "SUMPRODUCT((C2:C6>=10)*1)": 3,
    "SUMPRODUCT(--ISNUMBER(E2:E6))": 4,
    'SUMPRODUCT((LEFT(A2:A6,2)="Tr")*C2:C6)': 28,
    'COUNTIFS(B2:B6,"Bản",C2:C6,">30")': 1,
    'COUNTIF(B2:B6,"<>Bản")': 3,
    'COUNTIF(B2:B6,"01")': 1,
    'COUNTIF(D2:D6,"")': 1,
    'COUNTIF(D2:D6,"<>")': 4,
    "COUNTBLANK(D2:E6)": 2,
    'SUMIFS(C2:C6,B2:B6,"Bản",D2:D6,">11")': 40,
    'SUMIF(B2:B6,"<>Bản",C2:C6)': 35,
    'AVERAGEIF(B2:B6,"Bản",C2:C6)': 34,
    'AVERAGEIFS(C2:C6,B2:B6,"Nữ")': "#DIV/0!",
    'IFERROR(VLOOKUP("Không",A2:D6,3,FALSE),0)': 0,
    'TEXT(E2,"dd/mm/yyyy")': "09/12/2025",
    'TEXT(7,"00")': "07",
    'TEXT(0.256,"0%")': "26%",
    'TEXT(1234.5,"#,##0")': "1,235",  # with the signs of the computer the formula was written on
    'TEXT(1234.5,"#.##0,0")': "1.234,5",
    'TEXT(0.256,"0,0%")': "25,6%",
    'TEXT(1459,"#,##0 ""đồng chí""")': "1,459 đồng chí",
    'TEXT(5,"0.000")': None,  # thousands on one computer, decimals on another
    'TEXT(TODAY(),"dd/mm/yyyy")': "22/11/2026",
    "NOW()": None,
    '"Ngày "&DAY(E2)&"/"&MONTH(E2)&"/"&YEAR(E2)': "Ngày 9/12/2025",
    "DATE(2026,2,1)-E2": 54,
    "LARGE(C2:C6,2)": 28,
    "SMALL(C2:C6,1)": 7,
    "RANK(C3,C2:C6)": 2,
    "MOD(-7,3)": 2,
    'CHOOSE(2,"a","b")': "b",
    'LEN(TRIM("  Bản   Tạo "))': 7,
    'MID("Chi bộ Bản",8,9)&RIGHT("2026",2)': "Bản26",
    "ROWS(A2:D6)*COLUMNS(A2:D6)": 20,
    "OFFSET(C2,1,0)": 28,
    "SUM(OFFSET(C2,0,0,3,2))": 40 + 28 + 19 + 12 + 10 + 17,
    'SUM(OFFSET(A1,1,MATCH("Nữ",A1:E1,0)-1,COUNTA(A2:A6),1))': 40,
    "SUM(OFFSET(C2:D3,1,,,1))": 47,
    "SUM(OFFSET(A1:B2,1,2))": 90,
    'COUNTA(INDIRECT("A:A"))': 6,
    "OFFSET(A1,-1,0)": "#REF!",
    "SUM(OFFSET(C4,1,0,-3,1))": None,
    'INDIRECT("C3")': 28,
    'SUM(INDIRECT("C2:C"&COUNTA(A1:A6)))': 103,
    'INDIRECT("\'Biểu\'!"&"C3",TRUE)': 28,
    'INDIRECT("Không có!C3")': None,
    'IF(INDIRECT("B2")="Bản",OFFSET(INDIRECT("A2"),0,2),0)': 40,
    "C2:C6*D2:D6": None,  # of no block in a formula of one cell
    "VLOOKUP(1)": None,
}
_ELSEWHERE = ('TEXT(1234.5,"#.##0,0")', 'TEXT(0.256,"0,0%")', 'TEXT(TODAY(),"dd/mm/yyyy")', "OFFSET(A1,-1,0)")
"""What LibreOffice tells otherwise here: its signs are English, its day is that of the clock, errors are #VALUE!."""
ARRAYS = {
    'SUM(IF(B2:B6="Bản",C2:C6,0))': 68,
    "SUM(C2:C6*D2:D6)": 40 * 12 + 280 + 19 * 17 + 7,
    'MAX(IF(B2:B6="Cơ quan",C2:C6))': 19,
    "SUM(C2:C6/D2:D6)": "#DIV/0!",
    'SUM(IFERROR(C2:C6/(B2:B6="Bản"),0))': 68,
    "SUM(LEN(A2:A3))": 14,
}


def form() -> bytes:
    """Give a form whose formulas stand in column G, block formulas in column I, one of several cells in K2:K6."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    for row in ROWS:
        sheet.append(row)
    for row, formula in enumerate(SINGLE, 1):
        sheet.cell(row, 7).value = f"={formula}"
    for row, formula in enumerate(ARRAYS, 1):
        place = f"I{row}"
        sheet[place] = ArrayFormula(place, f"={formula}")
    sheet["K2"] = ArrayFormula("K2:K6", "=C2:C6*2")
    for row in range(3, 7):
        sheet.cell(row, 11).value = 1  # the result of old
    sheet["K7"] = "=SUM(K2:K6)"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def filled() -> tuple[bytes, list[Place]]:
    """Give the form with 40 members of Bản Tạo, and what is left to Excel."""
    return Form(form()).fill({Place(SHEET, Spot(2, 3)): 40}, date(2026, 11, 22))


def _results(content: bytes) -> Any:
    return load_workbook(BytesIO(content), data_only=True).worksheets[0]


def _left(filled: tuple[bytes, list[Place]]) -> set[str]:
    return {str(one.spot) for one in filled[1]}


@pytest.mark.parametrize(("row", "formula"), [*enumerate(SINGLE, 1)])
def test_a_formula_is_reckoned_or_left_to_excel(filled: tuple[bytes, list[Place]], row: int, formula: str) -> None:
    result = SINGLE[formula]
    assert _results(filled[0]).cell(row, 7).value == pytest.approx(result)
    assert (f"G{row}" in _left(filled)) == (result is None)


@pytest.mark.parametrize(("row", "formula"), [*enumerate(ARRAYS, 1)])
def test_a_formula_of_blocks_is_reckoned(filled: tuple[bytes, list[Place]], row: int, formula: str) -> None:
    assert _results(filled[0]).cell(row, 9).value == pytest.approx(ARRAYS[formula])


def test_a_formula_that_fills_a_block_fills_all_of_it(filled: tuple[bytes, list[Place]]) -> None:
    sheet = _results(filled[0])
    assert [sheet.cell(row, 11).value for row in range(2, 8)] == [80, 56, 38, 18, 14, 206]


def test_the_rest_of_a_block_that_cannot_be_reckoned_keeps_no_old_number() -> None:
    book = load_workbook(BytesIO(form()))
    sheet: Any = book.worksheets[0]
    sheet["K2"] = ArrayFormula("K2:K6", "=UNHEARD(C2:C6)")
    buffer = BytesIO()
    book.save(buffer)
    content, left = Form(buffer.getvalue()).fill({Place(SHEET, Spot(2, 3)): 40})
    assert [_results(content).cell(row, 11).value for row in range(2, 8)] == [None] * 6
    assert {Place(SHEET, spot_of(f"K{row}")) for row in range(2, 8)} <= set(left)


def test_libreoffice_comes_to_the_same(
    filled: tuple[bytes, list[Place]], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    part = "xl/worksheets/sheet1.xml"
    bare = changed(filled[0], part, r"(</f>|<f[^>]*/>)<v>[^<]*</v>", r"\1")  # it believes what a file says
    (tmp_path / "bieu.xlsx").write_bytes(bare)
    libreoffice("xlsx:Calc MS Excel 2007 XML", tmp_path / "made", tmp_path / "bieu.xlsx")
    theirs, ours = _results((tmp_path / "made" / "bieu.xlsx").read_bytes()), _results(filled[0])
    left = _left(filled)
    places = [f"{column}{row}" for column in "GIK" for row in range(1, len(SINGLE) + 1)]
    left |= {f"G{row}" for row, formula in enumerate(SINGLE, 1) if formula in _ELSEWHERE}
    told = [place for place in places if ours[place].value is not None and place not in left]
    assert len(told) > len(SINGLE)
    assert {place: theirs[place].value for place in told} == pytest.approx({place: ours[place].value for place in told})


def test_a_sheet_that_takes_its_cells_by_words_is_worked_out_anew() -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    sheet["A1"] = "Tổng"
    sums: Any = book.create_sheet("Cộng")
    sums["A1"], sums["B1"] = SHEET, '=INDIRECT("\'"&A1&"\'!B1")+1'
    buffer = BytesIO()
    book.save(buffer)
    content, left = Form(buffer.getvalue()).fill({Place(SHEET, Spot(1, 2)): 41})
    assert not left
    assert load_workbook(BytesIO(content), data_only=True)["Cộng"]["B1"].value == 42

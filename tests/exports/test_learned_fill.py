"""Filling a superior's form: the bound cells change, and nothing else in the file."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook

from exports.learned.fill import Form, Place
from exports.learned.xml import package
from exports.learned.xml.grid import letters, spot_of
from models.errors import KnownError
from tests.exports import learned_forms
from tests.exports.learned_forms import SHEET, parts
from tests.exports.listed_forms import changed


def at(address: str, sheet: str = SHEET) -> Place:
    """Give a cell of the form."""
    return Place(sheet, spot_of(address))


def with_sheet(content: bytes, change: tuple[str, str]) -> bytes:
    """Give the form with a text of its first sheet's XML replaced."""
    told = parts(content)
    told["xl/worksheets/sheet1.xml"] = told["xl/worksheets/sheet1.xml"].replace(change[0].encode(), change[1].encode())
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, part in told.items():
            made.writestr(name, part)
    return buffer.getvalue()


def test_every_other_part_stays_byte_for_byte() -> None:
    content = learned_forms.form(macros=True, sheets=3)
    filled, _ = Form(content).fill({at("B5"): 12})
    before, after = parts(content), parts(filled)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert Form(content).ending == ".xlsm"


def test_only_the_bound_cells_of_the_sheet_change() -> None:
    content = learned_forms.form()
    filled, _ = Form(content).fill({at("B5"): 12, at("B7"): "=không phải công thức", at("H20"): "ngoài bảng"})
    old, new = (load_workbook(BytesIO(one)).worksheets[0] for one in (content, filled))
    differing = {cell.coordinate for row in new.iter_rows() for cell in row if cell.value != old[cell.coordinate].value}
    assert differing == {"B5", "B7", "H20"}
    assert new["B7"].data_type == "s"
    assert new["B5"].font.i
    assert old["B5"].font.name == new["B5"].font.name
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert new["B9"].value == "=SUM(B5:B8)"


def test_values_suit_the_format_of_their_cells() -> None:
    day = date(2026, 10, 31)
    filled, _ = Form(learned_forms.form()).fill(
        {at("C6"): Fraction(1, 8), at("C7"): Fraction(1, 8), at("B12"): day, at("C12"): day}
    )
    sheet = load_workbook(BytesIO(filled)).worksheets[0]
    assert (sheet["C6"].value, sheet["C7"].value) == (0.125, 12.5)
    assert sheet["B12"].value.date() == day
    assert sheet["C12"].value == "31/10/2026"


def test_totals_are_worked_out_and_excel_is_asked_to_do_so_too() -> None:
    filled, left = Form(learned_forms.form()).fill({at("B5"): 12, at("B6"): 3})
    sheet = load_workbook(BytesIO(filled), data_only=True).worksheets[0]
    assert sheet["B9"].value == 15
    assert left == [at("C9")]
    assert sheet["C9"].value is None
    assert re.search(rb"<calcPr[^>]*fullCalcOnLoad=\"1\"", parts(filled)["xl/workbook.xml"])


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("B5+B6*2", 18),
        ("(B5-B6)/2", 4.5),
        ("ROUND(B6/B5*100,1)", 25),
        ("SUM(B5,B6:B7)-$B$6", 12),
        (f"'{SHEET}'!B5%", 0.12),
        ("SUM(B5:B6)/0", "#DIV/0!"),
        ("A5+1", "#VALUE!"),
        ("B7", 0),
        ("IF(B5>0,1,2)", 1),
        ('IF(B7=0,"",B5/B7)', ""),
        ('IFERROR(B5/B7,"–")', "–"),
        ('IFERROR(VLOOKUP(B5,A5:B8,2),"–")', "–"),
        ('IFERROR(VLOOKUP("a",A5:B8,2),"–")', None),  # in a column out of order
        ("IF(B7=0,)", 0),
        ("B5/10+B6/5-1.8=0", True),
        ("B5/120+0.2=0.3", True),
        ("SUM(B8:B5)", 15),
        ("SUM(C:B)-SUM(B5:B6)", None),  # of itself
        ("IF(AND(B5>B6,NOT(ISBLANK(B6))),B5-B6,0)", 9),
        ('"Tổng số: "&SUM(B5:B6)&" đồng chí"', "Tổng số: 15 đồng chí"),
        ('COUNTIF(B5:B8,">=3")', 2),
        ('COUNTIF(A5:A8,"đảng viên*")', 3),
        ('SUMIF(A5:A8,"*dự bị",B5:B8)', 3),
        ('SUMIFS(B5:B8,A5:A8,"Đảng viên*",B5:B8,"<10")', 3),
        ("AVERAGE(B5:B8)", 7.5),
        ("MAX(B5:B8)-MIN(B5:B8)", 9),
        ("COUNTA(A5:B8)", 6),
        ("COUNT(A5:B8)", 2),
        ("SUBTOTAL(9,B5:B8)", 15),
        ("ROUNDUP(B6/B5,0)+ROUNDDOWN(-2.5,0)", -1),
        ("SUM(A:A)+SUM(5:5)", 12),
        ("TongSo*2", 30),
        ("2^3-ABS(-1)", 7),
        ("B5:B6", None),
        ("B9", None),
        ("UNHEARD(B5)", None),
        ("Bang1[Số]", None),
    ],
)
def test_simple_formulas(formula: str, result: float | str | None) -> None:
    content = with_sheet(learned_forms.form(), ("SUM(B5:B8)", escape(formula)))
    name = f"<definedName name='TongSo'>'{SHEET}'!$B$5+'{SHEET}'!$B$6</definedName>"
    content = changed(content, "xl/workbook.xml", "<definedNames/>", f"<definedNames>{name}</definedNames>")
    filled, left = Form(content).fill({at("B5"): 12, at("B6"): 3})
    assert load_workbook(BytesIO(filled), data_only=True).worksheets[0]["B9"].value == (
        None if result == "" else result
    )
    assert (at("B9") in left) == (result is None)


def test_shared_formulas_are_followed() -> None:
    shared = '<f t="shared" ref="B9:C9" si="0">SUM(B5:B8)</f>'
    content = with_sheet(learned_forms.form(), ("<f>SUM(B5:B8)</f>", shared))
    content = with_sheet(content, ('<f>INDIRECT("R9C2",FALSE)</f>', '<f t="shared" si="0"/>'))
    filled, left = Form(content).fill({at("B5"): 1, at("C5"): 2, at("C8"): 5})
    sheet = load_workbook(BytesIO(filled), data_only=True).worksheets[0]
    assert not left
    assert (sheet["B9"].value, sheet["C9"].value) == (1, 7)


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("VLOOKUP(A5,A5:A8,1)", True),  # hangs on nothing that is written
        ("VLOOKUP(A5,A5:B8,2)", False),
        ("[1]Nam!B5+1", True),
        ("UNHEARD(C9,A5:A8,1)", False),  # C9 is the sum of what is written
        ('INDIRECT("R5C1",FALSE)', False),
        ("SUMX2PY2(Bang1[Số])", False),
    ],
)
def test_a_result_that_came_with_the_form_stays_where_it_hangs_on_nothing_written(formula: str, kept: bool) -> None:
    content = with_sheet(learned_forms.form(), ("<f>SUM(B5:B8)</f><v></v>", f"<f>{formula}</f><v>77</v>"))
    content = with_sheet(content, ('<f>INDIRECT("R9C2",FALSE)</f>', "<f>SUM(B5:B8)+0</f>"))
    filled, left = Form(content).fill({at("B5"): 12})
    sheet = load_workbook(BytesIO(filled), data_only=True).worksheets[0]
    assert (sheet["B9"].value, left) == ((77, []) if kept else (None, [at("B9")]))
    assert sheet["C9"].value == 12


def test_a_merged_block_is_written_at_its_top_left() -> None:
    form = Form(learned_forms.form())
    filled, _ = form.fill({at("C2"): "Tháng 10 năm 2026"})
    assert load_workbook(BytesIO(filled)).worksheets[0]["A2"].value == "Tháng 10 năm 2026"
    assert form.corner(at("B2")) == at("A2")


def test_formulas_of_the_superior_are_not_written_over() -> None:
    form = Form(learned_forms.form())
    assert "công thức" in form.why_not(at("B9"))
    assert "không có trang" in form.why_not(at("A1", "Biểu 99"))
    assert form.why_not(at("B5")) == ""


def test_a_protected_sheet_stays_protected() -> None:
    filled, _ = Form(learned_forms.form(locked=True)).fill({at("B5"): 12})
    sheet = load_workbook(BytesIO(filled)).worksheets[0]
    assert sheet.protection.sheet
    assert sheet["B5"].value == 12


def test_sixty_sheets() -> None:
    form = Form(learned_forms.form(sheets=60))
    filled, _ = form.fill({at("B2", "Trang 60"): 7})
    assert load_workbook(BytesIO(filled))["Trang 60"]["B2"].value == 7


def test_cells_without_addresses_are_counted() -> None:
    content = learned_forms.form()
    bare = re.sub(rb' r="[A-Z]*\d+"', b"", parts(content)["xl/worksheets/sheet1.xml"])
    whole = parts(content)["xl/worksheets/sheet1.xml"].decode()
    form = Form(with_sheet(content, (whole, bare.decode())))
    assert load_workbook(BytesIO(form.fill({at("C6"): 5})[0])).worksheets[0]["C6"].value == 5


@pytest.mark.parametrize("name", ["cũ.xls", "biểu.ods"])
def test_other_kinds_of_file_are_sent_back_with_what_to_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    with pytest.raises(KnownError, match="lưu thành"):
        package.load(path)


def test_a_damaged_file_is_a_sentence() -> None:
    with pytest.raises(KnownError, match="không mở được"):
        Form(b"PK\x03\x04 nothing", "hỏng.xlsx")


def test_letters_of_columns() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert spot_of("$AB$12") == (12, 28)


def test_a_file_of_the_macro_kind_keeps_its_ending_without_a_macro() -> None:
    content = learned_forms.form()
    told = parts(content)
    told["[Content_Types].xml"] = told["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, part in told.items():
            made.writestr(name, part)
    assert Form(buffer.getvalue()).ending == ".xlsm"
    assert Form(content).ending == ".xlsx"


def test_a_template_of_excel_is_to_be_saved_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "biểu.xltx"
    path.write_bytes(learned_forms.form())
    with pytest.raises(KnownError, match="lưu thành"):
        package.load(path)

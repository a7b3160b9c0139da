"""Forms in the old kind of file, and other odd ones: read as far as they can be, and what is lost is said."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

import resources
from exports.learned import filling
from exports.learned.fill import Form, Place
from exports.learned.sketch import Sketch
from exports.learned.template import Binding, Template
from exports.learned.xml import old_files
from exports.learned.xml.grid import spot_of
from exports.report import Needs, Scope
from models import office
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from tests.exports import learned_forms
from tests.exports.conftest import LibreOffice
from tests.exports.learned_forms import SHEET, parts
from tests.exports.listed_forms import changed

OCTOBER = Period.month(2026, 10)


@pytest.fixture(scope="module")
def old_file(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the form as LibreOffice writes it in the old kind of file; read it, never write it."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "bieu.xlsx").write_bytes(_plain_form())
    libreoffice("xls", folder, folder / "bieu.xlsx")
    return folder / "bieu.xls"


def _plain_form() -> bytes:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = SHEET
    sheet.append(["BIỂU TỔNG HỢP ĐẢNG VIÊN"])
    sheet.merge_cells("A1:C1")
    sheet.append([None, "Số lượng", 2026])
    sheet.append(["Đảng viên nữ", None, 1.5])
    book.create_sheet("Ẩn").sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_an_old_file_keeps_words_numbers_and_merged_cells(old_file: Path) -> None:
    book = load_workbook(BytesIO(old_files.convert(old_file)))
    sheet = book[SHEET]
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet["A1"].value == "BIỂU TỔNG HỢP ĐẢNG VIÊN"
    assert (sheet["B2"].value, sheet["C2"].value, sheet["C3"].value) == ("Số lượng", 2026, 1.5)
    assert book["Ẩn"].sheet_state == "hidden"


FORMULAS = {
    "B5": "=SUM(B2:B4)",
    "C2": "=B2/B$5",
    "C3": "=B3/B$5",  # shared with the one above
    "C4": "=B4/B$5",
    "C5": '=IF(B5=0,"",ROUND(B4/B5*100,2))',
    "D2": "=$B$2*2%",
    "D3": '="Tháng "&B5',
    "D4": "=-B2+(B3-1)*2",
    "D5": "=B2/0",
    "E2": "=SUMIF('Biểu 2'!A1:A3,\"Nà\"\"Pồng\",'Biểu 2'!B1:B3)",
    "E3": "=VLOOKUP(\"Cơ quan\",'Biểu 2'!A1:B3,2,FALSE)",
    "E4": "=IFERROR(B2/0,7)",
    "E5": '=COUNTIFS(B2:B4,">10")',
    "F2": "=AND(B2>0,TRUE)",
}
NAMES = {"TongDV": "'Biểu 1'!$B$2:$B$4", "ThemMot": "'Biểu 1'!$B$2+1", "GapDoi": "ThemMot*2"}
BY_NAMES = {  # as they were, and as they are told by what the names stand for
    "G2": ("=SUM(TongDV)*2", "=SUM('Biểu 1'!$B$2:$B$4)*2"),
    "G3": ("=GapDoi/2", "=(('Biểu 1'!$B$2+1)*2)/2"),
}


@pytest.fixture(scope="module")
def reckoning(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an old file that reckons, once with two formulas of which only Excel can tell what they come to."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Biểu 1"
    for row in (("Chi bộ", "Đảng viên"), ("Bản Tạo", 12), ("Nà Pồng", 20), ("Cơ quan", 5)):
        sheet.append(row)
    for address, formula in FORMULAS.items():
        sheet[address] = formula
    for name, meant in NAMES.items():
        book.defined_names[name] = DefinedName(name, attr_text=meant)
    for address, (formula, _told) in BY_NAMES.items():
        sheet[address] = formula
    sheet["G4"] = ArrayFormula("G4", "=SUM(IF(B2:B4>10,B2:B4,0))")
    sheet["F4"], sheet["F5"] = "=YEAR(TODAY())", "=F4+1"
    other: Any = book.create_sheet("Biểu 2")
    for row in (("Bản Tạo", 1), ('Nà"Pồng', 2), ("Cơ quan", 3)):
        other.append(row)
    folder = tmp_path_factory.mktemp("reckoning")
    book.save(folder / "tong.xlsx")
    libreoffice("xls", folder, folder / "tong.xlsx")
    return folder / "tong.xls"


def test_the_formulas_of_an_old_file_are_kept_where_they_come_to_what_it_shows(reckoning: Path) -> None:
    content = old_files.convert(reckoning)
    sheet, shown = (load_workbook(BytesIO(content), data_only=told)["Biểu 1"] for told in (False, True))
    assert {address: sheet[address].value for address in FORMULAS} == FORMULAS
    assert {address: sheet[address].value for address in BY_NAMES} == {key: told for key, (_, told) in BY_NAMES.items()}
    assert (sheet["G4"].value.text, sheet["G4"].value.ref) == ("=SUM(IF(B2:B4>10,B2:B4,0))", "G4")
    assert (shown["B5"].value, shown["D3"].value, shown["D5"].value, shown["E2"].value) == (
        37,
        "Tháng 37",
        "#DIV/0!",
        2,
    )
    assert sheet["F4"].value == sheet["F5"].value - 1  # numbers, as the file shows them
    filled, left = Form(content).fill({Place("Biểu 1", spot_of("B2")): 112, Place("Biểu 2", spot_of("B3")): 30})
    read = load_workbook(BytesIO(filled), data_only=True)["Biểu 1"]
    assert (read["B5"].value, read["E3"].value, read["D3"].value) == (137, 30, "Tháng 137")
    assert [read[f"G{row}"].value for row in range(2, 5)] == [274, 113, 132]
    assert not left


def test_a_sum_through_the_sheets_of_an_old_file_is_kept(libreoffice: LibreOffice, tmp_path: Path) -> None:
    book = Workbook()
    for number, name in enumerate(("T1", "T2", "T3"), 1):
        sheet: Any = book.worksheets[0] if number == 1 else book.create_sheet()
        sheet.title, sheet["B2"] = name, number
    book.create_sheet("Nam")["A1"] = "=SUM(T1:T3!B2)"
    book.save(tmp_path / "quy.xlsx")
    libreoffice("xls", tmp_path, tmp_path / "quy.xlsx")
    content = old_files.convert(tmp_path / "quy.xls")
    assert load_workbook(BytesIO(content))["Nam"]["A1"].value == "=SUM('T1:T3'!B2:B2)"  # LibreOffice writes it so
    filled, left = Form(content).fill({Place("T2", spot_of("B2")): 40})
    assert not left
    assert load_workbook(BytesIO(filled), data_only=True)["Nam"]["A1"].value == 44


@pytest.mark.usefixtures("people")
def test_every_report_of_an_old_file_says_what_it_lost(db: Database, old_file: Path) -> None:
    made = Template("Biểu", Needs.PERIOD, Form(old_files.convert(old_file), old_file.name))
    assert made.form.ending == ".xlsx"
    made = made.bind(Binding(Place(SHEET, spot_of("B3")), "indicator", "women"))
    with db.read() as session:
        scope = Scope(OCTOBER, OCTOBER.last, OCTOBER.last, office.read(session))
        filled = filling.fetch(session, scope, made)
    assert old_files.LOST in [one.text for one in filled.findings]
    assert load_workbook(BytesIO(filled.file[0]))[SHEET]["B3"].value > 0


def test_an_old_file_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bieu.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"nothing" * 200)
    with pytest.raises(KnownError):
        old_files.convert(path)


def test_a_new_file_with_the_old_ending_is_sent_back(tmp_path: Path) -> None:
    path = tmp_path / "bieu.xls"
    path.write_bytes(_plain_form())
    with pytest.raises(KnownError, match="đổi đuôi"):
        old_files.convert(path)


def test_a_link_to_another_workbook_is_kept_and_its_result_left_to_excel() -> None:
    content = learned_forms.form()
    content = changed(content, "xl/worksheets/sheet1.xml", r"SUM\(B5:B8\)", "[1]Khác!B9+B5")
    filled, left = Form(content).fill({Place(SHEET, spot_of("B5")): 1})
    assert Place(SHEET, spot_of("B9")) in left
    before, after = parts(content), parts(filled)
    assert before["xl/externalLinks/externalLink1.xml"] == after["xl/externalLinks/externalLink1.xml"]
    assert b"<f>[1]Kh\xc3\xa1c!B9+B5</f>" in after["xl/worksheets/sheet1.xml"]


def test_a_form_without_a_free_cell_is_known() -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet["A1"] = "=1+1"
    buffer = BytesIO()
    book.save(buffer)
    made = Template("Biểu", Needs.PERIOD, Form(buffer.getvalue(), "b.xlsx"))
    assert not Sketch(made.form.content, "b.xlsx").has_free_cell(made)


def test_sixty_sheets_are_read_for_proposals_one_at_a_time() -> None:
    made = Template("Biểu", Needs.PERIOD, Form(learned_forms.form(sheets=60), "b.xlsx"))
    sketch = Sketch(made.form.content, "b.xlsx")
    assert len(sketch.sheets()) == 60
    assert [one.binding.key for one in sketch.proposals(made, SHEET, ())] == ["official", "probationary", "women"]
    assert sketch.proposals(made, "Trang 60", ()) == []


@pytest.fixture
def dressed(libreoffice: LibreOffice, tmp_path: Path) -> tuple[Any, Any]:
    """Give a sheet as it was before it went through the old kind of file, and as it came out of it."""
    source = resources.path("forms") / "bieu-03-doi-ngu-dang-vien.xlsx"
    (tmp_path / "bieu.xlsx").write_bytes(source.read_bytes())
    libreoffice("xls", tmp_path, tmp_path / "bieu.xlsx")
    made = load_workbook(BytesIO(old_files.convert(tmp_path / "bieu.xls")))
    return load_workbook(source).worksheets[0], made.worksheets[0]


def test_an_old_file_keeps_fonts_lines_widths_and_heights(dressed: tuple[Any, Any]) -> None:
    before, after = dressed
    for row in before.iter_rows():
        for cell in row:
            twin = after.cell(cell.row, cell.column)
            assert twin.value == cell.value, cell.coordinate
            font = (cell.font.name, cell.font.sz, bool(cell.font.b), bool(cell.font.i))
            assert font == (twin.font.name, twin.font.sz, bool(twin.font.b), bool(twin.font.i)) or cell.value is None
            lines = [getattr(cell.border, side).style for side in ("left", "right", "top", "bottom")]
            if not any(cell.coordinate in merge for merge in before.merged_cells.ranges):
                assert lines == [getattr(twin.border, side).style for side in ("left", "right", "top", "bottom")]
            if cell.value is not None:
                assert (cell.alignment.horizontal or "general") == (twin.alignment.horizontal or "general")
                assert bool(cell.alignment.wrap_text) == bool(twin.alignment.wrap_text)
    for letter, told in before.column_dimensions.items():
        assert after.column_dimensions[letter].width == pytest.approx(told.width, abs=0.6)
    stated = {row: told.height for row, told in before.row_dimensions.items() if told.height}
    assert {row: after.row_dimensions[row].height for row in stated} == pytest.approx(stated, abs=0.8)
    assert {str(one) for one in after.merged_cells.ranges} == {str(one) for one in before.merged_cells.ranges}


@pytest.mark.parametrize("size", [600, 2_000, 5_000, 12_000])
def test_an_old_file_that_ends_too_early_is_a_sentence(old_file: Path, tmp_path: Path, size: int) -> None:
    whole = old_file.read_bytes()
    path = tmp_path / "cut.xls"
    path.write_bytes(whole[: min(size, len(whole) - 700)])
    with pytest.raises(KnownError):
        old_files.convert(path)

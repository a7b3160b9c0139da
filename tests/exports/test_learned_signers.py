"""The names below those who sign a form of the superior are proposed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Side

from exports.learned.fill import Form, Place
from exports.learned.reading import signers
from exports.learned.reading.labels import SheetWords
from exports.learned.sketch import Sketch
from exports.learned.template import Template
from exports.learned.xml.grid import spot_of
from exports.report import Needs

BLANKS = Path(__file__).parents[1] / "data" / "forms"
_ROWS = {  # of the words “(Ký, …)”, and the column of who signs
    "bieu-01-tang-giam-dang-vien": (28, "C"),
    "bieu-02-dang-vien-moi-ket-nap": (69, "C"),
    "bieu-02b-ket-nap-dan-toc-ton-giao": (44, "F"),
    "bieu-03-doi-ngu-dang-vien": (73, "C"),
    "bieu-03b-dang-vien-dan-toc-ton-giao": (44, "F"),
    "bieu-05-to-chuc-dang-loai-hinh-co-so": (38, "D"),
    "bieu-06-xep-loai-dang-vien": (24, "C"),
    "bieu-07-nghiep-vu-cong-tac-dang-vien": (57, "C"),
}


def sheet_of(rows: list[list[str | None]], merged: tuple[str, ...] = (), *, lined: str = "") -> Any:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for one in merged:
        sheet.merge_cells(one)
    line = Side(style="thin")
    for row in sheet[lined] if lined else ():
        for cell in row:
            cell.border = Border(line, line, line, line)
    return sheet


def read(sheet: Any) -> dict[str, str]:
    return {str(spot): one.field for spot, one in signers.read(SheetWords(sheet)).items()}


@pytest.mark.parametrize("name", _ROWS)
def test_the_names_of_the_superiors_blanks_stand_where_our_own_forms_put_them(name: str) -> None:
    row, column = _ROWS[name]
    sheet = load_workbook(BLANKS / f"{name}.xlsx").worksheets[0]
    assert read(sheet) == {
        f"A{row + 4}": "preparer",
        f"A{row + 5}": "preparer_phone",
        f"{column}{row + 4}": "signer",
    }


def test_a_blank_merged_for_the_name_or_dotted_is_taken() -> None:
    sheet = sheet_of(
        [
            ["BÁO CÁO NHANH"],
            ["Nội dung", "Số lượng"],
            ["Đảng viên nữ"],
            [None],
            ["Người lập báo cáo", None, "Trưởng Ban Tổ chức", None, "T/M BAN THƯỜNG VỤ"],
            ["(Ký, họ tên)", None, None, None, "KT. BÍ THƯ"],
            [None, None, None, None, "PHÓ BÍ THƯ"],
            [None, None, None, None, "(Ký, đóng dấu)"],
            ["…………………"],
            [None],
            [None],
            [None],
            [None],
        ],
        ("E5:G5", "E6:G6", "E7:G7", "E8:G8", "E11:G11"),
    )
    assert read(sheet) == {"A9": "preparer", "E11": "signer"}


def test_a_tall_block_and_a_line_below_leave_no_other_place() -> None:
    sheet = sheet_of(
        [["NGƯỜI LẬP BIỂU", "TM. ĐẢNG ỦY"], [None], [None], [None], ["Nơi nhận: như trên"]],
        ("B2:B4",),
    )
    assert read(sheet) == {"A4": "preparer", "B2": "signer"}


def test_nothing_is_read_from_a_table_or_of_a_party_cell() -> None:
    heads: list[str | None] = ["TT", "Bí thư", "Người lập", "Ký nhận"]
    rows: list[list[str | None]] = [heads, *([None] for _row in range(6)), ["T/M CHI BỘ"], ["BÍ THƯ"], ["(Ký)"]]
    assert read(sheet_of(rows)) == {}
    assert read(sheet_of([["Người lập", "Ngày"], [None], [None], [None], [None]], lined="A1:B5")) == {}


def test_a_name_is_not_put_where_the_paper_ends() -> None:
    sheet = sheet_of([["NGƯỜI LẬP BIỂU"], ["(Ký, ghi rõ họ tên, số điện thoại)"], [None], [None]])
    sheet.print_area = "A1:D5"
    assert read(sheet) == {"A5": "preparer"}
    sheet.print_area = "A1:D2"
    assert read(sheet) == {}


def test_they_are_proposed_for_the_page_and_for_the_cell() -> None:
    content = (BLANKS / "bieu-01-tang-giam-dang-vien.xlsx").read_bytes()
    sketch, form = Sketch(content, "x.xlsx"), Form(content, "x.xlsx")
    template = Template("Biểu", Needs.PERIOD, form)
    (sheet,) = sketch.sheets()
    found = {str(one.binding.place.spot): one for one in sketch.proposals(template, sheet, ())}
    assert found["C26"].binding.key == "{dia_danh}, {ngay}"
    assert (found["A32"].binding.kind, found["A32"].binding.key) == ("office", "preparer")
    assert found["C32"].read_from == "T/M ĐẢNG ỦY BÍ THƯ – (Ký, đóng dấu, ghi rõ họ và tên)"
    one = sketch.proposal(template, Place(sheet, spot_of("C32")), ())
    assert one == found["C32"]
    made = template.bind(found["C32"].binding)
    assert "C32" not in {str(one.binding.place.spot) for one in sketch.proposals(made, sheet, ())}
    filled, _left = form.fill({Place(sheet, spot_of("C32")): "Lò Văn Bí"})
    told = load_workbook(BytesIO(filled))[sheet]
    assert told["C32"].value == "Lò Văn Bí"
    name, title = told["C32"], told["C27"]
    assert (name.font.name, name.font.sz, name.font.b) == (title.font.name, title.font.sz, True)
    assert (name.alignment.horizontal, name.alignment.wrap_text) == ("center", False)
    assert title.alignment.wrap_text
    assert (told.row_dimensions[32].height or 0) < 20  # one line

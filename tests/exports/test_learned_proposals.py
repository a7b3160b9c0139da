"""Bindings proposed by reading a form: of the superior's own blanks, the numbers must be those of the shipped forms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import resources
from exports import files
from exports.drafts import draft
from exports.learned import bound, filling, filters
from exports.learned.fill import Form
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.our_places import OurPlaces
from exports.learned.reading.proposals import Reader, taken
from exports.learned.sketch import title_of
from exports.learned.template import Template
from exports.learned.xml.grid import spot_of
from exports.offered import find
from exports.official import form_1, form_2, form_3, form_5, form_6, form_7, peoples
from exports.official.spec import Official
from exports.report import Needs, Scope, percentage
from models import office
from models.database import Database
from models.dates import Period
from tests.exports import headed_forms, later_forms, newer_proposal_forms, period_forms, proposal_forms, roll_forms
from tests.exports.commune import TODAY

YEAR = Period.year(2026)
PLACES = ("cell:Bản Tạo", "cell:Trường học", "village:Bản Tạo", "village:Bản Mẫu")
Rows = list[Any]
NOTHING_HAPPENED = (peoples.FORM_2B, peoples.FORM_3B, form_7.OFFICIAL)  # no peoples, praise, cards in the lists


def template_of(content: bytes) -> Template:
    """Give a form that nothing is bound in."""
    return Template("Biểu", Needs.PERIOD, Form(content, "bieu.xlsx"))


def accepted(made: Template) -> Template:
    """Give the template with all that is proposed on its first sheet."""
    sheet = load_workbook(BytesIO(made.form.content)).worksheets[0]
    return taken(made, Reader(made, PLACES).proposals(sheet.title, SheetWords(sheet)))


def told(rows: Rows, *merged: str) -> dict[str, str]:
    """Give cell → what is proposed for it, of a sheet with these rows."""
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    buffer = BytesIO()
    book.save(buffer)
    made = accepted(template_of(buffer.getvalue()))
    return {str(one.place.spot): title_of(made, one) for one in made.bindings}


@pytest.mark.parametrize(
    ("official", "least"),
    [
        (form_1.OFFICIAL, 16),
        (form_2.OFFICIAL, 40),
        (peoples.FORM_2B, 195),
        (form_3.OFFICIAL, 120),
        (peoples.FORM_3B, 195),
        (form_5.OFFICIAL, 12),
        (form_6.OFFICIAL, 26),
        (form_7.OFFICIAL, 70),
    ],
    ids=lambda one: one.key if isinstance(one, Official) else "",
)
def test_what_is_proposed_for_a_known_form_are_its_numbers(commune: Database, official: Official, least: int) -> None:
    made = accepted(template_of((resources.path("forms") / official.file).read_bytes()))
    sheet = files.reread(draft(commune, find(official.key), YEAR, TODAY).workbook()).worksheets[0]
    with commune.read() as session:
        scope = Scope(YEAR, TODAY, TODAY, office.read(session))
        filled: Any = filling.fetch(session, scope, made)
    figures: dict[Any, Any] = {
        place: percentage(value) if isinstance(value, Fraction) else value
        for place, value in filled.values.items()
        if not isinstance(value, str)
    }
    at: Any = made.at
    wrong = {
        str(place.spot): (value, sheet[str(place.spot)].value, title_of(made, at(place)))
        for place, value in figures.items()
        if value != sheet[str(place.spot)].value
    }
    assert wrong == {}
    assert len(figures) >= least
    assert sum(figures.values()) > 0 or official in NOTHING_HAPPENED


@pytest.mark.parametrize(
    "official",
    [form_1.OFFICIAL, form_2.OFFICIAL, form_3.OFFICIAL, form_5.OFFICIAL, form_6.OFFICIAL, form_7.OFFICIAL],
    ids=lambda one: one.key,
)
def test_a_form_the_program_carries_is_bound_as_it_is_in_the_report(official: Official) -> None:
    made = accepted(template_of((resources.path("forms") / official.file).read_bytes()))
    found = {(*one.place.spot, one.key) for one in made.bindings if one.kind == bound.STATISTIC}
    asks = official.asks(Scope(YEAR, TODAY, TODAY, office.Office()))
    assert found == {(*place, ask.key) for place, ask in asks.items()}


@pytest.mark.parametrize("known", [*proposal_forms.FORMS, *newer_proposal_forms.FORMS], ids=lambda one: one.name)
def test_nothing_wrong_is_proposed_for_forms_as_provinces_send_them(known: proposal_forms.Known) -> None:
    made = template_of(known.content())
    sheet = load_workbook(BytesIO(known.content())).worksheets[0]
    reader = Reader(made, proposal_forms.PLACES)
    made = taken(made, reader.proposals(sheet.title, SheetWords(sheet)))
    found = {str(one.place.spot): title_of(made, one) for one in made.bindings}
    assert {at: name for at, name in found.items() if known.truth.get(at) != name} == {}
    assert len(found) >= len(known.truth) - 2  # “Trong đó: Khai trừ” below what the program does not know


@pytest.mark.parametrize(
    "known", [*headed_forms.FORMS, *period_forms.FORMS, *roll_forms.FORMS, *later_forms.FORMS], ids=lambda one: one.name
)
def test_all_that_is_sure_is_proposed_and_nothing_else(known: proposal_forms.Known) -> None:
    made = template_of(known.content())
    sheet = load_workbook(BytesIO(known.content())).worksheets[0]
    found = Reader(made, proposal_forms.PLACES).proposals(sheet.title, SheetWords(sheet))
    made = taken(made, found)
    assert {str(one.place.spot): title_of(made, one) for one in made.bindings} == known.truth
    listed = {one.key.partition(".")[0] for one in made.bindings if one.kind == bound.ROWS}
    assert listed == ({known.listed} if known.listed else set())


def test_several_levels_of_headings_meet_with_rows_of_cells() -> None:
    rows: Rows = [
        ["BIỂU TỔNG HỢP ĐẢNG VIÊN"],
        ["TT", "Chi bộ", "Tổng số đảng viên", "Trong đó", None, None, "Kết nạp trong kỳ", None, "So với cùng kỳ (%)"],
        [None, None, None, "Nữ", "Dân tộc", "Dự bị", "Tổng số", "Nữ", None],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, "Chi bộ Bản Tạo"],
        [2, "Trường học"],
        [3, "Chi bộ Không Có"],
        [None, "Cộng", *(f"=SUM({column}5:{column}7)" for column in "CDEFGH")],
    ]
    found = told(rows, "A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:H2", "I2:I3")
    assert {at: name for at, name in found.items() if at.endswith("5")} == {
        "C5": "Tổng số đảng viên – Bản Tạo",
        "D5": "Tổng số đảng viên – Bản Tạo, Nữ",
        "E5": "Tổng số đảng viên – Bản Tạo, Dân tộc thiểu số",
        "F5": "Tổng số đảng viên – Bản Tạo, Dự bị",
        "G5": "Kết nạp đảng viên – Bản Tạo",
        "H5": "Kết nạp đảng viên – Bản Tạo, Nữ",
    }
    assert "C6" in found
    assert not any(at.endswith(("7", "8")) for at in found)


def test_rows_that_are_part_of_others() -> None:
    rows: Rows = [
        ["Tiêu chí", "Số lượng", "Cùng kỳ năm trước"],
        ["1. Kết nạp đảng viên"],
        ["- Trong đó: Nữ"],
        ["- Người Cống"],
        ["2. Xóa tên"],
        ["+ Dự bị"],
        ["3. Số hộ nghèo"],
        ["- Nữ"],
    ]
    assert told(rows) == {
        "B2": "Kết nạp đảng viên",
        "B3": "Kết nạp đảng viên – Nữ",
        "B5": "Xóa tên",
        "B6": "Xóa tên – Dự bị",
        "C2": "Kết nạp đảng viên (cùng kỳ năm trước)",
        "C3": "Kết nạp đảng viên – Nữ (cùng kỳ năm trước)",
        "C5": "Xóa tên (cùng kỳ năm trước)",
        "C6": "Xóa tên – Dự bị (cùng kỳ năm trước)",
    }


BEFORE, RATIO, SO_FAR = (bound.SPANS[one].lower() for one in (bound.BEFORE, bound.RATIO, bound.SO_FAR))


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (("Kỳ này", "Cùng kỳ năm trước", "%"), {"C": BEFORE, "D": RATIO}),
        (("Số lượng", "Cùng kỳ", "So sánh (%)"), {"C": BEFORE, "D": RATIO}),
        (("Trong kỳ", "Lũy kế từ đầu năm", "Tỷ lệ so với cùng kỳ năm trước (%)"), {"C": SO_FAR, "D": RATIO}),
        (("Tháng này", "Lũy kế", "Cộng dồn từ đầu năm"), {"C": SO_FAR, "D": SO_FAR}),
        (("Số lượng", "Tỷ lệ tăng (%)", "Tỷ lệ (%)"), {}),  # of what?
        (("Số lượng", "Kỳ trước", "So với cùng kỳ năm trước (+, -)"), {}),
        (("Số lượng", "Lũy kế từ đầu nhiệm kỳ", "Năm trước"), {}),
    ],
)
def test_last_year_the_ratio_and_the_sum_since_january_are_of_the_figure_beside(
    heads: tuple[str, ...], found: dict[str, str]
) -> None:
    made = told([["Chỉ tiêu", *heads], ["1. Kết nạp đảng viên"], ["- Nữ"]])
    assert made["B2"] == "Kết nạp đảng viên"
    spans = {at: name for at, name in made.items() if at[0] != "B"}
    assert spans == {
        f"{column}{row}": f"{name} ({span})"
        for column, span in found.items()
        for row, name in ((2, "Kết nạp đảng viên"), (3, "Kết nạp đảng viên – Nữ"))
    }


def test_a_bare_percentage_is_that_of_a_row_in_the_one_it_is_a_part_of() -> None:
    made = told([["Chỉ tiêu", "Số lượng", "%", "Tỷ lệ (%)"], ["1. Kết nạp đảng viên"], ["- Nữ"], ["2. Xóa tên"]])
    assert {at: name for at, name in made.items() if at[0] in "CD"} == {"C3": "Tỷ lệ % của ô B3 trong ô B2"}


def test_the_headings_of_a_table_below_are_no_rows_of_the_one_above() -> None:
    rows: Rows = [
        ["STT", "Chỉ tiêu", "Kỳ này", "Cùng kỳ năm trước", "%", "Lũy kế từ đầu năm"],
        [1, "Kết nạp đảng viên"],
        [None, "DANH SÁCH CHI BỘ"],
        ["STT", "Chi bộ", "Số đảng viên", "Chính thức", "Dự bị"],
        [1],
        [2],
    ]
    found = told(rows)
    assert [at for at in found if at.endswith("2")] == ["C2", "D2", "E2", "F2"]
    assert {at: name for at, name in found.items() if not at.endswith("2")} == {
        "B5": "Tên chi bộ ↓",  # the numbers of the rows are printed on the form
        "C5": "Số đảng viên ↓",
        "D5": "Đảng viên chính thức ↓",
        "E5": "Đảng viên dự bị ↓",
    }


def test_the_sum_since_january_needs_no_figure_beside_where_its_column_names_it() -> None:
    rows: Rows = [["Chi bộ", "Lũy kế từ đầu năm", None], [None, "Kết nạp", "Xóa tên"], ["Bản Tạo"]]
    assert told(rows, "A1:A2", "B1:C1") == {
        "B3": "Kết nạp đảng viên – Bản Tạo (lũy kế từ đầu năm)",
        "C3": "Xóa tên – Bản Tạo (lũy kế từ đầu năm)",
    }


def test_a_list_is_known_by_its_headings() -> None:
    heads: list[object] = ["STT", "Họ và tên", "Ngày sinh", "Chữ ký", "Ngày vào Đảng"]
    numbers: list[object] = ["(1)", "(2)", "(3)", "(4)", "(5)"]
    found = told([heads, numbers, [None] * 5])
    assert {at: name for at, name in found.items() if at[0] in "ABCE"} == {
        "A3": "Số thứ tự ↓",
        "B3": "Họ và tên ↓",
        "C3": "Ngày sinh ↓",
        "E3": "Ngày vào Đảng ↓",
    }
    assert "D3" not in found


def test_what_is_bound_or_holds_a_formula_is_left() -> None:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for row in (["Chỉ tiêu", "Số lượng"], ["Đảng viên nữ"], ["Đảng viên dự bị", "=1+1"], ["Khai trừ", 4]):
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    made = accepted(template_of(buffer.getvalue()))
    assert [(str(one.place.spot), one.key) for one in made.bindings] == [("B2", "women")]
    assert Reader(made, ()).proposals(sheet.title, SheetWords(sheet)) == []


def test_a_large_form_is_read_whole() -> None:
    rows: Rows = [["Tiêu chí", *(["Số lượng", "Nữ"] * 10)]]
    rows += [[f"{number}. Đảng viên dự bị"] for number in range(1, 200)]
    assert len(told(rows)) == 199 * 20


def test_places_are_told_apart_by_their_heading() -> None:
    def of(head: str) -> str:
        return told([["ĐẢNG VIÊN"], [head, "Đảng viên"], ["Bản Tạo"]])["B3"]

    made = accepted(template_of(_two_columns("Thôn, bản")))
    assert made.bindings[0].filters == ("village:Bản Tạo",)
    assert accepted(template_of(_two_columns("Chi bộ"))).bindings[0].filters == ("cell:Bản Tạo",)
    assert of("Thôn, bản") == of("Chi bộ") == "Tổng số đảng viên – Bản Tạo"
    assert bound.name_of(made.bindings[0].kind, made.bindings[0].key)
    assert made.bindings[0].place.spot == spot_of("B3")


@pytest.mark.parametrize(
    ("written", "ours", "place"),
    [
        ("Bản Mơ", ("Bản Mơ",), "Bản Mơ"),
        ("BẢN MƠ", ("Bản Mơ", "Bản Mò"), "Bản Mơ"),
        ("Ban Mo", ("Bản Mơ",), "Bản Mơ"),
        ("Bản Huổi Hoà – Nà Sản", ("Bản Huổi Hòa - Nà Sản",), "Bản Huổi Hòa - Nà Sản"),
        ("Bản Mò", ("Bản Mơ",), None),
        ("Ban Mo", ("Bản Mơ", "Bản Mò"), None),
    ],
)
def test_a_cell_is_known_by_its_name_with_the_accents(written: str, ours: Sequence[str], place: str | None) -> None:
    found = OurPlaces([filters.of_place(filters.CELL, one) for one in ours]).called(filters.CELL, f"Chi bộ {written}")
    assert found == (place and filters.of_place(filters.CELL, place))


def test_no_number_of_ours_is_proposed_for_a_cell_called_almost_alike() -> None:
    assert told([["ĐẢNG VIÊN"], ["Chi bộ", "Đảng viên"], ["Bản Tảo"]]) == {}


def _two_columns(head: str) -> bytes:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for row in (["ĐẢNG VIÊN"], [head, "Đảng viên"], ["Bản Tạo"]):
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_nothing_is_proposed_without_labels() -> None:
    assert told([[None, None], [1, 2]]) == {}


def test_a_form_of_cells_down_and_figures_across_is_proposed_whole() -> None:
    top = ["STT", "Tên chi bộ", "Tổng số đảng viên", "Trong đó", None, None, "Sinh hoạt", None, "Tỷ lệ tham gia (%)"]
    below = [None, None, None, "Nữ", "Dân tộc thiểu số", "Dự bị", "Phải dự", "Có mặt"]
    merged = ("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:H1", "I1:I2")
    assert told([top, below, list(range(1, 10)), [1]], *merged) == {
        "B4": "Tên chi bộ ↓",
        "C4": "Số đảng viên ↓",
        "D4": "Đảng viên nữ ↓",
        "E4": "Đảng viên dân tộc thiểu số ↓",
        "F4": "Đảng viên dự bị ↓",
        "G4": "Lượt đảng viên phải dự ↓",
        "H4": "Lượt đảng viên có mặt ↓",
        "I4": "Tỷ lệ tham gia sinh hoạt ↓",
    }


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["Tháng 11 năm 2026"], {"A2": "{ky}"}),
        (["(Quý … năm 20…)"], {"A2": "({ky})"}),
        (["6 tháng đầu năm 2026"], {"A2": "{ky}"}),
        (["…… NĂM 20……"], {"A2": "{KY}"}),
        (["(..... năm 20....)"], {"A2": "({ky})"}),
        (["BÁO CÁO SINH HOẠT CHI BỘ THÁNG … NĂM 20…"], {"A2": "BÁO CÁO SINH HOẠT CHI BỘ {KY}"}),
        (["Danh sách chi bộ (tháng 10 năm 2026)"], {"A2": "Danh sách chi bộ ({ky})"}),
        (["BÁO CÁO NĂM 2026"], {}),
        (["BÁO CÁO SỐ ĐẢNG VIÊN CUỐI NĂM"], {}),
        (["Số hộ nghèo đến tháng 10 năm 2026"], {}),
        (["Năm 2026"], {"A2": "{ky}"}),
        (["Năm 2025", "Năm 2026"], {}),
        (["ĐẢNG ỦY XÃ ............", "ĐẢNG CỘNG SẢN VIỆT NAM"], {"A2": "{XA}"}),
        (["Đảng ủy xã …………"], {"A2": "{xa}"}),
        (["ĐẢNG ỦY XÃ MƯỜNG MẪU"], {}),
    ],
)
def test_lines_written_anew_each_time_are_texts(row: list[object], found: dict[str, str]) -> None:
    assert told([["Biểu"], row]) == found

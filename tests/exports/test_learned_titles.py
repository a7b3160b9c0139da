"""The title proposed for a new form is the one on its sheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from exports.learned.reading import titles
from resources import path
from tests.exports.proposal_forms import FORMS


def _sheet(*rows: list[str | None], bold: str = "") -> Any:
    book = Workbook()
    sheet: Any = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if bold:
        sheet[bold].font = Font(bold=True, size=14)
    return sheet


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("bieu-01-tang-giam-dang-vien", "Thống kê tăng, giảm đảng viên"),
        ("bieu-02b-ket-nap-dan-toc-ton-giao", "Đảng viên mới kết nạp chia theo dân tộc và tôn giáo"),
        ("bieu-07-nghiep-vu-cong-tac-dang-vien", "Thống kê về nghiệp vụ công tác đảng viên"),
        (
            "ds-xep-loai-sinh-hoat-chi-bo-thang",
            "Danh sách tổng hợp đánh giá, xếp loại chất lượng sinh hoạt chi bộ",
        ),
    ],
)
def test_the_official_forms_have_theirs(name: str, title: str) -> None:
    assert titles.of(load_workbook(path(f"forms/{name}.xlsx")).worksheets[0]) == title


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_of_a_province_has_one(form: Any) -> None:
    sheet = load_workbook(BytesIO(form.content())).worksheets[0]
    title = titles.of(sheet)
    assert title
    assert sheet["A1"].value.lower().startswith(title.lower())


_HEADING: list[str | None] = ["TT", "Nội dung", "Số lượng", "Ghi chú"]


@pytest.mark.parametrize(
    ("rows", "bold", "title"),
    [
        (
            [
                ["ĐẢNG ỦY XÃ …", None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
                ["BÁO CÁO"],
                ["KẾT QUẢ SINH HOẠT CHI BỘ QUÝ III NĂM 2026"],
            ],
            "",
            "Báo cáo kết quả sinh hoạt chi bộ",
        ),
        ([["Biểu số 01"], ["Số liệu người của MTTQ và UBND (tháng 10)"]], "A2", "Số liệu người của MTTQ và UBND"),
        ([["BÁO CÁO VỀ CÔNG TÁC CỦA UBND"]], "", "Báo cáo về công tác của UBND"),
        ([["(Kèm theo Công văn số 12-CV/BTC)"]], "", ""),
        ([["Danh s¸ch ®¶ng viªn cña x·"]], "A1", ""),
        ([], "", ""),
    ],
)
def test_what_is_and_is_no_title(rows: list[list[str | None]], bold: str, title: str) -> None:
    assert titles.of(_sheet(*rows, _HEADING, bold=bold)) == title


@pytest.mark.parametrize("word", ["VÀ", "CỦA CÁC", "THEO"])
def test_a_long_title_is_kept_up_to_a_word_it_can_end_with(word: str) -> None:
    whole = (
        "BÁO CÁO TỔNG HỢP ĐỘI NGŨ ĐẢNG VIÊN THEO CHI BỘ VÀ TỶ LỆ ĐẢNG VIÊN NỮ, DÂN TỘC THIỂU SỐ, DỰ BỊ CỦA CÁC CHI BỘ"
    )
    assert titles.of(_sheet([whole])) == whole.capitalize()
    begun = whole + " NỮ" * ((156 - len(whole) - len(word)) // 3)
    assert titles.of(_sheet([f"{begun} {word} TRỰC-THUỘC-ĐẢNG-ỦY-XÃ CÁC NĂM"])) == begun.capitalize()

"""The lines of a form with dots to write on: what they hold is read from the words before the dots."""

from __future__ import annotations

import pytest

from tests.exports.test_learned_proposals import told


def test_the_line_of_the_date_is_a_text() -> None:
    found = told([["Biểu"], ["……, ngày …… tháng …… năm 20……"]])
    assert found == {"A2": "{dia_danh}, {ngay}"}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Mường Mẫu, ngày   tháng   năm 2026", "{dia_danh}, {ngay}"),
        ("(Số liệu tính đến ngày … tháng … năm 2026)", "(Số liệu tính đến ngày {den_ngay})"),
        ("TÍNH ĐẾN NGÀY ... THÁNG ... NĂM ...", "TÍNH ĐẾN NGÀY {den_ngay}"),
        ("(Tính đến ngày …/…/2026)", "(Tính đến ngày {den_ngay})"),
        ("TỈNH ỦY …", "{CAP_TREN}"),
        ("ĐẢNG ỦY XÃ …", "{XA}"),
        ("Đơn vị báo cáo: Đảng ủy xã ………", "Đơn vị báo cáo: {xa}"),
        ("1. Tên đơn vị: Đảng ủy xã ……………", "1. Tên đơn vị: {xa}"),
        ("Tên đơn vị báo cáo: ……", "Tên đơn vị báo cáo: {xa}"),
        ("Kỳ báo cáo: ……", "Kỳ báo cáo: {ky}"),
        ("Người lập biểu: ……", "Người lập biểu: {nguoi_lap}"),
    ],
)
def test_dots_are_read_by_the_words_before_them(text: str, made: str) -> None:
    assert told([["Biểu"], [text]]) == {"A2": made}


@pytest.mark.parametrize(
    "text",
    [
        "(Từ ngày ... tháng ... năm ... đến ngày ... tháng ... năm ...)",
        "(Kèm theo Công văn số … -CV/TU ngày … tháng … năm 2026 của Tỉnh ủy)",
        "TỈNH ỦY ĐIỆN BIÊN",
    ],
)
def test_another_date_than_that_of_the_paper_is_left(text: str) -> None:
    assert told([["Biểu"], [text]]) == {}

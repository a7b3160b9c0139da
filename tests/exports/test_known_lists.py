"""The monthly list of the quality of meetings is known as ours when the superior sends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

import resources
from exports import meeting_quality
from exports.learned import known_blanks
from exports.learned.known_blanks import Known
from exports.learned.labels import SheetWords


def _sent(change: Callable[[Any], None] = lambda _sheet: None) -> Known:
    book = load_workbook(resources.path("forms") / meeting_quality.FORM)
    change(book.worksheets[0])
    return known_blanks.read(SheetWords(book.worksheets[0]))


def test_as_it_is() -> None:
    known = _sent()
    assert (known.report, known.title, known.differences) == (
        meeting_quality.REPORT.key,
        meeting_quality.REPORT.title,
        (),
    )


def test_below_another_title_with_another_column() -> None:
    def change(sheet: Any) -> None:
        sheet["D1"], sheet["C5"] = "BẢNG CHẤM ĐIỂM CÁC CHI BỘ", "Đảng viên có mặt"

    known = _sent(change)
    assert known.report == meeting_quality.REPORT.key
    assert known.differences == ("cột C không có trong mẫu", "không thấy cột “Số lượng đảng viên” của mẫu")


@pytest.mark.parametrize(
    "cells",
    [
        {"F6": "Đạt"},  # no column for each class
        {"D1": "TỔNG HỢP", **dict.fromkeys(("B5", "C5", "D5", "J5"), "Khác")},
    ],
)
def test_another_list_is_none_of_ours(cells: dict[str, str]) -> None:
    def change(sheet: Any) -> None:
        for address, text in cells.items():
            sheet[address] = text

    assert _sent(change).report == ""

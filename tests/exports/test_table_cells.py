"""What a table has in its cells is in sight: short words on several lines, days before those that Excel counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from exports import files, metrics, table
from exports.report import DATE, Column, Scope, Sheet
from models.dates import PartialDate
from models.office import Office
from models.progress import SILENT

SCOPE = Scope(None, date(2026, 11, 10), date(2026, 11, 10), Office())


@pytest.mark.parametrize("long", [table.LONG, 0])
def test_short_words_below_one_another_are_all_in_sight(monkeypatch: pytest.MonkeyPatch, long: int) -> None:
    monkeypatch.setattr(table, "LONG", long)
    columns = (Column[str]("Họ và tên", lambda row: row, 15), Column[str]("Ghi chú", lambda _row: None, 60))
    sheet = Sheet[list[str]]("Sổ", "Sổ", rows=lambda data: data, columns=columns)
    made = table.workbook((sheet,), ["Vi Ó\n(Ba)", "Vi Ó"], SCOPE, SILENT)
    first = sheet.first_row(columns)
    drawn = files.reread(made).worksheets[0]
    assert [drawn.row_dimensions[first + place].height for place in range(2)] == [
        metrics.row_height(lines, 11) for lines in (2, 1)
    ]


@pytest.mark.parametrize("long", [table.LONG, 0])
def test_a_day_that_excel_cannot_count_is_text(monkeypatch: pytest.MonkeyPatch, long: int) -> None:
    monkeypatch.setattr(table, "LONG", long)
    columns = (Column[Any]("Ngày sinh", lambda row: row, 11, format=DATE), Column[Any]("", lambda _row: None, 60))
    sheet = Sheet[list[Any]]("Sổ", "Sổ", rows=lambda data: data, columns=columns)
    days = [PartialDate(1899, 5, 12), date(1899, 12, 31), PartialDate(1901, 1, 1), date(1956, 2, 29), PartialDate(1956)]
    drawn = files.reread(table.workbook((sheet,), days, SCOPE, SILENT)).worksheets[0]
    first = sheet.first_row(columns)
    assert [drawn.cell(first + place, 2).value for place in range(len(days))] == [
        "12/05/1899",
        "31/12/1899",
        datetime(1901, 1, 1),
        datetime(1956, 2, 29),
        "1956",
    ]

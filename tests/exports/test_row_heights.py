"""Rows of a table are as high as what stands in them, also short words on several lines."""

from __future__ import annotations

from datetime import date

import pytest

from exports import files, metrics, table
from exports.report import Column, Scope, Sheet
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

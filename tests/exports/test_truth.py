"""The month's report of the whole commune, from the files an office has, against what is known to be in them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from exports import files
from exports.drafts import draft
from exports.offered import find
from models.database import Database
from models.dates import Period

INPUT = Path(__file__).parents[1] / "data" / "input"
TRUTH: dict[str, Any] = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))
ON = date(2026, 11, 22)
FIGURES = ("Có mặt", "Phải dự", "Tỷ lệ (%)")


def _lines(db: Database, month: int) -> dict[str, list[Any]]:
    """Give [present, due, per cent] by cell name, the total as “Tổng cộng”."""
    sheet = files.reread(draft(db, find("tham-gia-sinh-hoat"), Period.month(2026, month), ON).workbook()).worksheets[0]
    (top,) = (row for row in range(1, 20) if sheet.cell(row, 1).value == "STT")
    columns = [next(c for c in range(1, 30) if sheet.cell(top, c).value == heading) for heading in FIGURES]
    found: dict[str, list[Any]] = {}
    for row in range(top + 3, sheet.max_row + 1):
        first = sheet.cell(row, 1).value
        if isinstance(first, int) or first == "Tổng cộng":
            name = first if isinstance(first, str) else str(sheet.cell(row, 2).value)
            found[name] = [sheet.cell(row, column).value for column in columns]
    return found


def test_every_cell_and_month_is_exact(commune: Database) -> None:
    names = {cell["code"]: cell["name"] for cell in TRUTH["cells"]}
    for month in range(1, 11):
        lines = _lines(commune, month)
        assert lines.pop("Tổng cộng") == TRUTH["attendance"]["by_month"][str(month)]
        known = {
            names[code]: months.get(str(month), [None, None, "Chưa ghi"])
            for code, months in TRUTH["attendance"]["by_cell_month"].items()
        }
        assert lines == known

"""A learned form whose sheets the superior has protected: filled, still locked, and the officer is told."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from exports.drafts import draft
from exports.offered import find
from models.database import Database
from tests.exports.learned_forms import SHEET
from tests.exports.test_learned_forms import OCTOBER, TODAY, binding, learned, put

pytestmark = pytest.mark.usefixtures("people")


@pytest.mark.parametrize("locked", [False, True])
def test_a_protected_sheet_is_filled_keeps_its_lock_and_says_so(db: Database, locked: bool) -> None:
    put(db, learned(binding("B5", "indicator", "official"), locked=locked, sheets=2))
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    said = [one.text for one in ready.findings() if "khóa bảo vệ" in one.text]
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    assert (sheet.protection.sheet, isinstance(sheet["B5"].value, int)) == (locked, True)
    assert [text.partition(":")[0] for text in said] == ([f"Trang “{SHEET}” có khóa bảo vệ"] if locked else [])

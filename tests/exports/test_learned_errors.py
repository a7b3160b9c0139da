"""What the superior's formulas come to that is an error is named, with its cells, before the form is sent."""

from __future__ import annotations

import pytest

from exports.drafts import draft
from exports.learned.fill import Form
from exports.learned.template import Template
from exports.names import CellAt
from exports.offered import find
from exports.report import Needs
from models.database import Database
from tests.exports.learned_forms import SHEET, form
from tests.exports.listed_forms import changed
from tests.exports.test_learned_forms import OCTOBER, TODAY, binding, put

pytestmark = pytest.mark.usefixtures("people")


@pytest.mark.parametrize("formula", ["SUM(B5:B8)", "B5/B8"])
def test_a_formula_that_comes_to_an_error_is_named_with_its_cell(db: Database, formula: str) -> None:
    content = changed(form(), "xl/worksheets/sheet1.xml", r"SUM\(B5:B8\)", formula)
    put(db, Template("Biểu", Needs.PERIOD, Form(content)).bind(binding("B5", "indicator", "official")))
    ready = draft(db, find("mau:Biểu", db), OCTOBER, TODAY)
    told = [one for one in ready.findings() if "ra lỗi" in one.text]
    if formula.startswith("SUM"):
        assert told == []
        return
    (one,) = told
    assert one.text.startswith(f"Trang “{SHEET}”: 1 ô công thức của cấp trên ra lỗi (B9: #DIV/0!);")
    assert one.cells == [CellAt((SHEET, 9, 2))]

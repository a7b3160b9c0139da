"""What the total of a column comes to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from exports.drafts import draft
from exports.learned import bound, column_totals, forms
from exports.learned.fill import Form, Place, Value
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot
from exports.report import Needs
from models.database import Database
from tests.exports import learned_forms
from tests.exports.commune import OCTOBER, TODAY
from tests.exports.learned_forms import SHEET


@pytest.mark.parametrize(
    ("shown", "total"),
    [
        ([70.1, 80.2, 90.3], 240.6),
        ([3, 4, None, ""], 7),
        (["x", None, "x", ""], 2),
        ([Fraction(1, 2), Fraction(3, 4), None], Fraction(5, 4)),
        ([], 0),
    ],
)
def test_numbers_are_added_and_marks_counted(shown: list[Value | None], total: Value) -> None:
    found = column_totals.added(shown)
    assert (found, type(found)) == (total, type(total))


@pytest.mark.usefixtures("people")
def test_a_rate_by_hand_is_added_to_the_others_as_the_share_it_is(db: Database) -> None:
    rates, total = Place(SHEET, Spot(20, 2)), Place(SHEET, Spot(40, 2))
    made = Template("Tháng", Needs.MONTH, Form(learned_forms.form(), "biểu.xlsx")).bind(
        Binding(rates, bound.ROWS, "cells.rate"), Binding(total, bound.SUM, "B20")
    )
    found = draft(db, forms.report_of("Tháng", made), OCTOBER, TODAY)
    (place,), (cells,) = found.data.sums, found.data.sums.values()
    others = [value for one in cells[1:] if isinstance(value := found.data.values.get(one), Fraction)]
    assert isinstance(found.data.values[cells[0]], Fraction)
    assert others
    assert found.report.fixed is not None
    changed = found.report.fixed.overridden(found.data, {(SHEET, 20, 2): 82.5})
    assert changed.values[place] == Fraction(825, 1000) + sum(others)

"""What the total of a column comes to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from exports.learned import column_totals
from exports.learned.fill import Value


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

"""A figure of a day within a running period says what it would have said on that day: nothing later is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models import statistics
from models.database import Database
from models.dates import Period
from models.indicators import INDICATORS, Facts, Scope
from models.statistics import Register
from tests.exports import cut_back


def _figures(db: Database, period: Period, day: date) -> dict[str, Any]:
    """Return every indicator and every row of the official forms, with the names behind them."""
    found: dict[str, Any] = {}
    with db.read() as session:
        facts = Facts(session, Scope(period, day))
        for one in INDICATORS:
            figure = one.figure(facts)
            found[one.key] = figure.count, figure.of, figure.unknown
        known = Register(session).statistics(period, day, list(statistics.Group))
        for row in statistics.ROWS.values():
            figure = known.figure(row)
            found[row.key] = figure.value
    return found


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("2026", "2026-11-10"),
        ("2026", "2026-06-16"),
        ("2025", "2025-11-17"),
        ("2025-Q4", "2025-11-14"),
        ("2025-12", "2025-12-14"),
        ("2026-02", "2026-02-16"),
        ("2025-12-15..2026-03-05", "2026-01-14"),
    ],
)
def test_what_was_written_since_is_in_no_figure_of_a_running_period(
    dated: Database, tmp_path: Path, asked: str, day: str
) -> None:
    period, on = Period.parse(asked), date.fromisoformat(day)
    of_now = _figures(dated, period, on)
    with cut_back.copy_of(dated.path, tmp_path / "then", cut_back.LATER, day=day) as then:
        of_then = _figures(then, period, on)
    assert {key: (value, of_then[key]) for key, value in of_now.items() if value != of_then[key]} == {}

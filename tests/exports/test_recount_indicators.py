"""Every indicator of the registry against a second count that shares nothing with the program's."""

from __future__ import annotations

from datetime import date

import pytest

from models.database import Database
from models.dates import Period
from models.indicators import INDICATORS, Facts, Scope
from tests.exports.eventful import TODAY
from tests.exports.raw_book import Book
from tests.exports.recount_indicators import Indicators
from tests.exports.recount_stretch import Told

_TIMES = [
    *((asked, TODAY) for asked in ("2026", "2025", "2024", "2026-H1", "2025-Q4", "2026-02", "2025-11-15..2026-02-28")),
    *(("2025", date(2025, 11, 22)), ("2025-11", date(2025, 11, 14)), ("2026-Q2", date(2026, 6, 16))),
    *(("2026-01-01..2026-01-01", TODAY), ("2026", date(2026, 1, 1))),
]
"""What is asked of as known on a day: whole and odd periods, over and running; all begin or end where things happen."""


@pytest.fixture(scope="module")
def book(dated: Database) -> Book:
    return Book(dated.path)


@pytest.mark.parametrize(("asked", "on"), _TIMES)
def test_every_indicator_is_counted_twice(dated: Database, book: Book, asked: str, on: date) -> None:
    period = Period.parse(asked)
    counted = Indicators(book, period.first, period.last, on).all()
    with dated.read() as session:
        facts = Facts(session, Scope(period, on))
        found = {one.key: one.figure(facts) for one in INDICATORS}
    shown = {key: Told(figure.count, figure.of, figure.unknown) for key, figure in found.items()}
    assert counted.keys() == shown.keys()
    assert {key: (counted[key], told) for key, told in shown.items() if counted[key] != told} == {}


def test_every_indicator_counts_something_at_one_time(book: Book) -> None:
    times = [(Period.parse(asked), on) for asked, on in _TIMES]
    counted = [Indicators(book, period.first, period.last, on).all() for period, on in times]
    assert [key for key in counted[0] if not any(one[key].many for one in counted)] == []

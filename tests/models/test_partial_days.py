"""A day of which only the month or year is known, beside a period: every count answers alike (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import awards, codes
from models.awards import CardIssueValues, CommendationValues
from models.database import Database
from models.dates import PartialDate, Period
from models.indicators import Facts, Scope
from models.indicators.dated import Dated
from models.statistics import papers
from models.statistics.papers import Span
from models.tables import CardIssueKind, CodeItem, Member
from tests.conftest import copied
from tests.models import builders

_STORED = [
    *(PartialDate(year) for year in (2024, 2025, 2026)),
    *(PartialDate(year, month) for year in (2025, 2026) for month in (1, 2, 6, 11, 12)),
    *(PartialDate(2025, 1, 1), PartialDate(2025, 6, 30), PartialDate(2025, 12, 31), PartialDate(2026, 2, 28)),
]
_DAYS = st.dates(date(2024, 12, 30), date(2026, 12, 31))
_WHOLE = st.sampled_from(["2025", "2025-H1", "2025-H2", "2025-Q4", "2025-11", "2026-01", "2026"]).map(Period.parse)
_ODD = st.tuples(_DAYS, _DAYS).map(lambda two: Period(min(two), max(two)))


_LATER = date(2026, 12, 31)


@pytest.fixture(scope="module")
def made(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with copied(empty_file, tmp_path_factory.mktemp("partial")) as database:
        yield database


@pytest.fixture(scope="module")
def people(made: Database) -> dict[int, PartialDate]:
    """Give somebody for each day: admitted, recognised and praised on it, and given a card again."""
    found: dict[int, PartialDate] = {}
    with made.write("Mẫu") as session:
        kind = session.scalars(select(CodeItem.id).where(CodeItem.list_name == codes.COMMENDATION)).all()
        praise = next(key for key in kind if session.get_one(CodeItem, key).code == "certificate")
        cell = builders.cell(session)
        for who, day in zip(builders.people(session, cell, len(_STORED)), _STORED, strict=True):
            row = session.get_one(Member, who)
            row.admitted_on = row.official_on = day
            awards.write(session, who, CommendationValues(praise, awarded_on=day), on=_LATER)
            awards.write(session, who, CardIssueValues(CardIssueKind.LOST, day), on=_LATER)
            found[who] = day
    return found


def _answers(found: list[Dated]) -> dict[int, bool]:
    return {row.id: row.is_sure for row in found}


def _expected(stored: PartialDate, period: Period, day: date) -> bool | None:
    """Return True if all of it lies in the period, None if a part does; what begins after the day has not come."""
    if day < period.first or stored.first > min(day, period.last) or stored.last < period.first:
        return False
    return True if period.first <= stored.first and stored.last <= period.last else None


@given(st.one_of(_WHOLE, _ODD), _DAYS)
@example(Period.year(2025), date(2025, 11, 10))
@example(Period.half(2025, 2), date(2025, 5, 15))
@settings(max_examples=40, deadline=None)
def test_admissions_recognitions_praise_and_cards_answer_alike(
    made: Database, people: dict[int, PartialDate], period: Period, day: date
) -> None:
    wanted = {who: _expected(stored, period, day) for who, stored in people.items()}
    told = {who: bool(answer) for who, answer in wanted.items() if answer is not False}
    with made.read() as session:
        facts, span = Facts(session, Scope(period, day)), Span(period, min(day, period.last))
        assert {who: span.holds(stored.iso) for who, stored in people.items()} == wanted
        assert _answers(facts.admitted) == told
        assert _answers(facts.recognised) == told
        assert {who: bool(one.is_sure) for who, (one,) in papers.praised(session, span).items()} == told
        assert {one.member_id: bool(one.is_sure) for one in papers.cards(session, span, {})} == told

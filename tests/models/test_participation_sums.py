"""What must hold for participation whatever the marks are."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import attenders, participation
from models.dates import Period
from models.participation import EMPTY, Tally
from models.rules import Rule
from models.tables import (
    Duty,
    Mark,
    SeveralMeetings,
    Standing,
)
from tests.models import builders as make
from tests.models.builders import TODAY, C, K, P, T, X

_LINES = st.lists(st.tuples(st.sampled_from(Standing), st.sampled_from(Duty), st.sampled_from(Mark)), max_size=12)


def _counted(lines: list[tuple[Standing, Duty, Mark]], rule: Rule) -> Tally:
    people = Counter((duty, standing, mark) for standing, duty, mark in lines)
    return participation.tally(((*key, count) for key, count in people.items()), rule)


@given(lines=_LINES, excluded=st.frozensets(st.sampled_from(Duty)))
def test_the_counts_of_a_meeting_add_up(lines: list[tuple[Standing, Duty, Mark]], excluded: frozenset[Duty]) -> None:
    tally = _counted(lines, make.rule(excluded=excluded))
    assert tally.eligible == tally.present + tally.online + tally.excused + tally.unexcused + tally.unrecorded
    assert tally.listed == tally.official + tally.probationary + tally.unknown
    assert tally.listed + tally.guests == tally.eligible + tally.outside == len(lines)
    assert tally.exempt + tally.temp_away + tally.suspended + tally.special_duty + tally.guests == sum(
        duty is not Duty.ACTIVE for _standing, duty, _mark in lines
    )
    due = [mark for _standing, duty, mark in lines if duty not in excluded]
    if tally.rate is not None:
        assert tally.rate == Fraction(sum(mark in (X, T) for mark in due), len(due))
    else:
        assert not due or C in due


@given(first=_LINES, second=_LINES)
def test_two_meetings_pool_into_one(
    first: list[tuple[Standing, Duty, Mark]], second: list[tuple[Standing, Duty, Mark]]
) -> None:
    rule = make.rule()
    both = _counted(first, rule) + _counted(second, rule)
    assert both.meetings == 2
    assert both.rate == _counted(first + second, rule).rate
    assert _counted(first, rule) + EMPTY == _counted(first, rule)


@pytest.mark.parametrize("several", SeveralMeetings)
def test_cells_make_the_commune_and_months_make_the_year(session: Session, several: SeveralMeetings) -> None:
    """A year of three cells with every mark and duty somewhere, counted in every way there is."""
    make.card(session, several=several)
    keys = [make.cell(session, f"Chi bộ bản {place}") for place in range(3)]
    marks = list(product(Standing, Duty, (X, T, P, K, X, X)))
    who = [make.people(session, key, 8, start=10 * place) for place, key in enumerate(keys)]
    for number, (month, place) in enumerate(product(range(1, 11), range(3))):
        lines = [marks[(number * 7 + step * 5) % len(marks)] for step in range(8)]
        for again in range(1 + number % 2):
            make.roster(session, keys[place], date(2026, month, 3 + again), lines[again:], who[place])
    known = participation.figures(session, Period.year(2026), on=TODAY)
    months = [known.month(*month) for month in known.period.months()]
    assert sum(months, EMPTY) == known.total
    assert sum((known.cell(key) for key in keys), EMPTY) == known.total
    assert sum((value.tally for value in known.by_cell_month.values()), EMPTY) == known.total
    assert known.total.meetings == (45 if several is SeveralMeetings.POOLED else 30)
    halves = [participation.figures(session, Period.half(2026, half), on=TODAY).total for half in (1, 2)]
    assert sum(halves, EMPTY) == known.total
    one = [participation.figures(session, Period.year(2026), on=TODAY, cell_id=key).total for key in keys]
    assert one == [known.cell(key) for key in keys]
    names = attenders.people(session, known)
    assert sum(line.is_eligible for line in names) == known.total.eligible
    assert sum(line.is_eligible and line.mark in (X, T) for line in names) == known.total.attended
    years = attenders.member_years(session, 2026).values()
    assert sum(year.attended for year in years) == known.total.attended
    assert sum(year.obliged for year in years) == known.total.eligible

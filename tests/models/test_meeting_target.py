"""The target of participation and the class of a meeting, by the rule of the day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import participation, rules
from models.dates import Period
from models.tables import (
    Comparator,
    MeetingClass,
)
from models.text import percent
from tests.models import builders as make
from tests.models.builders import TODAY, P

DAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("attended", "comparator", "is_met"),
    [
        (91, Comparator.MORE_THAN, True),
        (91, Comparator.AT_LEAST, True),
        (90, Comparator.MORE_THAN, False),
        (90, Comparator.AT_LEAST, True),
        (89, Comparator.AT_LEAST, False),
    ],
)
def test_a_hundred_members_against_ninety_per_cent(attended: int, comparator: Comparator, is_met: bool) -> None:
    assert make.rule(comparator=comparator).is_met(Fraction(attended, 100)) is is_met


def test_the_target_is_compared_before_rounding() -> None:
    rate = Fraction(8999, 10_000)
    assert percent(rate) == "90,0 %"
    assert not make.rule().is_met(rate)
    strict = make.rule(comparator=Comparator.MORE_THAN)
    assert strict.is_met(Fraction(900_001, 1_000_000))
    assert percent(Fraction(900_001, 1_000_000)) == "90,0 %"


def test_a_target_with_decimals_is_exact(session: Session) -> None:
    make.card(session, target=66.6)
    rule = rules.book(session).on(DAY)
    assert rule.target == Fraction(333, 500)
    assert rule.is_met(Fraction(333, 500))
    assert rule.target_label == "≥ 66,6 %"


def test_the_meetings_day_picks_the_card(session: Session) -> None:
    """HD 42 came on 28/10/2025: 90/100 before that day missed “trên 90 %”, after it reaches “từ 90 %”."""
    key = make.cell(session)
    who = make.people(session, key, 10)
    make.held(session, key, date(2025, 10, 5), {who[0]: P})
    make.held(session, key, date(2025, 11, 5), {who[0]: P})
    known = participation.figures(session, Period.year(2025), on=TODAY)
    before, after = known.cell_month(key, 2025, 10), known.cell_month(key, 2025, 11)
    assert before.tally.rate == after.tally.rate == Fraction(9, 10)
    assert (before.is_on_target, after.is_on_target) == (False, True)
    assert [rules.book(session).on(day).target_label for day in (date(2025, 10, 27), date(2025, 10, 28))] == [
        "> 90 %",
        "≥ 90 %",
    ]


@pytest.mark.parametrize(
    ("score", "quality"),
    [
        (100, MeetingClass.GOOD),
        (90, MeetingClass.GOOD),
        (89.75, MeetingClass.FAIR),
        (70, MeetingClass.FAIR),
        (69.9, MeetingClass.AVERAGE),
        (50, MeetingClass.AVERAGE),
        (49.5, MeetingClass.POOR),
        (0, MeetingClass.POOR),
    ],
)
def test_the_score_gives_the_class(score: float, quality: MeetingClass) -> None:
    assert make.rule().class_of(score) is quality


@given(
    eligible=st.integers(1, 120),
    data=st.data(),
    target=st.integers(0, 100),
    comparator=st.sampled_from(Comparator),
)
def test_spare_absences_are_those_one_can_try(
    eligible: int, data: st.DataObject, target: int, comparator: Comparator
) -> None:
    attended = data.draw(st.integers(0, eligible))
    rule = make.rule(target=Fraction(target, 100), comparator=comparator)
    spare = rule.spare_absences(attended, eligible)
    if rule.is_met(Fraction(attended, eligible)):
        tried = [gone for gone in range(attended + 1) if rule.is_met(Fraction(attended - gone, eligible))]
        assert spare == max(tried)
    else:
        assert spare < 0
        more = -spare
        assert rule.is_met(Fraction(attended + more, eligible))
        assert not rule.is_met(Fraction(attended + more - 1, eligible))

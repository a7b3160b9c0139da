"""Dated rule cards of cell meetings: the meeting's date picks the card (domain.md 0.1, 4.2-4.5)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, TypedDict

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.tables import Comparator, Duty, MeetingClass, MeetingRule, SeveralMeetings


@dataclass(frozen=True)
class Rule:
    """A rule card. `target` is 0–1; `excluded` are the duties on the list that need not attend; limits in points."""

    id: int
    effective_from: date
    document: str
    target: Fraction
    comparator: Comparator
    excluded: frozenset[Duty]
    several: SeveralMeetings
    good_from: float
    fair_from: float
    average_from: float
    minutes_regular: int
    minutes_combined: int
    due_day: int

    def is_met(self, rate: Fraction) -> bool:
        """Say whether a rate (0–1, exact, before rounding) reaches the target."""
        return rate > self.target if self.comparator is Comparator.MORE_THAN else rate >= self.target

    def spare_absences(self, attended: int, eligible: int) -> int:
        """Return how many more of those present could be absent with the target still met; negative: how many lack."""
        bar = self.target * eligible
        needed = floor(bar) + 1 if self.comparator is Comparator.MORE_THAN else ceil(bar)
        return attended - needed

    def class_of(self, score: float) -> MeetingClass:
        """Return the class of a score: Tốt ≥ 90, Khá 70–<90, Trung bình 50–<70, Kém < 50 (HD 42, II.5)."""
        if score >= self.good_from:
            return MeetingClass.GOOD
        if score >= self.fair_from:
            return MeetingClass.FAIR
        return MeetingClass.AVERAGE if score >= self.average_from else MeetingClass.POOR

    @property
    def target_label(self) -> str:
        """The target in words: “≥ 90 %”."""
        number = f"{float(self.target * 100):g}".replace(".", ",")
        return f"{self.comparator.label} {number} %"


class RuleBook:
    """All rule cards, for picking by date without another query."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.effective_from)
        self._starts = [rule.effective_from for rule in self.rules]

    def on(self, day: date) -> Rule:
        """Return the card in force on a day; the first card also serves the days before it."""
        return self.rules[max(0, bisect_right(self._starts, day) - 1)]


def book(session: Session) -> RuleBook:
    """Return the rule cards of the data file."""
    return RuleBook([_rule(row) for row in session.execute(_CARDS)])


_CARDS = select(*MeetingRule.__table__.c)  # rows, not objects: every figure asks for the cards first


def _rule(row: Row[Any]) -> Rule:
    excluded = {Duty(value) for value in row.excluded_duties.split(",") if value}
    if not row.counts_guests:
        excluded.add(Duty.GUEST)
    return Rule(
        id=row.id,
        effective_from=row.effective_from,
        document=row.document,
        target=Fraction(str(row.target)) / 100,
        comparator=row.comparator,
        excluded=frozenset(excluded),
        several=row.several_meetings,
        good_from=row.good_from,
        fair_from=row.fair_from,
        average_from=row.average_from,
        minutes_regular=row.minutes_regular,
        minutes_combined=row.minutes_combined,
        due_day=row.due_day,
    )


class RuleValues(TypedDict):
    """What the office can set on a card; `target` in per cent."""

    document: str
    target: float
    comparator: Comparator
    excluded: frozenset[Duty]
    several: SeveralMeetings


def save(session: Session, effective_from: date, values: RuleValues) -> None:
    """Write the card that holds from a day on: the card of that very day is changed, else a new version is made.

    What is not among `values` is taken over from the card in force before. Raises KnownError for a bad target.
    """
    if not 0 <= values["target"] <= 100:
        raise KnownError("Mục tiêu phải từ 0 đến 100 %.", field="target")
    row = session.scalar(select(MeetingRule).where(MeetingRule.effective_from == effective_from))
    if row is None:
        before = book(session).on(effective_from)
        row = MeetingRule(
            effective_from=effective_from,
            good_from=before.good_from,
            fair_from=before.fair_from,
            average_from=before.average_from,
            minutes_regular=before.minutes_regular,
            minutes_combined=before.minutes_combined,
            due_day=before.due_day,
        )
        session.add(row)
    row.document = values["document"]
    row.target = values["target"]
    row.comparator = values["comparator"]
    row.several_meetings = values["several"]
    row.counts_guests = Duty.GUEST not in values["excluded"]
    row.excluded_duties = ",".join(sorted(duty.value for duty in values["excluded"] - {Duty.GUEST}))

"""Dated rule cards of cell meetings: the meeting's date picks the card (domain.md 0.1, 4.2-4.5)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from types import SimpleNamespace
from typing import Any, TypedDict, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.dates import Period
from models.errors import KnownError
from models.tables import Comparator, Duty, MeetingClass, MeetingRule, SeveralMeetings
from models.text import plain


@dataclass(frozen=True)
class Rule:
    """A rule card (models/tables/meeting_rule.py). `target` is 0–1; limits in points, durations in minutes.

    `excluded` are the duties on the list that need not attend.
    """

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
    large_from: int | None = None
    minutes_large: int = 120
    thematic_per_quarter: int = 1
    notice_days: int | None = None
    result_days: int | None = None
    unexcused_notice: int = 2
    unexcused_alarm: int = 3
    excused_running: int = 3
    months_below: int = 2

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

    def least_minutes(self, members: int, *, is_combined: bool) -> int:
        """Return the least duration of a meeting of so many members, with a thematic part or not."""
        least = self.minutes_combined if is_combined else self.minutes_regular
        is_large = self.large_from is not None and members >= self.large_from
        return max(least, self.minutes_large) if is_large else least

    @property
    def target_label(self) -> str:
        """The target in words: “≥ 90 %”."""
        return f"{self.comparator.label} {plain(float(self.target * 100))} %"


class RuleBook:
    """All rule cards, for picking by date without another query."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.effective_from)
        self._starts = [rule.effective_from for rule in self.rules]

    def on(self, day: date) -> Rule:
        """Return the card in force on a day; the first card also serves the days before it."""
        return self.rules[max(0, bisect_right(self._starts, day) - 1)]

    def first_month(self, first_day: date) -> int:
        """Return the first month (year * 12 + month) in which a cell founded on a day is asked to meet.

        It is not asked in the month of its founding after the day by which cells have to meet.
        """
        month = Period.month(first_day.year, first_day.month)
        due = min(self.on(month.last).due_day, month.last.day)
        return first_day.year * 12 + first_day.month + (first_day.day > due)

    def last_month(self, last_day: date) -> int:
        """Return the last month (year * 12 + month) in which a cell that ended after a day is asked to meet.

        It is not asked in the month it ended in if that was before the day by which cells have to meet.
        """
        month = Period.month(last_day.year, last_day.month)
        due = min(self.on(month.last).due_day, month.last.day)
        return last_day.year * 12 + last_day.month - (last_day.day < due)


def book(session: Session) -> RuleBook:
    """Return the rule cards of cell meetings in the data file, to pick the one of a day from."""
    return RuleBook([_rule(row) for row in _CARDS.rows(session)])


_CARDS = Asked(select(*MeetingRule.__table__.c))  # rows, not objects: every figure asks for the cards first


@lru_cache(maxsize=64)  # by what stands on the card, so that a card that was changed is another one
def _rule(values: tuple[Any, ...]) -> Rule:
    row = SimpleNamespace(**dict(zip(MeetingRule.__table__.c.keys(), values, strict=True)))
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
        **{name: getattr(row, name) for name in PLAIN},
    )


class Core(TypedDict):
    """What every card must say; `target` in per cent."""

    document: str
    target: float
    comparator: Comparator
    excluded: frozenset[Duty]
    several: SeveralMeetings


class RuleValues(Core, total=False):
    """What the office can set on a card."""

    good_from: float
    fair_from: float
    average_from: float
    minutes_regular: int
    minutes_combined: int
    large_from: int | None
    minutes_large: int
    thematic_per_quarter: int
    due_day: int
    notice_days: int | None
    result_days: int | None
    unexcused_notice: int
    unexcused_alarm: int
    excused_running: int
    months_below: int


PLAIN = tuple(name for name in RuleValues.__annotations__ if name not in Core.__annotations__)
"""Figures of a card that the table and the `Rule` keep under one name."""
_LIMITS: dict[str, tuple[int, int]] = {
    "target": (0, 100),
    "good_from": (0, 100),
    "fair_from": (0, 100),
    "average_from": (0, 100),
    "minutes_regular": (0, 600),
    "minutes_combined": (0, 600),
    "minutes_large": (0, 600),
    "large_from": (1, 1000),
    "thematic_per_quarter": (0, 3),
    "due_day": (1, 31),
    "notice_days": (0, 31),
    "result_days": (0, 31),
    "unexcused_notice": (1, 12),
    "unexcused_alarm": (1, 12),
    "excused_running": (1, 12),
    "months_below": (1, 12),
}


def values_of(rule: Rule) -> RuleValues:
    """Return a card as it is written."""
    plain: Any = {name: getattr(rule, name) for name in PLAIN}
    core = Core(
        document=rule.document,
        target=float(rule.target * 100),
        comparator=rule.comparator,
        excluded=rule.excluded,
        several=rule.several,
    )
    return cast("RuleValues", {**core, **plain})


def check(values: RuleValues) -> None:
    """Raise KnownError, naming the field, for figures that cannot be."""
    for name, (least, most) in _LIMITS.items():
        value = cast("Mapping[str, float | None]", values).get(name)
        if value is None:
            continue
        if name == "target" and not least <= value <= most:
            raise KnownError("Mục tiêu phải từ 0 đến 100 %.", field="target")
        if not least <= value <= most:
            raise KnownError(f"Số này phải từ {least} đến {most}.", field=name)
    good, fair, average = (values.get(name, None) for name in ("good_from", "fair_from", "average_from"))
    if good is not None and fair is not None and average is not None and not good > fair > average:
        raise KnownError("Mức Tốt phải cao hơn Khá, Khá cao hơn Trung bình.", field="good_from")
    if values.get("unexcused_alarm", 12) < values.get("unexcused_notice", 1):
        raise KnownError("Số lần báo động không được ít hơn số lần nhắc.", field="unexcused_alarm")


def save(session: Session, effective_from: date, values: RuleValues) -> None:
    """Write the card that holds from a day on: the card of that very day is changed, else a new version is made.

    What is not among `values` is taken over from the card in force before. Raises KnownError for figures that cannot
    be, naming the field.
    """
    before = values_of(book(session).on(effective_from))
    whole: RuleValues = {**before, **values}
    check(whole)
    row = session.scalar(select(MeetingRule).where(MeetingRule.effective_from == effective_from))
    if row is None:
        row = MeetingRule(effective_from=effective_from)
        session.add(row)
    row.document = whole["document"]
    row.target = whole["target"]
    row.comparator = whole["comparator"]
    row.several_meetings = whole["several"]
    row.counts_guests = Duty.GUEST not in whole["excluded"]
    row.excluded_duties = ",".join(sorted(duty.value for duty in whole["excluded"] - {Duty.GUEST}))
    for name in PLAIN:
        setattr(row, name, cast("Mapping[str, object]", whole)[name])

"""Who wants looking after: absences, probations that end, papers that lack; each by name (domain.md 10)."""

from __future__ import annotations

import enum
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from models import called, known, rules
from models.asking import Asked
from models.dates import PartialDate, as_known
from models.known import Known
from models.on_list import holds_on
from models.rules import RuleBook
from models.tables import Attendance, Duty, Event, EventKind, Mark, Meeting, MeetingKind, Member, Standing, Stay

SOON_NOTICE = timedelta(days=30)
PROBATION_NOTICE = timedelta(days=60)  # a reminder, not a rule: domain.md 10 proposes it


@dataclass(frozen=True)
class AbsentLine:
    """A member absent without reason from regular meetings of a year, and the days.

    `is_alarming`: as often as the rule card raises an alarm for.
    """

    member_id: int
    full_name: str
    cell_id: int
    days: tuple[date, ...]
    is_alarming: bool

    @property
    def times(self) -> int:
        """How many times."""
        return len(self.days)


def absent(session: Session, on: date, book: RuleBook | None = None) -> list[AbsentLine]:
    """Return the members on the list absent without reason since 1 January, most often first.

    Those with as many absences as today's rule card reminds of (two, in the guides known). `book` saves asking for the
    cards anew.
    """
    book = book or rules.book(session)
    days: dict[tuple[int, str, int], list[date]] = defaultdict(list)
    for member_id, name, cell_id, held_on, duty in _UNEXCUSED.rows(session, year=on.year, day=on):
        if duty not in book.on(held_on).excluded:
            days[member_id, name, cell_id].append(held_on)
    rule = book.on(on)
    found = [
        AbsentLine(*who, tuple(when), len(when) >= rule.unexcused_alarm)
        for who, when in days.items()
        if len(when) >= rule.unexcused_notice
    ]
    return sorted(found, key=lambda line: -line.times)


_DAY = bindparam("day", type_=Date)
_UNEXCUSED = Asked(
    select(Member.id, Member.full_name, Stay.cell_id, Meeting.held_on, Attendance.duty)
    .join(Attendance, Attendance.member_id == Member.id)
    .join(Meeting, Meeting.id == Attendance.meeting_id)
    .join(Stay, Stay.member_id == Member.id)
    .where(
        Meeting.year == bindparam("year"),
        Meeting.held_on <= _DAY,
        Meeting.kind == MeetingKind.REGULAR,
        Attendance.mark == Mark.UNEXCUSED,
        holds_on(_DAY),
    )
    .order_by(Member.name_sort, Member.id, Meeting.held_on)
)


class Stage(enum.Enum):
    """Where a probation stands before and after its 12 months, the most urgent first; the values are the words."""

    LATE = "Quá hạn xét"
    DUE = "Đang trong hạn xét"
    SOON = "Còn không quá 30 ngày"
    AHEAD = "Còn không quá 60 ngày"


@dataclass(frozen=True)
class ProbationLine:
    """A member on probation and the day their 12 months end, the earliest it can be when the admission is partial.

    That is also the day from which they are recognised, however late the decision; by `last_on`, so many working days
    after it as the rule has it (30), the cell must have considered it (domain.md 2.6).
    """

    member_id: int
    full_name: str
    cell_id: int
    admitted_on: PartialDate
    due_on: date
    last_on: date

    def stage(self, on: date) -> Stage:
        """Tell where the probation stands on a day."""
        if on > self.last_on:
            return Stage.LATE
        if on >= self.due_on:
            return Stage.DUE
        return Stage.SOON if on >= self.due_on - SOON_NOTICE else Stage.AHEAD


def probation_due(
    session: Session, on: date, *, within: timedelta = PROBATION_NOTICE, by: Known | None = None
) -> list[ProbationLine]:
    """Return the members on probation whose time ends within a time from a day or have ended, earliest first.

    Those whose admission nobody has written are missing here; they stand among the papers that lack. `by` saves asking
    for the rules anew.
    """
    by = by or known.read(session)
    again = readmitted(session, on)
    lines: list[ProbationLine] = []
    for member_id, name, cell_id, on_card in _ON_PROBATION.rows(session, day=on):
        admitted = again.get(member_id, on_card)
        due_on = by.terms.probation_ends(admitted) if admitted is not None else date.max
        if admitted is not None and due_on <= on + within:
            last_on = by.days.add_working_days(due_on, by.terms.on(due_on).consider_days)
            lines.append(ProbationLine(member_id, name, cell_id, admitted, due_on, last_on))
    return sorted(lines, key=lambda line: line.due_on)


def readmitted(session: Session, on: date) -> dict[int, PartialDate]:
    """Return member id → the day from which the last probation of those admitted again by a day runs."""
    rows = _READMITTED.rows(session, day=on)
    return {member_id: as_known(day, is_day_known, is_month) for member_id, day, is_day_known, is_month in rows}


_READMITTED = Asked(  # the last by the day stands
    select(Event.member_id, Event.effective_on, Event.is_day_known, Event.is_month_known)
    .where(Event.kind == EventKind.READMISSION, Event.effective_on <= _DAY)
    .order_by(Event.effective_on)
)
_ON_PROBATION = Asked(
    select(Member.id, Member.full_name, Stay.cell_id, Member.admitted_on)
    .join(Stay, Stay.member_id == Member.id)
    .where(holds_on(_DAY), Stay.standing == Standing.PROBATIONARY, Stay.duty != Duty.GUEST)
    .order_by(Member.name_sort, Member.id)
)


# What a member's papers must say for the statistics; a field of Member, or the standing.
LACKING: dict[str, ColumnElement[bool]] = {
    "standing": Stay.standing == Standing.UNKNOWN,
    "admitted_on": Member.admitted_on.is_(None),
    "born_on": Member.born_on.is_(None),
    "citizen_id": Member.citizen_id.is_(None),
    "gender": Member.gender.is_(None),
    "ethnic_id": Member.ethnic_id.is_(None),
}


@dataclass(frozen=True)
class LackingCounts:
    """How many members lack each field, and how many lack any."""

    by_field: dict[str, int]
    people: int


def lacking_counts(session: Session, on: date) -> LackingCounts:
    """Return how many members on the list lack what the statistics need."""
    ((*by_field, people),) = _LACKING_COUNTS.rows(session, day=on)
    return LackingCounts(dict(zip(LACKING, by_field, strict=True)), people)


_LACKING_COUNTS: Asked[*tuple[int, ...]] = Asked(
    select(
        *(
            func.coalesce(func.sum(case((lacks, 1), else_=0)), 0)
            for lacks in (*LACKING.values(), or_(*LACKING.values()))
        )
    )
    .select_from(Member)
    .join(Stay, Stay.member_id == Member.id)
    .where(holds_on(_DAY), Stay.duty != Duty.GUEST)
)


@dataclass(frozen=True)
class LackingLine:
    """A member whose papers lack something: the fields (keys of LACKING)."""

    member_id: int
    full_name: str
    cell_id: int
    fields: tuple[str, ...]


def lacking(session: Session, on: date) -> list[LackingLine]:
    """Return the members on the list whose papers lack something, in name order; reports of a day name them as then."""
    query = (
        select(Member.id, called.name_on(on), Stay.cell_id, *LACKING.values())
        .join(Stay, Stay.member_id == Member.id)
        .where(holds_on(on), Stay.duty != Duty.GUEST, or_(*LACKING.values()))
        .order_by(Member.name_sort, Member.id)
    )
    return called.in_order(
        LackingLine(key, name, cell_id, tuple(field for field, lacks in zip(LACKING, flags, strict=True) if lacks))
        for key, name, cell_id, *flags in session.execute(query)
    )

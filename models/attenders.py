"""Participation person by person: the names behind a figure and a member's year (domain.md 4.5)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session

from models import rules
from models.asking import Asked, ids
from models.meetings import MeetingRow
from models.participation import Figures
from models.rules import RuleBook
from models.tables import Attendance, Cell, Duty, Mark, Meeting, MeetingKind, MeetingState, SeveralMeetings, Standing


@dataclass(frozen=True, slots=True)
class MemberYear:
    """A member's year: regular meetings attended and obliged, and the absences (domain.md 4.5)."""

    attended: int
    obliged: int
    excused: int
    unexcused: int


def member_years(
    session: Session,
    year: int,
    *,
    cell_id: int | None = None,
    members: Collection[int] | None = None,
    since: int = 1,
    through: int = 12,
    book: RuleBook | None = None,
) -> dict[int, MemberYear]:
    """Return member id → their months `since` up to `through` of a year, marks “chưa ghi” left out.

    Of one cell's meetings or all, of some members or all. The meetings are those that count for the cell's month: the
    first or all of them, as the rule card says; `book` spares asking for the cards again.
    """
    found: dict[int, dict[Mark, int]] = defaultdict(lambda: defaultdict(int))
    for excluded, meetings in _counted(session, book or rules.book(session), year, cell_id, since, through).items():
        those = json.dumps(meetings)
        if members is None:
            rows = _MARKS.rows(session, meetings=those)
        else:
            rows = _MARKS_OF_MEMBERS.rows(session, meetings=those, members=json.dumps(list(members)))
        for person, mark, duty, count in rows:
            if duty not in excluded:
                found[person][mark] += count
    return {person: _member_year(marks) for person, marks in found.items()}


def _counted(
    session: Session, book: RuleBook, year: int, cell_id: int | None, since: int, through: int
) -> dict[frozenset[Duty], list[int]]:
    """Return the regular meetings of a year that count, by the duties their rule cards exclude."""
    months: dict[tuple[int, int], list[tuple[int, date]]] = defaultdict(list)
    if cell_id is None:
        rows = _REGULAR.rows(session, year=year, since=since, through=through)
    else:
        rows = _REGULAR_OF_CELL.rows(session, year=year, since=since, through=through, cell=cell_id)
    for key, cell, month, held_on in rows:
        months[cell, month].append((key, held_on))
    counted: dict[frozenset[Duty], list[int]] = defaultdict(list)
    for meetings in months.values():
        is_first_only = book.on(meetings[0][1]).several is SeveralMeetings.FIRST
        for key, held_on in meetings[:1] if is_first_only else meetings:
            counted[book.on(held_on).excluded].append(key)
    return counted


_OF_YEAR = (
    select(Meeting.id, Meeting.cell_id, Meeting.month, Meeting.held_on)
    .where(
        Meeting.year == bindparam("year"),
        Meeting.month >= bindparam("since"),
        Meeting.month <= bindparam("through"),
        Meeting.kind == MeetingKind.REGULAR,
        Meeting.state != MeetingState.NOT_HELD,
    )
    .order_by(Meeting.held_on, Meeting.id)
)
_REGULAR, _REGULAR_OF_CELL = Asked(_OF_YEAR), Asked(_OF_YEAR.where(Meeting.cell_id == bindparam("cell")))
_COUNTED = (
    select(Attendance.member_id, Attendance.mark, Attendance.duty, func.count())
    .where(Attendance.mark != Mark.UNRECORDED)
    .group_by(Attendance.member_id, Attendance.mark, Attendance.duty)
)
_MARKS = Asked(_COUNTED.where(Attendance.meeting_id.in_(ids("meetings"))))
_MARKS_OF_MEMBERS = Asked(
    _COUNTED.where(  # + 0: from the people to their meetings; the other way is ten times the work
        Attendance.member_id.in_(ids("members")), (Attendance.meeting_id + 0).in_(ids("meetings"))
    )
)


def _member_year(marks: Mapping[Mark, int]) -> MemberYear:
    attended = marks.get(Mark.PRESENT, 0) + marks.get(Mark.ONLINE, 0)
    excused, unexcused = marks.get(Mark.EXCUSED, 0), marks.get(Mark.UNEXCUSED, 0)
    return MemberYear(attended, attended + excused + unexcused, excused, unexcused)


def absent_running(session: Session, meeting: MeetingRow) -> dict[int, tuple[str, int]]:
    """Return member id → name and the longest run of excused absences in the year, up to a meeting of their cell.

    Of the cell's regular meetings that count; one that a member need not attend neither counts nor breaks a run.
    """
    found = _counted(session, rules.book(session), meeting.year, meeting.cell_id, 1, 12)
    counted = {key: excluded for excluded, keys in found.items() for key in keys}
    query = (
        select(Attendance.member_id, Attendance.full_name, Attendance.mark, Attendance.duty, Meeting.id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.id.in_(counted), Meeting.held_on <= meeting.held_on)
        .order_by(Meeting.held_on, Meeting.id)
    )
    running: dict[int, int] = defaultdict(int)
    longest: dict[int, tuple[str, int]] = {}
    for person, name, mark, duty, key in session.execute(query):
        if duty in counted[key] or mark is Mark.UNRECORDED:
            continue
        running[person] = running[person] + 1 if mark is Mark.EXCUSED else 0
        longest[person] = name, max(running[person], longest.get(person, ("", 0))[1])
    return longest


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One name behind a figure: who, in which meeting, with which mark, and the rule that left them out if any."""

    member_id: int
    full_name: str
    cell_id: int
    meeting_id: int
    held_on: date
    year: int
    month: int
    standing: Standing
    duty: Duty
    mark: Mark
    reason: str
    is_eligible: bool


_WHO = (Attendance.member_id, Attendance.full_name, Meeting.cell_id, Meeting.id, Meeting.held_on, Meeting.year)
_HOW = (Meeting.month, Attendance.standing, Attendance.duty, Attendance.mark, func.coalesce(Attendance.reason, ""))


def people(
    session: Session, known: Figures, *only: ColumnElement[bool], member_id: int | None = None
) -> list[PersonLine]:
    """Return the names behind figures: every roster line of the regular meetings that count.

    Of one member or all; `only` are further conditions on Attendance. Ordered by month, cell order of the register,
    meeting, roster line.
    """
    counted = {meeting.meeting_id: meeting.rule for value in known.by_cell_month.values() for meeting in value.meetings}
    query = (
        select(*_WHO, *_HOW)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(Meeting.id.in_(counted), *only)
        .order_by(Meeting.year, Meeting.month, Cell.sort_order, Cell.id, Meeting.held_on, Meeting.id, Attendance.line)
    )
    if member_id is not None:
        query = query.where(Attendance.member_id == member_id)
    return [PersonLine(*row, is_eligible=row.duty not in counted[row.id].excluded) for row in session.execute(query)]


def of_member(session: Session, member_id: int) -> list[PersonLine]:
    """Return a member's lines on the rolls that count, of all their years and cells, oldest first."""
    query = (
        select(*_WHO, *_HOW)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.member_id == member_id, *_HELD)
        .order_by(Meeting.held_on, Meeting.id)
    )
    rows = session.execute(query).all()
    book = rules.book(session)
    first: dict[tuple[int, int, int], tuple[int, bool]] = {}
    others = select(Meeting.id, Meeting.cell_id, Meeting.year, Meeting.month, Meeting.held_on).where(
        Meeting.cell_id.in_({row.cell_id for row in rows}), *_HELD
    )
    for key, cell, year, month, held_on in session.execute(others.order_by(Meeting.held_on, Meeting.id)):
        first.setdefault((cell, year, month), (key, book.on(held_on).several is SeveralMeetings.FIRST))
    lines = [PersonLine(*row, is_eligible=row.duty not in book.on(row.held_on).excluded) for row in rows]

    def counts(line: PersonLine) -> bool:
        key, is_alone = first[line.cell_id, line.year, line.month]
        return line.meeting_id == key or not is_alone

    return [line for line in lines if counts(line)]


def rolls_of(session: Session, member_id: int) -> list[tuple[date, Mark]]:
    """Return the day of every meeting, of whatever kind, on whose roll a member stands, with the mark; oldest first."""
    query = (
        select(Meeting.held_on, Attendance.mark)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Attendance.member_id == member_id, Meeting.state != MeetingState.NOT_HELD)
    )
    return [(held_on, mark) for held_on, mark in session.execute(query.order_by(Meeting.held_on, Meeting.id))]


def on_two_rolls(session: Session, year: int, month: int) -> list[str]:
    """Return the names of those on the regular rolls of several cells in a month, guests apart, by day of the last one.

    They moved between the two meetings: each roll is right, but the numbers of members of the cells count them twice.
    """
    query = (
        select(Attendance.member_id, Meeting.cell_id, Attendance.full_name)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.year == year, Meeting.month == month, Meeting.kind == MeetingKind.REGULAR)
        .where(Attendance.duty != Duty.GUEST)
        .order_by(Meeting.held_on, Meeting.id, Attendance.line)
    )
    first: dict[int, int] = {}
    twice = {who: name for who, cell, name in session.execute(query) if first.setdefault(who, cell) != cell}
    return list(twice.values())


_HELD = (Meeting.kind == MeetingKind.REGULAR, Meeting.state != MeetingState.NOT_HELD)


def counted(lines: Iterable[PersonLine]) -> MemberYear:
    """Return the sums of some lines of one member; marks “chưa ghi” are left out."""
    marks = Counter(line.mark for line in lines if line.is_eligible)
    return _member_year(marks)

"""Participation person by person: the names behind a figure and a member's year (domain.md 4.5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models import rules
from models.dates import Period
from models.participation import figures
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
    *only: ColumnElement[bool],
    cell_id: int | None = None,
    member_id: int | None = None,
    through: int = 12,
) -> dict[int, MemberYear]:
    """Return member id → their year up to month `through`, of one cell's meetings or all; marks “chưa ghi” left out.

    The meetings are those that count for the cell's month: the first or all of them, as the rule card says. `only`
    are further conditions on Attendance.
    """
    book = rules.book(session)
    card = book.place_on(Meeting.held_on.expression)
    query = (
        select(Attendance.member_id, Attendance.mark, Attendance.duty, card, func.count())
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Meeting.year == year,
            Meeting.month <= through,
            Meeting.kind == MeetingKind.REGULAR,
            Meeting.id.not_in(_passed_over(session, book, year, cell_id)),
            Attendance.mark != Mark.UNRECORDED,
            *only,
        )
        .group_by(Attendance.member_id, Attendance.mark, Attendance.duty, card)
    )
    if cell_id is not None:
        query = query.where(Meeting.cell_id == cell_id)
    if member_id is not None:
        query = query.where(Attendance.member_id == member_id)
    found: dict[int, dict[Mark, int]] = defaultdict(lambda: defaultdict(int))
    for person, mark, duty, place, count in session.execute(query):
        if duty not in book.rules[place].excluded:
            found[person][mark] += count
    return {person: _member_year(marks) for person, marks in found.items()}


def _passed_over(session: Session, book: rules.RuleBook, year: int, cell_id: int | None) -> list[int]:
    """Return the regular meetings of a year that do not count because the card takes the first of the month only."""
    query = (
        select(Meeting.id, Meeting.cell_id, Meeting.month, Meeting.held_on)
        .where(Meeting.year == year, Meeting.kind == MeetingKind.REGULAR, Meeting.state != MeetingState.NOT_HELD)
        .order_by(Meeting.held_on, Meeting.id)
    )
    if cell_id is not None:
        query = query.where(Meeting.cell_id == cell_id)
    months: dict[tuple[int, int], list[tuple[int, date]]] = defaultdict(list)
    for key, cell, month, held_on in session.execute(query):
        months[cell, month].append((key, held_on))
    return [
        key
        for (_first, held_on), *later in months.values()
        if later and book.on(held_on).several is SeveralMeetings.FIRST
        for key, _day in later
    ]


def _member_year(marks: dict[Mark, int]) -> MemberYear:
    attended = marks[Mark.PRESENT] + marks[Mark.ONLINE]
    excused, unexcused = marks[Mark.EXCUSED], marks[Mark.UNEXCUSED]
    return MemberYear(attended, attended + excused + unexcused, excused, unexcused)


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
    session: Session,
    period: Period,
    *only: ColumnElement[bool],
    cell_id: int | None = None,
    member_id: int | None = None,
) -> list[PersonLine]:
    """Return the names behind the figures of a period: every roster line of the regular meetings that count.

    Of one cell or all, of one member or all; `only` are further conditions on Attendance. Ordered by month, cell order
    of the register, roster line.
    """
    counted = {
        meeting.meeting_id: meeting.rule
        for value in figures(session, period, on=date.max, cell_id=cell_id).by_cell_month.values()
        for meeting in value.meetings
    }
    query = (
        select(*_WHO, *_HOW)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(Meeting.id.in_(counted), *only)
        .order_by(Meeting.year, Meeting.month, Cell.sort_order, Cell.id, Attendance.line)
    )
    if member_id is not None:
        query = query.where(Attendance.member_id == member_id)
    return [PersonLine(*row, is_eligible=row.duty not in counted[row.id].excluded) for row in session.execute(query)]

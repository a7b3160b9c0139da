"""Meetings: opening a month for all cells, adding, correcting, saying that none was held."""

from __future__ import annotations

import calendar
import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models import asked_to_meet, cell_names, cells, closings, first_month, habits, images, rules, stays
from models.asking import Asked
from models.dates import Period, add_months
from models.errors import KnownError
from models.habits import Habit
from models.tables import (
    Cell,
    Meeting,
    MeetingClass,
    MeetingForm,
    MeetingKind,
    MeetingState,
    Post,
    Stay,
)
from models.tables.post import Position
from models.text import clean
from models.times import end_trouble, minutes_between


@dataclass(frozen=True)
class MeetingValues:
    """What the officer writes of a meeting; `quality` None lets the score's class stand."""

    kind: MeetingKind
    held_on: date
    form: MeetingForm | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    chair_id: int | None = None
    secretary_id: int | None = None
    superior_guest: str = ""
    is_thematic_combined: bool = False
    score: float | None = None
    quality: MeetingClass | None = None
    deduction_note: str = ""
    note: str = ""


@dataclass(frozen=True)
class MeetingRow:
    """A meeting with its cell, month, state and what is written of it.

    `self_class` is the class its score sheet proposes, `decided_on` the day the class of `values` was decided.
    """

    id: int
    cell_id: int
    cell_name: str
    year: int
    month: int
    state: MeetingState
    values: MeetingValues
    self_class: MeetingClass | None = None
    decided_on: date | None = None

    @property
    def held_on(self) -> date:
        """The day it was (or is to be) held."""
        return self.values.held_on

    @property
    def minutes(self) -> int | None:
        """Duration, None unless both times are known; past midnight counts on."""
        start, end = self.values.starts_at, self.values.ends_at
        if start is None or end is None:
            return None
        return minutes_between(start, end)


_VALUE_NAMES = tuple(field.name for field in fields(MeetingValues))
_TEXTS = ("place", "superior_guest", "deduction_note", "note")


def read(session: Session, meeting_id: int) -> MeetingRow:
    """Return one meeting. Raises KnownError if it is gone."""
    found = _ONE.rows(session, meeting=meeting_id)
    if not found:
        raise KnownError("Cuộc họp này không còn trong sổ; hãy chọn lại trên bảng sinh hoạt.")
    return _row(found[0])


def of_month(session: Session, year: int, month: int, *, cell_id: int | None = None) -> list[MeetingRow]:
    """Return the meetings of a month in the order of the cells, then by day."""
    asked = _OF_MONTH if cell_id is None else _OF_MONTH_AND_CELL
    return [_row(row) for row in asked.rows(session, year=year, month=month, cell=cell_id)]


def of_period(session: Session, period: Period, *, cell_id: int | None = None) -> list[MeetingRow]:
    """Return the meetings of the months that a period touches, cells in their order, then by day."""
    month = Meeting.year * 12 + Meeting.month
    first, last = (day.year * 12 + day.month for day in (period.first, period.last))
    query = _ROWS.where(Meeting.year.between(period.first.year, period.last.year), month.between(first, last))
    if cell_id is not None:
        query = query.where(Meeting.cell_id == cell_id)
    return [_row(row) for row in session.execute(query)]


_ROWS = (  # columns, not objects: half the time
    select(
        Meeting.id,
        Meeting.cell_id,
        cell_names.name_on(Meeting.held_on.expression),
        Meeting.year,
        Meeting.month,
        Meeting.state,
        Meeting.self_class,
        Meeting.decided_on,
    )
    .add_columns(*(getattr(Meeting, name) for name in _VALUE_NAMES))
    .join(Cell, Cell.id == Meeting.cell_id)
    .order_by(Cell.sort_order, Cell.id, Meeting.held_on, Meeting.id)
)
_MONTH = _ROWS.where(Meeting.year == bindparam("year"), Meeting.month == bindparam("month"))
_OF_MONTH, _OF_MONTH_AND_CELL = Asked(_MONTH), Asked(_MONTH.where(Meeting.cell_id == bindparam("cell")))
_ONE = Asked(_ROWS.where(Meeting.id == bindparam("meeting")))


def _row(found: Iterable[Any]) -> MeetingRow:
    key, cell_id, cell_name, year, month, state, self_class, decided_on, *rest = found
    values: dict[str, Any] = {
        name: (value or "") if name in _TEXTS else value for name, value in zip(_VALUE_NAMES, rest, strict=True)
    }
    return MeetingRow(key, cell_id, cell_name, year, month, state, MeetingValues(**values), self_class, decided_on)


class ClassSource(enum.Enum):
    """Whose class of a meeting is shown; the values are the words."""

    DECIDED = "cấp ủy xếp loại"
    SELF = "chi bộ đề nghị"
    SCORE = "theo điểm"


def class_of(session: Session, meeting: MeetingRow) -> MeetingClass | None:
    """Return the class decided for a meeting, else the one proposed, else the one its score gives; None without."""
    return class_by(rules.book(session), meeting)


def class_by(book: rules.RuleBook, meeting: MeetingRow) -> MeetingClass | None:
    """Return the same as `class_of`, by rule cards already read."""
    values = meeting.values
    return class_given(book, values.held_on, values.quality, meeting.self_class, values.score)


def class_given(
    book: rules.RuleBook,
    day: date,
    decided: MeetingClass | None,
    proposed: MeetingClass | None,
    score: float | None,
) -> MeetingClass | None:
    """Return the class that counts for a meeting of a day: the one decided, else proposed, else by the score."""
    known = decided or proposed
    return known if known is not None or score is None else book.on(day).class_of(score)


def class_source(meeting: MeetingRow) -> ClassSource | None:
    """Say whose class `class_of` returns; None without a class."""
    if meeting.values.quality is not None:
        return ClassSource.DECIDED
    if meeting.self_class is not None:
        return ClassSource.SELF
    return None if meeting.values.score is None else ClassSource.SCORE


def open_month(session: Session, year: int, month: int, *, on: date) -> list[int]:
    """Make the month's regular meeting for every cell asked to meet that has none; return the new ids (Mở kỳ).

    Day, times and place proposed are the cell's usual ones (models.habits), else the 5th, within its days and those on
    which somebody stands on its list; a cell without anybody gets none. Raises KnownError for a month more than one
    ahead of day `on`.
    """
    if (year, month) > _next_month(on):
        raise KnownError(f"Chưa mở được kỳ tháng {month}/{year}; chỉ mở trước một tháng.")
    closings.refuse(session, year, month)
    usual = habits.of_cells(session, year, month)
    made: list[Meeting] = []
    for one in _lacking(session, year, month):
        if one.days:
            known = usual.get(one.cell_id)
            day = date(year, month, min(known.day if known else 5, calendar.monthrange(year, month)[1]))
            day = min(max(day, one.first or day), one.last or date.max)
            made.append(_planned(session, one.cell_id, asked_to_meet.nearest(day, one.days), known))
    session.add_all(made)
    first_month.opened(session, year, month, on=on)
    session.flush()
    return [meeting.id for meeting in made]


@dataclass(frozen=True)
class _Lacking:
    """A cell without a regular meeting of a month: its first and last day, the days somebody is on its list."""

    cell_id: int
    name: str
    first: date | None
    last: date | None
    days: Collection[asked_to_meet.Days]


def _lacking(session: Session, year: int, month: int) -> list[_Lacking]:
    known = set(
        session.scalars(
            select(Meeting.cell_id).where(
                Meeting.year == year, Meeting.month == month, Meeting.kind == MeetingKind.REGULAR
            )
        )
    )
    book = rules.book(session)
    span = Period.month(year, month)
    listed = asked_to_meet.listed_days(session, span)
    lived = select(Cell.id, cell_names.name_on(span.last), Cell.valid_from, Cell.valid_to).where(
        cells.lives_in(span.first, span.last)
    )
    return [
        _Lacking(cell_id, name, first, last, listed.get(cell_id, ()))
        for cell_id, name, first, last in session.execute(lived.order_by(Cell.sort_order, Cell.id))
        if cell_id not in known and (last is None or book.last_month(last) >= year * 12 + month)
    ]


def to_open(session: Session, year: int, month: int) -> tuple[list[str], list[str]]:
    """Return the names of the cells that opening a month makes a meeting for, and of those with nobody to meet."""
    lacking = _lacking(session, year, month)
    return [one.name for one in lacking if one.days], [one.name for one in lacking if not one.days]


def _next_month(on: date) -> tuple[int, int]:
    following = add_months(on, 1)
    return following.year, following.month


def _planned(session: Session, cell_id: int, held_on: date, usual: Habit | None) -> Meeting:
    officers = _officers(session, cell_id, held_on)
    return Meeting(
        cell_id=cell_id,
        kind=MeetingKind.REGULAR,
        form=MeetingForm.IN_PERSON,
        state=MeetingState.PLANNED,
        year=held_on.year,
        month=held_on.month,
        held_on=held_on,
        starts_at=usual.times[0] if usual else None,
        ends_at=usual.times[1] if usual else None,
        place=usual.place if usual else None,
        chair_id=officers.get(Position.SECRETARY),
        secretary_id=_still_listed(session, cell_id, usual and usual.secretary_id, held_on),
    )


def _still_listed(session: Session, cell_id: int, member_id: int | None, on: date) -> int | None:
    """Return the member if they are on the cell's list on a day, else None."""
    return session.scalar(
        select(Stay.member_id).where(Stay.cell_id == cell_id, Stay.member_id == member_id, stays.holds_on(on))
    )


def _officers(session: Session, cell_id: int, on: date) -> dict[Position, int]:
    query = select(Post.position, Post.member_id).where(
        Post.cell_id == cell_id,
        (Post.since.is_(None)) | (Post.since <= on),
        (Post.until.is_(None)) | (Post.until >= on),
    )
    return {position: member_id for position, member_id in session.execute(query)}


def add(session: Session, cell_id: int, year: int, month: int, values: MeetingValues) -> int:
    """Add one meeting and return its id. Raises KnownError."""
    closings.refuse(session, year, month)
    meeting = Meeting(cell_id=cell_id, year=year, month=month, state=MeetingState.PLANNED)
    _fill(meeting, values)
    session.add(meeting)
    session.flush()
    return meeting.id


def edit(session: Session, meeting_id: int, values: MeetingValues, *, on: date) -> None:
    """Correct a meeting. Raises KnownError; a written roll cannot move to a day after `on`."""
    meeting = closings.changeable(session, meeting_id)
    if meeting.state is MeetingState.RECORDED and values.held_on > on:
        raise KnownError(f"Ngày họp {values.held_on:%d/%m/%Y} chưa đến mà đã có điểm danh.", field="held_on")
    _fill(meeting, values)


def move(session: Session, meeting_id: int, year: int, month: int) -> None:
    """Let a meeting count for another month: the one of its day.

    Raises KnownError if either month is closed, or the cell has its regular meeting of that month already.
    """
    meeting = closings.changeable(session, meeting_id)
    closings.refuse(session, year, month)
    if (meeting.held_on.year, meeting.held_on.month) != (year, month):
        raise KnownError(
            f"Ngày họp {meeting.held_on:%d/%m/%Y} không thuộc tháng {month}/{year}; hãy sửa ngày họp.", field="held_on"
        )
    known = of_month(session, year, month, cell_id=meeting.cell_id)
    other = next((row for row in known if row.values.kind is MeetingKind.REGULAR and row.id != meeting_id), None)
    if meeting.kind is MeetingKind.REGULAR and other is not None:
        raise KnownError(
            f"Chi bộ đã có cuộc họp thường kỳ tháng {month}/{year} (ngày {other.held_on:%d/%m/%Y}). Hãy sửa cuộc "
            f"họp ấy, hoặc tính cuộc họp này là họp bù của tháng {meeting.month}/{meeting.year}.",
            field="counted_in",
        )
    meeting.year, meeting.month = year, month


def _fill(meeting: Meeting, values: MeetingValues) -> None:
    month = Period.month(meeting.year, meeting.month)
    if not add_months(month.first, -1) <= values.held_on <= add_months(month.last, 1):
        raise KnownError(
            f"Ngày họp {values.held_on:%d/%m/%Y} quá xa tháng {meeting.month}/{meeting.year}; hãy kiểm tra lại.",
            field="held_on",
        )
    if values.score is not None and not 0 <= values.score <= 100:
        raise KnownError("Điểm phải từ 0 đến 100.", field="score")
    if trouble := end_trouble(values.starts_at, values.ends_at):
        raise KnownError(trouble, field="ends_at")
    for name in _VALUE_NAMES:
        value = getattr(values, name)
        setattr(meeting, name, (clean(value) or None) if name in _TEXTS else value)


def set_not_held(session: Session, meeting_id: int, reason: str) -> None:
    """Say that the cell did not meet, and why. Raises KnownError if a roll is written."""
    meeting = closings.changeable(session, meeting_id)
    if meeting.state is MeetingState.RECORDED:
        raise KnownError("Cuộc họp đã có điểm danh; hãy xóa điểm danh trước khi ghi “không sinh hoạt”.")
    meeting.state, meeting.note = MeetingState.NOT_HELD, clean(reason) or None


def set_planned(session: Session, meeting_id: int) -> None:
    """Take “không sinh hoạt” back."""
    meeting = closings.changeable(session, meeting_id)
    if meeting.state is MeetingState.NOT_HELD:
        meeting.state = MeetingState.PLANNED


def delete(session: Session, meeting_id: int) -> None:
    """Delete a meeting with all that is part of it: its roll, its score sheet.

    Raises KnownError if its month is closed.
    """
    images.take_out(session, closings.changeable(session, meeting_id))

"""What a meeting spoke of, line by line: agenda, opinions, conclusions, praise, limits (domain.md 4.2, 4.4).

Every verb first asks whether the month is still open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import attendance, called, closings
from models.errors import KnownError
from models.tables import Mark, Meeting, MeetingLine, MeetingState, Member, Part
from models.text import clean

LONGEST = 2000


@dataclass(frozen=True)
class LineRow:
    """A line of a part; `speaker` is the name of who gave an opinion, "" for none."""

    id: int
    part: Part
    text: str
    member_id: int | None
    speaker: str


def read(session: Session, meeting_id: int, part: Part | None = None) -> list[LineRow]:
    """Return the lines of a meeting, or of one part, in the order they were written; who spoke as called on its day."""
    name = called.name_on(Meeting.held_on.expression)
    query = (
        select(*(MeetingLine.id, MeetingLine.part, MeetingLine.text, MeetingLine.member_id), name)
        .join(Meeting, Meeting.id == MeetingLine.meeting_id)
        .outerjoin(Member, Member.id == MeetingLine.member_id)
        .where(MeetingLine.meeting_id == meeting_id)
        .order_by(MeetingLine.line, MeetingLine.id)
    )
    if part is not None:
        query = query.where(MeetingLine.part == part)
    return [LineRow(key, kind, text, who, name or "") for key, kind, text, who, name in session.execute(query)]


def counts(session: Session, meeting_id: int) -> dict[Part, int]:
    """Return how many lines each part has; parts without a line are left out."""
    query = select(MeetingLine.part, func.count()).where(MeetingLine.meeting_id == meeting_id)
    return {part: count for part, count in session.execute(query.group_by(MeetingLine.part))}


def speakers(session: Session, meeting_id: int) -> frozenset[int]:
    """Return the members who gave an opinion, each once."""
    query = select(MeetingLine.member_id).where(
        MeetingLine.meeting_id == meeting_id, MeetingLine.part == Part.OPINION, MeetingLine.member_id.is_not(None)
    )
    return frozenset(cast("Iterable[int]", session.scalars(query)))


def add(session: Session, meeting_id: int, part: Part, text: str, member_id: int | None = None) -> int:
    """Write a line below the others of its part and return its id. Raises KnownError."""
    held(session, meeting_id)
    last = select(func.max(MeetingLine.line)).where(MeetingLine.meeting_id == meeting_id, MeetingLine.part == part)
    row = MeetingLine(meeting_id=meeting_id, part=part, line=(session.scalar(last) or 0) + 1)
    _fill(session, row, text, member_id)
    session.add(row)
    session.flush()
    return row.id


def edit(session: Session, line_id: int, text: str, member_id: int | None = None) -> None:
    """Correct a line. Raises KnownError."""
    row = _line(session, line_id)
    _fill(session, row, text, member_id)


def remove(session: Session, line_id: int) -> None:
    """Take a line out. Raises KnownError."""
    session.delete(_line(session, line_id))


def shift(session: Session, line_id: int, step: int) -> None:
    """Move a line up (-1) or down (+1) within its part; at the end it stays. Raises KnownError."""
    row = _line(session, line_id)
    query = select(MeetingLine).where(MeetingLine.meeting_id == row.meeting_id, MeetingLine.part == row.part)
    rows = list(session.scalars(query.order_by(MeetingLine.line, MeetingLine.id)))
    place = rows.index(row)
    rows.insert(max(0, min(len(rows) - 1, place + step)), rows.pop(place))
    for number, one in enumerate(rows, 1):
        one.line = number


def held(session: Session, meeting_id: int) -> Meeting:
    """Return a meeting whose content is about to be written.

    Raises KnownError if its month is closed, or it is written that it was not held.
    """
    meeting = closings.changeable(session, meeting_id)
    if meeting.state is MeetingState.NOT_HELD:
        raise KnownError("Đã ghi chi bộ không sinh hoạt; nếu có họp, hãy bấm “Có sinh hoạt” ở trang điểm danh.")
    return meeting


def on_the_list(session: Session, meeting_id: int, people: Iterable[int]) -> None:
    """Raise KnownError for somebody who is not on the list of the meeting's day."""
    known = {line.member_id for line in attendance.roll(session, meeting_id).lines}
    for member_id in people:
        if member_id not in known:
            name = session.get_one(Member, member_id).full_name
            raise KnownError(f"{name} không có trong danh sách chi bộ ngày họp; hãy chọn lại.", field="people")


def said(text: str, longest: int, what: str) -> str:
    """Return a text as it is stored. Raises KnownError if it is empty or too long."""
    text = clean(text)
    if not text:
        raise KnownError(f"Hãy ghi {what}.", field="text")
    if len(text) > longest:
        raise KnownError(f"Dài quá {longest} chữ; hãy tách thành nhiều dòng.", field="text")
    return text


def _line(session: Session, line_id: int) -> MeetingLine:
    row = session.get(MeetingLine, line_id)
    if row is None:
        raise KnownError("Dòng này không còn; hãy chọn dòng khác.")
    held(session, row.meeting_id)
    return row


def _fill(session: Session, row: MeetingLine, text: str, member_id: int | None) -> None:
    row.text = said(text, LONGEST, "nội dung")
    if member_id is not None and member_id != row.member_id:
        on_the_list(session, row.meeting_id, [member_id])
        _there(session, row.meeting_id, member_id)
    row.member_id = member_id


def _there(session: Session, meeting_id: int, member_id: int) -> None:
    """Raise KnownError for somebody whom the written roll marks absent: the minutes would contradict it."""
    roll = attendance.roll(session, meeting_id)
    absent = (line for line in roll.lines if line.mark in (Mark.EXCUSED, Mark.UNEXCUSED))
    line = next((line for line in absent if line.member_id == member_id), None)
    if line is not None and roll.is_written:
        raise KnownError(
            f"Điểm danh ghi {line.shown_name} {line.mark.label.lower()}; hãy sửa điểm danh hoặc chọn người khác.",
            field="people",
        )

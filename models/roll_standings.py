"""Rolls that did not know whether a member was official learn it once the register does (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models import closings
from models.on_list import holds_on
from models.tables import Attendance, Cell, Meeting, Standing, Stay

_AT_ONCE = 400  # SQLite takes so many values in a query, and more
ON_THE_DAY = and_(
    Stay.member_id == Attendance.member_id,
    Stay.cell_id == Meeting.cell_id,
    holds_on(Meeting.held_on.expression),
)
"""Joins somebody on a roll to their stay in that cell on the day of the meeting."""


@dataclass(frozen=True)
class KnownSince:
    """Somebody a roll keeps as “chưa rõ” of whom the register knows by now how they stood that day."""

    member_id: int
    full_name: str
    meeting_id: int
    cell_id: int
    standing: Standing


def known_since(session: Session, year: int, month: int) -> list[KnownSince]:
    """Return those on the rolls of a month, the cells in their order; while it is closed they stay as they were."""
    query = (
        select(Attendance.member_id, Attendance.full_name, Meeting.id, Meeting.cell_id, Stay.standing)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Cell, Cell.id == Meeting.cell_id)
        .join(Stay, ON_THE_DAY)
        .where(
            Meeting.year == year,
            Meeting.month == month,
            Attendance.standing == Standing.UNKNOWN,
            Stay.standing != Standing.UNKNOWN,
        )
        .order_by(Cell.sort_order, Cell.id, Meeting.held_on, Meeting.id, Attendance.line)
    )
    return [KnownSince(*row) for row in session.execute(query)]


def known_words(people: Sequence[KnownSince]) -> str:
    """Say who they are: “Lúc chốt còn “Chưa rõ”, nay sổ đảng viên đã rõ: Lò Văn Ánh (chính thức).”; "" for nobody."""
    if not people:
        return ""
    names = [f"{one.full_name} ({one.standing.label.lower()})" for one in people[:_MOST_NAMED]]
    if len(people) > _MOST_NAMED:
        names.append(f"và {len(people) - _MOST_NAMED} đồng chí khác")
    return f"Lúc chốt ghi “Chưa rõ”, nay sổ đảng viên đã rõ: {', '.join(names)}; mở lại để đính chính thì ghi theo."


_MOST_NAMED = 5


def learn(session: Session, member_ids: Sequence[int]) -> int:
    """Write on rolls “chưa rõ chính thức hay dự bị” how members stood that day, where it is known now; return how many.

    Only what nobody knew is filled in: marks and standings once known stay as they were written, and so do the rolls
    of closed months.
    """
    filled = 0
    for start in range(0, len(member_ids), _AT_ONCE):
        for line, standing in session.execute(
            select(Attendance, Stay.standing)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .join(Stay, ON_THE_DAY)
            .where(
                Attendance.member_id.in_(member_ids[start : start + _AT_ONCE]),
                Attendance.standing == Standing.UNKNOWN,
                Stay.standing != Standing.UNKNOWN,
                ~closings.IS_CLOSED,
            )
        ):
            line.standing = standing
            filled += 1
    if filled:
        session.flush()
    return filled

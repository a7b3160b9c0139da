"""Rolls that did not know whether a member was official learn it once the register does (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models import closings
from models.on_list import holds_on
from models.tables import Attendance, Meeting, Standing, Stay

_AT_ONCE = 400  # SQLite takes so many values in a query, and more


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
            .join(
                Stay,
                and_(
                    Stay.member_id == Attendance.member_id,
                    Stay.cell_id == Meeting.cell_id,
                    holds_on(Meeting.held_on.expression),
                ),
            )
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

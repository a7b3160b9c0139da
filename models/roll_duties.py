"""Writing into the register what the rolls say of those they left out (miễn, tạm thời đi…) and it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import attendance, closings, events, meetings, timeline
from models.attendance import Roll
from models.events import EventValues
from models.left_out import LeftOut
from models.roll_standings import ON_THE_DAY
from models.tables import Attendance, Duty, Mark, Meeting, MeetingState, Stay

_WAYS = {duty: kind for kind, duty in timeline.STARTS.items()}


@dataclass(frozen=True)
class Unregistered:
    """Somebody whom the rolls of a cell have left out while the register has them attend."""

    member_id: int
    shown_name: str
    cell_name: str
    left_out: LeftOut


def unregistered(roll: Roll) -> list[Unregistered]:
    """Return whom a roll shows as “chưa ghi” because the one before left them out, in roll order."""
    return [
        Unregistered(line.member_id, line.shown_name, roll.meeting.cell_name, line.left_out)
        for line in roll.lines
        if line.left_out is not None
    ]


def words(roll: Roll) -> str:
    """Say to the cell of whom it is to tell whether they attend again; "" for nobody."""
    names = [f"{one.shown_name} ({one.left_out.duty.label.lower()})" for one in unregistered(roll)]
    if not names:
        return ""
    return f"Lần trước ngoài diện phải dự: {', '.join(names)}. Nay vẫn vậy thì để trống dòng đó."


def of_month(session: Session, year: int, month: int) -> list[Unregistered]:
    """Return them of all rolls of a month, each once, the cells in their order."""
    found: dict[int, Unregistered] = {}
    for row in meetings.of_month(session, year, month):
        if row.state is not MeetingState.NOT_HELD:
            roll = attendance.roll(session, row.id, is_bare=True)
            found |= {one.member_id: one for one in unregistered(roll) if one.member_id not in found}
    return list(found.values())


def register(session: Session, people: Sequence[Unregistered]) -> None:
    """Write into the register what the rolls say, from the first of them on; the exact day stays unknown.

    Rolls written since, on which they are “chưa ghi”, leave them out as well, but for those of closed months. Raises
    KnownError, with nothing written, where somebody's history could not be so; of several it names whom.
    """
    events.record_all(
        session,
        {
            one.member_id: [EventValues(_WAYS[one.left_out.duty], one.left_out.since, is_day_known=False)]
            for one in people
        },
    )
    session.flush()
    waiting = (
        select(Attendance, Stay.duty)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Stay, ON_THE_DAY)
        .where(
            Attendance.member_id.in_([one.member_id for one in people]),
            Attendance.duty == Duty.ACTIVE,
            Attendance.mark == Mark.UNRECORDED,
            Stay.duty != Duty.ACTIVE,
            ~closings.IS_CLOSED,
        )
    )
    for line, duty in session.execute(waiting):
        line.duty = duty

"""Who the last roll of a cell left out (miễn, tạm thời đi…) and the register does not: a new roll would expect them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import events, timeline
from models.attendance import Roll
from models.events import EventValues
from models.on_list import holds_on
from models.roll_standings import ON_THE_DAY
from models.tables import Attendance, Duty, Meeting, MeetingKind, MeetingState, Stay

_WAYS = {duty: kind for kind, duty in timeline.STARTS.items()}


@dataclass(frozen=True)
class Unregistered:
    """Somebody whom the cell's rolls have left out from `since` on, while the register has them attend."""

    member_id: int
    shown_name: str
    duty: Duty
    since: date
    """The day of the first of those rolls; the duty itself may have begun earlier."""


def unregistered(session: Session, roll: Roll) -> list[Unregistered]:
    """Return whom a roll not written yet expects though the last written one left them out, in roll order.

    Not those whose time out of the meetings has ended in the register since.
    """
    due = {line.member_id: line for line in roll.lines if line.duty is Duty.ACTIVE}
    meeting = roll.meeting
    if roll.is_written or not due:
        return []
    earlier = (
        Meeting.cell_id == meeting.cell_id,
        Meeting.held_on < meeting.held_on,
        Meeting.state == MeetingState.RECORDED,
        Meeting.kind != MeetingKind.COMMITTEE,  # such a roll may be of the committee alone
    )
    newest_first = (Meeting.held_on.desc(), Meeting.id.desc())
    last = session.scalars(select(Meeting.id).where(*earlier).order_by(*newest_first).limit(1)).first()
    out = select(Attendance.member_id).where(
        Attendance.meeting_id == last, Attendance.duty.in_(_WAYS.keys() & roll.rule.excluded)
    )
    people = set(session.scalars(out)) & due.keys()
    if not people:
        return []
    rolls = (
        select(Attendance.member_id, Attendance.duty, Meeting.held_on, Stay.duty)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .outerjoin(Stay, ON_THE_DAY)
        .where(*earlier, Attendance.member_id.in_(people))
        .order_by(*newest_first)
    )
    runs: dict[int, list[tuple[Duty, date, Duty | None]]] = {}
    for member_id, written, held_on, kept in session.execute(rolls):
        runs.setdefault(member_id, []).append((written, held_on, kept))
    stays = select(Stay.member_id, Stay.since).where(Stay.member_id.in_(people), holds_on(meeting.held_on))
    begun: dict[int, date] = {member_id: since for member_id, since in session.execute(stays)}
    found: list[Unregistered] = []
    for member_id in due:
        if member_id not in people:
            continue
        duty, _held_on, kept = runs[member_id][0]
        if kept is duty:
            continue
        since = begun[member_id]
        for written, held_on, listed in runs[member_id]:
            if written is not duty or listed is not Duty.ACTIVE:
                break
            since = held_on
        found.append(Unregistered(member_id, due[member_id].shown_name, duty, since))
    return found


def register(session: Session, people: Sequence[Unregistered]) -> None:
    """Write into the register what the rolls say, from the first of them on; the exact day stays unknown.

    Raises KnownError, with nothing written, where somebody's history could not be so; of several it names whom.
    """
    events.record_all(
        session, {one.member_id: [EventValues(_WAYS[one.duty], one.since, is_day_known=False)] for one in people}
    )

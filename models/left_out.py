"""Whom the last roll of a cell left out (miễn, tạm thời đi…) while the register has them attend: nobody knows which.

A new roll shows them as “chưa ghi” until the officer marks them, or writes into the register what the rolls say
(models.roll_duties): by itself it counts them neither present nor absent.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from models import timeline
from models.asking import Asked, ids
from models.on_list import holds_on
from models.roll_standings import ON_THE_DAY
from models.tables import Attendance, Duty, Mark, Meeting, MeetingKind, MeetingState, Stay


@dataclass(frozen=True)
class LeftOut:
    """As what the rolls of the cell have left somebody out from `since` on."""

    duty: Duty
    since: date
    """The day of the first of those rolls; the duty itself may have begun earlier."""


_EARLIER = and_(
    Meeting.cell_id == bindparam("cell"),
    Meeting.held_on < bindparam("day", type_=Date),
    Meeting.state == MeetingState.RECORDED,
    Meeting.kind != MeetingKind.COMMITTEE,  # such a roll may be of the committee alone
)
_NEWEST_FIRST = (Meeting.held_on.desc(), Meeting.id.desc())
_OPEN = and_(Attendance.duty == Duty.ACTIVE, Attendance.mark == Mark.UNRECORDED)
_LAST = Asked(
    select(Attendance.member_id, Stay.since)
    .join(Stay, Stay.member_id == Attendance.member_id)
    .where(
        Attendance.meeting_id == select(Meeting.id).where(_EARLIER).order_by(*_NEWEST_FIRST).limit(1).scalar_subquery(),
        or_(*(Attendance.duty == duty for duty in timeline.STARTS.values()), _OPEN),
        Stay.cell_id == bindparam("cell"),
        Stay.duty == Duty.ACTIVE,
        holds_on(bindparam("day", type_=Date)),
    )
)
_ROLLS = Asked(
    select(Attendance.member_id, Attendance.duty, Meeting.held_on, Stay.duty)
    .join(Meeting, Meeting.id == Attendance.meeting_id)
    .outerjoin(Stay, ON_THE_DAY)
    .where(_EARLIER, Attendance.member_id.in_(ids("members")), ~_OPEN)
    .order_by(*_NEWEST_FIRST)
)


def left_out_before(session: Session, cell_id: int, day: date, excluded: Collection[Duty]) -> dict[int, LeftOut]:
    """Return member id → how the rolls before a day left out those whom the register has attend on that day.

    A roll on which somebody is “chưa ghi” says nothing of them: the one before it does. Not those whose time out of
    the meetings has ended in the register since, nor for a duty that is not among the `excluded`.
    """
    listed_since = dict(_LAST.rows(session, cell=cell_id, day=day))
    if not listed_since:
        return {}
    rolls: dict[int, list[tuple[Duty, date, Duty | None]]] = defaultdict(list)
    asked = json.dumps(list(listed_since))
    for member_id, written, held_on, kept in _ROLLS.rows(session, cell=cell_id, day=day, members=asked):
        rolls[member_id].append((written, held_on, kept))
    found: dict[int, LeftOut] = {}
    for member_id, ((duty, _held_on, kept), *_earlier) in rolls.items():
        if duty is Duty.ACTIVE or duty not in excluded or kept is duty:
            continue
        since = listed_since[member_id]
        for written, held_on, listed in rolls[member_id]:
            if written is not duty or listed is not Duty.ACTIVE:
                break
            since = held_on
        found[member_id] = LeftOut(duty, since)
    return found

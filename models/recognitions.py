"""Recognition as official: the date of the card and the event it belongs to, written as one (domain.md 2.6).

Who was admitted again (kết nạp lại) is on probation and recognised once more. The card has the dates of the first time
(items 12 and 27b of the member form keep them apart), so each recognition belongs to the time in which it lies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from models import deriving, events
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.tables import Event, EventKind, Member, Standing


def recognise(session: Session, member_id: int, official_on: PartialDate, paper: EventValues | None = None) -> None:
    """Set a member's official date and with it the event, whatever was written before; derive the stays anew.

    A member who came to the list already recognised is listed as official; then there is no event to bear the
    decision of `paper`. Of one admitted again by that day the card keeps what it says. Raises KnownError.
    """
    _recognise(session, events.of_member(session, member_id), member_id, official_on, paper)
    session.flush()
    deriving.derive(session, member_id)


def recognise_many(session: Session, days: Mapping[int, PartialDate]) -> None:
    """Set the official dates of members as `recognise` does, with as few queries for a list as for one of them."""
    for member_id, known in events.of_members(session, list(days)):
        _recognise(session, known, member_id, days[member_id], None)
    session.flush()
    deriving.derive(session, *days)


def time_of(known: Sequence[Event], day: date) -> Sequence[Event]:
    """Return those events of a member, given oldest first, that belong to the same time in the Party as a day."""
    again = [place for place, event in enumerate(known) if event.kind is EventKind.READMISSION]
    start = max((place for place in again if known[place].effective_on <= day), default=0)
    return known[start : min((place for place in again if known[place].effective_on > day), default=len(known))]


def _recognise(
    session: Session, known: Sequence[Event], member_id: int, official_on: PartialDate, paper: EventValues | None
) -> None:
    day = official_on.first
    known = time_of(known, day)
    for event in known:
        if event.kind is EventKind.LISTED and event.standing is not None:
            event.standing = Standing.PROBATIONARY if event.effective_on < day else None
    recognitions = [event for event in known if event.kind is EventKind.RECOGNITION]
    first = known[0] if known else None
    if first is not None and first.kind in _BRINGS_STANDING and first.effective_on >= day:
        if paper is not None and (paper.decision_number or paper.decision_on):
            raise KnownError(
                f"Đồng chí vào danh sách ngày {first.effective_on:%d/%m/%Y}, khi đã là đảng viên chính thức; "
                "hãy để trống số và ngày quyết định.",
                field="decision_number",
            )
        first.standing = Standing.OFFICIAL
        for event in recognitions:
            session.delete(event)
    else:
        event = recognitions[-1] if recognitions else Event(member_id=member_id, kind=EventKind.RECOGNITION)
        if paper is not None:
            events.fill(event, paper)
        event.effective_on, event.is_day_known = day, official_on.is_full
        event.is_month_known = official_on.month is not None
        session.add(event)
    if first is None or first.kind is not EventKind.READMISSION:
        session.get_one(Member, member_id).official_on = official_on


_BRINGS_STANDING = frozenset({EventKind.LISTED, EventKind.TRANSFER_IN, EventKind.TEMP_IN})

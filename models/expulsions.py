"""An expulsion stands in a member's history (`Event`) and among the disciplines (`Discipline`): one truth, kept alike.

The history says from when the member is off the list, the discipline for what and by whom; the decision and its days
are the same in both (domain.md 3.1, 3.4). The discipline names its event (`Discipline.event_id`). Where either was
written down alone, the other joins it when it is written: the one of the same decision, else the nearest in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import CodeItem, Discipline, Event, EventKind
from models.text import fold

CODE = "expulsion"
"""Code of the expulsion in the list `discipline_form`."""
_LIST = "discipline_form"
_APART = timedelta(days=365)
"""Two expulsions of one person lie further apart: readmission alone takes three years (domain.md 2.6)."""
_LONGEST_REASON = 200
_Row = TypeVar("_Row", Event, Discipline)


def form_id(session: Session) -> int | None:
    """Return the id of the form of discipline that is the expulsion."""
    return session.scalar(select(CodeItem.id).where(CodeItem.list_name == _LIST, CodeItem.code == CODE))


def event_of(session: Session, discipline: Discipline) -> Event | None:
    """Return the event of the expulsion that a discipline speaks of; None if it is another form, or has none."""
    return None if discipline.event_id is None else session.get(Event, discipline.event_id)


def discipline_of(session: Session, event: Event) -> Discipline | None:
    """Return the discipline of the expulsion that an event speaks of; None if it is another event, or has none."""
    if event.kind is not EventKind.EXPELLED:
        return None
    return session.scalar(select(Discipline).where(Discipline.event_id == event.id))


def join(session: Session, event: Event) -> None:
    """Write an expulsion just recorded among the disciplines, or tie it to the one that stands there alone.

    What the event does not say is taken from there. An expulsion whose day is not known makes no discipline, since that
    needs the day.
    """
    if event.kind is not EventKind.EXPELLED:
        return
    session.flush()
    found = _nearest(event, _lone_disciplines(session, event.member_id))
    if found is None:
        form = form_id(session)
        if form is None or not event.is_day_known:
            return
        found = Discipline(member_id=event.member_id, form_id=form, content=event.reason)
        session.add(found)
    else:
        event.decision_number = event.decision_number or found.decision_number
        event.decision_on = event.decision_on or found.decision_on
        event.reason = event.reason or reason_of(found.content)
        found.content = found.content or event.reason
    found.event_id = event.id
    _tell(found, event)


def tie(session: Session, discipline: Discipline) -> Event | None:
    """Tie an expulsion just written among the disciplines to the event that stands in the history alone; None: none."""
    if discipline.event_id is not None or discipline.form_id != form_id(session):
        return None
    found = _nearest(discipline, _lone_events(session, discipline.member_id))
    if found is not None:
        discipline.event_id = found.id
    return found


def part(session: Session) -> None:
    """Untie disciplines from events of another member, after one record is two again, and give each its own back.

    While they were one, an expulsion written of one of them may have joined the discipline of the other.
    """
    apart = select(Discipline, Event).join(Event, Event.id == Discipline.event_id)
    for discipline, event in session.execute(apart.where(Event.member_id != Discipline.member_id)).all():
        untie(session, discipline)
        if (own := tie(session, discipline)) is not None:
            _tell(discipline, own)
        session.flush()
        join(session, event)


def untie(session: Session, discipline: Discipline) -> None:
    """Let a discipline stand without its event, which is about to go."""
    discipline.event_id = None
    session.flush()


def take_out(session: Session, discipline: Discipline) -> None:
    """Take a discipline off the card, before the event it names may go."""
    session.delete(discipline)
    session.flush()


def follow(session: Session, event: Event, found: Discipline | None, said_before: str | None) -> None:
    """Write among the disciplines what a corrected event says now; it may be no expulsion any more, or be one now.

    `found` is the discipline that went with the event before, `said_before` its reason then: the content of the
    discipline may say more than fits there, and stays while the reason does.
    """
    if found is None:
        join(session, event)
    elif event.kind is not EventKind.EXPELLED:
        take_out(session, found)
    else:
        if event.reason != said_before:
            found.content = event.reason
        _tell(found, event)


def _tell(found: Discipline, event: Event) -> None:
    found.decision_number = event.decision_number
    found.decision_on = event.decision_on
    found.effective_on = event.effective_on
    if found.ends_on is not None and found.ends_on < found.effective_on:
        found.ends_on = None


def reason_of(content: str | None) -> str | None:
    """Return what the history can say of the content of a discipline."""
    return (content or "")[:_LONGEST_REASON].strip() or None


def _nearest(one: Event | Discipline, others: Sequence[_Row]) -> _Row | None:
    near = [other for other in others if abs(one.effective_on - other.effective_on) < _APART]
    return min(near, key=lambda other: _distance(one, other), default=None)


def _distance(one: Event | Discipline, other: Event | Discipline) -> tuple[bool, timedelta]:
    number = fold(one.decision_number or "")
    is_same_paper = bool(number) and number == fold(other.decision_number or "")
    return not is_same_paper, abs(one.effective_on - other.effective_on)


def _lone_events(session: Session, member_id: int) -> Sequence[Event]:
    query = select(Event).where(
        Event.member_id == member_id,
        Event.kind == EventKind.EXPELLED,
        ~select(Discipline.id).where(Discipline.event_id == Event.id).exists(),
    )
    return session.scalars(query.order_by(Event.effective_on, Event.id)).all()


def _lone_disciplines(session: Session, member_id: int) -> Sequence[Discipline]:
    query = (
        select(Discipline)
        .join(CodeItem, CodeItem.id == Discipline.form_id)
        .where(
            Discipline.member_id == member_id,
            Discipline.event_id.is_(None),
            CodeItem.list_name == _LIST,
            CodeItem.code == CODE,
        )
    )
    return session.scalars(query.order_by(Discipline.effective_on, Discipline.id)).all()

"""An expulsion stands in a member's history (`Event`) and among the disciplines (`Discipline`): one truth, kept alike.

The history says from when the member is off the list, the discipline for what and by whom; the decision and its days
are the same in both (domain.md 3.1, 3.4). Which two belong together is found, not stored, so that those written before
count too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

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


def form_id(session: Session) -> int | None:
    """Return the id of the form of discipline that is the expulsion."""
    return session.scalar(select(CodeItem.id).where(CodeItem.list_name == _LIST, CodeItem.code == CODE))


def event_of(session: Session, discipline: Discipline) -> Event | None:
    """Return the event of the expulsion that a discipline speaks of; None if it is another form, or has none."""
    return next((one for one, other in _pairs(session, discipline.member_id) if other is discipline), None)


def discipline_of(session: Session, event: Event) -> Discipline | None:
    """Return the discipline of the expulsion that an event speaks of; None if it is another event, or has none."""
    return next((other for one, other in _pairs(session, event.member_id) if one is event), None)


def lone(session: Session, member_id: int) -> tuple[list[Event], list[Discipline]]:
    """Return the expulsions of a member that stand in the history alone, and those among the disciplines alone."""
    pairs = _pairs(session, member_id)
    events, disciplines = _events(session, member_id), _disciplines(session, member_id)
    return (
        [one for one in events if all(one is not paired for paired, _ in pairs)],
        [one for one in disciplines if all(one is not paired for _, paired in pairs)],
    )


def join(session: Session, event: Event) -> None:
    """Write an expulsion just recorded among the disciplines, or tie it to the one that stands there already.

    What the event does not say is taken from there. An expulsion whose day is not known makes no discipline, since that
    needs the day.
    """
    if event.kind is not EventKind.EXPELLED:
        return
    session.flush()
    found = discipline_of(session, event)
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
    _tell(found, event)


def follow(session: Session, event: Event, found: Discipline | None, said_before: str | None) -> None:
    """Write among the disciplines what a corrected event says now; it may be no expulsion any more, or be one now.

    `found` is the discipline that went with the event before, `said_before` its reason then: the content of the
    discipline may say more than fits there, and stays while the reason does.
    """
    if found is None:
        join(session, event)
    elif event.kind is not EventKind.EXPELLED:
        session.delete(found)
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


def _pairs(session: Session, member_id: int) -> list[tuple[Event, Discipline]]:
    """Pair the expulsions of a member, those with one decision first, then the nearest in time."""
    events, disciplines = _events(session, member_id), _disciplines(session, member_id)
    near = sorted(
        (_distance(one, other), place, spot)
        for place, one in enumerate(events)
        for spot, other in enumerate(disciplines)
        if abs(one.effective_on - other.effective_on) < _APART
    )
    found: dict[int, int] = {}
    for _, place, spot in near:
        if place not in found and spot not in found.values():
            found[place] = spot
    return [(events[place], disciplines[spot]) for place, spot in found.items()]


def _distance(event: Event, discipline: Discipline) -> tuple[bool, timedelta]:
    number = fold(event.decision_number or "")
    is_same_paper = bool(number) and number == fold(discipline.decision_number or "")
    return not is_same_paper, abs(event.effective_on - discipline.effective_on)


def _events(session: Session, member_id: int) -> Sequence[Event]:
    query = select(Event).where(Event.member_id == member_id, Event.kind == EventKind.EXPELLED)
    return session.scalars(query.order_by(Event.effective_on, Event.id)).all()


def _disciplines(session: Session, member_id: int) -> Sequence[Discipline]:
    query = (
        select(Discipline)
        .join(CodeItem, CodeItem.id == Discipline.form_id)
        .where(Discipline.member_id == member_id, CodeItem.list_name == _LIST, CodeItem.code == CODE)
    )
    return session.scalars(query.order_by(Discipline.effective_on, Discipline.id)).all()

"""Ngày vào Đảng and ngày chính thức stand on the card and in the events; they are one fact, kept in step here.

Whoever corrects the card moves the event, whoever corrects the event moves the card (models.events). What bears a
decision is taken back where it was written, never by emptying a field of the card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from sqlalchemy.orm import Session

from models import deriving, events, membership_rules, recognitions, stays, timeline
from models.dates import PartialDate
from models.errors import KnownError
from models.membership_rules import TermBook
from models.tables import Event, EventKind, Member, Standing


@dataclass(frozen=True)
class CardDates:
    """The dates of a card that events know of too."""

    admitted_on: PartialDate | None
    official_on: PartialDate | None
    admission_decided_on: PartialDate | None
    admission_ceremony_on: PartialDate | None

    @classmethod
    def of(cls, member: Member) -> CardDates:
        """Read them from a member."""
        return cls(member.admitted_on, member.official_on, member.admission_decided_on, member.admission_ceremony_on)


def follow(session: Session, member: Member, before: CardDates, *, on: date) -> None:
    """Bring the events of a member in line with a card corrected on a day, and derive the stays anew.

    Raises KnownError naming the field of the card that the member's history cannot follow.
    """
    field = "admitted_on" if CardDates.of(member).admitted_on != before.admitted_on else "official_on"
    try:
        follow_all(session, {member.id: before}, on=on)
    except KnownError as error:
        raise KnownError(error.message, field=field if error.field == "on" else error.field) from error


def follow_all(session: Session, before: Mapping[int, CardDates], *, on: date) -> None:
    """Bring the events of members in line with their cards, each given with what stood there before.

    With few queries, however many they are. Raises KnownError; of many members, it names whom it speaks of.
    """
    now_of = {member_id: CardDates.of(session.get_one(Member, member_id)) for member_id in before}
    recognised = {
        member_id: now.official_on
        for member_id, now in now_of.items()
        if now.official_on is not None and now.official_on != before[member_id].official_on
    }
    moved = [
        member_id
        for member_id, now in now_of.items()
        if now != replace(was := before[member_id], official_on=recognised.get(member_id, was.official_on))
    ]
    terms = membership_rules.book(session)
    for member_id, known in events.of_members(session, moved):
        member, was, now = session.get_one(Member, member_id), before[member_id], now_of[member_id]
        admission = next((event for event in reversed(known) if event.kind is EventKind.ADMISSION), None)
        is_anew = False
        if now.admitted_on != was.admitted_on:
            if admission is not None:
                _move(admission, now.admitted_on)
            elif now.admitted_on is not None:
                is_anew = _begin_anew(session, member, known, on, terms)
                if not is_anew:
                    _move_listed(session, known, was.admitted_on, now.admitted_on, on, terms)
        if admission is not None:
            admission.decision_on = _full(now.admission_decided_on, admission.decision_on, was.admission_decided_on)
            admission.ceremony_on = _full(now.admission_ceremony_on, admission.ceremony_on, was.admission_ceremony_on)
        if now.official_on is None and was.official_on is not None and not is_anew:
            _take_back_recognition(session, member, recognitions.time_of(known, was.official_on.first), on, terms)
    session.flush()
    deriving.derive(session, *(member_id for member_id in moved if member_id not in recognised))
    stays.recognise_many(session, recognised)


def _move(admission: Event, to: PartialDate | None) -> None:
    """Move the admission to another day; one known to the month only is no other day than one within that month."""
    if to is None:
        raise KnownError(
            f"Ngày vào Đảng đã ghi bằng biến động “Kết nạp” ngày {admission.effective_on:%d/%m/%Y}; muốn bỏ thì bỏ "
            "biến động đó ở thẻ Quá trình.",
            field="admitted_on",
        )
    if to.is_full or not to.first <= admission.effective_on <= to.last:
        admission.effective_on, admission.is_day_known = to.first, to.is_full
        admission.is_month_known = to.month is not None


def _begin_anew(session: Session, member: Member, known: Sequence[Event], on: date, terms: TermBook) -> bool:
    """Begin a member's history at the admission, if no paper ever gave a day of it; tell whether that was so.

    What was written of later days stays as it is; an admission that would reach into it begins nothing anew.
    """
    spells = timeline.spells(map(events.step_of_row, known))
    last = spells[-1] if spells else None
    if last is None or last.until is not None or any(one.is_since_known for one in spells):
        return False
    if any(one.cell_id != last.cell_id for one in spells):
        return False
    found = list(takewhile(_is_only_found, known))
    later = known[len(found) :]
    if not found or any(event.kind is EventKind.RECOGNITION or event.standing for event in later):
        return False
    duty = timeline.spells(map(events.step_of_row, found))[-1].duty
    wanted = stays.listed(
        stays.Life(member.admitted_on, member.official_on), last.cell_id, on=on, terms=terms, duty=duty
    )
    if later and wanted[-1].effective_on >= later[0].effective_on:
        return False
    events.write_anew(session, member.id, found, wanted)
    return True


def _is_only_found(event: Event) -> bool:
    """Tell whether an event says no more than how somebody was found on a list."""
    is_listing = event.kind in (EventKind.LISTED, EventKind.RECOGNITION)
    return is_listing and not (event.decision_number or event.decision_on or event.reason)


def _move_listed(
    session: Session, known: Sequence[Event], old: PartialDate | None, to: PartialDate, on: date, terms: TermBook
) -> None:
    """Move the start of one who was found on a list, if it is only the earliest day it can be: the admission."""
    first = known[0] if known else None
    if first is None or first.is_day_known or first.kind is not EventKind.LISTED:
        return
    if old is None or first.effective_on != old.first:
        return
    first.effective_on = to.first
    turn, wanted = map(terms.probation_ends, (old, to))
    for event in known[1:]:
        if event.kind is EventKind.LISTED and not event.is_day_known and event.effective_on == turn:
            if wanted > on:
                session.delete(event)  # the probation still runs
            else:
                event.effective_on = wanted


def _full(day: PartialDate | None, told: date | None, before: PartialDate | None) -> date | None:
    """Return what the event is to say of a day of the card: nothing unless it is known to the day."""
    if day == before:
        return told
    return day.first if day is not None and day.is_full else None


def _take_back_recognition(session: Session, member: Member, known: Sequence[Event], on: date, terms: TermBook) -> None:
    """Leave a member with the standing that the admission alone proves. Raises KnownError if a decision says more."""
    for event in known:
        if event.kind is not EventKind.RECOGNITION:
            if event.standing is Standing.OFFICIAL:
                event.standing = stays.standing_from(member.admitted_on, None, event.effective_on, terms)
        elif event.decision_number or event.decision_on:
            raise KnownError(
                f"Công nhận chính thức ngày {event.effective_on:%d/%m/%Y} đã ghi kèm quyết định; muốn bỏ thì bỏ biến "
                "động đó ở thẻ Quá trình.",
                field="official_on",
            )
        else:
            session.delete(event)
    first = known[0] if known else None
    if member.admitted_on is not None and first is not None and first.kind is EventKind.LISTED:
        turn = terms.probation_ends(member.admitted_on)
        if first.standing is Standing.PROBATIONARY and first.effective_on < turn <= on:
            doubt = Event(member_id=member.id, kind=EventKind.LISTED, effective_on=turn, is_day_known=False)
            doubt.standing = Standing.UNKNOWN
            session.add(doubt)

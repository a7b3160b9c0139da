"""Who had an event of some kinds in a period, with what a list of them shows (domain.md 7.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import called, cells, codes, stays
from models.dates import PartialDate, Period, as_known, day_told
from models.indicators.facts import Facts
from models.indicators.scope import Scope
from models.tables import Event, EventKind, Flaw, Gender, Member, Stay

LEAVING = frozenset(
    {EventKind.TRANSFER_OUT, EventKind.DIED, EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.RESIGNED}
)


@dataclass(frozen=True)
class EventLine:
    """An event with the member; `cell` is the one they were in then, that which they left where they left.

    `on` is a month or a year where no more is known, None where only the earliest day is. `is_by_card`: no event is
    written, the card gives the day.
    """

    member_id: int
    full_name: str
    born_on: PartialDate | None
    gender: Gender | None
    admitted_on: PartialDate | None
    official_on: PartialDate | None
    ethnic: str
    cell_id: int | None
    cell: str
    kind: EventKind
    on: date | PartialDate | None
    decision_number: str
    decision_on: date | None
    ceremony_on: date | None
    place: str
    reason: str
    is_by_card: bool = False
    flaw: Flaw | None = None


_ON_CARD = {
    EventKind.ADMISSION: frozenset({EventKind.ADMISSION, EventKind.READMISSION}),
    EventKind.RECOGNITION: frozenset({EventKind.RECOGNITION}),
}
"""What a card tells of → the events that tell the same."""
_COUNTED = frozenset[EventKind]().union(*_ON_CARD.values())


def rows(session: Session, period: Period, kinds: Collection[EventKind]) -> list[EventLine]:
    """Return the events of some kinds in a period, by day and name.

    Those whose admission or recognition only their card tells of are among them, as the statistics count them.
    """
    query = (
        select(Event, Member, called.name_on(Event.effective_on.expression))
        .join(Member, Member.id == Event.member_id)
        .where(Event.kind.in_(kinds), Event.effective_on.between(period.first, period.last))
        .order_by(Event.effective_on, Member.name_sort, Event.id)
    )
    found = session.execute(query).all()
    where = _cells(session, {member.id for _event, member, _name in found})
    names, ethnic = cells.names(session, period.last), codes.labels(session, codes.ETHNIC)
    placed: list[tuple[date, str, EventLine]] = []
    for event, member, name in found:
        day = event.effective_on - stays.ONE_DAY if event.kind in LEAVING else event.effective_on
        cell_id = next((stay.cell_id for stay in where[member.id] if _holds(stay, day)), event.cell_id)
        line = EventLine(
            member_id=member.id,
            full_name=name,
            born_on=member.born_on,
            gender=member.gender,
            admitted_on=member.admitted_on,
            official_on=member.official_on,
            ethnic=ethnic.get(member.ethnic_id or 0, ""),
            cell_id=cell_id,
            cell=cells.short_name(names.get(cell_id, "")) if cell_id is not None else "",
            kind=event.kind,
            on=event.effective_on if event.is_day_known else _as_told(event, member),
            decision_number=event.decision_number or "",
            decision_on=event.decision_on,
            ceremony_on=event.ceremony_on,
            place=event.place or "",
            reason=event.reason or "",
            flaw=event.flaw,
        )
        placed.append((event.effective_on, member.name_sort, line))
    told = [line for _day, _name, line in placed]
    for kind in (one for one in _ON_CARD if one in kinds):
        known = {line.member_id for line in told if line.kind in _ON_CARD[kind]}
        for card, day, line in _by_card(session, period, kind, names, ethnic):
            if line.member_id not in known:
                placed.append((day.first, card.name_sort, line))
    return [line for _day, _name, line in sorted(placed, key=itemgetter(0, 1))]


def _as_told(event: Event, member: Member) -> PartialDate | None:
    """Return the day of an event known by its month or year, as it was told; the card may give the day within it.

    An admission or recognition counts in that month or year (models.indicators.dated), so it is what is known of it.
    """
    told = day_told(event.effective_on, event.is_day_known, event.is_month_known)
    if event.kind not in _COUNTED:
        return told
    day = told or as_known(event.effective_on, event.is_day_known, event.is_month_known)
    card = {EventKind.ADMISSION: member.admitted_on, EventKind.RECOGNITION: member.official_on}.get(event.kind)
    month = as_known(event.effective_on.replace(day=1), is_day_known=False)
    if card is not None and card.iso.startswith(month.iso):
        return card
    return None if day.is_full else day


def _by_card(
    session: Session, period: Period, kind: EventKind, names: Mapping[int, str], ethnic: Mapping[int, str]
) -> Iterator[tuple[Member, PartialDate, EventLine]]:
    """Yield who was admitted or recognised in a period, by event or by card, each with the card and the day."""
    facts = Facts(session, Scope(period, period.last))
    found = facts.admitted if kind is EventKind.ADMISSION else facts.recognised
    cards = {one.id: one for one in session.scalars(select(Member).where(Member.id.in_([row.id for row in found])))}
    for row in found:
        card = cards[row.id]
        if row.is_sure:
            line = EventLine(
                member_id=row.id,
                full_name=row.full_name,
                born_on=row.born_on,
                gender=row.gender,
                admitted_on=card.admitted_on,
                official_on=card.official_on,
                ethnic=ethnic.get(card.ethnic_id or 0, ""),
                cell_id=row.cell_id,
                cell=cells.short_name(names.get(row.cell_id, "")),
                kind=kind,
                on=row.day,
                decision_number="",
                decision_on=None,
                ceremony_on=None,
                place="",
                reason="",
                is_by_card=True,
            )
            yield card, row.day, line


def _cells(session: Session, member_ids: Collection[int]) -> dict[int, list[Stay]]:
    found: dict[int, list[Stay]] = defaultdict(list)
    for stay in session.scalars(select(Stay).where(Stay.member_id.in_(member_ids))):
        found[stay.member_id].append(stay)
    return found


def _holds(stay: Stay, day: date) -> bool:
    return stay.since <= day and (stay.until is None or stay.until >= day)

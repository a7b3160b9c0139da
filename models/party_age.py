"""Tuổi Đảng: full years and months in the Party on a day (domain.md 2.6)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, or_, select
from sqlalchemy.orm import Session

from models.asking import Asked, ids
from models.dates import PartialDate, add_months
from models.tables import Event, EventKind, Member

_OUT = frozenset({EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.RESIGNED})


@dataclass(frozen=True)
class Gap:
    """A time outside the Party that does not count; `back` None while it lasts."""

    out: date
    back: date | None = None


@dataclass(frozen=True)
class PartyAge:
    """A member's Party age: full months up to a day, and the day they count from, interruptions taken off.

    `is_exact` is false when the day of admission is known by its month or year only. `ended_on` is the day from
    which no more counts (khai trừ, xóa tên, xin ra, từ trần), None while it goes on.
    """

    months: int
    counted_from: date
    is_exact: bool = True
    is_overridden: bool = False
    ended_on: date | None = None

    @property
    def years(self) -> int:
        """Full years."""
        return self.months // 12

    def __str__(self) -> str:
        """“32 năm 5 tháng”."""
        years, months = divmod(self.months, 12)
        parts = [f"{years} năm"] if years else []
        if months or not years:
            parts.append(f"{months} tháng")
        return " ".join(parts)

    def reaches(self, years: int) -> date | None:
        """The day so many full years are reached, None if the age stopped before."""
        day = add_months(self.counted_from, 12 * years)
        return None if self.ended_on is not None and day > self.ended_on else day


def full_months(first: date, day: date) -> int:
    """Return how many full months lie between two days, 0 if the second comes first."""
    if day <= first:
        return 0
    months = (day.year - first.year) * 12 + day.month - first.month
    return months if add_months(first, months) <= day else months - 1


def counted_from(first: date, gaps: Iterable[Gap]) -> date:
    """Return the day a Party age counts from once past interruptions are taken off; `gaps` in their order.

    What had been reached on leaving, in months and days, is what one comes back with, so that the age never falls.
    """
    for gap in gaps:
        if gap.back is None or gap.out <= first:
            continue
        months = full_months(first, gap.out)
        rest = gap.out - add_months(first, months)
        first = add_months(gap.back, -months) - rest
    return first


def age(first: PartialDate, gaps: Collection[Gap], on: date, *, is_overridden: bool = False) -> PartyAge:
    """Return the Party age on a day from the day of admission (or of the override) and the times outside the Party.

    An override says all there is to say of interruptions that are over; one that begins later still stops the age.
    """
    over = [gap for gap in gaps if gap.back is not None and gap.back <= on and not is_overridden]
    start = counted_from(first.first, over)
    ended = next((gap.out for gap in gaps if gap.out <= on and (gap.back is None or gap.back > on)), None)
    return PartyAge(full_months(start, min(on, ended) if ended else on), start, first.is_full, is_overridden, ended)


def ages(session: Session, on: date, member_ids: Collection[int] | None = None) -> dict[int, PartyAge]:
    """Return member id → Party age on a day, of all or of some; those whose admission nobody has written are missing.

    It counts from the day of the decision on admission, else from the day on the card.
    """
    gaps = _gaps(session, on, member_ids)
    asked = _CARDS if member_ids is None else _CARDS_OF
    found: dict[int, PartyAge] = {}
    for member_id, admitted, decided, override in asked.rows(session, those=_listed(member_ids)):
        first = override or decided or admitted
        if first is not None and first.first <= on:
            found[member_id] = age(first, gaps.get(member_id, ()), on, is_overridden=override is not None)
    return found


def _gaps(session: Session, on: date, member_ids: Collection[int] | None) -> dict[int, list[Gap]]:
    """Return the times outside the Party known by a day."""
    asked = _EVENTS if member_ids is None else _EVENTS_OF
    found: dict[int, list[Gap]] = defaultdict(list)
    for member_id, kind, day in asked.rows(session, day=on, those=_listed(member_ids)):
        _go_on(found[member_id], kind, day)
    return found


def _go_on(mine: list[Gap], kind: EventKind, day: date) -> None:
    """Let an event begin or end a time outside the Party; one whose membership was restored was never outside."""
    is_out = bool(mine) and mine[-1].back is None
    if kind in _OUT or kind is EventKind.DIED:
        if not is_out:
            mine.append(Gap(day))
    elif is_out and kind is EventKind.RESTORED:
        mine.pop()
    elif is_out:
        mine[-1] = Gap(mine[-1].out, day)


class Ages:
    """The Party ages of everybody, on any day: read once, where a list has a day of its own for each member."""

    def __init__(self, session: Session) -> None:
        self._cards = {key: (*days, override) for key, *days, override in _CARDS.rows(session, those=_listed(None))}
        self._events: dict[int, list[tuple[EventKind, date]]] = defaultdict(list)
        for member_id, kind, day in _EVENTS.rows(session, day=date.max, those=_listed(None)):
            self._events[member_id].append((kind, day))

    def of(self, member_id: int, on: date) -> PartyAge | None:
        """Return the Party age of a member on a day as `ages` does, None if nobody has written the admission."""
        admitted, decided, override = self._cards[member_id]
        first: PartialDate | None = override or decided or admitted
        if first is None or first.first > on:
            return None
        gaps: list[Gap] = []
        for kind, day in self._events.get(member_id, ()):
            if day <= on:
                _go_on(gaps, kind, day)
        return age(first, gaps, on, is_overridden=override is not None)


def _listed(member_ids: Collection[int] | None) -> str:
    return json.dumps([*(member_ids or ())])


_KINDS = (*_OUT, EventKind.DIED, EventKind.READMISSION, EventKind.RESTORED, EventKind.TRANSFER_IN)
_ALL_CARDS = select(Member.id, Member.admitted_on, Member.admission_decided_on, Member.party_age_from)
_ALL_EVENTS = (
    select(Event.member_id, Event.kind, Event.effective_on)
    .where(or_(*(Event.kind == kind for kind in _KINDS)), Event.effective_on <= bindparam("day", type_=Date))
    .order_by(Event.member_id, Event.effective_on, Event.id)
)
_CARDS, _CARDS_OF = Asked(_ALL_CARDS), Asked(_ALL_CARDS.where(Member.id.in_(ids("those"))))
_EVENTS, _EVENTS_OF = Asked(_ALL_EVENTS), Asked(_ALL_EVENTS.where(Event.member_id.in_(ids("those"))))

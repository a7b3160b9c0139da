"""Official dates nobody wrote: offered as admission + probation, written only when the officer says so (domain.md 2.6).

Recognition counts from the day the probation ended, whenever the cell decided; so the date can be proposed, but
that it was granted at all is for the officer to know.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from models import membership_rules, stays
from models.dates import PartialDate
from models.errors import KnownError
from models.membership_rules import TermBook
from models.progress import SILENT, Progress
from models.tables import Cell, Duty, Event, EventKind, Member, Stay


@dataclass(frozen=True, slots=True)
class OfficialOffer:
    """A member without an official date whose probation is over, and the date proposed."""

    member_id: int
    full_name: str
    cell_id: int
    cell: str
    admitted_on: PartialDate
    official_on: PartialDate


def proposed(admitted: PartialDate, on: date, terms: TermBook) -> PartialDate | None:
    """Return the end of the probation, as exact as the admission is known; None if it may lie after day `on`."""
    day = terms.probation_ends(admitted)
    month = day.month if admitted.month else None
    official = PartialDate(day.year, month, day.day if admitted.is_full else None)
    return official if official.last <= on else None


def too_early(admitted: PartialDate, official: PartialDate, terms: TermBook) -> date | None:
    """Return the end of a probation that was certainly not over on an official date; None where it may have been."""
    ends = terms.probation_ends(admitted)
    return ends if official.last < ends else None


def first_time(on: date) -> ColumnElement[bool]:
    """Who was not admitted again by a day: of the others the dates of the card speak of no probation of now."""
    again = (Event.member_id == Member.id, Event.kind == EventKind.READMISSION, Event.effective_on <= on)
    return ~exists().where(*again)


def offer_official_dates(session: Session, on: date) -> list[OfficialOffer]:
    """Return who is on the lists on a day without an official date though the probation is over, by cell and name."""
    terms = membership_rules.book(session)
    query = (
        select(Member.id, Member.full_name, Cell.id, Cell.name, Member.admitted_on)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(
            stays.holds_on(on),
            Stay.duty != Duty.GUEST,
            Member.official_on.is_(None),
            Member.admitted_on.is_not(None),
            first_time(on),
        )
        .order_by(Cell.sort_order, Cell.id, Member.name_sort, Member.id)
    )
    return [
        OfficialOffer(member_id, name, cell_id, cell, admitted, official)
        for member_id, name, cell_id, cell, admitted in session.execute(query)
        if admitted is not None and (official := proposed(admitted, on, terms)) is not None
    ]


def write_official_dates(session: Session, member_ids: Iterable[int], on: date, *, progress: Progress = SILENT) -> int:
    """Write the proposed official date of the members named and set their standing right; return how many.

    Raises KnownError if one of them is no longer among those offered: the register changed since the list was shown.
    """
    offers = {offer.member_id: offer for offer in offer_official_dates(session, on)}
    wanted = list(dict.fromkeys(member_ids))
    if any(member_id not in offers for member_id in wanted):
        raise KnownError("Danh sách đã thay đổi sau khi được đưa ra; hãy xem lại danh sách rồi ghi.")
    for done, member_id in enumerate(wanted):
        progress.step(done, len(wanted), offers[member_id].full_name)
        stays.recognise(session, member_id, offers[member_id].official_on)
    return len(wanted)

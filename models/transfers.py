"""Transfers out of the commune: whose arrival nobody has confirmed in time, and writing that it was (domain.md 3.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models import known
from models.dates import add_months
from models.errors import KnownError
from models.known import Known
from models.tables import Event, EventKind, Member, Stay

LOOK_BACK_MONTHS = 12
"""Older transfers are left alone: registers kept before confirmations were written would be nothing but alarms."""


@dataclass(frozen=True)
class TransferLine:
    """A member who went to another Party body, and the last working day on which the arrival was due.

    `since` is the day of the letter (giấy giới thiệu), else the day from which they were off the list here.
    """

    event_id: int
    member_id: int
    full_name: str
    cell_id: int
    since: date
    letter_number: str
    place: str
    due_on: date


def unconfirmed(session: Session, on: date, by: Known | None = None) -> list[TransferLine]:
    """Return the transfers out of the last twelve months that are overdue on a day, the oldest first.

    Those who have come back since are left out; somebody is to be asked after them now, by the names of today. `by`
    saves asking for the rules anew.
    """
    later = aliased(Event)
    has_later = (
        select(later.id)
        .where(later.member_id == Event.member_id, later.effective_on >= Event.effective_on, later.id != Event.id)
        .exists()
    )
    stay = aliased(Stay)
    last_stay = select(func.max(stay.id)).where(stay.member_id == Event.member_id).scalar_subquery()
    query = (
        select(
            *(Event.id, Event.member_id, Member.full_name, Stay.cell_id, Event.effective_on),
            *(Event.decision_on, Event.decision_number, Event.place),
        )
        .join(Member, Member.id == Event.member_id)
        .join(Stay, Stay.id == last_stay)
        .where(
            Event.kind == EventKind.TRANSFER_OUT,
            Event.effective_on.between(add_months(on, -LOOK_BACK_MONTHS), on),
            (Event.confirmed_on.is_(None)) | (Event.confirmed_on > on),
            ~has_later,
        )
        .order_by(Event.effective_on, Event.id)
    )
    by = by or known.read(session)
    found: list[TransferLine] = []
    for event_id, member_id, name, cell_id, effective_on, decision_on, letter, place in session.execute(query):
        since = decision_on or effective_on
        due = by.days.add_working_days(since, by.terms.on(since).transfer_days)
        if due < on:
            found.append(
                TransferLine(
                    event_id=event_id,
                    member_id=member_id,
                    full_name=name,
                    cell_id=cell_id,
                    since=since,
                    letter_number=letter or "",
                    place=place or "",
                    due_on=due,
                )
            )
    return sorted(found, key=lambda line: line.due_on)


def confirm(session: Session, lines: Iterable[TransferLine], on: date) -> None:
    """Write that the members arrived on a day, as the Party body that they went to says.

    Raises KnownError naming whom if one of them had not left by then.
    """
    from models import events  # the start of the window asks for the list alone

    for line in lines:
        (event,) = (one for one in events.history(session, line.member_id) if one.id == line.event_id)
        try:
            events.correct(session, line.event_id, replace(event.values, confirmed_on=on))
        except KnownError as error:
            raise KnownError(f"{line.full_name}: {error.message}", field=error.field) from error

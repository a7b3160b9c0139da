"""Dated rules of admitting, recognising and transferring members: the day spoken of picks the card (domain.md 0.1)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.dates import PartialDate, add_months
from models.errors import KnownError
from models.tables import MembershipRule
from models.text import clean

MOST = 1200
"""No limit of the rules is longer, in months or working days."""


@dataclass(frozen=True)
class TermValues:
    """What a card says: ages in full years, `…_months` in months, `…_days` in working days."""

    document: str
    least_age: int = 18
    most_age: int = 60
    introducer_months: int = 12
    readmission_months: int = 36
    certificate_months: int = 60
    certificate_notice_months: int = 6
    ceremony_days: int = 30
    consider_days: int = 30
    transfer_days: int = 60
    probation_months: int = 12

    def certificate_until(self, given_on: date) -> date:
        """Return the last day on which a certificate of a day is good: the same day so many months later."""
        return add_months(given_on, self.certificate_months)

    def certificate_notice_from(self, given_on: date) -> date:
        """Return the day from which a certificate is said to run out soon."""
        return add_months(self.certificate_until(given_on), -self.certificate_notice_months)


@dataclass(frozen=True)
class Terms:
    """A card and the day from which it holds."""

    id: int
    effective_from: date
    values: TermValues


class TermBook:
    """All cards, for picking by date without another query."""

    def __init__(self, cards: list[Terms]) -> None:
        self.cards = sorted(cards, key=lambda card: card.effective_from)
        self._starts = [card.effective_from for card in self.cards]

    def card_on(self, day: date) -> Terms:
        """Return the card in force on a day; the first one also serves the days before it."""
        return self.cards[max(0, bisect_right(self._starts, day) - 1)]

    def on(self, day: date) -> TermValues:
        """Return what holds on a day."""
        return self.card_on(day).values

    def probation_ends(self, admitted: PartialDate) -> date:
        """Return the first day after the probation of somebody admitted on a day, by what held on that day."""
        return add_months(admitted.first, self.on(admitted.first).probation_months)


NUMBERS = tuple(field.name for field in fields(TermValues) if field.name != "document")
"""The fields that are numbers."""


def book(session: Session) -> TermBook:
    """Return the cards of the data file; without any, what the program was made with."""
    cards = [_card(row) for row in session.scalars(select(MembershipRule))]
    return TermBook(cards or [Terms(0, date.min, TermValues(""))])


def _card(row: MembershipRule) -> Terms:
    values = {name: getattr(row, name) for name in NUMBERS}
    return Terms(row.id, row.effective_from, TermValues(row.document, **values))


def save(session: Session, effective_from: date, values: TermValues) -> None:
    """Write the card that holds from a day on: that of the very day is changed, else a new one is made.

    Raises KnownError naming the field that cannot be so.
    """
    document = clean(values.document)
    if not document:
        raise KnownError("Hãy ghi văn bản quy định.", field="document")
    for name in NUMBERS:
        if not 0 <= getattr(values, name) <= MOST:
            raise KnownError(f"Hãy ghi số từ 0 đến {MOST}.", field=name)
    if not values.probation_months:
        raise KnownError("Hãy ghi thời gian dự bị, ví dụ 12 tháng.", field="probation_months")
    if values.least_age >= values.most_age:
        raise KnownError("Tuổi cao nhất phải lớn hơn tuổi thấp nhất.", field="most_age")
    row = session.scalar(select(MembershipRule).where(MembershipRule.effective_from == effective_from))
    if row is None:
        session.add(row := MembershipRule(effective_from=effective_from))
    row.document = document
    for name in NUMBERS:
        setattr(row, name, getattr(values, name))

"""Dated cards of which shares votes need; the day of the meeting picks the card (domain.md 4.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.errors import KnownError
from models.tables import Comparator, VoteKind, VoteRule
from models.text import clean

_SHARE = re.compile(r"([1-9]\d?)\s*/\s*([1-9]\d?)")


@dataclass(frozen=True)
class Threshold:
    """A share of the base, 0–1; `is_strict`: more than it."""

    text: str
    is_strict: bool

    @property
    def share(self) -> Fraction:
        """The share as a number."""
        return Fraction(self.text)

    @property
    def words(self) -> str:
        """“quá 1/2”, “từ 2/3”."""
        return f"quá {self.text}" if self.is_strict else f"từ {self.text}"


@dataclass(frozen=True)
class VoteRuleRow:
    """A card: what simple and special votes need, the quorum, whether the suspended stand in the base."""

    id: int
    effective_from: date
    document: str
    simple: Threshold
    special: Threshold
    quorum_text: str
    counts_suspended: bool

    def threshold(self, kind: VoteKind) -> Threshold:
        """Return what a kind of vote needs."""
        return self.simple if kind is VoteKind.SIMPLE else self.special

    @property
    def quorum(self) -> Fraction:
        """The share of official members that must be there, 0–1."""
        return Fraction(self.quorum_text)


def rows(session: Session) -> list[VoteRuleRow]:
    """Return every card, the oldest first."""
    return [
        VoteRuleRow(
            key,
            effective_from,
            document,
            Threshold(simple, simply is Comparator.MORE_THAN),
            Threshold(special, specially is Comparator.MORE_THAN),
            quorum,
            counts_suspended,
        )
        for key, effective_from, document, simple, simply, special, specially, quorum, counts_suspended in _CARDS.rows(
            session
        )
    ]


_CARDS = Asked(
    select(
        VoteRule.id,
        VoteRule.effective_from,
        VoteRule.document,
        VoteRule.simple_share,
        VoteRule.simple_comparator,
        VoteRule.special_share,
        VoteRule.special_comparator,
        VoteRule.quorum_share,
        VoteRule.counts_suspended,
    ).order_by(VoteRule.effective_from)
)


def on(session: Session, day: date) -> VoteRuleRow:
    """Return the card in force on a day; the first card also serves the days before it."""
    found = rows(session)
    return next((row for row in reversed(found) if row.effective_from <= day), found[0])


@dataclass(frozen=True)
class VoteRuleValues:
    """What the office writes on a card; shares as typed, “2/3”."""

    document: str
    simple: str
    is_simple_strict: bool
    special: str
    is_special_strict: bool
    quorum: str
    counts_suspended: bool


def save(session: Session, effective_from: date, values: VoteRuleValues) -> None:
    """Write the card that holds from a day on: the one of that very day is changed, else a new version is made.

    Raises KnownError naming the field.
    """
    document = clean(values.document)[:200]
    if not document:
        raise KnownError("Hãy ghi văn bản quy định.", field="document")
    row = session.scalar(select(VoteRule).where(VoteRule.effective_from == effective_from))
    if row is None:
        row = VoteRule(effective_from=effective_from)
    row.document = document
    row.simple_share, row.simple_comparator = _share(values.simple, "simple"), _comparator(values.is_simple_strict)
    row.special_share, row.special_comparator = _share(values.special, "special"), _comparator(values.is_special_strict)
    row.quorum_share = _share(values.quorum, "quorum")
    row.counts_suspended = values.counts_suspended
    session.add(row)


def _comparator(is_strict: bool) -> Comparator:
    return Comparator.MORE_THAN if is_strict else Comparator.AT_LEAST


def _share(text: str, field: str) -> str:
    found = _SHARE.fullmatch(clean(text))
    if found is None or not Fraction(int(found[1]), int(found[2])) <= 1:
        raise KnownError("Hãy ghi phần số đảng viên dạng 1/2, 2/3, 3/4.", field=field)
    return f"{found[1]}/{found[2]}"

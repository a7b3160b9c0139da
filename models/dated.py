"""Versions of a rule by date: the day spoken of picks the one in force (domain.md 10)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Generic, Protocol, TypeVar


class Version(Protocol):
    """A version of a rule and the first day on which it holds."""

    @property
    def effective_from(self) -> date:
        """The first day."""
        ...


Card = TypeVar("Card", bound=Version)


class DatedBook(Generic[Card]):
    """All versions of a rule, for picking by date without another query."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.cards = sorted(cards, key=lambda card: card.effective_from)
        self._starts = [card.effective_from for card in self.cards]

    @property
    def days(self) -> frozenset[date]:
        """The first days of the versions."""
        return frozenset(self._starts)

    def card_on(self, day: date) -> Card:
        """Return the version in force on a day; the first one also serves the days before it."""
        return self.cards[max(0, bisect_right(self._starts, day) - 1)]

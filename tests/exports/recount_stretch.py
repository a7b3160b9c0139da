"""A time whose indicators are counted a second time, and what its parts have in common."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import NamedTuple

from tests.exports.raw_book import Book, is_alive
from tests.exports.recount import Period
from tests.exports.recount_months import Row
from tests.exports.recount_office import Office


class Told(NamedTuple):
    """What an indicator comes to: how many, out of how many (None: no such), and of how many no paper says."""

    many: int
    of: int | None = None
    unknown: int = 0


class Stretch:
    """A period as known on a day; `is_running` while days of it are still to come."""

    def __init__(self, book: Book, first: date, last: date, today: date) -> None:
        self.book, self.first, self.last, self.today = book, first, last, today
        self.day, self.is_running = min(last, today), today < last
        self.now = Period(book, first, last, today)
        self.office = Office(book, self.day, self.day)
        self.months = self.office.months

    def is_in(self, text: str | None) -> bool:
        """Whether a day, month or year sorts among the days that have come."""
        return text is not None and self.first.isoformat() <= text <= self.day.isoformat()

    def rule(self, day: date) -> Row:
        """Return the card of membership in force on a day."""
        cards = sorted(self.book.table("membership_rule"), key=lambda row: row["effective_from"])
        return next((row for row in reversed(cards) if row["effective_from"] <= day.isoformat()), cards[0])

    @cached_property
    def alive(self) -> list[Row]:
        """The cells there on the day."""
        return [row for row in self.book.table("cell") if is_alive(row, self.day)]

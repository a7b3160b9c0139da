"""The order of the member table: by what the data file sorts itself, and by what only the screen knows of a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from models import members
from models.members import MemberFilter, MemberRow
from models.text import fold
from ui.members.columns import FIELDS
from ui.members.words import Lookup

if TYPE_CHECKING:
    from models.database import Database

BY_NAME = "full_name"
_BY_LOOKUP = ("position", "party_age", *FIELDS)


@dataclass(frozen=True, slots=True)
class Order:
    """A column and its direction; by name where nothing else was asked for."""

    column: str = BY_NAME
    is_descending: bool = False

    @classmethod
    def by(cls, column: str, is_descending: bool) -> Order:
        """Return the order asked for, the first one for a column that cannot be sorted by."""
        return cls(column, is_descending) if column in members.ORDERS or column in _BY_LOOKUP else cls()

    def search(self, db: Database, text: str, on: date, narrow: MemberFilter, lookup: Lookup) -> list[MemberRow]:
        """Return the members that search and filters leave, in this order."""
        first = self if self.column in members.ORDERS else Order()
        with db.read() as session:
            rows = members.search(
                session, text, on=on, narrow=narrow, order=first.column, is_descending=first.is_descending
            )
        if first is self:
            return rows
        if self.column == "position":  # few hold one, so the rest stays in the order of names
            rows.sort(key=lambda row: lookup.rank(row.id), reverse=self.is_descending)
        elif self.column == "party_age":
            rows.sort(key=lambda row: -age.months if (age := lookup.ages.get(row.id)) else 1)
            if self.is_descending:
                rows.reverse()
        else:
            kept = lookup.written(self.column)
            rows.sort(key=lambda row: fold(kept.get(row.id, "")), reverse=self.is_descending)
            rows.sort(key=lambda row: row.id not in kept)  # who has nothing written comes last either way
        return rows

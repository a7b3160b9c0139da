"""Which cells there were, and what they were called on a day.

A decision renames it from a day on, and older papers keep the older name.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import ColumnElement, Date, Integer, String, and_, column, func, or_, select, table
from sqlalchemy.orm import Session

from models.asking import columns
from models.tables import Cell

_CELL = columns(Cell)

_FORMER = table(
    "former",
    column("id", Integer),
    column("cell_id", Integer),
    column("organization_id", Integer),
    column("name", String),
    column("until", Date),
).c
"""What names of cells need of models.tables.Former: to map all of it takes longer than the window has."""


def name_on(day: date | ColumnElement[date]) -> ColumnElement[str]:
    """Return the name a cell of the query had on a day; the day may be a column of the query too."""
    former = select(_FORMER.name).where(_FORMER.cell_id == _CELL.id, _FORMER.until >= day)
    first = former.order_by(_FORMER.until, _FORMER.id).limit(1)  # changed twice on a day: what held before it
    return func.coalesce(first.scalar_subquery(), _CELL.name)


class Names:
    """What cells and the organisations above them were called on any day, all changes read at once."""

    def __init__(self, session: Session) -> None:
        self._former: dict[tuple[int | None, int | None], list[tuple[date, str]]] = defaultdict(list)
        query = select(_FORMER.cell_id, _FORMER.organization_id, _FORMER.until, _FORMER.name)
        for cell_id, organization_id, until, name in session.execute(query.order_by(_FORMER.until, _FORMER.id)):
            self._former[cell_id, organization_id].append((until, name))

    def of(self, cell_id: int | None, organization_id: int | None, now: str, day: date) -> str:
        """Return what a cell, or an organisation, which is called `now` today, was called on a day."""
        former = self._former.get((cell_id, organization_id), ())
        return next((name for until, name in former if until >= day), now)


def short_name(name: str) -> str:
    """Return a cell's name without the leading “Chi bộ”, with a capital."""
    rest = name[len("Chi bộ ") :] if name.lower().startswith("chi bộ ") else name
    return rest[:1].upper() + rest[1:]


def lives_in(first: date | ColumnElement[date], last: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a cell existed at some time between two days, both with it."""
    return and_(
        or_(_CELL.valid_from.is_(None), _CELL.valid_from <= last),
        or_(_CELL.valid_to.is_(None), _CELL.valid_to >= first),
    )

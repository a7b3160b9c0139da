"""Which cells there were, and what they were called on a day.

A decision renames it from a day on, and older papers keep the older name.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Date, Integer, String, and_, column, func, or_, select, table

from models.tables import Cell

_FORMER = table(
    "former", column("id", Integer), column("cell_id", Integer), column("name", String), column("until", Date)
).c
"""What names of cells need of models.tables.Former: to map all of it takes longer than the window has."""


def name_on(day: date | ColumnElement[date]) -> ColumnElement[str]:
    """Return the name a cell of the query had on a day; the day may be a column of the query too."""
    former = select(_FORMER.name).where(_FORMER.cell_id == Cell.id, _FORMER.until >= day)
    first = former.order_by(_FORMER.until, _FORMER.id).limit(1)  # changed twice on a day: what held before it
    return func.coalesce(first.scalar_subquery(), Cell.name)


def short_name(name: str) -> str:
    """Return a cell's name without the leading “Chi bộ”, with a capital."""
    rest = name[len("Chi bộ ") :] if name.lower().startswith("chi bộ ") else name
    return rest[:1].upper() + rest[1:]


def lives_in(first: date | ColumnElement[date], last: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a cell existed at some time between two days, both with it."""
    return and_(
        or_(Cell.valid_from.is_(None), Cell.valid_from <= last),
        or_(Cell.valid_to.is_(None), Cell.valid_to >= first),
    )

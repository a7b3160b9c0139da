"""What a cell was called on a day: a decision renames it from a day on, and older papers keep the older name."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, func, select

from models.tables import Cell, Former


def name_on(day: date | ColumnElement[date]) -> ColumnElement[str]:
    """Return the name a cell of the query had on a day; the day may be a column of the query too."""
    former = select(Former.name).where(Former.cell_id == Cell.id, Former.until >= day)
    first = former.order_by(Former.until, Former.id).limit(1)  # changed twice on a day: what held before it
    return func.coalesce(first.scalar_subquery(), Cell.name)

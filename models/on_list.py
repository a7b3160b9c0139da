"""Which stays count on a day: the list of a cell, asked for by every figure."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from models.asking import columns
from models.tables import Stay

ONE_DAY = timedelta(days=1)
_STAY = columns(Stay)


def holds_on(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a stay holds on a day, its first and last ones included; a column may give the day."""
    return and_(_STAY.since <= day, or_(_STAY.until.is_(None), _STAY.until >= day))


def holds_in(first: date | ColumnElement[date], last: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a stay holds on some day between two, both with them; columns may give the days."""
    return and_(_STAY.since <= last, or_(_STAY.until.is_(None), _STAY.until >= first))


def has_somebody(
    cell_id: ColumnElement[int], first: date | ColumnElement[date], last: date | ColumnElement[date]
) -> ColumnElement[bool]:
    """Return the condition that somebody stands on a cell's list on some day between two."""
    return select(_STAY.id).where(_STAY.cell_id == cell_id, holds_in(first, last)).exists()

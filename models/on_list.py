"""Which stays count on a day: the list of a cell, asked for by every figure."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_

from models.asking import columns
from models.tables import Stay

ONE_DAY = timedelta(days=1)
_STAY = columns(Stay)


def holds_on(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a stay holds on a day, its first and last ones included; a column may give the day."""
    return and_(_STAY.since <= day, or_(_STAY.until.is_(None), _STAY.until >= day))

"""Who can be asked to meet: a cell with somebody on its list. Of the others nobody could write a roll."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, Date, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models.asking import Asked, columns
from models.dates import Period
from models.on_list import has_somebody, holds_in
from models.tables import Meeting, MeetingState, Stay

_MEETING, _STAY = columns(Meeting), columns(Stay)


def _of_month(day: str) -> ColumnElement[date]:
    """Return a day of a meeting's month, as SQLite keeps days."""
    return func.printf(f"%04d-%02d-{day}", _MEETING.year, _MEETING.month, type_=Date)


COULD_BE_HELD: Final = or_(
    _MEETING.state != MeetingState.PLANNED,
    has_somebody(
        _MEETING.cell_id, func.min(_MEETING.held_on, _of_month("01")), func.max(_MEETING.held_on, _of_month("31"))
    ),
)
"""Whether more is written of a meeting than its day, or somebody stands on its cell's list, on the day or in its month.

Where somebody came only after the day, either their date or the day is wrong: that is still to be set right.
"""

_FIRST, _LAST = (bindparam(name, type_=Date) for name in ("first", "last"))
_STAYS = (  # of nearly all the same two days remain, so few rows come
    select(_STAY.cell_id, func.max(_STAY.since, _FIRST), func.min(func.coalesce(_STAY.until, _LAST), _LAST))
    .where(holds_in(_FIRST, _LAST))
    .distinct()
)
_LISTED, _LISTED_IN_CELL = Asked(_STAYS), Asked(_STAYS.where(_STAY.cell_id == bindparam("cell")))


Days = tuple[date, date]
"""The first and the last of some days."""


def listed_days(session: Session, period: Period, cell_id: int | None = None) -> dict[int, list[Days]]:
    """Return cell id → the days of the months that a period touches on which somebody stands on its list."""
    first, last = period.first.replace(day=1), Period.month(period.last.year, period.last.month).last
    found: dict[int, list[Days]] = defaultdict(list)
    asked = _LISTED if cell_id is None else _LISTED_IN_CELL
    for key, since, until in asked.rows(session, first=first, last=last, cell=cell_id):
        found[key].append((since, until))
    return dict(found)


def months_of(days: Iterable[Days]) -> set[int]:
    """Return the months (year * 12 + month) that some days touch."""
    return {
        month
        for since, until in days
        for month in range(since.year * 12 + since.month, until.year * 12 + until.month + 1)
    }


def nearest(day: date, days: Collection[Days]) -> date:
    """Return a day if it is among some, else the next one that is, else the last one before it."""
    later = [max(since, day) for since, until in days if until >= day]
    return min(later) if later else max(until for _since, until in days)

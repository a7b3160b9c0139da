"""What the number of a bound cell counts, told so that two cells that count the same are known by it, and parts too."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple

from exports.learned import bound, filters, parts
from exports.learned.template import Binding, Template
from models import indicators, statistics
from models.dates import Period
from models.indicators import Unit
from models.statistics.kinds import Condition

SAME_AS_ROW = {
    "members": "members.all",
    "official": "members.official",
    "probationary": "members.probationary",
    "women": "members.women",
    "minority": "members.minority",
    "exempt": "members.duty.exempt",
    "admitted": "admitted.all",
    "admitted_women": "admitted.women",
    "admitted_minority": "admitted.minority",
    "transferred_in": "movement.B2",
    "transferred_out": "movement.C5",
    "restored": "movement.B3",
    "died": "movement.C1",
    "expelled": "movement.C2",
    "struck_off": "movement.C3",
    "resigned": "movement.C4",
    "rated": "rating.rated",
    "rated_htxsnv": "rating.level.htxsnv",
    "rated_httnv": "rating.level.httnv",
    "rated_htnv": "rating.level.htnv",
    "rated_khtnv": "rating.level.khtnv",
}
"""Indicator → the row of the superior's statistics that counts the same names."""
_MAY_FALL = {"net_change"}
"""Indicators whose names can take away: a part may be more than the whole."""


class Meaning(NamedTuple):
    """Whom a number counts: of what, meeting which conditions, of which cells and villages, of when as known on a day.

    `of` is a group of the statistics, or the key of an indicator that none of their rows counts; `places` are kinds of
    filters.py with names as known_as has them. `is_count` is false for a mean and a rate: parts of these do not add up.
    """

    of: Hashable
    where: frozenset[Condition]
    places: frozenset[tuple[str, str]]
    first: date
    last: date
    day: date
    is_count: bool = True

    def is_within(self, other: Meaning) -> bool:
        """Whether it counts only names that another counts too."""
        return (
            self.is_count
            and self._replace(where=other.where, places=other.places) == other
            and self.where >= other.where
            and self.places >= other.places
            and self != other
        )


def of_row(key: str) -> tuple[Hashable, frozenset[Condition]]:
    """Return what a row of the statistics counts: `of` and `where` of its meaning."""
    row = statistics.find(key)
    return (row.group, row.mean_of) if row.mean_of else row.group, frozenset(row.where)


def in_period(key: str, period: Period, day: date) -> Meaning:
    """Return what a row of the statistics counts in a period as known on a day."""
    of, where = of_row(key)
    return Meaning(of, where, frozenset(), *_three(period, day), not statistics.find(key).mean_of)


def of_binding(template: Template, binding: Binding, period: Period, day: date) -> Meaning | None:
    """Return what a cell counts in a report of a period as known on a day; None for one that is no plain number."""
    days = _days(binding.span, period, day)
    if days is None or binding.kind not in (bound.INDICATOR, bound.STATISTIC):
        return None
    key = SAME_AS_ROW.get(binding.key, "") if binding.kind == bound.INDICATOR else binding.key
    if key in statistics.ROWS:
        found = in_period(key, *days)
    elif (one := indicators.find(binding.key)) is not None and binding.kind == bound.INDICATOR:
        is_count = one.unit is not Unit.PERCENT and one.key not in _MAY_FALL
        found = Meaning(one.key, frozenset(), frozenset(), *_three(*days), is_count)
    else:
        return None
    where, places = {*found.where}, set[tuple[str, str]]()
    if binding.cell:
        places.add((filters.CELL, filters.known_as(binding.cell)))
    for name in template.filters_of(binding):
        place = filters.place_of(name)
        if place is not None:
            places.add((place[0], filters.known_as(place[1])))
        elif name in filters.fixed():
            where.add((filters.fixed()[name].trait, filters.fixed()[name].values))
        else:
            return None
    return found._replace(where=frozenset(where), places=frozenset(places))


def _three(period: Period, day: date) -> tuple[date, date, date]:
    return period.first, period.last, min(day, period.last)


def _days(span: str, period: Period, day: date) -> tuple[Period, date] | None:
    """Return the days a cell is of and the last of them that is known; None where it compares two periods."""
    match span:
        case bound.NOW:
            return period, day
        case bound.BEFORE:
            return period.year_before(), period.day_before(day)
        case bound.SO_FAR:
            return period.since_january(day), day
        case bound.RATIO:
            return None
        case part:
            of_part = parts.period(part, period.last.year)
            return None if of_part is None else (of_part, day)

"""The registry of indicators: what the office counts, each with its definition, source and the names behind it.

A new indicator is one entry in one of the tuples below (domain.md 8).
"""

from __future__ import annotations

from models.indicators import charges, gatherings, members, movement, places, quality, training
from models.indicators.facts import Facts
from models.indicators.kinds import Direction, Figure, Group, Indicator, Name, Subject, Timing, Unit
from models.indicators.scope import Scope

__all__ = [
    "INDICATORS",
    "Direction",
    "Facts",
    "Figure",
    "Group",
    "Indicator",
    "Name",
    "Scope",
    "Subject",
    "Timing",
    "Unit",
    "find",
    "title",
]

INDICATORS: tuple[Indicator, ...] = (
    *members.INDICATORS,
    *movement.INDICATORS,
    *places.INDICATORS,
    *charges.INDICATORS,
    *gatherings.INDICATORS,
    *training.INDICATORS,
    *quality.INDICATORS,
)

_BY_KEY = {indicator.key: indicator for indicator in INDICATORS}


def find(key: str) -> Indicator | None:
    """Return an indicator by its key; None for one this version does not know."""
    return _BY_KEY.get(key)


def title(key: str) -> str:
    """Return the name of an indicator, “chỉ số chưa biết” for a key this version does not know."""
    indicator = find(key)
    return indicator.name if indicator else "chỉ số chưa biết"

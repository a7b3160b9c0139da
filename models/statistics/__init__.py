"""The registry of the rows of the superior's statistics (domain.md 7): wording, definition, the names behind."""

from __future__ import annotations

from models.statistics import admissions, bodies, members, movement, rating, work
from models.statistics.kinds import Entry, Figure, Group, Population, Row, Statistics
from models.statistics.register import Register

__all__ = ["ROWS", "Entry", "Figure", "Group", "Population", "Register", "Row", "Statistics", "find"]

ROWS: dict[str, Row] = {
    row.key: row
    for row in (
        *movement.ROWS,
        *members.ROWS,
        *admissions.ROWS,
        *bodies.ROWS,
        *rating.ROWS,
        *work.ROWS,
    )
}
"""By key."""


def find(key: str) -> Row:
    """Return a row of the official forms by its key. Raises KeyError for one that there is not."""
    return ROWS[key]

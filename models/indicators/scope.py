"""When and whom a figure speaks of: a period as known on a day, and the cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.dates import Period


@dataclass(frozen=True)
class Scope:
    """When and whom a figure speaks of: a period as known on a day, of all cells or of some."""

    period: Period
    on: date
    cells: frozenset[int] | None = None

    @property
    def day(self) -> date:
        """The day a figure “tính đến ngày” is that of."""
        return min(self.on, self.period.last)

    @property
    def is_running(self) -> bool:
        """Whether days of the period are still to come; what is written of them already is of no figure of the day.

        So it is where a day of last year is compared: by now all of that year is written.
        """
        return self.on < self.period.last

    @property
    def span(self) -> Period | None:
        """The part of the period that has passed; None before its first day."""
        return Period(self.period.first, self.day) if self.on >= self.period.first else None

    def holds(self, cell_id: int | None) -> bool:
        """Whether a cell is among those spoken of; None, what belongs to no cell, is only where all are."""
        return self.cells is None or cell_id in self.cells

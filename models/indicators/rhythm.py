"""Whether each cell met every month and had its thematic meetings every quarter (nề nếp sinh hoạt, domain.md 8.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.dates import Period
from models.participation import CellSpan, Figures, MonthState
from models.rules import RuleBook


@dataclass(frozen=True)
class Months:
    """A cell's months judged: those in which it did not meet, those of which nobody has written whether it did."""

    cell: CellSpan
    missed: tuple[str, ...]
    unwritten: tuple[str, ...]

    @property
    def has_met(self) -> bool | None:
        """Whether the cell met in each of them; None while that is not written."""
        return False if self.missed else None if self.unwritten else True


def months(figures: Figures, told: Iterable[date], day: date) -> list[Months]:
    """Judge the months that are over, else the one running; a month without any meeting (`told`) says nothing.

    A cell is judged for the months it existed in.
    """
    known = {(first.year, first.month) for first in told}
    begun = [month for month in figures.period.months() if month in known]
    judged = [month for month in begun if Period.month(*month).last <= day] or begun
    found: list[Months] = []
    for cell in figures.cells:
        theirs = [month for month in judged if figures.is_active(cell, *month)]
        if theirs:
            found.append(_months(figures, cell, theirs))
    return found


def _months(figures: Figures, cell: CellSpan, judged: Iterable[tuple[int, int]]) -> Months:
    missed: list[str] = []
    unwritten: list[str] = []
    for year, month in judged:
        value = figures.cell_month(cell.id, year, month)
        if not value.tally.meetings:
            (unwritten if value.state is MonthState.UNRECORDED else missed).append(f"{month}/{year}")
    return Months(cell, tuple(missed), tuple(unwritten))


@dataclass(frozen=True)
class Quarters:
    """A cell's quarters judged: `is_kept` whether each had its thematic meetings, None while a roll is unwritten."""

    cell: CellSpan
    is_kept: bool | None


def quarters(
    cells: Iterable[CellSpan],
    period: Period,
    day: date,
    told: Iterable[date],
    thematic: Iterable[tuple[int, date, bool]],
    book: RuleBook,
) -> list[Quarters]:
    """Judge the whole quarters of a period that are over, else the one running, like `months`.

    `thematic` are the meetings (cell, first day of their month, whether the roll is written). A cell is judged for the
    quarters it lived through, by the number of thematic meetings that the rule card of the quarter's last day asks for.
    """
    known = {Period.quarter(first.year, (first.month + 2) // 3) for first in told}
    begun = sorted(quarter for quarter in known if quarter in period and quarter.first <= day)
    judged = [quarter for quarter in begun if quarter.last <= day] or begun
    held: Counter[tuple[int, Period]] = Counter()
    written: Counter[tuple[int, Period]] = Counter()
    for cell_id, first, is_written in thematic:
        key = cell_id, Period.quarter(first.year, (first.month + 2) // 3)
        held[key] += 1
        written[key] += is_written
    found: list[Quarters] = []
    for cell in cells:
        theirs = [
            ((cell.id, quarter), book.on(quarter.last).thematic_per_quarter)
            for quarter in judged
            if _lived(cell, quarter)
        ]
        if theirs:
            is_missed = any(held[key] < asked for key, asked in theirs)
            is_kept = all(written[key] >= asked for key, asked in theirs)
            found.append(Quarters(cell, False if is_missed else is_kept or None))
    return found


def _lived(cell: CellSpan, quarter: Period) -> bool:
    first, last = (day.year * 12 + day.month for day in (quarter.first, quarter.last))
    return (cell.first is None or cell.first <= first) and (cell.last is None or cell.last >= last)

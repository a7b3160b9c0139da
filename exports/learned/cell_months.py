"""How many months of a period a cell met, missed or was rated so: columns of a form with a row for each cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from exports import behind
from exports.names import Gathering
from models.cell_years import CellYear, MonthLine
from models.tables import MeetingClass

_NAMED = 5  # cells named in a sentence


@dataclass(frozen=True)
class Count:
    """A column: its name, which months it counts and, where not each as one, as how many."""

    name: str
    keeps: Callable[[MonthLine], bool]
    times: Callable[[MonthLine], int] = lambda _line: 1

    def of(self, year: CellYear | None) -> int | None:
        """Return the count; None for a cell of whose months nothing is known."""
        return None if year is None else sum(self.times(line) for line in year.months if self.keeps(line))


def _is(wanted: MeetingClass) -> Callable[[MonthLine], bool]:
    return lambda line: line.quality is wanted


_CLASSES = {one.name.lower(): Count(f"Số tháng xếp loại {one.label}", _is(one)) for one in MeetingClass}
COUNTS = {
    "months_met": Count("Số tháng đã sinh hoạt", lambda line: line.has_met),
    "months_missed": Count("Số tháng không sinh hoạt", lambda line: line.is_missed),
    "themes": Count("Số lần sinh hoạt chuyên đề", lambda line: line.themes > 0, lambda line: line.themes),
    **_CLASSES,
}


class Line(Protocol):
    """A row of such a list."""

    @property
    def name(self) -> str:
        """What the cell is called."""
        ...

    @property
    def year(self) -> CellYear | None:
        """Its months."""
        ...


def lacking(column: str, rows: Sequence[Line], beside: Collection[str]) -> str:
    """Say of which cells months are not written, or met and not rated: told once, by the last of the columns there."""
    alike = list(_CLASSES) if column in _CLASSES else [key for key in COUNTS if key not in _CLASSES]
    if any(key in beside for key in alike[alike.index(column) + 1 :]):
        return ""
    if column in _CLASSES:
        return _told(rows, lambda line: line.is_unrated, "có tháng chưa xếp loại nên chưa đếm các tháng đó")
    return _told(rows, lambda line: line.is_unwritten, "còn tháng chưa ghi điểm danh nên chưa đếm các tháng đó")


def _told(rows: Sequence[Line], keeps: Callable[[MonthLine], bool], why: str) -> str:
    names = [row.name for row in rows if row.year is not None and row.year.count(keeps)]
    more = "…" if len(names) > _NAMED else "."
    return f"{len(names)} chi bộ {why}: {', '.join(names[:_NAMED])}{more}" if names else ""


def months(column: str, row: Line, counted_as: str) -> list[Gathering]:
    """Return the months that a column counts of a cell."""
    kept = [line for line in row.year.months if COUNTS[column].keeps(line)] if row.year else []
    return [behind.month_of(line, row.name, counted_as) for line in kept]

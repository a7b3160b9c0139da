"""How a sheet is divided into pages: its measures, what of it is printed, and where each page ends.

As Excel does it: what is fitted to the width shrinks, what is not goes on on further sheets of paper to the right;
every area that is to be printed begins a page of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from openpyxl.utils import column_index_from_string, range_boundaries

from exports import geometry, inner, metrics
from exports.inner import AnySheet

INCH = 72.0
_SIZES = {
    1: (612.0, 792.0),  # Letter
    5: (612.0, 1008.0),  # Legal
    8: (841.89, 1190.551),  # A3
    9: (595.276, 841.89),  # A4
    11: (419.528, 595.276),  # A5
}
_USUAL_PAPER = 9
_SHEET = re.compile(r"'(?:[^']|'')*'!")  # the name of a sheet may have a comma in it


class Area(NamedTuple):
    """A block of the sheet that is printed, both ends with it."""

    rows: range
    columns: range


def areas(sheet: AnySheet, *, has_blanks: bool = False, reach: Sequence[tuple[int, int]] = ()) -> list[Area]:
    """Return what of a sheet is printed: its print areas, else all up to the last cell that shows anything.

    `reach` are the (row, column) that pictures end in; with `has_blanks` cells that show nothing count too.
    """
    told = _SHEET.sub("", sheet.print_area or "")
    if told:
        return [_area(sheet, one.rpartition("!")[2].replace("$", "")) for one in told.split(",")]
    if has_blanks:
        reach = (*reach, (sheet.max_row, sheet.max_column))
        return [Area(range(1, max(row for row, _ in reach) + 1), range(1, max(column for _, column in reach) + 1))]
    bottom, right = max([1, *(row for row, _ in reach)]), max([1, *(column for _, column in reach)])
    cells = inner.cells(sheet)
    for (row, column), cell in cells.items():
        if (row > bottom or column > right) and _shows(cell):
            bottom, right = max(bottom, row), max(right, column)
    for merge in sheet.merged_cells.ranges:
        if (corner := cells.get((merge.min_row, merge.min_col))) is not None and _shows(corner):
            bottom, right = max(bottom, merge.max_row), max(right, merge.max_col)
    return [Area(range(1, bottom + 1), range(1, right + 1))]


def _area(sheet: AnySheet, reference: str) -> Area:
    left, top, right, bottom = range_boundaries(reference)
    return Area(
        range(top or 1, (bottom or sheet.max_row) + 1),
        range(left or 1, (right or sheet.max_column) + 1),
    )


def _shows(cell: Any) -> bool:
    """Whether a cell has a value, lines or a fill."""
    if cell.value is not None:
        return True
    if not cell.has_style:
        return False
    edge = cell.border
    return bool(cell.fill.fill_type) or any(
        side and side.style for side in (edge.left, edge.right, edge.top, edge.bottom)
    )


class Layout:
    """Measures of one area of a sheet, and its division into pages; lengths are points. `over` lies over its cells."""

    def __init__(self, sheet: AnySheet, area: Area, *, has_blanks: bool = False, over: Sequence[Area] = ()) -> None:
        self.sheet, self.has_blanks, self._over = sheet, has_blanks, over
        self.rows, self.columns = area
        self.title_columns = _titles(sheet.print_title_cols, column_index_from_string)
        self.titles = _titles(sheet.print_title_rows, int)
        self.widths = geometry.column_widths(sheet, max(self.columns[-1], *(self.title_columns or [0])))
        self.cells: dict[int, dict[int, Any]] = {}
        for (row, column), cell in sorted(inner.cells(sheet).items(), key=lambda item: item[0]):
            self.cells.setdefault(row, {})[column] = cell
        self.merges = {(merge.min_row, merge.min_col): merge for merge in sheet.merged_cells.ranges}
        self.covered = {
            (row, column)
            for merge in self.merges.values()
            for row in range(merge.min_row, merge.max_row + 1)
            for column in range(merge.min_col, merge.max_col + 1)
        } - self.merges.keys()
        self.heights = {row: self._height(row) for row in (*self.titles, *self.rows)}
        setup, margins = sheet.page_setup, sheet.page_margins
        size = paper_size(setup.paperSize)
        self.paper = size[::-1] if setup.orientation == "landscape" else size
        self.left, self.top = margins.left * INCH, margins.top * INCH
        self.room = (
            self.paper[0] - self.left - margins.right * INCH,
            self.paper[1] - self.top - margins.bottom * INCH,
        )
        self._fits = bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
        self.scale = self._scale()

    def _height(self, row: int) -> float:
        alone = (cell for cell in self.cells.get(row, {}).values() if not self.is_merged(row, cell.column))
        return geometry.row_height(self.sheet, row, alone, self.widths)

    def is_merged(self, row: int, column: int) -> bool:
        """Whether a cell is part of a merged block."""
        return (row, column) in self.merges or (row, column) in self.covered

    def width(self, column: int) -> float:
        """Return the width of a column at full size."""
        return self.widths[column - 1] if column <= len(self.widths) else metrics.DEFAULT_COLUMN

    def height(self, row: int) -> float:
        """Return the height of a row at full size."""
        return self.heights[row] if row in self.heights else self._height(row)

    @staticmethod
    def span(length: Callable[[int], float], start: int, end: int) -> float:
        """Return how far the beginning of a row or column is from that of another, negative before it."""
        sign = 1 if start <= end else -1
        return sign * sum(map(length, range(min(start, end), max(start, end))))

    def _scale(self) -> float:
        """Excel shrinks in whole per cent and never enlarges to fit; without a number it fits to one page."""
        setup = self.sheet.page_setup
        if not self._fits:
            return (setup.scale or 100) / 100
        wide = 1 if setup.fitToWidth is None else setup.fitToWidth
        high = 1 if setup.fitToHeight is None else setup.fitToHeight
        scale = 1.0
        if wide:
            scale = min(scale, self.room[0] * wide / max(1.0, sum(map(self.width, self.columns))))
        if high:
            scale = min(scale, self.room[1] * high / max(1.0, sum(self.heights[row] for row in self.rows)))
        return max(0.1, math.floor(scale * 100 + 1e-9) / 100)

    def page_rows(self) -> list[list[int]]:
        """Divide the rows into pages; repeated rows are not among them."""
        breaks = {mark.id for mark in self.sheet.row_breaks.brk}
        return _divided(self.rows, self.heights.__getitem__, self.room[1] / self.scale, self.titles, breaks)

    def page_columns(self) -> list[list[int]]:
        """Divide the columns into pages; repeated columns are not among them."""
        if self._fits and (self.sheet.page_setup.fitToWidth or 1) == 1 and self.sheet.page_setup.fitToWidth != 0:
            return [list(self.columns)]
        breaks = {mark.id for mark in self.sheet.col_breaks.brk}
        return _divided(self.columns, self.width, self.room[0] / self.scale, self.title_columns, breaks)

    def pages(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield the rows and columns of each page, the repeated ones first; beside others none that shows nothing."""
        rows, columns = self.page_rows(), self.page_columns()
        if self.sheet.page_setup.pageOrder == "overThenDown":
            found = [(row, column) for row in rows for column in columns]
        else:
            found = [(row, column) for column in columns for row in rows]
        for row, column in found:
            if len(columns) == 1 or self.has_blanks or self._shows(row, column):
                yield _with(self.titles, row), _with(self.title_columns, column)

    def _shows(self, rows: list[int], columns: list[int]) -> bool:
        """Whether anything stands in a block of cells."""
        wanted, high = range(columns[0], columns[-1] + 1), range(rows[0], rows[-1] + 1)
        return any(_meet(one.rows, high) and _meet(one.columns, wanted) for one in self._over) or any(
            column in wanted and _shows(cell) for row in rows for column, cell in self.cells.get(row, {}).items()
        )


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _with(titles: range, numbers: list[int]) -> list[int]:
    return [*titles, *numbers] if titles and numbers[0] >= titles.stop else numbers


def _titles(told: str | None, number: Any) -> range:
    """Return the rows or columns that come again on every page."""
    if not told:
        return range(0)
    first, last = (number(one) for one in told.rpartition("!")[2].replace("$", "").split(":"))
    return range(first, last + 1)


def _divided(numbers: Sequence[int], length: Any, room: float, titles: range, breaks: set[int]) -> list[list[int]]:
    """Divide rows or columns into pages of so much room; a number in `breaks` ends its page."""
    repeated = sum(map(length, titles))
    pages: list[list[int]] = [[]]
    used = 0.0
    for number in numbers:
        size = length(number)
        if pages[-1] and (used + size > room + 0.01 or number - 1 in breaks):
            pages.append([])
            used = repeated if number not in titles and titles and number >= titles.stop else 0.0
        pages[-1].append(number)
        used += size
    return pages


def paper_size(told: Any) -> tuple[float, float]:
    """Return width and height of a kind of paper by Excel's number, in points; the usual one where it is not known."""
    return _SIZES.get(int(told or _USUAL_PAPER), _SIZES[_USUAL_PAPER])


def first_rows(sheet: AnySheet) -> list[int]:
    """Return the row each page of a sheet begins with, repeated rows left aside."""
    return [rows[0] for area in areas(sheet) for rows in Layout(sheet, area).page_rows()]

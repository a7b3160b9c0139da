"""How wide the columns and how high the rows of a sheet are, in points, also where the file does not say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from openpyxl.utils import column_index_from_string

from exports import inner, metrics
from exports.inner import AnySheet

_FAR = 200  # rows or columns that a picture reaches beyond the cell it hangs on


def column_widths(sheet: AnySheet, count: int) -> list[float]:
    """Return the widths of the first `count` columns; a hidden one is 0."""
    base, usual = inner.base_font(sheet.parent), sheet.sheet_format.defaultColWidth
    digit = metrics.digit_pixels(base.name, base.sz)
    widths: list[float] = [metrics.column_points(usual, digit) if usual else metrics.DEFAULT_COLUMN] * count
    for letter, column in sheet.column_dimensions.items():
        start = column.min or column_index_from_string(letter)
        for number in range(start, min(column.max or start, count) + 1):
            if column.hidden:
                widths[number - 1] = 0.0
            elif column.customWidth:
                widths[number - 1] = metrics.column_points(column.width, digit)
    return widths


def row_height(sheet: AnySheet, row: int, cells: Iterable[Any], widths: list[float]) -> float:
    """Return the height of a row: what the file says, else what its texts need, as Excel does on opening."""
    stated = sheet.row_dimensions.get(row)  # asking by index would make one
    if stated is not None and stated.hidden:
        return 0.0
    if stated is not None and stated.height is not None:
        return float(stated.height)
    height: float = sheet.sheet_format.defaultRowHeight or metrics.DEFAULT_ROW
    for cell in cells:
        if cell.value is not None:
            height = max(height, text_height(cell, widths))
    return min(height, metrics.HIGHEST_ROW)


def text_height(cell: Any, widths: list[float]) -> float:
    """Return the height that Excel gives a row for what one of its cells shows, given the widths of the columns."""
    column: int = cell.column
    size = cell.font.sz or 11
    is_number = isinstance(cell.value, int | float)  # never broken into lines
    lines = line_count(cell, widths[column - 1]) if wraps(cell) and not is_number else 1
    height = metrics.usual_height(lines, size)
    if turn(cell):
        told = max(metrics.text_width(line, size, bool(cell.font.b)) for line in str(cell.value).split("\n"))
        height = max(height, told + metrics.PADDING)
    return height


def turn(cell: Any) -> int:
    """Return by how many degrees the text of a cell is turned, up if positive: 90 or -90, other turns as 0."""
    told = cell.alignment.textRotation or 0
    return {90: 90, 180: -90}.get(told, 0)  # 91 to 180 are downwards (18.8.1)


def wraps(cell: Any) -> bool:
    """Whether the text of a cell goes on in further lines across its column."""
    return bool(cell.alignment.wrap_text) and not turn(cell)


def place_of(sheet: AnySheet, row: int, column: int, across: float, down: float) -> tuple[int, int]:
    """Return the row and column of a point so far from the corner of a cell; it may lie far beyond that cell."""
    widths, heights = column_widths(sheet, column + _FAR), sheet.row_dimensions
    while across > widths[column - 1] and column < len(widths):
        across -= widths[column - 1]
        column += 1
    for _ in range(_FAR):
        high = float((heights[row].height if row in heights else None) or metrics.DEFAULT_ROW)
        if down <= high:
            break
        down -= high
        row += 1
    return row, column


def line_count(cell: Any, width: float) -> int:
    """Return how many lines the wrapped text of a cell takes in that width."""
    shown = f"{cell.value:%d/%m/%Y}" if isinstance(cell.value, date) else str(cell.value)
    room, font = width - metrics.PADDING - metrics.SAFETY, cell.font
    size = font.sz or 11
    if len(shown) * size < room and "\n" not in shown:  # no letter is wider than the type is high
        return 1
    return len(metrics.wrap(shown, room, size, bool(font.b)))


def fit_rows(sheet: AnySheet, first: int, last: int, *, open_only: bool = False) -> None:
    """Make rows high enough for their wrapped texts, merged ones too; one on which all fit on a line is left alone.

    `open_only` leaves those alone that the file gives a height. A text merged over several rows has their heights
    together and is passed over.
    """
    widths = column_widths(sheet, sheet.max_column)
    merges = [merge for merge in sheet.merged_cells.ranges if merge.max_row >= first and merge.min_row <= last]
    ends = {(merge.min_row, merge.min_col): merge.max_col for merge in merges if merge.min_row == merge.max_row}
    tall = {(merge.min_row, merge.min_col) for merge in merges if merge.min_row != merge.max_row}
    needs: dict[int, tuple[int, float]] = {}
    for (row, column), cell in inner.cells(sheet).items():
        if not first <= row <= last or cell.value is None or (row, column) in tall or not wraps(cell):
            continue
        lines = line_count(cell, sum(widths[column - 1 : ends.get((row, column), column)], 0.0))
        needs[row] = max(needs.get(row, (1, 0.0)), (lines, float(cell.font.sz or 11)))
    for row, (lines, size) in needs.items():
        height = metrics.row_height(lines, size)
        stated = sheet.row_dimensions[row].height
        if lines > 1 and height > (stated or 0.0) and not (open_only and stated):
            sheet.row_dimensions[row].height = height


def state_rows(sheet: AnySheet) -> None:
    """Give every row that has none the height Excel would give it: other programs would give it another one."""
    widths = column_widths(sheet, sheet.max_column)
    merged = {
        (row, column)
        for merge in sheet.merged_cells.ranges
        for row in range(merge.min_row, merge.max_row + 1)
        for column in range(merge.min_col, merge.max_col + 1)
    }
    rows: dict[int, list[Any]] = {
        row: [] for row in range(1, sheet.max_row + 1) if sheet.row_dimensions[row].height is None
    }
    for (row, column), cell in inner.cells(sheet).items():
        if row in rows and cell.value is not None and (row, column) not in merged:
            rows[row].append(cell)
    for row, cells in rows.items():
        sheet.row_dimensions[row].height = row_height(sheet, row, cells, widths)

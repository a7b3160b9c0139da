"""How high the rows of a filled form are: its texts are to be read on paper, and pages to end alike in every program.

Excel fits a row that has no height on opening the file, other programs do not; none fits one that has a height.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from exports import files, geometry, inner, metrics
from exports.inner import AnySheet
from exports.learned.grid import Grid, Spot
from exports.learned.package import Package


def state(package: Package, sheets: Mapping[str, tuple[Grid, Collection[Spot]]]) -> list[str]:
    """Give rows without a height the one Excel would, and those with one as much as what was written needs.

    `package` is the filled form, `sheets` name → (its XML, the cells written to). Returns the sheets changed. The
    heights stay Excel's to fit again when a text of the row is changed. A file that openpyxl cannot read is left.
    """
    read = package.copy()
    for one in read.sheets:
        if one.name in sheets:
            read.write(one.part, sheets[one.name][0].without_merges())
    try:
        book = files.from_bytes(read.to_bytes(), with_results=True)
    except (KeyError, ValueError, TypeError, AttributeError):
        return []
    return [name for name, (grid, written) in sheets.items() if _state(book[name], grid, written)]


def _state(sheet: AnySheet, grid: Grid, written: Collection[Spot]) -> bool:
    bottom: int = sheet.max_row  # openpyxl looks for it among all cells each time
    right: int = max([sheet.max_column, *(area.last.column for area in grid.merges)])
    widths = geometry.column_widths(sheet, right)
    merged = {
        Spot(row, column): area
        for area in grid.merges
        for row in range(area.first.row, min(area.last.row, bottom) + 1)
        for column in range(area.first.column, area.last.column + 1)
    }
    rows: dict[int, list[Any]] = {}
    needs: dict[int, float] = {}
    for place, cell in inner.cells(sheet).items():
        spot = Spot(*place)
        if cell.value is None:
            continue
        if spot not in merged:
            rows.setdefault(spot.row, []).append(cell)
        if spot in written and isinstance(cell.value, str) and geometry.wraps(cell):
            area = merged.get(spot)
            if area is None or area.first.row == area.last.row:
                end = spot.column if area is None else area.last.column
                lines = geometry.line_count(cell, sum(widths[spot.column - 1 : end]))
                needs[spot.row] = max(needs.get(spot.row, 0.0), metrics.usual_height(lines, float(cell.font.sz or 11)))
    usual = sheet.sheet_format.defaultRowHeight or metrics.DEFAULT_ROW
    is_changed = False
    for row in {*rows, *needs}:
        stated = sheet.row_dimensions[row]
        if stated.hidden:
            continue
        height = stated.height
        if height is None:
            height = geometry.row_height(sheet, row, rows.get(row, ()), widths)
        height = max(height, needs.get(row, 0.0))
        if height > (stated.height or usual):
            grid.set_height(row, height)
            is_changed = True
    return is_changed

"""How high the rows of a filled form are: its texts are to be read on paper, and pages to end alike in every program.

Excel fits a row that has no height on opening the file, other programs do not; none fits one that has a height.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from exports import files, geometry, inner, metrics
from exports.inner import AnySheet
from exports.learned.grid import Area, Grid, Spot
from exports.learned.package import Package, child, words_of


class _Shown(NamedTuple):
    """A cell as geometry.py asks for one."""

    column: int
    value: Any
    font: Any
    alignment: Any


def state(package: Package, sheets: Mapping[str, tuple[Grid, Collection[Spot]]]) -> list[str]:
    """Give rows without a height the one Excel would, and those with one as much as what was written needs.

    `package` is the filled form, `sheets` name → (its XML, the cells written to). Returns the sheets changed. The
    heights stay Excel's to fit again when a text of the row is changed. A file that openpyxl cannot read is left.
    """
    read = package.copy()
    for one in read.sheets:
        if one.name in sheets:
            read.write(one.part, sheets[one.name][0].without_cells())
    try:
        book = files.from_bytes(read.to_bytes())
        return [name for name, (grid, at) in sheets.items() if _state(book[name], grid, at, package.shared_texts())]
    except (KeyError, IndexError, ValueError, TypeError, AttributeError):
        return []


def _state(sheet: AnySheet, grid: Grid, written: Collection[Spot], texts: list[str]) -> bool:
    """Give the rows of one sheet their heights; `sheet` has its columns and the looks of its cells, not the cells."""
    bottom = max((spot.row for spot in grid.cells), default=1)
    right = max([1, *(spot.column for spot in grid.cells), *(area.last.column for area in grid.merges)])
    widths = geometry.column_widths(sheet, right)
    merged = _merged(grid, bottom)
    read = _reader(sheet.parent, texts)
    usual: float = sheet.sheet_format.defaultRowHeight or metrics.DEFAULT_ROW
    needs: dict[int, float] = {}
    for spot, element in grid.cells.items():
        is_fitted = spot not in merged and grid.height(spot.row) is None
        if not len(element) or not (is_fitted or spot in written):
            continue
        cell = read(element, spot.column)
        if cell.value is None:
            continue
        high = min(geometry.text_height(cell, widths), metrics.HIGHEST_ROW) if is_fitted else 0.0
        if spot in written and isinstance(cell.value, str) and geometry.wraps(cell):
            area = merged.get(spot, Area(spot, spot))
            if area.first.row == area.last.row:
                lines = geometry.line_count(cell, sum(widths[spot.column - 1 : area.last.column]))
                high = max(high, metrics.usual_height(lines, float(cell.font.sz or 11)))
        needs[spot.row] = max(needs.get(spot.row, 0.0), high)
    is_changed = False
    for row, height in needs.items():
        if height > (grid.height(row) or usual) and not grid.is_hidden(row, by_filter_alone=False):
            grid.set_height(row, height)
            is_changed = True
    return is_changed


def _merged(grid: Grid, bottom: int) -> dict[Spot, Area]:
    """Return the cells in merged blocks down to a row → their block."""
    return {
        Spot(row, column): area
        for area in grid.merges
        for row in range(area.first.row, min(area.last.row, bottom) + 1)
        for column in range(area.first.column, area.last.column + 1)
    }


def _reader(book: Any, texts: list[str]) -> Callable[[Any, int], _Shown]:
    """Return what reads a cell from its element and its column, given the texts that all sheets share."""

    @cache
    def look(style: int) -> tuple[Any, Any]:
        return inner.look(book, style)

    def read(element: Any, column: int) -> _Shown:
        style = int(element.get("s") or 0)
        kind, text = element.get("t", "n"), getattr(child(element, "v"), "text", None)
        if kind == "inlineStr":
            told = child(element, "is")
            return _Shown(column, None if told is None else words_of(told), *look(style))
        value: Any = text or None
        if text and kind == "n":
            value = inner.from_number(book, style, float(text))
        elif text and kind in ("s", "b"):
            value = texts[int(text)] if kind == "s" else text == "1"
        return _Shown(column, value, *look(style))

    return read

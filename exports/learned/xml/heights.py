"""How high the rows of a filled form are: its texts are to be read on paper, and pages to end alike in every program.

Excel fits a row that has no height on opening the file, other programs do not; none fits one that has a height.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from exports import files, geometry, inner, metrics
from exports.inner import AnySheet
from exports.learned.xml.grid import Area, Grid, Spot
from exports.learned.xml.package import Package, child, words_of


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
    usual: float = sheet.sheet_format.defaultRowHeight or metrics.DEFAULT_ROW
    is_changed = False
    for row, height in _needs(sheet, grid, written, _Looks(sheet.parent, texts)).items():
        if height > (grid.height(row) or usual) and not grid.is_hidden(row, by_filter_alone=False):
            grid.set_height(row, height)
            is_changed = True
    return is_changed


def _needs(sheet: AnySheet, grid: Grid, written: Collection[Spot], looks: _Looks) -> dict[int, float]:
    """Return row → the height of what it shows; of one that has a height, of what was written into it alone."""
    right = max([1, *(spot.column for spot in grid.cells), *(area.last.column for area in grid.merges)])
    widths, merged = geometry.column_widths(sheet, right), _merged(grid)
    found: dict[int, float] = {}
    for spot, element in grid.cells.items():
        is_fitted = spot not in merged and grid.height(spot.row) is None
        if not len(element) or not (is_fitted or spot in written):
            continue
        high = looks.flat(element)
        if high is not None:
            high = high if is_fitted and _says(element) else 0.0
        else:
            cell = looks.read(element, spot.column)
            high = (
                min(geometry.text_height(cell, widths), metrics.HIGHEST_ROW)
                if is_fitted and cell.value is not None
                else 0.0
            )
            if spot in written and isinstance(cell.value, str) and geometry.wraps(cell):
                area = merged.get(spot, Area(spot, spot))
                if area.first.row == area.last.row:
                    lines = geometry.line_count(cell, sum(widths[spot.column - 1 : area.last.column]))
                    high = max(high, metrics.usual_height(lines, float(cell.font.sz or 11)))
        found[spot.row] = max(found.get(spot.row, 0.0), high)
    return found


def _merged(grid: Grid) -> dict[Spot, Area]:
    """Return the places in merged blocks, down to the last row with a cell, → their block."""
    bottom = max((spot.row for spot in grid.cells), default=1)
    return {
        Spot(row, column): area
        for area in grid.merges
        for row in range(area.first.row, min(area.last.row, bottom) + 1)
        for column in range(area.first.column, area.last.column + 1)
    }


class _Looks:
    """The cells of a sheet as geometry.py asks for them; what a style says of them is looked up once."""

    def __init__(self, book: Any, texts: list[str]) -> None:
        self._book, self._texts = book, texts
        self._known: dict[str | None, tuple[Any, Any]] = {}
        self._flat: dict[str | None, float | None] = {}

    def flat(self, element: Any) -> float | None:
        """Return the height of a cell whose text stays on one line and is not turned; None for any other."""
        style = element.get("s")
        if style not in self._flat:
            like = _Shown(1, None, *self._look(style))
            is_flat = not geometry.wraps(like) and not geometry.turn(like)
            high = min(metrics.usual_height(1, float(like.font.sz or 11)), metrics.HIGHEST_ROW)
            self._flat[style] = high if is_flat else None
        return self._flat[style]

    def read(self, element: Any, column: int) -> _Shown:
        """Return a cell from its element, with what it shows."""
        kind, text = element.get("t", "n"), getattr(child(element, "v"), "text", None)
        value: Any = text or None
        if kind == "inlineStr":
            told = child(element, "is")
            value = None if told is None else words_of(told)
        elif text and kind == "n":
            value = inner.from_number(self._book, int(element.get("s") or 0), float(text))
        elif text and kind in ("s", "b"):
            value = self._texts[int(text)] if kind == "s" else text == "1"
        return _Shown(column, value, *self._look(element.get("s")))

    def _look(self, style: str | None) -> tuple[Any, Any]:
        if style not in self._known:
            self._known[style] = inner.look(self._book, int(style or 0))
        return self._known[style]


def _says(element: Any) -> bool:
    """Whether a cell shows anything."""
    if element.get("t") == "inlineStr":
        return child(element, "is") is not None
    return bool(getattr(child(element, "v"), "text", None))

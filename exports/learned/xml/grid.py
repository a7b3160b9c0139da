"""One worksheet's XML: its cells by place, which of them are free, and writing into one without moving another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from exports.learned.xml.package import child, own, serialise, words_of

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TALL = 50  # rows


class Spot(NamedTuple):
    """A place of a sheet, both counted from 1."""

    row: int
    column: int

    def __str__(self) -> str:
        """Return the name Excel gives it: B8."""
        return f"{letters(self.column)}{self.row}"


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Return the letters of a column: 28 → AB."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def spot_of(address: str) -> Spot:
    """Return the place of an address such as B8 or $B$8. Raises ValueError for anything else."""
    found = _ADDRESS.fullmatch(address) or _ADDRESS.fullmatch(address.strip().upper())
    if found is None:
        raise ValueError(address)
    return Spot(int(found[2]), _column_of(found[1]))


@lru_cache(maxsize=1024)
def _column_of(name: str) -> int:
    """Return the number of a column: AB → 28."""
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return column


class Area(NamedTuple):
    """A block of cells with both its ends."""

    first: Spot
    last: Spot

    def __contains__(self, spot: object) -> bool:
        """Whether a place lies in the block."""
        return (
            isinstance(spot, Spot)
            and self.first.row <= spot.row <= self.last.row
            and self.first.column <= spot.column <= self.last.column
        )


def within(cells: Mapping[Any, Any], area: Area) -> Iterator[Spot]:
    """Yield the cells of a block that there are, by looking at the fewer: those of the block, or all."""
    (top, left), (bottom, right) = area
    if (bottom - top + 1) * (right - left + 1) > len(cells):
        yield from [spot for row, column in cells if (spot := Spot(row, column)) in area]
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (spot := Spot(row, column)) in cells:
                yield spot


def _is_tall(area: Area) -> bool:
    return area.last.row - area.first.row > _TALL


def area_of(reference: str) -> Area:
    """Return the block of a reference such as B8 or B8:C9."""
    first, _, last = reference.partition(":")
    return Area(spot_of(first), spot_of(last or first))


class Grid:
    """A sheet read from its part; `root` is changed in place."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._data = child(root, "sheetData")
        self._rows: dict[int, Any] = {}
        self._cells: dict[Spot, Any] = {}
        self._number()

    def _number(self) -> None:
        """Give every row and cell its address: a writer may leave out what follows from the order."""
        number, of_cells = 0, own(self._data, "c")
        for row in self._data.iterchildren(own(self._data, "row")):
            number = int(row.get("r") or number + 1)
            row.set("r", str(number))
            self._rows[number] = row
            column = 0
            for cell in row.iterchildren(of_cells):
                spot, address = Spot(number, column + 1), cell.get("r")
                if address != str(spot):
                    spot = spot._replace(column=spot_of(address).column) if address else spot
                    cell.set("r", str(spot))
                column = spot.column
                self._cells[spot] = cell

    @property
    def cells(self) -> dict[Spot, Any]:
        """The cells the sheet has; not to be changed by the caller."""
        return self._cells

    @cached_property
    def merges(self) -> list[Area]:
        """The merged blocks."""
        merged = child(self.root, "mergeCells")
        return [] if merged is None else [area_of(one.get("ref")) for one in merged]

    def without_cells(self) -> bytes:
        """Return the part as it would be with no cell and no merged block: what openpyxl takes its time over."""
        bare = self.root.makeelement(self.root.tag, self.root.attrib, self.root.nsmap)
        left_out = (self._data, child(self.root, "mergeCells"))
        bare.extend(deepcopy(one) for one in self.root if one not in left_out)
        return serialise(bare)

    def corner(self, spot: Spot) -> Spot:
        """Return the cell that shows a place: the top left one of its merged block, or itself."""
        return self.area(spot).first

    def area(self, spot: Spot) -> Area:
        """Return the merged block a place lies in, or itself alone."""
        near = chain(self._merges_by_row.get(spot.row, ()), self._tall_merges)
        return next((area for area in near if spot in area), Area(spot, spot))

    @cached_property
    def _merges_by_row(self) -> Mapping[int, Sequence[Area]]:
        """The merged blocks by the rows they lie in: a long list has one or more in every row."""
        found: dict[int, list[Area]] = {}
        for area in self.merges:
            if not _is_tall(area):
                for row in range(area.first.row, area.last.row + 1):
                    found.setdefault(row, []).append(area)
        return found

    @cached_property
    def _tall_merges(self) -> Sequence[Area]:
        """Those of so many rows, whole columns among them, that they are not held by row."""
        return [area for area in self.merges if _is_tall(area)]

    def formulas(self) -> Iterator[tuple[Spot, Any]]:
        """Yield the cells with a formula, and its element."""
        for formula in list(self._data.iter(own(self._data, "f"))):
            yield spot_of(formula.getparent().get("r")), formula

    def has_formula(self, spot: Spot) -> bool:
        """Whether Excel works out what stands here, by the cell's own formula or by one that fills a block."""
        own_formula = spot in self._cells and child(self._cells[spot], "f") is not None
        return own_formula or any(spot in area for area in self._arrays)

    @cached_property
    def _arrays(self) -> list[Area]:
        return [area_of(one.get("ref")) for _, one in self.formulas() if one.get("t") in ("array", "dataTable")]

    def is_hidden(self, row: int, *, by_filter_alone: bool) -> bool:
        """Whether a row is not shown; or whether it is not because a filter leaves it out."""
        told = self._rows.get(row)
        if told is None or told.get("hidden") not in ("1", "true"):
            return False
        return not by_filter_alone or any(area.first.row <= row <= area.last.row for area in self._filters)

    @cached_property
    def _filters(self) -> list[Area]:
        filtered = child(self.root, "autoFilter")
        return [] if filtered is None or not len(filtered) else [area_of(filtered.get("ref"))]

    def style(self, spot: Spot) -> int:
        """Return the index of the style a place has, or would have once something stands there."""
        if spot in self._cells:
            return int(self._cells[spot].get("s", 0))
        row = self._rows.get(spot.row)
        if row is not None and row.get("customFormat") in ("1", "true"):
            return int(row.get("s", 0))
        column = self._column(spot.column)
        return 0 if column is None else int(column.get("style", 0))

    def width(self, column: int) -> float | None:
        """Return the width of a column in digits of the workbook's own type; None for the usual one."""
        told, usual = self._column(column), child(self.root, "sheetFormatPr")
        width = told.get("width") if told is not None else None
        width = width or (usual.get("defaultColWidth") if usual is not None else None)
        return float(width) if width else None

    def _column(self, number: int) -> Any:
        return next((column for first, last, column in self._columns if first <= number <= last), None)

    @cached_property
    def _columns(self) -> list[tuple[int, int, Any]]:
        """What the sheet says of columns: the first, the last, and the element."""
        told = child(self.root, "cols")
        return [] if told is None else [(int(one.get("min")), int(one.get("max")), one) for one in told]

    def number(self, spot: Spot) -> float | None:
        """Return the number typed into a cell; None for words, formulas and blanks."""
        cell = self._cells.get(spot)
        if cell is None or cell.get("t", "n") != "n" or child(cell, "f") is not None:
            return None
        text = getattr(child(cell, "v"), "text", None)
        return float(text) if text else None

    def is_blank(self, spot: Spot) -> bool:
        """Whether nothing is written in a cell."""
        cell = self._cells.get(spot)
        return cell is None or all(child(cell, name) is None for name in ("f", "v", "is"))

    def text(self, spot: Spot, shared: Sequence[str]) -> str:
        """Return the words typed into a cell, `shared` being the texts of the workbook; "" for anything else."""
        cell = self._cells.get(spot)
        if cell is None or child(cell, "f") is not None:
            return ""
        if cell.get("t") == "inlineStr":
            return words_of(child(cell, "is"))
        number = getattr(child(cell, "v"), "text", None) if cell.get("t") == "s" else None
        return shared[int(number)] if number else ""

    def put_number(self, spot: Spot, value: float) -> None:
        """Write a number."""
        cell = self._emptied(spot)
        _add(cell, "v", repr(value) if isinstance(value, float) else str(value))

    def put_text(self, spot: Spot, text: str) -> None:
        """Write a text into the cell itself: the list of texts all sheets share stays as it is. "" empties the cell."""
        cell = self._emptied(spot)
        if not text:
            return
        cell.set("t", "inlineStr")
        told = _add(_add(cell, "is"), "t", text)
        told.set(_SPACE, "preserve")

    def set_style(self, spot: Spot, style: int) -> None:
        """Give a place another style; the cell is made if need be."""
        cell = self._cells[spot] if spot in self._cells else self._new(spot)
        cell.set("s", str(style))

    def height(self, row: int) -> float | None:
        """Return the height the sheet gives a row, in points; None where it gives none."""
        told = self._rows[row].get("ht") if row in self._rows else None
        return float(told) if told else None

    def set_height(self, row: int, height: float) -> None:
        """Give a row that the sheet has its height, in points."""
        self._rows[row].set("ht", f"{height:g}")

    def _emptied(self, spot: Spot) -> Any:
        """Return the cell at a place, made if need be, with its style and nothing in it."""
        cell = self._cells.get(spot)
        if cell is None:
            cell = self._new(spot)
        for part in list(cell):
            cell.remove(part)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        return cell

    def _new(self, spot: Spot) -> Any:
        style = self.style(spot)
        row = self._rows.get(spot.row)
        if row is None:
            row = self._data.makeelement(own(self._data, "row"), {"r": str(spot.row)})
            self._data.insert(sum(number < spot.row for number in self._rows), row)
            self._rows[spot.row] = row
        row.attrib.pop("spans", None)  # only a hint, and no longer true
        cell = row.makeelement(own(row, "c"), {"r": str(spot)})
        if style:
            cell.set("s", str(style))
        before = [one for one in row.iterchildren(own(row, "c")) if spot_of(one.get("r")).column < spot.column]
        row.insert(len(before), cell)
        self._cells[spot] = cell
        self._widen(spot)
        return cell

    def _widen(self, spot: Spot) -> None:
        """Keep the sheet's own word of how far it reaches true."""
        dimension = child(self.root, "dimension")
        if dimension is None:
            return
        area = area_of(dimension.get("ref"))
        if spot in area:
            return
        first = Spot(min(area.first.row, spot.row), min(area.first.column, spot.column))
        last = Spot(max(area.last.row, spot.row), max(area.last.column, spot.column))
        dimension.set("ref", f"{first}:{last}")


def _add(parent: Any, name: str, text: str = "") -> Any:
    made = parent.makeelement(own(parent, name))
    if text:
        made.text = text
    parent.append(made)
    return made

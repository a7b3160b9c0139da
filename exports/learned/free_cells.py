"""The cells of a filled form that nothing of the book fills: the office may write them by hand.

They are those of its tables, by the lines drawn around them, and the blanks right after words that end with a colon.
A sheet that draws no lines has its table where words stand left of a cell and above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exports.learned import bound, lists
from exports.learned.fill import Form, Place, Value
from exports.learned.template import Template
from exports.learned.xml.formats import Styles
from exports.learned.xml.grid import Area, Grid, Spot
from models.text import fold

_MOST = 20_000  # cells looked at on a sheet; one beyond is no form
_NUMBERED = {"tt", "stt", "so tt", "so thu tu"}
_MARK = re.compile(r"[^\W\d]{0,2}")
"""What stands beside the numbers of the columns, below headings: A, B."""


def of(form: Form, filled: Mapping[Place, Value], moving: Mapping[str, int]) -> Iterator[Place]:
    """Yield the cells that are blank, or hold a number that came with the form, and are not among those `filled`.

    `moving` are the sheets with lists and the row of the first: from there on only cells with words beside and above
    are meant, by which they are found again.
    """
    styles, shared = Styles(form.package), form.package.shared_texts()
    for sheet in form.package.sheets:
        grid = form.grid(sheet.name) if sheet.is_shown else None
        if grid is not None:
            told = {place.spot: value for place, value in filled.items() if place.sheet == sheet.name}
            yield from (
                Place(sheet.name, spot) for spot in _Sheet(grid, styles, shared, told).free(moving.get(sheet.name))
            )


def _firsts(found: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """Return key → the least of its values."""
    made: dict[int, int] = {}
    for key, value in found:
        made[key] = min(value, made.get(key, value))
    return made


def unbound(template: Template, sheet: str) -> list[Spot]:
    """Return the blank cells of a sheet's table that are bound to nothing, from the top down; no column of remarks.

    The rows that a list is written down are filled with it.
    """
    form, bound_to = template.form, [one for one in template.bindings if one.place.sheet == sheet]
    grid = form.grid(sheet)
    if grid is None:
        return []
    taken: dict[Spot, Value] = {form.corner(one.place).spot: 0 for one in bound_to}
    listed = [one.place for one in bound_to if one.kind == bound.ROWS]
    below = {at.spot.row + down for at in listed for down in range(1, min(lists.room(form, at, _MOST), _MOST))}
    told = _Sheet(grid, Styles(form.package), form.package.shared_texts(), taken)
    return [spot for spot in told.free(None) if spot.row not in below and told.is_left(spot)]


@dataclass(frozen=True)
class _Sheet:
    """A sheet, and what is filled into it."""

    grid: Grid
    styles: Styles
    shared: Sequence[str]
    filled: Mapping[Spot, Value]

    def free(self, moving: int | None) -> Iterator[Spot]:
        rows = max((spot.row for spot in self.grid.cells), default=0)
        columns = max((area.last.column for area in self._areas.values()), default=0)
        columns = max(columns, max((spot.column for spot in self._lined), default=0))
        if rows * columns > _MOST:
            return
        for row in range(1, rows + 1):
            for column in range(1, columns + 1):
                spot = Spot(row, column)
                if self._is_free(spot) and (moving is None or row < moving or self._has_words(spot)):
                    yield spot

    def is_left(self, spot: Spot) -> bool:
        """Whether a cell that is free is blank, its row and column speak of something and it is for no remark."""
        return self.grid.is_blank(spot) and self._has_words(spot) and "ghi chu" not in fold(self._heading(spot))

    def _is_free(self, spot: Spot) -> bool:
        if spot in self.filled or self.grid.corner(spot) != spot or self.grid.has_formula(spot):
            return False
        if self.grid.number(spot) is not None:
            return self._is_of_table(spot) and self._has_words(spot) and not self._is_numbering(spot)
        return self.grid.is_blank(spot) and (self._is_of_table(spot) or self._is_asked(spot))

    def _is_of_table(self, spot: Spot) -> bool:
        return spot in self._lined if self._lined else self._has_words(spot)

    def _has_words(self, spot: Spot) -> bool:
        """Whether words stand left of a cell in its row and above it in its column."""
        before, above = self._first_column.get(spot.row), self._first_row.get(spot.column)
        return before is not None and before < spot.column and above is not None and above < spot.row

    def _is_asked(self, spot: Spot) -> bool:
        """Whether a cell comes right after words that ask for something: “Số hộ dân:”."""
        before = self.grid.corner(Spot(spot.row, spot.column - 1)) if spot.column > 1 else spot
        return self._texts.get(before, "").rstrip(" .…_").endswith(":")

    def _is_numbering(self, spot: Spot) -> bool:
        """Whether a number counts the lines of a table, or its columns below their headings."""
        if fold(self._heading(spot)) in _NUMBERED:
            return True
        beside = [self._texts[one] for one in self._texts if one.row == spot.row]
        return all(_MARK.fullmatch(text.strip(" ().")) for text in beside)

    def _heading(self, spot: Spot) -> str:
        """Return the words that stand nearest above a cell."""
        rows = range(spot.row - 1, 0, -1)
        return next((text for row in rows if (text := self._texts.get(self.grid.corner(Spot(row, spot.column))))), "")

    @cached_property
    def _texts(self) -> Mapping[Spot, str]:
        """The words of the sheet, those filled in among them."""
        printed = {spot: text for spot in self.grid.cells if (text := self.grid.text(spot, self.shared))}
        written = {spot: value for spot, value in self.filled.items() if isinstance(value, str)}
        return {spot: text for spot, text in (printed | written).items() if any(map(str.isalpha, text))}

    @cached_property
    def _areas(self) -> Mapping[Spot, Area]:
        return {spot: self.grid.area(spot) for spot in self._texts}

    @cached_property
    def _first_column(self) -> Mapping[int, int]:
        """Row → the first column in which words stand."""
        return _firsts(
            (row, area.first.column)
            for area in self._areas.values()
            for row in range(area.first.row, area.last.row + 1)
        )

    @cached_property
    def _first_row(self) -> Mapping[int, int]:
        """Column → the first row in which words stand."""
        return _firsts(
            (column, area.first.row)
            for area in self._areas.values()
            for column in range(area.first.column, area.last.column + 1)
        )

    @cached_property
    def _lined(self) -> Collection[Spot]:
        """The cells with lines at a side and above or below."""
        return {spot for spot in self.grid.cells if self.styles.is_lined(self.grid.style(spot))}

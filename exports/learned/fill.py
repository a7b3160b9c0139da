"""Filling a form by writing into its sheets' XML: the bound cells change, and nothing else.

openpyxl would lose text boxes, controls, rich text and header pictures on the way through; this way every part of the
file but the sheets written to, and the workbook's wish to be calculated anew, stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from exports import metrics
from exports.learned.calc import formulas
from exports.learned.xml import heights, inserting, pivots
from exports.learned.xml.formats import Styles
from exports.learned.xml.grid import Grid, Spot
from exports.learned.xml.package import Package, child, parse, serialise
from exports.learned.xml.references import Insertion
from exports.report import percentage
from models.dates import PartialDate

Value = str | int | float | Fraction | date | PartialDate
"""What a cell may be given; a Fraction is a share (0–1)."""

_LONGEST = 32_767  # letters in a cell, in Excel
_FREE, _TITLE = 3, 12  # rows from the last words above to a name, at least; and to its title, at most
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


class Place(NamedTuple):
    """A cell of a workbook."""

    sheet: str
    spot: Spot

    def __str__(self) -> str:
        """Return it as a sentence names it: ô B8, trang “Biểu 1”."""
        return f"ô {self.spot}, trang “{self.sheet}”"


class Form:
    """A form as it came, to be asked about its cells and to be filled any number of times."""

    def __init__(self, content: bytes, name: str = "", *, package: Package | None = None) -> None:
        self.content = content
        self.name = name
        self.package = package or Package(content, name)
        self._parts = {sheet.name: sheet.part for sheet in self.package.sheets}
        self._grids: dict[str, Grid] = {}
        self._kinds = Styles(self.package).kinds

    @property
    def ending(self) -> str:
        """The ending of a filled form's file."""
        return self.package.ending

    @property
    def has_sheets(self) -> bool:
        """Whether a sentence about a cell must name its sheet: there is more than one."""
        return len(self._parts) > 1

    def grid(self, sheet: str) -> Grid | None:
        """Return a sheet as it came, only to be looked at; None for one there is not."""
        if sheet in self._parts and sheet not in self._grids:
            self._grids[sheet] = Grid(parse(self.package.read(self._parts[sheet])))
        return self._grids.get(sheet)

    def why_not(self, place: Place) -> str:
        """Return why nothing can be written into a cell, as the end of a sentence; "" where it can."""
        grid = self.grid(place.sheet)
        if grid is None:
            return f"biểu không có trang “{place.sheet}”"
        if grid.has_formula(grid.corner(place.spot)):
            return "ô này có công thức của cấp trên, được giữ nguyên"
        return ""

    def corner(self, place: Place) -> Place:
        """Return the cell that shows a place: the top left one of a merged block."""
        grid = self.grid(place.sheet)
        return place if grid is None else Place(place.sheet, grid.corner(place.spot))

    def shows_percent(self, place: Place) -> bool:
        """Whether a cell shows 0,5 as 50 %."""
        grid = self.grid(place.sheet)
        return grid is not None and self._kind(grid, grid.corner(place.spot)) == "percent"

    def number(self, place: Place) -> float | None:
        """Return the number printed in a cell of the form; None for anything else."""
        grid = self.grid(place.sheet)
        return None if grid is None else grid.number(grid.corner(place.spot))

    def with_rows(self, insertions: Sequence[Insertion]) -> tuple[Form, list[str]]:
        """Return the form with rows put in, and what to look at afterwards. Raises KnownError if that would harm it."""
        if not insertions:
            return self, []
        package = self.package.copy()
        told = inserting.insert(package, insertions)
        return Form(self.content, self.name, package=package), told

    def fill(self, values: Mapping[Place, Value], on: date | None = None) -> tuple[bytes, list[Place]]:
        """Return the filled file, and the formulas of the sheets written to whose result only Excel can tell.

        The places must be ones of which `why_not` says nothing. A date goes in as a date where the cell's format
        shows one, or says nothing and there is room for one, else as text dd/mm/yyyy; one known in part as a text on
        the same side; a share as the format wants it. A text too long for a cell of a table goes on in further lines.
        `on` is the day the form is made.
        """
        package = self.package.copy()
        grids = {sheet.name: Grid(parse(package.read(sheet.part))) for sheet in package.sheets}
        styles = Styles(package)
        written: set[tuple[str, Spot]] = set()
        for place, value in values.items():
            grid = grids[place.sheet]
            corner = grid.corner(place.spot)
            self._put(grid, corner, value, styles)
            written.add((place.sheet, corner))
        styles.save()
        touched = formulas.reached(grids, {place.sheet for place in values})
        left = formulas.work_out(grids, touched, written, package, on)
        for sheet in touched:
            package.write(self._parts[sheet], serialise(grids[sheet].root))
        package.ask_for_recalculation()
        pivots.ask_for_refresh(package, touched)
        texts = {name: (grids[name], {spot for sheet, spot in written if sheet == name}) for name in touched}
        for sheet in heights.state(package, texts):
            package.write(self._parts[sheet], serialise(grids[sheet].root))
        return package.to_bytes(), [Place(sheet, spot) for sheet, spot in left]

    def _put(self, grid: Grid, spot: Spot, value: Value, styles: Styles) -> None:
        kind = self._kind(grid, spot)
        if isinstance(value, PartialDate):
            value = value.first if value.is_full else self._in_part(grid, spot, kind, value, styles)
        if isinstance(value, date) and value.year >= 1901 and _takes_date(grid, spot, kind, styles):
            if kind == "general":
                grid.set_style(spot, styles.dated(grid.style(spot)))
            grid.put_number(spot, (value - self._day_zero).days)
        elif isinstance(value, date):
            grid.put_text(spot, f"{value:%d/%m/%Y}")
        elif isinstance(value, Fraction):
            grid.put_number(spot, float(value) if kind == "percent" else percentage(value) or 0)
        elif isinstance(value, str):
            title = _title_above(grid, spot, styles) if spot not in grid.cells else None
            if title is not None:
                grid.set_style(spot, styles.on_one_line(grid.style(title)))
            text = value.translate(_NOT_XML)[:_LONGEST]
            grid.put_text(spot, text)
            style = grid.style(spot)
            if styles.is_lined(style) and metrics.text_width(text, styles.font(style).size) > _room(grid, spot, styles):
                grid.set_style(spot, styles.wrapped(style))
        else:
            grid.put_number(spot, value)

    @staticmethod
    def _in_part(grid: Grid, spot: Spot, kind: str, value: PartialDate, styles: Styles) -> str:
        """Return a day known in part as the text it is, put on the side where Excel shows the whole ones."""
        style = grid.style(spot)
        if _takes_date(grid, spot, kind, styles) and (side := styles.beside_dates(style)) != style:
            grid.set_style(spot, side)
        return str(value)

    def _kind(self, grid: Grid, spot: Spot) -> str:
        style = grid.style(spot)
        return self._kinds[style] if style < len(self._kinds) else ""

    @property
    def _day_zero(self) -> date:
        """The day before day 1; for the calendar of 1900 with the day it wrongly counts (29/02/1900) taken in."""
        properties = child(self.package.workbook, "workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        return date(1904, 1, 1) if is_1904 else date(1899, 12, 30)


def _takes_date(grid: Grid, spot: Spot, kind: str, styles: Styles) -> bool:
    """Whether a cell shows a number as a date, or says nothing of numbers and can be made to."""
    return kind == "date" or (kind == "general" and _has_room(grid, spot, styles))


def _has_room(grid: Grid, spot: Spot, styles: Styles) -> bool:
    """Whether a date fits a cell: Excel shows ##### for one that is wider."""
    style = grid.style(spot)
    return metrics.date_width(*styles.font(style)) <= _room(grid, spot, styles) or styles.shrinks(style)


def _room(grid: Grid, spot: Spot, styles: Styles) -> float:
    """Return how wide a text in a cell may be: points."""
    area, digit = grid.area(spot), metrics.digit_pixels(*styles.font(0))
    widths = (grid.width(column) for column in range(area.first.column, area.last.column + 1))
    room = sum(metrics.DEFAULT_COLUMN if one is None else metrics.column_points(one, digit) for one in widths)
    return room - metrics.PADDING


def _title_above(grid: Grid, spot: Spot, styles: Styles) -> Spot | None:
    """Return the title that a name of which the file has no cell goes some rows below: “NGƯỜI LẬP BIỂU”.

    It is the nearest upright words in the column beyond blank rows; None where there are none.
    """
    rows = range(spot.row - 1, max(0, spot.row - _TITLE), -1)
    above = [at for row in rows if not grid.is_blank(at := Spot(row, spot.column))]
    if not above or above[0].row > spot.row - _FREE:
        return None
    return next((at for at in above if not styles.is_italic(grid.style(at))), None)

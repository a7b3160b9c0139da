"""A written workbook as pages: what stands where on paper, for preview, printer and PDF alike.

Positions are points from the upper left corner of the paper. Taken from the file as it was read again, so that what is
seen is what was written. Columns are never spread over several pages: all our sheets are fitted to the width.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange

from exports import geometry, inner, metrics
from exports.inner import AnySheet
from exports.shown import shown
from models.progress import SILENT, Progress

_A4 = (595.276, 841.89)
_INCH = 72.0
_THICKNESS = {"hair": 0.25, "medium": 1.25, "thick": 2.0}
_DASHED = {"dashed", "dotted", "hair", "mediumDashed", "dashDot"}


class Box(NamedTuple):
    """A rectangle on paper."""

    x: float
    y: float
    width: float
    height: float


class Face(NamedTuple):
    """A typeface as drawn; `underline` is "", "text" (touching) or "rule" (a line below the text)."""

    name: str
    size: float
    bold: bool
    italic: bool
    underline: str
    colour: str


class Words(NamedTuple):
    """Lines of text in a box; `across` is left, center or right, `down` top, center or bottom.

    `cell` is the row and column of the sheet where the text stands; (0, 0) for page numbers.
    """

    box: Box
    lines: tuple[str, ...]
    face: Face
    across: str
    down: str
    cell: tuple[int, int] = (0, 0)


class Rule(NamedTuple):
    """A line of a border."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float
    dashed: bool


class Patch(NamedTuple):
    """A filled rectangle."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of paper: `number` counts within the worksheet `sheet`."""

    width: float
    height: float
    sheet: str
    number: int
    patches: tuple[Patch, ...]
    rules: tuple[Rule, ...]
    words: tuple[Words, ...]


def paginate(workbook: Workbook, *, has_blanks: bool = False, progress: Progress = SILENT) -> list[Page]:
    """Return the pages of all sheets in order; `has_blanks` as `sheet_pages` has them.

    `progress` is asked before each page whether to go on; how many there will be is not known to it.
    """
    drawn: list[Page] = []
    for sheet in (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"):
        for page in _Layout(sheet, has_blanks=has_blanks).pages():
            progress.step(len(drawn), 0)
            drawn.append(page)
    return drawn


def sheet_pages(sheet: AnySheet) -> list[Page]:
    """Return the pages of one sheet with an empty text in every blank cell it has, so that these can be pointed at."""
    return list(_Layout(sheet, has_blanks=True).pages())


def first_rows(sheet: AnySheet) -> list[int]:
    """Return the row each page of a sheet begins with, repeated rows left aside."""
    return [rows[0] for rows in _Layout(sheet).page_rows()]


class _Look(NamedTuple):
    """What a cell's style comes to: typeface at full size, alignment, the four border styles, fill."""

    face: Face
    across: str
    down: str
    wraps: bool
    indent: float
    format: str
    edges: tuple[str, str, str, str]
    fill: str


class _Layout:
    """Measures of one sheet, and its division into pages."""

    def __init__(self, sheet: AnySheet, *, has_blanks: bool = False) -> None:
        self.sheet = sheet
        self.has_blanks = has_blanks
        area = CellRange(sheet.print_area.rpartition("!")[2].replace("$", "")) if sheet.print_area else None
        self.rows = range(area.min_row, area.max_row + 1) if area else range(1, sheet.max_row + 1)
        self.columns = range(area.min_col, area.max_col + 1) if area else range(1, sheet.max_column + 1)
        self.widths = geometry.column_widths(sheet, self.columns[-1])
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
        self.heights = {row: self._height(row) for row in self.rows}
        self.titles = self._titles()
        setup, margins = sheet.page_setup, sheet.page_margins
        self.paper = _A4[::-1] if setup.orientation == "landscape" else _A4
        self.left, self.top = margins.left * _INCH, margins.top * _INCH
        self.room = (
            self.paper[0] - self.left - margins.right * _INCH,
            self.paper[1] - self.top - margins.bottom * _INCH,
        )
        self.scale = self._scale()
        self._looks: dict[tuple[int, ...], _Look] = {}

    def _height(self, row: int) -> float:
        alone = (cell for cell in self.cells.get(row, {}).values() if not self.is_merged(row, cell.column))
        return geometry.row_height(self.sheet, row, alone, self.widths)

    def is_merged(self, row: int, column: int) -> bool:
        return (row, column) in self.merges or (row, column) in self.covered

    def _titles(self) -> range:
        if not self.sheet.print_title_rows:
            return range(0)
        first, last = (int(row) for row in self.sheet.print_title_rows.replace("$", "").split(":"))
        return range(first, last + 1)

    def _scale(self) -> float:
        """Excel shrinks in whole per cent and never enlarges."""
        setup, fitted = self.sheet.page_setup, self.sheet.sheet_properties.pageSetUpPr
        if not (fitted and fitted.fitToPage):
            return (setup.scale or 100) / 100
        scale = min(1.0, self.room[0] / max(1.0, sum(self.widths[column - 1] for column in self.columns)))
        if setup.fitToHeight:
            scale = min(scale, self.room[1] * setup.fitToHeight / max(1.0, sum(self.heights.values())))
        return math.floor(scale * 100 + 1e-9) / 100

    def page_rows(self) -> list[list[int]]:
        """Divide the rows into pages; repeated rows are not among them."""
        room = self.room[1] / self.scale
        breaks = {mark.id for mark in self.sheet.row_breaks.brk}
        repeated = sum(self.heights.get(row, 0.0) for row in self.titles)
        pages: list[list[int]] = [[]]
        used = 0.0
        for row in self.rows:
            height = self.heights[row]
            if pages[-1] and (used + height > room + 0.01 or row - 1 in breaks):
                pages.append([])
                used = repeated if row not in self.titles and self.titles and row >= self.titles.stop else 0.0
            pages[-1].append(row)
            used += height
        return pages

    def pages(self) -> Iterator[Page]:
        """Draw the pages."""
        for number, rows in enumerate(self.page_rows(), 1):
            repeated = list(self.titles) if self.titles and rows[0] >= self.titles.stop else []
            yield _Drawing(self, repeated + rows, number).page()

    def look(self, cell: Any) -> _Look:
        """Return what a cell's style comes to, worked out once for each style."""
        key = inner.style(cell)
        if key not in self._looks:
            self._looks[key] = _look(cell)
        return self._looks[key]


def _look(cell: Any) -> _Look:
    font, alignment, border, fill = cell.font, cell.alignment, cell.border, cell.fill
    colour = font.color.rgb[-6:] if font.color and isinstance(font.color.rgb, str) else "000000"
    underline = {"single": "text", "double": "text", "singleAccounting": "rule", "doubleAccounting": "rule"}
    solid = fill.fill_type == "solid" and isinstance(fill.fgColor.rgb, str)
    return _Look(
        Face(font.name, font.sz or 11, bool(font.b), bool(font.i), underline.get(font.u, ""), f"#{colour}"),
        alignment.horizontal or "general",
        alignment.vertical or "bottom",
        bool(alignment.wrap_text),
        (alignment.indent or 0) * 7.0,
        cell.number_format,
        tuple((getattr(border, side).style or "") if getattr(border, side) else "" for side in _SIDES),  # pyright: ignore
        f"#{fill.fgColor.rgb[-6:]}" if solid else "",
    )


_SIDES = ("left", "top", "right", "bottom")


class _Drawing:
    """One page being drawn: places of its columns and rows, and the edges met so far."""

    def __init__(self, layout: _Layout, rows: list[int], number: int) -> None:
        self.layout = layout
        self.number = number
        self.place = {row: place for place, row in enumerate(rows)}
        self.rows = rows
        scale = layout.scale
        self.x = [layout.left]
        for column in layout.columns:
            self.x.append(self.x[-1] + layout.widths[column - 1] * scale)
        self.y = [layout.top]
        for row in rows:
            self.y.append(self.y[-1] + layout.heights[row] * scale)
        self.across: dict[tuple[int, int], str] = {}  # (line between rows, column) -> border style
        self.down: dict[tuple[int, int], str] = {}  # (line between columns, row) -> border style
        self.patches: list[Patch] = []
        self.words: list[Words] = []

    def page(self) -> Page:
        """Draw every cell of the page."""
        first = self.layout.columns[0]
        for place, row in enumerate(self.rows):
            for column, cell in self.layout.cells.get(row, {}).items():
                if column in self.layout.columns and (row, column) not in self.layout.covered:
                    self._cell(place, column - first, cell)
        self._running_head()
        width, height = self.layout.paper
        return Page(
            width,
            height,
            self.layout.sheet.title,
            self.number,
            tuple(self.patches),
            tuple(self._rules()),
            tuple(self.words),
        )

    def _cell(self, place: int, column: int, cell: Any) -> None:
        look = self.layout.look(cell)
        below, right = place + 1, column + 1
        merge = self.layout.merges.get((cell.row, cell.column))
        if merge:
            right = min(len(self.x) - 1, column + merge.max_col - merge.min_col + 1)
            below = place + sum(row in self.place for row in range(merge.min_row, merge.max_row + 1))
        left_edge, top_edge, right_edge, bottom_edge = look.edges
        for step in range(column, right):
            self._edge(self.across, (place, step), top_edge)
            self._edge(self.across, (below, step), bottom_edge)
        for step in range(place, below):
            self._edge(self.down, (column, step), left_edge)
            self._edge(self.down, (right, step), right_edge)
        box = Box(self.x[column], self.y[place], self.x[right] - self.x[column], self.y[below] - self.y[place])
        if look.fill:
            self.patches.append(Patch(box, look.fill))
        if (cell.value is not None or self.layout.has_blanks) and box.width and box.height:
            self._text(box, column, right, cell, look)

    @staticmethod
    def _edge(edges: dict[tuple[int, int], str], key: tuple[int, int], style: str) -> None:
        if style:
            edges[key] = style

    def _text(self, box: Box, column: int, right: int, cell: Any, look: _Look) -> None:
        text, face, scale = shown(cell.value, look.format), look.face, self.layout.scale
        is_text = isinstance(cell.value, str)
        across = look.across if look.across != "general" else "left" if is_text else "right"
        if look.wraps:
            room = box.width / scale - metrics.PADDING - look.indent
            lines = tuple(metrics.wrap(text, room, face.size, face.bold, metrics.PADDING)) or ("",)
        else:
            lines = (text.replace("\n", " "),)
            if is_text and right - column == 1:
                box = self._overflow(box, column, cell, across, metrics.text_width(lines[0], face.size, face.bold))
        pad = metrics.PADDING / 2 * scale
        start = box.x + pad + (look.indent * scale if across == "left" else 0.0)
        inner = Box(start, box.y, box.x + box.width - pad - start, box.height)
        place = (cell.row, cell.column)
        self.words.append(Words(inner, lines, face._replace(size=face.size * scale), across, look.down, place))

    def _overflow(self, box: Box, column: int, cell: Any, across: str, width: float) -> Box:
        """Let an unwrapped text run on over the empty cells beside it."""
        beside, first = self.layout.cells[cell.row], self.layout.columns[0]
        need = (width + metrics.PADDING) * self.layout.scale
        start, end = column, column + 1

        def is_free(place: int) -> bool:
            number = place + first
            taken = number in beside and beside[number].value is not None
            return 0 <= place < len(self.x) - 1 and not taken and not self.layout.is_merged(cell.row, number)

        while self.x[end] - self.x[start] < need:
            if across != "right" and is_free(end):
                end += 1
            elif across != "left" and is_free(start - 1):
                start -= 1
            else:
                break
        return Box(self.x[start], box.y, self.x[end] - self.x[start], box.height)

    def _rules(self) -> Iterator[Rule]:
        """Join the edges of neighbouring cells into long lines."""
        for (line, start), end, style in _runs(self.across):
            yield _rule(self.x[start], self.y[line], self.x[end], self.y[line], style)
        for (line, start), end, style in _runs(self.down):
            yield _rule(self.x[line], self.y[start], self.x[line], self.y[end], style)

    def _running_head(self) -> None:
        """Write the page number where the sheet asks for it."""
        sheet = self.layout.sheet
        quiet = sheet.HeaderFooter.differentFirst and self.number == 1
        for part, at_top in ((sheet.oddHeader.center, True), (sheet.oddFooter.center, False)):
            if quiet or not part.text:
                continue
            text = part.text.replace("&[Page]", "&P").replace("&P", str(self.number))
            height = self.layout.paper[1]
            margin = (sheet.page_margins.header if at_top else sheet.page_margins.footer) * _INCH
            size = float(part.size or 11) * self.layout.scale  # Excel shrinks them with the sheet
            box = Box(self.layout.left, margin if at_top else height - margin - 2 * size, self.layout.room[0], 2 * size)
            face = Face((part.font or "Times New Roman").split(",")[0], size, False, False, "", "#000000")
            self.words.append(Words(box, (text,), face, "center", "top" if at_top else "bottom"))


def _runs(edges: dict[tuple[int, int], str]) -> Iterator[tuple[tuple[int, int], int, str]]:
    """Return (line, first step), the end of the run, and its style, of steps that follow one another."""
    start: tuple[int, int] | None = None
    end, style = 0, ""
    for line, step in sorted(edges):
        if start is None or line != start[0] or step != end or edges[line, step] != style:
            if start is not None:
                yield start, end, style
            start, style = (line, step), edges[line, step]
        end = step + 1
    if start is not None:
        yield start, end, style


def _rule(x1: float, y1: float, x2: float, y2: float, style: str) -> Rule:
    return Rule(x1, y1, x2, y2, _THICKNESS.get(style, 0.5), style in _DASHED)

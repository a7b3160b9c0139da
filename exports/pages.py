"""A written workbook as pages: what stands where on paper, for preview, printer and PDF alike.

Positions are points from the upper left corner of the paper. Taken from the file as it was read again, so that what is
seen is what was written. How a sheet is divided into pages is told in page_layout.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.chartsheet import Chartsheet

from exports import conditions, geometry, inner, metrics, page_layout
from exports.chart_pages import chart_page
from exports.condition_signs import written
from exports.conditions import Shade
from exports.inner import AnySheet
from exports.looks import Look, look_of
from exports.on_paper import Anchored as Anchored
from exports.on_paper import Box as Box
from exports.on_paper import Face as Face
from exports.on_paper import Page as Page
from exports.on_paper import Patch, Piece, Point, Rule
from exports.on_paper import Picture as Picture
from exports.on_paper import Words as Words
from exports.page_layout import Area, Layout
from exports.page_words import in_pieces, paragraphs, running_heads
from exports.rich_text import Runs as Runs
from exports.shown import rounded, shown
from models.progress import SILENT, Progress

_THICKNESS = {"hair": 0.25, "medium": 1.25, "thick": 2.0}
_HAIR = 0.01  # points that sums of lengths may differ by
_DASHED = {"dashed", "dotted", "hair", "mediumDashed", "dashDot"}

SheetRuns = Mapping[tuple[int, int], tuple[Piece, ...]]
Pictures = Mapping[str, Sequence[Anchored]]
"""What is drawn over the cells of a workbook, by sheet."""


def paginate(
    workbook: Workbook,
    *,
    has_blanks: bool = False,
    pictures: Pictures | None = None,
    runs: Runs | None = None,
    today: date | None = None,
    progress: Progress = SILENT,
) -> list[Page]:
    """Return the pages of all sheets in order; `has_blanks` as `sheet_pages` has them, `today` is for rules of time.

    `progress` is asked before each page whether to go on; how many there will be is not known to it.
    """
    drawn: list[Page] = []
    sheets: list[Any] = [workbook[name] for name in workbook.sheetnames]
    for sheet in (sheet for sheet in sheets if sheet.sheet_state == "visible"):
        over, texts = (pictures or {}).get(sheet.title, ()), (runs or {}).get(sheet.title, {})
        if isinstance(sheet, Chartsheet):
            drawn += [chart_page(sheet, over)] if over else []
            continue
        for page in _pages(sheet, has_blanks=has_blanks, pictures=over, runs=texts, today=today):
            progress.step(len(drawn), 0)
            drawn.append(page)
    return drawn


def sheet_pages(sheet: AnySheet, pictures: Sequence[Anchored] = (), runs: SheetRuns | None = None) -> list[Page]:
    """Return the pages of one sheet with an empty text in every blank cell it has, so that these can be pointed at."""
    return list(_pages(sheet, has_blanks=True, is_whole=True, pictures=pictures, runs=runs or {}))


def _pages(
    sheet: AnySheet,
    *,
    has_blanks: bool,
    pictures: Sequence[Anchored],
    runs: SheetRuns,
    today: date | None = None,
    is_whole: bool = False,
) -> Iterator[Page]:
    """Draw the pages of a sheet one by one; `is_whole` with the cells at its end that show nothing on paper."""
    reach = [geometry.place_of(sheet, *one.last) for one in pictures]
    over = [
        Area(range(one.first.row, row + 1), range(one.first.column, column + 1))
        for one, (row, column) in zip(pictures, reach, strict=True)
    ]
    found = page_layout.areas(sheet, has_blanks=is_whole, reach=reach)
    layouts = [Layout(sheet, area, has_blanks=has_blanks, over=over) for area in found]
    divided = [(layout, rows, columns) for layout in layouts for rows, columns in layout.pages()]
    dress = _Dress({}, conditions.shades(sheet, today) if sheet.conditional_formatting else {}, runs)
    for number, (layout, rows, columns) in enumerate(divided, 1):
        yield _Drawing(layout, rows, columns, (number, len(divided)), dress).page(pictures)


class _Dress(NamedTuple):
    """How the cells of a sheet look: by their styles, by conditions on what they hold, by the fonts in their texts."""

    looks: dict[tuple[int, ...], Look]
    shades: Mapping[tuple[int, int], Shade]
    runs: SheetRuns


class _Drawing:
    """One page being drawn: places of its columns and rows, and the edges met so far."""

    def __init__(
        self,
        layout: Layout,
        rows: list[int],
        columns: list[int],
        number: tuple[int, int],
        dress: _Dress,
    ) -> None:
        self.layout = layout
        self.number, self.count = number
        self.looks, self.shades, self.runs = dress
        self.slants: list[Rule] = []
        self.place = {row: place for place, row in enumerate(rows)}
        self.stand = {column: place for place, column in enumerate(columns)}
        self.rows, self.columns = rows, columns
        self.x = [layout.left, *(layout.width(column) * layout.scale for column in columns)]
        self.y = [layout.top, *(layout.heights[row] * layout.scale for row in rows)]
        for line in (self.x, self.y):
            for place in range(1, len(line)):
                line[place] += line[place - 1]
        self.across: dict[tuple[int, int], str] = {}  # (line between rows, column) -> border style
        self.down: dict[tuple[int, int], str] = {}  # (line between columns, row) -> border style
        self.patches: list[Patch] = []
        self.words: list[Words] = []

    def page(self, pictures: Sequence[Anchored] = ()) -> Page:
        """Draw every cell of the page."""
        for place, row in enumerate(self.rows):
            for column, cell in self.layout.cells.get(row, {}).items():
                if column in self.stand and (row, column) not in self.layout.covered:
                    self._cell(place, self.stand[column], cell)
        for (row, column), merge in self.layout.merges.items():  # those that begin on a page before
            if (row not in self.place or column not in self.stand) and (cell := self.layout.cells[row].get(column)):
                rows, columns = self._seen(merge)
                if rows and columns:
                    self._cell(rows[0], columns[0], cell)
        self.words += running_heads(self.layout, self.number, self.count)
        width, height = self.layout.paper
        return Page(
            width,
            height,
            self.layout.sheet.title,
            self.number,
            tuple(self.patches),
            tuple(self._rules()),
            tuple(self.words),
            tuple(self._pictures(pictures)),
        )

    def _pictures(self, pictures: Sequence[Anchored]) -> Iterator[Picture]:
        """Place pictures by the cells they are anchored to; each page shows the part that lies on it."""
        clip = Box(self.x[0], self.y[0], self.x[-1] - self.x[0], self.y[-1] - self.y[0])
        for one in pictures:
            left, top = self._point(one.first)
            right, bottom = self._point(one.last)
            is_seen = left < clip.x + clip.width and right >= clip.x and top < clip.y + clip.height and bottom >= clip.y
            if is_seen:
                box, scale = Box(left, top, right - left, bottom - top), self.layout.scale
                texts = paragraphs(one.shape, box, scale) if one.shape is not None else ()
                yield Picture(box, clip, one.content, one.words, one.shape, texts, one.chart, scale)

    def _point(self, point: Point) -> tuple[float, float]:
        """Return where a point of the sheet would be on this page's paper; it may lie beside or below it."""
        layout, row, column = self.layout, self.rows[-1], self.columns[-1]  # never a repeated one
        wide, high = layout.span(layout.width, column, point.column), layout.span(layout.height, row, point.row)
        return (
            self.x[-2] + (wide + point.across) * layout.scale,
            self.y[-2] + (high + point.down) * layout.scale,
        )

    def _cell(self, place: int, column: int, cell: Any) -> None:
        look = self._look(cell)
        below, right = place + 1, column + 1
        merge = self.layout.merges.get((cell.row, cell.column))
        if merge:
            rows, columns = self._seen(merge)
            right, below = column + len(columns), place + len(rows)
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
        self._slanted(box, look.slants)
        shade = self.shades.get((cell.row, cell.column))
        if shade is not None and shade.bar is not None:
            start, end, colour = shade.bar
            wide = box.width - 2 * self.layout.scale
            self.patches.append(Patch(Box(box.x + wide * start, box.y, wide * (end - start), box.height), colour))
        if shade is not None and shade.sign is not None:
            alone = None if shade.shows_value else (cell.row, cell.column)
            self.words.append(written(shade.sign, box, look, self.layout.scale, alone))
        if shade is not None and not shade.shows_value:
            return
        if (cell.value is not None or self.layout.has_blanks) and box.width and box.height:
            whole = self._whole(merge, column, place) if merge else box
            self._text(whole, column, right, cell, look)
            if whole.width > box.width + _HAIR or whole.height > box.height + _HAIR:
                self.words[-1] = self.words[-1]._replace(clip=box)

    def _seen(self, merge: Any) -> tuple[list[int], list[int]]:
        """Return the places of the rows and columns of a merged block that are on this page."""
        rows = [self.place[row] for row in range(merge.min_row, merge.max_row + 1) if row in self.place]
        return rows, [self.stand[one] for one in range(merge.min_col, merge.max_col + 1) if one in self.stand]

    def _whole(self, merge: Any, column: int, place: int) -> Box:
        """Return the room of a merged block of which the cell at these places is on the page: it may go beyond it."""
        layout, scale = self.layout, self.layout.scale
        left = self.x[column] - layout.span(layout.width, merge.min_col, self.columns[column]) * scale
        top = self.y[place] - layout.span(layout.height, merge.min_row, self.rows[place]) * scale
        wide = layout.span(layout.width, merge.min_col, merge.max_col + 1) * scale
        return Box(left, top, wide, layout.span(layout.height, merge.min_row, merge.max_row + 1) * scale)

    def _look(self, cell: Any) -> Look:
        """Return what a cell's style comes to, worked out once for each style."""
        key = inner.style(cell)
        if key not in self.looks:
            self.looks[key] = look_of(cell)
        look, shade = self.looks[key], self.shades.get((cell.row, cell.column))
        if shade is None:
            return look
        face = look.face._replace(
            bold=look.face.bold if shade.bold is None else shade.bold,
            italic=look.face.italic if shade.italic is None else shade.italic,
            colour=shade.colour or look.face.colour,
        )
        return look._replace(face=face, fill=shade.fill or look.fill)

    def _slanted(self, box: Box, slants: str) -> None:
        """Draw the lines from corner to corner of a cell."""
        style, right, below = slants.rstrip("/\\"), box.x + box.width, box.y + box.height
        if "/" in slants:
            self.slants.append(_rule(box.x, below, right, box.y, style))
        if "\\" in slants:
            self.slants.append(_rule(box.x, box.y, right, below, style))

    @staticmethod
    def _edge(edges: dict[tuple[int, int], str], key: tuple[int, int], style: str) -> None:
        if style:
            edges[key] = style

    def _text(self, box: Box, column: int, right: int, cell: Any, look: Look) -> None:
        text, face, scale = shown(cell.value, look.format), look.face, self.layout.scale
        pieces = self.runs.get((cell.row, cell.column), ())
        if "".join(one.text for one in pieces) != cell.value:
            pieces = ()  # something else stands there now
        is_truth = isinstance(cell.value, bool) or cell.data_type == "e"  # an error stands where yes and no do
        is_text = isinstance(cell.value, str)
        across = look.across if look.across != "general" else "center" if is_truth else "left" if is_text else "right"
        if look.turn:
            self._turned(box, cell, look, text)
            return
        is_number = isinstance(cell.value, int | float)
        if is_number and not is_truth and look.format == "General":
            room = box.width / scale - metrics.PADDING
            text = next(
                (one for one in rounded(cell.value) if metrics.text_width(one, face.size, face.bold) <= room), text
            )
        if look.wraps and not is_number:
            room = box.width / scale - metrics.PADDING - look.indent
            lines = tuple(metrics.wrap(text, room, face.size, face.bold, metrics.PADDING)) or ("",)
        else:
            lines = (text.replace("\n", " "),)
            wide = metrics.text_width(lines[0], face.size, face.bold)
            if look.shrinks:
                room = max(box.width / scale - metrics.PADDING, 1.0)
                face = face._replace(size=face.size * min(1.0, room / max(wide, 1.0)))
            elif across == "centerContinuous":
                box = self._across_selection(box, column, cell)
            elif is_text and right - column == 1 and not self.layout.is_merged(cell.row, cell.column):
                box = self._overflow(box, column, cell, across, wide)
        pad = metrics.PADDING / 2 * scale
        start = box.x + pad + (look.indent * scale if across == "left" else 0.0)
        inner = Box(start, box.y, box.x + box.width - pad - start, box.height)
        place = (cell.row, cell.column)
        words = Words(inner, lines, face._replace(size=face.size * scale), across, look.down, place)
        self.words.append(in_pieces(words, pieces, look, scale) if pieces else words)

    def _turned(self, box: Box, cell: Any, look: Look, text: str) -> None:
        """Write a text that runs up or down: its lines begin where the cell is low and follow one another across."""
        face, scale = look.face, self.layout.scale
        room = box.height / scale - metrics.PADDING if look.wraps_turned else math.inf
        lines = tuple(metrics.wrap(text, room, face.size, face.bold, metrics.PADDING)) or ("",)
        ends, begins = {"top": ("right", "left"), "bottom": ("left", "right")}.get(look.down, ("center", "center"))
        first, last = {"left": ("top", "bottom"), "right": ("bottom", "top")}.get(look.across, ("center", "center"))
        across, down = (ends, first) if look.turn > 0 else (begins, last)
        face, place = face._replace(size=face.size * scale), (cell.row, cell.column)
        self.words.append(Words(box, lines, face, across, down, place, look.turn))

    def _across_selection(self, box: Box, column: int, cell: Any) -> Box:
        """Return the room of a text centred over the blank cells that follow it and are centred so too."""
        beside, end = self.layout.cells[cell.row], column + 1
        while end < len(self.columns) and (following := beside.get(self.columns[end])) is not None:
            if following.value is not None or following.alignment.horizontal != "centerContinuous":
                break
            end += 1
        return box._replace(width=self.x[end] - self.x[column])

    def _overflow(self, box: Box, column: int, cell: Any, across: str, width: float) -> Box:
        """Let an unwrapped text run on over the empty cells beside it."""
        beside = self.layout.cells[cell.row]
        need = (width + metrics.PADDING) * self.layout.scale
        start, end = column, column + 1

        def is_free(place: int) -> bool:
            if not 0 <= place < len(self.columns):
                return False
            number = self.columns[place]
            taken = number in beside and beside[number].value is not None
            return not taken and not self.layout.is_merged(cell.row, number)

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
        yield from self.slants


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

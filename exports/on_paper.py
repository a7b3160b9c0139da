"""What stands on a page: texts, lines, fills, pictures, charts. Positions are points from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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


class Piece(NamedTuple):
    """Letters of one typeface in a line, raised by so many points; without a face they have that of their cell."""

    text: str
    face: Face | None
    rise: float = 0.0


class Words(NamedTuple):
    """Lines of text in a box; `across` is left, center or right, `down` top, center or bottom.

    `cell` is the row and column of the sheet where the text stands; (0, 0) for page numbers. A text turned by `turn`
    degrees, 90 upwards or -90 downwards, is laid out in the box turned with it: its left end is below, or above.
    `pieces` are the lines again where they have several typefaces. What lies outside `clip` is on another page.
    """

    box: Box
    lines: tuple[str, ...]
    face: Face
    across: str
    down: str
    cell: tuple[int, int] = (0, 0)
    turn: int = 0
    pieces: tuple[tuple[Piece, ...], ...] = ()
    clip: Box | None = None


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


class Point(NamedTuple):
    """A point of a sheet: the cell it lies in, counted from 1, and how far across and down from the cell's corner."""

    row: int
    column: int
    across: float = 0.0
    down: float = 0.0


class Paragraph(NamedTuple):
    """A paragraph of a text box; `across` is left, center or right."""

    text: str
    face: Face
    across: str


class Shape(NamedTuple):
    """A line or a box with a text, as drawn by hand over the cells; `kind` is line, rise (to the right, up) or box.

    A `colour` or `fill` of "" is none.
    """

    kind: str
    colour: str
    thickness: float = 0.75
    fill: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    down: str = "top"
    inset: tuple[float, float] = (7.2, 3.6)


class Series(NamedTuple):
    """One row of numbers of a chart; `kind` is bar, line, area, point, net or pie, None a point without a number.

    `colours` are of its points by turns, mostly one for all. `labels` are what stands at a point: name, value, percent.
    Points have their `places` across, and `has_line` where a line joins them; bubbles have `sizes`. Those of the second
    axis are reckoned by `Chart.second`.
    """

    name: str
    kind: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...] = ()
    format: str = "General"
    has_marks: bool = False
    places: tuple[float | None, ...] = ()
    has_line: bool = True
    is_second: bool = False
    is_smooth: bool = False
    sizes: tuple[float | None, ...] = ()


class Axis(NamedTuple):
    """An axis of a chart; `low` and `high` are None where the numbers decide, `is_shown` is of its labels."""

    title: str = ""
    format: str = "General"
    low: float | None = None
    high: float | None = None
    is_shown: bool = True
    is_reversed: bool = False
    has_grid: bool = False


class Split(NamedTuple):
    """The points of a pie that a second one shows, or a bar where it `is_bar`; `size` is in hundredths of the first."""

    places: tuple[int, ...]
    is_bar: bool
    size: int
    has_lines: bool


class Chart(NamedTuple):
    """A chart as it is drawn: `kind` is column, bar (lying), line, area, scatter, radar or pie.

    `stacking`, of the series of its kind, is "", stacked or percentStacked; `second` is a second axis of numbers, at
    the right. Where it is `on_ticks` the first and the last category lie at the edges. `legend` is "" or the side it
    stands at; `gap` between groups and `overlap` within one are in hundredths of a bar's width, `hole` in those of a
    ring's. A `fill` or `edge` of "" is none. A net of a radar may be `is_filled`. Where it `has_spans` a line joins the
    lowest and the highest of the lines at each place, and `steps` are the colours of bars from the first to the last of
    them, where that is up and where it is down.
    """

    kind: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    across: Axis = Axis()
    upright: Axis = Axis()
    stacking: str = ""
    legend: str = ""
    gap: int = 150
    overlap: int = 0
    hole: int = 0
    size: float = 10.0
    title_size: float = 14.0
    fill: str = "#FFFFFF"
    edge: str = "#D9D9D9"
    second: Axis | None = None
    on_ticks: bool = False
    is_filled: bool = False
    has_spans: bool = False
    steps: tuple[str, str] | None = None
    split: Split | None = None


class Anchored(NamedTuple):
    """Something drawn over the cells between two points: a picture's file, a shape, a chart, or words instead."""

    first: Point
    last: Point
    content: bytes
    words: str = ""
    shape: Shape | None = None
    chart: Chart | None = None


class Picture(NamedTuple):
    """An `Anchored` on paper; what lies outside `clip` is on another page."""

    box: Box
    clip: Box
    content: bytes
    words: str
    shape: Shape | None = None
    texts: tuple[Words, ...] = ()
    chart: Chart | None = None
    """Drawn with lengths times `scale`."""
    scale: float = 1.0


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
    pictures: tuple[Picture, ...] = ()

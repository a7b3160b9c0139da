"""Charts of a form as they are drawn, of the numbers that its cells hold (ECMA-376, 21.2).

A chart carries the numbers it was saved with; they are those of the blank form, so they are never drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from exports import inner, looks
from exports.learned.xml.grid import area_of
from exports.learned.xml.package import local
from exports.on_paper import Axis, Chart, Series, Split
from exports.shown import shown

_GROUPS = {
    "barChart": "bar",
    "bar3DChart": "bar",
    "lineChart": "line",
    "line3DChart": "line",
    "pieChart": "pie",
    "pie3DChart": "pie",
    "doughnutChart": "pie",
    "ofPieChart": "pie",
    "areaChart": "area",
    "area3DChart": "area",
    "scatterChart": "point",
    "bubbleChart": "point",
    "stockChart": "line",
    "radarChart": "net",
}
_OTHERS = {"surfaceChart"}
_POINTS = {"scatterChart", "bubbleChart"}
_SIDES = {"l": "left", "t": "top", "b": "bottom"}
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!(),]+))!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")
_LABELS = (("showCatName", "name"), ("showVal", "value"), ("showPercent", "percent"))
_MOST = 500  # points of a series


def kind_of(root: Any) -> str:
    """Return what a chart is drawn as, as `Chart.kind` has it; "" for one that is not drawn."""
    area = _child(_child(root, "chart"), "plotArea")
    groups = [one for one in area if local(one) in _GROUPS]
    kinds = {_GROUPS[local(one)] for one in groups}
    upright = [one for one in area if local(one) == "valAx"]
    ways = {_value(one, "barDir", "col") for one in groups if _GROUPS[local(one)] == "bar"}
    alone = {"pie", "point", "net"} & kinds or "bar" in ways
    if not groups or any(local(one) in _OTHERS for one in area) or len(upright) > 2:
        return ""
    if alone and (len(kinds) > 1 or len(upright) > (2 if "point" in kinds else 1)):
        return ""
    if any(_stacking(one) for one in groups if _is_second(one, area)):
        return ""
    lying = "bar" if "bar" in ways else "column"
    for kind, told in (("bar", lying), ("point", "scatter"), ("area", "area"), ("net", "radar")):
        if kind in kinds:
            return told
    return kinds.pop()


def read(root: Any, book: Any) -> Chart | None:
    """Return a chart with the numbers that the workbook `book` holds; None for one that is not drawn."""
    kind, chart = kind_of(root), _child(root, "chart")
    area = _child(chart, "plotArea")
    groups = sorted((one for one in area if local(one) in _GROUPS), key=lambda one: _is_second(one, area))
    reading = _Reading(book)
    series = [one for group in groups for one in reading.series(group, area)] if kind else []
    if not series or None in series:
        return None
    first = groups[0]
    frame = _child(root, "spPr")
    below, beside, second = _axes(first, area)
    legend = _child(chart, "legend")
    own = next(one for one in groups if _GROUPS[local(one)] == _OWN.get(kind, kind))
    return Chart(
        kind,
        reading.title(chart, [one for one in series if one]),
        reading.categories(first) if kind != "scatter" else (),
        tuple(one for one in series if one),
        reading.axis(below, first, values="xVal" if kind == "scatter" else ""),
        reading.axis(beside, first, values="yVal" if kind == "scatter" else "val"),
        _stacking(own),
        "" if legend is None else _SIDES.get(_value(legend, "legendPos", "r"), "right"),
        int(_value(own, "gapWidth", "150")),
        int(_value(own, "overlap", "0")),
        int(_value(first, "holeSize", "50")) if local(first) == "doughnutChart" else 0,
        _size(_child(root, "txPr"), 10.0),
        _size(_child(chart, "title"), 14.0),
        "" if _has_no(frame, "noFill") else reading.colour(frame) or "#FFFFFF",
        "" if _has_no(_child(frame, "ln"), "noFill") else reading.colour(_child(frame, "ln")) or "#D9D9D9",
        None if second is None or kind == "scatter" else reading.axis(second, groups[-1]),
        kind not in ("column", "bar") and _value(beside, "crossBetween", _BETWEEN.get(kind, "")) == "midCat",
        _is_filled(first),
        any(_child(one, "hiLowLines") is not None for one in groups),
        next((reading.steps(one) for one in groups if _child(one, "upDownBars") is not None), None),
        _split(first, [max(one or 0.0, 0.0) for one in series[0].values]) if series[0] else None,
    )


def _split(group: Any, numbers: list[float]) -> Split | None:
    """Return which points of a pie of pie, or bar of pie, are apart; where it does not say, the last third."""
    if local(group) != "ofPieChart" or not sum(numbers):
        return None
    edge = float(_value(group, "splitPos", "0"))
    match _value(group, "splitType", "auto"):
        case "val":
            apart = [at for at, number in enumerate(numbers) if number < edge]
        case "percent":
            apart = [at for at, number in enumerate(numbers) if number / sum(numbers) * 100 < edge]
        case "cust" if (named := _child(group, "custSplit")) is not None:
            apart = [at for at in (int(one.get("val")) for one in named if one.get("val")) if at < len(numbers)]
        case _:
            apart = list(range(len(numbers)))[-(int(edge) or math.ceil(len(numbers) / 3)) :]
    if not sum(numbers[at] for at in apart):
        return None
    is_bar, size = _value(group, "ofPieType", "pie") == "bar", int(_value(group, "secondPieSize", "75"))
    return Split(tuple(apart), is_bar, size, _child(group, "serLines") is not None)


_OWN = {"column": "bar", "bar": "bar", "scatter": "point", "radar": "net"}
_BETWEEN = {"area": "midCat"}


def _axes(group: Any, area: Any) -> tuple[Any, Any, Any]:
    """Return the axes of a chart: below (of its first group), of the numbers, a second one of numbers."""
    upright = [one for one in area if local(one) == "valAx"]
    mine = [one.get("val") for one in group if local(one) == "axId"]
    if local(group) in _POINTS:  # it names the one below first
        below = next((one for one in upright if _value(one, "axId", "") == mine[0]), None)
        return below, next((one for one in upright if one is not below), None), None
    below = [one for one in area if local(one) in _CATEGORY]
    first = next((one for one in upright if not _is_far(one, upright)), None)
    return (
        next((one for one in below if _value(one, "axId", "") in mine), next(iter(below), None)),
        first,
        next((one for one in upright if one is not first), None),
    )


def _is_far(axis: Any, upright: list[Any]) -> bool:
    """Whether an axis of numbers is the second of two: it crosses at the far end, else it is told later."""
    far = [one for one in upright if _value(one, "crosses", "") == "max"]
    return len(upright) > 1 and (axis is far[0] if len(far) == 1 else axis is not upright[0])


def _is_second(group: Any, area: Any) -> bool:
    """Whether a group is reckoned by the second axis of numbers."""
    upright = [one for one in area if local(one) == "valAx"]
    mine = {one.get("val") for one in group if local(one) == "axId"}
    axis = next((one for one in upright if _value(one, "axId", "") in mine), None)
    return axis is not None and local(group) not in _POINTS and _is_far(axis, upright)


_CATEGORY = ("catAx", "dateAx")
_SMOOTH = {"line": "1", "point": "0"}
"""Whether a row of numbers that does not say so is drawn bent: Excel always says it, other programs leave it out."""


def _stacking(group: Any) -> str:
    told = _value(group, "grouping", "")
    return told if told in ("stacked", "percentStacked") else ""


class _Cell(NamedTuple):
    """A cell that a chart speaks of; a blank one the sheet need not have."""

    value: Any = None
    number_format: str = "General"


class _Reading:
    """A chart's references looked up in its workbook, its colours in the workbook's theme."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._theme = looks.theme_colours(book.loaded_theme or b"")

    def series(self, group: Any, area: Any) -> Iterator[Series | None]:
        kind, is_second = _GROUPS[local(group)], _is_second(group, area)
        found = [one for one in group if local(one) == "ser"]
        is_varied = _value(group, "varyColors", "1" if kind == "pie" else "0") != "0"
        varies = is_varied and (kind == "pie" or len(found) == 1)
        for number, one in enumerate(found):
            place = int(_value(one, "idx", str(number)))
            cells = self._cells(_child(one, "yVal" if kind == "point" else "val"))
            if cells is None:
                yield None
                continue
            values = tuple(_number(cell.value) for cell in cells)
            points = len(values) + (local(group) == "ofPieChart")  # the last is all that is apart
            colours = [self._of_theme(point if varies else place) for point in range(points if varies else 1)]
            look, mark = _child(one, "spPr"), _child(one, "marker")
            is_line = kind in ("line", "point") or (kind == "net" and not _is_filled(group))
            is_bubble = local(group) == "bubbleChart"
            own = self.colour(_child(look, "ln") if is_line and not is_bubble else look)
            if kind == "point":
                own = self.colour(_child(mark, "spPr")) or own
            colours = [own or colour for colour in colours]
            for point in (part for part in one if local(part) == "dPt"):
                at, told = int(_value(point, "idx", "0")), self.colour(_child(point, "spPr"))
                if told and at < points:
                    colours += [colours[-1]] * (points - len(colours))
                    colours[at] = told
            shows = _child(one, "dLbls") if _child(one, "dLbls") is not None else _child(group, "dLbls")
            labels = tuple(word for name, word in _LABELS if shows is not None and _value(shows, name, "0") == "1")
            format = _child(shows, "numFmt")
            code = "" if format is None or format.get("sourceLinked") == "1" else format.get("formatCode", "")
            marks = _value(mark, "symbol", _usual_mark(group))
            yield Series(
                self._words(_child(one, "tx")) or f"Dãy {place + 1}",
                kind,
                values,
                tuple(colours),
                labels,
                code or cells[0].number_format,
                marks not in ("", "none"),
                self._places(one, len(values)) if kind == "point" else (),
                not is_bubble and not _has_no(_child(look, "ln"), "noFill"),
                is_second,
                kind in _SMOOTH and _value(one, "smooth", _SMOOTH[kind]) != "0",
                self._sizes(one, len(values)) if is_bubble else (),
            )

    def _places(self, series: Any, count: int) -> tuple[float | None, ...]:
        """Return where points lie across: one after the other where their cells hold no numbers."""
        cells = self._cells(_child(series, "xVal")) or []
        if any(isinstance(cell.value, int | float) for cell in cells):
            return tuple(_number(cell.value) for cell in cells)
        return tuple(float(number + 1) for number in range(count))

    def _sizes(self, series: Any, count: int) -> tuple[float | None, ...]:
        """Return how large bubbles are, all alike where their cells are not told."""
        cells = self._cells(_child(series, "bubbleSize"))
        return (1.0,) * count if cells is None else tuple(_number(cell.value) for cell in cells)

    def steps(self, group: Any) -> tuple[str, str]:
        """Return the colours of the bars from the first to the last line, where that is up and where it is down."""
        bars = _child(group, "upDownBars")
        up, down = (self.colour(_child(_child(bars, name), "spPr")) for name in ("upBars", "downBars"))
        return up or "#FFFFFF", down or "#404040"

    def categories(self, group: Any) -> tuple[str, ...]:
        """Return what the points are named, the innermost words where they have several."""
        first = _child(group, "ser")
        cells = self._cells(_child(first, "cat"), is_names=True)
        if cells:
            return tuple(shown(cell.value, cell.number_format) for cell in cells)
        return tuple(str(number + 1) for number in range(len(self._cells(_child(first, "val")) or ())))

    def title(self, chart: Any, series: list[Series]) -> str:
        told = _child(chart, "title")
        if told is None:
            return ""
        return self._words(_child(told, "tx")) or (series[0].name if len(series) == 1 else "")

    def axis(self, axis: Any, group: Any, *, values: str = "val") -> Axis:
        """Read an axis of the numbers that a group's series hold as `values`; "" for one of categories."""
        if axis is None:
            return Axis()
        scaling, format = _child(axis, "scaling"), _child(axis, "numFmt")
        low, high = (_value(scaling, name, "") for name in ("min", "max"))
        code = "General" if format is None else format.get("formatCode")
        if format is None or format.get("sourceLinked") == "1":
            series = _child(group, "ser")
            cells = self._cells(_child(series, values)) if values else None
            code = next((cell.number_format for cell in cells or ()), "General")
        return Axis(
            self._words(_child(_child(axis, "title"), "tx")),
            code,
            float(low) if low and values else None,
            float(high) if high and values else None,
            _value(axis, "delete", "1") == "0" and _value(axis, "tickLblPos", "") != "none",
            _value(scaling, "orientation", "") == "maxMin",
            _child(axis, "majorGridlines") is not None,
        )

    def colour(self, look: Any) -> str:
        """Return the plain fill of a part, "" for none that is told."""
        fill = _child(look, "solidFill")
        if fill is None or not len(fill):
            return ""
        if local(fill[0]) == "srgbClr":
            return f"#{fill[0].get('val')}"
        if local(fill[0]) == "sysClr":
            return f"#{fill[0].get('lastClr', '000000')}"
        told: str = fill[0].get("val", "")
        name = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}.get(told, told)
        share = [int(_value(fill[0], part, usual)) / 100_000 for part, usual in (("lumMod", "100000"), ("lumOff", "0"))]
        return looks.lit(self._theme.get(name, ""), *share)

    def _of_theme(self, place: int) -> str:
        return looks.lit(self._theme.get(f"accent{place % 6 + 1}", ""), *((0.6, 0.0) if place % 12 > 5 else ()))

    def _words(self, told: Any) -> str:
        """Return a text of a chart, its own or that of a cell."""
        if told is None:
            return ""
        cells = self._cells(told)
        if cells is not None:
            return " ".join(filter(None, (shown(cell.value, cell.number_format) for cell in cells)))
        paragraphs = [one for one in told.iter() if local(one) == "p"] or [told]
        texts = ("".join(part.text or "" for part in one.iter() if local(part) in ("t", "v")) for one in paragraphs)
        return "\n".join(texts).strip()

    def _cells(self, told: Any, *, is_names: bool = False) -> list[_Cell] | None:
        """Return the cells that a part of a chart speaks of; None where it speaks of none that can be told."""
        formula = None if told is None else next((one.text for one in told.iter() if local(one) == "f"), None)
        found: list[_Cell] = []
        for name, plain, area in _REFERENCE.findall(formula or ""):
            sheet = name.replace("''", "'") or plain
            if sheet not in self._book.sheetnames:
                return None
            looked, held = self._book[sheet], inner.cells(self._book[sheet])
            (top, left), (bottom, right) = area_of(area.replace("$", ""))
            if is_names and right - left < bottom - top:
                left = right
            elif is_names:
                top = bottom
            for row in range(top, min(bottom, top + _MOST) + 1):
                if row in looked.row_dimensions and looked.row_dimensions[row].hidden:
                    continue
                for column in range(left, min(right, left + _MOST) + 1):
                    cell = held.get((row, column))
                    found.append(_Cell() if cell is None else _Cell(cell.value, cell.number_format))
        return found or None


def _usual_mark(group: Any) -> str:
    """Return the mark of the lines of a group that do not tell theirs: "" for none."""
    told = {"scatterChart": True, "lineChart": _value(group, "marker", "0") != "0"}
    is_marked = told.get(local(group), _value(group, "radarStyle", "") == "marker")
    return "auto" if is_marked else ""


def _is_filled(group: Any) -> bool:
    return _value(group, "radarStyle", "") == "filled"


def _number(value: Any) -> float | None:
    if value is None:
        return None
    return float(value) if isinstance(value, int | float) else 0.0


def _size(told: Any, usual: float) -> float:
    sizes = [] if told is None else [one.get("sz") for one in told.iter() if local(one) in ("defRPr", "rPr")]
    return next((int(size) / 100 for size in reversed(sizes) if size), usual)


def _has_no(look: Any, name: str) -> bool:
    return _child(look, name) is not None


def _value(parent: Any, name: str, usual: str) -> str:
    found = _child(parent, name)
    return usual if found is None else found.get("val", "1")


def _child(parent: Any, name: str) -> Any:
    return None if parent is None else next((one for one in parent if local(one) == name), None)

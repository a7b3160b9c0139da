"""Conditional formats of a sheet: what they make of its cells for the values these hold now (ECMA-376, 18.3.1.10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, cast

from openpyxl.utils import datetime as days

from exports import inner, looks
from exports.condition_signs import Sign, days_of, signs_of
from exports.learned.calc import calculator
from exports.learned.calc.functions import COMPARED, Failed, Single, Untold, ordered
from exports.learned.xml.grid import Area, Spot, within
from exports.learned.xml.references import filled_down

_MOST = 20_000  # cells of a sheet looked at
_PALE = 0.4  # of white in a bar, so that its number can be read
_SIGNS = {
    **{"equal": "=", "notEqual": "<>", "greaterThan": ">", "lessThan": "<"},
    **{"greaterThanOrEqual": ">=", "lessThanOrEqual": "<="},
}
_BY_FORMULA = {
    *("expression", "containsText", "notContainsText", "beginsWith", "endsWith"),
    *("containsBlanks", "notContainsBlanks", "containsErrors", "notContainsErrors"),
}


class Shade(NamedTuple):
    """What conditions make of a cell; "" and None leave it as it is. `bar` is (from, to, colour), of its width."""

    fill: str = ""
    colour: str = ""
    bold: bool | None = None
    italic: bool | None = None
    bar: tuple[float, float, str] | None = None
    shows_value: bool = True
    sign: Sign | None = None


def shades(sheet: Any, today: date | None = None) -> dict[tuple[int, int], Shade]:
    """Return the cells of a sheet that conditions change, by row and column.

    Rules of time (*tháng này*, *hôm qua*) and TODAY() go by `today`; without it they change nothing.
    """
    listed = [(rule, told) for told in sheet.conditional_formatting for rule in told.rules]
    if not listed:
        return {}
    book = _Book(sheet.parent, today)
    made: dict[tuple[int, int], Shade] = {}
    stopped: set[tuple[int, int]] = set()
    for rule, told in sorted(listed, key=lambda one: one[0].priority or 0):
        for place, shade in _Rule(rule, told, sheet, book, today).shades():
            if place not in stopped:
                made[place] = _over(made.get(place, Shade()), shade)
            if rule.stopIfTrue:
                stopped.add(place)
    return made


def _over(first: Shade, other: Shade) -> Shade:
    """Return two shades of a cell together: the first has its say."""
    return Shade(
        first.fill or other.fill,
        first.colour or other.colour,
        other.bold if first.bold is None else first.bold,
        other.italic if first.italic is None else first.italic,
        first.bar or other.bar,
        first.shows_value and other.shows_value,
        first.sign or other.sign,
    )


class _Book:
    """A workbook of openpyxl as formulas ask for it."""

    def __init__(self, book: Any, today: date | None) -> None:
        self._book, self._today = book, today
        self._values: dict[tuple[str, Spot], Single] = {}  # a rule asks for the same cells from every cell of its own
        self._blocks: dict[tuple[str, Area], list[Spot]] = {}

    def value(self, sheet: str, spot: Spot) -> Single:
        """Return what a cell holds. Raises Failed and Untold."""
        key = sheet, spot
        if key not in self._values:
            self._values[key] = self._value(sheet, spot)
        return self._values[key]

    def _value(self, sheet: str, spot: Spot) -> Single:
        cell = inner.cells(self._sheet(sheet)).get(spot)
        if cell is None or cell.value is None:
            return None
        if cell.data_type == "f":
            raise Untold
        if cell.data_type == "e":
            raise Failed(str(cell.value))
        if isinstance(cell.value, bool | str):
            return cell.value
        if isinstance(cell.value, date | datetime):
            return float(cast("Any", days).to_excel(cell.value, self._book.epoch))
        return float(cell.value) if isinstance(cell.value, int | float) else None

    def block(self, sheet: str, area: Area) -> Iterator[Spot]:
        """Yield the cells of a block that the sheet has."""
        key = sheet, area
        if key not in self._blocks:
            self._blocks[key] = list(within(inner.cells(self._sheet(sheet)), area))
        return iter(self._blocks[key])

    def name(self, sheet: str, name: str) -> str:
        """Return what a name stands for. Raises Untold for none."""
        for names in (self._sheet(sheet).defined_names, self._book.defined_names):
            if name in names:
                return names[name].attr_text
        raise Untold

    def between(self, first: str, last: str) -> list[str]:
        """Raise Untold: the formulas of conditional formats may not speak of several sheets."""
        raise Untold

    def is_passed_over(self, sheet: str, spot: Spot, *, hidden: bool, nested: bool) -> bool:
        """Raise Untold: which rows a filter leaves out is not looked at here."""
        raise Untold

    @property
    def today(self) -> float:
        """The number of the day the form is made. Raises Untold where none is said."""
        if self._today is None:
            raise Untold
        return float(cast("Any", days).to_excel(self._today, self._book.epoch))

    @property
    def counts_from_1904(self) -> bool:
        """Whether day 1 is one of 1904."""
        return self._book.epoch == days.CALENDAR_MAC_1904

    def _sheet(self, name: str) -> Any:
        if name not in self._book.sheetnames:
            raise Untold
        return self._book[name]


class _Rule:
    """One rule with the cells it is of."""

    def __init__(self, rule: Any, told: Any, sheet: Any, book: _Book, today: date | None) -> None:
        self._rule, self._sheet, self._book, self._today = rule, sheet, book, today
        ranges = list(told.sqref.ranges)
        self._corner = Spot(min(one.min_row for one in ranges), min(one.min_col for one in ranges))
        places = (
            place
            for place in inner.cells(sheet)
            if any(one.min_row <= place[0] <= one.max_row and one.min_col <= place[1] <= one.max_col for one in ranges)
        )
        self._places = [Spot(*place) for place, _ in zip(places, range(_MOST), strict=False)]

    def shades(self) -> Iterator[tuple[tuple[int, int], Shade]]:
        """Yield the cells that the rule changes."""
        rule = self._rule
        if rule.type == "colorScale" and rule.colorScale is not None:
            yield from self._scale()
        elif rule.type == "dataBar" and rule.dataBar is not None:
            yield from self._bars()
        elif rule.type == "iconSet" and rule.iconSet is not None:
            yield from self._signs()
        elif rule.dxf is not None:
            fits = self._test()
            shade = self._dressed()
            yield from ((spot, shade) for spot in self._places if self._is_met(fits, spot))

    @staticmethod
    def _is_met(fits: Callable[[Spot], bool], spot: Spot) -> bool:
        try:
            return fits(spot)
        except (Failed, Untold):
            return False

    def _test(self) -> Callable[[Spot], bool]:
        rule = self._rule
        if rule.type == "cellIs":
            return self._compares
        if rule.type == "timePeriod" and self._today is not None:
            span = days_of(rule.timePeriod or "", self._today)
            return lambda spot: span is not None and span[0] <= self._day(spot) <= span[1]
        if rule.type in _BY_FORMULA and rule.formula:
            return lambda spot: bool(self._worked_out(rule.formula[0], spot))
        if rule.type in ("duplicateValues", "uniqueValues"):
            held = Counter(ordered(value) for value in self._values.values())
            wants_more = rule.type == "duplicateValues"
            return lambda spot: spot in self._values and (held[ordered(self._values[spot])] > 1) == wants_more
        numbers = sorted(self._numbers.values(), reverse=not rule.bottom)
        if rule.type == "top10" and numbers:
            count = max(len(numbers) * rule.rank // 100, 1) if rule.percent else rule.rank
            edge: float = numbers[min(int(count), len(numbers)) - 1]
            return lambda spot: self._numbers[spot] <= edge if rule.bottom else self._numbers[spot] >= edge
        if rule.type == "aboveAverage" and numbers and not rule.stdDev:
            middle, is_above = sum(numbers) / len(numbers), rule.aboveAverage is not False
            sign = (">" if is_above else "<") + ("=" if rule.equalAverage else "")
            return lambda spot: bool(COMPARED[sign](self._numbers[spot], middle))
        return lambda _spot: False

    def _day(self, spot: Spot) -> date:
        """Return the day that a cell's number is. Raises Untold."""
        book: Any = self._sheet.parent
        try:
            found = cast("Any", days).from_excel(self._numbers[spot], book.epoch)
        except (OverflowError, ValueError):
            raise Untold from None
        if not isinstance(found, datetime):
            raise Untold
        return found.date()

    def _compares(self, spot: Spot) -> bool:
        rule, value = self._rule, self._book.value(self._sheet.title, spot)
        limits = [self._worked_out(text, spot) for text in rule.formula]
        value = ("" if isinstance(limits[0], str) else 0.0) if value is None else value
        held, edges = ordered(value), [ordered(0.0 if one is None else one) for one in limits]
        if rule.operator in ("between", "notBetween"):
            low, high = sorted(edges)
            return (low <= held <= high) == (rule.operator == "between")
        return rule.operator in _SIGNS and bool(COMPARED[_SIGNS[rule.operator]](held, edges[0]))

    def _worked_out(self, text: str, spot: Spot) -> Single:
        moved = filled_down(text, spot.row - self._corner.row, spot.column - self._corner.column)
        return calculator.result(moved, self._sheet.title, self._book, spot)

    @cached_property
    def _values(self) -> dict[Spot, Single]:
        found: dict[Spot, Single] = {}
        for spot in self._places:
            try:
                found[spot] = self._book.value(self._sheet.title, spot)
            except (Failed, Untold):
                continue
        return {spot: value for spot, value in found.items() if value is not None}

    @cached_property
    def _numbers(self) -> dict[Spot, float]:
        return _Known({spot: value for spot, value in self._values.items() if isinstance(value, float)})

    def _dressed(self) -> Shade:
        theme, dxf = self._sheet.parent.loaded_theme, self._rule.dxf
        fill = dxf.fill and (looks.colour(dxf.fill.bgColor, theme) or looks.colour(dxf.fill.fgColor, theme))
        font = dxf.font
        if font is None:
            return Shade(fill or "")
        return Shade(fill or "", looks.colour(font.color, theme), font.b or None, font.i or None)

    # -- by the numbers of all ---------------------------------------------------------------------------------------

    def _scale(self) -> Iterator[tuple[tuple[int, int], Shade]]:
        told, theme = self._rule.colorScale, self._sheet.parent.loaded_theme
        stops = [self._stop(one) for one in told.cfvo]
        colours = [looks.colour(one, theme) or "#FFFFFF" for one in told.color]
        if None in stops or not self._numbers:
            return
        edges = [one for one in stops if one is not None]
        for spot, value in self._numbers.items():
            place = next((at for at in range(1, len(edges)) if value <= edges[at]), len(edges) - 1)
            low, high = edges[place - 1], edges[place]
            share = min(max((value - low) / (high - low), 0.0), 1.0) if high > low else float(value >= high)
            yield spot, Shade(_between(colours[place - 1], colours[place], share))

    def _bars(self) -> Iterator[tuple[tuple[int, int], Shade]]:
        told = self._rule.dataBar
        low, high = (self._stop(one) for one in told.cfvo)
        if low is None or high is None:
            return
        low = min(low, 0.0) if told.cfvo[0].type == "min" else low  # as Excel draws them since 2010
        colour = looks.colour(told.color, self._sheet.parent.loaded_theme) or "#638EC6"
        colour = _between(colour, "#FFFFFF", _PALE)  # Excel's fades away to the right
        shows = told.showValue is not False
        for spot, value in self._numbers.items():
            zero, end = (min(max((one - low) / (high - low), 0.0), 1.0) if high > low else 0.0 for one in (0.0, value))
            zero = zero if low < 0 else 0.0
            yield spot, Shade(bar=(min(zero, end), max(zero, end), colour), shows_value=shows)

    def _signs(self) -> Iterator[tuple[tuple[int, int], Shade]]:
        told = self._rule.iconSet
        edges = [self._stop(one) for one in told.cfvo[1:]]  # the first sign is for all below the others
        signs = signs_of(told.iconSet or "", is_reversed=bool(told.reverse))
        if None in edges or len(signs) != len(edges) + 1:
            return
        tests = [(one.gte is not False, edge) for one, edge in zip(told.cfvo[1:], edges, strict=True)]
        for spot, value in self._numbers.items():
            place = sum(edge is not None and (value >= edge if takes_it else value > edge) for takes_it, edge in tests)
            yield spot, Shade(shows_value=told.showValue is not False, sign=signs[place])

    def _stop(self, told: Any) -> float | None:
        """Return the number a colour or a bar begins or ends at; None where it cannot be told."""
        numbers = sorted(self._numbers.values())
        if not numbers:
            return None
        match told.type:
            case "min":
                return numbers[0]
            case "max":
                return numbers[-1]
            case "percent":
                return numbers[0] + (numbers[-1] - numbers[0]) * float(told.val) / 100
            case "percentile":
                place = (len(numbers) - 1) * float(told.val) / 100
                below = int(place)
                above = numbers[min(below + 1, len(numbers) - 1)]
                return numbers[below] + (above - numbers[below]) * (place - below)
            case _:
                try:
                    value = self._worked_out(str(told.val), self._corner)
                except (Failed, Untold):
                    return None
                return value if isinstance(value, float) else None


class _Known(dict[Spot, float]):
    """Numbers by place; what has none fits nothing."""

    def __missing__(self, spot: Spot) -> float:
        raise Untold


def _between(first: str, other: str, share: float) -> str:
    """Return a colour between two."""
    pairs: Sequence[tuple[int, int]] = [
        (int(first[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5)
    ]
    return "#" + "".join(f"{round(one + (end - one) * share):02X}" for one, end in pairs)

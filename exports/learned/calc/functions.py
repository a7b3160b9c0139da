"""The functions and signs that superiors' formulas are made of; of any other only Excel can tell the result."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Any, Protocol

from exports.learned.xml.grid import Area, Spot

Single = float | str | bool | None
"""What a cell holds; None is blank."""


class Untold(Exception):
    """A formula whose result only Excel can tell."""


class Failed(Exception):
    """A formula whose result is an error; `str` of it is what its cell shows, as #DIV/0!."""


class Cells(Protocol):
    """Where a formula finds what it speaks of."""

    def value(self, sheet: str, spot: Spot) -> Single:
        """Return what a cell holds. Raises Failed and Untold."""
        ...

    def block(self, sheet: str, area: Area) -> Iterator[Spot]:
        """Yield the cells of a block that the sheet has."""
        ...

    def name(self, sheet: str, name: str) -> str:
        """Return what a name stands for. Raises Untold for none."""
        ...

    def between(self, first: str, last: str) -> Sequence[str]:
        """Return the sheets from one to another. Raises Untold for none."""
        ...

    def is_passed_over(self, sheet: str, spot: Spot, *, hidden: bool, nested: bool) -> bool:
        """Whether a subtotal passes over a cell: filtered away, `hidden`, one of `nested` subtotals. Raises Untold."""
        ...

    @property
    def today(self) -> float:
        """The number of the day the form is made. Raises Untold where none is said."""
        ...

    @property
    def counts_from_1904(self) -> bool:
        """Whether day 1 is one of 1904."""
        ...


class Block:
    """A block of cells that a formula names."""

    def __init__(self, cells: Cells, sheet: str, area: Area) -> None:
        self._cells, self._sheet, self.area = cells, sheet, area

    def at(self, spot: Spot) -> Single:
        """Return what one of its cells holds."""
        return self._cells.value(self._sheet, spot)

    def part(self, area: Area) -> Block:
        """Return some of its cells as a block of their own."""
        return Block(self._cells, self._sheet, area)

    def held(self) -> Iterator[tuple[Spot, Single]]:
        """Yield its cells that are not blank."""
        for spot in self._cells.block(self._sheet, self.area):
            value = self.at(spot)
            if value is not None:
                yield spot, value

    def told(self) -> Iterator[tuple[Spot, Single | Failed]]:
        """Yield its cells that are not blank, an error as what it is."""
        for spot in self._cells.block(self._sheet, self.area):
            try:
                value = self.at(spot)
            except Failed as error:
                yield spot, error
            else:
                if value is not None:
                    yield spot, value

    def is_passed_over(self, spot: Spot, *, hidden: bool, nested: bool) -> bool:
        """Whether a subtotal passes over one of its cells."""
        return self._cells.is_passed_over(self._sheet, spot, hidden=hidden, nested=nested)

    def to(self, other: Block) -> Block:
        """Return the block from this to another of the same sheet. Raises Untold for one of another."""
        if other._sheet != self._sheet:
            raise Untold
        spots = [*self.area, *other.area]
        rows, columns = [one.row for one in spots], [one.column for one in spots]
        return self.part(Area(Spot(min(rows), min(columns)), Spot(max(rows), max(columns))))


class Blocks:
    """Several blocks taken together: the same of several sheets, or (A1:A3,C1:C3)."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks


class Table:
    """Values reckoned cell by cell, row by row; an error among them is raised by whoever asks for it."""

    def __init__(self, rows: Sequence[Sequence[Single | Failed]]) -> None:
        self.rows = rows

    def values(self) -> Iterator[Single]:
        """Yield them all. Raises Failed."""
        return (known(one) for row in self.rows for one in row)


def known(value: Single | Failed) -> Single:
    """Return a value. Raises the error it may be."""
    if isinstance(value, Failed):
        raise Failed(str(value))
    return value


Result = Single | Block | Blocks | Table
Part = Callable[[], Result]
"""A part of a formula, worked out when it is asked for: of IF only what it comes to."""

_NOTHING = 1e-15  # of the number it is left of
_WHOLE = re.compile(r"\s*[-+]?[0-9]+\s*")
_PERHAPS = re.compile(r"[-+(]*\s*\d[\d\s.,:/%()eE+-]*")

COMPARED = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge
}  # fmt: skip


# -- values ------------------------------------------------------------------------------------------------------------


def single(value: Result) -> Single:
    """Return the one value of a part. Raises Untold for a block of several."""
    if isinstance(value, Table):
        if len(value.rows) != 1 or len(value.rows[0]) != 1:
            raise Untold
        return known(value.rows[0][0])
    if isinstance(value, Blocks):
        raise Untold
    if not isinstance(value, Block):
        return value
    if value.area.first != value.area.last:
        raise Untold  # Excel takes the cell of the same row, or fills a block
    return value.at(value.area.first)


def number(value: Result) -> float:
    """Return a part as a number: blank is 0, yes is 1. Raises Failed for words that are no number.

    Raises Untold for words that are a number or a day on one computer and not on another, as 1.5 or 1/5.
    """
    value = single(value)
    if isinstance(value, str):
        if _WHOLE.fullmatch(value):
            return float(value)
        if _PERHAPS.fullmatch(value):
            raise Untold
        raise Failed("#VALUE!")
    return float(value or 0)


def text_of(value: Result) -> str:
    """Return a part as Excel joins it to a text: blank is "", yes is TRUE, a number has up to 15 digits."""
    value = single(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def truth(value: Result) -> bool:
    """Return a part as yes or no. Raises Failed for words."""
    value = single(value)
    if isinstance(value, str):
        raise Failed("#VALUE!")
    return bool(value)


def added(one: float, other: float) -> float:
    """Return a sum; 0 for what is only left of it because tenths are not exact in binary: 0.1 + 0.2 - 0.3 is 0."""
    found = one + other
    return 0.0 if abs(found) < abs(one) * _NOTHING else found


def subtracted(one: float, other: float) -> float:
    """Return a difference, as `added`."""
    return added(one, -other)


def divided(one: float, other: float) -> float:
    """Return a quotient. Raises Failed for one by 0."""
    if other == 0:
        raise Failed("#DIV/0!")
    return one / other


def raised(one: float, other: float) -> float:
    """Return a power. Raises Failed where there is none."""
    try:
        found = one**other
    except (ZeroDivisionError, OverflowError):
        raise Failed("#NUM!") from None
    if isinstance(found, complex):
        raise Failed("#NUM!")
    return found


def reckoned(how: Callable[[float, float], float], left: Part, right: Part) -> Part:
    """Return two parts reckoned together."""
    return lambda: how(number(left()), number(right()))


def joined(left: Part, right: Part) -> Part:
    """Return two texts one after the other."""
    return lambda: text_of(left()) + text_of(right())


def compared(how: Callable[[Any, Any], bool], left: Part, right: Part) -> Part:
    """Return the answer of two parts held against each other."""

    def part() -> bool:
        one, other = single(left()), single(right())
        one, other = (_like(other) if one is None else one), (_like(one) if other is None else other)
        return how(ordered(one), ordered(other))

    return part


def _like(other: Single) -> Single:
    """Return what a blank is beside another value."""
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def ordered(value: Single) -> Any:
    """Return what a value is sorted by: numbers come before texts, these before yes and no."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, float(f"{value:.15g}"))  # Excel's digits


def _values(parts: Sequence[Part]) -> Iterator[Single]:
    for part in parts:
        value = part()
        if isinstance(value, Block | Blocks):
            yield from _held(value)
        elif isinstance(value, Table):
            yield from value.values()
        else:
            yield value


def _held(value: Block | Blocks) -> Iterator[Single]:
    for block in value.blocks if isinstance(value, Blocks) else [value]:
        yield from (one for _spot, one in block.held())


def _counted(parts: Sequence[Part]) -> Iterator[Single | Failed]:
    """Yield the values among parts that are not blank in a block, errors among them."""
    for part in parts:
        try:
            value = part()
        except Failed as error:
            yield error
            continue
        if isinstance(value, Block | Blocks):
            for block in value.blocks if isinstance(value, Blocks) else [value]:
                yield from (one for _spot, one in block.told())
        elif isinstance(value, Table):
            yield from (one for row in value.rows for one in row)
        else:
            yield value


def numbers(parts: Sequence[Part]) -> list[float]:
    """Return the numbers among parts: of a block only those that are numbers, others must be."""
    found: list[float] = []
    for part in parts:
        value = part()
        if isinstance(value, Block | Blocks):
            found += [one for one in _held(value) if isinstance(one, float)]
        elif isinstance(value, Table):
            found += [one for one in value.values() if isinstance(one, float)]
        else:
            found.append(number(value))
    return found


# -- functions ---------------------------------------------------------------------------------------------------------


def _of_numbers(work: Callable[[list[float]], float]) -> Callable[[list[Part]], Part]:
    return lambda parts: lambda: work(numbers(parts))


def _average(numbers: list[float]) -> float:
    return divided(sum(numbers), float(len(numbers)))


def _product_of(numbers: list[float]) -> float:
    made = 1.0
    for one in numbers:
        made *= one
    return made if numbers else 0.0


def _rounding(how: str) -> Callable[[list[Part]], Part]:
    def of(parts: list[Part]) -> Part:
        def part() -> float:
            digits = int(number(parts[1]())) if len(parts) > 1 else 0
            exact = Decimal(repr(number(parts[0]()))).scaleb(digits).to_integral_value(how)
            return float(exact.scaleb(-digits))

        return part

    return of


def _if(parts: list[Part]) -> Part:
    def part() -> Result:
        if truth(parts[0]()):
            return parts[1]() if len(parts) > 1 else True
        return parts[2]() if len(parts) > 2 else False

    return part


def _if_error(parts: list[Part]) -> Part:
    def part() -> Result:
        try:
            return single(parts[0]())
        except Failed:
            return parts[1]()

    return part


FUNCTIONS: dict[str, Callable[[list[Part]], Part]] = {
    "SUM": _of_numbers(sum),
    "AVERAGE": _of_numbers(_average),
    "MAX": _of_numbers(lambda numbers: max(numbers, default=0.0)),
    "MIN": _of_numbers(lambda numbers: min(numbers, default=0.0)),
    "PRODUCT": _of_numbers(_product_of),
    "COUNT": lambda parts: lambda: float(sum(isinstance(one, float) for one in _counted(parts))),
    "COUNTA": lambda parts: lambda: float(sum(one is not None for one in _counted(parts))),
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "TRUNC": _rounding(ROUND_DOWN),
    "ABS": lambda parts: lambda: abs(number(parts[0]())),
    "INT": lambda parts: lambda: float(number(parts[0]()) // 1),
    "N": lambda parts: lambda: 0.0 if isinstance(one := single(parts[0]()), str) else float(one or 0),
    "IF": _if,
    "IFERROR": _if_error,
    "AND": lambda parts: lambda: all(truth(one) for one in _values(parts) if not isinstance(one, str)),
    "OR": lambda parts: lambda: any(truth(one) for one in _values(parts) if not isinstance(one, str)),
    "XOR": lambda parts: lambda: sum(truth(one) for one in _values(parts) if not isinstance(one, str)) % 2 == 1,
    "NOT": lambda parts: lambda: not truth(parts[0]()),
    "CONCATENATE": lambda parts: lambda: "".join(text_of(one()) for one in parts),
    "CONCAT": lambda parts: lambda: "".join(text_of(one) for one in _values(parts)),
    "UPPER": lambda parts: lambda: text_of(parts[0]()).upper(),
}

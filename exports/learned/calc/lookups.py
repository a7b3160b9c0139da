"""The functions that look a value up in a block, and those that reckon several cells at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from exports.learned.calc.blocks import table_of
from exports.learned.calc.criteria import pattern_of
from exports.learned.calc.functions import (
    Block,
    Failed,
    Part,
    Result,
    Single,
    Table,
    Untold,
    known,
    number,
    numbers,
    ordered,
    single,
    truth,
)
from exports.learned.xml.grid import Area, Spot, letters
from exports.learned.xml.references import LAST_COLUMN, LAST_ROW


def _sum_product(parts: list[Part]) -> Part:
    def part() -> float:
        tables = [table_of(one()) for one in parts]
        if len({(len(one.rows), len(one.rows[0])) for one in tables}) != 1:
            raise Failed("#VALUE!")
        total = 0.0
        for values in zip(*(one.values() for one in tables), strict=True):
            made = 1.0
            for one in values:
                made *= one if isinstance(one, float) else 0.0
            total += made
        return total

    return part


# -- looking up --------------------------------------------------------------------------------------------------------


def _extent(value: Result) -> tuple[int, int]:
    """Return how many rows and columns a block or reckoned values have. Raises Untold for anything else."""
    if isinstance(value, Table):
        return len(value.rows), len(value.rows[0])
    if not isinstance(value, Block):
        raise Untold
    (top, left), (bottom, right) = value.area
    return bottom - top + 1, right - left + 1


def _at(value: Result, row: int, column: int) -> Result:
    """Return one cell of a block or of reckoned values, from 0. Raises Failed and Untold."""
    if isinstance(value, Table):
        return known(value.rows[row][column])
    if not isinstance(value, Block):
        raise Untold
    return value.at(Spot(value.area.first.row + row, value.area.first.column + column))


def _line(value: Result, *, first: str = "") -> Iterator[tuple[int, Single]]:
    """Yield the places, from 0, and values of a row or column that are neither blank nor an error.

    `first` takes the first column or row ("down", "across") of what has several.
    """
    high, wide = _extent(value)
    if not first and high > 1 and wide > 1:
        raise Untold
    high, wide = (high, 1) if first == "down" else (1, wide) if first == "across" else (high, wide)
    if isinstance(value, Table):
        told = [(row + column, value.rows[row][column]) for row in range(high) for column in range(wide)]
    else:
        assert isinstance(value, Block)
        (top, left), _ = value.area
        line = value.part(Area(value.area.first, Spot(top + high - 1, left + wide - 1)))
        told = [(spot.row - top + spot.column - left, held) for spot, held in line.told()]
    yield from ((place, one) for place, one in told if one is not None and not isinstance(one, Failed))


def _place(wanted: Single, line: Iterator[tuple[int, Single]], way: int) -> int:
    """Return where a value is in a line: 0 the same, 1 the last not above it, -1 the last not below. Raises Failed."""
    if wanted is None:
        raise Untold
    alike = [(place, one) for place, one in line if type(one) is type(wanted)]
    if not way:
        pattern = pattern_of(wanted) if isinstance(wanted, str) else None
        fits = (
            place
            for place, one in alike
            if (pattern.match(str(one)) if pattern is not None else ordered(one) == ordered(wanted))
        )
        return _first(fits)
    keys = [ordered(one) for _, one in alike]
    if any((one > other) if way > 0 else (one < other) for one, other in pairwise(keys)):
        raise Untold  # what Excel comes to in a line out of order hangs on how it looks
    key = ordered(wanted)
    return _first(place for place, one in reversed(alike) if (ordered(one) <= key if way > 0 else ordered(one) >= key))


def _first(places: Iterator[int]) -> int:
    found = next(places, None)
    if found is None:
        raise Failed("#N/A")
    return found


def _match(parts: list[Part]) -> Part:
    way = parts[2] if len(parts) > 2 else lambda: 1.0
    return lambda: float(_place(single(parts[0]()), _line(parts[1]()), int(number(way()))) + 1)


def _look_up(*, is_down: bool) -> Callable[[list[Part]], Part]:
    def of(parts: list[Part]) -> Part:
        def part() -> Result:
            block, nth = parts[1](), int(number(parts[2]()))
            high, wide = _extent(block)
            if nth < 1:
                raise Failed("#VALUE!")
            if nth > (wide if is_down else high):
                raise Failed("#REF!")
            is_near = truth(parts[3]()) if len(parts) > 3 else True
            keys = _line(block, first="down" if is_down else "across")
            found = _place(single(parts[0]()), keys, 1 if is_near else 0)
            return _at(block, found, nth - 1) if is_down else _at(block, nth - 1, found)

        return part

    return of


def _in_line(value: Result, place: int) -> Result:
    """Return what stands at a place of a row or column. Raises Untold for a block."""
    high, wide = _extent(value)
    if high > 1 and wide > 1:
        raise Untold
    return _at(value, 0, place) if high == 1 else _at(value, place, 0)


def _look_along(parts: list[Part]) -> Part:
    """LOOKUP: the last value not above the one looked for, and what stands there in another line."""

    def part() -> Result:
        keys = parts[1]()
        high, wide = _extent(keys)
        if len(parts) > 2:
            return _in_line(parts[2](), _place(single(parts[0]()), _line(keys), 1))
        is_down = high >= wide
        place = _place(single(parts[0]()), _line(keys, first="down" if is_down else "across"), 1)
        return _at(keys, place, wide - 1) if is_down else _at(keys, high - 1, place)

    return part


def _near(wanted: Single, line: Iterator[tuple[int, Single]], mode: int, way: int) -> int:
    """Return where XLOOKUP finds a value: mode 0 the same, -1 or the next below, 1 or the next above, 2 wildcards.

    With `way` -1 the last of several. Raises Failed.
    """
    if wanted is None or mode not in (-1, 0, 1, 2) or way not in (1, -1):
        raise Untold
    alike = [(place, one) for place, one in line if type(one) is type(wanted)][::way]
    pattern = pattern_of(wanted) if isinstance(wanted, str) and mode == 2 else None
    for place, one in alike:
        if pattern.match(str(one)) if pattern is not None else ordered(one) == ordered(wanted):
            return place
    key = ordered(wanted)
    if mode == -1:
        below = [(ordered(one), place) for place, one in alike if ordered(one) < key]
        return _first(place for told, place in below if told == max(below)[0])
    above = [(ordered(one), place) for place, one in alike if mode == 1 and ordered(one) > key]
    return _first(place for told, place in above if told == min(above)[0])


def _mode(parts: list[Part], at: int, usual: int) -> int:
    told = parts[at]() if len(parts) > at else None
    return usual if told is None else int(number(told))


def _look_anywhere(parts: list[Part]) -> Part:
    """XLOOKUP: what stands in one line where another has a value."""

    def part() -> Result:
        if len(parts) > 6:
            raise Untold
        try:
            place = _near(single(parts[0]()), _line(parts[1]()), _mode(parts, 4, 0), _mode(parts, 5, 1))
        except Failed as error:
            otherwise = parts[3]() if len(parts) > 3 and str(error) == "#N/A" else None
            if otherwise is None:
                raise
            return otherwise
        return _in_line(parts[2](), place)

    return part


def _match_anywhere(parts: list[Part]) -> Part:
    """XMATCH: the place of a value in a line."""
    return lambda: float(_near(single(parts[0]()), _line(parts[1]()), _mode(parts, 2, 0), _mode(parts, 3, 1)) + 1)


def _index(parts: list[Part]) -> Part:
    def part() -> Result:
        block = parts[0]()
        if len(parts) > 3:
            raise Untold
        high, wide = _extent(block)
        top = left = 1
        bottom, right = high, wide
        if isinstance(block, Block):
            (top, left), (bottom, right) = block.area
        row, column = (int(number(parts[at]())) if len(parts) > at else None for at in (1, 2))
        if column is None:
            row, column = (1, row) if top == bottom and left != right else (row, 1 if left == right else 0)
        row, column = row or 0, column or 0
        if not (0 <= row <= bottom - top + 1 and 0 <= column <= right - left + 1):
            raise Failed("#REF!")
        if isinstance(block, Table):
            rows = block.rows[row - 1 : row] if row else block.rows
            return Table([line[column - 1 : column] if column else line for line in rows])
        assert isinstance(block, Block)
        first = Spot(top + max(row - 1, 0), left + max(column - 1, 0))
        return block.part(Area(first, Spot(first.row if row else bottom, first.column if column else right)))

    return part


def _offset(parts: list[Part]) -> Part:
    """OFFSET: a block so many rows and columns from another, as large as it or as told."""

    def part() -> Result:
        block = parts[0]()
        if not isinstance(block, Block) or not 3 <= len(parts) <= 5:
            raise Untold
        (top, left), (bottom, right) = block.area
        sizes = [parts[at]() if len(parts) > at else None for at in (3, 4)]
        high, wide = (
            usual if size is None else int(number(size))
            for size, usual in zip(sizes, (bottom - top + 1, right - left + 1), strict=True)
        )
        row, column = top + int(number(parts[1]())), left + int(number(parts[2]()))
        if high < 1 or wide < 1:
            raise Untold
        last = Spot(row + high - 1, column + wide - 1)
        if row < 1 or column < 1 or last.row > LAST_ROW or last.column > LAST_COLUMN:
            raise Failed("#REF!")
        return block.part(Area(Spot(row, column), last))

    return part


def _choose(parts: list[Part]) -> Part:
    def part() -> Result:
        place = int(number(parts[0]()))
        if not 1 <= place < len(parts):
            raise Failed("#VALUE!")
        return parts[place]()

    return part


def _nth(*, is_largest: bool) -> Callable[[list[Part]], Part]:
    def of(parts: list[Part]) -> Part:
        def part() -> float:
            found, place = sorted(numbers(parts[:1]), reverse=is_largest), int(number(parts[1]()))
            if not 1 <= place <= len(found):
                raise Failed("#NUM!")
            return found[place - 1]

        return part

    return of


def _rank(parts: list[Part]) -> Part:
    def part() -> float:
        wanted, among = number(parts[0]()), numbers(parts[1:2])
        is_rising = len(parts) > 2 and number(parts[2]()) != 0
        if wanted not in among:
            raise Failed("#N/A")
        return 1.0 + sum(one < wanted if is_rising else one > wanted for one in among)

    return part


def _size(*, is_down: bool) -> Callable[[list[Part]], Part]:
    def of(parts: list[Part]) -> Part:
        def part() -> float:
            value = parts[0]()
            if isinstance(value, Block):
                first, last = value.area
                return float((last.row - first.row if is_down else last.column - first.column) + 1)
            rows = table_of(value).rows
            return float(len(rows) if is_down else len(rows[0]))

        return part

    return of


def _address(parts: list[Part]) -> Part:
    """ADDRESS: the address of a row and column, as B8 with or without $."""

    def part() -> str:
        row, column, kind = int(number(parts[0]())), int(number(parts[1]())), _mode(parts, 2, 1)
        if len(parts) > 3 or kind not in (1, 2, 3, 4):
            raise Untold
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise Failed("#VALUE!")
        return f"{'$' if kind in (1, 3) else ''}{letters(column)}{'$' if kind in (1, 2) else ''}{row}"

    return part


def _na_else(parts: list[Part]) -> Part:
    def part() -> Result:
        try:
            return single(parts[0]())
        except Failed as error:
            if str(error) != "#N/A":
                raise
            return parts[1]()

    return part


LOOKUPS: dict[str, Callable[[list[Part]], Part]] = {
    "SUMPRODUCT": _sum_product,
    "MATCH": _match,
    "VLOOKUP": _look_up(is_down=True),
    "HLOOKUP": _look_up(is_down=False),
    "XLOOKUP": _look_anywhere,
    "XMATCH": _match_anywhere,
    "LOOKUP": _look_along,
    "INDEX": _index,
    "OFFSET": _offset,
    "CHOOSE": _choose,
    "LARGE": _nth(is_largest=True),
    "SMALL": _nth(is_largest=False),
    "RANK": _rank,
    "RANK.EQ": _rank,
    "ROWS": _size(is_down=True),
    "COLUMNS": _size(is_down=False),
    "IFNA": _na_else,
    "ADDRESS": _address,
    "HYPERLINK": lambda parts: lambda: single(parts[-1]()),
}

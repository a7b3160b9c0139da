"""The functions that look a value up in a block, and those that reckon several cells at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from exports.learned.criteria import pattern_of
from exports.learned.functions import (
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
from exports.learned.grid import Area, Spot
from exports.learned.references import LAST_COLUMN, LAST_ROW

_MOST = 20_000  # cells of a block reckoned one by one


# -- several cells at once ---------------------------------------------------------------------------------------------


def table_of(value: Result) -> Table:
    """Return a part as rows of values. Raises Untold for a block too large."""
    if isinstance(value, Table):
        return value
    if not isinstance(value, Block):
        return Table([[value]])
    (top, left), (bottom, right) = value.area
    if (bottom - top + 1) * (right - left + 1) > _MOST:
        raise Untold
    return Table(
        [[_at(value, Spot(row, column)) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
    )


def _at(block: Block, spot: Spot) -> Single | Failed:
    try:
        return block.at(spot)
    except Failed as error:
        return error


def each(work: Callable[[list[Part]], Part], parts: list[Part]) -> Part:
    """Return a function of single values worked out for every cell of its parts, a row or column against a block."""

    def part() -> Result:
        tables = [_or_error(one) for one in parts]
        if all(len(one.rows) == 1 and len(one.rows[0]) == 1 for one in tables):
            return work([_known(one.rows[0][0]) for one in tables])()
        high, wide = max(len(one.rows) for one in tables), max(len(one.rows[0]) for one in tables)
        if any(len(one.rows) not in (1, high) or len(one.rows[0]) not in (1, wide) for one in tables):
            raise Untold  # Excel fills what is missing with #N/A
        return Table([[_cell(work, tables, row, column) for column in range(wide)] for row in range(high)])

    return part


def _or_error(part: Part) -> Table:
    try:
        return table_of(part())
    except Failed as error:
        return Table([[error]])


def _cell(work: Callable[[list[Part]], Part], tables: Sequence[Table], row: int, column: int) -> Single | Failed:
    taken = [one.rows[row if len(one.rows) > 1 else 0] for one in tables]
    try:
        return single(work([_known(one[column if len(one) > 1 else 0]) for one in taken])())
    except Failed as error:
        return error


def _known(value: Single | Failed) -> Part:
    return lambda: known(value)


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


def _line(value: Result) -> Iterator[tuple[int, Single]]:
    """Yield the places, from 0, and values of a row or column that are not blank."""
    if not isinstance(value, Block):
        raise Untold
    (top, left), (bottom, right) = value.area
    if top != bottom and left != right:
        raise Untold
    for spot, held in value.held():
        yield spot.row - top + spot.column - left, held


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
        def part() -> Single:
            block, nth = parts[1](), int(number(parts[2]()))
            if not isinstance(block, Block):
                raise Untold
            (top, left), (bottom, right) = block.area
            if nth < 1:
                raise Failed("#VALUE!")
            if nth > (right - left if is_down else bottom - top) + 1:
                raise Failed("#REF!")
            keys = block.part(Area(block.area.first, Spot(bottom, left) if is_down else Spot(top, right)))
            is_near = truth(parts[3]()) if len(parts) > 3 else True
            found = _place(single(parts[0]()), _line(keys), 1 if is_near else 0)
            return block.at(Spot(top + found, left + nth - 1) if is_down else Spot(top + nth - 1, left + found))

        return part

    return of


def _look_anywhere(parts: list[Part]) -> Part:
    """XLOOKUP without its newer ways: the same value in one line, what stands there in another."""

    def part() -> Result:
        if len(parts) > 4:
            raise Untold
        shown = parts[2]()
        if not isinstance(shown, Block):
            raise Untold
        try:
            place = _place(single(parts[0]()), _line(parts[1]()), 0)
        except Failed:
            if len(parts) < 4:
                raise
            return parts[3]()
        (top, left), (bottom, right) = shown.area
        if top != bottom and left != right:
            raise Untold
        return shown.at(Spot(top, left + place) if top == bottom else Spot(top + place, left))

    return part


def _index(parts: list[Part]) -> Part:
    def part() -> Result:
        block = parts[0]()
        if not isinstance(block, Block) or len(parts) > 3:
            raise Untold
        (top, left), (bottom, right) = block.area
        row, column = (int(number(parts[at]())) if len(parts) > at else None for at in (1, 2))
        if column is None:
            row, column = (1, row) if top == bottom and left != right else (row, 1 if left == right else 0)
        row, column = row or 0, column or 0
        if not (0 <= row <= bottom - top + 1 and 0 <= column <= right - left + 1):
            raise Failed("#REF!")
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
}

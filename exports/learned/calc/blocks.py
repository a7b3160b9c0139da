"""Formulas over several cells at once: a block as rows of values, and a function worked out for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exports.learned.calc.functions import Block, Blocks, Failed, Part, Result, Single, Table, Untold, known, single
from exports.learned.xml.grid import Spot

_MOST = 20_000  # cells of a block reckoned one by one


def table_of(value: Result) -> Table:
    """Return a part as rows of values. Raises Untold for a block too large."""
    if isinstance(value, Table):
        return value
    if isinstance(value, Blocks):
        raise Untold
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


def spread(
    work: Callable[[list[Part]], Part], parts: list[Part], which: slice = slice(None), *, takes_blocks: bool = True
) -> Part:
    """Return a function of single values worked out for every cell of its parts, a row or column against a block.

    `which` are the parts that are single values to the function, the others it takes whole. Without `takes_blocks` only
    values that were reckoned or written as several, {1,2,3}, are gone through, not the cells of a block.
    """

    def part() -> Result:
        told = {at: _worked_out(parts[at], takes_blocks=takes_blocks) for at in range(len(parts))[which]}
        tables = [one for one in told.values() if isinstance(one, Table)]
        if not tables:
            return work([_given(told[at]) if at in told else one for at, one in enumerate(parts)])()
        high, wide = max(len(one.rows) for one in tables), max(len(one.rows[0]) for one in tables)
        if any(len(one.rows) not in (1, high) or len(one.rows[0]) not in (1, wide) for one in tables):
            raise Untold  # Excel fills what is missing with #N/A

        def cell(row: int, column: int) -> Single | Failed:
            given = [_given(_of(told[at], row, column)) if at in told else one for at, one in enumerate(parts)]
            try:
                return single(work(given)())
            except Failed as error:
                return error

        return Table([[cell(row, column) for column in range(wide)] for row in range(high)])

    return part


def _worked_out(part: Part, *, takes_blocks: bool) -> Result | Failed:
    try:
        value = part()
        if isinstance(value, Block) and takes_blocks and value.area.first != value.area.last:
            value = table_of(value)
    except Failed as error:
        return error
    is_one = isinstance(value, Table) and len(value.rows) == 1 and len(value.rows[0]) == 1
    return value.rows[0][0] if is_one and isinstance(value, Table) else value


def _of(value: Result | Failed, row: int, column: int) -> Result | Failed:
    if not isinstance(value, Table):
        return value
    line: Sequence[Single | Failed] = value.rows[row if len(value.rows) > 1 else 0]
    return line[column if len(line) > 1 else 0]


def _given(value: Result | Failed) -> Part:
    def part() -> Result:
        return known(value) if isinstance(value, Failed) else value

    return part

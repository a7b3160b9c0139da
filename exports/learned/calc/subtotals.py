"""SUBTOTAL and AGGREGATE: sums and counts that pass over one another's cells, and rows that are filtered or hidden."""

from __future__ import annotations

from collections.abc import Iterator

from exports.learned.calc.functions import FUNCTIONS, Block, Failed, Part, Result, Single, Table, Untold, number
from exports.learned.calc.lookups import LOOKUPS
from exports.learned.calc.numbers_of import OF_SEVERAL

_KINDS = ("AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "PRODUCT", "STDEV", "STDEVP", "SUM", "VAR")
_ALL = {**FUNCTIONS, **OF_SEVERAL, **LOOKUPS}
_RANKED = {14: "LARGE", 15: "SMALL"}


def subtotal(parts: list[Part]) -> Part:
    """SUBTOTAL: kinds above 100 pass over hidden rows too."""

    def part() -> Result:
        told = int(number(parts[0]()))
        if not 1 <= told % 100 <= len(_KINDS) or told // 100 not in (0, 1):
            raise Untold
        return _ALL[_KINDS[told % 100 - 1]]([_looked_at(one, hidden=told > 100) for one in parts[1:]])()

    return part


def aggregate(parts: list[Part]) -> Part:
    """AGGREGATE: what it passes over is told by its second argument, errors among it."""

    def part() -> Result:
        kind, way = int(number(parts[0]())), int(number(parts[1]()))
        if way not in range(8) or kind not in {*range(1, len(_KINDS) + 1), *_RANKED}:
            raise Untold
        hidden, errors, nested = way in (1, 3, 5, 7), way in (2, 3, 6, 7), way < 4
        if kind in _RANKED:
            block = _looked_at(parts[2], hidden=hidden, errors=errors, nested=nested)
            return _ALL[_RANKED[kind]]([block, *parts[3:]])()
        told = [_looked_at(one, hidden=hidden, errors=errors, nested=nested) for one in parts[2:]]
        return _ALL[_KINDS[kind - 1]](told)()

    return part


def _looked_at(part: Part, *, hidden: bool, errors: bool = False, nested: bool = True) -> Part:
    """Return a part with only those of its cells that are not passed over, one below the other."""

    def found() -> Iterator[Single | Failed]:
        value = part()
        if isinstance(value, Table):
            yield from (one for row in value.rows for one in row)
            return
        if not isinstance(value, Block):
            raise Untold
        for spot, one in value.told():
            if not value.is_passed_over(spot, hidden=hidden, nested=nested):
                yield one

    def left() -> Result:
        kept = [one for one in found() if not (errors and isinstance(one, Failed))]
        return Table([[one] for one in kept])

    return left


SUBTOTALS = {"SUBTOTAL": subtotal, "AGGREGATE": aggregate}

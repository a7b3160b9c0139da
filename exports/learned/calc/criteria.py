"""The functions that count, add up or look for the cells that meet a criterion such as ">0" or "Bản*"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from exports.learned.calc.functions import (
    COMPARED,
    Block,
    Failed,
    Part,
    Result,
    Single,
    Untold,
    divided,
    ordered,
    single,
)
from exports.learned.xml.grid import Spot

_MOST = 20_000  # cells looked at one by one, blank ones too
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def pattern_of(text: str) -> re.Pattern[str]:
    """Return what the whole of a text with Excel's wildcards matches: ? one letter, * any, ~? and ~* themselves."""
    return re.compile(rf"(?s:{wildcards(text)})\Z", re.IGNORECASE)


def wildcards(text: str) -> str:
    """Return a text with Excel's wildcards as a regular expression."""
    told = {"*": ".*", "?": "."}
    pieces: list[str] = re.findall(r"~[*?~]|.", text, re.DOTALL)
    return "".join(told.get(one) or re.escape(one[-1]) for one in pieces)


def _meeting(block: Result, criterion: Result) -> set[tuple[int, int]]:
    """Return the places within a block, from its corner, of the cells that meet a criterion."""
    if not isinstance(block, Block):
        raise Untold
    fits = _test(single(criterion))
    corner = block.area.first
    held = dict(block.told())
    places = list(held)
    if fits(None):
        last = block.area.last
        if (last.row - corner.row + 1) * (last.column - corner.column + 1) > _MOST:
            raise Untold
        rows, columns = range(corner.row, last.row + 1), range(corner.column, last.column + 1)
        places = [Spot(row, column) for row in rows for column in columns]
    return {(spot.row - corner.row, spot.column - corner.column) for spot in places if fits(held.get(spot))}


def _test(said: Single) -> Callable[[Single | Failed], bool]:
    """Return whether a cell meets a criterion; a number is met by its digits as a text too."""
    sign, wanted = "=", 0.0 if said is None else said
    if isinstance(wanted, str):
        found = re.match(r"(<>|<=|>=|=|<|>)?(.*)", wanted, re.DOTALL)
        assert found is not None
        sign, wanted = found[1] or "=", found[2]
        if _NUMBER.fullmatch(wanted):
            wanted = float(wanted)
    if wanted == "":
        is_bare = isinstance(said, str) and said in ("=", "<>")
        blank: tuple[Single | Failed, ...] = (None,) if is_bare else (None, "")
        return (lambda value: value not in blank) if sign == "<>" else (lambda value: value in blank)
    how: Any = COMPARED[sign]
    if sign in ("=", "<>"):
        pattern = pattern_of(wanted) if isinstance(wanted, str) else None

        mark = ordered(wanted)

        def is_same(value: Single | Failed) -> bool:
            if isinstance(value, Failed):
                return str(value) == wanted
            if pattern is not None:
                return isinstance(value, str) and pattern.match(value) is not None
            if isinstance(value, str) and isinstance(wanted, float) and _NUMBER.fullmatch(value):
                value = float(value)
            if isinstance(value, float) and isinstance(wanted, float) and abs(value - wanted) > 1e-6 * abs(wanted):
                return False  # far from the digits that Excel looks at
            return type(value) is type(wanted) and ordered(value) == mark

        return is_same if sign == "=" else lambda value: not is_same(value)
    return lambda value: (
        not isinstance(value, Failed) and type(value) is type(wanted) and how(ordered(value), ordered(wanted))
    )


def _all_met(parts: Sequence[Part]) -> set[tuple[int, int]]:
    if not parts or len(parts) % 2:
        raise Untold
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return set[tuple[int, int]].intersection(*(_meeting(block(), criterion()) for block, criterion in pairs))


def _of_met(block: Result, met: set[tuple[int, int]]) -> list[float]:
    if not isinstance(block, Block):
        raise Untold
    corner = block.area.first
    found = (block.at(Spot(corner.row + row, corner.column + column)) for row, column in sorted(met))
    return [one for one in found if isinstance(one, float)]


def _average(numbers: Sequence[float]) -> float:
    return divided(sum(numbers), float(len(numbers)))


def _if(work: Callable[[list[float]], float]) -> Callable[[list[Part]], Part]:
    return lambda parts: lambda: work(_of_met((parts[2] if len(parts) > 2 else parts[0])(), _all_met(parts[:2])))


def _ifs(work: Callable[[list[float]], float]) -> Callable[[list[Part]], Part]:
    return lambda parts: lambda: work(_of_met(parts[0](), _all_met(parts[1:])))


def _count(parts: list[Part]) -> Part:
    return lambda: float(len(_all_met(parts)))


CRITERIA: dict[str, Callable[[list[Part]], Part]] = {
    "COUNTIF": _count,
    "COUNTIFS": _count,
    "COUNTBLANK": lambda parts: lambda: float(len(_meeting(parts[0](), ""))),
    "SUMIF": _if(sum),
    "SUMIFS": _ifs(sum),
    "AVERAGEIF": _if(_average),
    "AVERAGEIFS": _ifs(_average),
    "MAXIFS": _ifs(lambda numbers: max(numbers, default=0.0)),
    "MINIFS": _ifs(lambda numbers: min(numbers, default=0.0)),
}

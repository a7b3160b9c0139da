"""The functions of numbers beyond sums and rounding, and those that ask what kind of value a cell holds."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable

from exports.learned.calc.functions import (
    COMPARED,
    Failed,
    Part,
    Result,
    Single,
    Untold,
    added,
    compared,
    divided,
    number,
    numbers,
    raised,
    single,
    truth,
)

_Made = Callable[[list[Part]], Part]


def _of_one(work: Callable[[float], float]) -> _Made:
    def of(parts: list[Part]) -> Part:
        def part() -> float:
            try:
                return float(work(number(parts[0]())))
            except (ValueError, OverflowError):
                raise Failed("#NUM!") from None

        return part

    return of


def _of_all(work: Callable[[list[float]], float], fewest: int, error: str) -> _Made:
    def of(parts: list[Part]) -> Part:
        def part() -> float:
            found = numbers(parts)
            if len(found) < fewest:
                raise Failed(error)
            return float(work(found))

        return part

    return of


def _to_multiple(how: Callable[[float], float], *, usual: float | None = None) -> _Made:
    """CEILING, FLOOR and MROUND of numbers that are not below 0; of others they differ from version to version."""

    def of(parts: list[Part]) -> Part:
        def part() -> float:
            value = number(parts[0]())
            by = usual if usual is not None and len(parts) < 2 else number(parts[1]())
            if value < 0 or by <= 0:
                raise Untold
            return added(by * how(float(f"{value / by:.14g}")), 0.0)

        return part

    return of


def _commonest(found: list[float]) -> float:
    """Return the number that is there most often, of several the first. Raises Failed where each is there once."""
    if len(set(found)) == len(found):
        raise Failed("#N/A")
    return statistics.mode(found)


def _log(parts: list[Part]) -> Part:
    def part() -> float:
        value, base = number(parts[0]()), number(parts[1]()) if len(parts) > 1 else 10.0
        if value <= 0 or base <= 0:
            raise Failed("#NUM!")
        if base == 1:
            raise Failed("#DIV/0!")
        return math.log10(value) if base == 10 else math.log(value) / math.log(base)

    return part


def _away(value: float, *, is_odd: bool) -> float:
    """Return the next even or odd whole number away from 0."""
    whole = math.ceil(abs(value))
    whole += (whole % 2 == 0) if is_odd else (whole % 2 == 1)
    return math.copysign(whole, value)


# -- kinds of values ---------------------------------------------------------------------------------------------------


def _is(fits: Callable[[Single], bool]) -> _Made:
    """Return a function that asks what a cell holds; an error is none of it."""

    def of(parts: list[Part]) -> Part:
        def part() -> bool:
            try:
                return fits(single(parts[0]()))
            except Failed:
                return False

        return part

    return of


def _is_error(fits: Callable[[str], bool]) -> _Made:
    def of(parts: list[Part]) -> Part:
        def part() -> bool:
            try:
                single(parts[0]())
            except Failed as error:
                return fits(str(error))
            return False

        return part

    return of


def _none(_parts: list[Part]) -> Part:
    def part() -> Result:
        raise Failed("#N/A")

    return part


def _ifs(parts: list[Part]) -> Part:
    """IFS: what follows the first condition that holds."""

    def part() -> Result:
        if len(parts) % 2:
            raise Untold
        for condition, told in zip(parts[::2], parts[1::2], strict=True):
            if truth(condition()):
                return told()
        raise Failed("#N/A")

    return part


def _switch(parts: list[Part]) -> Part:
    """SWITCH: what follows the first value that is the same, or what stands last and alone."""

    def part() -> Result:
        value = single(parts[0]())
        rest = parts[1:]
        for wanted, told in zip(rest[::2], rest[1::2], strict=False):
            if compared(COMPARED["="], lambda: value, wanted)():
                return told()
        if len(rest) % 2:
            return rest[-1]()
        raise Failed("#N/A")

    return part


NUMBERS: dict[str, _Made] = {
    "SIGN": _of_one(lambda value: (value > 0) - (value < 0)),
    "SQRT": _of_one(math.sqrt),
    "EXP": _of_one(math.exp),
    "LN": _of_one(math.log),
    "LOG10": _of_one(math.log10),
    "LOG": _log,
    "POWER": lambda parts: lambda: raised(number(parts[0]()), number(parts[1]())),
    "QUOTIENT": lambda parts: lambda: float(math.trunc(divided(number(parts[0]()), number(parts[1]())))),
    "CEILING": _to_multiple(math.ceil),
    "FLOOR": _to_multiple(math.floor),
    "CEILING.MATH": _to_multiple(math.ceil, usual=1.0),
    "FLOOR.MATH": _to_multiple(math.floor, usual=1.0),
    "MROUND": _to_multiple(lambda value: math.floor(value + 0.5)),
    "EVEN": _of_one(lambda value: _away(value, is_odd=False)),
    "ODD": _of_one(lambda value: _away(value, is_odd=True)),
    "ISEVEN": lambda parts: lambda: math.trunc(number(parts[0]())) % 2 == 0,
    "ISODD": lambda parts: lambda: math.trunc(number(parts[0]())) % 2 == 1,
    "T": lambda parts: lambda: one if isinstance(one := single(parts[0]()), str) else "",
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(lambda value: isinstance(value, float)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISLOGICAL": _is(lambda value: isinstance(value, bool)),
    "ISERROR": _is_error(lambda _error: True),
    "ISERR": _is_error(lambda error: error != "#N/A"),
    "ISNA": _is_error(lambda error: error == "#N/A"),
}
"""Those whose every argument is a single value."""

OF_SEVERAL: dict[str, _Made] = {
    "PI": lambda _parts: lambda: math.pi,
    "NA": _none,
    "TRUE": lambda _parts: lambda: True,
    "FALSE": lambda _parts: lambda: False,
    "IFS": _ifs,
    "SWITCH": _switch,
    "SUMSQ": _of_all(lambda found: sum(one * one for one in found), 0, ""),
    "MEDIAN": _of_all(statistics.median, 1, "#NUM!"),
    "MODE": _of_all(_commonest, 1, "#N/A"),
    "MODE.SNGL": _of_all(_commonest, 1, "#N/A"),
    "STDEV": _of_all(statistics.stdev, 2, "#DIV/0!"),
    "STDEV.S": _of_all(statistics.stdev, 2, "#DIV/0!"),
    "STDEVP": _of_all(statistics.pstdev, 1, "#DIV/0!"),
    "STDEV.P": _of_all(statistics.pstdev, 1, "#DIV/0!"),
    "VAR": _of_all(statistics.variance, 2, "#DIV/0!"),
    "VAR.S": _of_all(statistics.variance, 2, "#DIV/0!"),
}

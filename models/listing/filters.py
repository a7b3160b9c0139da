"""The filters of a list: which rows stay, and which words of a filter nobody can have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from models.dates import PartialDate, Period
from models.listing.kinds import Facts, Field, Kind, Rate, Value
from models.listing.view import BY_THE_DAY, Filter, Op, View, read_value
from models.text import fold

Test = Callable[[int], bool]
"""Whether the row at a place stays."""


def keeping(view: View, facts: Facts, values: Callable[[str], Sequence[Value]]) -> tuple[Test, tuple[str, ...]]:
    """Return whether the filters of a list keep a row, and sentences about words that no list of choices has.

    What leaves rows out does so also where one of the other filters is enough.
    """
    always: list[Test] = []
    either: list[Test] = []
    doubts: list[str] = []
    for one in view.filters:
        field = view.of.by_key[one.field]
        test = _test(values(one.field), _asked(field, one, facts.on))
        (either if view.is_any and not one.leaves_out else always).append(test)
        doubts += [f"Không có “{word}” trong danh mục “{field.label}”." for word in _unknown(field, one, facts)]

    def keeps(place: int) -> bool:
        return all(test(place) for test in always) and (not either or any(test(place) for test in either))

    return keeps, tuple(doubts)


def _test(values: Sequence[Value], asked: Callable[[Any], bool]) -> Test:
    return lambda place: asked(values[place])


def _unknown(field: Field, one: Filter, facts: Facts) -> list[str]:
    if field.words is None or not one.op.takes_value:
        return []
    known = {fold(word) for word in field.words(facts)}
    return [word for word in one.values if fold(word) not in known]


def _asked(field: Field, one: Filter, on: date) -> Callable[[Any], bool]:
    """Return the question a filter asks of a value on the day whose state counts."""
    if one.op in BY_THE_DAY:
        return _by_the_day(one.op, on)
    match one.op:
        case Op.FILLED:
            return lambda value: value not in (None, "")
        case Op.EMPTY:
            return lambda value: value in (None, "")
        case Op.YES:
            return lambda value: value is True
        case Op.NO:
            return lambda value: value is False
        case _:
            pass
    wanted = read_value(field, one)
    match field.kind:
        case Kind.DATE:
            return _of_date(one.op, wanted)
        case Kind.NUMBER | Kind.RATE:
            return _of_number(one.op, wanted)
        case Kind.CODE:
            words = {fold(word) for word in wanted}
            is_in = one.op is Op.IS
            return lambda value: (value is not None and fold(value) in words) is is_in
        case _:
            return _of_text(one.op, [fold(word) for word in wanted])


def _of_text(op: Op, wanted: Sequence[str]) -> Callable[[str | None], bool]:
    match op:
        case Op.IS:
            return lambda value: fold(value or "") in wanted
        case Op.STARTS:
            return lambda value: fold(value or "").startswith(tuple(wanted))
        case Op.HAS_NOT:
            return lambda value: not any(word in fold(value or "") for word in wanted)
        case _:
            return lambda value: any(word in fold(value or "") for word in wanted)


def _of_date(op: Op, wanted: PartialDate) -> Callable[[PartialDate | None], bool]:
    """A date known in part is in a span if all the days it can mean are."""
    first, last = wanted.first, wanted.last
    match op:
        case Op.FROM:
            return lambda value: value is not None and value.first >= first
        case Op.TO:
            return lambda value: value is not None and value.last <= last
        case _:
            return lambda value: value is not None and value.first >= first and value.last <= last


def _by_the_day(op: Op, on: date) -> Callable[[PartialDate | None], bool]:
    day = PartialDate.of(on)
    match op:
        case Op.BY_THEN:
            return _of_date(Op.TO, day)
        case Op.AFTER:
            return lambda value: value is not None and value.first > on
        case Op.THIS_MONTH:
            return _of_date(Op.WITHIN, PartialDate(on.year, on.month))
        case Op.THIS_YEAR:
            return _of_date(Op.WITHIN, PartialDate(on.year))
        case _:
            quarter = Period.quarter(on.year, (on.month + 2) // 3)
            first, last = quarter.first, quarter.last
            return lambda value: value is not None and first <= value.first and value.last <= last


def _of_number(op: Op, wanted: Fraction) -> Callable[[float | Rate | None], bool]:
    def plain(value: float | Rate | None) -> Fraction | None:
        """Return a number, a rate in per cent, exactly as it is written; None where it is not told."""
        if isinstance(value, Rate):
            return None if value.share is None else value.share * 100
        return None if value is None else Fraction(str(value))

    match op:
        case Op.FROM:
            return lambda value: (found := plain(value)) is not None and found >= wanted
        case Op.TO:
            return lambda value: (found := plain(value)) is not None and found <= wanted
        case _:
            return lambda value: (found := plain(value)) is not None and found == wanted

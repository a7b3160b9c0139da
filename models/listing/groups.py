"""How values fall into groups, and in which order groups and values stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from models.dates import PartialDate
from models.listing.kinds import UNWRITTEN, By, Facts, Field, Kind, Rate, Value
from models.text import number, place_key, sort_key


class Group(NamedTuple):
    """A group of rows: where it stands among the others, and its words. Two of the same words are one group."""

    order: Any
    label: str


_LAST = 1  # the order of what is not written: after everything, whatever it would be compared with
_NOTHING = Group((_LAST,), UNWRITTEN)


_VAGUE = Group((_LAST, 0), "Chưa rõ nhóm")
"""Of a number that two bands could have: the age of one of whom only the year of birth is known."""


def group_of(field: Field, by: By, facts: Facts, values: Sequence[Value]) -> Callable[[int], Group]:
    """Return what gives the group of a row by its place; `values` are those of the field."""
    group = grouping(field, by, facts)
    if by is not By.BAND or field.is_vague is None:
        return lambda place: group(values[place])
    vague = field.is_vague(facts)
    return lambda place: _VAGUE if vague[place] else group(values[place])


def grouping(field: Field, by: By, facts: Facts) -> Callable[[Value], Group]:
    """Return what gives the group of a value."""
    inner = _grouping(field, by, facts)
    known: dict[Value, Group] = {None: _NOTHING}

    def group(value: Value) -> Group:
        found = known.get(value)
        if found is None:
            found = known[value] = inner(value)
        return found

    return group


def _grouping(field: Field, by: By, facts: Facts) -> Callable[[Any], Group]:
    match field.kind:
        case Kind.DATE:
            return lambda value: _of_date(value, by)
        case Kind.NUMBER if by is By.BAND:
            return lambda value: _band(value, field.bands)
        case Kind.NUMBER:
            return lambda value: Group((0, value), shown(value))
        case Kind.YES_NO:
            return lambda value: Group((0, not value), shown(value))
        case Kind.CODE:
            places = _places(field, facts)
            return lambda value: Group((0, places.get(value, len(places)), place_key(value), value), value)
        case _:
            order = sort_key if field.is_name else place_key
            return lambda value: Group((0, order(value), value), value)


def ordering(field: Field, facts: Facts) -> Callable[[Any], Any]:
    """Return the sort key of the values of a field that are written."""
    match field.kind:
        case Kind.TEXT:
            return sort_key if field.is_name else place_key
        case Kind.CODE:
            places = _places(field, facts)
            return lambda value: (places.get(value, len(places)), place_key(value))
        case Kind.RATE:
            return lambda value: value.share
        case _:
            return lambda value: value


def _places(field: Field, facts: Facts) -> dict[str, int]:
    words: Sequence[str] = field.words(facts) if field.words else ()
    return {word: place for place, word in enumerate(words)}


def _of_date(day: PartialDate, by: By) -> Group:
    """A date known too vaguely for its group stands after those of its year."""
    if by is By.VALUE:
        return Group((0, day), str(day))
    if by is By.YEAR:
        return Group((0, day.year), f"Năm {day.year}")
    if day.month is None:
        return Group((0, day.year, 13), f"Năm {day.year}, chưa rõ tháng")
    if by is By.MONTH:
        return Group((0, day.year, day.month), f"Tháng {day.month}/{day.year}")
    quarter = (day.month + 2) // 3
    return Group((0, day.year, quarter), f"Quý {'I' * quarter if quarter < 4 else 'IV'}/{day.year}")


def _band(value: float, bands: Sequence[tuple[int, int | None]]) -> Group:
    for place, (first, last) in enumerate(bands):
        if value >= first and (last is None or value < last + 1):
            return Group((0, place), _span(first, last))
    return _NOTHING


def _span(first: int, last: int | None) -> str:
    if last is None:
        return f"{first} trở lên"
    return f"{first}–{last}" if first else f"Dưới {last + 1}"


def shown(value: Value) -> str:
    """Return a value in words, as group headings and totals have it."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return number(value, 0 if value == int(value) else 2)
    if isinstance(value, Rate):
        return "" if value.share is None else f"{number(value.share * 100, 2)} %"
    return "" if value is None else str(value)

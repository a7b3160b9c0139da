"""Making a list: filters, order, groups, totals, and the table of two fields. Pure data; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from models.dates import Period
from models.errors import KnownError
from models.listing.crossing import CrossTable, cross_table
from models.listing.filters import keeping
from models.listing.groups import Group, group_of, ordering, shown
from models.listing.kinds import Facts, Field, Kind, Rate, Value, Who
from models.listing.view import How, Total, View, checked
from models.text import masked, number


class LineKind(Enum):
    """What a line of a list is."""

    ROW = "row"
    GROUP = "group"
    TOTAL = "total"


class Line(NamedTuple):
    """A line: a row with its values, the heading of a group (`text`), or its totals. `level` counts from the outside.

    Of a total `values` has None in the columns that are not totalled. `people` are those it is of.
    """

    kind: LineKind
    values: tuple[Value, ...] = ()
    text: str = ""
    level: int = 0
    people: tuple[Who, ...] = ()


@dataclass(frozen=True)
class ListTable:
    """A list as made: its columns, its lines from top to bottom, the last line of totals if any, how many rows.

    `doubts` are sentences about filters that ask for what the register does not have, and about what has no place in
    the list. `period` and `on` are what it was made of.
    """

    view: View
    columns: tuple[Field, ...]
    lines: tuple[Line, ...]
    total: Line | None
    count: int
    cross: CrossTable | None = None
    doubts: tuple[str, ...] = ()
    period: Period | None = None
    on: date = date.min

    @property
    def rows(self) -> list[Line]:
        """The rows alone."""
        return [line for line in self.lines if line.kind is LineKind.ROW]

    @property
    def counted(self) -> str:
        """How many rows, in words."""
        return f"{number(self.count)} {self.view.of.unit}"

    def first(self, most: int) -> ListTable:
        """Return the beginning of a long list, to be looked at; counts and totals stay those of the whole."""
        return replace(self, lines=self.lines[:most])


def build(session: Session, view: View, period: Period | None, on: date) -> ListTable:
    """Make a list of a period (None where it is of a day) as known on a day.

    Raises KnownError for a list that cannot be made, and for a cross-table wider than a sheet.
    """
    view = checked(view)
    subject = view.of
    if subject.of_period and period is None:
        raise KnownError("Danh sách này cần một kỳ; hãy chọn kỳ, ví dụ 2026-10.", "period")
    rows = _Rows(view, subject.facts(session, period, on))
    cross = cross_table(view.cross, subject, rows.facts, rows.values, rows.places, rows.who) if view.cross else None
    lines = tuple(_lines(rows, rows.places, rows.groupings(), 0)) if view.columns else ()
    total = rows.total(rows.places, "", 0) if view.totals else None
    columns = tuple(subject.by_key[key] for key in view.columns)
    doubts = (*rows.doubts, *rows.facts.doubts)
    return ListTable(view, columns, lines, total, len(rows.places), cross, doubts, period, on)


def people(session: Session, table: ListTable, field: Field, held: Sequence[Who]) -> list[Who]:
    """Return the members or months that the count of a field is of, for some rows of a list that has them."""
    facts = table.view.of.facts(session, table.period, table.on)
    assert field.people is not None
    return [one for row in held for one in field.people(facts, row)]


class _Rows:
    """The rows of a list that its filters keep, as places among those of the facts, in order."""

    def __init__(self, view: View, facts: Facts) -> None:
        self.view = view
        self.facts = facts
        self.subject = view.of
        self._values: dict[str, Sequence[Value]] = {}
        self.who = facts.who
        keeps, self.doubts = keeping(view, facts, self.values)
        self.places = [place for place in range(len(self.who)) if keeps(place)]
        for sort in reversed(view.sorts):
            self._sort(sort.field, is_descending=sort.is_descending)
        self._shown = [self._as_shown(key) for key in view.columns]

    def values(self, key: str) -> Sequence[Value]:
        """Return what the rows have in a field, read once."""
        if key not in self._values:
            self._values[key] = self.subject.by_key[key].values(self.facts)
        return self._values[key]

    def _sort(self, key: str, *, is_descending: bool) -> None:
        """Put the rows in the order of a field; what is not written comes last either way."""
        values, order = self.values(key), ordering(self.subject.by_key[key], self.facts)
        written = [place for place in self.places if _is_written(values[place])]
        rest = [place for place in self.places if not _is_written(values[place])]
        written.sort(key=lambda place: order(values[place]), reverse=is_descending)
        self.places = [*written, *rest]

    def _as_shown(self, key: str) -> Sequence[Value]:
        values: Sequence[Any] = self.values(key)
        is_masked = self.subject.by_key[key].is_number_of_person and not self.view.shows_numbers
        return [masked(value) or None for value in values] if is_masked else values

    def groupings(self) -> list[tuple[str, Callable[[int], Group]]]:
        """Return label and group of a row for each level."""
        found: list[tuple[str, Callable[[int], Group]]] = []
        for one in self.view.groups:
            field = self.subject.by_key[one.field]
            found.append((field.label, group_of(field, one.by, self.facts, self.values(one.field))))
        return found

    def row(self, place: int) -> Line:
        """Return the line of a row."""
        return Line(LineKind.ROW, tuple(values[place] for values in self._shown), people=(self.who[place],))

    def total(self, places: Sequence[int], group: str, level: int) -> Line:
        """Return the line of totals of some rows: those of a group, or all of them ("")."""
        asked = {total.field: total for total in self.view.totals}
        values = tuple(
            _total(asked[key], [self.values(key)[place] for place in places]) if key in asked else None
            for key in self.view.columns
        )
        return Line(LineKind.TOTAL, values, self._called(group), level, tuple(self.who[place] for place in places))

    def _called(self, group: str) -> str:
        """What a line of totals is called: a sum, unless another is said of what its columns show."""
        fields = {one.field: self.subject.by_key[one.field] for one in self.view.totals}
        ways = {fields[one.field].label: one.how for one in self.view.totals if fields[one.field].kind is not Kind.RATE}
        others = {label: how.label for label, how in ways.items() if how is not How.SUM}
        if others and len(others) == len(ways) and len(set(others.values())) == 1:
            return f"{next(iter(others.values())).capitalize()} {group or 'chung'}"
        called = f"Cộng {group}" if group else "Tổng cộng"
        said = "; ".join(f"{label}: {how}" for label, how in others.items())
        return f"{called} ({said})" if said else called


def _is_written(value: Value) -> bool:
    return value is not None and (not isinstance(value, Rate) or value.share is not None)


def _lines(
    rows: _Rows, places: Sequence[int], groupings: Sequence[tuple[str, Callable[[int], Group]]], level: int
) -> Iterator[Line]:
    """Yield the lines of some rows: group by group, each with its heading, and its totals where there are any."""
    if not groupings:
        yield from map(rows.row, places)
        return
    (label, group), *inner = groupings
    for found, members in groupby(sorted(places, key=lambda place: group(place).order), key=group):
        held = list(members)
        yield Line(LineKind.GROUP, text=f"{label}: {found.label} ({number(len(held))})", level=level)
        yield from _lines(rows, held, inner, level + 1)
        if rows.view.totals:
            yield rows.total(held, found.label, level)


def _total(total: Total, values: Sequence[Value]) -> Value:
    rates = [value for value in values if isinstance(value, Rate)]
    if rates:
        return Rate.pooled(rates)
    numbers = [value for value in values if isinstance(value, int | float)]
    if not numbers:
        return None
    match total.how:
        case How.SUM:
            return sum(numbers)
        case How.AVERAGE:
            return float(sum(map(Fraction, numbers)) / len(numbers))
        case How.LEAST:
            return min(numbers)
        case How.MOST:
            return max(numbers)


__all__ = ["Line", "LineKind", "ListTable", "build", "shown"]

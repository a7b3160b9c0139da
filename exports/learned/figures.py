"""The number a bound cell shows: of the period, of the same one last year, their ratio, or the sum since 1 January."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from sqlalchemy.orm import Session

from exports.learned import bound, filters, narrowing, parts, sentences
from exports.learned.narrowing import Filters, Narrowing
from exports.learned.reckoned import Blank, Reckoned
from exports.learned.template import Binding, Template
from exports.report import percentage, span_told
from models import indicators, statistics
from models.dates import Period
from models.indicators.kinds import Name, Unit
from models.statistics import Entry, Group, Register
from models.text import number, plain

NONE_KNOWN = "–"
BLANK = ""  # empties the cell of what was printed there
"""Stands where the book does not reach back to the year before."""
NO_YEAR_BEFORE = "Sổ chưa có đảng viên nào ở cùng kỳ năm trước; ô của năm trước ghi dấu “–”."
_OF_RECORDS = (Group.MEMBERS, Group.ADMITTED, Group.MOVED)
"""What is counted by the members' own records."""
NOBODY_YET = "Sổ chưa có đảng viên nào ở kỳ của ô nên ghi dấu “–”."


class View:
    """The book at one period, each part read once."""

    def __init__(self, session: Session, period: Period, day: date, rows: Iterable[str]) -> None:
        self.period, self.day = period, day
        self._session, self._rows = session, set(rows)

    @cached_property
    def facts(self) -> indicators.Facts:
        """What the indicators are reckoned from."""
        return indicators.Facts(self._session, indicators.Scope(self.period, self.day))

    @cached_property
    def narrowing(self) -> Narrowing:
        """What filters ask for."""
        return Narrowing(self._session, self.period, self.day)

    @cached_property
    def statistics(self) -> statistics.Statistics:
        """The rows of the official forms that are bound."""
        groups = {statistics.ROWS[key].group for key in self._rows if key in statistics.ROWS}
        return Register(self._session).statistics(self.period, self.day, groups)

    @property
    def since_unknown(self) -> list[Entry]:
        """The members that rows bound count and of whom nobody knows since when they are on a list."""
        members = self.statistics.groups.get(Group.MEMBERS)
        return [] if members is None else members.by("is_since_known").get(False, [])

    @cached_property
    def is_known(self) -> bool:
        """Whether the book has anybody on that day."""
        return Register(self._session).has_members(self.day)


class Figures:
    """The numbers of a template: `period` as known on `day`."""

    def __init__(self, session: Session, period: Period, day: date, template: Template) -> None:
        self._template, self._session = template, session
        self._parts: dict[str, View | None] = {}
        self.loose: dict[tuple[Hashable, int], Name] = {}
        """Whom the figures of last year that were read count by a month or year that may be after its last day."""
        self._rows = rows = [*_rows(template)]
        self.now = View(session, period, day, rows)
        self.before = View(session, period.year_before(), period.day_before(day), rows)
        year = period.since_january(day)
        is_same = (year.first, year.last) == (period.first, period.last)
        self.so_far = self.now if is_same else View(session, year, day, rows)

    def reckon(self, binding: Binding, only: int | None) -> Reckoned:
        """Return the number of a binding, of one Party cell alone if asked. Raises Unfit for filters amiss."""
        match binding.span:
            case bound.BEFORE:
                return self._of_before(binding, only)
            case bound.RATIO:
                return self._ratio(binding, only)
            case bound.SO_FAR:
                return self._of_view(self.so_far, binding, only)
            case bound.NOW:
                return self._read(self.now, binding, only)
            case part:
                return self._of_part(part, binding, only)

    def _of_part(self, part: str, binding: Binding, only: int | None) -> Reckoned:
        """Return the number of a month, quarter or year; blank for one to come, a dash before the book begins."""
        if part not in self._parts:
            period = parts.period(part, self.now.period.last.year)
            assert period is not None  # it has a name
            day = min(self.now.day, period.last)
            self._parts[part] = View(self._session, period, day, self._rows) if period.first <= self.now.day else None
        view = self._parts[part]
        if view is None:
            return Reckoned(BLANK, explained="Kỳ của ô chưa đến vào ngày của báo cáo nên để trống.")
        if not view.is_known:
            return Reckoned(NONE_KNOWN, explained=NOBODY_YET)
        read = self._of_view(view, binding, only)
        return replace(read, explained=f"{span_told(view.period, view.day)}. {read.explained}")

    def _of_view(self, view: View, binding: Binding, only: int | None) -> Reckoned:
        """Return the number of some days; whom it lacks are of the period only where these are its days."""
        read, days = self._read(view, binding, only), (self.now.period.first, self.now.period.last)
        if (view.period.first, view.period.last) == days:
            return read
        return replace(read, blanks=tuple(replace(one, is_now=False) for one in read.blanks))

    def _of_before(self, binding: Binding, only: int | None) -> Reckoned:
        if not self.before.is_known:
            return Reckoned(NONE_KNOWN, explained=NO_YEAR_BEFORE)
        read = self._of_view(self.before, binding, only)
        self.loose |= {(one.subject, one.id): one for one in read.names if one.is_loose(self.before.day)}
        return replace(read, explained=f"{span_told(self.before.period, self.before.day)}. {read.explained}")

    def _ratio(self, binding: Binding, only: int | None) -> Reckoned:
        """Return this period × 100 / last year's; blank where last year is 0 (domain.md 7.2)."""
        now, before = self._read(self.now, binding, only), self._of_before(binding, only)
        if before.value == NONE_KNOWN:
            return before
        two = [one.value if isinstance(one.value, int | float | Fraction) else None for one in (now, before)]
        said = " ".join(
            f"{word} ({span_told(view.period, view.day)}): {'–' if value is None else plain(_told(value))}."
            for word, view, value in zip(("Kỳ này", "Cùng kỳ năm trước"), (self.now, self.before), two, strict=True)
        )
        value = None
        if two[0] is not None and two[1] is not None:
            value = Fraction(str(two[0])) / Fraction(str(two[1])) if two[1] else BLANK
        names = tuple(dict.fromkeys((*now.names, *before.names)))
        blanks = (*now.blanks, *before.blanks)
        return replace(now, value=value, explained=f"{said}\n{now.explained}", names=names, rest=(), blanks=blanks)

    def _read(self, view: View, binding: Binding, only: int | None) -> Reckoned:
        keys = self._template.filters_of(binding)
        tells = view.narrowing.tells(keys, _group_of(binding)) if keys else None
        if binding.kind == bound.INDICATOR:
            return indicator(view, binding.key, only, tells)
        return _statistic(view, binding.key, only, tells)


def _rows(template: Template) -> Iterator[str]:
    """Yield the rows of the statistics that cells and sentences show."""
    for one in template.bindings:
        if one.kind == bound.STATISTIC:
            yield one.key
        elif one.kind == bound.TEXT:
            yield from sentences.rows(one.key)


def _told(value: float | Fraction) -> int | float:
    return (percentage(value) or 0.0) if isinstance(value, Fraction) else value


def indicator(view: View, key: str, only: int | None, tells: Filters | None = None) -> Reckoned:
    """Return the number of an indicator as a book shows it, of one Party cell alone if asked."""
    one = indicators.find(key)
    assert one is not None  # it has a name
    cells_wanted = None if only is None else frozenset({only})
    figure = one.figure(view.facts, indicators.Scope(view.period, view.day, cells_wanted))
    own = {each for each in figure.unsure if tells is None or tells(each) is not False}
    if tells is not None:
        figure = narrowing.indicator(figure, tells)
    value = figure.value
    if value is not None and one.unit is not Unit.PERCENT:
        value = int(value)
    counted = f"Được tính: {number(figure.count)}" + (f", trên {number(figure.of or 0)}." if one.is_share else ".")
    explained = f"{counted}\n{one.definition}\nNguồn: {one.source}."
    name, rest = _named(one.name, tells), tuple(figure.rest) if one.is_share else ()
    if value is None:
        why = f"“{name}” chưa tính được, sổ còn thiếu hoặc không có ai để tính; ô để nguyên."
        return Reckoned(value, why, explained, figure.names, figure.unsure, rest)
    items: dict[tuple[str, bool], list[Name]] = {}
    for each in figure.unsure:
        if each in own:
            items.setdefault((one.name, False), []).append(each)
        _add_open(items, each, tells)
    return Reckoned(value, "", explained, figure.names, figure.unsure, rest, _blanks(items))


def _named(name: str, tells: Filters | None) -> str:
    """Return what a cell counts in the words of its row and column: “Tổng số đảng viên – Nữ”."""
    said = ", ".join(filters.name_of(key) or key for key in (tells.keys if tells else ()))
    return f"{name} – {said}" if said else name


def _add_open(items: dict[tuple[str, bool], list[Name]], name: Name, tells: Filters | None) -> None:
    """Put a name to the items that filters ask for and its record leaves blank."""
    for item in dict.fromkeys(map(filters.item_of, tells.open_to(name))) if tells else ():
        items.setdefault((item, True), []).append(name)


def _blanks(items: Mapping[tuple[str, bool], Sequence[Name]]) -> tuple[Blank, ...]:
    return tuple(
        Blank(item, is_of_record, tuple(dict.fromkeys(names))) for (item, is_of_record), names in items.items()
    )


def _statistic(view: View, key: str, only: int | None, tells: Filters | None) -> Reckoned:
    row = statistics.find(key)
    whole = view.statistics.figure(row)
    whole = whole if only is None else whole.of_cell(only)
    figure = narrowing.statistic(whole, tells or (lambda _name: True))
    explained = f"{row.definition}\nNguồn: {row.source}."
    if figure.value is None:
        why = f"“{_named(row.name, tells)}” không có ai để tính; ô để nguyên."
        return Reckoned(figure.value, why, explained, figure.names, figure.unsure)
    items: dict[tuple[str, bool], list[Name]] = {}
    for entry in whole.unsure if figure.unsure else ():
        if tells is None or tells(entry.name) is not False:
            for trait in row.open_to(entry):
                item = filters.item_of_trait(trait) if row.group in _OF_RECORDS else None
                items.setdefault((item or row.name.removesuffix(", chia ra:"), item is not None), []).append(entry.name)
    for name in figure.unsure:
        _add_open(items, name, tells)
    return Reckoned(figure.value, "", explained, figure.names, figure.unsure, blanks=_blanks(items))


def _group_of(binding: Binding) -> Group:
    """Return whose traits filters of a figure ask for: of those it counts, as they were when it counted them."""
    if binding.kind == bound.STATISTIC:
        return statistics.find(binding.key).group
    one = indicators.find(binding.key)
    if one is None or one.group is not indicators.Group.MOVEMENTS:
        return Group.MEMBERS
    return Group.ADMITTED if one.key.startswith("admitted") else Group.MOVED

"""The names behind the numbers of a learned form: of a figure, of what a list says of a cell, village or month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from exports import behind
from exports.learned import cell_months, figures, lists, month_list
from exports.learned.figures import View
from exports.learned.fill import Place
from exports.learned.lists import CellLine, Month
from exports.learned.reckoned import Reckoned
from exports.learned.rolls import ROLLS
from exports.names import Behind, Person
from exports.report import Scope
from models import cell_years, cells
from models.dates import Period
from models.indicators.kinds import Name, Subject
from models.listing.bodies import VillageFacts
from models.participation import Tally
from models.tables import Mark, Meeting
from models.text import number, percent
from models.villages import VillageRow

_NAMED = 12  # cells in a sentence
_MARKS = {
    "eligible": frozenset(Mark),
    "attended": frozenset({Mark.PRESENT, Mark.ONLINE}),
    "excused": frozenset({Mark.EXCUSED}),
    "unexcused": frozenset({Mark.UNEXCUSED}),
    "rate": frozenset(Mark),
}
"""The marks that a column of attendance counts; where it is blank, those that are not written are behind it too."""


def of_figure(title: str, one: Reckoned, names: Mapping[int, str]) -> Behind:
    """Return those a figure counts, those no paper says of and, of a share, the rest; `names` are of the cells."""
    lots = (("Được tính", one.names), ("Sổ chưa ghi rõ", one.unsure), ("Không được tính", one.rest))
    return Behind(title, one.explained, [person(name, word, names) for word, lot in lots for name in lot])


def of_sentence(parts: Sequence[tuple[str, Reckoned]], names: Mapping[int, str], _session: Session) -> Behind:
    """Return those whom the figures of a sentence count, each by what the figure is called."""
    said = "\n".join(f"{name}: {one.explained.partition(chr(10))[0]}" for name, one in parts)
    found = [person(each, name, names) for name, one in parts for each in one.names]
    return Behind("Các số trong câu", said, found)


def of_total(
    place: Place, told: Sequence[Place], known: Mapping[Place, Callable[[Session], Behind]], session: Session
) -> Behind:
    """Return the names behind all numbers that one of the superior's formulas reckons with."""
    found = [known[one](session) for one in told]
    spots = ", ".join(str(one.spot) for one in told[:_NAMED]) + (" …" if len(told) > _NAMED else "")
    said = f"Công thức của cấp trên, tính từ {number(len(told))} ô có tên bên dưới: {spots}."
    people = dict.fromkeys(one for each in found for one in each.people)
    months = dict.fromkeys(one for each in found for one in each.months)
    return Behind(f"Công thức ở ô {place.spot}", said, tuple(people), tuple(months))


def unsure(view: View, key: str, why: str, rows: Iterable[CellLine], names: Mapping[int, str]) -> Behind:
    """Return the members of whom no paper says whether a column of cells counts them."""
    column = key.partition(".")[2]
    wanted = {one.cell.id for one in rows}
    found = (one for one in figures.indicator(view, column, None).unsure if one.cell_id in wanted)
    return people(lists.LISTS["cells"].columns[column][0], why, found, "Sổ chưa ghi rõ", names)


def people(title: str, explained: str, found: Iterable[Name], counted_as: str, names: Mapping[int, str]) -> Behind:
    """Return names that are all counted alike."""
    return Behind(title, explained, [person(name, counted_as, names) for name in found])


def person(name: Name, counted_as: str, names: Mapping[int, str]) -> Person:
    """Return a name as the dialog shows it."""
    cell = names.get(name.cell_id or 0, "") if name.subject is not Subject.CELL else ""
    return Person(name.id, name.name, cell, counted_as, name.detail, name.subject)


@dataclass(frozen=True)
class Asked:
    """A number of a list: its column, the row it is of, when; `cell` is the one Party cell the list is narrowed to."""

    session: Session
    scope: Scope
    key: str
    row: Any
    cell: int | None

    @property
    def column(self) -> str:
        """The column's key within the list."""
        return self.key.partition(".")[2]

    @property
    def name(self) -> str:
        """What the column is called."""
        return lists.LISTS[self.key.partition(".")[0]].columns[self.column][0]

    @property
    def title(self) -> str:
        """The title of the dialog: “Đảng viên nữ – Bản Co Mận, tháng 10 năm 2026”."""
        when = self.scope.label
        return f"{self.name} – {self.row.name}, {when[:1].lower()}{when[1:]}"

    def cells(self) -> dict[int, str]:
        """The names of the cells on the day."""
        return {key: cells.short_name(name) for key, name in cells.names(self.session, self.scope.as_of).items()}


def reader(key: str) -> Callable[[Asked], Behind] | None:
    """Return what reads the names behind a column of a list; None for one that shows no numbers."""
    kind, _, column = key.partition(".")
    if kind == "quality" and (read := month_list.reader(column)) is not None:
        return lambda asked: read(asked.row, asked.scope, asked.session)
    return _READERS.get(kind, {}).get(column)


def _members(asked: Asked) -> Behind:
    """Return the members of a cell that the indicator of the column's name counts."""
    line: CellLine = asked.row
    view = View(asked.session, lists.span(asked.scope), asked.scope.as_of, ())
    one = figures.indicator(view, asked.column, line.cell.id)
    return of_figure(asked.title, one, asked.cells())


def _roll_of_cell(asked: Asked) -> Behind:
    line: CellLine = asked.row
    return _rolls(asked, lists.span(asked.scope), line.cell.id)


def _roll_of_month(asked: Asked) -> Behind:
    row: Month = asked.row
    return _rolls(asked, Period.month(row.year, row.month), asked.cell)


def _rolls(asked: Asked, period: Period, cell: int | None) -> Behind:
    """Return the lines of the rolls of a cell or a month, and why there is no number while they are not whole."""
    tally: Tally = asked.row.rolls
    marks = _MARKS[asked.column] | (frozenset[Mark]() if tally.is_complete else {Mark.UNRECORDED})
    known = cell_years.read(asked.session, period, on=asked.scope.on, cell_id=cell).figures
    only = () if cell is None else (Meeting.cell_id == cell,)
    found = behind.turns(asked.session, known, asked.cells(), lambda one: one.is_eligible and one.mark in marks, *only)
    said = [behind.in_turns(found)]
    if not tally.meetings:
        said = ["Không có cuộc họp nào đã điểm danh."]
    elif not tally.is_complete:
        said.append("Chưa ghi đủ điểm danh nên ô để trống.")
    else:
        rate = f" = {percent(tally.rate, 2)}" if tally.rate is not None else ""
        said.append(f"Có mặt {tally.counted} lượt phải dự{rate}.")
        shown = tally.eligible if asked.column == "rate" else int(getattr(tally, asked.column))
        if shown != len(found):
            said.append(f"Tháng đã chốt: số đã chốt là {number(shown)}, điểm danh nay có {number(len(found))}.")
    return Behind(asked.title, " ".join(said), found)


def _met(asked: Asked) -> Behind:
    row: Month = asked.row
    names = asked.cells()
    found = [behind.month_of(one, names.get(one.cell_id, ""), "Đã họp") for one in row.lines if one.has_met]
    return Behind(asked.title, f"{number(len(found))} chi bộ trong {number(len(row.lines))} chi bộ.", months=found)


def _months_of_cell(asked: Asked) -> Behind:
    line: CellLine = asked.row
    found = cell_months.months(asked.column, line, asked.name)
    return Behind(asked.title, f"{number(len(found))} tháng của chi bộ trong kỳ.", months=found)


def _person(asked: Asked) -> Behind:
    """Return the one whom a number is about."""
    name_of = lists.LISTS[asked.key.partition(".")[0]].name_of
    said = "Số năm tròn, tính từ lý lịch."
    return Behind(asked.title, said, [person(name_of(asked.row), asked.name, asked.cells())] if name_of else ())


def _village(asked: Asked) -> Behind:
    """Return the village itself: its card holds the number."""
    row: VillageRow = asked.row
    value = getattr(row, asked.column)
    note = "sổ chưa ghi" if value is None else number(value)
    cell = cells.short_name(row.cell_name)
    found = Person(row.id, row.name, cell, asked.name, note, Subject.VILLAGE)
    return Behind(asked.title, "Lấy từ mục thôn, bản của sổ.", [found])


def _residents(asked: Asked) -> Behind:
    row: VillageRow = asked.row
    held = VillageFacts(asked.session, None, asked.scope.as_of).counted("members").get(row.id, [])
    said = f"{number(len(held))} đảng viên theo nơi ở ghi trong lý lịch."
    return Behind(asked.title, said, [Person(one.id, one.name, one.cell, "Được tính") for one in held])


_READERS: Mapping[str, Mapping[str, Callable[[Asked], Behind]]] = {
    **{kind: dict.fromkeys(("age", "party_age"), _person) for kind in ("members", *ROLLS)},
    "cells": {
        **dict.fromkeys(cell_months.COUNTS, _months_of_cell),
        **dict.fromkeys(("members", "official", "probationary", "women", "minority"), _members),
        **dict.fromkeys(_MARKS, _roll_of_cell),
    },
    "villages": {"households": _village, "population": _village, "members": _residents},
    "months": {"met": _met, **dict.fromkeys(_MARKS, _roll_of_month)},
}

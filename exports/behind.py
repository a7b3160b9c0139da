"""The people behind the numbers of the reports of months, out of the rolls, or the register where none was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from exports.names import Gathering, Person
from models import attendance, attenders, months
from models.attenders import PersonLine
from models.cell_years import MonthLine
from models.closings import FrozenPerson
from models.months import CellInMonth, Month
from models.participation import Figures
from models.tables import Duty, Meeting, Standing
from models.text import number, percent


def on_rolls(
    session: Session, month: Month, cell: CellInMonth | None, keeps: Callable[[PersonLine], bool]
) -> list[Person]:
    """Return the lines of the rolls that count for the month, of one cell or (None) of all."""
    only = () if cell is None else (Meeting.cell_id == cell.cell_id,)
    names = {row.cell_id: row.name for row in month.rows}
    return [
        Person(line.member_id, line.full_name, names[line.cell_id], _counted_as(line), line.reason)
        for line in attenders.people(session, month.figures, *only)
        if keeps(line)
    ]


def turns(
    session: Session,
    known: Figures,
    cells: Mapping[Any, str],
    keeps: Callable[[PersonLine], bool],
    *only: ColumnElement[bool],
) -> list[Person]:
    """Return the lines of the rolls of several months, the day of each beside; `cells` are the names of the cells."""
    return [
        Person(
            line.member_id,
            line.full_name,
            cells.get(line.cell_id, ""),
            _counted_as(line),
            f"{line.held_on:%d/%m/%Y}" + (f" ({line.reason})" if line.reason else ""),
        )
        for line in attenders.people(session, known, *only)
        if keeps(line)
    ]


def month_of(line: MonthLine, cell: str, counted_as: str) -> Gathering:
    """Return a cell's month with its rate, its themes and its note beside it."""
    tally = line.value.tally
    rate = f"{tally.counted} = {percent(tally.rate, 1)}" if tally.rate is not None else ""
    themes = f"{line.themes} chuyên đề" if line.themes else ""
    said = "; ".join(part for part in (rate, themes, line.note) if part)
    return Gathering(line.cell_id, cell, line.year, line.month, line.held_on, counted_as, said)


def in_turns(people: list[Person]) -> str:
    """Return how many lines of how many members there are, as a sentence."""
    return f"{number(len(people))} lượt của {number(len({one.member_id for one in people}))} đồng chí."


def gathering(month: Month, cell: CellInMonth, counted_as: str) -> Gathering:
    """Return a cell's month as what a number was taken from, with why points were lost."""
    year, number = month.period.months()[0]
    why = cell.scored.values.deduction_note if cell.scored else ""
    return Gathering(cell.cell_id, cell.name, year, number, months.held_on(cell), counted_as, why)


def _counted_as(line: PersonLine) -> str:
    return line.mark.label if line.is_eligible else line.duty.label


def on_lists(
    session: Session, month: Month, cell: CellInMonth | None, standings: frozenset[Standing], as_of: date
) -> list[Person]:
    """Return the members of a cell or all by standing: those on the rolls, where there is none those of day `as_of`."""
    found = on_rolls(session, month, cell, lambda line: line.duty is not Duty.GUEST and line.standing in standings)
    kept = {one.cell_id: one.people for one in month.closing.cells} if month.closing else {}
    for row in month.rows if cell is None else (cell,):
        if not row.has_roll:
            found += (
                Person(key, name, row.name, standing.label, "" if duty is Duty.ACTIVE else duty.label)
                for key, name, standing, duty in _listed(session, row.cell_id, as_of, kept.get(row.cell_id))
                if duty is not Duty.GUEST and standing in standings
            )
    return found


def _listed(
    session: Session, cell_id: int, as_of: date, kept: tuple[FrozenPerson, ...] | None
) -> Iterator[tuple[int, str, Standing, Duty]]:
    """Return who was kept when the month was closed; of an open month, or one closed before that was done, the list."""
    if kept is not None:
        return ((one.member_id, one.full_name, Standing(one.standing), Duty(one.duty)) for one in kept)
    people = attendance.on_list(session, cell_id, as_of)
    return ((key, name, standing, duty) for key, name, _born, standing, duty in people)

"""What *Tổng quan* shows: the commune's figures as known on a day, and what is left to do (design.md 3)."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    alarms,
    assignments,
    badges,
    cells,
    movements,
    office,
    organizations,
    pace,
    participation,
    pipeline,
    reminders,
    rules,
    tasks,
    transfers,
)
from models.assignments import Uncared
from models.badges import DueLine
from models.cells import CellRow
from models.checks.cells import LEAST_OFFICIAL
from models.dates import Period, add_months
from models.indicators import Figure
from models.indicators.movement import ADMITTED
from models.movements import PeopleFigure
from models.organizations import TreeLine
from models.pace import TargetProgress
from models.participation import CellMonth, CellSpan, Figures, MonthState, Tally
from models.pipeline import Alarm, Line
from models.reminders import AbsentLine, ProbationLine
from models.tables import Cell, Meeting, Member, Village
from models.tasks import LateTask
from models.transfers import TransferLine

MONTHS_SHOWN = 24
WAY_ALARMS = (Alarm.CEREMONY_LATE, Alarm.CERTIFICATE_OVER, Alarm.CERTIFICATE_SOON)
"""What of the way into the Party is work to do; the probations have a line of their own."""


class CellState(enum.Enum):
    """How a cell stands in a month, the most urgent first; the values are the words shown."""

    MISSING = "Chưa họp"
    UNWRITTEN = "Chưa ghi điểm danh"
    PARTLY = "Còn người chưa ghi"
    AHEAD = "Chưa đến ngày họp"
    NOT_HELD = "Không sinh hoạt"
    MET = "Đã họp"

    @property
    def has_met(self) -> bool:
        """Whether a roll is written."""
        return self in (CellState.MET, CellState.PARTLY)

    @property
    def is_unwritten(self) -> bool:
        """Whether a mark or the whole roll is still to be written."""
        return self in (CellState.UNWRITTEN, CellState.PARTLY)


def state_of(month: CellMonth) -> CellState:
    """Return how a cell stands in a month; a month nobody wrote anything of is MISSING, never NOT_HELD."""
    if month.state is MonthState.RECORDED:
        return CellState.MET
    if month.state is MonthState.UNRECORDED:
        return CellState.PARTLY if month.tally.meetings else CellState.UNWRITTEN
    if month.state is MonthState.AHEAD:
        return CellState.AHEAD
    return CellState.NOT_HELD if month.meetings else CellState.MISSING


@dataclass(frozen=True)
class MonthFigure:
    """The commune's month: pooled counts, the rule card at its end, the cells that existed by their state."""

    year: int
    month: int
    tally: Tally
    rule: rules.Rule
    states: dict[int, CellState]

    def count(self, *states: CellState) -> int:
        """Return how many cells are in one of the states."""
        return sum(state in states for state in self.states.values())

    @property
    def met(self) -> int:
        """Cells with a written roll."""
        return sum(state.has_met for state in self.states.values())

    @property
    def unwritten(self) -> int:
        """Cells with a mark or a roll still to be written."""
        return sum(state.is_unwritten for state in self.states.values())

    @property
    def is_settled(self) -> bool:
        """Whether every cell has met or said that it did not, with nothing “chưa ghi”."""
        return bool(self.states) and self.count(CellState.MET, CellState.NOT_HELD) == len(self.states)

    @property
    def is_on_target(self) -> bool | None:
        """Whether the target is reached, judged before rounding; None without a rate."""
        return None if self.tally.rate is None else self.rule.is_met(self.tally.rate)

    def is_overdue(self, on: date) -> bool:
        """Whether the day by which the cells should have met has passed."""
        return on > date(self.year, self.month, min(self.rule.due_day, Period.month(self.year, self.month).last.day))


@dataclass(frozen=True)
class Stock:
    """How much the register holds; for the first steps of a new office."""

    commune: str
    cells: int
    villages: int
    members: int
    meetings: int
    first_year: int
    last_year: int


class CellMonthKey(NamedTuple):
    """A cell's month."""

    cell_id: int
    year: int
    month: int


@dataclass(frozen=True)
class Todo:
    """What is left to do as of a day; every tuple holds what the line opens.

    `missing` cells have not met this month although the rule's day has passed; `is_opened` tells whether anything is
    entered for this month; `badges` are due at the next wave of award;
    `way` are the candidates whose ceremony is late or whose certificate runs out or has run out, `transfers` those who
    left for another Party body that has not confirmed their arrival in time;
    `terms` end within the notice or are over; `uncared` villages have no committee member in charge;
    `tasks` of the cells' meetings are past their day;
    `lacking` counts members by the field nobody has written (fields of Member, “standing”).
    """

    is_opened: bool
    missing: tuple[CellSpan, ...]
    unwritten: tuple[CellMonthKey, ...]
    absent: tuple[AbsentLine, ...]
    probation: tuple[ProbationLine, ...]
    wave: date
    badges: tuple[DueLine, ...]
    short: tuple[CellRow, ...]
    way: tuple[Line, ...]
    transfers: tuple[TransferLine, ...]
    terms: tuple[TreeLine, ...]
    uncared: tuple[Uncared, ...]
    lacking: dict[str, int]
    lacking_people: int
    alarms: tuple[alarms.Alarm, ...]
    tasks: tuple[LateTask, ...]


@dataclass(frozen=True)
class Overview:
    """Everything on the screen for one day; `months` are the last 24, the present one at the end.

    `admitted` are those admitted in the year, `admission` the commune's target for it; None if none is set.
    """

    on: date
    stock: Stock
    figures: Figures
    months: tuple[MonthFigure, ...]
    people: PeopleFigure
    admitted: Figure
    admission: TargetProgress | None
    todo: Todo

    @property
    def present(self) -> MonthFigure:
        """The month of the day."""
        return self.months[-1]

    @property
    def latest(self) -> MonthFigure:
        """The month whose rate is shown: the newest with a roll that is over, or settled before its end.

        A month still running says little: one cell that met on the 2nd would make 100 %. It is taken only when no
        month before it has a roll.
        """
        written = [month for month in self.months if month.tally.meetings]
        over = [month for month in written if month is not self.present or month.is_settled]
        return (over or written or [self.present])[-1]

    @property
    def next_to_open(self) -> tuple[int, int]:
        """The month that *Mở kỳ* should open: this one while a cell lacks a meeting, else the next."""
        if self.present.count(CellState.MISSING) or not self.present.states:
            return self.present.year, self.present.month
        following = add_months(self.on, 1)
        return following.year, following.month


def read(session: Session, on: date) -> Overview:
    """Return what the screen shows as known on a day."""
    figures = participation.figures(session, _window(on), on=on)
    book = rules.book(session)
    months = tuple(
        month_figure(figures, book, year, month)
        for year, month in Period(figures.period.first, Period.month(on.year, on.month).last).months()
    )
    reader = pace.Reader(session, on)
    return Overview(
        on=on,
        stock=_stock(session, on),
        figures=figures,
        months=months,
        people=movements.people(session, on),
        admitted=reader.figure(ADMITTED, Period.year(on.year)),
        admission=reader.of_year(ADMITTED.key),
        todo=_todo(session, figures, months[-1], on),
    )


def _window(on: date) -> Period:
    """Return the months read: 24 up to the present one, and the rest of its year for the matrix."""
    return Period(add_months(on.replace(day=1), 1 - MONTHS_SHOWN), date(on.year, 12, 31))


def year_figures(session: Session, shown: Overview, year: int) -> Figures:
    """Return figures that cover a whole year, those at hand when they do."""
    first = shown.figures.period.first
    if first <= date(year, 1, 1) and year <= shown.on.year:
        return shown.figures
    return participation.figures(session, Period.year(year), on=shown.on)


def month_figure(figures: Figures, book: rules.RuleBook, year: int, month: int) -> MonthFigure:
    """Return the commune's month out of figures that cover it."""
    states = {
        cell.id: state_of(figures.cell_month(cell.id, year, month))
        for cell in figures.cells
        if figures.is_active(cell, year, month)
    }
    rule = book.on(Period.month(year, month).last)
    return MonthFigure(year, month, figures.month(year, month), rule, states)


def cell_year(figures: Figures, cell_id: int, year: int) -> Tally:
    """Return a cell's pooled counts of one year out of figures that cover it."""
    return sum((figures.cell_month(cell_id, year, month).tally for month in range(1, 13)), participation.EMPTY)


def _stock(session: Session, on: date) -> Stock:
    def count(key: object) -> int:
        return session.scalar(select(func.count()).select_from(key)) or 0  # type: ignore[arg-type]

    first, last = session.execute(select(func.min(Meeting.year), func.max(Meeting.year))).one()
    return Stock(
        commune=office.read(session).commune,
        cells=count(Cell),
        villages=count(Village),
        members=count(Member),
        meetings=count(Meeting),
        first_year=min(first or on.year, on.year),
        last_year=max(last or on.year, on.year),
    )


def _todo(session: Session, figures: Figures, present: MonthFigure, on: date) -> Todo:
    overdue = present.is_overdue(on)
    late = (CellState.MISSING, CellState.AHEAD)
    spans = {cell.id: cell for cell in figures.cells}
    lacking = reminders.lacking_counts(session, on)
    wave = badges.next_wave(on)
    absent = reminders.absent(session, on)
    return Todo(
        is_opened=present.count(CellState.MISSING) < len(present.states),
        missing=tuple(spans[key] for key, state in present.states.items() if overdue and state in late),
        unwritten=tuple(_unwritten(figures, on)),
        absent=tuple(absent),
        probation=tuple(reminders.probation_due(session, on)),
        wave=wave,
        badges=tuple(badges.due(session, wave, on=on)),
        short=tuple(row for row in cells.rows(session, on) if row.official + row.unknown < LEAST_OFFICIAL),
        way=tuple(line for line in pipeline.lines(session, on) if line.alarm in WAY_ALARMS),
        transfers=tuple(transfers.unconfirmed(session, on)),
        terms=tuple(organizations.ending_terms(session, on)),
        uncared=tuple(assignments.uncared(session, on)),
        lacking={field: count for field, count in lacking.by_field.items() if count},
        lacking_people=lacking.people,
        alarms=tuple(alarms.read(session, figures, on, absent)),
        tasks=tuple(tasks.overdue(session, on)),
    )


def _unwritten(figures: Figures, on: date) -> Iterable[CellMonthKey]:
    """Return the cell-months with something “chưa ghi”, oldest first."""
    for year, month in figures.period.months():
        if (year, month) > (on.year, on.month):
            return
        for cell in figures.cells:
            if state_of(figures.cell_month(cell.id, year, month)).is_unwritten:
                yield CellMonthKey(cell.id, year, month)

"""The figures of *Tổng quan*: the commune as known on a day (design.md 3); what is left to do is models.todo."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, func, select, table
from sqlalchemy.orm import Session

from models import movements, office, participation, rules
from models.asking import Asked, columns
from models.dates import Period, add_months
from models.movements import PeopleFigure
from models.participation import CellMonth, Figures, MonthState, Tally
from models.tables import Meeting
from models.unwritten import Unwritten

MONTHS_SHOWN = 24


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
    def unwritten(self) -> Unwritten:
        """Cells with a mark or a roll still to be written."""
        return Unwritten(self.count(CellState.UNWRITTEN), self.count(CellState.PARTLY))

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


@dataclass(frozen=True)
class Overview:
    """The figures of one day; `months` are the last 24, the present one at the end."""

    on: date
    stock: Stock
    figures: Figures
    months: tuple[MonthFigure, ...]
    people: PeopleFigure

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
    return Overview(
        on=on,
        stock=_stock(session, on),
        figures=figures,
        months=months,
        people=movements.people(session, on),
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
    ((members, cells, villages, meetings, first, last),) = _STOCK.rows(session)
    return Stock(
        commune=office.read(session).commune,
        cells=cells,
        villages=villages,
        members=members,
        meetings=meetings,
        first_year=min(first or on.year, on.year),
        last_year=max(last or on.year, on.year),
    )


def _count(name: str) -> ScalarSelect[int]:
    """Count the rows of a table that need not be mapped for that."""
    return select(func.count()).select_from(table(name)).scalar_subquery()


_MEETING = columns(Meeting)
_STOCK = Asked(
    select(
        _count("member"),
        _count("cell"),
        _count("village"),
        _count("meeting"),
        select(func.min(_MEETING.year)).scalar_subquery(),
        select(func.max(_MEETING.year)).scalar_subquery(),
    )
)

"""What is left to do as of a day: the lines of *Việc cần làm*, each with what it opens (design.md 3, domain.md 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from models import (
    alarms,
    assignments,
    badges,
    cells,
    known,
    late_tasks,
    organizations,
    pipeline,
    reminders,
    residence_offers,
    transfers,
)
from models.assignments import Uncared
from models.badges import DueLine
from models.cells import CellRow
from models.late_tasks import LateTask
from models.organizations import TreeLine
from models.overview import CellState, MonthFigure, Overview, state_of
from models.participation import CellSpan, Figures
from models.pipeline import Alarm, Line
from models.reminders import AbsentLine, ProbationLine
from models.residence_offers import ResidenceOffer
from models.transfers import TransferLine

WAY_ALARMS = (Alarm.CEREMONY_LATE, Alarm.CERTIFICATE_OVER, Alarm.CERTIFICATE_SOON)
"""What of the way into the Party is work to do; the probations have a line of their own."""


class CellMonthKey(NamedTuple):
    """A cell's month."""

    cell_id: int
    year: int
    month: int


@dataclass(frozen=True)
class Todo:
    """What is left to do as of a day; every tuple holds what the line opens.

    `present` is the month of the day; `missing` cells have not met in it although the rule's day has passed;
    `is_opened` tells whether anything is entered for it; `badges` are due at the next wave of award;
    `way` are the candidates whose ceremony is late or whose certificate runs out or has run out, `transfers` those who
    left for another Party body that has not confirmed their arrival in time;
    `short` cells have fewer official members than `least_official`;
    `terms` end within the notice or are over; `uncared` villages have no committee member in charge;
    `tasks` of the cells' meetings are past their day; `is_nameless` tells that nobody wrote the commune's name;
    `homes` are those without a residence whose address surely names a village of the commune;
    `lacking` counts members by the field nobody has written (fields of Member, “standing”).
    """

    on: date
    present: MonthFigure
    is_nameless: bool
    is_opened: bool
    missing: tuple[CellSpan, ...]
    unwritten: tuple[CellMonthKey, ...]
    absent: tuple[AbsentLine, ...]
    probation: tuple[ProbationLine, ...]
    wave: date
    badges: tuple[DueLine, ...]
    short: tuple[CellRow, ...]
    least_official: int
    way: tuple[Line, ...]
    transfers: tuple[TransferLine, ...]
    terms: tuple[TreeLine, ...]
    uncared: tuple[Uncared, ...]
    homes: tuple[ResidenceOffer, ...]
    lacking: dict[str, int]
    lacking_people: int
    alarms: tuple[alarms.Alarm, ...]
    tasks: tuple[LateTask, ...]


def read(session: Session, shown: Overview) -> Todo:
    """Return what is left to do on the day of the figures."""
    figures, present, on = shown.figures, shown.present, shown.on
    overdue = present.is_overdue(on)
    late = (CellState.MISSING, CellState.AHEAD)
    spans = {cell.id: cell for cell in figures.cells}
    lacking = reminders.lacking_counts(session, on)
    by = known.read(session)
    wave, least = badges.next_wave(by.terms, on), by.terms.on(on).least_official
    absent = reminders.absent(session, on, by.rules)
    lived = cells.rows(session, on)
    return Todo(
        on=on,
        present=present,
        is_nameless=not shown.stock.commune,
        is_opened=present.count(CellState.MISSING) < len(present.states),
        missing=tuple(spans[key] for key, state in present.states.items() if overdue and state in late),
        unwritten=tuple(_unwritten(figures, on)),
        absent=tuple(absent),
        probation=tuple(reminders.probation_due(session, on, by=by)),
        wave=wave,
        badges=tuple(badges.due(session, wave, on=on, book=by.terms)),
        short=tuple(row for row in lived if row.is_below(least)),
        least_official=least,
        way=tuple(line for line in pipeline.sources(session, on, by) if line.alarm in WAY_ALARMS),
        transfers=tuple(transfers.unconfirmed(session, on, by)),
        terms=tuple(organizations.ending_terms(session, on, lived)),
        uncared=tuple(assignments.uncared(session, on)),
        homes=tuple(one for one in residence_offers.offer_residences(session, on) if one.is_sure),
        lacking={field: count for field, count in lacking.by_field.items() if count},
        lacking_people=lacking.people,
        alarms=tuple(alarms.read(session, figures, on, absent, by.rules)),
        tasks=tuple(late_tasks.overdue(session, on)),
    )


def _unwritten(figures: Figures, on: date) -> Iterable[CellMonthKey]:
    """Return the cell-months with something “chưa ghi”, oldest first."""
    for year, month in figures.period.months():
        if (year, month) > (on.year, on.month):
            return
        for cell in figures.cells:
            if state_of(figures.cell_month(cell.id, year, month)).is_unwritten:
                yield CellMonthKey(cell.id, year, month)

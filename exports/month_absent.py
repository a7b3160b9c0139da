"""Who was absent in a month, with the absences of the year up to then: a sheet of the month's participation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from exports.names import Behind, Gathering
from exports.report import Column
from models import absences, attenders, namesakes, participation
from models.dates import Period
from models.months import Month
from models.tables import Attendance, Mark
from models.text import number


@dataclass(frozen=True)
class Absent:
    """Someone who was absent, with the absences of the year up to the month."""

    member_id: int
    full_name: str
    cell: str
    mark: Mark
    reason: str
    unexcused: int
    excused: int


class _OfMonth(Protocol):
    """What the report is made of: the month, and the day of the register's lists."""

    @property
    def month(self) -> Month: ...

    @property
    def as_of(self) -> date: ...


def read(session: Session, data: Month, on: date) -> tuple[Absent, ...]:
    """Return the absent of a month in the order of cells and rolls; `on` is the day on which names are told apart."""
    year, number_of_month = data.period.months()[0]
    lines = attenders.people(session, data.figures, Attendance.mark.in_((Mark.EXCUSED, Mark.UNEXCUSED)))
    those = {line.member_id for line in lines}
    years = attenders.member_years(session, year, members=those, through=number_of_month)
    names = {cell.month.meetings[0].cell_id: cell.name for cell in data.rows if cell.month.meetings}
    apart = namesakes.on(session, on)
    return tuple(
        Absent(
            member_id=line.member_id,
            full_name=line.full_name + apart.get(line.member_id, ""),
            cell=names[line.cell_id],
            mark=line.mark,
            reason=line.reason,
            unexcused=years[line.member_id].unexcused,
            excused=years[line.member_id].excused,
        )
        for line in lines
        if line.is_eligible
    )


def _running(what: str, mark: Mark) -> Callable[[Session, _OfMonth, Absent], Behind]:
    """Return what reads the meetings of the year that somebody missed, up to the month."""

    def read(session: Session, data: _OfMonth, row: Absent) -> Behind:
        span = Period(date(data.month.period.last.year, 1, 1), data.month.period.last)
        figures = participation.figures(session, span, on=data.as_of)
        cells_then = {cell.id: cell.name for cell in figures.cells}
        missed = [
            Gathering(
                line.cell_id, cells_then[line.cell_id], line.year, line.month, line.held_on, mark.label, line.reason
            )
            for one in absences.read(session, figures)
            if one.member_id == row.member_id
            for line in one.missed
            if line.mark is mark
        ]
        return Behind(f"{what} – {row.full_name}", f"{number(len(missed))} cuộc họp từ đầu năm.", months=missed)

    return read


COLUMNS = (
    Column[Absent]("Họ và tên", lambda row: row.full_name, width=24.5, align="left"),
    Column[Absent]("Chi bộ", lambda row: row.cell, width=30, align="left"),
    Column[Absent]("Hình thức vắng", lambda row: row.mark.label, width=16),
    Column[Absent]("Lý do", lambda row: row.reason, width=23, align="left"),
    Column[Absent](
        "Vắng không lý do",
        lambda row: row.unexcused,
        9.5,
        group="Cộng từ đầu năm",
        behind=_running("Vắng không lý do", Mark.UNEXCUSED),
    ),
    Column[Absent](
        "Vắng có lý do",
        lambda row: row.excused,
        9.5,
        group="Cộng từ đầu năm",
        behind=_running("Vắng có lý do", Mark.EXCUSED),
    ),
)

"""The people behind the numbers of a month's report, out of the rolls, or the register where no roll was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from exports.report import Person
from models import attendance, attenders
from models.attenders import PersonLine
from models.months import CellInMonth, Month
from models.tables import Duty, Meeting, Standing


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


def _counted_as(line: PersonLine) -> str:
    return line.mark.label if line.is_eligible else line.duty.label


def on_lists(
    session: Session, month: Month, cell: CellInMonth | None, standings: frozenset[Standing], as_of: date
) -> list[Person]:
    """Return the members of a cell or all by standing: those on the rolls, where there is none those of day `as_of`."""
    found = on_rolls(session, month, cell, lambda line: line.duty is not Duty.GUEST and line.standing in standings)
    for row in month.rows if cell is None else (cell,):
        if not row.has_roll:
            found += (
                Person(key, name, row.name, standing.label, "" if duty is Duty.ACTIVE else duty.label)
                for key, name, _born, standing, duty in attendance.on_list(session, row.cell_id, as_of)
                if duty is not Duty.GUEST and standing in standings
            )
    return found

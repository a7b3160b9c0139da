"""Khen thưởng, kỷ luật of a cell or of an organisation above the cells (domain.md 3.3, 3.4; form 7, I.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import awards
from models.awards import CommendationValues, DisciplineValues
from models.bodies import Body
from models.tables import BodyCommendation, BodyDiscipline

BodyValues = CommendationValues | DisciplineValues
"""What the officer writes, as of a member; the kinds are of `body_commendation_kind` and `body_discipline_form`."""
_TABLES: dict[type[BodyValues], type[BodyCommendation | BodyDiscipline]] = {
    CommendationValues: BodyCommendation,
    DisciplineValues: BodyDiscipline,
}


@dataclass(frozen=True)
class BodyRecord:
    """A commendation or a discipline of a body; rows of the two have numbers of their own."""

    row_id: int
    values: BodyValues

    @property
    def id(self) -> tuple[bool, int]:
        """What tells it from every other record of the body."""
        return isinstance(self.values, CommendationValues), self.row_id


def of(session: Session, body: Body) -> list[BodyRecord]:
    """Return what a body was commended and disciplined for, the newest first, undated last."""
    found = [
        BodyRecord(row.id, awards.stored(kind, row))
        for kind, table in _TABLES.items()
        for row in session.scalars(
            select(table)
            .where(
                table.cell_id.is_not_distinct_from(body.cell_id),
                table.organization_id.is_not_distinct_from(body.organization_id),
            )
            .order_by(table.id.desc())
        )
    ]
    return sorted(found, key=lambda one: day.iso if (day := awards.day_of(one.values)) else "", reverse=True)


def write(session: Session, body: Body, values: BodyValues, row_id: int | None = None, *, on: date) -> int:
    """Write a commendation or discipline of a body, or write one anew; return the id of its row.

    Raises KnownError naming the field.
    """
    checked = awards.checked(values, on)
    table = _TABLES[type(values)]
    if row_id is None:
        row = table(cell_id=body.cell_id, organization_id=body.organization_id)
    else:
        row = session.get_one(table, row_id)
    awards.fill(session, row, checked)
    return row.id


def remove(session: Session, record: BodyRecord) -> None:
    """Take out what was written wrongly."""
    session.delete(session.get_one(_TABLES[type(record.values)], record.row_id))

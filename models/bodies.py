"""A cell or an organisation above the cells, where something may belong to either."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.tables import Cell, Organization


@dataclass(frozen=True)
class Body:
    """A cell or an organisation above the cells; just one of the two."""

    cell_id: int | None = None
    organization_id: int | None = None


def name_of(session: Session, body: Body) -> str:
    """Return the present name of a cell or organisation. Raises NoResultFound for one that there is not."""
    if body.cell_id is not None:
        return session.get_one(Cell, body.cell_id).name
    return session.get_one(Organization, body.organization_id).name

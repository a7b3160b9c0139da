"""Registers of the size of a district, written without the verbs: the counts of the articles need thousands of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.dates import PartialDate
from models.tables import Cell, CellVillage, Duty, Member, Standing, Stay, Village

LONG_AGO = date(2010, 1, 1)


def add_cells(
    session: Session, count: int, *, since: date | None = None, start: int = 0, **values: object
) -> list[int]:
    """Add cells and return their ids."""
    rows = [
        Cell(name=f"Chi bộ {number}", name_fold=f"chi bo {number}", sort_order=number, valid_from=since, **values)
        for number in range(start, start + count)
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def add_villages(session: Session, count: int, *, start: int = 0) -> list[int]:
    """Add villages and return their ids."""
    rows = [
        Village(name=f"Bản {number}", name_fold=f"ban {number}", sort_order=number)
        for number in range(start, start + count)
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def serve(
    session: Session,
    pairs: Iterable[tuple[int, int]],
    *,
    since: date | None = None,
    until: date | None = None,
) -> None:
    """Let cells serve villages: pairs (cell, village)."""
    session.add_all(CellVillage(cell_id=cell, village_id=village, since=since, until=until) for cell, village in pairs)
    session.flush()


def add_members(
    session: Session,
    cells: Sequence[int],
    *,
    villages: Sequence[int | None] = (),
    admitted: PartialDate | None = None,
    since: date = LONG_AGO,
    standing: Standing = Standing.OFFICIAL,
    start: int = 0,
    **values: object,
) -> list[int]:
    """Add a member to each cell named, living in the village of the same place (none: not written)."""
    rows = [
        Member(
            full_name=f"Lò Văn {number}",
            name_fold=f"lo van {number}",
            name_sort=f"{number:06}",
            initials="lv",
            admitted_on=admitted,
            village_id=villages[place] if place < len(villages) else None,
            **values,
        )
        for place, number in enumerate(range(start, start + len(cells)))
    ]
    session.add_all(rows)
    session.flush()
    session.add_all(
        Stay(member_id=row.id, cell_id=cell, standing=standing, duty=Duty.ACTIVE, since=since)
        for row, cell in zip(rows, cells, strict=True)
    )
    session.flush()
    return [row.id for row in rows]


def close(session: Session, cells: Iterable[int], on: date) -> None:
    """End cells, and the service they give, with the day before."""
    last = on - timedelta(days=1)
    for key in cells:
        cell = session.get_one(Cell, key)
        cell.valid_to = last
        for link in session.query(CellVillage).filter_by(cell_id=key, until=None):
            link.until = last
    session.flush()

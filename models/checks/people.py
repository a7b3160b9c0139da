"""Whom the rules about people look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import stays
from models.checks.finding import Hit
from models.dates import PartialDate
from models.tables import Cell, Duty, Gender, Member, Standing, Stay


class Person(NamedTuple):
    """A member with what the rules read; cell and standing are None for one who has left."""

    id: int
    full_name: str
    name_fold: str
    cell_id: int | None
    cell: str | None
    standing: Standing | None
    gender: Gender | None
    born_on: PartialDate | None
    admitted_on: PartialDate | None
    official_on: PartialDate | None
    citizen_id: str | None
    card_number: str | None

    @property
    def place(self) -> str:
        """Where the member is: the cell, or that they have left."""
        return self.cell or "đã ra khỏi danh sách"

    def hit(self, what: str, field: str = "") -> Hit:
        """Return a hit about this member, and which field of the card is wrong."""
        return Hit(what, self.full_name, self.place, member_id=self.id, cell_id=self.cell_id, field=field)


def year_of(column: InstrumentedAttribute[PartialDate | None]) -> ColumnElement[int]:
    """Return the year of a day as a condition takes it: what cannot be wrong by its year alone need not be read."""
    return cast(func.substr(column, 1, 4), Integer)


_PERSON = select(
    Member.id,
    Member.full_name,
    Member.name_fold,
    Stay.cell_id,
    Cell.name,
    Stay.standing,
    Member.gender,
    Member.born_on,
    Member.admitted_on,
    Member.official_on,
    Member.citizen_id,
    Member.card_number,
).order_by(Cell.id.is_(None), Cell.sort_order, Cell.id, Member.name_sort, Member.id)


def on_list(session: Session, on: date, *where: ColumnElement[bool]) -> Iterator[Person]:
    """Yield those on the lists on a day by cell and name, guests of other communes left out."""
    query = (
        _PERSON.join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(stays.holds_on(on), Stay.duty != Duty.GUEST, *where)
    )
    return (Person(*row) for row in session.execute(query))


def everybody(session: Session, on: date, *where: ColumnElement[bool]) -> Iterator[Person]:
    """Yield all members ever, those who have left last."""
    query = (
        _PERSON.outerjoin(Stay, and_(Stay.member_id == Member.id, stays.holds_on(on)))
        .outerjoin(Cell, Cell.id == Stay.cell_id)
        .where(*where)
    )
    return (Person(*row) for row in session.execute(query))

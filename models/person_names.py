"""People to choose from in a form: each once, with what tells two of one name apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models.cells import short_name
from models.dates import PartialDate
from models.stays import holds_on
from models.tables import Candidate, Cell, Duty, Ending, Member, Stay

_OUT = (Ending.STRUCK_OFF, Ending.EXPELLED, Ending.RESIGNED)


@dataclass(frozen=True, slots=True)
class PersonName:
    """Somebody as a form offers them; `detail` is the cell and, if known, the year of birth."""

    id: int
    name: str
    detail: str
    also: str = ""
    """More words it is found by, e.g. a name in full."""

    @property
    def label(self) -> str:
        """“Lò Văn Ánh · Nà Sáy, sinh 1965”."""
        return f"{self.name} · {self.detail}"


def _named(key: int, name: str, cell: str, born: PartialDate | None) -> PersonName:
    return PersonName(key, name, f"{short_name(cell)}, sinh {born.year}" if born else short_name(cell))


def members(session: Session, on: date, *held: int | None) -> list[PersonName]:
    """Return the members on the lists on a day, guests apart, and those whom a record `held` already, by name."""
    return _listed(session, and_(holds_on(on), Stay.duty != Duty.GUEST), held)


def former_members(session: Session, *held: int | None) -> list[PersonName]:
    """Return those who left the Party (xóa tên, khai trừ, xin ra) and are on no list, and those `held`, by name."""
    return _listed(session, and_(Stay.id.in_(_LAST), Stay.ending.in_(_OUT)), held)


_LAST = select(func.max(Stay.id)).group_by(Stay.member_id)


def _listed(session: Session, offered: ColumnElement[bool], held: Collection[int | None]) -> list[PersonName]:
    query = (
        select(Member.id, Member.full_name, Cell.name, Member.born_on)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(or_(offered, and_(Stay.id.in_(_LAST), Member.id.in_(set(held) - {None}))))
        .order_by(Member.name_sort, Member.id, Stay.id)
    )
    return list({row.id: _named(*row) for row in session.execute(query)}.values())


def candidates(session: Session) -> list[PersonName]:
    """Return the candidates of the source list who are neither admitted nor gone, by name."""
    query = (
        select(Candidate.id, Candidate.full_name, Cell.name, Candidate.born_on)
        .join(Cell, Cell.id == Candidate.cell_id)
        .where(Candidate.member_id.is_(None), Candidate.left_on.is_(None))
        .order_by(Candidate.name_sort, Candidate.id)
    )
    return [_named(*row) for row in session.execute(query)]

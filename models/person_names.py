"""People to choose from in a form: each once, with what tells two of one name apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
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

    @property
    def label(self) -> str:
        """“Lò Văn Ánh · Nà Sáy, sinh 1965”."""
        return f"{self.name} · {self.detail}"


def _named(key: int, name: str, cell: str, born: PartialDate | None) -> PersonName:
    return PersonName(key, name, f"{short_name(cell)}, sinh {born.year}" if born else short_name(cell))


def members(session: Session, on: date) -> list[PersonName]:
    """Return the members on the lists on a day, guests apart, by name."""
    query = (
        select(Member.id, Member.full_name, Cell.name, Member.born_on)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(holds_on(on), Stay.duty != Duty.GUEST)
        .order_by(Member.name_sort, Member.id)
    )
    return [_named(*row) for row in session.execute(query)]


def former_members(session: Session) -> list[PersonName]:
    """Return those who left the Party (xóa tên, khai trừ, xin ra) and are on no list, by name."""
    last = select(func.max(Stay.id)).group_by(Stay.member_id)
    query = (
        select(Member.id, Member.full_name, Cell.name, Member.born_on)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(Stay.id.in_(last), Stay.ending.in_(_OUT))
        .order_by(Member.name_sort, Member.id)
    )
    return [_named(*row) for row in session.execute(query)]


def candidates(session: Session) -> list[PersonName]:
    """Return the candidates of the source list who are neither admitted nor gone, by name."""
    query = (
        select(Candidate.id, Candidate.full_name, Cell.name, Candidate.born_on)
        .join(Cell, Cell.id == Candidate.cell_id)
        .where(Candidate.member_id.is_(None), Candidate.left_on.is_(None))
        .order_by(Candidate.name_sort, Candidate.id)
    )
    return [_named(*row) for row in session.execute(query)]

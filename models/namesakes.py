"""Two of one name in a cell: what is said after the name wherever it is listed, so that they can be told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.dates import PartialDate
from models.on_list import holds_on
from models.tables import Member, Stay

_Person = tuple[int, str, PartialDate | None]


def marks(people: Iterable[_Person]) -> dict[int, str]:
    """Return what follows the name (“ (1961)”) by id for those of one list (id, name, birth) who share theirs.

    The year of birth, or the whole date where the year is the same too; one without a birth stays as written.
    """
    of_name: dict[str, dict[int, PartialDate | None]] = defaultdict(dict)
    for key, name, born in people:
        of_name[name][key] = born
    found: dict[int, str] = {}
    for same in of_name.values():
        if len(same) > 1:
            years = Counter(born.year for born in same.values() if born)
            found |= {key: f" ({born.year if years[born.year] == 1 else born})" for key, born in same.items() if born}
    return found


def on(session: Session, day: date, cell_id: int | None = None) -> dict[int, str]:
    """Return what follows the name, by id, of those who share it with somebody on the same cell's list on a day.

    In every list of people the name then stands as in the roll of the cell: `name + found.get(id, "")`.
    """
    of_cell: dict[int, list[_Person]] = defaultdict(list)
    asked = _TWICE if cell_id is None else _TWICE_OF_CELL
    for cell, key, name, born in asked.rows(session, day=day, cell=cell_id):
        of_cell[cell].append((key, name, born))
    found: dict[int, str] = {}
    for people in of_cell.values():
        found |= marks(people)
    return found


def told(session: Session, member_id: int, day: date) -> str:
    """Return a member's name as the list of the cell tells it apart on a day, or on the last of one who left."""
    query = select(func.max(func.coalesce(Stay.until, day))).where(Stay.member_id == member_id)
    last = session.scalar(query) or day
    return session.get_one(Member, member_id).full_name + on(session, min(day, last)).get(member_id, "")


def _twice(*only: ColumnElement[bool]) -> Asked[int, int, str, PartialDate | None]:
    """Return what asks for those on the lists whose name stands twice on one, by cell."""
    listed = and_(holds_on(bindparam("day", type_=Date)), *only)
    joined = select(Stay.cell_id, Member.full_name).join(Member, Member.id == Stay.member_id).where(listed)
    twice = joined.group_by(Stay.cell_id, Member.full_name).having(func.count() > 1).subquery()
    return Asked(
        select(Stay.cell_id, Member.id, Member.full_name, Member.born_on)
        .join(Member, Member.id == Stay.member_id)
        .join(twice, and_(twice.c.cell_id == Stay.cell_id, twice.c.full_name == Member.full_name))
        .where(listed)
    )


_TWICE, _TWICE_OF_CELL = _twice(), _twice(Stay.cell_id == bindparam("cell"))

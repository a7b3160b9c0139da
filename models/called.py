"""What members are called beside the name in use, and what they were called on a day.

A decision changes a name from a day on, and older lists keep the older.

The roll of a meeting keeps the names of its day by itself (models.attendance).
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.tables import FormerName, Member
from models.text import sort_key


class Called(Protocol):
    """A row that shows what somebody was called."""

    @property
    def full_name(self) -> str:
        """The name shown."""
        ...


class Named(Protocol):
    """A row of a list of members, as far as it is sorted here."""

    @property
    def id(self) -> int:
        """The member's id."""
        ...

    @property
    def cell_id(self) -> int:
        """The cell on the day."""
        ...

    @property
    def full_name(self) -> str:
        """The name shown."""
        ...


Row = TypeVar("Row", bound=Named)
Line = TypeVar("Line", bound=Called)


def name_on(day: date | ColumnElement[date]) -> ColumnElement[str]:
    """Return what a member of the query was called on a day."""
    former = (
        select(FormerName.full_name)
        .where(FormerName.member_id == Member.id, FormerName.until >= day)
        .order_by(FormerName.until)
        .limit(1)
    )
    return func.coalesce(former.correlate_except(FormerName).scalar_subquery(), Member.full_name)


class Names:
    """What members were called on any day, all changes read at once."""

    def __init__(self, session: Session) -> None:
        self._former: dict[int, list[tuple[date, str]]] = defaultdict(list)
        query = select(FormerName.member_id, FormerName.until, FormerName.full_name).order_by(FormerName.until)
        for member_id, until, name in session.execute(query):
            self._former[member_id].append((until, name))

    def of(self, member_id: int, now: str, day: date) -> str:
        """Return what a member, who is called `now` today, was called on a day."""
        if (former := self._former.get(member_id)) is None:
            return now
        return next((name for until, name in former if until >= day), now)


def others(session: Session, day: date) -> dict[int, str]:
    """Return member → name of those who on a day were called otherwise than now."""
    return dict(_LATEST_FIRST.rows(session, day=day))


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return rows by the names they show: the query has them by the names in use."""
    return sorted(lines, key=lambda line: sort_key(line.full_name))


def as_sorted(rows: list[Row], renamed: Collection[int], *, by_cell: bool, is_descending: bool) -> list[Row]:
    """Return a list that is sorted by the names in use, by cell too or not, with those renamed where their shown name
    stands; the others stay as they are.
    """
    kept = [row for row in rows if row.id not in renamed]
    if is_descending:
        kept.reverse()
    cells = {cell: place for place, cell in enumerate(dict.fromkeys(row.cell_id for row in kept))} if by_cell else {}

    def key(row: Row) -> tuple[int, str]:
        return cells.get(row.cell_id, len(cells)), sort_key(row.full_name)

    for row in rows:
        if row.id in renamed:
            kept.insert(bisect(kept, key(row), key=key), row)
    return kept[::-1] if is_descending else kept


def otherwise(session: Session, ids: Collection[int]) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield members with each of their other names: id, folded name, initials, which name it is, the name."""
    own = Member.id, Member.name_fold, Member.initials
    for what, column in _BESIDE.items():
        query = select(*own, column).where(Member.id.in_(ids), column.is_not(None))
        for key, folded, initials, name in session.execute(query):
            yield key, folded, initials, what, name or ""
    former = select(*own, FormerName.full_name).join(FormerName, FormerName.member_id == Member.id)
    for key, folded, initials, name in session.execute(former.where(Member.id.in_(ids))):
        yield key, folded, initials, "trước là", name


def formerly(session: Session, day: date) -> dict[int, list[str]]:
    """Return member → the names they had before that of a day, oldest first, of those whose name had changed."""
    found: dict[int, list[str]] = defaultdict(list)
    query = select(FormerName.member_id, FormerName.full_name).where(FormerName.until < day).order_by(FormerName.until)
    for member_id, name in session.execute(query):
        found[member_id].append(name)
    return found


def is_otherwise(pattern: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that one of the other names, which few members have and none has folded, is like this."""
    former = select(FormerName.member_id).where((" " + func.fold(FormerName.full_name)).like(pattern, escape="/"))
    named = (and_(name.is_not(None), (" " + func.fold(name)).like(pattern, escape="/")) for name in _BESIDE.values())
    return or_(*named, Member.id.in_(former))


_BESIDE = {"tên khai sinh": Member.birth_name, "tên khác": Member.other_name}
_LATEST_FIRST = Asked(  # built once: the search asks it at every letter
    select(FormerName.member_id, FormerName.full_name)
    .where(FormerName.until >= bindparam("day", type_=Date))
    .order_by(FormerName.until.desc())
)

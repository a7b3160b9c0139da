"""What members are called beside the name in use, and what they were called on a day.

A decision changes a name from a day on, and older lists keep the older.

The roll of a meeting keeps the names of its day by itself (models.attendance).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.tables import FormerName, Member


def name_on(day: date | ColumnElement[date]) -> ColumnElement[str]:
    """Return what a member of the query was called on a day."""
    former = (
        select(FormerName.full_name)
        .where(FormerName.member_id == Member.id, FormerName.until >= day)
        .order_by(FormerName.until)
        .limit(1)
    )
    return func.coalesce(former.correlate_except(FormerName).scalar_subquery(), Member.full_name)


def others(session: Session, day: date) -> dict[int, str]:
    """Return member → name of those who on a day were called otherwise than now."""
    return dict(_LATEST_FIRST.rows(session, day=day))


def otherwise(session: Session, ids: Collection[int]) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield members with each of their other names: id, folded name, initials, which name it is, the name."""
    own = Member.id, Member.name_fold, Member.initials
    for what, column in _BESIDE.items():
        query = select(*own, column).where(Member.id.in_(ids), column.is_not(None))
        for key, folded, initials, name in session.execute(query):
            yield key, folded, initials, what, name or ""
    former = select(*own, FormerName.full_name).join(FormerName, FormerName.member_id == Member.id)
    for key, folded, initials, name in session.execute(former.where(Member.id.in_(ids))):
        yield key, folded, initials, "tên trước đây", name


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

"""Changes of a member's name with their decisions (thay đổi, cải chính họ tên): recording, correcting, taking out.

The name in use stands on the card; correcting a slip there is taken as true since the last change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import members
from models.errors import KnownError
from models.member_values import checked_name
from models.tables import FormerName, Member
from models.text import clean

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class NameChange:
    """A change of name as the officer writes it: from `since` on `name` holds, before it `former`."""

    former: str
    name: str
    since: date | None
    decision_number: str = ""
    decision_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ChangeRow:
    """One change of a member's name."""

    id: int
    values: NameChange


def history(session: Session, member_id: int) -> list[ChangeRow]:
    """Return the changes of a member's name, oldest first."""
    rows = _rows(session, member_id)
    names = _names_after(session, member_id, rows)
    return [
        ChangeRow(
            row.id,
            NameChange(
                row.full_name, name, row.until + _DAY, row.decision_number or "", row.decision_on, row.note or ""
            ),
        )
        for row, name in zip(rows, names, strict=False)  # nobody who kept their name has a row
    ]


def record(session: Session, member_id: int, change: NameChange, *, on: date) -> None:
    """Write a change of name down, a late one too; what came after its day stays. Raises KnownError naming the field.

    An older name that nobody wrote down yet is recorded with the one that followed it as the new name.
    """
    rows = _rows(session, member_id)
    day = _checked(change, on)
    if any(row.until == day - _DAY for row in rows):
        raise KnownError(f"Ngày {day:%d/%m/%Y} đã ghi một lần đổi họ tên; hãy sửa lần đó.", field="since")
    earlier, later = ([row for row in rows if (row.until < day) is is_before] for is_before in (True, False))
    _check_neighbours(session, member_id, earlier, change, later)
    session.add(row := FormerName(member_id=member_id, full_name=clean(change.former), until=day - _DAY))
    _write(session, row, change, on)


def correct(session: Session, change_id: int, change: NameChange, *, on: date) -> None:
    """Write a change of name anew. Raises KnownError naming the field."""
    row = session.get_one(FormerName, change_id)
    day = _checked(change, on)
    rows = _rows(session, row.member_id)
    place = rows.index(row)
    earlier, later = rows[:place], rows[place + 1 :]
    if any(one.until >= day - _DAY for one in earlier) or any(one.until <= day - _DAY for one in later):
        raise KnownError("Ngày này vượt qua một lần đổi họ tên khác; hãy sửa lần đó trước.", field="since")
    _check_neighbours(session, row.member_id, earlier, change, later)
    row.full_name, row.until = clean(change.former), day - _DAY
    _write(session, row, change, on)


def remove(session: Session, change_id: int, *, on: date) -> str:
    """Take a change of name out: the member is called as before it. Return that name. Raises KnownError."""
    row = session.get_one(FormerName, change_id)
    name = row.full_name
    later = [one for one in _rows(session, row.member_id) if one.until > row.until]
    if later and name == _names_after(session, row.member_id, later)[0]:
        day = later[0].until + _DAY
        raise KnownError(f"Ngày {day:%d/%m/%Y} đồng chí lấy lại họ tên này; hãy bỏ lần đổi ấy trước.")
    _call(session, row, name, on)
    session.delete(row)
    session.flush()
    return name


def _rows(session: Session, member_id: int) -> Sequence[FormerName]:
    query = select(FormerName).where(FormerName.member_id == member_id).order_by(FormerName.until)
    return session.scalars(query).all()


def _checked(change: NameChange, on: date) -> date:
    """Return the day of a change. Raises KnownError."""
    if change.since is None:
        raise KnownError("Hãy ghi ngày đổi họ tên.", field="since")
    if change.since > on:
        raise KnownError(f"Ngày {change.since:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field="since")
    if checked_name(change.former, "former") == checked_name(change.name, "name"):
        raise KnownError("Họ tên mới giống họ tên trước đó; hãy ghi họ tên mới.", field="name")
    return change.since


def _check_neighbours(
    session: Session, member_id: int, earlier: Sequence[FormerName], change: NameChange, later: Sequence[FormerName]
) -> None:
    """Refuse a change that would leave the one before or after it changing nothing. Raises KnownError."""
    if earlier and clean(change.former) == earlier[-1].full_name:
        day = earlier[-1].until + _DAY
        raise KnownError(f"Từ {day:%d/%m/%Y} đồng chí không còn họ tên này; hãy ghi họ tên mang từ đó.", field="former")
    if later and clean(change.name) == _names_after(session, member_id, later)[0]:
        day = later[0].until + _DAY
        raise KnownError(f"Đến {day:%d/%m/%Y} đồng chí mới mang họ tên này; hãy ghi họ tên trước đó.", field="name")


def _names_after(session: Session, member_id: int, changes: Sequence[FormerName]) -> list[str]:
    """Return the name that each of the last changes gave, oldest first."""
    return [row.full_name for row in changes[1:]] + [session.get_one(Member, member_id).full_name]


def _write(session: Session, row: FormerName, change: NameChange, on: date) -> None:
    row.decision_number = clean(change.decision_number) or None
    row.decision_on = change.decision_on
    row.note = clean(change.note) or None
    session.flush()
    _call(session, row, change.name, on)


def _call(session: Session, row: FormerName, name: str, on: date) -> None:
    """Let a member be called so from the end of a former name to the next change, or until now."""
    following = next((one for one in _rows(session, row.member_id) if one.until > row.until), None)
    if following is not None:
        following.full_name = clean(name)
    elif clean(name) != session.get_one(Member, row.member_id).full_name:
        card = members.read(session, row.member_id)
        members.edit(session, row.member_id, replace(card, full_name=name), on=on)
    session.flush()

"""Positions in a cell on a card: past ones added, corrected, or taken off as never held (domain.md 1.5).

The present position is begun and given up with the card itself (models.members.set_position).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import stays
from models.errors import KnownError
from models.tables import Member, Position, Post
from models.text import clean


@dataclass(frozen=True)
class CellPostValues:
    """A position in a cell from `since` (None: not known since when) to `until` (None: still held), by a decision."""

    position: Position
    since: date | None = None
    until: date | None = None
    decision_number: str = ""
    decision_on: date | None = None


def places(session: Session, member_id: int) -> dict[int, str]:
    """Return cell id → name, as on the last day there, of the cells a member is or was in, the latest first."""
    found: dict[int, str] = {}
    for row in reversed(stays.history(session, member_id)):
        found.setdefault(row.cell_id, row.cell_name)
    return found


def add(session: Session, member_id: int, cell_id: int, values: CellPostValues, *, on: date) -> None:
    """Write a position that a member held, or holds, in a cell. Raises KnownError naming the field."""
    _refuse_wrong_days(values, on)
    _refuse_elsewhere(session, member_id, cell_id, values, on)
    _refuse_overlap(session, member_id, cell_id, values)
    row = Post(member_id=member_id, cell_id=cell_id)
    _write(row, values)
    session.add(row)


def correct(session: Session, post_id: int, values: CellPostValues, *, on: date) -> None:
    """Write what a position was and when it was held. Raises KnownError naming the field."""
    row = session.get_one(Post, post_id)
    _refuse_wrong_days(values, on)
    if row.dismissal_id is not None and values.until != row.until:
        raise KnownError("Ngày thôi này do kỷ luật cách chức; hãy sửa ngày của hình thức kỷ luật ấy.", field="until")
    if (values.since, values.until) != (row.since, row.until):
        _refuse_elsewhere(session, row.member_id, row.cell_id, values, on)
    _refuse_overlap(session, row.member_id, row.cell_id, values, row.id)
    _write(row, values)


def remove(session: Session, post_id: int) -> None:
    """Take a position off a card as one never held. Raises KnownError for one that a dismissal ended."""
    row = session.get_one(Post, post_id)
    if row.dismissal_id is not None:
        raise KnownError("Kỷ luật cách chức đã chấm dứt chức vụ này; hãy bỏ hình thức kỷ luật ấy trước.")
    session.delete(row)


def _write(row: Post, values: CellPostValues) -> None:
    row.position, row.since, row.until = values.position, values.since, values.until
    row.decision_number, row.decision_on = clean(values.decision_number) or None, values.decision_on


def _refuse_wrong_days(values: CellPostValues, on: date) -> None:
    for field, day in (("since", values.since), ("decision_on", values.decision_on)):
        if day is not None and day > on:
            raise KnownError(f"Ngày {day:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field=field)
    if values.since is not None and values.until is not None and values.until < values.since:
        raise KnownError("Ngày thôi giữ chức vụ ở trước ngày bắt đầu; hãy sửa lại.", field="until")


def _refuse_elsewhere(session: Session, member_id: int, cell_id: int, values: CellPostValues, on: date) -> None:
    """Refuse days on which the member was not on the list of the cell; of what is to come nobody knows."""
    last = min(values.until or on, on)
    first = min(values.since or last, last)
    spells = _spells(session, member_id, cell_id)
    if any(since <= first and last <= until for since, until in spells):
        return
    if not spells:
        raise KnownError(
            "Quá trình của đồng chí không có lúc nào sinh hoạt ở chi bộ này; hãy sửa quá trình trước khi sửa ngày.",
            field="since",
        )
    there = any(since <= first <= until for since, until in spells)
    raise KnownError(
        f"Đồng chí sinh hoạt ở chi bộ này {'; '.join(map(_in_words, spells))}; hãy sửa ngày hoặc chọn chi bộ khác.",
        field="until" if there or values.since is None else "since",
    )


def _in_words(spell: tuple[date, date]) -> str:
    since, until = spell
    from_day = "" if since == date.min else f"từ {since:%d/%m/%Y}"
    to_day = "đến nay" if until == date.max else f"đến hết {until:%d/%m/%Y}"
    return f"{from_day} {to_day}".strip()


def _spells(session: Session, member_id: int, cell_id: int) -> list[tuple[date, date]]:
    """Return the first and last days of each time in a cell, whatever the standing and duty; max: they are there.

    A first day that no paper gives is min, unless the admission gives the earliest day there can be.
    """
    is_admission_known = session.get_one(Member, member_id).admitted_on is not None
    found: list[tuple[date, date]] = []
    for place, stay in enumerate(stays.history(session, member_id)):
        if stay.cell_id != cell_id:
            continue
        is_open = place == 0 and not stay.is_since_known and not is_admission_known
        since, until = date.min if is_open else stay.since, stay.until or date.max
        if found and found[-1][1] + stays.ONE_DAY == since:
            found[-1] = (found[-1][0], until)
        else:
            found.append((since, until))
    return found


def _refuse_overlap(
    session: Session, member_id: int, cell_id: int, values: CellPostValues, post_id: int | None = None
) -> None:
    others = select(Post).where(
        Post.member_id == member_id,
        Post.cell_id == cell_id,
        Post.id != (post_id or 0),
        or_(Post.until.is_(None), Post.until >= (values.since or date.min)),
        or_(Post.since.is_(None), Post.since <= (values.until or date.max)),
    )
    if other := session.scalars(others.limit(1)).first():
        since = f" từ {other.since:%d/%m/%Y}" if other.since else ""
        raise KnownError(f"Khoảng ngày trùng với chức vụ {other.position.label}{since} của đồng chí.", field="since")

"""Positions of members: those in committees above the cell are written here, those in a cell read (domain.md 1.5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import cell_names, stays
from models.cell_posts import CellPostValues
from models.errors import KnownError
from models.tables import Cell, CommitteePost, CommitteeRole, Member, Organization, Post, Standing, Stay
from models.text import clean


@dataclass(frozen=True)
class PostValues:
    """A position in a committee as the officer writes it; `organization_id` None: the commune's own committee."""

    role: CommitteeRole | None
    since: date | None = None
    until: date | None = None
    decision_number: str = ""
    decision_on: date | None = None
    organization_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class PostRow:
    """A position a member holds or held, in a committee (`values`) or a cell (`in_cell`); `id` is that of its row."""

    id: int
    title: str
    place: str
    since: date | None
    until: date | None
    values: PostValues | None
    in_cell: CellPostValues | None = None


_NAMES = tuple(field.name for field in fields(PostValues))
_RANK = {role: place for place, role in enumerate(CommitteeRole)}


def of(session: Session, member_id: int) -> list[PostRow]:
    """Return every position of a member, in committees and in cells; the present ones first, then the latest.

    A body is called as on the last day of the position.
    """
    names = cell_names.Names(session)
    found: list[PostRow] = []
    query = (
        select(CommitteePost, Organization.name)
        .outerjoin(Organization, Organization.id == CommitteePost.organization_id)
        .where(CommitteePost.member_id == member_id)
    )
    for row, name in session.execute(query):
        stored: dict[str, Any] = {field: getattr(row, field) for field in _NAMES}
        stored.update({field: stored[field] or "" for field in ("decision_number", "note")})
        values = PostValues(**stored)
        then = names.of(None, row.organization_id, name or "", row.until or date.max)
        found.append(PostRow(row.id, row.role.label, then, row.since, row.until, values))
    cells = select(Post, Cell.name).join(Cell, Cell.id == Post.cell_id).where(Post.member_id == member_id)
    for row, name in session.execute(cells):
        then = names.of(row.cell_id, None, name, row.until or date.max)
        held = CellPostValues(row.position, row.since, row.until, row.decision_number or "", row.decision_on)
        found.append(PostRow(row.id, row.position.label, then, row.since, row.until, None, held))
    return sorted(found, key=lambda row: (row.until or date.max, row.since or date.min), reverse=True)


def roles(session: Session, on: date) -> dict[int, tuple[CommitteeRole, ...]]:
    """Return member id → positions in committees held on a day, the highest first."""
    query = select(CommitteePost.member_id, CommitteePost.role).where(*_held_on(on))
    found: dict[int, set[CommitteeRole]] = defaultdict(set)
    for member_id, role in session.execute(query):
        found[member_id].add(role)
    return {member_id: tuple(sorted(held, key=_RANK.__getitem__)) for member_id, held in found.items()}


def write(session: Session, member_id: int, values: PostValues, row_id: int | None = None, *, on: date) -> None:
    """Write a position of a member in a committee, or write one anew. Raises KnownError naming the field."""
    _check(session, member_id, values, row_id, on)
    row = CommitteePost(member_id=member_id) if row_id is None else session.get_one(CommitteePost, row_id)
    for name in _NAMES:
        value = getattr(values, name)
        setattr(row, name, (clean(value) or None) if isinstance(value, str) else value)
    session.add(row)


def remove(session: Session, row_id: int) -> None:
    """Take a position in a committee off a member's card."""
    session.delete(session.get_one(CommitteePost, row_id))


def _held_on(day: date) -> tuple[Any, ...]:
    return (
        or_(CommitteePost.since.is_(None), CommitteePost.since <= day),
        or_(CommitteePost.until.is_(None), CommitteePost.until >= day),
    )


def _check(session: Session, member_id: int, values: PostValues, row_id: int | None, on: date) -> None:
    if values.role is None:
        raise KnownError("Hãy chọn chức vụ.", field="role")
    for field in ("since", "decision_on"):
        day: date | None = getattr(values, field)
        if day is not None and day > on:
            raise KnownError(f"Ngày {day:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field=field)
    if values.since is not None and values.until is not None and values.until < values.since:
        raise KnownError("Ngày thôi giữ chức vụ ở trước ngày bắt đầu; hãy sửa lại.", field="until")
    day = values.since or on
    standing = session.scalar(select(Stay.standing).where(Stay.member_id == member_id, stays.holds_on(day)))
    if standing is Standing.PROBATIONARY:
        raise KnownError(f"Ngày {day:%d/%m/%Y} đồng chí còn dự bị, chưa giữ chức vụ trong cấp ủy được.", field="role")
    _refuse_double(session, member_id, values, row_id)


def _refuse_double(session: Session, member_id: int, values: PostValues, row_id: int | None) -> None:
    """Refuse the same position twice at a time for one person, and two secretaries of one committee."""
    query = (
        select(CommitteePost, Member.full_name)
        .join(Member, Member.id == CommitteePost.member_id)
        .where(
            CommitteePost.role == values.role,
            CommitteePost.organization_id.is_(None)
            if values.organization_id is None
            else CommitteePost.organization_id == values.organization_id,
            CommitteePost.id != (row_id or 0),
            or_(CommitteePost.until.is_(None), CommitteePost.until >= (values.since or date.min)),
        )
    )
    if values.until is not None:
        query = query.where(or_(CommitteePost.since.is_(None), CommitteePost.since <= values.until))
    if values.role is not CommitteeRole.SECRETARY:
        query = query.where(CommitteePost.member_id == member_id)
    other = session.execute(query.limit(1)).first()
    if other is None:
        return
    row, name = other
    since = f" từ {row.since:%d/%m/%Y}" if row.since else ""
    who = "Đồng chí" if row.member_id == member_id else f"Đồng chí {name}"
    raise KnownError(f"{who} đã giữ chức vụ này{since}; hãy ghi ngày thôi của lần đó trước.", field="role")

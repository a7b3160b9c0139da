"""Positions in a cell that stand on a card: corrected, or taken off as never held (domain.md 1.5).

A position is begun and given up with the card itself (models.members.set_position).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.tables import Position, Post


@dataclass(frozen=True)
class CellPostValues:
    """A position in a cell from `since` (None: not known since when) to `until` (None: still held)."""

    position: Position
    since: date | None = None
    until: date | None = None


def correct(session: Session, post_id: int, values: CellPostValues, *, on: date) -> None:
    """Write what a position was and when it was held. Raises KnownError naming the field."""
    row = session.get_one(Post, post_id)
    if values.since is not None and values.since > on:
        raise KnownError(f"Ngày {values.since:%d/%m/%Y} chưa đến; hãy ghi khi đã đến ngày.", field="since")
    if values.since is not None and values.until is not None and values.until < values.since:
        raise KnownError("Ngày thôi giữ chức vụ ở trước ngày bắt đầu; hãy sửa lại.", field="until")
    if row.dismissal_id is not None and values.until != row.until:
        raise KnownError("Ngày thôi này do kỷ luật cách chức; hãy sửa ngày của hình thức kỷ luật ấy.", field="until")
    others = select(Post).where(
        Post.member_id == row.member_id,
        Post.cell_id == row.cell_id,
        Post.id != row.id,
        or_(Post.until.is_(None), Post.until >= (values.since or date.min)),
        or_(Post.since.is_(None), Post.since <= (values.until or date.max)),
    )
    if other := session.scalars(others.limit(1)).first():
        since = f" từ {other.since:%d/%m/%Y}" if other.since else ""
        raise KnownError(f"Khoảng ngày trùng với chức vụ {other.position.label}{since} của đồng chí.", field="since")
    row.position, row.since, row.until = values.position, values.since, values.until


def remove(session: Session, post_id: int) -> None:
    """Take a position off a card as one never held. Raises KnownError for one that a dismissal ended."""
    row = session.get_one(Post, post_id)
    if row.dismissal_id is not None:
        raise KnownError("Kỷ luật cách chức đã chấm dứt chức vụ này; hãy bỏ hình thức kỷ luật ấy trước.")
    session.delete(row)

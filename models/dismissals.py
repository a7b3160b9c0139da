"""The positions that a dismissal (cách chức) ends: given up the day before it takes effect (domain.md 3.4).

A position names the discipline that ended it (`dismissal_id`), so that only those are held again when it is taken off.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import stays
from models.errors import KnownError
from models.tables import Cell, CommitteePost, Discipline, Organization, Post

CODE = "dismissal"
"""Code of the dismissal in the list `discipline_form`."""
_DAY = timedelta(days=1)
Key = tuple[str, int]
"""A position: the table that holds it, and its row there."""


@dataclass(frozen=True)
class Held:
    """A position that a dismissal may end; `is_ended`: this one has ended it."""

    key: Key
    title: str
    is_ended: bool


def held(session: Session, member_id: int, discipline_id: int | None = None) -> list[Held]:
    """Return the positions a member holds, and those that a discipline has ended."""
    found: list[Held] = []
    committees = (
        select(CommitteePost, Organization.name)
        .outerjoin(Organization, Organization.id == CommitteePost.organization_id)
        .where(CommitteePost.member_id == member_id, _open_or_ended(CommitteePost, discipline_id))
        .order_by(CommitteePost.id)
    )
    for row, place in session.execute(committees):
        title = " · ".join(part for part in (row.role.label, place) if part)
        found.append(Held((CommitteePost.__tablename__, row.id), title, row.until is not None))
    cells = (
        select(Post, Cell.name)
        .join(Cell, Cell.id == Post.cell_id)
        .where(Post.member_id == member_id, _open_or_ended(Post, discipline_id))
        .order_by(Post.id)
    )
    for row, place in session.execute(cells):
        title = f"{row.position.label} · {place}"
        found.append(Held((Post.__tablename__, row.id), title, row.until is not None))
    return found


def _open_or_ended(table: type[Post | CommitteePost], discipline_id: int | None):  # noqa: ANN202 - a condition
    is_open = table.until.is_(None)
    return is_open if discipline_id is None else or_(is_open, table.dismissal_id == discipline_id)


def end(session: Session, discipline_id: int, given_up: Collection[Key]) -> None:
    """End the positions that a discipline takes, from the day it takes effect; those no longer among them are held on.

    Raises KnownError for a position taken up on that day or later.
    """
    discipline = session.get_one(Discipline, discipline_id)
    day = discipline.effective_on
    for one in held(session, discipline.member_id, discipline_id):
        row = _row(session, one.key)
        if one.key in given_up:
            if row.since is not None and row.since >= day:
                raise KnownError(
                    f"Giữ chức vụ “{one.title}” từ {row.since:%d/%m/%Y}, sau ngày cách chức; hãy bỏ dấu ở chức vụ đó.",
                    field="effective_on",
                )
            row.until, row.dismissal_id = day - _DAY, discipline_id
        elif one.is_ended:
            _hold_again(session, row)


def take_back(session: Session, discipline: Discipline) -> None:
    """Let the positions be held again that a discipline had ended, for it is taken off the card."""
    for table in (Post, CommitteePost):  # whoever holds it: two records taken apart again may part the two
        for row in session.scalars(select(table).where(table.dismissal_id == discipline.id)).all():
            _hold_again(session, row)
    session.flush()  # nothing names it any more


def _hold_again(session: Session, row: Post | CommitteePost) -> None:
    """Hold a position again, unless the member has left its cell or the list meanwhile."""
    row.dismissal_id = None
    now = stays.current(session, row.member_id)
    if now is not None and (isinstance(row, CommitteePost) or now.cell_id == row.cell_id):
        row.until = None


def _row(session: Session, key: Key) -> Post | CommitteePost:
    table, row_id = key
    return session.get_one(Post if table == Post.__tablename__ else CommitteePost, row_id)

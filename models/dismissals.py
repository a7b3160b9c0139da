"""The positions that a dismissal (cách chức) ends: given up the day before it takes effect (domain.md 3.4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models import stays
from models.errors import KnownError
from models.tables import Cell, CodeItem, CommitteePost, Discipline, Organization, Post

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


def held(session: Session, member_id: int, effective_on: date | None) -> list[Held]:
    """Return the positions a member holds, and those given up for a dismissal that took effect on a day."""
    last = effective_on - _DAY if effective_on else None
    found: list[Held] = []
    query = select(CommitteePost, Organization.name).outerjoin(
        Organization, Organization.id == CommitteePost.organization_id
    )
    for row, place in session.execute(
        query.where(
            CommitteePost.member_id == member_id, or_(CommitteePost.until.is_(None), CommitteePost.until == last)
        ).order_by(CommitteePost.id)
    ):
        title = " · ".join(part for part in (row.role.label, place) if part)
        found.append(Held((CommitteePost.__tablename__, row.id), title, row.until is not None))
    cells = select(Post, Cell.name).join(Cell, Cell.id == Post.cell_id).where(Post.member_id == member_id)
    for row, place in session.execute(cells.where(or_(Post.until.is_(None), Post.until == last)).order_by(Post.id)):
        title = f"{row.position.label} · {place}"
        found.append(Held((Post.__tablename__, row.id), title, row.until is not None))
    return found


def end(session: Session, member_id: int, effective_on: date, given_up: Collection[Key], before: date | None) -> None:
    """End the positions that a dismissal takes, from the day it takes effect; those no longer among them are held on.

    `before` is the day it took effect as written until now, None when it is new. Raises KnownError for a position taken
    up on that day or later.
    """
    for one in held(session, member_id, before):
        row = _row(session, one.key)
        if one.key in given_up:
            if row.since is not None and row.since >= effective_on:
                raise KnownError(
                    f"Giữ chức vụ “{one.title}” từ {row.since:%d/%m/%Y}, sau ngày cách chức; hãy bỏ dấu ở chức vụ đó.",
                    field="effective_on",
                )
            row.until = effective_on - _DAY
        elif one.is_ended:
            _hold_again(session, row)


def take_back(session: Session, discipline: Discipline) -> None:
    """Let the positions be held again that a dismissal had ended, for it is taken off the card."""
    form = session.get_one(CodeItem, discipline.form_id)
    if form.code == CODE:
        for one in held(session, discipline.member_id, discipline.effective_on):
            if one.is_ended:
                _hold_again(session, _row(session, one.key))


def _hold_again(session: Session, row: Post | CommitteePost) -> None:
    """Hold a position again, unless the member has left its cell or the list meanwhile."""
    now = stays.current(session, row.member_id)
    if now is not None and (isinstance(row, CommitteePost) or now.cell_id == row.cell_id):
        row.until = None


def _row(session: Session, key: Key) -> Post | CommitteePost:
    table, row_id = key
    return session.get_one(Post if table == Post.__tablename__ else CommitteePost, row_id)

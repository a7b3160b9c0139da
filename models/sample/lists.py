"""The lists of the made-up commune, kept at hand while thousands of rolls are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Duty, Member, Position, Post, Standing, Stay

_RANK = {position: rank for rank, position in enumerate(Position)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a cell's list: who, with which standing and duty, and their position in the cell."""

    member_id: int
    full_name: str
    standing: Standing
    duty: Duty
    position: Position | None


class _Stay(NamedTuple):
    cell_id: int
    member_id: int
    full_name: str
    name_sort: str
    standing: Standing
    duty: Duty
    since: date
    until: date | None


class _Post(NamedTuple):
    cell_id: int
    member_id: int
    position: Position
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Lists:
    """Every stay and post by cell."""

    stays: dict[int, list[_Stay]] = field(default_factory=dict[int, list[_Stay]])
    posts: dict[int, list[_Post]] = field(default_factory=dict[int, list[_Post]])

    def on(self, cell_id: int, day: date) -> list[Entry]:
        """Return a cell's list on a day in the order of the roll, as `attendance.on_list` would."""
        posts = {
            post.member_id: post.position
            for post in self.posts.get(cell_id, ())
            if (post.since is None or post.since <= day) and (post.until is None or post.until >= day)
        }
        stays = [
            stay
            for stay in self.stays.get(cell_id, ())
            if stay.since <= day and (stay.until is None or stay.until >= day)
        ]
        entries = [
            (
                _RANK[posts[stay.member_id]] if stay.member_id in posts else len(_RANK),
                stay.name_sort,
                Entry(stay.member_id, stay.full_name, stay.standing, stay.duty, posts.get(stay.member_id)),
            )
            for stay in stays
        ]
        entries.sort(key=lambda entry: (entry[0], entry[1], entry[2].member_id))
        return [entry for _rank, _key, entry in entries]


def read(session: Session) -> Lists:
    """Read the lists of the data file."""
    lists = Lists()
    stays = (
        select(
            Stay.cell_id,
            Member.id,
            Member.full_name,
            Member.name_sort,
            Stay.standing,
            Stay.duty,
            Stay.since,
            Stay.until,
        )
        .join(Stay, Stay.member_id == Member.id)
        .order_by(Stay.id)
    )
    for row in session.execute(stays):
        lists.stays.setdefault(row.cell_id, []).append(_Stay(*row))
    for row in session.execute(
        select(Post.cell_id, Post.member_id, Post.position, Post.since, Post.until).order_by(Post.id)
    ):
        lists.posts.setdefault(row.cell_id, []).append(_Post(*row))
    return lists

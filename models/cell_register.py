"""What *Chi bộ, thôn bản* shows and does: the register of cells, how villages are served, closing a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import called, cell_names, cells, meetings, membership_rules, residence, stays, villages
from models.cells import CellRow
from models.errors import KnownError
from models.tables import Cell, CellVillage, Duty, Meeting, MeetingState, Member, Position, Post, Standing, Stay
from models.villages import Served, VillageRow, VillageValues


@dataclass(frozen=True)
class CellLine:
    """A cell of the register with its secretary and the day it last met (None: no roll written yet).

    `least` is how many official members it needs (domain.md 1.5).
    """

    cell: CellRow
    secretary: str
    last_held_on: date | None
    least: int

    @property
    def id(self) -> int:
        """Id of the cell."""
        return self.cell.id

    @property
    def is_short(self) -> bool:
        """Whether it has fewer official members than a cell needs, unknown standings in its favour."""
        return self.cell.is_below(self.least)


def lines(session: Session, on: date) -> list[CellLine]:
    """Return the cells that exist on a day, in their order."""
    known = secretaries(session, on)
    last = {
        cell_id: day
        for cell_id, day in session.execute(
            select(Meeting.cell_id, func.max(Meeting.held_on))
            .where(Meeting.state == MeetingState.RECORDED, Meeting.held_on <= on)
            .group_by(Meeting.cell_id)
        )
    }
    rows = cells.rows(session, on)
    least = membership_rules.book(session).on(on).least_official
    return [CellLine(row, one.full_name if (one := known.get(row.id)) else "", last.get(row.id), least) for row in rows]


@dataclass(frozen=True, slots=True)
class Secretary:
    """The secretary of a cell, and where to reach them; "" without a number."""

    member_id: int
    full_name: str
    phone: str


def secretaries(session: Session, on: date) -> dict[int, Secretary]:
    """Return cell id → its secretary, as called on a day; cells without one are left out."""
    query = (
        select(Post.cell_id, Member.id, called.name_on(on), func.coalesce(Member.phone, ""))
        .join(Member, Member.id == Post.member_id)
        .where(
            Post.position == Position.SECRETARY,
            (Post.since.is_(None)) | (Post.since <= on),
            (Post.until.is_(None)) | (Post.until >= on),
        )
        .order_by(Post.since)
    )
    return {cell_id: Secretary(key, name, phone) for cell_id, key, name, phone in session.execute(query)}


@dataclass(frozen=True)
class VillageCounts:
    """Villages by how they are served, `total` = `own` + `joint` + `none`; “trắng” is a count of its own.

    `unknown` may be “trắng” or not: somebody's residence is not written (domain.md 1.4).
    """

    total: int
    own: int
    joint: int
    none: int
    white: int
    unknown: int


def count(rows: Iterable[VillageRow]) -> VillageCounts:
    """Count villages for the identity line."""
    shown = list(rows)
    served = Counter(row.served for row in shown)
    return VillageCounts(
        total=len(shown),
        own=served[Served.OWN],
        joint=served[Served.JOINT],
        none=served[Served.NONE],
        white=sum(row.is_white is True for row in shown),
        unknown=sum(row.is_white is None for row in shown),
    )


@dataclass(frozen=True)
class ResidentLine:
    """A member who lives in a village, and the cell they belong to."""

    member_id: int
    full_name: str
    cell_id: int
    cell_name: str
    standing: Standing


def residents(session: Session, village_id: int | None, on: date) -> list[ResidentLine]:
    """Return the members on the lists who live in a village, in name order; None: whose residence is not written.

    Members and cells are called as on the day.
    """
    query = (
        select(Member.id, called.name_on(on), Stay.cell_id, cell_names.name_on(on), Stay.standing)
        .join(Stay, Stay.member_id == Member.id)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(stays.holds_on(on), Stay.duty != Duty.GUEST, residence.home_on(on).is_not_distinct_from(village_id))
        .order_by(Member.name_sort, Member.id)
    )
    return called.in_order(ResidentLine(*row) for row in session.execute(query))


def edit_village(session: Session, village_id: int, values: VillageValues, *, since: date | None) -> None:
    """Correct a village; when another cell serves it, then from day `since`.

    Without a day the link is taken for wrong from the start and replaced. Raises KnownError if the day is before
    the present cell began to serve it.
    """
    held = session.scalar(select(CellVillage).where(CellVillage.village_id == village_id, CellVillage.until.is_(None)))
    present = held.cell_id if held is not None else None
    villages.edit(session, village_id, replace(values, cell_id=present), on=date.max)  # the cell comes below
    if values.cell_id == present:
        return
    if held is not None and since is not None and held.since is not None and since <= held.since:
        said = f"Chi bộ hiện nay phụ trách từ {held.since:%d/%m/%Y}; hãy ghi ngày sau đó, ghi nhầm chi bộ thì để trống."
        raise KnownError(said, field="since")
    villages.serve(session, village_id, values.cell_id, on=since)
    if held is None and since is not None:
        _begin(session, village_id, since)


def add_village(session: Session, values: VillageValues, *, since: date | None) -> int:
    """Add a village, served from a day (None: not known since when), and return its id. Raises KnownError."""
    village_id = villages.add(session, values)
    if since is not None and values.cell_id is not None:
        _begin(session, village_id, since)
    return village_id


def _begin(session: Session, village_id: int, since: date) -> None:
    """Write since when the first link of a village holds, which lists do not say and the officer does."""
    session.flush()
    session.scalars(
        select(CellVillage).where(CellVillage.village_id == village_id, CellVillage.until.is_(None))
    ).one().since = since


def close(session: Session, cell_id: int, on: date) -> None:
    """Close a cell: from day `on` it is no more. Meetings opened for that day or later but not written go with it.

    Raises KnownError while members are on its list, or if a roll of that day or later is written.
    """
    written = _meetings(session, cell_id, on, MeetingState.RECORDED)
    if written:
        raise KnownError(
            f"Chi bộ đã có điểm danh từ ngày {on:%d/%m/%Y} trở đi; hãy chọn ngày sau cuộc họp cuối cùng.", field="on"
        )
    for meeting_id in _meetings(session, cell_id, on, MeetingState.PLANNED):
        meetings.delete(session, meeting_id)
    cells.close(session, cell_id, on)


def _meetings(session: Session, cell_id: int, since: date, state: MeetingState) -> list[int]:
    query = select(Meeting.id).where(Meeting.cell_id == cell_id, Meeting.held_on >= since, Meeting.state == state)
    return list(session.scalars(query))

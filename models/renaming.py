"""Decisions that give a cell or organisation another name or superior, or end an organisation above the cells.

What held before the day is kept in `former`, so that papers of earlier days say what was true then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models import cells, organizations
from models.bodies import Body
from models.cells import CellValues
from models.decisions import Decision, lives, refuse_day, refuse_newborn, write_decision
from models.errors import KnownError
from models.organizations import refuse_loop, refuse_taken
from models.stays import ONE_DAY
from models.tables import Cell, CommitteePost, Former, Organization, Reorganization, Reshaping, Succession
from models.text import clean


def rename(session: Session, body: Body, name: str, decision: Decision, *, today: date) -> int:
    """Call a cell or organisation by another name from a day on (Đổi tên); earlier days keep the old one.

    Raises KnownError.
    """
    refuse_day(decision, today)
    row = changing(session, body, decision)
    if clean(name) == row.name:
        raise KnownError("Tên mới giống tên đang dùng; hãy ghi tên mới.", field="name")
    written = write_decision(session, Reshaping.RENAME, decision)
    _keep_former(session, written, body, row, decision.on)
    if isinstance(row, Cell):
        values = CellValues(name, row.kind_id, row.code or "", row.place or "", row.valid_from, row.organization_id)
        cells.edit(session, row.id, values)
    else:
        if not clean(name):
            raise KnownError("Hãy ghi tên tổ chức đảng.", field="name")
        refuse_taken(session, clean(name), row.id)
        row.name = clean(name)
    session.flush()
    return written.id


def reparent(
    session: Session, bodies: Collection[Body], parent_id: int | None, decision: Decision, *, today: date
) -> int:
    """Put cells and organisations under another superior from a day on (Đổi cấp trên). Raises KnownError."""
    if not bodies:
        raise KnownError("Hãy chọn ít nhất một chi bộ, tổ chức để đổi cấp trên.", field="cells")
    refuse_day(decision, today)
    parent = _superior(session, parent_id, decision)
    for body in bodies:
        row = changing(session, body, decision)
        if (row.organization_id if isinstance(row, Cell) else row.parent_id) == parent_id:
            raise KnownError(f"{row.name} đã trực thuộc {parent.name}.", field="parent_id")
    written = write_decision(session, Reshaping.REPARENT, decision)
    move_under(session, written, bodies, parent_id, decision)
    session.flush()
    return written.id


def move_under(
    session: Session, written: Reorganization, bodies: Collection[Body], parent_id: int | None, decision: Decision
) -> None:
    """Put bodies under another superior by a decision; one founded on its day or later has nothing to keep of before.

    Raises KnownError.
    """
    for body in bodies:
        row = _row(session, body)
        if row.valid_from is None or row.valid_from < decision.on:
            _keep_former(session, written, body, changing(session, body, decision), decision.on)
        if isinstance(row, Cell):
            row.organization_id = parent_id
        else:
            refuse_loop(session, row.id, parent_id)
            row.parent_id = parent_id


def under(session: Session, organization_id: int) -> list[Body]:
    """Return the open cells and organisations that stand right under an organisation."""
    own = select(Cell.id).where(Cell.organization_id == organization_id, Cell.valid_to.is_(None))
    children = select(Organization.id).where(Organization.parent_id == organization_id, Organization.valid_to.is_(None))
    return [
        *(Body(cell_id=key) for key in session.scalars(own.order_by(Cell.sort_order, Cell.id))),
        *(Body(organization_id=key) for key in session.scalars(children.order_by(Organization.id))),
    ]


@dataclass(frozen=True)
class Falling:
    """What comes under another superior when an organisation ends, `members` those of the cells among them.

    `staying` are the cells that stand lower: they remain under the organisation that they are under.
    """

    organizations: int
    cells: int
    members: int
    staying: int


def falling(session: Session, organization_id: int, on: date) -> Falling:
    """Return what an organisation that ends on a day leaves to another superior; the members as of that day."""
    moved = under(session, organization_id)
    lines = {line.body: line for line in organizations.below(session, organization_id, on) if line.body.cell_id}
    own = [body for body in moved if body.cell_id is not None]
    members = sum(lines[body].members for body in own if body in lines)
    return Falling(len(moved) - len(own), len(own), members, len(lines.keys() - set(own)))


def end_body(session: Session, row: Organization, on: date) -> None:
    """Let an organisation be until the day before, and with it the positions held in its committee."""
    row.valid_to = on - ONE_DAY
    query = select(CommitteePost).where(
        CommitteePost.organization_id == row.id, or_(CommitteePost.until.is_(None), CommitteePost.until >= on)
    )
    for post in session.scalars(query).all():
        if post.since is not None and post.since >= on:
            session.delete(post)
        else:
            post.until = on - ONE_DAY
    session.flush()


def dissolve_organization(
    session: Session, organization_id: int, parent_id: int | None, decision: Decision, *, today: date
) -> int:
    """End an organisation above the cells; what stands under it comes under another one. Raises KnownError."""
    refuse_day(decision, today)
    row = changing(session, Body(organization_id=organization_id), decision)
    assert isinstance(row, Organization)  # asked for by its id
    below = under(session, organization_id)
    if below and parent_id is None:
        raise KnownError(
            f"{row.name} còn {len(below)} chi bộ, tổ chức trực thuộc; hãy chọn cấp trên mới cho các nơi đó.",
            field="parent_id",
        )
    if parent_id == organization_id:
        raise KnownError("Hãy chọn cấp trên khác với tổ chức giải thể.", field="parent_id")
    written = write_decision(session, Reshaping.DISSOLVE, decision)
    if below:
        _superior(session, parent_id, decision)
        move_under(session, written, below, parent_id, decision)
    end_body(session, row, decision.on)
    session.add(
        Succession(reorganization_id=written.id, organization_id=organization_id, next_organization_id=parent_id)
    )
    session.flush()
    return written.id


def _superior(session: Session, parent_id: int | None, decision: Decision) -> Organization:
    if parent_id is None:
        raise KnownError("Hãy chọn cấp trên mới.", field="parent_id")
    parent = session.get_one(Organization, parent_id)
    if not lives(parent, decision.on):
        raise KnownError(f"{parent.name} không hoạt động vào ngày {decision.on:%d/%m/%Y}.", field="parent_id")
    return parent


def _row(session: Session, body: Body) -> Cell | Organization:
    if body.cell_id is not None:
        return session.get_one(Cell, body.cell_id)
    return session.get_one(Organization, body.organization_id)


def changing(session: Session, body: Body, decision: Decision) -> Cell | Organization:
    """Return the open body that a decision changes on its day. Raises KnownError if it cannot."""
    row = _row(session, body)
    if row.valid_to is not None:
        raise KnownError(f"{row.name} đã thôi hoạt động từ trước.", field="cells")
    refuse_newborn(row, decision.on)
    last = session.scalar(select(Former.until).where(*_former_of(body)).order_by(Former.until.desc()).limit(1))
    if last is not None and last >= decision.on:
        raise KnownError(
            f"{row.name} đã đổi tên hoặc đổi cấp trên từ ngày {last + ONE_DAY:%d/%m/%Y}; hãy chọn từ ngày ấy trở đi.",
            field="on",
        )
    return row


def _former_of(body: Body) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        Former.cell_id.is_not_distinct_from(body.cell_id),
        Former.organization_id.is_not_distinct_from(body.organization_id),
    )


def _keep_former(session: Session, written: Reorganization, body: Body, row: Cell | Organization, on: date) -> None:
    """Keep what a body was called and stood under; a day changed twice keeps what held before the day."""
    session.add(
        Former(
            reorganization_id=written.id,
            cell_id=body.cell_id,
            organization_id=body.organization_id,
            name=row.name,
            parent_id=row.organization_id if isinstance(row, Cell) else row.parent_id,
            until=on - ONE_DAY,
        )
    )

"""Decisions that give a cell or organisation another name or superior, or end an organisation above the cells.

What held before the day is kept in `former`, so that papers of earlier days say what was true then.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models import cells
from models.bodies import Body
from models.cells import CellValues
from models.decisions import Decision, lives, refuse_day, write_decision
from models.errors import KnownError
from models.organizations import refuse_loop, refuse_taken
from models.stays import ONE_DAY
from models.tables import Cell, Former, Organization, Reorganization, Reshaping, Succession
from models.text import clean


def rename(session: Session, body: Body, name: str, decision: Decision, *, today: date) -> int:
    """Call a cell or organisation by another name from a day on (Đổi tên); earlier days keep the old one.

    Raises KnownError.
    """
    row = _changing(session, body, decision, today)
    if clean(name) == row.name:
        raise KnownError("Tên mới giống tên đang dùng; hãy ghi tên mới.", field="name")
    written = write_decision(session, Reshaping.RENAME, decision)
    _keep_former(session, written, body, row, decision.on)
    if isinstance(row, Cell):
        values = CellValues(name, row.kind_id, row.code or "", row.place or "", row.valid_from, row.organization_id)
        cells.edit(session, row.id, values)
    else:
        if not clean(name):
            raise KnownError("Hãy nhập tên tổ chức đảng.", field="name")
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
    if parent_id is None:
        raise KnownError("Hãy chọn cấp trên mới.", field="parent_id")
    parent = session.get_one(Organization, parent_id)
    if not lives(parent, decision.on):
        raise KnownError(f"{parent.name} không hoạt động vào ngày {decision.on:%d/%m/%Y}.", field="parent_id")
    written = write_decision(session, Reshaping.REPARENT, decision)
    for body in bodies:
        row = _changing(session, body, decision, today)
        if (row.organization_id if isinstance(row, Cell) else row.parent_id) == parent_id:
            raise KnownError(f"{row.name} đã trực thuộc {parent.name}.", field="parent_id")
        _keep_former(session, written, body, row, decision.on)
        if isinstance(row, Cell):
            row.organization_id = parent_id
        else:
            refuse_loop(session, row.id, parent_id)
            row.parent_id = parent_id
    session.flush()
    return written.id


def dissolve_organization(
    session: Session, organization_id: int, parent_id: int | None, decision: Decision, *, today: date
) -> int:
    """End an organisation above the cells; what stands under it comes under another one. Raises KnownError."""
    row = _changing(session, Body(organization_id=organization_id), decision, today)
    under: list[Body] = [
        Body(cell_id=key)
        for key in session.scalars(
            select(Cell.id).where(Cell.organization_id == organization_id, Cell.valid_to.is_(None))
        )
    ]
    children = select(Organization.id).where(Organization.parent_id == organization_id, Organization.valid_to.is_(None))
    under += [Body(organization_id=key) for key in session.scalars(children)]
    if under and parent_id is None:
        raise KnownError(
            f"{row.name} còn {len(under)} chi bộ, tổ chức trực thuộc; hãy chọn cấp trên mới cho các nơi đó.",
            field="parent_id",
        )
    if parent_id == organization_id:
        raise KnownError("Hãy chọn cấp trên khác với tổ chức giải thể.", field="parent_id")
    if under:
        written_id = reparent(session, under, parent_id, decision, today=today)
        written = session.get_one(Reorganization, written_id)
        written.kind = Reshaping.DISSOLVE
    else:
        written = write_decision(session, Reshaping.DISSOLVE, decision)
    row.valid_to = decision.on - ONE_DAY
    session.add(
        Succession(reorganization_id=written.id, organization_id=organization_id, next_organization_id=parent_id)
    )
    session.flush()
    return written.id


def _changing(session: Session, body: Body, decision: Decision, today: date) -> Cell | Organization:
    """Return the open body whose name or superior changes on the day. Raises KnownError if it cannot."""
    refuse_day(decision, today)
    row: Cell | Organization = (
        session.get_one(Cell, body.cell_id)
        if body.cell_id is not None
        else session.get_one(Organization, body.organization_id)
    )
    if row.valid_to is not None:
        raise KnownError(f"{row.name} đã thôi hoạt động từ trước.", field="cells")
    if row.valid_from is not None and row.valid_from >= decision.on:
        raise KnownError(f"{row.name} mới thành lập ngày {row.valid_from:%d/%m/%Y}; hãy chọn ngày sau đó.", field="on")
    last = session.scalar(select(Former.until).where(*_former_of(body)).order_by(Former.until.desc()).limit(1))
    if last is not None and last >= decision.on:
        raise KnownError(
            f"{row.name} đã đổi tên hoặc đổi cấp trên từ ngày {last + ONE_DAY:%d/%m/%Y}; hãy chọn ngày sau đó.",
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

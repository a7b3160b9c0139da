"""Decisions that split or merge organisations above the cells (domain.md 1.1, 1.3); for the others see `renaming`.

Members stay in their cells; the cells and organisations under one come under another. Nothing of the past is changed:
the day before the decision takes effect is the last of the old state. All of it belongs into one `db.write`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from models import organizations
from models.bodies import Body, name_of
from models.decisions import Decision, lives, refuse_day, write_decision
from models.errors import KnownError
from models.organizations import OrganizationValues
from models.renaming import changing, end_body, move_under, under
from models.tables import Organization, Reorganization, Reshaping, Succession
from models.text import clean


@dataclass(frozen=True)
class SuperiorPart:
    """An organisation that comes out of a split, and the cells and organisations that come under it.

    Kind and superior left open are those of the one that is split.
    """

    values: OrganizationValues
    bodies: tuple[Body, ...]


def split(
    session: Session,
    organization_id: int,
    parts: Sequence[SuperiorPart],
    decision: Decision,
    *,
    today: date,
    is_closing: bool = False,
) -> int:
    """Found organisations out of one (Tách), return the decision's id; with `is_closing` nothing of the old is left.

    Raises KnownError if a new one gets nothing, something is told two places, or a closing one leaves something behind.
    """
    refuse_day(decision, today)
    row = changing(session, Body(organization_id=organization_id), decision)
    assert isinstance(row, Organization)  # asked for by its id
    there = under(session, organization_id)
    _refuse_parts(session, parts, there, is_closing=is_closing)
    written = write_decision(session, Reshaping.SPLIT, decision)
    if is_closing:
        end_body(session, row, decision.on)
    for part in parts:
        values = replace(part.values, kind_id=part.values.kind_id or row.kind_id)
        target = _found(session, values, row.parent_id, decision)
        move_under(session, written, part.bodies, target, decision)
        _succeed(session, written, organization_id, target)
    session.flush()
    return written.id


def merge(
    session: Session,
    organization_ids: Collection[int],
    into: int | OrganizationValues,
    decision: Decision,
    *,
    today: date,
) -> int:
    """Let organisations go up in one of them, in another one or in a new one (Nhập), with all that is under them.

    Return the decision's id. Raises KnownError.
    """
    closing = [key for key in dict.fromkeys(organization_ids) if key != into]
    if not closing or (not isinstance(into, int) and len(closing) < 2):
        raise KnownError("Hãy chọn ít nhất hai tổ chức đảng để sáp nhập.", field="cells")
    refuse_day(decision, today)
    rows: list[Organization] = []
    for key in closing:
        row = changing(session, Body(organization_id=key), decision)
        assert isinstance(row, Organization)  # asked for by its id
        rows.append(row)
    moving = [body for key in closing for body in under(session, key) if body.organization_id not in (*closing, into)]
    above = _first_left(session, rows[0], closing)
    written = write_decision(session, Reshaping.MERGE, decision)
    if isinstance(into, int):
        target = _taking(session, into, closing, written, decision)
    else:
        for row in rows:
            end_body(session, row, decision.on)  # first of all: the new one may take its name
        target = _found(session, replace(into, kind_id=into.kind_id or rows[0].kind_id), above, decision)
    move_under(session, written, moving, target, decision)
    for row in rows:
        end_body(session, row, decision.on)
        _succeed(session, written, row.id, target)
    session.flush()
    return written.id


def _refuse_parts(session: Session, parts: Sequence[SuperiorPart], there: Sequence[Body], *, is_closing: bool) -> None:
    told = [body for part in parts for body in part.bodies]
    if not parts:
        raise KnownError("Hãy ghi tên tổ chức đảng mới.", field="name")
    for part in parts:
        if not part.bodies:
            name = clean(part.values.name) or "tổ chức mới"
            raise KnownError(f"Hãy chọn chi bộ, tổ chức trực thuộc chuyển về {name}.", field="bodies")
    if len(told) != len(set(told)):
        raise KnownError("Có nơi được chuyển về hai tổ chức; hãy chọn một.", field="bodies")
    strangers = [body for body in told if body not in there]
    if strangers:
        raise KnownError(f"{name_of(session, strangers[0])} không trực thuộc tổ chức được tách.", field="bodies")
    left = [body for body in there if body not in told]
    if is_closing and left:
        raise KnownError(
            f"Chưa chọn nơi về cho {name_of(session, left[0])}; tổ chức cũ thôi hoạt động thì nơi nào cũng phải có cấp "
            "trên mới.",
            field="bodies",
        )


def _found(session: Session, values: OrganizationValues, parent_id: int | None, decision: Decision) -> int:
    above = values.parent_id or parent_id
    return organizations.add(session, replace(values, parent_id=above, valid_from=decision.on))


def _taking(
    session: Session, organization_id: int, closing: Sequence[int], written: Reorganization, decision: Decision
) -> int:
    """Return the organisation that takes over; one that stood under a closing one comes under what is left above."""
    row = session.get_one(Organization, organization_id)
    if not lives(row, decision.on) or row.valid_to is not None:
        raise KnownError(f"{row.name} không hoạt động vào ngày {decision.on:%d/%m/%Y}.", field="cells")
    if row.parent_id in closing:
        above = _first_left(session, row, closing)
        move_under(session, written, [Body(organization_id=organization_id)], above, decision)
    return organization_id


def _first_left(session: Session, row: Organization, closing: Sequence[int]) -> int | None:
    """Return the nearest superior that does not close."""
    above = row.parent_id
    while above in closing:
        above = session.get_one(Organization, above).parent_id
    return above


def _succeed(session: Session, written: Reorganization, old_id: int, new_id: int) -> None:
    session.add(Succession(reorganization_id=written.id, organization_id=old_id, next_organization_id=new_id))

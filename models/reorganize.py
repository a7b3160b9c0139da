"""Decisions that split, merge or dissolve cells and say where everybody goes (domain.md 1.1, 1.3).

Nothing of the past is changed: the day before the decision takes effect is the last of the old state. Everything that
one decision does belongs into one `db.write`, so that one undo takes it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models import cell_register, cells, deriving, events, members, stays
from models.bodies import Body, name_of
from models.cells import CellValues
from models.decisions import Decision, lives, refuse_day, refuse_newborn, write_decision
from models.errors import KnownError
from models.events import EventValues
from models.stays import ONE_DAY
from models.tables import (
    Cell,
    CellVillage,
    Event,
    EventKind,
    Member,
    Position,
    Reshaping,
    Stay,
    Succession,
)
from models.text import clean, number


@dataclass(frozen=True)
class Part:
    """A cell, there already or to be founded, with the members and villages that come to it.

    `secretary` is one of those members, secretary from the day on; None: to be written later.
    """

    cell: int | CellValues
    members: tuple[int, ...] = ()
    villages: tuple[int, ...] = ()
    secretary: int | None = None


def split(
    session: Session,
    cell_id: int,
    parts: Sequence[Part],
    decision: Decision,
    *,
    today: date,
    is_closing: bool = False,
) -> int:
    """Found cells out of one (Tách); with `is_closing` nothing of the old one is left. Return its id.

    Raises KnownError if a new cell gets no member, or if it cannot be so.
    """
    if not parts:
        raise KnownError("Hãy ghi tên chi bộ mới.", field="name")
    for part in parts:
        if not part.members:
            raise KnownError(f"Hãy chọn đảng viên chuyển sang {_name(session, part.cell)}.", field="members")
    return _reshape(session, Reshaping.SPLIT, [cell_id], [cell_id] if is_closing else [], parts, decision, today)


def merge(
    session: Session,
    cell_ids: Sequence[int],
    into: int | CellValues,
    decision: Decision,
    *,
    today: date,
    secretary: int | None = None,
) -> int:
    """Let cells go up in one of them, in another one or in a new one (Nhập), with everybody and every village.

    Those who came to a closing cell after the day come to the other one instead.

    Return its id. Raises KnownError.
    """
    closing = [key for key in dict.fromkeys(cell_ids) if key != into]
    if not closing or (not isinstance(into, int) and len(closing) < 2):
        raise KnownError("Hãy chọn ít nhất hai chi bộ để sáp nhập.", field="cells")
    part = Part(
        into,
        (*_members(session, closing, decision.on), *_late_comers(session, closing, decision.on)),
        tuple(_villages(session, closing, decision.on)),
        secretary,
    )
    return _reshape(session, Reshaping.MERGE, closing, closing, [part], decision, today)


def dissolve(session: Session, cell_id: int, parts: Sequence[Part], decision: Decision, *, today: date) -> int:
    """End a cell (Giải thể): its members go to other cells, its villages too or remain without. Return the id.

    Raises KnownError while somebody on its list is not told where to go.
    """
    return _reshape(session, Reshaping.DISSOLVE, [cell_id], [cell_id], parts, decision, today)


def _reshape(
    session: Session,
    kind: Reshaping,
    sources: Sequence[int],
    closing: Sequence[int],
    parts: Sequence[Part],
    decision: Decision,
    today: date,
) -> int:
    """Found, move, close, and write down who came after whom."""
    rows = [_open_cell(session, key, decision, today) for key in sources]
    late = _late_comers(session, closing, decision.on)
    _refuse_moves(session, rows, closing, parts, late, decision)
    written = write_decision(session, kind, decision)
    for row in rows:
        if row.id in closing:
            row.valid_to = decision.on - ONE_DAY  # first of all: a new cell may take its name
    session.flush()
    targets = [_target(session, part.cell, rows[0], decision) for part in parts]
    reason = f"{kind.label} {', '.join(row.name for row in rows)}"
    moves = {
        member_id: [
            EventValues(
                EventKind.TRANSFER_INTERNAL,
                decision.on,
                cell_id=target,
                decision_number=decision.number,
                decision_on=decision.decided_on,
                reason=reason[:200],
            )
        ]
        for part, target in zip(parts, targets, strict=True)
        for member_id in part.members
        if member_id not in late
    }
    came = {key: target for part, target in zip(parts, targets, strict=True) for key in part.members if key in late}
    events.record_all(session, moves)
    _lead_elsewhere(session, came, closing, decision.on)
    for part, target in zip(parts, targets, strict=True):
        _hand_over(session, sources, part.villages, target, decision.on)
    for row in rows:
        if row.id in closing:
            _refuse_late_comers(session, row, decision.on)
            cell_register.close(session, row.id, decision.on)
    for part in parts:
        if part.secretary is not None:
            members.set_position(session, part.secretary, Position.SECRETARY, on=decision.on)
    for row in rows:
        for target in targets or [None]:
            session.add(Succession(reorganization_id=written.id, cell_id=row.id, successor_id=target))
    session.flush()
    return written.id


def _open_cell(session: Session, cell_id: int, decision: Decision, today: date) -> Cell:
    refuse_day(decision, today)
    cell = session.get_one(Cell, cell_id)
    if cell.valid_to is not None:
        raise KnownError(f"{cell.name} đã thôi hoạt động từ trước.", field="cells")
    refuse_newborn(cell, decision.on)
    return cell


def _target(session: Session, cell: int | CellValues, source: Cell, decision: Decision) -> int:
    """Return the cell that takes over, founding it on the day if it is new."""
    if isinstance(cell, CellValues):
        above = cell.organization_id or source.organization_id
        values = CellValues(cell.name, cell.kind_id, cell.code, cell.place, decision.on, above)
        cell_id = cells.add(session, values)
        session.get_one(Cell, cell_id).sort_order = source.sort_order  # beside the one it came from
        return cell_id
    row = session.get_one(Cell, cell)
    if not lives(row, decision.on) or row.valid_to is not None:
        raise KnownError(f"{row.name} không hoạt động vào ngày {decision.on:%d/%m/%Y}.", field="cells")
    return cell


def _refuse_moves(
    session: Session,
    sources: Sequence[Cell],
    closing: Sequence[int],
    parts: Sequence[Part],
    late: dict[int, int],
    decision: Decision,
) -> None:
    """Raise KnownError unless all who move are on a list given up, once, and nobody of a closing cell is forgotten."""
    moved = [member_id for part in parts for member_id in part.members]
    if any(part.secretary not in (None, *part.members) for part in parts):
        raise KnownError("Đồng chí được chọn làm bí thư không chuyển đến chi bộ đó; hãy chọn lại.", field="secretary")
    if len(moved) != len(set(moved)):
        raise KnownError("Có đồng chí được chuyển tới hai nơi; hãy chọn một nơi.", field="members")
    there = late | _members(session, [row.id for row in sources], decision.on)
    strangers = [key for key in moved if key not in there]
    if strangers:
        raise KnownError(
            f"{_people(session, strangers)} không có trong danh sách ngày {decision.on:%d/%m/%Y}; hãy chọn lại.",
            field="members",
        )
    held = set(moved)
    left = [key for key, cell_id in there.items() if cell_id in closing and key not in held]
    if left:
        raise KnownError(
            f"Chưa chọn nơi đến cho {_people(session, left)}; chi bộ thôi hoạt động thì ai cũng phải có nơi đến.",
            field="members",
        )


def _people(session: Session, member_ids: Sequence[int]) -> str:
    shown = session.scalars(
        select(Member.full_name).where(Member.id.in_(member_ids[:400])).order_by(Member.name_sort).limit(3)
    ).all()
    more = len(member_ids) - len(shown)
    names = ", ".join(shown)
    return f"{names} và {number(more)} đồng chí khác" if more else names


def _refuse_late_comers(session: Session, cell: Cell, on: date) -> None:
    """Raise KnownError naming those whom a later movement leads into a cell that is no more."""
    query = (
        select(Stay.since, Member.full_name)
        .join(Member, Member.id == Stay.member_id)
        .where(Stay.cell_id == cell.id, or_(Stay.until.is_(None), Stay.until >= on))
        .order_by(Stay.since)
        .limit(3)
    )
    found = [f"{name} ({since:%d/%m/%Y})" for since, name in session.execute(query)]
    if found:
        raise KnownError(
            f"Sau ngày {on:%d/%m/%Y} còn biến động ghi vào {cell.name}: {', '.join(found)}; "
            "hãy sửa các biến động ấy trước.",
            field="on",
        )


def _members(session: Session, cell_ids: Sequence[int], on: date) -> dict[int, int]:
    """Return member id → cell of those on the lists of some cells on a day, guests too."""
    query = select(Stay.member_id, Stay.cell_id).where(Stay.cell_id.in_(cell_ids), stays.holds_on(on))
    return {member_id: cell_id for member_id, cell_id in session.execute(query)}


def _late_comers(session: Session, cell_ids: Sequence[int], on: date) -> dict[int, int]:
    """Return member id → cell of those who came to closing cells after the day and were not on their lists then."""
    query = select(Stay.member_id, Stay.cell_id).where(Stay.cell_id.in_(cell_ids), Stay.since > on)
    there = _members(session, cell_ids, on)
    return {key: cell_id for key, cell_id in session.execute(query.order_by(Stay.since)) if key not in there}


def _lead_elsewhere(session: Session, came: dict[int, int], closing: Sequence[int], on: date) -> None:
    """Let movements of after the day lead to the successor of a closed cell; one out of the successor is none then."""
    query = select(Event).where(Event.member_id.in_(came), Event.cell_id.in_(closing), Event.effective_on > on)
    for event in session.scalars(query).all():
        target = came[event.member_id]
        eve = event.effective_on - ONE_DAY
        held = select(Stay.cell_id).where(Stay.member_id == event.member_id, stays.holds_on(eve))
        if event.kind is EventKind.TRANSFER_INTERNAL and session.scalar(held) == target:
            session.delete(event)
        else:
            event.cell_id = target
    session.flush()
    deriving.derive(session, *came)


def _serving(cell_ids: Iterable[int], on: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a cell serves a village on a day or will."""
    return CellVillage.cell_id.in_(list(cell_ids)), or_(CellVillage.until.is_(None), CellVillage.until >= on)


def _villages(session: Session, cell_ids: Sequence[int], on: date) -> list[int]:
    return list(dict.fromkeys(session.scalars(select(CellVillage.village_id).where(*_serving(cell_ids, on)))))


def _hand_over(session: Session, sources: Sequence[int], village_ids: Sequence[int], target: int, on: date) -> None:
    """Let another cell serve villages from a day on, as long as the old one would have."""
    query = select(CellVillage).where(*_serving(sources, on), CellVillage.village_id.in_(village_ids))
    new: list[CellVillage] = []
    for link in session.scalars(query).all():
        if link.since is not None and link.since >= on:
            link.cell_id = target
            continue
        new.append(CellVillage(cell_id=target, village_id=link.village_id, since=on, until=link.until))
        link.until = on - ONE_DAY
    session.flush()  # close before opening: a village has one open link
    session.add_all(new)
    session.flush()


def _name(session: Session, cell: int | CellValues) -> str:
    return clean(cell.name) or "chi bộ mới" if isinstance(cell, CellValues) else name_of(session, Body(cell_id=cell))

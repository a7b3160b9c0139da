"""Taking things out of the register that should never have been in it, and getting them back.

The rows themselves go and lie in the trash as images. So nothing that counts needs to know of the trash, no name or
number stays taken, and a new table that points at a member follows without a word here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import closings, deriving, events, expulsions, images, stays
from models.errors import KnownError
from models.events import EventValues
from models.images import Change
from models.tables import (
    Attendance,
    Base,
    Cell,
    EventKind,
    Meeting,
    Member,
    Post,
    Stay,
    Succession,
    Trash,
    TrashKind,
    Village,
)
from models.text import clean

_KINDS: dict[TrashKind, type[Base]] = {
    TrashKind.MEMBER: Member,
    TrashKind.MEETING: Meeting,
    TrashKind.VILLAGE: Village,
    TrashKind.CELL: Cell,
}
_GOES_WITH_PLACE = frozenset({"cell_village", "assignment", "term", "former"})


@dataclass(frozen=True)
class TrashRow:
    """One thing in the trash, as the list shows it."""

    id: int
    kind: TrashKind
    name: str
    detail: str
    reason: str
    removed_on: date


@dataclass(frozen=True)
class Restored:
    """What came back, and sentences about what could not."""

    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ClosedHome:
    """The cell that somebody in the trash would come back to and that is no more from a day on; who came after it."""

    cell_id: int
    name: str
    closed_on: date
    successor_id: int | None


def items(session: Session) -> list[TrashRow]:
    """Return what lies in the trash, newest first."""
    query = select(Trash.id, Trash.kind, Trash.name, Trash.detail, Trash.reason, Trash.removed_on)
    return [
        TrashRow(key, kind, name, detail, reason or "", day)
        for key, kind, name, detail, reason, day in session.execute(query.order_by(Trash.id.desc()))
    ]


def what_goes(session: Session, kind: TrashKind, row_id: int) -> str:
    """Say what goes with a thing: “12 dòng điểm danh, 3 biến động”; empty if nothing does.

    Raises KnownError if it is no mere mistake: a cell with members or meetings.
    """
    row = session.get_one(_KINDS[kind], row_id)
    _refuse(session, kind, row)
    return images.counted(images.parts(session, row))


def remove(session: Session, kind: TrashKind, row_id: int, *, on: date, reason: str = "") -> int:
    """Take a member, meeting, village or cell out of the register into the trash; return the id there.

    Raises KnownError where it is no mere mistake (see `what_goes`).
    """
    row = session.get_one(_KINDS[kind], row_id)
    _refuse(session, kind, row)
    name = _name_of(session, row)
    born = f"sinh {row.born_on}" if isinstance(row, Member) and row.born_on else ""  # who of the same name it is
    changes = images.take_out(session, row)
    detail = "; ".join(filter(None, (born, images.counted(changes, row.__tablename__))))
    return keep(session, kind, name, detail, changes, on=on, reason=reason)


def keep(
    session: Session,
    kind: TrashKind,
    name: str,
    detail: str,
    changes: Iterable[Change],
    *,
    on: date,
    reason: str = "",
) -> int:
    """Put changes into the trash, to be taken back some day; return the id."""
    made = Trash(
        kind=kind,
        name=name[:200],
        detail=detail[:500],
        reason=clean(reason)[:200] or None,
        removed_on=on,
        changes=[list(change) for change in changes],
    )
    session.add(made)
    session.flush()
    return made.id


def closed_home(session: Session, trash_id: int) -> ClosedHome | None:
    """Return the closed cell that restoring would put somebody on the list of, None if there is none."""
    item = session.get_one(Trash, trash_id)
    for table, _row, before, after in cast("list[Change]", item.changes):
        if table != "stay" or before is None or after is not None or before.get("until") is not None:
            continue
        cell = session.get(Cell, before["cell_id"])
        if cell is not None and cell.valid_to is not None:
            heir = select(Succession.successor_id).where(Succession.cell_id == cell.id).order_by(Succession.id.desc())
            return ClosedHome(cell.id, cell.name, cell.valid_to + stays.ONE_DAY, session.scalar(heir.limit(1)))
    return None


def restore(session: Session, trash_id: int, *, home: int | None = None, is_gone: bool = False) -> Restored:
    """Put a thing back where it was, or take two records apart again. Raises KnownError if it cannot be.

    Somebody whose cell was closed meanwhile goes to the cell `home` on the day it closed, or, if `is_gone`, off the
    list on that day; one of the two must be said.
    """
    item = session.get_one(Trash, trash_id)
    closed = closed_home(session, trash_id)
    if closed is not None and home is None and not is_gone:
        raise KnownError(
            f"{closed.name} không còn từ {closed.closed_on:%d/%m/%Y}; hãy chọn chi bộ mới cho đồng chí.", field="home"
        )
    changes = cast("list[Change]", [tuple(change) for change in item.changes])
    members = {row for table, row, _before, _after in changes if table == "member"}
    if item.kind is TrashKind.MERGE:
        _drop_later_stays(session, changes)
    notes = images.put_back(session, changes)
    if item.kind is TrashKind.MERGE:
        members |= {
            cast("int", after["member_id"])
            for _table, _row, _before, after in changes
            if after and "member_id" in after
        }
        here = session.scalars(select(Member.id).where(Member.id.in_(members)).order_by(Member.id)).all()
        deriving.derive(session, *here)
        expulsions.part(session)
    if closed is not None:
        _leave_closed(session, closed, home)
    session.delete(session.get_one(Trash, trash_id))
    return Restored(item.name, tuple(notes))


def _leave_closed(session: Session, closed: ClosedHome, home: int | None) -> None:
    """Take whoever is on the list of a closed cell to another one, or off the list, on the day it closed."""
    session.flush()
    on_list = select(Stay.member_id).where(Stay.cell_id == closed.cell_id, Stay.until.is_(None))
    for member_id in session.scalars(on_list).all():
        held = select(Post).where(Post.member_id == member_id, Post.cell_id == closed.cell_id, Post.until.is_(None))
        for post in session.scalars(held):
            post.until = closed.closed_on - stays.ONE_DAY
        kind = EventKind.TRANSFER_OUT if home is None else EventKind.TRANSFER_INTERNAL
        why = f"{closed.name} không còn, khôi phục từ Thùng rác"
        events.record(session, member_id, EventValues(kind, closed.closed_on, cell_id=home, reason=why[:200]))


def _drop_later_stays(session: Session, changes: Iterable[Change]) -> None:
    """Take out the stays derived since two records became one, where the history itself moved; they follow anew."""
    known = {row for table, row, _before, _after in changes if table == "stay"}
    owners = {after.get("member_id") for table, _row, before, after in changes if table == "stay" and before and after}
    for stay in session.scalars(select(Stay).where(Stay.member_id.in_(owners), Stay.id.not_in(known))).all():
        session.delete(stay)
    session.flush()


def empty(session: Session, ids: Iterable[int]) -> None:
    """Throw things in the trash away for good."""
    for trash_id in ids:
        session.delete(session.get_one(Trash, trash_id))


def _refuse_of_closed_months(session: Session, member: Member) -> None:
    """Raise KnownError for somebody on the roll of a closed month: without them its figures would move."""
    query = (
        select(Meeting.month, Meeting.year)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Attendance.member_id == member.id, closings.IS_CLOSED)
        .order_by(Meeting.year.desc(), Meeting.month.desc())
    )
    found = session.execute(query).first()
    if found is not None:
        month, year = found
        raise KnownError(
            f"Đồng chí có trong điểm danh tháng {month}/{year} đã chốt; hãy ghi biến động (chuyển đi, xóa tên…), "
            "hoặc mở lại tháng ấy để đính chính."
        )


def _refuse(session: Session, kind: TrashKind, row: Base) -> None:
    if isinstance(row, Meeting):
        closings.refuse(session, row.year, row.month)
    if isinstance(row, Member):
        _refuse_of_closed_months(session, row)
    if kind not in (TrashKind.CELL, TrashKind.VILLAGE):
        return
    held: list[Change] = []
    for other, other_kind, column in images.pointing(session, row):
        part = images.is_part(other_kind, column)
        if other_kind.__tablename__ not in _GOES_WITH_PLACE and (kind is TrashKind.CELL or part):
            held.append((other_kind.__tablename__, other.id, {}, None))
    if not held:
        return
    raise KnownError(
        f"Chi bộ này còn {images.counted(held)} trong sổ nên không phải ghi nhầm; "
        "chi bộ không còn thì ghi “Giải thể” hoặc “Sáp nhập”."
        if kind is TrashKind.CELL
        else f"Thôn, bản này còn {images.counted(held)} trong sổ nên không xóa được; "
        "không còn thì ghi “Nhập” hoặc “Giải thể thôn, bản”."
    )


def _name_of(session: Session, row: Base) -> str:
    if isinstance(row, Meeting):
        return f"{session.get_one(Cell, row.cell_id).name}, họp ngày {row.held_on:%d/%m/%Y}"
    return row.full_name if isinstance(row, Member) else str(getattr(row, "name", ""))

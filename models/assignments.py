"""Who is in charge of a village or of a group of its households (domain.md 1.5, 8.4)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models import called, on_list, villages
from models.asking import Asked
from models.errors import KnownError
from models.tables import Assignment, CellVillage, Duty, Member, Stay, Task, Village
from models.text import clean, fold, number


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment, its member as called on the day; `is_on_list`: they were on a list of the commune then."""

    id: int
    member_id: int
    full_name: str
    village_id: int
    village: str
    task: Task
    group_name: str
    households: int | None
    since: date | None
    until: date | None
    is_on_list: bool


@dataclass(frozen=True)
class AssignmentValues:
    """What the officer writes of an assignment; group and households only for a group of households."""

    member_id: int | None
    village_id: int
    task: Task
    group_name: str = ""
    households: int | None = None
    since: date | None = None
    until: date | None = None


def holds_on(day: date) -> ColumnElement[bool]:
    """Return the condition that an assignment holds on a day."""
    return and_(
        or_(Assignment.since.is_(None), Assignment.since <= day),
        or_(Assignment.until.is_(None), Assignment.until >= day),
    )


def rows(session: Session, on: date, *, village_id: int | None = None) -> list[AssignmentRow]:
    """Return the assignments that hold on a day, of one village or all: villages first, then groups, by name."""
    return _rows(session, on, holds_on(on), village_id)


def every(session: Session, on: date, village_id: int) -> list[AssignmentRow]:
    """Return the assignments of a village, past ones too, in the same order; membership as of a day."""
    return _rows(session, on, None, village_id)


def _rows(session: Session, on: date, only: ColumnElement[bool] | None, village_id: int | None) -> list[AssignmentRow]:
    is_on_list = and_(on_list.holds_on(on), Stay.duty != Duty.GUEST)
    listed = select(Stay.id).where(Stay.member_id == Assignment.member_id, is_on_list)
    query = (
        select(
            Assignment.id,
            Assignment.member_id,
            called.name_on(on),
            Assignment.village_id,
            Village.name,
            Assignment.task,
            func.coalesce(Assignment.group_name, ""),
            Assignment.households,
            Assignment.since,
            Assignment.until,
            listed.exists(),
        )
        .join(Member, Member.id == Assignment.member_id)
        .join(Village, Village.id == Assignment.village_id)
        .order_by(Village.sort_order, Village.id, Assignment.task.desc(), Assignment.group_name, Member.name_sort)
    )
    if only is not None:
        query = query.where(only)
    if village_id is not None:
        query = query.where(Assignment.village_id == village_id)
    return [AssignmentRow(*row) for row in session.execute(query)]


@dataclass(frozen=True)
class Care:
    """Who looks after a village: those in charge of it, its groups of households and how many households they hold.

    Only members on a list of the commune count. `households` is None while a group's number is not written.
    """

    in_charge: tuple[str, ...] = ()
    groups: int = 0
    households: int | None = 0


NOBODY = Care()


def care(session: Session, on: date) -> dict[int, Care]:
    """Return village id → who looks after it on a day; villages without anybody are left out."""
    names: dict[int, list[str]] = defaultdict(list)
    groups: dict[int, dict[str, int | None]] = defaultdict(dict)
    for row in rows(session, on):
        if not row.is_on_list:
            continue
        if row.task is Task.VILLAGE:
            names[row.village_id].append(row.full_name)
        else:
            known = groups[row.village_id].get(fold(row.group_name))
            groups[row.village_id][fold(row.group_name)] = row.households if known is None else known
    return {
        key: Care(
            tuple(names.get(key, ())),
            len(counts := list(groups.get(key, {}).values())),
            None if None in counts else sum(count or 0 for count in counts),
        )
        for key in names.keys() | groups.keys()
    }


def of_cells(session: Session, on: date) -> dict[int, tuple[str, ...]]:
    """Return cell id → the committee members in charge of the villages it serves on a day; cells without are left out.

    In the order of the villages, each name once.
    """
    cared = care(session, on)
    query = (
        select(CellVillage.cell_id, CellVillage.village_id)
        .join(Village, Village.id == CellVillage.village_id)
        .where(villages.serves_on(on))
        .order_by(Village.sort_order, Village.id)
    )
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for cell_id, village_id in session.execute(query):
        found[cell_id].update(dict.fromkeys(cared.get(village_id, NOBODY).in_charge))
    return {cell_id: tuple(names) for cell_id, names in found.items() if names}


@dataclass(frozen=True)
class Uncared:
    """A village that no committee member is in charge of."""

    id: int
    name: str


def uncared(session: Session, on: date) -> list[Uncared]:
    """Return the villages of a day that no committee member is in charge of, in their order."""
    cared = care(session, on)
    return [Uncared(*row) for row in _VILLAGES.rows(session, day=on) if not cared.get(row[0], NOBODY).in_charge]


_DAY = bindparam("day", type_=Date)
_VILLAGES = Asked(
    select(Village.id, Village.name)
    .where(
        or_(Village.valid_from.is_(None), Village.valid_from <= _DAY),
        or_(Village.valid_to.is_(None), Village.valid_to >= _DAY),
    )
    .order_by(Village.sort_order, Village.id)
)


def add(session: Session, values: AssignmentValues) -> int:
    """Write an assignment and return its id. Raises KnownError."""
    row = Assignment()
    _fill(session, row, values)
    session.add(row)
    session.flush()
    return row.id


def edit(session: Session, assignment_id: int, values: AssignmentValues) -> None:
    """Correct an assignment. Raises KnownError."""
    _fill(session, session.get_one(Assignment, assignment_id), values)


def remove(session: Session, assignment_id: int) -> None:
    """Take an assignment out that was written wrongly."""
    session.delete(session.get_one(Assignment, assignment_id))


def _fill(session: Session, row: Assignment, values: AssignmentValues) -> None:
    if values.member_id is None:
        raise KnownError("Hãy chọn đảng viên phụ trách.", field="member_id")
    if values.since and values.until and values.until < values.since:
        raise KnownError("Ngày kết thúc ở trước ngày bắt đầu; hãy sửa lại.", field="until")
    is_group = values.task is Task.HOUSEHOLDS
    group = clean(values.group_name) if is_group else ""
    if is_group and not group:
        raise KnownError("Hãy ghi tên nhóm hộ, ví dụ “Nhóm 1” hoặc tên các hộ.", field="group_name")
    with session.no_autoflush:
        _refuse_same(session, row, values, group)
        if is_group and values.households is not None:
            _refuse_too_many(session, row, values)
    row.member_id, row.village_id, row.task = values.member_id, values.village_id, values.task
    row.group_name, row.households = group or None, values.households if is_group else None
    row.since, row.until = values.since, values.until


def _refuse_same(session: Session, row: Assignment, values: AssignmentValues, group: str) -> None:
    query = select(Assignment.id, Assignment.group_name).where(
        Assignment.member_id == values.member_id,
        Assignment.village_id == values.village_id,
        Assignment.task == values.task,
        Assignment.id != (row.id or 0),
        *_overlaps(values),
    )
    if any(fold(name or "") == fold(group) for _key, name in session.execute(query)):
        raise KnownError("Đồng chí đã được phân công việc này trong thời gian đó.", field="member_id")


def _refuse_too_many(session: Session, row: Assignment, values: AssignmentValues) -> None:
    """A village has only so many households to be shared out."""
    households = session.get_one(Village, values.village_id).households
    others = select(Assignment.group_name, Assignment.households).where(
        Assignment.village_id == values.village_id,
        Assignment.task == Task.HOUSEHOLDS,
        Assignment.id != (row.id or 0),
        *_overlaps(values),
    )
    groups = {fold(name or ""): count or 0 for name, count in session.execute(others)}
    groups[fold(values.group_name)] = values.households or 0  # several members may share one group
    total = sum(groups.values())
    if (values.households or 0) < 0:
        raise KnownError("Số hộ không được âm.", field="households")
    if households is not None and total > households:
        raise KnownError(
            f"Các nhóm cộng lại {number(total)} hộ, mà thôn, bản chỉ có {number(households)} hộ; hãy kiểm tra số hộ.",
            field="households",
        )


def _overlaps(values: AssignmentValues) -> list[ColumnElement[bool]]:
    """Return the conditions that an assignment has a day in common with the one written."""
    found: list[ColumnElement[bool]] = []
    if values.until is not None:
        found.append(or_(Assignment.since.is_(None), Assignment.since <= values.until))
    if values.since is not None:
        found.append(or_(Assignment.until.is_(None), Assignment.until >= values.since))
    return found

"""Two records of one person made one: what each holds, what is kept, and what goes into the trash to be taken apart.

Everything that points at the record given up points at the one kept afterwards. Where both have the same thing (a line
in the same roll, a badge of the same years), the kept record's stands; only a mark nobody wrote gives way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, cast

from sqlalchemy import Column, Table, UniqueConstraint, select
from sqlalchemy.orm import Session

from models import images, journal, members, trash, villages
from models.change_words import ROWS
from models.errors import KnownError
from models.images import Change
from models.member_values import MemberValues
from models.tables import (
    Attendance,
    Cell,
    CodeItem,
    DifferentPeople,
    Event,
    FormerName,
    Mark,
    Meeting,
    Member,
    Post,
    Stay,
    TrashKind,
)

_HISTORY = (Event, Stay)
_PAPER = ("decision_number", "decision_on")


@dataclass(frozen=True)
class Pair:
    """One field of the two records in words; `is_same` where there is nothing to choose."""

    field: str
    label: str
    kept: str
    other: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return self.kept == self.other


@dataclass(frozen=True)
class Meant:
    """What merging would do beside the fields: lines to move, and where both have one, which stands and why."""

    moved: str
    conflicts: tuple[str, ...]


def pairs(session: Session, kept_id: int, other_id: int) -> list[Pair]:
    """Return the fields of two records side by side; fields neither has are left out."""
    words = _Words(session)
    kept, other = members.read(session, kept_id), members.read(session, other_id)
    rows = (Pair(name, ROWS["member"].fields[name], words.of(name, kept), words.of(name, other)) for name in _names())
    return [row for row in rows if row.kept or row.other]


def telling_apart(session: Session, first_id: int, second_id: int) -> list[tuple[str, str, str]]:
    """Return what speaks for two people: the identity number, the full date of birth, where both records have another.

    Each is its word (“số định danh”) and the value of either record. A number typed with blanks or dots is the same.
    """
    first, second = members.read(session, first_id), members.read(session, second_id)
    found: list[tuple[str, str, str]] = []
    numbers = first.citizen_id or "", second.citizen_id or ""
    if all(numbers) and _digits(numbers[0]) != _digits(numbers[1]):
        found.append(("số định danh", *numbers))
    born = first.born_on, second.born_on
    if born[0] and born[1] and born[0].is_full and born[1].is_full and born[0] != born[1]:
        found.append(("ngày sinh", str(born[0]), str(born[1])))
    return found


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isalnum())


def describe(session: Session, member_id: int) -> str:
    """Return what tells a record from another of the same name: birth, last cell, end of the identity number."""
    member = session.get_one(Member, member_id)
    query = select(Cell.name).join(Stay, Stay.cell_id == Cell.id).where(Stay.member_id == member_id)
    cell = session.scalar(query.order_by(Stay.since.desc()).limit(1))
    parts = (
        member.full_name,
        f"sinh {member.born_on}" if member.born_on else "",
        cell,
        f"số định danh …{member.citizen_id[-4:]}" if member.citizen_id else "",
    )
    return ", ".join(part for part in parts if part)


def fuller_first(session: Session, first_id: int, second_id: int) -> tuple[int, int]:
    """Return the two records in the order in which to offer them: the one that holds more is to be kept.

    A record typed a second time by mistake has hardly a line; kept with its history it would change old reports.
    """

    def held(member_id: int) -> int:
        values = members.read(session, member_id)
        lines = sum(1 for _line in images.pointing(session, session.get_one(Member, member_id)))
        return lines + sum(getattr(values, name) not in (None, "") for name in _names())

    return (second_id, first_id) if held(second_id) > held(first_id) else (first_id, second_id)


def history(session: Session, member_id: int) -> list[str]:
    """Return a record's stays in words, oldest first: from when, where, as what."""
    query = (
        select(Stay.since, Stay.until, Cell.name, Stay.standing, Stay.duty)
        .join(Cell, Cell.id == Stay.cell_id)
        .where(Stay.member_id == member_id)
        .order_by(Stay.since)
    )
    return [
        f"{since:%d/%m/%Y} – {f'{until:%d/%m/%Y}' if until else 'nay'}: {cell}, {standing.label}, {duty.label.lower()}"
        for since, until, cell, standing, duty in session.execute(query)
    ]


def meant(session: Session, kept_id: int, other_id: int) -> Meant:
    """Say what would move from the other record to the kept one, and what both have."""
    kept, other = (session.get_one(Member, key) for key in (kept_id, other_id))
    moved: list[Change] = []
    conflicts: list[str] = []
    for row, kind, column in images.pointing(session, other):
        if kind in _HISTORY:
            continue
        twin = _twin(session, row, kind, column, kept.id)
        if twin is None:
            moved.append((row.__tablename__, row.id, {}, None))
        else:
            conflicts.append(_said(session, row, twin))
    return Meant(images.counted(moved), tuple(conflicts))


def merge(
    session: Session,
    kept_id: int,
    other_id: int,
    *,
    on: date,
    taken: Collection[str] = (),
    takes_history: bool = False,
) -> int:
    """Make two records one and return the id in the trash, from where they can be taken apart.

    `taken` names the fields whose value is the other record's; `takes_history` says that its events and stays hold
    instead of the kept one's. Raises KnownError.
    """
    if kept_id == other_id:
        raise KnownError("Hãy chọn hai lý lịch khác nhau.")
    kept, other = (session.get_one(Member, key) for key in (kept_id, other_id))
    name = f"{kept.full_name} và {other.full_name}"
    values = members.read(session, kept_id)
    others = members.read(session, other_id)
    before = journal.stored(session, kept)
    key_above = kept.external_id or other.external_id
    changes: list[Change] = []
    gone = kept if takes_history else other
    for kind in (Stay, Event):
        for row in session.scalars(select(kind).where(kind.member_id == gone.id)).all():
            changes += images.take_out(session, row)
    two = (kept_id, other_id)
    for row in session.scalars(
        select(DifferentPeople).where(DifferentPeople.member_id.in_(two), DifferentPeople.other_id.in_(two))
    ).all():
        changes += images.take_out(session, row)  # they were told apart, and are one after all
    for row, kind, column in list(images.pointing(session, other)):
        changes += _give(session, row, kind, column, kept.id)
        session.flush()
    changes += images.take_out(session, other)  # before the fields: an identity number may move
    values = replace(values, **{field: getattr(others, field) for field in taken})
    members.fill(session, kept, values, on=on)
    kept.external_id = key_above
    session.flush()
    after = journal.stored(session, kept)
    differs = [field for field in after if after[field] != before[field]]
    if differs:
        changes.append(("member", kept.id, {f: before[f] for f in differs}, {f: after[f] for f in differs}))
    detail = images.counted(changes, "member")
    return trash.keep(session, TrashKind.MERGE, name, detail, changes, on=on, reason="Một người được ghi hai lần")


def _give(session: Session, row: Any, kind: type[Any], column: str, kept_id: int) -> Iterable[Change]:
    """Give a row of the other record to the kept one; where that has its own, take it out."""
    twin = _twin(session, row, kind, column, kept_id)
    if twin is None:
        return [images.set_values(session, row, {column: kept_id})]
    changes: list[Change] = []
    if _gives_way(row, twin):
        changes.append(images.set_values(session, twin, {"mark": row.mark, "reason": row.reason}))
    if isinstance(row, Post) and not (twin.decision_number or twin.decision_on):
        paper = {name: value for name in _PAPER if (value := getattr(row, name)) is not None}
        changes += [images.set_values(session, twin, paper)] if paper else []
    return [*changes, *images.take_out(session, row)]


def _gives_way(row: Any, twin: Any) -> bool:
    """Tell whether the kept record's line in a roll is not written while the other's is."""
    return isinstance(row, Attendance) and twin.mark is Mark.UNRECORDED and row.mark is not Mark.UNRECORDED


def _twin(session: Session, row: Any, kind: type[Any], column: str, kept_id: int) -> Any | None:
    """Return the kept record's row that a row of the other would stand beside where only one can, None if none."""
    if isinstance(row, Post):  # no rule of the table, but the same post twice says nothing
        return session.scalar(
            select(Post).where(
                Post.member_id == kept_id,
                Post.cell_id == row.cell_id,
                Post.position == row.position,
                Post.since == row.since if row.since else Post.since.is_(None),
            )
        )
    if isinstance(row, FormerName):  # on a day a name changes once
        return session.scalar(select(FormerName).where(FormerName.member_id == kept_id, FormerName.until == row.until))
    for names in _unique(cast("Table", kind.__table__), column):
        others = [name for name in names if name != column]
        if any(getattr(row, name) is None for name in others):
            continue
        same = [getattr(kind, name) == getattr(row, name) for name in others]
        if (twin := session.scalar(select(kind).where(getattr(kind, column) == kept_id, *same))) is not None:
            return twin
    return None


def _unique(table: Table, column: str) -> Iterable[list[str]]:
    """Yield the columns of every rule that lets only one row of a sort point at a member."""
    rules: list[Iterable[Column[Any]]] = [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    rules += [one.columns for one in table.indexes if one.unique]
    for rule in rules:
        names = [one.name for one in rule]
        if column in names:
            yield names


def _said(session: Session, row: Any, twin: Any) -> str:
    if not isinstance(row, Attendance):
        noun = ROWS[row.__tablename__].noun
        return f"{noun[:1].upper()}{noun[1:]} có ở cả hai lý lịch: giữ của lý lịch được giữ."
    day, cell = session.execute(
        select(Meeting.held_on, Cell.name).join(Cell, Cell.id == Meeting.cell_id).where(Meeting.id == row.meeting_id)
    ).one()
    where = f"Họp {day:%d/%m/%Y} {cell}: cả hai lý lịch cùng có trong danh sách"
    if _gives_way(row, twin):
        return f"{where}; lấy “{row.mark.label}” vì dòng kia chưa ghi."
    if row.mark is twin.mark:
        return f"{where}, cùng ghi “{twin.mark.label}”."
    return f"{where}; giữ “{twin.mark.label}”, bỏ “{row.mark.label}”."


def _names() -> list[str]:
    return [field.name for field in fields(MemberValues) if field.name in ROWS["member"].fields]


class _Words:
    """Values of a record in words."""

    def __init__(self, session: Session) -> None:
        self._codes = {key: label for key, label in session.execute(select(CodeItem.id, CodeItem.label))}
        self._villages = villages.names(session)

    def of(self, field: str, values: MemberValues) -> str:
        """Return one field in words, "" if it is empty."""
        value = getattr(values, field)
        if value is None or value == "":
            return ""
        if field == "village_id":
            return self._villages.get(value, "")
        if isinstance(value, bool):
            return "có" if value else "không"
        if field.endswith("_id") and isinstance(value, int):
            return self._codes.get(value, str(value))
        return str(getattr(value, "label", value))

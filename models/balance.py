"""Increase and decrease of members (form 1, domain.md 7.3): A + B − C = D, for the commune and for each cell.

A and D are counted on the register, B and C from the events between them; that the four agree is what makes the form
trustworthy, and a test holds it for any history. Guests of other communes are on nobody's list here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import Session

from models import called, cells, timeline
from models.dates import PartialDate, Period, day_told
from models.on_list import ONE_DAY, holds_on
from models.tables import Duty, Event, EventKind, LabelledEnum, Member, Scope, Standing, Stay
from models.timeline import Spell, Step, Turn


class Line(LabelledEnum):
    """A line of form 1 that events fill, in the order of the form.

    The lines with a u are transfers of which no paper says from or to where; B2c and C5c are moves between two cells
    of the commune, which only a cell's own form shows; B4 and C6 are corrections of the list without an event.
    """

    B1 = "B1", "Kết nạp"
    B2A = "B2a", "Tỉnh khác chuyển đến"
    B2B = "B2b", "Xã, đảng bộ khác trong tỉnh chuyển đến"
    B2U = "B2u", "Chuyển đến, chưa ghi từ đâu"
    B2C = "B2c", "Chi bộ khác trong đảng bộ chuyển đến"
    B3 = "B3", "Phục hồi đảng tịch"
    B4 = "B4", "Ghi sổ, chưa rõ vào từ đâu"
    C1 = "C1", "Từ trần"
    C2 = "C2", "Khai trừ"
    C3 = "C3", "Xóa tên"
    C4 = "C4", "Xin ra khỏi Đảng"
    C5A = "C5a", "Chuyển đi tỉnh khác"
    C5B = "C5b", "Chuyển đi xã, đảng bộ khác trong tỉnh"
    C5U = "C5u", "Chuyển đi, chưa ghi đi đâu"
    C5C = "C5c", "Chuyển đi chi bộ khác trong đảng bộ"
    C6 = "C6", "Ghi lại sổ, chỉ còn sinh hoạt tạm thời"

    @property
    def is_increase(self) -> bool:
        """Whether it is a line of B, else one of C."""
        return self.value.startswith("B")


INTERNAL = frozenset({Line.B2C, Line.C5C})
"""Lines of one cell's form only; in the commune they cancel out."""

_IN = {EventKind.ADMISSION: Line.B1, EventKind.READMISSION: Line.B1, EventKind.RESTORED: Line.B3}
_OUT = {
    EventKind.DIED: Line.C1,
    EventKind.EXPELLED: Line.C2,
    EventKind.STRUCK_OFF: Line.C3,
    EventKind.RESIGNED: Line.C4,
}
_FROM = {Scope.OTHER_PROVINCE: Line.B2A, Scope.SAME_PROVINCE: Line.B2B, None: Line.B2U}
_TO = {Scope.OTHER_PROVINCE: Line.C5A, Scope.SAME_PROVINCE: Line.C5B, None: Line.C5U}


@dataclass(frozen=True, slots=True)
class Movement:
    """A member who came onto a cell's list or left it by one event; `standing` is that with which they came or left.

    `day` is the day as it was told, None where `on` is only the earliest it can be.
    """

    member_id: int
    full_name: str
    line: Line
    on: date
    day: PartialDate | None
    cell_id: int
    standing: Standing
    kind: EventKind


@dataclass(frozen=True)
class Balance:
    """Form 1 of the commune or of one cell: `opening` is A, `closing` D, the movements make B and C."""

    period: Period
    opening: int
    closing: int
    movements: tuple[Movement, ...]

    def count(self, *lines: Line) -> int:
        """Return how many members some lines hold."""
        return len(self.behind(*lines))

    def behind(self, *lines: Line) -> list[Movement]:
        """Return who stands behind some lines, by the day."""
        return [movement for movement in self.movements if movement.line in lines]

    @property
    def increase(self) -> int:
        """B: those who came onto the list."""
        return sum(movement.line.is_increase for movement in self.movements)

    @property
    def decrease(self) -> int:
        """C: those who left the list."""
        return len(self.movements) - self.increase

    @property
    def is_balanced(self) -> bool:
        """Whether A + B − C = D."""
        return self.opening + self.increase - self.decrease == self.closing


def of_commune(session: Session, period: Period) -> Balance:
    """Return form 1 of the whole commune."""
    opening, closing = (_listed(session, day) for day in _ends(period))
    moved = tuple(one for one in movements(session, period) if one.line not in INTERNAL)
    return Balance(period, opening.total(), closing.total(), moved)


def of_cells(session: Session, period: Period) -> dict[int, Balance]:
    """Return cell id → form 1 of every cell that had members in the period, in the order of the cells."""
    opening, closing = (_listed(session, day) for day in _ends(period))
    moved: dict[int, list[Movement]] = defaultdict(list)
    for movement in movements(session, period):
        moved[movement.cell_id].append(movement)
    return {
        cell_id: Balance(period, opening[cell_id], closing[cell_id], tuple(moved[cell_id]))
        for cell_id in cells.names(session)
        if opening[cell_id] or closing[cell_id] or moved[cell_id]
    }


def _ends(period: Period) -> tuple[date, date]:
    """Return the days on which A and D are counted."""
    return period.first - ONE_DAY, period.last


def _listed(session: Session, on: date) -> Counter[int]:
    """Return cell id → members on its list on a day, guests apart."""
    query = select(Stay.cell_id, func.count()).where(holds_on(on), Stay.duty != Duty.GUEST).group_by(Stay.cell_id)
    return Counter({cell_id: count for cell_id, count in session.execute(query)})


def movements(session: Session, period: Period) -> list[Movement]:
    """Return every coming and leaving of a period, moves between cells as one of each, by day and then by name."""
    moved_then = select(Event.member_id).where(Event.effective_on.between(period.first, period.last))
    query = (
        select(*_TOLD, Event.scope, Event.is_month_known, Event.member_id, _CALLED)
        .join(Member, Member.id == Event.member_id)
        .where(Event.member_id.in_(moved_then))
        .order_by(Member.name_sort, Member.id, Event.effective_on, Event.id)
    )
    histories: dict[int, list[_Told]] = defaultdict(list)
    names: dict[int, str] = {}
    row: Any
    for row in session.execute(query, {"until": period.last}):
        histories[row.member_id].append((Step(*row[: len(_TOLD)]), row.scope, row.is_month_known))
        names[row.member_id] = row.name_then
    found = [
        movement
        for member_id, history in histories.items()
        for movement in _of_member(member_id, names[member_id], history, period)
    ]
    return sorted(found, key=lambda movement: movement.on)


_CALLED = called.name_on(bindparam("until", type_=Date)).label("name_then")
_TOLD = (Event.kind, Event.effective_on, Event.is_day_known, Event.cell_id, Event.standing, Event.duty)
"""What a Step says, in its order; rows, not objects: the forms of a year ask for thousands."""

_Told = tuple[Step, Scope | None, bool | None]
"""A step, from or to where, and whether its month is known."""


def _of_member(member_id: int, full_name: str, history: list[_Told], period: Period) -> Iterator[Movement]:
    turns = timeline.turns((step for step, _scope, _is_month_known in history), [])
    for (step, scope, is_month_known), turn in zip(history, turns, strict=True):
        if step.on in period:
            day = day_told(step.on, step.is_day_known, is_month_known)
            for line, spell in _lines(turn, scope):
                yield Movement(member_id, full_name, line, step.on, day, spell.cell_id, spell.standing, step.kind)


def _lines(turn: Turn, scope: Scope | None) -> Iterator[tuple[Line, Spell]]:
    """Yield the lines one event is counted in, each with the spell that it begins or ends."""
    before, after = _ours(turn.before), _ours(turn.after)
    kind = turn.step.kind
    if before is not None and after is not None:
        if before.cell_id != after.cell_id:
            yield Line.C5C, before
            yield Line.B2C, after
    elif after is not None:
        yield _FROM[scope] if kind is EventKind.TRANSFER_IN else _IN.get(kind, Line.B4), after
    elif before is not None:
        yield _TO[scope] if kind is EventKind.TRANSFER_OUT else _OUT.get(kind, Line.C6), before


def _ours(spell: Spell | None) -> Spell | None:
    """Return a spell that counts as membership here; a guest stays on the list of their own commune."""
    return None if spell is None or spell.duty is Duty.GUEST else spell

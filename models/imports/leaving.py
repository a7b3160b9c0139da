"""What a list says of a day somebody left, died or was exempted: put to the officer, never written by itself.

The data-entry workbook has one column for all these days, so the day alone does not tell what happened on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from models import events, timeline
from models.errors import KnownError
from models.events import EventValues
from models.imports.actions import (
    KEEP,
    Action,
    Candidate,
    Difference,
    Subject,
    Verdict,
    WriteEvent,
)
from models.imports.register import KnownMember, Register
from models.records import MemberRecord, Problem, Severity
from models.tables import Duty, EventKind

Decisions = Mapping[tuple[str, int], int]
"""The officer's decisions: (sheet, row) → the id of the candidate chosen."""

_KINDS: Final = (EventKind.EXEMPT_START, *timeline.ENDINGS)
_DAY: Final = timedelta(days=1)


def is_recorded(register: Register, member_id: int, record: MemberRecord) -> bool:
    """Tell whether the register already has what the list says happened on its day (or that somebody is gone)."""
    history = register.stays.get(member_id, [])
    if record.left_on is None:
        return bool(history) and history[-1].until is not None
    first, last = record.left_on.first, record.left_on.last
    begun = any(stay.duty is Duty.EXEMPT and first <= stay.since <= last for stay in history)
    return begun or any(stay.until is not None and first - _DAY <= stay.until <= last for stay in history[-1:])


def question(
    register: Register, session: Session, record: MemberRecord, known: KnownMember, decisions: Decisions, on: date
) -> Action | None:
    """Return what is to be decided about a member on the list, or what was; None where the list says nothing new."""
    if record.left_on is None or is_recorded(register, known.id, record):
        return None
    offered = {
        _KINDS.index(kind) + 1: values
        for kind in _KINDS
        if (record.duty is not Duty.EXEMPT or kind is EventKind.EXEMPT_START)
        and record.leaving in (None, kind)
        and _is_possible(session, known.id, values := _event(kind, record), on)
    }
    said = [Difference("Ngày rời, mất, miễn", "", str(record.left_on))]
    if record.leaving is not None:
        said.append(Difference("Trạng thái", "", record.leaving.label))
    if record.removal:
        said.append(Difference("Đề nghị xóa", "", "Có"))
    about = Action(Verdict.DECIDE, Subject.EVENT, record.full_name, record.sheet, record.row, tuple(said))
    if not offered:
        text = "Việc nào cũng không hợp với quá trình đã ghi của đồng chí."
        repair = "Đối chiếu ngày ở thẻ đảng viên."
        place = (record.sheet, record.row, None, "Ngày rời, mất, miễn sinh hoạt", str(record.left_on))
        return about._replace(verdict=Verdict.SKIP, problems=(Problem(*place, text, repair, Severity.WARNING),))
    chosen = decisions.get((record.sheet, record.row))
    if chosen == KEEP:
        return about._replace(verdict=Verdict.SKIP)
    if chosen in offered:
        values = offered[chosen]
        done = Difference(values.kind.label, "", f"từ {record.left_on}")
        return about._replace(verdict=Verdict.CHANGE, differences=(done,), write=WriteEvent(known.id, values))
    ways = [Candidate(key, f"{values.kind.label} từ {record.left_on}") for key, values in offered.items()]
    return about._replace(candidates=(*ways, Candidate(KEEP, "Không ghi việc này vào sổ")))


def _event(kind: EventKind, record: MemberRecord) -> EventValues:
    day = record.left_on
    assert day is not None
    return EventValues(kind, day.first, is_day_known=day.is_full)


def _is_possible(session: Session, member_id: int, values: EventValues, on: date) -> bool:
    """Tell whether an event fits into the life that is written down, and its day has come."""
    steps = [events.step_of(row.values) for row in events.history(session, member_id)]
    try:
        after = timeline.spells([*steps, events.step_of(values)])
    except KnownError:
        return False
    return values.effective_on <= on and bool(after)

"""A day of exemption on a list, for a member whom the register has as exempt: since another day, or nobody knows when.

The day the register has may be that of an earlier list without days. Another one changes what was counted for the
years between: it is asked, never done by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from models import events, timeline
from models.errors import KnownError
from models.events import EventRow, EventValues
from models.imports.actions import KEEP, Candidate, Difference, Write, WriteEvent, WriteHistory
from models.imports.columns import EXEMPT, problem_of
from models.imports.register import KnownMember, Register
from models.records import MemberRecord
from models.tables import Duty, EventKind

FROM_DAY: Final = 1
"""The decision that the exemption began on the day of the list."""


class Corrected(NamedTuple):
    """What becomes of the exemption that the register has: in words, the answers offered, and what is written."""

    said: Difference
    ways: tuple[Candidate, ...]
    write: Write


def corrected(session: Session, member_id: int, values: EventValues) -> Corrected | None:
    """Return how the exemption that a member has can begin with `values` instead; None if it cannot."""
    history = events.history(session, member_id)
    begun = next((row for row in reversed(history) if _begins(row.values)), None)
    if begun is None:
        return None
    before, written = _begun_anew(member_id, history, begun, values)
    if written is None:
        return None
    ways = (
        Candidate(FROM_DAY, f"Miễn từ {values.day} như danh sách (sổ ghi {before}): số liệu đã qua thay đổi theo"),
        Candidate(KEEP, f"Giữ như sổ: miễn {before}"),
    )
    return Corrected(Difference(EXEMPT, before, f"từ {values.day}"), ways, written)


def ended_since(register: Register, record: MemberRecord, known: KnownMember) -> MemberRecord:
    """Return a line whose exemption the register has as over, without it and with the warning that says so."""
    present = register.present_stay(known.id)
    if record.duty is not Duty.EXEMPT or record.left_on is None or present is None or present.duty is Duty.EXEMPT:
        return record
    text = f"Sổ đã ghi miễn từ {record.left_on}, nay “{present.duty.label.lower()}”. Giữ như sổ."
    problem = problem_of(record, EXEMPT, str(record.left_on), text, "Lại được miễn thì ghi ngày mới.", is_warning=True)
    return record._replace(duty=None, problems=(*record.problems, problem))


def _begins(values: EventValues) -> bool:
    return values.kind is EventKind.EXEMPT_START or values.duty is Duty.EXEMPT


def _begun_anew(
    member_id: int, history: Sequence[EventRow], begun: EventRow, values: EventValues
) -> tuple[str, Write | None]:
    """Return since when somebody is exempt by the register, and what makes it since another day, None if nothing can.

    Where they were found exempt on a list, only what it says of that goes; the rest of it stays.
    """
    others = [row.values for row in history if row is not begun]
    told = begun.values.told
    before = f"từ {told}" if told else "chưa rõ từ ngày nào"
    if begun.values.kind is EventKind.EXEMPT_START:
        news = replace(
            begun.values,
            effective_on=values.effective_on,
            is_day_known=values.is_day_known,
            is_month_known=values.is_month_known,
        )
        write = WriteEvent(member_id, news, begun.id) if _ends_exempt([*others, news]) else None
        return before, write
    kept = [replace(row.values, duty=None) if row is begun else row.values for row in history]
    spells = _spells(kept)
    if begun is not history[0] and spells is not None and spells == _spells(others):
        kept = others
    wanted = sorted([*kept, values], key=lambda one: one.effective_on)
    write = WriteHistory(member_id, tuple(wanted)) if _ends_exempt(wanted) else None
    return before, write


def _ends_exempt(wanted: Sequence[EventValues]) -> bool:
    spells = _spells(wanted)
    return bool(spells) and spells[-1].duty is Duty.EXEMPT


def _spells(wanted: Sequence[EventValues]) -> list[timeline.Spell] | None:
    try:
        return timeline.spells(map(events.step_of, wanted))
    except KnownError:
        return None

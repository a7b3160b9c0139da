"""What a list says of a day somebody left, died or was exempted: put to the officer, never written by itself.

The data-entry workbook has one column for all these days, so the day alone does not tell what happened on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from models import events, stays, timeline
from models.errors import KnownError
from models.events import EventValues
from models.imports import exemptions
from models.imports.actions import (
    KEEP,
    Action,
    Candidate,
    Difference,
    Subject,
    Verdict,
    WriteEvent,
)
from models.imports.columns import EXEMPT, LEFT, problem_of
from models.imports.register import KnownMember, Register
from models.membership_rules import TermBook
from models.records import MemberRecord
from models.stays import Life
from models.tables import Duty, EventKind

Decisions = Mapping[tuple[str, int], int]
"""The officer's decisions: (sheet, row) → the id of the candidate chosen."""

_KINDS: Final = (EventKind.EXEMPT_START, *timeline.ENDINGS)
_EXEMPT: Final = 1 + _KINDS.index(EventKind.EXEMPT_START)
_DAY: Final = timedelta(days=1)
_SOME_CELL: Final = 1  # which one does not matter to what can follow what


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
    present = register.present_stay(known.id)
    if record.duty is Duty.EXEMPT and present is not None and present.duty is Duty.EXEMPT:
        return _of_exempt(session, record, known.id, decisions, on)
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
        return _unfit(about, record)
    ways = [Candidate(key, f"{values.kind.label} từ {record.left_on}") for key, values in offered.items()]
    about = about._replace(candidates=(*ways, Candidate(KEEP, "Không ghi việc này vào sổ")))
    chosen = decisions.get((record.sheet, record.row))
    if chosen == KEEP:
        return about._replace(verdict=Verdict.SKIP)
    if chosen in offered:
        values = offered[chosen]
        done = Difference(values.kind.label, "", f"từ {record.left_on}")
        return about._replace(verdict=Verdict.CHANGE, differences=(done,), write=WriteEvent(known.id, values))
    return about


def of_newcomer(record: MemberRecord, decisions: Decisions, terms: TermBook, on: date) -> Action | None:
    """Return what is to be decided about somebody not in the register, or what was; None where the list says nothing.

    The event decided is written with the member (`chosen_event`), so the action itself has nothing to write. Who is
    exempt by the list comes in so from its day, unless that is decided otherwise: nothing else can have happened then.
    """
    if record.left_on is None:
        return None
    offered = _offered(record, terms, on)
    said = [Difference("Ngày rời, mất, miễn", "", str(record.left_on))]
    if record.leaving is not None:
        said.append(Difference("Trạng thái", "", record.leaving.label))
    about = Action(Verdict.DECIDE, Subject.EVENT, record.full_name, record.sheet, record.row, tuple(said))
    if not offered:
        return _unfit_newcomer(about, record)
    ways = [Candidate(key, f"{values.kind.label} từ {record.left_on}") for key, values in offered.items()]
    nothing = "Không đưa đồng chí vào sổ" if record.is_gone else "Không ghi việc này vào sổ"
    if record.duty is Duty.EXEMPT:
        nothing = "Ghi đang miễn, chưa rõ từ ngày nào"
    about = about._replace(candidates=(*ways, Candidate(KEEP, nothing)))
    chosen = _decided(record, decisions)
    if chosen == KEEP:
        return about._replace(verdict=Verdict.SKIP)
    if chosen in offered:
        done = Difference(offered[chosen].kind.label, "", f"từ {record.left_on}")
        return about._replace(verdict=Verdict.CHANGE, differences=(done,))
    return about


def chosen_event(record: MemberRecord, decisions: Decisions, terms: TermBook, on: date) -> EventValues | None:
    """Return the event decided on for somebody not in the register, None while none is."""
    if record.left_on is None:
        return None
    return _offered(record, terms, on).get(_decided(record, decisions) or KEEP)


def history(
    life: Life, cell_id: int, *, on: date, duty: Duty, terms: TermBook, leaving: EventValues | None
) -> list[EventValues]:
    """Return the events of a newcomer found on a list on a day; what interrupts their membership comes last."""
    if leaving is None:
        return stays.listed(life, cell_id, on=on, terms=terms, duty=duty)
    before = min(on, leaving.effective_on - _DAY)
    if leaving.kind is EventKind.EXEMPT_START:  # who is exempt may be recognised later
        turns = stays.turns_of(life, on, terms, found_on=before)
        listed = stays.listing(turns, cell_id, Duty.ACTIVE, is_known=False)
        return [*(_without_duty(one, leaving.effective_on) for one in listed), leaving]
    return [*stays.listed(life, cell_id, on=before, terms=terms), leaving]


def _without_duty(values: EventValues, exempt_from: date) -> EventValues:
    """Return a standing of a list that says nothing of duties from the day on that one is exempt."""
    return replace(values, duty=None) if values.effective_on >= exempt_from else values


def _decided(record: MemberRecord, decisions: Decisions) -> int | None:
    """Return the answer about a newcomer; of who is exempt by the list it is the day, unless it was said otherwise."""
    return decisions.get((record.sheet, record.row), _EXEMPT if record.duty is Duty.EXEMPT else None)


def _of_exempt(session: Session, record: MemberRecord, member_id: int, decisions: Decisions, on: date) -> Action:
    """Return what is to be decided about somebody exempt by the register too, since another day; or what was."""
    values = _event(EventKind.EXEMPT_START, record)
    found = exemptions.corrected(session, member_id, values) if values.effective_on <= on else None
    about = Action(Verdict.DECIDE, Subject.EVENT, record.full_name, record.sheet, record.row)
    if found is None:
        return _unfit(about, record)
    about = about._replace(differences=(found.said,), candidates=found.ways)
    chosen = decisions.get((record.sheet, record.row))
    if chosen == exemptions.FROM_DAY:
        return about._replace(verdict=Verdict.CHANGE, write=found.write)
    return about if chosen is None else about._replace(verdict=Verdict.SKIP)


def _column(record: MemberRecord) -> str:
    """Return what the officer calls the column of the day."""
    return EXEMPT if record.duty is Duty.EXEMPT else LEFT


def _unfit(about: Action, record: MemberRecord) -> Action:
    """Return what is said where nothing can have happened on the day of the list."""
    text = "Việc nào cũng không hợp với quá trình đã ghi của đồng chí."
    problem = problem_of(
        record, _column(record), str(record.left_on), text, "Đối chiếu ngày ở thẻ đảng viên.", is_warning=True
    )
    return about._replace(verdict=Verdict.SKIP, problems=(problem,))


def _unfit_newcomer(about: Action, record: MemberRecord) -> Action:
    """Return what is said where nothing can have happened on the day that a list gives of somebody new."""
    text = f"Ngày {record.left_on} không hợp với ngày kết nạp {record.admitted_on or 'chưa rõ'}, chưa ghi ngày này."
    repair = "Sửa lại một trong hai ngày, hoặc ghi biến động ở thẻ đảng viên."
    problem = problem_of(record, _column(record), str(record.left_on), text, repair, is_warning=True)
    return about._replace(verdict=Verdict.SKIP, problems=(replace(problem, is_left_out=True),))


def _offered(record: MemberRecord, terms: TermBook, on: date) -> dict[int, EventValues]:
    """Return the events that a newcomer's day can be of, by the id of the answer."""
    found: dict[int, EventValues] = {}
    day = record.left_on
    assert day is not None
    life = Life(record.admitted_on, record.official_on)
    for number, kind in enumerate(_KINDS, 1):
        exempt = kind is EventKind.EXEMPT_START
        if (record.duty is Duty.EXEMPT and not exempt) or (record.is_gone and exempt):
            continue
        if record.leaving not in (None, kind):
            continue
        values = _event(kind, record)
        if life.admitted_on is not None and (day.first if exempt else day.last) < life.admitted_on.first:
            continue
        steps = history(life, _SOME_CELL, on=on, duty=Duty.ACTIVE, terms=terms, leaving=values)
        try:
            spells = timeline.spells(map(events.step_of, steps))
        except KnownError:
            continue
        if values.effective_on <= on and (not exempt or spells[-1].duty is Duty.EXEMPT):
            found[number] = values
    return found


def _event(kind: EventKind, record: MemberRecord) -> EventValues:
    day = record.left_on
    assert day is not None
    return EventValues(kind, day.first, is_day_known=day.is_full, is_month_known=day.month is not None)


def _is_possible(session: Session, member_id: int, values: EventValues, on: date) -> bool:
    """Tell whether an event fits into the life that is written down, and its day has come."""
    steps = [events.step_of(row.values) for row in events.history(session, member_id)]
    try:
        after = timeline.spells([*steps, events.step_of(values)])
    except KnownError:
        return False
    return values.effective_on <= on and bool(after)

"""The life of a member as their events tell it: what followed from each, how they stood, what may come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import cell_names, events, timeline
from models.dates import PartialDate
from models.events import EventRow
from models.on_list import ONE_DAY
from models.tables import Cell, Duty, Ending, EventKind, Standing
from models.timeline import Spell, Turn


@dataclass(frozen=True)
class LifeLine:
    """An event and how the member stood after it; `after` None: no longer on the list.

    `left` names the cell that they leave with the event, empty while they stay on the list.
    """

    event: EventRow
    after: Spell | None
    left: str = ""


def life(session: Session, member_id: int) -> list[LifeLine]:
    """Return a member's events, oldest first, each with what followed from it."""
    rows = events.history(session, member_id)
    turns = timeline.turns((events.step_of(row.values) for row in rows), [])
    return [LifeLine(row, turn.after, _left(session, turn)) for row, turn in zip(rows, turns, strict=True)]


def _left(session: Session, turn: Turn) -> str:
    if turn.after is not None or turn.before is None:
        return ""
    name = cell_names.name_on(turn.step.on - ONE_DAY)
    return session.scalar(select(name).where(Cell.id == turn.before.cell_id)) or ""


def spell_on(lines: Sequence[LifeLine], day: date) -> Spell | None:
    """Return how a member with these events stood on a day, None if not on the list."""
    before = [line for line in lines if line.event.values.effective_on <= day]
    return before[-1].after if before else None


def last_spell(lines: Sequence[LifeLine]) -> Spell | None:
    """Return how a member with these events stood when they were last on the list."""
    return next((line.after for line in reversed(lines) if line.after is not None), None)


def left_by(lines: Sequence[LifeLine]) -> Ending | None:
    """Return how a member with these events left, None for one on the list or whose stay as a guest ended."""
    return timeline.ENDINGS.get(lines[-1].event.values.kind) if lines else None


def admitted_again(lines: Sequence[LifeLine]) -> PartialDate | None:
    """Return when a member with these events was last admitted again, None if they never were; see the card then."""
    again = (line.event.values for line in reversed(lines))
    return next((values.day for values in again if values.kind is EventKind.READMISSION), None)


def possible(spell: Spell | None, *, is_first: bool = False, left: Ending | None = None) -> Sequence[EventKind]:
    """Return the kinds of event that may come next, in the order a menu shows them.

    `spell` None: not on the list; `is_first`: nothing is known of the member before; `left`: how they left it.
    """
    if spell is None and is_first:
        return (EventKind.ADMISSION, EventKind.TRANSFER_IN, EventKind.TEMP_IN, EventKind.LISTED)
    if spell is None and left is Ending.DIED:
        return (EventKind.LISTED,)
    if spell is None and left is Ending.TRANSFERRED_OUT:
        return (EventKind.TRANSFER_IN, EventKind.READMISSION, EventKind.TEMP_IN)
    if spell is None:
        back = _BACK.get(left, ()) if left else ()
        rest = (EventKind.TRANSFER_IN, EventKind.READMISSION, EventKind.RESTORED, EventKind.TEMP_IN)
        return (*back, *(kind for kind in rest if kind not in back))
    if spell.duty is Duty.GUEST:
        return (EventKind.TEMP_IN_END, EventKind.TRANSFER_INTERNAL, EventKind.LISTED)
    back = [kind for kind, duty in timeline.ENDS.items() if duty is spell.duty]
    starts = list(timeline.STARTS) if spell.duty is Duty.ACTIVE else []
    first = [EventKind.RECOGNITION] if spell.standing is not Standing.OFFICIAL else []
    return (*back, *first, EventKind.TRANSFER_INTERNAL, *starts, *timeline.ENDINGS, EventKind.LISTED)


_BACK = {
    Ending.STRUCK_OFF: (EventKind.READMISSION, EventKind.RESTORED),
    Ending.RESIGNED: (EventKind.READMISSION, EventKind.RESTORED),
    Ending.EXPELLED: (EventKind.RESTORED, EventKind.READMISSION),
}
"""How those come back whom the Party let go, the usual way first."""

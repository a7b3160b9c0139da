"""From events to stays: the one place that knows which movement may follow which (domain.md 3.1).

Knows no session: it takes events and gives the spells of membership they make, or the sentence that says why not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from models.errors import KnownError
from models.tables import Duty, Ending, Standing
from models.tables.event import EventKind

_DAY = timedelta(days=1)


class Step(NamedTuple):
    """What a timeline needs of an event."""

    kind: EventKind
    on: date
    is_day_known: bool = True
    cell_id: int | None = None
    standing: Standing | None = None
    duty: Duty | None = None


class Spell(NamedTuple):
    """A time with one cell, one standing, one duty; `until` None while it lasts."""

    cell_id: int
    standing: Standing
    duty: Duty
    since: date
    is_since_known: bool
    until: date | None = None
    ending: Ending | None = None


class Impossible(KnownError):
    """An event that cannot follow those before it: which one, and the reason in the words of a sentence."""

    def __init__(self, message: str, step: Step, reason: str) -> None:
        super().__init__(message, field="on")
        self.step, self.reason = step, reason


JOINING = frozenset(
    {EventKind.ADMISSION, EventKind.READMISSION, EventKind.TRANSFER_IN, EventKind.RESTORED, EventKind.TEMP_IN}
)
ENDINGS = {
    EventKind.TRANSFER_OUT: Ending.TRANSFERRED_OUT,
    EventKind.DIED: Ending.DIED,
    EventKind.STRUCK_OFF: Ending.STRUCK_OFF,
    EventKind.EXPELLED: Ending.EXPELLED,
    EventKind.RESIGNED: Ending.RESIGNED,
}
STARTS = {
    EventKind.EXEMPT_START: Duty.EXEMPT,
    EventKind.TEMP_OUT: Duty.TEMP_AWAY,
    EventKind.SUSPEND_START: Duty.SUSPENDED,
    EventKind.SPECIAL_START: Duty.SPECIAL_DUTY,
}
ENDS = {
    EventKind.EXEMPT_END: Duty.EXEMPT,
    EventKind.TEMP_BACK: Duty.TEMP_AWAY,
    EventKind.SUSPEND_END: Duty.SUSPENDED,
    EventKind.SPECIAL_END: Duty.SPECIAL_DUTY,
}


@dataclass(frozen=True)
class Turn:
    """What one event changed: the spell before it and the one after; None: not on the list."""

    step: Step
    before: Spell | None
    after: Spell | None


def spells(steps: Iterable[Step]) -> list[Spell]:
    """Return the spells that events make, oldest first; events of one day hold in the order given.

    A spell shorter than a day leaves no trace. Raises KnownError naming the event that cannot be and what to do.
    """
    found: list[Spell] = []
    now: Spell | None = None
    for turn in turns(steps, found):
        now = turn.after
    if now is not None:
        found.append(now)
    return found


def turns(steps: Iterable[Step], past: list[Spell]) -> Iterator[Turn]:
    """Yield what each event changes, oldest first; `past` takes up the spells that have ended. Raises KnownError."""
    now: Spell | None = None
    for step in sorted(steps, key=lambda step: step.on):
        following = _after(step, now, past)
        if now is not None:
            _close(past, now, step, following)
        yield Turn(step, now, following)
        now = following


def _close(found: list[Spell], now: Spell, step: Step, following: Spell | None) -> None:
    """Keep the spell that an event ends, if it lasted a day; else the one before it bears the ending."""
    ending = ENDINGS.get(step.kind) if following is None else None
    if now.since < step.on:
        found.append(now._replace(until=step.on - _DAY, ending=ending))
    elif ending is not None and found and found[-1].until == step.on - _DAY:
        found[-1] = found[-1]._replace(ending=ending)


def _after(step: Step, now: Spell | None, past: Sequence[Spell]) -> Spell | None:
    """Return the spell that holds after an event. Raises KnownError if it cannot happen now."""
    if step.kind is EventKind.LISTED:
        return _listed(step, now)
    if step.kind in JOINING:
        if now is not None:
            raise _impossible(step, "đồng chí đang có trong danh sách")
        if past and past[-1].ending is Ending.DIED:
            raise _impossible(step, "đồng chí đã từ trần")
        return _joined(step, past)
    if now is None:
        raise _impossible(step, "lúc đó đồng chí không có trong danh sách")
    return _changed(step, now)


def _listed(step: Step, now: Spell | None) -> Spell:
    """Write down what is given; “chưa rõ” never takes back a recognition."""
    standing = step.standing or (now.standing if now else Standing.UNKNOWN)
    if standing is Standing.UNKNOWN and now is not None and now.standing is Standing.OFFICIAL:
        standing = Standing.OFFICIAL
    return _new(step, standing, step.duty or (now.duty if now else Duty.ACTIVE), now)


def _joined(step: Step, past: Sequence[Spell]) -> Spell:
    match step.kind:
        case EventKind.RESTORED:
            if not past or past[-1].ending is Ending.TRANSFERRED_OUT:
                raise _impossible(step, "chưa có lần ra khỏi Đảng nào")
            return _new(step, step.standing or past[-1].standing, Duty.ACTIVE, None)
        case EventKind.READMISSION:
            if not past:
                raise _impossible(step, "chưa có lần ra khỏi Đảng nào")
            return _new(step, Standing.PROBATIONARY, Duty.ACTIVE, None)
        case EventKind.TEMP_IN:
            return _new(step, step.standing or Standing.UNKNOWN, Duty.GUEST, None)
        case EventKind.TRANSFER_IN:
            return _new(step, step.standing or Standing.UNKNOWN, Duty.ACTIVE, None)
        case _:
            return _new(step, Standing.PROBATIONARY, Duty.ACTIVE, None)


def _new(step: Step, standing: Standing, duty: Duty, now: Spell | None) -> Spell:
    cell_id = step.cell_id or (now.cell_id if now else None)
    if cell_id is None:
        raise KnownError(f"{step.kind.label} ngày {step.on:%d/%m/%Y} chưa nói vào chi bộ nào.", field="cell_id")
    return Spell(cell_id, standing, duty, step.on, step.is_day_known)


def _changed(step: Step, now: Spell) -> Spell | None:
    kind = step.kind
    if kind is EventKind.TEMP_IN_END or kind in ENDINGS:
        if (now.duty is Duty.GUEST) is (kind in ENDINGS):
            word = "chỉ sinh hoạt tạm thời tại đây" if kind in ENDINGS else "không sinh hoạt tạm thời tại đây"
            raise _impossible(step, f"đồng chí {word}")
        return None
    if now.duty is Duty.GUEST and kind is not EventKind.TRANSFER_INTERNAL:
        raise _impossible(step, "đồng chí chỉ sinh hoạt tạm thời tại đây")
    changes: dict[EventKind, Callable[[], Spell]] = {
        EventKind.RECOGNITION: lambda: now._replace(standing=Standing.OFFICIAL),
        EventKind.TRANSFER_INTERNAL: lambda: now._replace(cell_id=step.cell_id or now.cell_id),
    }
    if kind in STARTS:
        if now.duty is not Duty.ACTIVE:
            raise _impossible(step, f"lúc đó đồng chí “{now.duty.label.lower()}”")
        after = now._replace(duty=STARTS[kind])
    elif kind in ENDS:
        if now.duty is not ENDS[kind]:
            raise _impossible(step, f"lúc đó đồng chí “{now.duty.label.lower()}”")
        after = now._replace(duty=Duty.ACTIVE)
    else:
        after = changes[kind]()
        if after == now:
            reason = (
                "đồng chí đã là đảng viên chính thức" if kind is EventKind.RECOGNITION else "đồng chí đang ở chi bộ đó"
            )
            raise _impossible(step, reason)
    return after._replace(since=step.on, is_since_known=step.is_day_known)


def _impossible(step: Step, reason: str) -> Impossible:
    return Impossible(
        f"Không ghi được {told(step.kind, step.on)}: {reason}; hãy kiểm tra ngày và thứ tự.", step, reason
    )


def told(kind: EventKind, on: date) -> str:
    """Return an event as a sentence names it."""
    return f"“{kind.label.lower()}” ngày {on:%d/%m/%Y}"

"""An arrival of somebody whom the register lists from a day nobody knew: whether they were here only from then on.

Before that day nobody counts them then, so that what was counted for those years changes: it is asked, never done by
itself. Events that cannot stand before an arrival go; what their papers said is kept in the member's note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from models import events, timeline
from models.errors import KnownError
from models.events import EventValues
from models.imports.actions import KEEP, Candidate, Difference
from models.member_fields import LENGTHS
from models.tables import EventKind, Standing

FROM_ARRIVAL: Final = 1
"""The decision that somebody was here only from the arrival on."""
_GOES: Final = frozenset({EventKind.RECOGNITION, EventKind.LISTED})
_MOST: Final = LENGTHS["note"]


def possible(known: Sequence[EventValues]) -> None:
    """Raise KnownError if events cannot follow each other so."""
    timeline.spells(map(events.step_of, known))


def anew(
    values: EventValues, known: Sequence[EventValues], planned: Sequence[EventValues]
) -> tuple[EventValues, ...] | None:
    """Return the history of somebody found on a list of unknown beginning, as it is once the arrival is known.

    None if the arrival does not go before what is written and what other lines tell (`planned`).
    """
    first = known[0]
    if first.kind is not EventKind.LISTED or first.is_day_known or first.cell_id != values.cell_id:
        return None
    standing = values.standing
    if standing in (None, Standing.UNKNOWN):
        standing = first.standing
    later = [one for one in known[1:] if not (one.kind in _GOES and one.effective_on <= values.effective_on)]
    found = (replace(values, standing=standing), *later)
    try:
        possible([*found, *planned])
    except KnownError:
        return None
    return found


def note_of(known: Sequence[EventValues], wanted: Sequence[EventValues], note: str) -> str | None:
    """Return a member's note with the papers of events that are known and no longer wanted; None if it has no room."""
    papers = [paper for one in known if one not in wanted and (paper := _paper(one)) and paper not in note]
    found = "; ".join(filter(None, [note, *papers]))
    return found if len(found) <= _MOST or not papers else None


def told(
    values: EventValues, known: Sequence[EventValues], wanted: Sequence[EventValues], notes: tuple[str, str]
) -> tuple[Difference, ...]:
    """Return in words what becomes of a history; `notes` are the member's before and after."""
    first, *rest = known
    listed = Difference("Có tên trong danh sách", f"từ {first.effective_on:%d/%m/%Y}, chưa rõ ngày", f"từ {values.day}")
    gone = [
        Difference(one.kind.label, str(one.day), "(bỏ khỏi Quá trình; ngày ở lý lịch giữ nguyên)")
        for one in rest
        if one not in wanted
    ]
    before, after = notes
    return (listed, *gone, *([Difference("Ghi chú", before, after)] if before != after else []))


def ways(values: EventValues) -> tuple[Candidate, ...]:
    """Return what may be decided about an arrival."""
    return (
        Candidate(FROM_ARRIVAL, f"Chỉ có trong danh sách từ {values.day}: số liệu các năm trước ngày ấy thay đổi"),
        Candidate(KEEP, "Giữ như sổ đang ghi, không ghi lần chuyển đến này"),
    )


def _paper(one: EventValues) -> str:
    """Return what an event says beside its kind and day, in one line, "" for nothing."""
    number = f"quyết định số {one.decision_number}" if one.decision_number else ""
    day = f"{'' if number else 'quyết định '}ngày {one.decision_on:%d/%m/%Y}" if one.decision_on else ""
    rest = [part for part in (" ".join(filter(None, [number, day])), one.place, one.reason) if part]
    return f"{one.kind.label} {one.day}: {', '.join(rest)}" if rest else ""

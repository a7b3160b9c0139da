"""Which meetings Ctrl+↓ goes through, and how the one in view is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from models import cells
from models.meetings import MeetingRow
from models.tables import MeetingKind, MeetingState


def with_roll(month: Iterable[MeetingRow], shown: int) -> list[int]:
    """Return the regular meetings of a month that have a roll, and the one shown."""
    return [
        row.id
        for row in month
        if row.id == shown or (row.values.kind is MeetingKind.REGULAR and row.state is MeetingState.RECORDED)
    ]


def named(meeting: MeetingRow, order: Sequence[int]) -> tuple[str, str]:
    """Return whose meeting it is of which day, short enough for a title, and its month with its place in the order.

    The title is never cut, and a cell can have several meetings in a month: the day and the kind tell them apart.
    """
    tr = QCoreApplication.translate
    place = f"{order.index(meeting.id) + 1}/{len(order)}" if meeting.id in order else ""
    month = tr("Meetings", "tháng {month}/{year}").format(month=meeting.month, year=meeting.year)
    kind = tr("Meetings", "họp") if meeting.values.kind is MeetingKind.REGULAR else meeting.values.kind.label.lower()
    is_held = meeting.state is not MeetingState.NOT_HELD
    is_regular = meeting.values.kind is MeetingKind.REGULAR
    when = f"{kind} {meeting.held_on:%d/%m/%Y}" if is_held else month if is_regular else f"{kind} {month}"
    rest = [month, place] if is_held else [meeting.state.label.lower()]
    return f"{cells.short_name(meeting.cell_name)}, {when}", " · ".join(part for part in rest if part)


def held(month: Iterable[MeetingRow], shown: int) -> list[int]:
    """Return the regular meetings of a month that are held, written or not, and the one shown."""
    return [
        row.id
        for row in month
        if row.id == shown or (row.values.kind is MeetingKind.REGULAR and row.state is not MeetingState.NOT_HELD)
    ]

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
    """Return whose meeting it is, short enough for a title, and when it was held with its place in the order."""
    tr = QCoreApplication.translate
    whose = tr("Meetings", "{cell}, tháng {month}/{year}").format(
        cell=cells.short_name(meeting.cell_name), month=meeting.month, year=meeting.year
    )
    place = f" · {order.index(meeting.id) + 1}/{len(order)}" if meeting.id in order else ""
    return whose, tr("Meetings", "họp {day}").format(day=f"{meeting.held_on:%d/%m/%Y}") + place


def held(month: Iterable[MeetingRow], shown: int) -> list[int]:
    """Return the regular meetings of a month that are held, written or not, and the one shown."""
    return [
        row.id
        for row in month
        if row.id == shown or (row.values.kind is MeetingKind.REGULAR and row.state is not MeetingState.NOT_HELD)
    ]

"""Which meetings Ctrl+↓ goes through."""

from __future__ import annotations

from collections.abc import Iterable

from models.meetings import MeetingRow
from models.tables import MeetingKind, MeetingState


def with_roll(month: Iterable[MeetingRow], shown: int) -> list[int]:
    """Return the regular meetings of a month that have a roll, and the one shown."""
    return [
        row.id
        for row in month
        if row.id == shown or (row.values.kind is MeetingKind.REGULAR and row.state is MeetingState.RECORDED)
    ]

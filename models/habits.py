"""How the cells are used to meet: proposed when a month is opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Meeting, MeetingKind

_Value = TypeVar("_Value")

_LAST: Final = 3
"""What a cell did in most of so many meetings is its habit: one put off, or held elsewhere, does not change it."""


@dataclass(frozen=True)
class Habit:
    """How a cell is used to meet: the day of the month, the times, the place; the secretary of the last meeting."""

    day: int
    times: tuple[time | None, time | None]
    place: str | None
    secretary_id: int | None


def of_cells(session: Session, year: int, month: int) -> dict[int, Habit]:
    """Return cell id → what most of its last regular meetings of the year before had; the latest where each differs.

    A time or place that is not written says nothing.
    """
    query = (
        select(Meeting)
        .where(
            Meeting.kind == MeetingKind.REGULAR,
            (Meeting.year * 12 + Meeting.month).between(year * 12 + month - 12, year * 12 + month - 1),
        )
        .order_by(Meeting.held_on)
    )
    found: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in session.scalars(query):
        found[meeting.cell_id].append(meeting)
    return {
        cell_id: Habit(
            _most([one.held_on.day for one in held[-_LAST:]]) or held[-1].held_on.day,
            _most([(one.starts_at, one.ends_at) for one in held[-_LAST:] if one.starts_at]) or (None, None),
            _most([one.place for one in held[-_LAST:] if one.place]),
            held[-1].secretary_id,
        )
        for cell_id, held in found.items()
    }


def _most(values: Sequence[_Value]) -> _Value | None:
    """Return the value that stands there most often, the latest of those that do so alike; None of none."""
    return max(reversed(values), key=values.count, default=None)

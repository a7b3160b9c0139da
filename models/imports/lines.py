"""Lists of which each line is planned and written by itself: a new kind is its planner, its writing, an entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy.orm import Session

from models.imports import badges, candidates, ratings, transfers
from models.imports.actions import (
    Action,
    Write,
    WriteArrival,
    WriteBadges,
    WriteCandidate,
    WriteEvent,
    WriteHistory,
    WriteRating,
)
from models.imports.badges import BadgePlanner
from models.imports.candidates import CandidatePlanner
from models.imports.ground import Ground
from models.imports.ratings import RatingPlanner
from models.imports.transfers import TransferPlanner
from models.records import BadgeRecord, CandidateRecord, RatingRecord, Record, TransferRecord


class Planner(Protocol):
    """Plans one line of a kind of list after another."""

    def plan(self, record: Any, /) -> Action:
        """Return what happens to a line."""
        ...


PLANNERS: Final[Mapping[type[Any], Callable[[Ground], Planner]]] = {
    BadgeRecord: BadgePlanner,
    CandidateRecord: CandidatePlanner,
    RatingRecord: RatingPlanner,
    TransferRecord: TransferPlanner,
}
"""Kind of record → what plans it."""

WRITERS: Final[Mapping[type[Any], tuple[str, Callable[[Session, Any, date], None]]]] = {
    WriteEvent: ("biến động", transfers.write_event),
    WriteHistory: ("biến động", transfers.write_history),
    WriteArrival: ("đảng viên chuyển đến", transfers.write_arrival),
    WriteBadges: ("Huy hiệu Đảng", badges.write),
    WriteRating: ("xếp loại", ratings.write),
    WriteCandidate: ("quần chúng ưu tú", candidates.write),
}
"""Kind of write → what it is called while it runs, and what writes one on a day; written in this order."""


class Lines:
    """The planners of a file, each made when its first line comes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._made: dict[type[Any], Planner] = {}

    def plan(self, record: Record) -> Action | None:
        """Return what happens to a line, None if it is of another kind of list."""
        kind = type(record)
        if kind not in PLANNERS:
            return None
        if kind not in self._made:
            self._made[kind] = PLANNERS[kind](self._ground)
        return self._made[kind].plan(record)


def write(session: Session, kinds: Mapping[type[Write], list[Any]], on: date, step: Callable[[str], None]) -> None:
    """Write what lines came to."""
    for kind, (what, one_by_one) in WRITERS.items():
        for one in kinds.get(kind, ()):
            step(what)
            one_by_one(session, one, on)

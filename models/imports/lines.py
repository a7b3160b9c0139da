"""Lists of which each line is planned and written by itself: a new kind is its planner, its writing, an entry here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
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
from models.imports.register import cell_key
from models.imports.transfers import TransferPlanner
from models.records import BadgeRecord, CandidateRecord, RatingRecord, Record, TransferRecord


class Planner(Protocol):
    """Plans one line of a kind of list after another."""

    def plan(self, record: Any, /) -> Action | list[Action]:
        """Return what happens to a line; what is asked about only a part of it comes by itself."""
        ...


PLANNERS: Final[Mapping[type[Any], Callable[[Ground], Planner]]] = {
    BadgeRecord: BadgePlanner,
    CandidateRecord: CandidatePlanner,
    RatingRecord: RatingPlanner,
    TransferRecord: TransferPlanner,
}
"""Kind of record → what plans it."""

WRITERS: Final[Mapping[type[Any], tuple[str, Callable[[Session, Sequence[Any], date], None]]]] = {
    WriteHistory: ("biến động", transfers.write_histories),  # before the events that other lines add to it
    WriteEvent: ("biến động", transfers.write_events),
    WriteArrival: ("đảng viên chuyển đến", transfers.write_arrivals),
    WriteBadges: ("Huy hiệu Đảng", badges.write),
    WriteRating: ("xếp loại", ratings.write),
    WriteCandidate: ("quần chúng ưu tú", candidates.write),
}
"""Kind of write → what it is called while it runs, and what writes several on a day; written in this order."""
_AT_ONCE: Final = 400


class Lines:
    """The planners of a file, each made when its first line comes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._made: dict[type[Any], Planner] = {}

    def plan(self, record: Record) -> list[Action]:
        """Return what happens to a line, nothing if it is of another kind of list."""
        kind = type(record)
        if kind not in PLANNERS:
            return []
        if kind not in self._made:
            self._made[kind] = PLANNERS[kind](self._ground)
        found = self._made[kind].plan(record)
        return [found] if isinstance(found, Action) else found

    def waits(self, record: TransferRecord) -> bool:
        """Tell whether a transfer cannot be as things stand; another of the same day may make it possible."""
        planner = self._made.get(TransferRecord) or PLANNERS[TransferRecord](self._ground)
        self._made[TransferRecord] = planner
        return isinstance(planner, TransferPlanner) and planner.waits(record)


def write(
    session: Session,
    kinds: Mapping[type[Write], list[Any]],
    on: date,
    cells: Mapping[str, int],
    step: Callable[[str, int], None],
) -> None:
    """Write what lines came to; `cells` are the ids of all cells by key, those of the file too."""
    for kind, (what, many_at_once) in WRITERS.items():
        many = kinds.get(kind, [])
        if kind is WriteEvent:
            many.sort(key=attrgetter("turn"))
        for start in range(0, len(many), _AT_ONCE):
            some = many[start : start + _AT_ONCE]
            step(what, len(some))
            many_at_once(session, [_with_cell(one, cells) for one in some], on)


def _with_cell(one: Any, cells: Mapping[str, int]) -> Any:
    """Return what is to be written with the cell that the file made."""
    if not isinstance(one, (WriteArrival, WriteEvent)):
        return one
    name, event = one.new_cell, one.by if isinstance(one, WriteArrival) else one.values
    if name is None:
        return one
    event = replace(event, cell_id=cells[cell_key(name)])
    return replace(one, by=event) if isinstance(one, WriteArrival) else replace(one, values=event)

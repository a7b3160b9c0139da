"""The events and stays of newcomers of a list, as many at once as a list brings (see `stays.begin` for one).

People who stand alike have the same history but for their days and their cell: each such history is made once, by the
same rules as any other, and then filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from models import events, journal, stays, timeline
from models.imports import leaving
from models.imports.actions import WriteMember
from models.membership_rules import TermBook
from models.stays import Life, Turns
from models.tables import Duty, Event, Stay

_DAY: Final = timedelta(days=1)
_FIRST, _TURN = date(2000, 1, 1), date(2000, 7, 1)  # stand for the days of a history, apart enough to be told from each
_SOME_CELL: Final = 1
_EVENT: Final = ("member_id", "kind", "effective_on", "is_day_known", "cell_id", "standing", "duty")
_STAY: Final = ("member_id", "cell_id", "standing", "duty", "since", "is_since_known", "until", "ending")
_DAYS: Final = {_FIRST: 0, _TURN: 1, _TURN - _DAY: 2}

Kept = tuple[Any, ...]
"""Values as SQLite keeps them."""


class _Shape(NamedTuple):
    """A history without its days and its cell: rows in the columns of each table after the member's id.

    Days are given by their place among first day, day of the turn, day before the turn.
    """

    events: tuple[tuple[str, int, bool, bool, str | None, str | None], ...]  # kind, day, known, in cell, standing, duty
    stays: tuple[tuple[str, str, int, bool, int | None], ...]  # standing, duty, since, known, until


class Histories:
    """Writes the histories of newcomers found on a list on day `on`."""

    def __init__(self, session: Session, on: date, terms: TermBook) -> None:
        self._session = session
        self._on = on
        self._terms = terms
        self._shapes: dict[tuple[object, ...], _Shape] = {}

    def write(self, ids: Iterable[int], people: Iterable[WriteMember], cell_ids: Mapping[str, int]) -> None:
        """Write events and stays of new members; those without a cell come to no list."""
        listed: list[Kept] = []
        spells: list[Kept] = []
        for member_id, one in zip(ids, people, strict=True):
            if one.cell is None or one.duty is None:
                continue
            cell_id = cell_ids[one.cell]
            life = Life(one.values.get("admitted_on"), one.values.get("official_on"))
            if one.leaving is not None:
                self._left(member_id, one, life, cell_id, listed, spells)
                continue
            turns = stays.turns_of(life, self._on, self._terms)
            shape = self._shape(turns, one.duty)
            days = (turns.first.isoformat(), "", "")
            if turns.turn is not None:
                days = (days[0], turns.turn.isoformat(), (turns.turn - _DAY).isoformat())
            for kind, day, known, is_in_cell, standing, duty in shape.events:
                listed.append((member_id, kind, days[day], known, cell_id if is_in_cell else None, standing, duty))
            for standing, duty, since, known, until in shape.stays:
                ended = None if until is None else days[until]
                spells.append((member_id, cell_id, standing, duty, days[since], known, ended, None))
        journal.insert_kept(self._session, Event, _EVENT, listed)
        journal.insert_kept(self._session, Stay, _STAY, spells)

    def _shape(self, turns: Turns, duty: Duty) -> _Shape:
        key = (turns.standing, turns.turn is None, duty)
        if key not in self._shapes:
            sample = Turns(turns.standing, _FIRST, None if turns.turn is None else _TURN)
            steps = stays.listing(sample, _SOME_CELL, duty, is_known=False)
            self._shapes[key] = _Shape(
                tuple(
                    (
                        one.kind.value,
                        _DAYS[one.effective_on],
                        one.is_day_known,
                        one.cell_id is not None,
                        one.standing and one.standing.value,
                        one.duty and one.duty.value,
                    )
                    for one in steps
                ),
                tuple(
                    (
                        one.standing.value,
                        one.duty.value,
                        _DAYS[one.since],
                        one.is_since_known,
                        None if one.until is None else _DAYS[one.until],
                    )
                    for one in timeline.spells(map(events.step_of, steps))
                ),
            )
        return self._shapes[key]

    def _left(
        self, member_id: int, one: WriteMember, life: Life, cell_id: int, listed: list[Kept], spells: list[Kept]
    ) -> None:
        """Add the history of somebody who has left again, or whose attendance is interrupted."""
        duty = one.duty or Duty.ACTIVE
        steps = leaving.history(life, cell_id, on=self._on, duty=duty, terms=self._terms, leaving=one.leaving)
        plain = list(map(events.step_of, steps))
        listed += ((member_id, *map(_kept, step)) for step in plain)
        spells += ((member_id, *map(_kept, spell)) for spell in timeline.spells(plain))


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else getattr(value, "value", value)

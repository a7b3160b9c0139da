"""The events and stays of newcomers of a list, as many at once as a list brings (see `stays.begin` for one).

People who stand alike have the same history but for their days and their cell: each such history is made once, by the
same rules as any other, and then filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from models import events, journal, stays, timeline
from models.bulk import insert_rows
from models.dates import PartialDate
from models.events import EventValues
from models.imports import leaving
from models.imports.arrivals import Arrivals
from models.membership_rules import TermBook
from models.stays import Life, Turns
from models.tables import Duty, Event, Standing, Stay

_DAY: Final = timedelta(days=1)
_FIRST, _TURN = date(2000, 1, 1), date(2000, 7, 1)  # stand for the days of a history, apart enough to be told from each
_SOME_CELL: Final = 1
_EVENT: Final = ("member_id", "kind", "effective_on", "is_day_known", "cell_id", "standing", "duty")
_STAY: Final = ("member_id", "cell_id", "standing", "duty", "since", "is_since_known", "until", "ending")
_NEWCOMER: Final = ("nth", "cell_id", "shape", "first", "turn", "eve")
_DAYS: Final = {_FIRST: 0, _TURN: 1, _TURN - _DAY: 2}

Kept = tuple[Any, ...]
"""Values as SQLite keeps them."""
Stand = tuple[PartialDate | None, PartialDate | None, Duty]
"""Admitted and official on which days, and the duty."""

_TEMPORARY: Final = (
    "CREATE TEMP TABLE newcomer (nth INTEGER PRIMARY KEY, cell_id, shape, first, turn, eve)",
    """CREATE TEMP TABLE shape_event (shape, place, kind, day, is_known, is_in_cell, standing, duty,
       PRIMARY KEY (shape, place)) WITHOUT ROWID""",
    """CREATE TEMP TABLE shape_stay (shape, place, standing, duty, since, is_known, until,
       PRIMARY KEY (shape, place)) WITHOUT ROWID""",
)
_DAY_OF: Final = "CASE {} WHEN 0 THEN first WHEN 1 THEN turn WHEN 2 THEN eve END"
_ITS_EVENTS: Final = f"""
    SELECT ? + nth, kind, {_DAY_OF.format("day")}, is_known, CASE WHEN is_in_cell THEN cell_id END, standing, duty
    FROM newcomer CROSS JOIN shape_event USING (shape) ORDER BY nth, place"""
_ITS_STAYS: Final = f"""
    SELECT ? + nth, cell_id, standing, duty, {_DAY_OF.format("since")}, is_known, {_DAY_OF.format("until")}, NULL
    FROM newcomer CROSS JOIN shape_stay USING (shape) ORDER BY nth, place"""


class Drawn(NamedTuple):
    """What the histories of some new members come to, by their place among these, as rows to be written.

    `plain` are those who share a history with others, `events` and `stays` those of the rest; then the shapes of
    histories that come up here for the first time.
    """

    plain: list[Kept]
    events: list[Kept]
    stays: list[Kept]
    shape_events: list[Kept]
    shape_stays: list[Kept]


class Histories:
    """Writes the histories of newcomers found on a list on day `found_on`, as they stand on day `on`.

    Only what tells one from another goes to SQLite (cell, shape, days); it makes the rows of both tables itself.
    """

    def __init__(self, session: Session, on: date, terms: TermBook, found_on: date | None = None) -> None:
        self._session = session
        self._on = on
        self._found_on = found_on or on
        self._terms = terms
        for statement in _TEMPORARY:
            session.connection().exec_driver_sql(statement)
        self._known = _Stands(on, terms, self._found_on)

    def drawn(self, people: Arrivals, cell_ids: Mapping[str, int]) -> Drawn:
        """Return what the histories of new members come to; those without a cell come to no list."""
        nothing = [None] * len(people)
        admitted, official = (people.values.get(name, nothing) for name in ("admitted_on", "official_on"))
        listed: list[Kept] = []
        spells: list[Kept] = []
        for n, end in people.leaving.items():
            if (cell := people.cells[n]) is not None:
                life = Life(admitted[n], official[n])
                self._left(n, end, life, people.duties[n], cell_ids[cell], listed, spells)
        lives = zip(admitted, official, people.duties, strict=True)
        known = self._known
        plain: list[Kept] = [
            (n, cell_ids[cell], *known[life])
            for n, (cell, life) in enumerate(zip(people.cells, lives, strict=True))
            if cell is not None and n not in people.leaving
        ]
        return Drawn(plain, listed, spells, *known.new_shapes())

    def write(self, ids: range, drawn: Drawn) -> None:
        """Write events and stays of new members, who have these ids."""
        link = self._session.connection()
        for table, rows in (("shape_event", drawn.shape_events), ("shape_stay", drawn.shape_stays)):
            for row in rows:
                link.exec_driver_sql(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        if drawn.plain:
            link.exec_driver_sql("DELETE FROM newcomer")
            insert_rows(link, "newcomer", _NEWCOMER, drawn.plain)
            journal.insert_chosen(self._session, Event, _EVENT, _ITS_EVENTS, (ids.start,))
            journal.insert_chosen(self._session, Stay, _STAY, _ITS_STAYS, (ids.start,))
        told = [(ids.start + n, *values) for n, *values in drawn.events]
        journal.insert_kept(self._session, Event, (*_EVENT, "is_month_known"), told)
        journal.insert_kept(self._session, Stay, _STAY, [(ids.start + n, *values) for n, *values in drawn.stays])

    def end(self) -> None:
        """Take down what stood only meanwhile."""
        for table in ("newcomer", "shape_event", "shape_stay"):
            self._session.connection().exec_driver_sql(f"DROP TABLE {table}")

    def _left(
        self,
        n: int,
        end: EventValues,
        life: Life,
        duty: Duty,
        cell_id: int,
        listed: list[Kept],
        spells: list[Kept],
    ) -> None:
        """Add the history of somebody who has left again, or whose attendance is interrupted."""
        steps = leaving.history(life, cell_id, on=self._on, duty=duty, terms=self._terms, leaving=end)
        plain = list(map(events.step_of, steps))
        listed += ((n, *map(_kept, step), one.is_month_known) for one, step in zip(steps, plain, strict=True))
        spells += ((n, *map(_kept, spell)) for spell in timeline.spells(plain))


class _Stands(dict[Stand, Kept]):
    """How those stand who share both dates and their duty: the shape of their history and its days.

    The days are the first one, that of the turn and the one before it. Made once: people are admitted many on a day.
    """

    def __init__(self, on: date, terms: TermBook, found_on: date) -> None:
        super().__init__()
        self._on = on
        self._found_on = found_on
        self._terms = terms
        self._shapes: dict[tuple[Standing, bool, Duty], int] = {}
        self._new: tuple[list[Kept], list[Kept]] = [], []

    def new_shapes(self) -> tuple[list[Kept], list[Kept]]:
        """Return the events and the stays of the shapes that came up since the last time, as SQLite is to keep them."""
        found, self._new = self._new, ([], [])
        return found

    def __missing__(self, stand: Stand) -> Kept:
        admitted, official, duty = stand
        standing, first, turn = turns = stays.turns_of(
            Life(admitted, official), self._on, self._terms, found_on=self._found_on
        )
        shape = self._shapes.get((standing, turn is None, duty)) or self._shape(turns, duty)
        days = (None, None) if turn is None else (turn.isoformat(), (turn - _DAY).isoformat())
        self[stand] = found = (shape, first.isoformat(), *days)
        return found

    def _shape(self, turns: Turns, duty: Duty) -> int:
        """Draw a history without its days and its cell, and return its number; each is made once.

        Days are given by their place among first day, day of the turn, day before the turn.
        """
        number = self._shapes[turns.standing, turns.turn is None, duty] = len(self._shapes) + 1
        sample = Turns(turns.standing, _FIRST, None if turns.turn is None else _TURN)
        steps = stays.listing(sample, _SOME_CELL, duty, is_known=False)
        its_events, its_stays = self._new
        its_events += (
            (
                number,
                place,
                one.kind.value,
                _DAYS[one.effective_on],
                one.is_day_known,
                one.cell_id is not None,
                one.standing and one.standing.value,
                one.duty and one.duty.value,
            )
            for place, one in enumerate(steps)
        )
        its_stays += (
            (
                number,
                place,
                one.standing.value,
                one.duty.value,
                _DAYS[one.since],
                one.is_since_known,
                None if one.until is None else _DAYS[one.until],
            )
            for place, one in enumerate(timeline.spells(map(events.step_of, steps)))
        )
        return number


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else getattr(value, "value", value)

"""A + B − C = D whatever the officer writes: late, corrected and taken out again, cells split and merged meanwhile."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import balance, deriving, events, reorganize, timeline
from models.balance import Balance, Line
from models.cells import CellValues
from models.dates import Period
from models.decisions import Decision
from models.errors import KnownError
from models.events import EventValues
from models.reorganize import Part
from models.tables import Cell, Event, EventKind, Scope, Stay
from tests.models import builders
from tests.models.test_balance import JANUARY, member

TODAY = date(2026, 12, 31)
PEOPLE = 4
KINDS = (  # what may follow what: drawn kinds that cannot be give way to the next here
    *(EventKind.ADMISSION, EventKind.TRANSFER_INTERNAL, EventKind.EXPELLED, EventKind.RESTORED, EventKind.TEMP_OUT),
    *(EventKind.TEMP_BACK, EventKind.TEMP_IN, EventKind.TEMP_IN_END, EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT),
    *(EventKind.RECOGNITION, EventKind.DIED, EventKind.READMISSION, EventKind.STRUCK_OFF, EventKind.EXEMPT_START),
)
DAYS = st.integers(0, 60).map(lambda number: JANUARY + timedelta(days=number))
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["record"] * 5 + ["correct", "remove", "split", "merge"]),
        st.integers(0, 99),
        st.integers(0, len(KINDS) - 1),
        DAYS,
        st.sampled_from([Scope.OTHER_PROVINCE, Scope.SAME_PROVINCE, None]),
    ),
    min_size=4,
    max_size=16,
)


class _Book:
    """A register of a few members in three cells, to which things are done as the screens do them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        for number in range(3):
            builders.cell(session, f"Chi bộ {number}")
        self.members = [member(session, number) for number in range(PEOPLE)]

    def do(self, what: str, pick: int, kind: int, day: date, scope: Scope | None) -> None:
        """Do something, if the program lets it be done."""
        open_cells = self._session.scalars(select(Cell.id).where(Cell.valid_to.is_(None)).order_by(Cell.id)).all()
        cell = open_cells[pick % len(open_cells)]
        written = self._session.scalars(select(Event).order_by(Event.id)).all()
        event = written[pick % len(written)] if written else None
        kinds = [KINDS[(kind + step) % len(KINDS)] for step in range(len(KINDS))]
        tries = [EventValues(one, day, cell_id=cell, scope=scope) for one in kinds]
        match what:
            case "record":
                who = self.members[pick % PEOPLE]
                for values in tries:
                    if self._tried(events.record, who, values):
                        return
            case "correct" if event is not None:
                for values in tries[:4]:
                    if self._tried(events.correct, event.id, values):
                        return
            case "remove" if event is not None:
                self._tried(events.remove, event.id)
            case "split":
                self._split(cell, day, pick)
            case "merge":
                into = open_cells[(pick + 1) % len(open_cells)]
                self._tried(reorganize.merge, [cell, into], into, Decision(day), today=TODAY)

    def _split(self, cell: int, day: date, pick: int) -> None:
        there = select(Stay.member_id).where(Stay.cell_id == cell, Stay.until.is_(None)).order_by(Stay.member_id)
        people = self._session.scalars(there).all()
        number = self._session.scalars(select(Cell.id).order_by(Cell.id.desc())).first()
        part = Part(CellValues(f"Chi bộ tách {number}"), tuple(people[:1]))
        is_closing = bool(pick % 2) and len(people) == 1
        self._tried(reorganize.split, cell, [part], Decision(day), today=TODAY, is_closing=is_closing)

    def _tried(self, deed: Callable[..., object], *given: object, **more: object) -> bool:
        try:
            with self._session.begin_nested():
                deed(self._session, *given, **more)
                self._session.flush()
        except KnownError:
            return False
        return True


class _Away(Exception):
    """Nothing of this is kept."""


def _check(session: Session, members: Sequence[int], first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    after = Period(period.last + timedelta(days=1), period.last + timedelta(days=40))
    commune, by_cell = balance.of_commune(session, period), balance.of_cells(session, period)
    following, next_by_cell = balance.of_commune(session, after), balance.of_cells(session, after)
    assert commune.is_balanced
    assert following.is_balanced
    assert following.opening == commune.closing
    for forms in (by_cell, next_by_cell):
        assert [cell for cell, form in forms.items() if not form.is_balanced] == []
    for cell, form in by_cell.items():
        assert form.closing == (next_by_cell[cell].opening if cell in next_by_cell else 0)
    assert sum(form.closing for form in by_cell.values()) == commune.closing
    assert _count(by_cell, Line.B2C) == _count(by_cell, Line.C5C)
    for who in members:  # the stays are what the events say, no more and no less
        spells = timeline.spells(map(events.step_of_row, events.of_member(session, who)))
        stays = session.scalars(select(Stay).where(Stay.member_id == who).order_by(Stay.since)).all()
        assert [(one.cell_id, one.since, one.until, one.duty) for one in stays] == [
            (one.cell_id, one.since, one.until, one.duty) for one in spells
        ]


def _count(forms: dict[int, Balance], line: Line) -> int:
    return sum(form.count(line) for form in forms.values())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS, first=DAYS, length=st.integers(0, 40))
def test_the_form_balances_whatever_is_written_in_whatever_order(db, deeds, first: date, length: int) -> None:
    with contextlib.suppress(_Away), db.write("Thử") as session:
        book = _Book(session)
        for deed in deeds:
            book.do(*deed)
        _check(session, book.members, first, length)
        for day in set(session.scalars(select(Event.effective_on))):  # where a count one day off would show
            _check(session, book.members, day, 0)
        raise _Away


def test_each_thing_that_can_be_done_is_done(db) -> None:
    """The same by hand, so that no deed of the drawn ones goes untried; checked after each."""

    def day(number: int) -> date:
        return JANUARY + timedelta(days=number)

    with db.write("Dựng") as session:
        book = _Book(session)
        one, two, three, guest = book.members
        for who, values in (
            (one, EventValues(EventKind.ADMISSION, day(5), cell_id=1)),
            (two, EventValues(EventKind.TRANSFER_IN, day(3), cell_id=1, scope=Scope.OTHER_PROVINCE)),
            (three, EventValues(EventKind.TRANSFER_IN, day(4), cell_id=2)),
            (guest, EventValues(EventKind.TEMP_IN, day(2), cell_id=2)),
            (guest, EventValues(EventKind.TEMP_IN_END, day(30))),
            (two, EventValues(EventKind.EXPELLED, day(40), decision_number="1")),
            (two, EventValues(EventKind.RESTORED, day(50), cell_id=2)),
            (two, EventValues(EventKind.TRANSFER_INTERNAL, day(20), cell_id=2)),  # late
            (three, EventValues(EventKind.TEMP_OUT, day(10))),
            (three, EventValues(EventKind.TEMP_BACK, day(25))),
        ):
            events.record(session, who, values)
            _check(session, book.members, day(0), 45)
        (expulsion,) = (event for event in events.of_member(session, two) if event.kind is EventKind.EXPELLED)
        events.correct(session, expulsion.id, EventValues(EventKind.EXPELLED, day(35), decision_number="2"))
        _check(session, book.members, day(36), 5)
        moved = next(event for event in events.of_member(session, two) if event.kind is EventKind.TRANSFER_INTERNAL)
        part = Part(CellValues("Chi bộ tách"), (three,))
        reorganize.split(session, 2, [part], Decision(day(55)), today=TODAY)
        _check(session, book.members, day(50), 10)
        events.record(session, one, EventValues(EventKind.TRANSFER_INTERNAL, day(60), cell_id=2))
        reorganize.merge(session, [1, 2], 1, Decision(day(58)), today=TODAY)  # into which that move leads now
        _check(session, book.members, day(57), 1)
        events.remove(session, moved.id)
        for first in range(62):
            _check(session, book.members, day(first), 0)


def test_the_check_sees_a_stay_that_no_event_makes(db) -> None:
    with db.write("Dựng") as session:
        book = _Book(session)
        events.record(session, book.members[0], EventValues(EventKind.ADMISSION, JANUARY, cell_id=1))
        (stay,) = session.scalars(select(Stay)).all()
        stay.since = JANUARY + timedelta(days=3)
        session.flush()
        assert not balance.of_cells(session, Period(JANUARY, JANUARY + timedelta(days=1)))[1].is_balanced
        deriving.derive(session, book.members[0])
        _check(session, book.members, JANUARY, 1)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import balance, events, timeline
from models.balance import Balance, Line
from models.dates import Period
from models.errors import KnownError
from models.events import EventValues
from models.tables import Duty, EventKind, Member, Scope, Standing
from models.text import fold, sort_key
from models.timeline import Step
from tests.models import builders

JANUARY = date(2026, 1, 1)
YEAR = Period.year(2026)
NEXT = Period.year(2027)


@pytest.fixture
def session(db) -> Iterator[Session]:
    """Give a session whose rows are thrown away."""
    with db.read() as given_session:
        yield given_session


def member(session: Session, number: int, *history: EventValues) -> int:
    """Add a member with a history."""
    name = builders.name(number)
    row = Member(full_name=name, name_fold=fold(name), name_sort=sort_key(name), initials="lv")
    session.add(row)
    session.flush()
    events.record_first(session, row.id, *history)
    session.flush()
    return row.id


def listed(cell: int, on: date = date(2020, 5, 1), standing: Standing = Standing.OFFICIAL) -> EventValues:
    return EventValues(EventKind.LISTED, on, False, cell, standing)


def test_luan_gioi_had_221_admitted_56_and_ended_with_274(session):
    """domain.md 8.2: 221 + 56 → 274 leaves a net other change of −3."""
    cells = [builders.cell(session, f"Chi bộ bản Luân {number}") for number in range(3)]
    day = date(2026, 4, 2)
    left = [
        EventValues(EventKind.DIED, day),
        EventValues(EventKind.TRANSFER_OUT, day, scope=Scope.OTHER_PROVINCE),
        EventValues(EventKind.TRANSFER_OUT, day, scope=Scope.SAME_PROVINCE),
        EventValues(EventKind.STRUCK_OFF, day),
        EventValues(EventKind.EXPELLED, day),
    ]
    moved = EventValues(EventKind.TRANSFER_INTERNAL, day, cell_id=cells[1])
    for number in range(221):
        after = [left[number]] if number < 5 else [moved] if number == 5 else []
        member(session, number, listed(cells[0]), *after)
    for number in range(221, 277):
        member(session, number, EventValues(EventKind.ADMISSION, date(2026, 3, 3), cell_id=cells[2]))
    member(session, 300, EventValues(EventKind.TRANSFER_IN, day, True, cells[2], scope=Scope.SAME_PROVINCE))
    member(
        session,
        301,
        listed(cells[0]),
        EventValues(EventKind.RESIGNED, date(2023, 1, 1)),
        EventValues(EventKind.RESTORED, day, cell_id=cells[0]),
    )
    form = balance.of_commune(session, YEAR)

    assert (form.opening, form.count(Line.B1), form.closing) == (221, 56, 274)
    assert form.closing - form.opening - form.count(Line.B1) == -3
    assert form.increase == 56 + form.count(Line.B2B) + form.count(Line.B3)
    assert form.is_balanced
    assert form.count(Line.B2C, Line.C5C) == 0
    assert balance.of_commune(session, NEXT).opening == form.closing
    giving, taking = (balance.of_cells(session, YEAR)[cell] for cell in cells[:2])
    assert giving.count(Line.C5C) == taking.count(Line.B2C) == 1
    assert giving.is_balanced
    assert taking.is_balanced


@pytest.mark.parametrize(
    ("history", "line", "increase"),
    [
        ([EventValues(EventKind.ADMISSION, JANUARY, cell_id=1)], Line.B1, 1),
        ([EventValues(EventKind.TRANSFER_IN, JANUARY, cell_id=1, scope=Scope.OTHER_PROVINCE)], Line.B2A, 1),
        ([EventValues(EventKind.TRANSFER_IN, JANUARY, cell_id=1, scope=Scope.SAME_PROVINCE)], Line.B2B, 1),
        ([EventValues(EventKind.TRANSFER_IN, JANUARY, cell_id=1)], Line.B2U, 1),
        ([listed(1), EventValues(EventKind.STRUCK_OFF, date(2021, 1, 1)),
          EventValues(EventKind.RESTORED, JANUARY, cell_id=1)], Line.B3, 1),
        ([listed(1), EventValues(EventKind.RESIGNED, date(2021, 1, 1)),
          EventValues(EventKind.READMISSION, JANUARY, cell_id=1)], Line.B1, 1),
        ([listed(1, JANUARY)], Line.B4, 1),
        ([listed(1), EventValues(EventKind.DIED, JANUARY)], Line.C1, 0),
        ([listed(1), EventValues(EventKind.EXPELLED, JANUARY)], Line.C2, 0),
        ([listed(1), EventValues(EventKind.STRUCK_OFF, JANUARY)], Line.C3, 0),
        ([listed(1), EventValues(EventKind.RESIGNED, JANUARY)], Line.C4, 0),
        ([listed(1), EventValues(EventKind.TRANSFER_OUT, JANUARY, scope=Scope.OTHER_PROVINCE)], Line.C5A, 0),
        ([listed(1), EventValues(EventKind.TRANSFER_OUT, JANUARY, scope=Scope.SAME_PROVINCE)], Line.C5B, 0),
        ([listed(1), EventValues(EventKind.TRANSFER_OUT, JANUARY)], Line.C5U, 0),
        ([listed(1), EventValues(EventKind.LISTED, JANUARY, duty=Duty.GUEST)], Line.C6, 0),
    ],
)  # fmt: skip
def test_each_event_has_its_line(session, history: Sequence[EventValues], line: Line, increase: int):
    assert builders.cell(session) == 1
    who = member(session, 0, *history)
    form = balance.of_commune(session, YEAR)
    assert [(moved.member_id, moved.line, moved.on) for moved in form.movements] == [(who, line, JANUARY)]
    assert (form.increase, form.decrease) == (increase, 1 - increase)
    assert form.is_balanced


@pytest.mark.parametrize(
    "kind",
    [EventKind.RECOGNITION, EventKind.EXEMPT_START, EventKind.TEMP_OUT, EventKind.SUSPEND_START],
)
def test_what_changes_only_the_standing_or_the_duty_is_no_movement(session, kind: EventKind):
    cell = builders.cell(session)
    member(session, 0, listed(cell, standing=Standing.PROBATIONARY), EventValues(kind, JANUARY))
    assert balance.of_commune(session, YEAR).movements == ()


def test_a_guest_is_on_nobody_s_form_until_the_transfer(session):
    cell = builders.cell(session)
    visiting = EventValues(EventKind.TEMP_IN, JANUARY, cell_id=cell)
    member(session, 0, visiting, EventValues(EventKind.TEMP_IN_END, date(2026, 6, 1)))
    came = EventValues(EventKind.TRANSFER_IN, date(2026, 6, 1), cell_id=cell, scope=Scope.OTHER_PROVINCE)
    member(session, 1, visiting, EventValues(EventKind.TEMP_IN_END, date(2026, 6, 1)), came)
    form = balance.of_commune(session, YEAR)
    assert [moved.line for moved in form.movements] == [Line.B2A]
    assert form.is_balanced


def test_the_day_of_leaving_is_the_first_that_no_longer_counts(session):
    cell = builders.cell(session)
    member(session, 0, listed(cell), EventValues(EventKind.DIED, date(2026, 12, 31)))
    member(session, 1, listed(cell), EventValues(EventKind.DIED, date(2027, 1, 1)))
    assert balance.of_commune(session, YEAR).closing == 1
    assert balance.of_commune(session, YEAR).count(Line.C1) == 1
    assert balance.of_commune(session, NEXT).count(Line.C1) == 1


# Any history: kinds are drawn freely and those that cannot follow are left out, as the program would refuse them.
DAYS = st.integers(0, 60).map(lambda number: JANUARY + timedelta(days=number))
CELLS = (1, 2, 3)
DRAWN = st.builds(
    EventValues,
    kind=st.sampled_from(EventKind),
    effective_on=DAYS,
    cell_id=st.sampled_from(CELLS),
    standing=st.sampled_from([*Standing, None]),
    duty=st.sampled_from([*Duty, None]),
    scope=st.sampled_from([Scope.OTHER_PROVINCE, Scope.SAME_PROVINCE, None]),
)
HISTORIES = st.lists(st.lists(DRAWN, max_size=12), min_size=1, max_size=5)


def possible(drawn: Sequence[EventValues]) -> list[EventValues]:
    """Return the events of a member that can have happened, in the order of their days."""
    kept: list[EventValues] = []
    for values in sorted(drawn, key=lambda values: values.effective_on):
        try:
            timeline.spells(_step(one) for one in [*kept, values])
        except KnownError:
            continue
        kept.append(values)
    return kept


def _step(values: EventValues) -> Step:
    return Step(values.kind, values.effective_on, True, values.cell_id, values.standing, values.duty)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=HISTORIES, first=DAYS, length=st.integers(0, 40))
def test_a_plus_b_less_c_is_d_for_any_history_and_any_period(db, histories, first: date, length: int):
    period = Period(first, first + timedelta(days=length))
    following = Period(period.last + timedelta(days=1), period.last + timedelta(days=30))
    with db.read() as session:
        assert tuple(builders.cell(session, f"Chi bộ {number}") for number in CELLS) == CELLS
        for number, drawn in enumerate(histories):
            member(session, number, *possible(drawn))
        commune = balance.of_commune(session, period)
        by_cell = balance.of_cells(session, period)
        after = balance.of_commune(session, following)

    assert commune.is_balanced
    assert all(form.is_balanced for form in by_cell.values())
    assert sum(form.opening for form in by_cell.values()) == commune.opening
    assert sum(form.closing for form in by_cell.values()) == commune.closing
    for line in set(Line) - balance.INTERNAL:
        assert sum(form.count(line) for form in by_cell.values()) == commune.count(line)
    assert _internal(by_cell, Line.B2C) == _internal(by_cell, Line.C5C)
    assert after.opening == commune.closing


def _internal(by_cell: dict[int, Balance], line: Line) -> int:
    return sum(form.count(line) for form in by_cell.values())

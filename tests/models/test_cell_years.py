"""Histories of cells and of the absent: months and quarters counted, and every sum equal to the commune's."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from models import absences, attenders, cell_years, meetings, months, participation, rules
from models.dates import Period
from models.participation import EMPTY
from models.tables import Duty, Mark, Meeting, MeetingClass, MeetingKind, Standing
from tests.models import builders as make
from tests.models.builders import TODAY, C, K, P, T, X

YEAR = Period.year(2026)


def _score(session: Session, meeting_id: int, score: float | None, *, combined: bool = False) -> None:
    row = session.get_one(Meeting, meeting_id)
    row.score, row.is_thematic_combined = score, combined


@pytest.fixture
def cell(session: Session) -> int:
    """Ten months of a cell of ten: February below the target, March not held, May unwritten, April one mark missing."""
    key = make.cell(session)
    who = make.people(session, key, 10)
    for month, score in ((1, 95.0), (2, 75.0), (4, 60.0), (6, 40.0), (7, None)):
        marks = {1: {}, 2: {who[0]: P, who[1]: K}, 4: {who[0]: C}}.get(month, {})
        held = make.held(session, key, date(2026, month, 5), marks)
        _score(session, held, score, combined=month == 1)
    meetings.set_not_held(session, make.meeting(session, key, date(2026, 3, 5)), "mưa lũ")
    make.meeting(session, key, date(2026, 5, 5))
    make.held(session, key, date(2026, 8, 20), kind=MeetingKind.THEMATIC)
    make.meeting(session, key, date(2026, 11, 28))
    return key


def test_the_months_of_a_year_are_told_apart(session: Session, cell: int) -> None:
    (year,) = cell_years.read(session, YEAR, on=TODAY).cells
    assert [line.month for line in year.months] == list(range(1, 12))
    assert [line.month for line in year.months if line.has_met] == [1, 2, 4, 6, 7]
    assert [line.month for line in year.months if line.is_missed] == [3, 8, 9, 10]
    assert [line.month for line in year.months if line.is_unwritten] == [5]
    assert [line.month for line in year.months if line.is_below] == [2]
    assert year.classes == {
        MeetingClass.GOOD: 1,
        MeetingClass.FAIR: 1,
        MeetingClass.AVERAGE: 1,
        MeetingClass.POOR: 1,
        None: 1,
    }
    assert [(one.quarter, one.themes, one.is_short) for one in year.quarters] == [
        (1, 1, False),
        (2, 0, True),
        (3, 1, False),
    ]
    assert (year.themes, year.short_quarters) == (2, 1)
    assert year.tally.rate is None  # a mark and a roll are not written
    assert year.months[2].note == "mưa lũ"
    assert (year.months[2].held_on, year.months[10].held_on) == (None, date(2026, 11, 28))


def test_a_month_has_the_class_that_the_monthly_reports_show(session: Session, cell: int) -> None:
    (year,) = cell_years.read(session, YEAR, on=TODAY).cells
    for line in year.months:
        (row,) = months.read(session, 2026, line.month, on=TODAY, as_of=TODAY).rows
        assert (line.quality, line.value) == (row.quality, row.month)


def test_a_cell_founded_in_the_year_owes_nothing_before(session: Session) -> None:
    other = make.cell(session, "Chi bộ bản Pá Kháo")
    make.people(session, other, 2)
    make.held(session, other, date(2025, 11, 5))
    key = make.manned(session, since=date(2026, 5, 10))
    (year,) = cell_years.read(session, YEAR, on=TODAY, cell_id=key).cells
    assert [line.month for line in year.months] == list(range(5, 12))
    assert [one.quarter for one in year.quarters] == [3]
    assert cell_years.read(session, Period.year(2025), on=TODAY, cell_id=key).cells == ()


def test_nothing_is_said_of_the_months_before_the_book_begins(session: Session, cell: int) -> None:
    make.held(session, cell, date(2025, 11, 5))
    (year,) = cell_years.read(session, Period.year(2025), on=TODAY).cells
    assert [(line.month, line.has_met, line.is_missed) for line in year.months] == [
        (11, True, False),
        (12, False, True),
    ]
    assert year.quarters == ()
    assert cell_years.read(session, Period.year(2024), on=TODAY).cells == ()


def test_a_run_of_absences_is_broken_by_attending_and_not_by_what_is_unwritten(session: Session) -> None:
    key = make.cell(session)
    one, other = make.people(session, key, 2)
    for month, mark in enumerate((P, K, X, P, C, P, K, X), 1):
        make.held(session, key, date(2026, month, 5), {one: mark})
    (line,) = absences.read(session, participation.figures(session, YEAR, on=TODAY))
    assert (line.member_id, line.excused, line.unexcused, line.longest) == (one, 3, 2, 3)
    assert line.days[0] == date(2026, 1, 5)
    assert other != one


def test_one_who_need_not_attend_is_never_absent(session: Session) -> None:
    key = make.cell(session)
    (who,) = make.people(session, key, 1, duty=Duty.EXEMPT)
    make.people(session, key, 2, start=5)
    make.held(session, key, date(2026, 1, 5), {who: P})
    assert absences.read(session, participation.figures(session, YEAR, on=TODAY)) == []


_MARKS = st.lists(st.lists(st.sampled_from((X, X, T, P, K, C)), min_size=4, max_size=4), min_size=8, max_size=8)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rolls=_MARKS, missing=st.sets(st.integers(0, 7)))
def test_cells_and_months_make_the_commune_and_rolls_make_a_members_year(
    db, rolls: list[list[Mark]], missing: set[int]
) -> None:
    with db.write("Thử") as session:
        keys = [make.cell(session, f"Chi bộ bản {place}") for place in range(2)]
        who = [make.people(session, key, 4, start=10 * place) for place, key in enumerate(keys)]
        for number, (place, month) in enumerate(product(range(2), range(1, 5))):
            if number not in missing:
                lines = [(Standing.OFFICIAL, Duty.ACTIVE, mark) for mark in rolls[number]]
                lines[number % 4] = (Standing.OFFICIAL, Duty.EXEMPT, rolls[number][number % 4])
                make.roster(session, keys[place], date(2026, month, 5), lines, who[place])
        years = cell_years.read(session, YEAR, on=TODAY)
        assert sum((one.tally for one in years.cells), EMPTY) == years.total.tally == years.figures.total
        assert sum((line.value.tally for line in years.total.months), EMPTY) == years.total.tally
        assert years.total.count(lambda line: line.has_met) == 8 - len(missing)
        assert all(
            line.has_met + line.is_missed + line.is_unwritten + (not line.is_over and not line.has_met) == 1
            for line in years.total.months
        )
        absent = absences.read(session, years.figures)
        assert sum(one.excused for one in absent) == years.total.tally.excused
        assert sum(one.unexcused for one in absent) == years.total.tally.unexcused
        own = attenders.member_years(session, 2026)
        for member_id, whole in own.items():
            lines = attenders.of_member(session, member_id)
            assert attenders.counted(lines) == whole
            assert attenders.counted(reversed(lines)) == whole
        assert sum(year.obliged for year in own.values()) == years.total.tally.eligible - years.total.tally.unrecorded
        session.rollback()


def test_a_year_takes_as_many_queries_for_many_cells_as_for_one(session: Session) -> None:
    def queries(cells: int) -> int:
        for place in range(cells):
            key = make.cell(session, f"Chi bộ {cells}-{place}")
            who = make.people(session, key, 2)
            for month in range(1, 4):
                make.held(session, key, date(2026, month, 5), {who[0]: P})
        session.flush()
        heard: list[str] = []

        def hear(*args: object) -> None:
            heard.append(str(args[2]))

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", hear)
        years = cell_years.read(session, Period.parse("2017-01-01..2026-12-31"), on=TODAY)
        absences.read(session, years.figures)
        event.remove(engine, "before_cursor_execute", hear)
        return len(heard)

    assert queries(1) == queries(6) <= 14  # with the closed months, and who lived where


def test_a_closed_month_keeps_its_figures_and_the_drift_is_said(session: Session) -> None:
    """Only a rule card can move a closed month: here those on special duty are counted after all."""
    key = make.cell(session)
    make.people(session, key, 4)
    make.people(session, key, 2, duty=Duty.SPECIAL_DUTY, start=10)
    for month in (9, 10):
        make.held(session, key, date(2026, month, 5))
    session.flush()
    months.close(session, 2026, 9, at=make.NOW, by="")
    card = rules.book(session).on(date(2026, 9, 5))
    values = rules.values_of(card)
    values["excluded"] = frozenset({Duty.EXEMPT, Duty.TEMP_AWAY, Duty.SUSPENDED})
    rules.save(session, card.effective_from, values)
    session.flush()
    years = cell_years.read(session, YEAR, on=TODAY)
    by_month = {line.month: line.value.tally for line in years.cells[0].months if line.has_met}
    assert {month: (tally.attended, tally.eligible) for month, tally in by_month.items()} == {9: (4, 4), 10: (4, 6)}
    assert [one.words for one in years.drift][:1] == ["Chi bộ bản Nà Sáy tháng 9/2026: phải dự 4, nay tính 6"]
    assert years.total.tally.eligible == years.cells[0].tally.eligible == 10

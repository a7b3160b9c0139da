"""What *Tổng quan* counts, on the imported commune and on small made-up registers."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from models import (
    attendance,
    balance,
    cells,
    meetings,
    members,
    months,
    movements,
    overview,
    pace,
    participation,
    reminders,
    stays,
    todo,
)
from models.dates import PartialDate, Period
from models.members import MemberValues
from models.movements import Change
from models.overview import CellState
from models.participation import MonthState
from models.reminders import Stage
from models.tables import Duty, Ending, Mark, Standing
from tests.conftest import INPUT
from tests.heard import heard
from tests.leaving import leave
from tests.models.builders import C, K, P, cell, held, left_to_do, manned, meeting, people

ON = date(2026, 11, 14)


@pytest.fixture(scope="module")
def truth():
    return json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))


def read(session, on=ON):
    session.flush()
    return overview.read(session, on)


def test_the_imported_commune_has_the_true_figures(commune, truth):
    with commune.read() as session:
        shown = overview.read(session, ON)
        left = left_to_do(session, ON)
    latest = shown.latest
    assert (latest.year, latest.month) == (2026, 10)
    assert [latest.tally.attended, latest.tally.eligible] == truth["attendance"]["by_month"]["10"][:2]
    for month in shown.months:
        if month.year == 2026 and month.month <= 10:
            assert [month.tally.attended, month.tally.eligible] == truth["attendance"]["by_month"][str(month.month)][:2]
    assert shown.people.total == truth["members"]
    assert shown.stock.villages == len(truth["villages"])
    assert shown.present.met == 0
    assert len(shown.present.states) == len(truth["cells"])
    assert set(shown.present.states.values()) == {CellState.MISSING}
    assert not left.is_opened
    assert shown.next_to_open == (2026, 11)


def test_twenty_four_months_end_with_the_present_one(session):
    months = read(session).months
    assert len(months) == 24
    assert (months[0].year, months[0].month) == (2024, 12)
    assert (months[-1].year, months[-1].month) == (2026, 11)


def test_every_cell_stands_in_exactly_one_state(session):
    made = {title: cell(session, f"Chi bộ {title}") for title in ("họp", "dở", "chưa ghi", "sắp", "nghỉ", "không")}
    who = {title: people(session, key, 4, start=4 * place) for place, (title, key) in enumerate(made.items())}
    held(session, made["họp"], date(2026, 11, 3), {who["họp"][0]: P})
    held(session, made["dở"], date(2026, 11, 3), {who["dở"][0]: C})
    meeting(session, made["chưa ghi"], date(2026, 11, 3))
    meeting(session, made["sắp"], date(2026, 11, 28))
    meetings.set_not_held(session, meeting(session, made["nghỉ"], date(2026, 11, 3)), "mưa lũ")
    shown = read(session)

    assert shown.present.states == {
        made["họp"]: CellState.MET,
        made["dở"]: CellState.PARTLY,
        made["chưa ghi"]: CellState.UNWRITTEN,
        made["sắp"]: CellState.AHEAD,
        made["nghỉ"]: CellState.NOT_HELD,
        made["không"]: CellState.MISSING,
    }
    assert shown.present.met == 2
    assert shown.present.unwritten == (1, 1)
    month = months.read(session, 2026, ON.month, on=ON, as_of=ON)
    assert month.unwritten == shown.present.unwritten
    assert len(month.names(MonthState.UNRECORDED)) == month.unwritten.total
    left = left_to_do(session, ON)
    assert {span.id for span in left.missing} == {made["sắp"], made["không"]}
    assert [key.cell_id for key in left.unwritten] == [made["dở"], made["chưa ghi"]]


def test_no_rate_while_a_cell_is_still_to_be_written(session):
    first, second = cell(session, "Chi bộ một"), cell(session, "Chi bộ hai")
    people(session, first, 4)
    people(session, second, 4, start=4)
    held(session, first, date(2026, 10, 3))
    late = meeting(session, second, date(2026, 10, 4))
    shown = read(session)
    assert shown.latest.tally.rate is None
    assert shown.latest.unwritten.total == 1
    assert shown.latest.is_on_target is None

    attendance.write(session, late, on=ON)
    assert read(session).latest.tally.rate == Fraction(1)


def test_a_running_month_is_not_shown_before_every_cell_has_met(session):
    first, second = cell(session, "Chi bộ một"), cell(session, "Chi bộ hai")
    who = people(session, first, 10)
    people(session, second, 10, start=10)
    for key in (first, second):
        held(session, key, date(2026, 10, 3), {who[0]: K} if key == first else None)
    held(session, first, date(2026, 11, 2))
    shown = read(session)
    assert (shown.latest.month, shown.latest.tally.rate) == (10, Fraction(19, 20))
    held(session, second, date(2026, 11, 4))
    assert read(session).latest.month == 11


def test_the_running_month_is_shown_when_there_is_no_other(session):
    first = cell(session)
    people(session, first, 3)
    cell(session, "Chi bộ khác")
    held(session, first, date(2026, 11, 2))
    assert read(session).latest.month == 11


@pytest.mark.parametrize(("day", "is_late"), [(10, False), (11, True)])
def test_a_missing_meeting_is_work_after_the_day_of_the_rule(session, day, is_late):
    manned(session)
    assert bool(left_to_do(session, date(2026, 11, day)).missing) is is_late


def test_a_cell_counts_only_while_it_exists(session):
    old, new = cell(session, "Chi bộ cũ"), manned(session, "Chi bộ mới", date(2026, 11, 1))
    (who,) = people(session, old, 1, start=5)
    stays.change(session, who, on=date(2026, 10, 1), cell_id=new)
    cells.close(session, old, date(2026, 10, 1))
    shown = read(session)
    assert set(shown.present.states) == {new}
    september = next(month for month in shown.months if (month.year, month.month) == (2026, 9))
    assert set(september.states) == {old}


def test_the_next_month_is_offered_once_this_one_is_open(session):
    first = manned(session)
    assert read(session).next_to_open == (2026, 11)
    meeting(session, first, date(2026, 11, 20))
    assert read(session).next_to_open == (2026, 12)
    assert read(session, date(2026, 12, 31)).next_to_open == (2026, 12)


def test_a_year_outside_the_window_is_read_by_itself(session):
    first = cell(session)
    people(session, first, 2)
    held(session, first, date(2023, 5, 3))
    shown = read(session)
    assert overview.year_figures(session, shown, 2025) is shown.figures
    figures = overview.year_figures(session, shown, 2023)
    assert overview.cell_year(figures, first, 2023).eligible == 2
    assert overview.cell_year(shown.figures, first, 2026) == participation.EMPTY
    assert (shown.stock.first_year, shown.stock.last_year) == (2023, 2026)


def test_the_change_since_new_year_is_the_difference_of_two_counts(session):
    first = cell(session)
    who = people(session, first, 5)
    values = MemberValues("Lò Thị Mới", admitted_on=PartialDate(2026, 3, 3))
    members.add(session, values, first, on=ON)
    leave(session, who[0], on=date(2026, 4, 30), ending=Ending.TRANSFERRED_OUT)
    leave(session, who[1], on=date(2026, 5, 30), ending=Ending.DIED)
    people(session, first, 2, duty=Duty.GUEST, start=10)
    session.flush()
    figure, lines = movements.people(session, ON), movements.lines(session, ON)

    assert (figure.total, figure.at_new_year, figure.change) == (4, 5, -1)
    assert (figure.official, figure.probationary) == (3, 1)
    assert Counter(line.change for line in lines) == {Change.NONE: 3, Change.JOINED: 1, Change.LEFT: 2}
    assert len([line for line in lines if line.change is not Change.LEFT]) == figure.total
    joined = next(line for line in lines if line.change is Change.JOINED)
    assert (joined.full_name, joined.day) == ("Lò Thị Mới", date(2026, 3, 3))
    assert [line.ending for line in lines if line.change is Change.LEFT] == [Ending.TRANSFERRED_OUT, Ending.DIED]


def test_who_comes_or_leaves_on_new_year_s_day_does_so_in_the_year(session):
    """As in form 1: those of the last day of the year before are its A."""
    first, new_year = cell(session), date(2026, 1, 1)
    who = people(session, first, 4)
    days = {"Hạ": PartialDate(2026, 1, 1), "Thu": PartialDate(2026), "Đông": PartialDate(2025, 12, 31)}
    for name, day in days.items():
        values = MemberValues(f"Lò Thị {name}", admitted_on=day)
        members.add(session, values, first, on=ON)
    leave(session, who[0], on=new_year, ending=Ending.DIED)
    leave(session, who[1], on=date(2025, 12, 31), ending=Ending.DIED)
    session.flush()
    figure, lines = movements.people(session, ON), movements.lines(session, ON)
    assert (figure.at_new_year, figure.total, figure.change) == (4, 5, 1)
    assert Counter(line.change for line in lines) == {Change.NONE: 3, Change.JOINED: 2, Change.LEFT: 1}
    form = balance.of_commune(session, Period(new_year, ON))
    assert (form.opening, form.closing) == (figure.at_new_year, figure.total)
    assert [line.day for line in lines if line.change is not Change.NONE] == [new_year] * 3


def test_a_change_of_standing_or_cell_is_no_arrival(session):
    first, second = cell(session, "Chi bộ một"), cell(session, "Chi bộ hai")
    (mover,) = people(session, first, 1)
    stays.change(session, mover, on=date(2026, 6, 1), cell_id=second, duty=Duty.EXEMPT)
    session.flush()
    assert movements.people(session, ON).change == 0
    assert [line.change for line in movements.lines(session, ON)] == [Change.NONE]


def test_a_change_that_no_paper_proves_is_not_told(session):
    members.add(session, MemberValues("Lò Văn Ánh"), cell(session), on=ON)
    session.flush()
    figure = movements.people(session, ON)
    assert (figure.total, figure.undated, figure.change) == (1, 1, None)
    assert movements.lines(session, ON)[0].day is None


def test_admissions_of_the_year_count_partial_dates_and_those_who_left(session):
    first = cell(session)
    for number, day in enumerate((PartialDate(2026), PartialDate(2026, 5), PartialDate(2026, 11, 14))):
        members.add(session, MemberValues(f"Lò Văn {'ABC'[number]}", admitted_on=day), first, on=ON)
    members.add(session, MemberValues("Lò Văn Cũ", admitted_on=PartialDate(2025, 12, 31)), first, on=ON)
    members.add(session, MemberValues("Khách", admitted_on=PartialDate(2026, 2, 2)), first, on=ON, duty=Duty.GUEST)
    session.flush()
    before = pace.admissions(session, ON).figure
    leave(session, before.names[1].id, on=date(2026, 10, 1), ending=Ending.DIED)
    session.flush()

    shown = pace.admissions(session, ON).figure
    assert shown.names == before.names
    assert [(name.name, name.cell_id) for name in shown.names] == [(f"Lò Văn {letter}", first) for letter in "ABC"]
    assert pace.admissions(session, date(2026, 11, 13)).figure.count == 2


def test_absences_without_reason_are_told_from_the_second_on(session):
    first = cell(session)
    once, twice, thrice, exempt = people(session, first, 4)
    for month in (8, 9, 10):
        marks = {thrice: Mark.UNEXCUSED, exempt: Mark.UNEXCUSED}
        marks |= {twice: Mark.UNEXCUSED} if month > 8 else {once: Mark.UNEXCUSED}
        held(session, first, date(2026, month, 3), marks)
    leave(session, exempt, on=date(2026, 11, 1), ending=Ending.DIED)
    session.flush()
    lines = reminders.absent(session, ON)
    assert [(line.member_id, line.times) for line in lines] == [(thrice, 3), (twice, 2)]
    assert lines[1].days == (date(2026, 9, 3), date(2026, 10, 3))
    assert reminders.absent(session, date(2027, 1, 5)) == []


@pytest.mark.parametrize(
    ("admitted", "is_told"),
    [
        (PartialDate(2025, 11, 13), True),  # past
        (PartialDate(2026, 1, 13), True),  # 60 days ahead
        (PartialDate(2026, 1, 14), False),
        (PartialDate(2026, 1), True),  # the earliest day it can be
    ],
)
def test_a_probation_is_told_sixty_days_before_it_ends(session, admitted, is_told):
    members.add(session, MemberValues("Lò Văn Ánh", admitted_on=admitted), cell(session), on=date(2026, 2, 1))
    session.flush()
    lines = reminders.probation_due(session, ON)
    assert bool(lines) is is_told
    if lines:
        assert lines[0].due_on == date(admitted.year + 1, admitted.month, admitted.day or 1)


@pytest.mark.parametrize(
    ("admitted", "stage"),
    [
        (PartialDate(2026, 1, 10), Stage.AHEAD),
        (PartialDate(2025, 12, 14), Stage.SOON),  # 30 days ahead
        (PartialDate(2025, 11, 14), Stage.DUE),  # the day itself
        (PartialDate(2025, 10, 5), Stage.DUE),
        (PartialDate(2025, 10, 3), Stage.LATE),  # 30 working days after 03/10/2026, a Saturday, end on 13/11
    ],
)
def test_where_a_probation_stands(session, admitted, stage):
    members.add(session, MemberValues("Lò Văn Ánh", admitted_on=admitted), cell(session), on=date(2026, 2, 1))
    session.flush()
    (line,) = reminders.probation_due(session, ON)
    assert (line.stage(ON), line.due_on.year) == (stage, admitted.year + 1)


def test_a_small_cell_is_told_only_when_its_standings_are_known(session):
    small, unsure = cell(session, "Chi bộ nhỏ"), cell(session, "Chi bộ chưa rõ")
    people(session, small, 2)
    people(session, unsure, 3, standing=Standing.UNKNOWN, start=2)
    assert [row.id for row in left_to_do(session, ON).short] == [small]


def test_what_lacks_is_counted_as_it_is_listed(session):
    first = cell(session)
    people(session, first, 2, standing=Standing.UNKNOWN)
    members.add(session, MemberValues("Khách"), first, on=ON, duty=Duty.GUEST)
    session.flush()
    counts, lines = reminders.lacking_counts(session, ON), reminders.lacking(session, ON)
    assert counts.people == len(lines) == 2
    assert counts.by_field == Counter(field for line in lines for field in line.fields)
    assert counts.by_field["standing"] == counts.by_field["admitted_on"] == 2


def test_the_imported_commune_lacks_what_its_files_do_not_carry(commune, truth):
    with commune.read() as session:
        counts = reminders.lacking_counts(session, ON)
    assert counts.by_field["gender"] == truth["members"]
    assert counts.by_field["born_on"] == 0


def test_an_empty_register_has_no_figures(session):
    shown = read(session)
    assert shown.stock.meetings == shown.stock.cells == 0
    assert shown.latest.tally == participation.EMPTY
    left = left_to_do(session, ON)
    assert left.missing == left.unwritten == ()
    assert left.lacking == {}


def test_a_month_figure_is_judged_by_the_card_in_force(session):
    first = cell(session)
    who = people(session, first, 10)
    held(session, first, date(2026, 10, 3), {who[0]: P})
    month = read(session).latest
    assert month.tally.rate == Fraction(9, 10)
    assert month.is_on_target is True
    assert month.rule.target_label == "≥ 90 %"


def test_figures_of_a_day_do_not_know_what_came_later(session):
    first = cell(session)
    people(session, first, 3)
    meeting(session, first, date(2026, 11, 12))
    assert read(session, date(2026, 11, 11)).present.states[first] is CellState.AHEAD
    assert read(session, date(2026, 11, 12)).present.states[first] is CellState.UNWRITTEN


def test_reading_asks_as_often_for_sixty_cells_as_for_one(db):
    first: list[int] = []
    counts: list[int] = []
    for number in (1, 60):
        with db.write("Dựng") as session:
            for place in range(number):
                key = cell(session, f"Chi bộ {number}-{place}")
                held(session, key, date(2026, 10, 3), dict.fromkeys(people(session, key, 1), Mark.PRESENT))
        with heard(db) as asked, db.read() as session:
            shown = overview.read(session, ON)
            first.append(len(asked))
            todo.read(session, shown)
        counts.append(len(asked))
    assert first[0] == first[1] <= 11  # the window waits for these
    assert counts[0] == counts[1] <= 37

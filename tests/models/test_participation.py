"""Participation by the examples of domain.md 4.5 and 8.1."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from models import attendance, attenders, cells, meetings, members, participation, stays
from models.dates import PartialDate, Period
from models.participation import EMPTY, CellMonth, MonthState, Tally
from models.tables import (
    Cell,
    Duty,
    Ending,
    MeetingKind,
    SeveralMeetings,
    Standing,
)
from models.text import percent
from tests.leaving import leave
from tests.models import builders as make
from tests.models.builders import TODAY, C, K, P, T, X

OCTOBER = Period.month(2026, 10)
DAY = date(2026, 10, 5)


def _month(session: Session, cell_id: int, on: date = TODAY, month: int = 10) -> CellMonth:
    known = participation.figures(session, Period.month(2026, month), on=on)
    return known.cell_month(cell_id, 2026, month)


# One meeting


def test_who_counts_in_the_hall_of_one_meeting(session: Session) -> None:
    """Exempt, away, special duty and suspended are left out, those on probation are not (domain.md 4.5)."""
    key = make.cell(session)
    official = make.people(session, key, 6)
    make.people(session, key, 2, standing=Standing.PROBATIONARY, start=10)
    make.people(session, key, 1, standing=Standing.UNKNOWN, start=20)
    for place, duty in enumerate(make.EXCLUDED):
        make.people(session, key, 1, duty=duty, start=30 + place)
    make.held(session, key, DAY, {official[0]: P, official[1]: K, official[2]: T})
    tally = _month(session, key).tally
    assert tally == Tally(
        meetings=1,
        listed=13,
        official=10,
        probationary=2,
        unknown=1,
        exempt=1,
        temp_away=1,
        suspended=1,
        special_duty=1,
        outside=4,
        eligible=9,
        present=6,
        online=1,
        excused=1,
        unexcused=1,
    )
    assert tally.rate == Fraction(7, 9)


def test_an_exempt_member_who_came_is_not_added(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 3)
    (exempt,) = make.people(session, key, 1, duty=Duty.EXEMPT, start=9)
    make.held(session, key, DAY, {exempt: X})
    tally = _month(session, key).tally
    assert (tally.attended, tally.eligible, tally.exempt) == (3, 3, 1)


@pytest.mark.parametrize(
    "excluded", [frozenset(), frozenset({Duty.EXEMPT}), make.EXCLUDED, make.EXCLUDED | {Duty.GUEST}]
)
def test_the_card_says_who_is_left_out(session: Session, excluded: frozenset[Duty]) -> None:
    make.card(session, excluded=frozenset(excluded))
    key = make.cell(session)
    for place, duty in enumerate(Duty):
        make.people(session, key, 1, duty=duty, start=place)
    make.held(session, key, DAY)
    tally = _month(session, key).tally
    assert (tally.eligible, tally.outside) == (len(Duty) - len(excluded), len(excluded))
    assert tally.listed == len(Duty) - 1


@pytest.mark.parametrize("is_counted", [True, False])
def test_a_guest_counts_with_the_host_if_the_card_says_so(session: Session, is_counted: bool) -> None:
    make.card(session, excluded=make.EXCLUDED if is_counted else make.EXCLUDED | {Duty.GUEST})
    host, home = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    make.people(session, host, 4)
    (guest,) = make.people(session, host, 1, duty=Duty.GUEST, start=8)
    make.people(session, home, 3, start=10)
    make.people(session, home, 1, duty=Duty.TEMP_AWAY, start=20)
    make.held(session, host, DAY, {guest: P} if is_counted else None)
    make.held(session, home, DAY)
    there = _month(session, host).tally
    assert (there.attended, there.eligible) == ((4, 5) if is_counted else (4, 4))
    assert (there.listed, there.guests) == (4, 1)
    assert _month(session, home).tally.rate == 1


# What is not known yet


def test_no_rate_while_one_mark_is_not_written(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 5)
    make.held(session, key, DAY, {who[2]: C})
    month = _month(session, key)
    assert month.tally.rate is None
    assert month.state is MonthState.UNRECORDED
    assert (month.tally.attended, month.tally.eligible, month.tally.unrecorded) == (4, 5, 1)
    assert month.is_on_target is None


def test_a_mark_not_written_of_one_who_need_not_attend_does_no_harm(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 5)
    (away,) = make.people(session, key, 1, duty=Duty.TEMP_AWAY, start=9)
    make.held(session, key, DAY, {away: C})
    assert _month(session, key).tally.rate == 1


def test_no_rate_while_a_due_meeting_has_no_roll(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 5)
    make.meeting(session, key, DAY)
    month = _month(session, key)
    assert (month.state, month.tally.rate, month.tally.unwritten) == (MonthState.UNRECORDED, None, 1)
    known = participation.figures(session, OCTOBER, on=TODAY)
    assert known.month(2026, 10).rate is None
    assert known.met(2026, 10) == (0, 1)


def test_one_cell_without_a_roll_holds_back_the_rate_of_the_commune(session: Session) -> None:
    for place in range(2):
        key = make.cell(session, f"Chi bộ bản {place}")
        make.people(session, key, 5, start=10 * place)
        (make.held if place else make.meeting)(session, key, DAY)
    total = participation.figures(session, OCTOBER, on=TODAY).total
    assert (total.rate, total.attended, total.eligible) == (None, 5, 5)


def test_a_meeting_planned_for_a_later_day_is_not_due(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 5)
    make.meeting(session, key, DAY)
    ahead, due = (_month(session, key, on=DAY + timedelta(days=days)) for days in (-1, 0))
    assert (ahead.state, ahead.tally) == (MonthState.AHEAD, EMPTY)
    assert due.state is MonthState.UNRECORDED


def test_nobody_had_to_attend_gives_no_rate(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2, duty=Duty.EXEMPT)
    make.held(session, key, DAY)
    tally = _month(session, key).tally
    assert (tally.rate, tally.eligible, tally.is_complete) == (None, 0, True)
    assert percent(tally.rate) == "–"


# Cells that met, and those that did not


def test_cells_that_did_not_meet_are_counted_apart(session: Session) -> None:
    met, said_no, nothing = (make.cell(session, f"Chi bộ bản {place}") for place in range(3))
    for place, key in enumerate((met, said_no, nothing)):
        make.people(session, key, 4, start=10 * place)
    who = make.held(session, met, DAY)
    meetings.set_not_held(session, make.meeting(session, said_no, DAY), "Mưa lũ")
    known = participation.figures(session, OCTOBER, on=TODAY)
    assert known.met(2026, 10) == (1, 3)
    assert [known.cell_month(key, 2026, 10).state for key in (met, said_no, nothing)] == [
        MonthState.RECORDED,
        MonthState.NOT_MET,
        MonthState.NOT_MET,
    ]
    shown = [known.cell_month(key, 2026, 10) for key in (met, said_no, nothing)]
    assert [(month.label, month.is_silent) for month in shown] == [
        ("Đã ghi", False),
        ("Không sinh hoạt", False),
        ("Chưa ghi", True),  # nobody said that it did not meet
    ]
    assert known.month(2026, 10).rate == 1
    assert {line.meeting_id for line in attenders.people(session, known)} == {who}


def test_a_cell_closed_or_not_yet_founded_is_not_among_those_that_should_meet(session: Session) -> None:
    old = make.cell(session, "Chi bộ bản Cũ")
    (who,) = make.people(session, old, 1)
    new = make.cell(session, "Chi bộ bản Mới", since=date(2026, 6, 1))
    stays.change(session, who, on=date(2026, 6, 1), cell_id=new)
    cells.close(session, old, date(2026, 6, 1))
    known = participation.figures(session, Period.year(2026), on=TODAY)
    assert [known.met(2026, month)[1] for month in (1, 5, 6, 7)] == [1, 1, 1, 1]
    assert [cell.name for cell in known.cells if cell.is_active(2026, 5)] == ["Chi bộ bản Cũ"]
    assert [cell.name for cell in known.cells if cell.is_active(2026, 6)] == ["Chi bộ bản Mới"]
    assert [cell.name for cell in participation.figures(session, Period.month(2027, 1), on=TODAY).cells] == [
        "Chi bộ bản Mới"
    ]


def test_a_cell_that_met_before_its_written_founding_counts_with_its_meeting(session: Session) -> None:
    """Lists often give a later founding day than the rolls prove; sums and lines must not part ways."""
    key = make.cell(session)
    make.people(session, key, 3)
    make.held(session, key, DAY)
    session.get_one(Cell, key).valid_from = date(2026, 12, 1)  # as a list may have it; the form refuses
    session.flush()
    known = participation.figures(session, OCTOBER, on=TODAY)
    assert [cell.id for cell in known.cells] == [key]
    assert known.met(2026, 10) == (1, 1)
    assert known.met(2026, 9) == (0, 0)
    assert known.total == known.cell(key)
    assert known.total.eligible == 3


def test_a_cell_with_nobody_on_its_list_is_not_asked_to_meet(session: Session) -> None:
    """Nobody could write its roll, so a meeting opened for it holds back nobody's rate."""
    full, empty = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    make.people(session, full, 3)
    make.held(session, full, DAY)
    make.meeting(session, empty, DAY)
    known = participation.figures(session, OCTOBER, on=TODAY)
    assert known.cell_month(empty, 2026, 10) == participation.NO_MEETING
    assert (known.total.rate, known.total.unwritten, known.met(2026, 10)) == (1, 0, (1, 1))
    (only,) = participation.figures(session, OCTOBER, on=TODAY, cell_id=empty).cells
    assert not only.is_active(2026, 10)


@pytest.mark.parametrize(("since", "months"), [(date(2026, 10, 31), [10, 11, 12]), (date(2026, 11, 1), [11, 12])])
def test_a_cell_is_asked_to_meet_from_the_month_its_first_member_comes(
    session: Session, since: date, months: list[int]
) -> None:
    key = make.cell(session)
    make.meeting(session, key, DAY)
    make.people(session, key, 1, since=since)
    known = participation.figures(session, Period.year(2026), on=TODAY)
    assert [month for month in range(1, 13) if known.is_active(known.cells[0], 2026, month)] == months
    assert known.cell_month(key, 2026, 10).tally.unwritten == (10 in months)


def test_a_cell_that_everybody_left_is_not_asked_until_somebody_comes(session: Session) -> None:
    key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    (who,) = make.people(session, key, 1)
    stays.change(session, who, on=date(2026, 3, 1), cell_id=other)
    stays.change(session, who, on=date(2026, 6, 30), cell_id=key)
    known = participation.figures(session, Period.year(2026), on=TODAY, cell_id=key)
    assert [month for month in range(1, 13) if not known.cells[0].is_active(2026, month)] == [3, 4, 5]


def test_saying_that_a_closed_cell_did_not_meet_does_not_bring_it_back(session: Session) -> None:
    key = make.cell(session)
    meetings.set_not_held(session, make.meeting(session, key, DAY), "Đã giải thể")
    cells.close(session, key, date(2026, 10, 1))
    known = participation.figures(session, OCTOBER, on=TODAY)
    assert (known.cells, known.met(2026, 10)) == ((), (0, 0))


def test_only_regular_meetings_make_the_rate(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 4)
    for number, kind in enumerate(kind for kind in MeetingKind if kind is not MeetingKind.REGULAR):
        make.held(session, key, DAY + timedelta(days=number), {who[0]: K}, kind=kind)
    assert _month(session, key).state is MonthState.NOT_MET
    make.held(session, key, DAY + timedelta(days=9))
    assert _month(session, key).tally.rate == 1
    assert len(participation.meeting_tallies(session, OCTOBER)) == len(MeetingKind)


def test_a_meeting_belongs_to_its_month_whatever_day_it_was_held(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 4)
    late = make.meeting(session, key, date(2026, 11, 2), month=10)
    attendance.write(session, late, on=TODAY)
    assert _month(session, key, month=10).tally.rate == 1
    assert _month(session, key, month=11).state is MonthState.NOT_MET


# Several meetings, several cells


def test_the_first_of_several_regular_meetings_or_all_of_them(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 4)
    make.held(session, key, date(2026, 10, 20), {who[0]: K, who[1]: P, who[2]: P})
    make.held(session, key, date(2026, 10, 4), {who[0]: P})
    first = _month(session, key)
    assert (first.tally.rate, first.tally.meetings) == (Fraction(3, 4), 1)
    make.card(session, several=SeveralMeetings.POOLED)
    pooled = _month(session, key)
    assert (pooled.tally.attended, pooled.tally.eligible, pooled.tally.meetings) == (4, 8, 2)
    assert [row.held_on.day for row in pooled.meetings] == [4, 20]


@pytest.mark.parametrize(("several", "rate"), [(SeveralMeetings.FIRST, 1), (SeveralMeetings.POOLED, None)])
def test_a_second_meeting_without_a_roll_matters_only_when_pooled(
    session: Session, several: SeveralMeetings, rate: int | None
) -> None:
    make.card(session, several=several)
    key = make.cell(session)
    make.people(session, key, 4)
    make.held(session, key, date(2026, 10, 4))
    make.meeting(session, key, date(2026, 10, 20))
    assert _month(session, key).tally.rate == rate


def test_a_meeting_that_was_not_held_does_not_hide_the_one_that_was(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 4)
    meetings.set_not_held(session, make.meeting(session, key, date(2026, 10, 3)), "Mưa")
    make.held(session, key, date(2026, 10, 9))
    assert _month(session, key).state is MonthState.RECORDED


def test_the_commune_pools_people_and_never_averages_rates(session: Session) -> None:
    """2/4 and 30/30 are 32/34 = 94,1 %, not the mean of 50 % and 100 %."""
    small, large = make.cell(session, "Chi bộ nhỏ"), make.cell(session, "Chi bộ lớn")
    few = make.people(session, small, 4)
    make.people(session, large, 30, start=10)
    make.held(session, small, DAY, {few[0]: P, few[1]: K})
    make.held(session, large, DAY)
    known = participation.figures(session, OCTOBER, on=TODAY)
    assert known.month(2026, 10).rate == Fraction(32, 34)
    assert percent(known.total.rate) == "94,1 %"


def test_the_year_pools_the_months(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 3)
    make.held(session, key, date(2026, 1, 5), {who[0]: P})
    make.people(session, key, 7, since=date(2026, 2, 1), start=10)
    make.held(session, key, date(2026, 2, 5))
    known = participation.figures(session, Period.year(2026), on=TODAY)
    assert known.cell(key).rate == Fraction(12, 13)
    assert percent(known.cell(key).rate, 2) == "92,31 %"


# The past stands still


def test_a_later_transfer_recognition_or_death_does_not_move_a_past_rate(session: Session) -> None:
    key, other = make.cell(session), make.manned(session, "Chi bộ bản Co Mặn")
    who = make.people(session, key, 5)
    (young,) = make.people(session, key, 1, standing=Standing.PROBATIONARY, start=9)
    make.held(session, key, DAY, {who[0]: P, who[1]: K})
    before = participation.figures(session, OCTOBER, on=TODAY)
    names = attenders.people(session, before)
    stays.change(session, who[0], on=date(2026, 10, 1), cell_id=other)  # written late, for a day before the meeting
    stays.change(session, who[1], on=date(2026, 11, 1), duty=Duty.EXEMPT)
    leave(session, who[2], on=date(2026, 11, 1), ending=Ending.DIED)
    stays.recognise(session, young, PartialDate(2026, 8, 1))
    values = members.read(session, who[3])
    members.edit(session, who[3], members.MemberValues(**{**vars(values), "full_name": "Lò Văn Sửa"}), on=TODAY)
    session.flush()
    assert participation.figures(session, OCTOBER, on=TODAY) == before
    after = participation.figures(session, OCTOBER, on=TODAY)
    assert attenders.people(session, after) == names
    assert before.cell(key).rate == Fraction(4, 6)

"""Participation by the examples of domain.md 4.5 and 8.1, and by what must hold for any marks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import attendance, cells, meetings, members, participation, rules, stays
from models.dates import PartialDate, Period
from models.participation import EMPTY, CellMonth, MonthState, Tally
from models.rules import Rule, RuleValues
from models.tables import (
    Comparator,
    Duty,
    Ending,
    Mark,
    MeetingClass,
    MeetingKind,
    SeveralMeetings,
    Standing,
)
from models.text import percent
from tests.models import builders as make
from tests.models.builders import TODAY, C, K, P, T, X

OCTOBER = Period.month(2026, 10)
DAY = date(2026, 10, 5)
EXCLUDED = frozenset({Duty.EXEMPT, Duty.TEMP_AWAY, Duty.SUSPENDED, Duty.SPECIAL_DUTY})


@pytest.fixture
def session(db):
    with db.write("Thử") as session:
        yield session


def _rule(**changes: Any) -> Rule:
    card: dict[str, Any] = {
        "id": 1,
        "effective_from": date(2025, 10, 28),
        "document": "Hướng dẫn 42-HD/BTCTW",
        "target": Fraction(9, 10),
        "comparator": Comparator.AT_LEAST,
        "excluded": EXCLUDED,
        "several": SeveralMeetings.FIRST,
        "good_from": 90,
        "fair_from": 70,
        "average_from": 50,
        "minutes_regular": 90,
        "minutes_combined": 120,
        "due_day": 10,
    }
    return Rule(**(card | changes))


def _card(session: Session, effective_from: date = date(2026, 1, 1), **changes: Any) -> None:
    values: RuleValues = {
        "document": "Hướng dẫn của tỉnh",
        "target": 90,
        "comparator": Comparator.AT_LEAST,
        "excluded": EXCLUDED,
        "several": SeveralMeetings.FIRST,
    }
    values.update(changes)  # type: ignore[typeddict-item]
    rules.save(session, effective_from, values)


def _month(session: Session, cell_id: int, on: date = TODAY, month: int = 10) -> CellMonth:
    known = participation.figures(session, Period.month(2026, month), on=on)
    return known.cell_month(cell_id, 2026, month)


# The target


@pytest.mark.parametrize(
    ("attended", "comparator", "is_met"),
    [
        (91, Comparator.MORE_THAN, True),
        (91, Comparator.AT_LEAST, True),
        (90, Comparator.MORE_THAN, False),
        (90, Comparator.AT_LEAST, True),
        (89, Comparator.AT_LEAST, False),
    ],
)
def test_a_hundred_members_against_ninety_per_cent(attended: int, comparator: Comparator, is_met: bool) -> None:
    assert _rule(comparator=comparator).is_met(Fraction(attended, 100)) is is_met


def test_the_target_is_compared_before_rounding() -> None:
    rate = Fraction(8999, 10_000)
    assert percent(rate) == "90,0 %"
    assert not _rule().is_met(rate)
    strict = _rule(comparator=Comparator.MORE_THAN)
    assert strict.is_met(Fraction(900_001, 1_000_000))
    assert percent(Fraction(900_001, 1_000_000)) == "90,0 %"


def test_a_target_with_decimals_is_exact(session: Session) -> None:
    _card(session, target=66.6)
    rule = rules.book(session).on(DAY)
    assert rule.target == Fraction(333, 500)
    assert rule.is_met(Fraction(333, 500))
    assert rule.target_label == "≥ 66,6 %"


def test_the_meetings_day_picks_the_card(session: Session) -> None:
    """HD 42 came on 28/10/2025: 90/100 before that day missed “trên 90 %”, after it reaches “từ 90 %”."""
    key = make.cell(session)
    who = make.people(session, key, 10)
    make.held(session, key, date(2025, 10, 5), {who[0]: P})
    make.held(session, key, date(2025, 11, 5), {who[0]: P})
    known = participation.figures(session, Period.year(2025), on=TODAY)
    before, after = known.cell_month(key, 2025, 10), known.cell_month(key, 2025, 11)
    assert before.tally.rate == after.tally.rate == Fraction(9, 10)
    assert (before.is_on_target, after.is_on_target) == (False, True)
    assert [rules.book(session).on(day).target_label for day in (date(2025, 10, 27), date(2025, 10, 28))] == [
        "> 90 %",
        "≥ 90 %",
    ]


@pytest.mark.parametrize(
    ("score", "quality"),
    [
        (100, MeetingClass.GOOD),
        (90, MeetingClass.GOOD),
        (89.75, MeetingClass.FAIR),
        (70, MeetingClass.FAIR),
        (69.9, MeetingClass.AVERAGE),
        (50, MeetingClass.AVERAGE),
        (49.5, MeetingClass.POOR),
        (0, MeetingClass.POOR),
    ],
)
def test_the_score_gives_the_class(score: float, quality: MeetingClass) -> None:
    assert _rule().class_of(score) is quality


@given(
    eligible=st.integers(1, 120),
    data=st.data(),
    target=st.integers(0, 100),
    comparator=st.sampled_from(Comparator),
)
def test_spare_absences_are_those_one_can_try(
    eligible: int, data: st.DataObject, target: int, comparator: Comparator
) -> None:
    attended = data.draw(st.integers(0, eligible))
    rule = _rule(target=Fraction(target, 100), comparator=comparator)
    spare = rule.spare_absences(attended, eligible)
    if rule.is_met(Fraction(attended, eligible)):
        tried = [gone for gone in range(attended + 1) if rule.is_met(Fraction(attended - gone, eligible))]
        assert spare == max(tried)
    else:
        assert spare < 0
        more = -spare
        assert rule.is_met(Fraction(attended + more, eligible))
        assert not rule.is_met(Fraction(attended + more - 1, eligible))


# One meeting


def test_who_counts_in_the_hall_of_one_meeting(session: Session) -> None:
    """Exempt, away, special duty and suspended are left out, those on probation are not (domain.md 4.5)."""
    key = make.cell(session)
    official = make.people(session, key, 6)
    make.people(session, key, 2, standing=Standing.PROBATIONARY, start=10)
    make.people(session, key, 1, standing=Standing.UNKNOWN, start=20)
    for place, duty in enumerate(EXCLUDED):
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


@pytest.mark.parametrize("excluded", [frozenset(), frozenset({Duty.EXEMPT}), EXCLUDED, EXCLUDED | {Duty.GUEST}])
def test_the_card_says_who_is_left_out(session: Session, excluded: frozenset[Duty]) -> None:
    _card(session, excluded=excluded)
    key = make.cell(session)
    for place, duty in enumerate(Duty):
        make.people(session, key, 1, duty=duty, start=place)
    make.held(session, key, DAY)
    tally = _month(session, key).tally
    assert (tally.eligible, tally.outside) == (len(Duty) - len(excluded), len(excluded))
    assert tally.listed == len(Duty) - 1


@pytest.mark.parametrize("is_counted", [True, False])
def test_a_guest_counts_with_the_host_if_the_card_says_so(session: Session, is_counted: bool) -> None:
    _card(session, excluded=EXCLUDED if is_counted else EXCLUDED | {Duty.GUEST})
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
    assert known.month(2026, 10).rate == 1
    assert {line.meeting_id for line in participation.people(session, OCTOBER)} == {who}


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
    _card(session, several=SeveralMeetings.POOLED)
    pooled = _month(session, key)
    assert (pooled.tally.attended, pooled.tally.eligible, pooled.tally.meetings) == (4, 8, 2)
    assert [row.held_on.day for row in pooled.meetings] == [4, 20]


@pytest.mark.parametrize(("several", "rate"), [(SeveralMeetings.FIRST, 1), (SeveralMeetings.POOLED, None)])
def test_a_second_meeting_without_a_roll_matters_only_when_pooled(
    session: Session, several: SeveralMeetings, rate: int | None
) -> None:
    _card(session, several=several)
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
    key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    who = make.people(session, key, 5)
    (young,) = make.people(session, key, 1, standing=Standing.PROBATIONARY, start=9)
    make.held(session, key, DAY, {who[0]: P, who[1]: K})
    before = participation.figures(session, OCTOBER, on=TODAY)
    names = participation.people(session, OCTOBER)
    stays.change(session, who[0], on=date(2026, 10, 1), cell_id=other)  # written late, for a day before the meeting
    stays.change(session, who[1], on=date(2026, 11, 1), duty=Duty.EXEMPT)
    stays.leave(session, who[2], on=date(2026, 11, 1), ending=Ending.DIED)
    stays.recognise(session, young, PartialDate(2026, 8, 1))
    values = members.read(session, who[3])
    members.edit(session, who[3], members.MemberValues(**{**vars(values), "full_name": "Lò Văn Sửa"}), on=TODAY)
    session.flush()
    assert participation.figures(session, OCTOBER, on=TODAY) == before
    assert participation.people(session, OCTOBER) == names
    assert before.cell(key).rate == Fraction(4, 6)


# Members


def test_the_year_of_a_member(session: Session) -> None:
    key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    one, two = make.people(session, key, 2)
    for month, mark in enumerate((X, P, K, T, C, K), 1):
        make.held(session, key, date(2026, month, 5), {one: mark})
    stays.change(session, one, on=date(2026, 7, 1), cell_id=other)
    make.held(session, other, date(2026, 7, 5), {one: K})
    stays.change(session, one, on=date(2026, 8, 1), duty=Duty.TEMP_AWAY)
    make.held(session, other, date(2026, 8, 5))
    everywhere = participation.member_years(session, 2026)
    assert everywhere[one] == participation.MemberYear(attended=2, obliged=6, excused=1, unexcused=3)
    assert everywhere[two] == participation.MemberYear(attended=6, obliged=6, excused=0, unexcused=0)
    assert participation.member_years(session, 2026, cell_id=key)[one].unexcused == 2
    assert participation.member_years(session, 2026, through=3)[one].obliged == 3
    assert set(participation.member_years(session, 2026, member_id=one)) == {one}
    assert participation.member_years(session, 2025) == {}


def test_every_figure_opens_its_names(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 3)
    (away,) = make.people(session, key, 1, duty=Duty.TEMP_AWAY, start=9)
    make.held(session, key, DAY, {who[1]: P})
    tally = _month(session, key).tally
    lines = participation.people(session, OCTOBER)
    assert sum(line.is_eligible for line in lines) == tally.eligible == 3
    assert [line.member_id for line in lines if line.mark is P] == [who[1]]
    assert [(line.member_id, line.duty) for line in lines if not line.is_eligible] == [(away, Duty.TEMP_AWAY)]


# What must hold for any marks

_LINES = st.lists(st.tuples(st.sampled_from(Standing), st.sampled_from(Duty), st.sampled_from(Mark)), max_size=12)


def _counted(lines: list[tuple[Standing, Duty, Mark]], rule: Rule) -> Tally:
    people = Counter((duty, standing, mark) for standing, duty, mark in lines)
    return participation.tally(((*key, count) for key, count in people.items()), rule)


@given(lines=_LINES, excluded=st.frozensets(st.sampled_from(Duty)))
def test_the_counts_of_a_meeting_add_up(lines: list[tuple[Standing, Duty, Mark]], excluded: frozenset[Duty]) -> None:
    tally = _counted(lines, _rule(excluded=excluded))
    assert tally.eligible == tally.present + tally.online + tally.excused + tally.unexcused + tally.unrecorded
    assert tally.listed == tally.official + tally.probationary + tally.unknown
    assert tally.listed + tally.guests == tally.eligible + tally.outside == len(lines)
    assert tally.exempt + tally.temp_away + tally.suspended + tally.special_duty + tally.guests == sum(
        duty is not Duty.ACTIVE for _standing, duty, _mark in lines
    )
    due = [mark for _standing, duty, mark in lines if duty not in excluded]
    if tally.rate is not None:
        assert tally.rate == Fraction(sum(mark in (X, T) for mark in due), len(due))
    else:
        assert not due or C in due


@given(first=_LINES, second=_LINES)
def test_two_meetings_pool_into_one(
    first: list[tuple[Standing, Duty, Mark]], second: list[tuple[Standing, Duty, Mark]]
) -> None:
    rule = _rule()
    both = _counted(first, rule) + _counted(second, rule)
    assert both.meetings == 2
    assert both.rate == _counted(first + second, rule).rate
    assert _counted(first, rule) + EMPTY == _counted(first, rule)


@pytest.mark.parametrize("several", SeveralMeetings)
def test_cells_make_the_commune_and_months_make_the_year(session: Session, several: SeveralMeetings) -> None:
    """A year of three cells with every mark and duty somewhere, counted in every way there is."""
    _card(session, several=several)
    keys = [make.cell(session, f"Chi bộ bản {place}") for place in range(3)]
    marks = list(product(Standing, Duty, (X, T, P, K, X, X)))
    who = [make.people(session, key, 8, start=10 * place) for place, key in enumerate(keys)]
    for number, (month, place) in enumerate(product(range(1, 11), range(3))):
        lines = [marks[(number * 7 + step * 5) % len(marks)] for step in range(8)]
        for again in range(1 + number % 2):
            make.roster(session, keys[place], date(2026, month, 3 + again), lines[again:], who[place])
    known = participation.figures(session, Period.year(2026), on=TODAY)
    months = [known.month(*month) for month in known.period.months()]
    assert sum(months, EMPTY) == known.total
    assert sum((known.cell(key) for key in keys), EMPTY) == known.total
    assert sum((value.tally for value in known.by_cell_month.values()), EMPTY) == known.total
    assert known.total.meetings == (45 if several is SeveralMeetings.POOLED else 30)
    halves = [participation.figures(session, Period.half(2026, half), on=TODAY).total for half in (1, 2)]
    assert sum(halves, EMPTY) == known.total
    one = [participation.figures(session, Period.year(2026), on=TODAY, cell_id=key).total for key in keys]
    assert one == [known.cell(key) for key in keys]
    names = participation.people(session, Period.year(2026))
    assert sum(line.is_eligible for line in names) == known.total.eligible
    assert sum(line.is_eligible and line.mark in (X, T) for line in names) == known.total.attended
    if several is SeveralMeetings.POOLED:
        years = participation.member_years(session, 2026).values()
        assert sum(year.attended for year in years) == known.total.attended
        assert sum(year.obliged for year in years) == known.total.eligible

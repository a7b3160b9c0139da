"""Whom the last roll left out while the register has them attend: “chưa ghi” by name, written as the rolls say."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from models import attendance, checks, events, roll_duties, rules, stays
from models.errors import KnownError
from models.events import EventValues
from models.left_out import LeftOut
from models.roll_duties import Unregistered
from models.tables import Duty, EventKind, Mark, MeetingKind, Standing
from tests.models import builders as make
from tests.models.builders import TODAY, C, X

MAY, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 5) for month in (5, 9, 10, 11))


def _rolled(session: Session, cell: int, who: list[int], day: date, *duties: Duty) -> int:
    lines: list[tuple[Standing, Duty, Mark]] = [
        (Standing.OFFICIAL, duty, X if duty is Duty.ACTIVE else C) for duty in duties
    ]
    return make.roster(session, cell, day, lines, who)


def _found(session: Session, meeting: int) -> list[tuple[int, Duty, date]]:
    return [(one.member_id, one.left_out.duty, one.left_out.since) for one in _people(session, meeting)]


def _people(session: Session, meeting: int) -> list[Unregistered]:
    return roll_duties.unregistered(attendance.roll(session, meeting))


def test_those_left_out_last_time_are_named_from_the_first_of_those_rolls(session: Session) -> None:
    cell = make.cell(session)
    who = make.people(session, cell, 3)
    first, second, _third = who
    _rolled(session, cell, who, MAY, Duty.EXEMPT, Duty.ACTIVE, Duty.ACTIVE)
    _rolled(session, cell, who, SEPTEMBER, Duty.EXEMPT, Duty.TEMP_AWAY, Duty.ACTIVE)
    _rolled(session, cell, who, OCTOBER, Duty.EXEMPT, Duty.TEMP_AWAY, Duty.ACTIVE)
    meeting = make.meeting(session, cell, NOVEMBER)
    assert _found(session, meeting) == [(first, Duty.EXEMPT, MAY), (second, Duty.TEMP_AWAY, SEPTEMBER)]


def test_written_into_the_register_the_new_roll_leaves_them_out_and_the_old_ones_agree(session: Session) -> None:
    cell = make.cell(session)
    who = make.people(session, cell, 3)
    _rolled(session, cell, who, SEPTEMBER, Duty.EXEMPT, Duty.TEMP_AWAY, Duty.ACTIVE)
    _rolled(session, cell, who, OCTOBER, Duty.EXEMPT, Duty.TEMP_AWAY, Duty.ACTIVE)
    meeting = make.meeting(session, cell, NOVEMBER)
    tally = attendance.roll(session, meeting).tally
    assert (tally.eligible, tally.attended, tally.unrecorded) == (3, 1, 2)
    roll_duties.register(session, _people(session, meeting))
    roll = attendance.roll(session, meeting)
    assert (roll.tally.attended, roll.tally.eligible, roll.tally.outside) == (1, 1, 2)
    assert {line.duty for line in roll.outside} == {Duty.EXEMPT, Duty.TEMP_AWAY}
    assert _found(session, meeting) == []
    assert [one for one in checks.run(session, TODAY) if one.rule.key == "roster" and "danh sách là" in one.what] == []
    kinds = [(one.values.kind, one.values.told) for one in events.history(session, who[0])][-1]
    assert kinds == (EventKind.EXEMPT_START, None)  # the rolls tell the latest day it can be, not the day


def test_who_came_back_by_the_register_is_expected_without_a_word(session: Session) -> None:
    cell = make.cell(session)
    who = make.people(session, cell, 2)
    stays.change(session, who[0], on=SEPTEMBER, duty=Duty.EXEMPT)
    _rolled(session, cell, who, OCTOBER, Duty.EXEMPT, Duty.ACTIVE)
    stays.change(session, who[0], on=date(2026, 10, 20), duty=Duty.ACTIVE)
    assert _found(session, make.meeting(session, cell, NOVEMBER)) == []


def test_who_attended_the_last_roll_is_not_named_for_an_older_one(session: Session) -> None:
    cell = make.cell(session)
    who = make.people(session, cell, 2)
    _rolled(session, cell, who, SEPTEMBER, Duty.EXEMPT, Duty.ACTIVE)
    october = _rolled(session, cell, who, OCTOBER, Duty.ACTIVE, Duty.ACTIVE)
    assert _found(session, make.meeting(session, cell, NOVEMBER)) == []
    assert _found(session, october) == []  # written: it says itself who attends


def test_a_roll_of_the_committee_does_not_speak_for_the_cell(session: Session) -> None:
    cell = make.cell(session)
    who = make.people(session, cell, 2)
    _rolled(session, cell, who, SEPTEMBER, Duty.EXEMPT, Duty.ACTIVE)
    committee = make.held(session, cell, OCTOBER, kind=MeetingKind.COMMITTEE)
    assert {line.duty for line in attendance.roll(session, committee).lines} == {Duty.ACTIVE}
    assert _found(session, make.meeting(session, cell, NOVEMBER)) == [(who[0], Duty.EXEMPT, SEPTEMBER)]


def test_listed_only_after_the_last_roll_they_are_left_out_from_that_day(session: Session) -> None:
    cell = make.cell(session)
    listed = date(2026, 10, 25)
    who = make.people(session, cell, 1, since=listed)
    _rolled(session, cell, who, OCTOBER, Duty.EXEMPT)
    meeting = make.meeting(session, cell, NOVEMBER)
    assert _found(session, meeting) == [(who[0], Duty.EXEMPT, listed)]
    roll_duties.register(session, _people(session, meeting))
    assert [line.duty for line in attendance.roll(session, meeting).lines] == [Duty.EXEMPT]


def test_what_cannot_have_been_is_refused_by_name(session: Session) -> None:
    cell = make.cell(session)
    first, second = make.people(session, cell, 2)
    events.record(session, first, EventValues(EventKind.EXEMPT_START, date(2026, 11, 20)))
    wanted = [Unregistered(one, "", "", LeftOut(Duty.EXEMPT, OCTOBER)) for one in (first, second)]
    with pytest.raises(KnownError, match=make.name(0)):
        roll_duties.register(session, wanted)


def test_a_roll_written_as_shown_counts_nobody_present_whom_the_last_one_left_out(session: Session) -> None:
    cell = make.cell(session)
    first, second, third = make.people(session, cell, 3)
    _rolled(session, cell, [first, second, third], OCTOBER, Duty.EXEMPT, Duty.TEMP_AWAY, Duty.ACTIVE)
    meeting = make.meeting(session, cell, NOVEMBER)
    attendance.write(session, meeting, {second: (X, "")}, on=TODAY)
    roll = attendance.roll(session, meeting)
    assert {line.member_id: line.mark for line in roll.lines} == {first: C, second: X, third: X}
    assert _found(session, meeting) == [(first, Duty.EXEMPT, OCTOBER)]  # who has come again is not asked after


def test_written_into_the_register_a_written_roll_leaves_them_out_too(session: Session) -> None:
    cell = make.cell(session)
    first, second, third = make.people(session, cell, 3)
    _rolled(session, cell, [first, second, third], OCTOBER, Duty.EXEMPT, Duty.TEMP_AWAY, Duty.ACTIVE)
    meeting = make.meeting(session, cell, NOVEMBER)
    attendance.write(session, meeting, {second: (X, "")}, on=TODAY)
    roll_duties.register(session, _people(session, meeting))
    roll = attendance.roll(session, meeting)
    assert [line.member_id for line in roll.outside] == [first]
    assert (roll.tally.attended, roll.tally.eligible) == (2, 2)
    assert not attendance.differences(session, meeting)


def test_a_roll_on_which_they_stayed_open_says_nothing_of_the_next_one(session: Session) -> None:
    """One roll left as it was written does not make them present on the one after."""
    cell = make.cell(session)
    who = make.people(session, cell, 2)
    _rolled(session, cell, who, SEPTEMBER, Duty.EXEMPT, Duty.ACTIVE)
    attendance.write(session, make.meeting(session, cell, OCTOBER), on=TODAY)
    november = make.meeting(session, cell, NOVEMBER)
    assert _found(session, november) == [(who[0], Duty.EXEMPT, SEPTEMBER)]
    assert attendance.roll(session, november).tally.attended == 1


def test_those_of_a_whole_month_are_found_once_each_and_written_in_one_step(session: Session) -> None:
    places = [make.cell(session, title) for title in ("Chi bộ bản Nà Sáy", "Chi bộ bản Tin Tốc")]
    people: list[int] = []
    for number, cell in enumerate(places):
        who = make.people(session, cell, 2, start=2 * number)
        people += who[:1]
        _rolled(session, cell, who, OCTOBER, Duty.EXEMPT, Duty.ACTIVE)
        make.meeting(session, cell, NOVEMBER)
    make.meeting(session, places[0], date(2026, 11, 12), kind=MeetingKind.THEMATIC)
    found = roll_duties.of_month(session, 2026, 11)
    assert [(one.member_id, one.cell_name) for one in found] == [
        (people[0], "Chi bộ bản Nà Sáy"),
        (people[1], "Chi bộ bản Tin Tốc"),
    ]
    roll_duties.register(session, found)
    assert roll_duties.of_month(session, 2026, 11) == []


def test_a_duty_the_rule_expects_at_meetings_is_not_asked_after(session: Session) -> None:
    cell = make.cell(session)
    who = make.people(session, cell, 2)
    _rolled(session, cell, who, OCTOBER, Duty.TEMP_AWAY, Duty.ACTIVE)
    card = rules.book(session).rules[-1]
    values = rules.values_of(card)
    values["excluded"] = frozenset({Duty.EXEMPT})
    meeting = make.meeting(session, cell, NOVEMBER)
    assert _found(session, meeting)
    rules.save(session, card.effective_from, values)
    assert _found(session, meeting) == []

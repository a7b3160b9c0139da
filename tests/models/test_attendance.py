"""The roll of a meeting: proposed, frozen, corrected, brought in line with the register."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models import attendance, meetings, members, stays
from models.dates import PartialDate
from models.errors import KnownError
from models.reasons import used
from models.tables import Duty, Ending, Meeting, MeetingState, Position, Standing
from tests.leaving import leave
from tests.models import builders as make
from tests.models.builders import TODAY, C, K, P, T, X

DAY = date(2026, 11, 5)


def test_the_proposal_has_everybody_present_who_should_attend(session: Session) -> None:
    key = make.cell(session)
    here = make.people(session, key, 3)
    make.people(session, key, 1, duty=Duty.EXEMPT, start=8)
    make.people(session, key, 1, since=DAY + timedelta(days=1), start=9)
    roll = attendance.roll(session, make.meeting(session, key, DAY))
    assert not roll.is_written
    assert [(line.member_id, line.mark) for line in roll.expected] == [(who, X) for who in here]
    assert [(line.duty, line.mark) for line in roll.outside] == [(Duty.EXEMPT, C)]
    assert (roll.tally.attended, roll.tally.eligible, roll.tally.outside) == (3, 3, 1)


def test_the_proposal_follows_a_change_of_the_meetings_day(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    make.people(session, key, 1, since=date(2026, 11, 10), start=5)
    meeting = make.meeting(session, key, DAY)
    assert len(attendance.roll(session, meeting).lines) == 2
    meetings.edit(session, meeting, meetings.MeetingValues(meetings.MeetingKind.REGULAR, TODAY), on=TODAY)
    assert len(attendance.roll(session, meeting).lines) == 3


def test_the_roll_has_the_officers_first_and_then_vietnamese_order(session: Session) -> None:
    key = make.cell(session)
    names = ["Lò Văn Đức", "Lò Văn Dũng", "Vì Văn Ánh", "Cà Văn Ánh", "Lò Văn Ước", "Lò Văn Uyên"]
    ids = {name: members.add(session, members.MemberValues(name), key, on=TODAY, since=make.LONG_AGO) for name in names}
    members.set_position(session, ids["Lò Văn Ước"], Position.SECRETARY, on=date(2026, 1, 1))
    members.set_position(session, ids["Lò Văn Đức"], Position.COMMITTEE_MEMBER, on=date(2026, 1, 1))
    meeting = make.meeting(session, key, DAY)
    wanted = ["Lò Văn Ước", "Lò Văn Đức", "Cà Văn Ánh", "Vì Văn Ánh", "Lò Văn Dũng", "Lò Văn Uyên"]
    assert [line.full_name for line in attendance.roll(session, meeting).lines] == wanted
    attendance.write(session, meeting, on=TODAY)
    roll = attendance.roll(session, meeting)
    assert [line.full_name for line in roll.lines] == wanted
    assert [line.position for line in roll.lines[:3]] == [Position.SECRETARY, Position.COMMITTEE_MEMBER, None]


def test_two_of_one_name_are_told_apart_by_the_year_of_birth(session: Session) -> None:
    key = make.cell(session)
    for born in (PartialDate(1956), PartialDate(1987, 5, 2), None):
        values = members.MemberValues("Lò Văn Ánh", born_on=born)
        members.add(session, values, key, on=TODAY, since=make.LONG_AGO)
    shown = {line.shown_name for line in attendance.roll(session, make.meeting(session, key, DAY)).lines}
    assert shown == {"Lò Văn Ánh (1956)", "Lò Văn Ánh (1987)", "Lò Văn Ánh"}


def test_writing_freezes_the_roll_with_its_exceptions(session: Session) -> None:
    key = make.cell(session)
    one, two, three = make.people(session, key, 3)
    meeting = make.meeting(session, key, DAY)
    attendance.write(session, meeting, {one: (P, "  đi làm\n ăn xa "), two: (T, "")}, on=TODAY)
    roll = attendance.roll(session, meeting)
    assert roll.is_written
    assert [(line.member_id, line.mark, line.reason) for line in roll.lines] == [
        (one, P, "đi làm ăn xa"),
        (two, T, ""),
        (three, X, ""),
    ]


def test_writing_again_changes_only_the_marks_named(session: Session) -> None:
    key = make.cell(session)
    one, two = make.people(session, key, 2)
    meeting = make.held(session, key, DAY, {one: K})
    leave(session, two, on=date(2026, 11, 4), ending=Ending.DIED)
    attendance.write(session, meeting, {two: (P, "ốm")}, on=TODAY)
    assert [line.mark for line in attendance.roll(session, meeting).lines] == [K, P]
    attendance.write(session, meeting, {two: (X, "")}, on=TODAY)
    assert [(line.mark, line.reason) for line in attendance.roll(session, meeting).lines] == [(K, ""), (X, "")]


def test_a_meeting_still_to_come_takes_no_roll(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    meeting = make.meeting(session, key, TODAY + timedelta(days=1))
    with pytest.raises(KnownError, match="Chưa đến ngày họp 23/11/2026"):
        attendance.write(session, meeting, on=TODAY)
    assert not attendance.roll(session, meeting).is_written
    attendance.write(session, meeting, on=TODAY + timedelta(days=1))
    assert attendance.roll(session, meeting).is_written


def test_an_empty_list_takes_no_roll(session: Session) -> None:
    meeting = make.meeting(session, make.cell(session), DAY)
    with pytest.raises(KnownError, match="chưa có đảng viên nào"):
        attendance.write(session, meeting, on=TODAY)
    assert meetings.read(session, meeting).state is MeetingState.PLANNED


def test_a_mark_for_somebody_not_on_the_roll_is_refused(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    (late,) = make.people(session, key, 1, since=TODAY, start=7)
    meeting = make.held(session, key, DAY)
    with pytest.raises(KnownError, match="Cập nhật danh sách"):
        attendance.write(session, meeting, {late: (X, "")}, on=TODAY)


def test_clearing_makes_the_meeting_unwritten_again(session: Session) -> None:
    key = make.cell(session)
    (one, _two) = make.people(session, key, 2)
    meeting = make.held(session, key, DAY, {one: K})
    attendance.clear(session, meeting)
    session.flush()
    roll = attendance.roll(session, meeting)
    assert not roll.is_written
    assert {line.mark for line in roll.lines} == {X}


def test_refreshing_adds_removes_and_changes(session: Session) -> None:
    """As the register now stands for the meeting's day; marks already written stay."""
    key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    stayed, gone, exempt, back = make.people(session, key, 4)
    stays.change(session, back, on=date(2026, 11, 1), duty=Duty.TEMP_AWAY)
    (young,) = make.people(session, key, 1, standing=Standing.PROBATIONARY, start=10)
    meeting = make.held(session, key, DAY, {stayed: P, gone: K, back: X})  # away, yet there
    stays.change(session, gone, on=date(2026, 11, 2), cell_id=other)
    stays.change(session, exempt, on=date(2026, 11, 3), duty=Duty.EXEMPT)
    stays.change(session, back, on=date(2026, 11, 4), duty=Duty.ACTIVE)
    stays.recognise(session, young, PartialDate(2026, 11, 1))
    (new,) = make.people(session, key, 1, since=date(2026, 11, 4), start=20)
    session.flush()
    found = attendance.differences(session, meeting)
    done = attendance.refresh(session, meeting)
    assert done == found
    assert done.added == (make.name(20),)
    assert done.removed == (make.name(1),)
    assert set(done.changed) == {make.name(2), make.name(3), make.name(10)}
    session.flush()
    lines = {line.member_id: line for line in attendance.roll(session, meeting).lines}
    assert set(lines) == {stayed, exempt, back, young, new}
    assert {who: lines[who].mark for who in (stayed, back, young, new)} == {stayed: P, back: C, young: X, new: C}
    assert lines[exempt].duty is Duty.EXEMPT
    assert lines[young].standing is Standing.OFFICIAL
    assert not attendance.differences(session, meeting)
    assert not attendance.refresh(session, meeting)


def test_refreshing_leaves_a_meeting_without_a_roll_alone(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    meeting = make.meeting(session, key, DAY)
    with pytest.raises(KnownError, match="chưa có điểm danh"):
        attendance.refresh(session, meeting)
    session.flush()
    attendance.write(session, meeting, on=TODAY)
    assert {line.mark for line in attendance.roll(session, meeting).lines} == {X}


def test_refreshing_never_leaves_a_roll_with_nobody(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 2)
    meeting = make.held(session, key, DAY)
    session.get_one(Meeting, meeting).held_on = date(1950, 10, 5)
    session.flush()
    with pytest.raises(KnownError, match="chưa có đảng viên nào"):
        attendance.refresh(session, meeting)
    assert [line.member_id for line in attendance.roll(session, meeting).lines] == who


def test_reasons_used_come_first_the_most_used_before(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 4)
    meeting = make.meeting(session, key, DAY)
    marks = dict(zip(who, [(P, "trông cháu"), (P, "gặt lúa"), (P, "gặt lúa"), (P, "ốm")], strict=True))
    attendance.write(session, meeting, marks, on=TODAY)
    session.flush()
    reasons = used(session)
    assert reasons[0] == "gặt lúa"
    assert set(reasons[1:3]) == {"trông cháu", "ốm"}
    assert len(reasons) == len(set(reasons)) == 9
    assert "đi làm ăn xa" in reasons


def test_the_roll_shows_the_members_year_so_far(session: Session) -> None:
    key = make.cell(session)
    one, two = make.people(session, key, 2)
    make.held(session, key, date(2026, 9, 5), {one: K})
    make.held(session, key, date(2026, 10, 5), {one: K, two: P})
    roll = attendance.roll(session, make.meeting(session, key, DAY))
    assert [(line.year.unexcused, line.year.excused, line.year.obliged) for line in roll.lines] == [
        (2, 0, 2),
        (0, 1, 2),
    ]


def test_no_mark_makes_a_meeting_of_one_that_was_not_held(session: Session) -> None:
    key = make.cell(session)
    (who,) = make.people(session, key, 1)
    meeting = make.meeting(session, key, DAY)
    meetings.set_not_held(session, meeting, "Mưa lũ")
    with pytest.raises(KnownError, match="không sinh hoạt"):
        attendance.write(session, meeting, {who: (P, "")}, on=TODAY)
    meetings.set_planned(session, meeting)
    attendance.write(session, meeting, {who: (P, "")}, on=TODAY)
    assert meetings.read(session, meeting).state is MeetingState.RECORDED


def test_a_reason_without_accents_is_the_known_one(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 5)
    meeting = make.held(session, key, date(2026, 10, 5))
    typed = ("om", "OM", "di lam an xa", "đi rẫy", "ôm")
    attendance.write(session, meeting, {who[n]: (P, text) for n, text in enumerate(typed)}, on=TODAY)
    lines = {line.member_id: line.reason for line in attendance.roll(session, meeting).lines}
    assert [lines[one] for one in who] == ["ốm", "ốm", "đi làm ăn xa", "đi rẫy", "ôm"]
    attendance.write(session, meeting, {who[0]: (P, "di ray")}, on=TODAY)
    assert attendance.roll(session, meeting).lines[0].reason == "đi rẫy"

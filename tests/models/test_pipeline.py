"""The way into the Party: stages, days that are due, warnings, and the one write that makes a member."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import (
    admission_checks,
    calendar,
    candidates,
    checks,
    codes,
    events,
    members,
    membership_rules,
    pipeline,
    stays,
)
from models.admission_checks import Case
from models.calendar import WorkingCalendar
from models.candidates import Admission, CandidateValues
from models.dates import PartialDate, add_months
from models.errors import KnownError
from models.members import MemberValues
from models.membership_rules import TermBook, Terms, TermValues
from models.pipeline import Alarm, Stage
from models.tables import Candidate, Duty, Ending, EventKind, Member, Standing
from tests.leaving import leave
from tests.models import builders

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))


@pytest.fixture
def session(db):
    with db.write("Nguồn") as session:
        yield session


@pytest.fixture
def cell(session) -> int:
    return builders.cell(session)


def values(cell: int, **more) -> CandidateValues:
    return replace(CandidateValues("Vừ A Dính", cell, date(2025, 3, 1), born_on=PartialDate(2000, 5, 2)), **more)


def line_of(session, key: int, on: date = TODAY) -> pipeline.Line:
    return next(line for line in pipeline.lines(session, on) if line.candidate_id == key)


def warned(session, on: date = TODAY, **case) -> str:
    return " ".join(admission_checks.warnings(session, Case(**case), on=on))


@given(DAYS, st.integers(1, 120))
def test_a_certificate_is_good_to_the_same_day_so_many_months_later(day: date, months: int) -> None:
    until = TermValues("", certificate_months=months).certificate_until(day)
    assert (until.year * 12 + until.month) - (day.year * 12 + day.month) == months
    # At the end of a month that is too short the last day serves; never a day of the next month.
    assert until.day == day.day or (until.day < day.day and (until + timedelta(days=1)).day == 1)


def test_sixty_months_from_the_end_of_february_in_a_leap_year() -> None:
    rule = TermValues("")
    assert rule.certificate_until(date(2024, 2, 29)) == date(2029, 2, 28)
    assert rule.certificate_until(date(2021, 8, 31)) == date(2026, 8, 31)
    assert rule.certificate_notice_from(date(2021, 8, 31)) == date(2026, 2, 28)


@given(DAYS, st.frozensets(DAYS, max_size=30), st.integers(0, 60))
def test_the_ceremony_is_due_on_the_last_of_so_many_working_days(day: date, off: frozenset[date], days: int) -> None:
    known = WorkingCalendar(off=off)
    book = TermBook([Terms(1, date(2000, 1, 1), TermValues("", ceremony_days=days))])
    due = pipeline.ceremony_due(day, known, book)
    counted = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(map(known.is_working_day, counted)) == days
    assert pipeline.ceremony_due(day + timedelta(days=1), known, book) >= due


@given(
    listed=DAYS,
    steps=st.fixed_dictionaries(
        {name: st.none() | DAYS for name in ("certificate_on", "proposed_on", "filed_on", "decision_on", "left_on")}
    ),
    days=st.lists(DAYS, min_size=2, max_size=6),
)
def test_nobody_falls_back_as_time_goes_on(listed: date, steps: dict[str, date | None], days: list[date]) -> None:
    row = Candidate(listed_on=listed, **steps)
    order = list(Stage)
    told = [pipeline.stage_of(row, day) for day in sorted(days)]
    assert [order.index(stage) for stage, _since in told] == sorted(order.index(stage) for stage, _since in told)
    for (stage, since), day in zip(told, sorted(days), strict=True):
        assert stage in (*pipeline.WAITING, Stage.LEFT)
        assert since in (listed, *steps.values())
        assert since <= max(day, listed)


def test_the_day_picks_the_card_and_an_older_one_keeps_its_days(session) -> None:
    membership_rules.save(session, date(2027, 1, 1), TermValues("Quy định mới", ceremony_days=10))
    book = membership_rules.book(session)
    assert (book.on(date(2026, 12, 31)).ceremony_days, book.on(date(2027, 1, 1)).ceremony_days) == (30, 10)
    assert book.on(date(2010, 1, 1)) == book.cards[0].values
    membership_rules.save(session, date(2027, 1, 1), TermValues("Quy định mới", ceremony_days=12))
    assert len(membership_rules.book(session).cards) == len(book.cards)
    for wrong, field in (
        (TermValues(" "), "document"),
        (TermValues("x", ceremony_days=-1), "ceremony_days"),
        (TermValues("x", most_age=18), "most_age"),
    ):
        with pytest.raises(KnownError) as caught:
            membership_rules.save(session, date(2027, 1, 1), wrong)
        assert caught.value.field == field


def test_the_furthest_step_taken_by_a_day_is_the_stage(session, cell) -> None:
    steps = {
        "certificate_on": date(2025, 6, 15),
        "proposed_on": date(2026, 2, 3),
        "filed_on": date(2026, 5, 19),
        "decision_on": date(2026, 9, 2),
    }
    key = candidates.add(session, values(cell, **steps), on=TODAY)
    told = {
        date(2025, 3, 1): Stage.LISTED,
        date(2025, 6, 15): Stage.TAUGHT,
        date(2026, 2, 3): Stage.PROPOSED,
        date(2026, 5, 19): Stage.FILED,
        date(2026, 9, 2): Stage.DECIDED,
    }
    for day, stage in told.items():
        line = line_of(session, key, day)
        assert (line.stage, line.since) == (stage, day)
    assert [line for line in pipeline.lines(session, date(2025, 2, 28)) if line.candidate_id == key] == []


def test_a_ceremony_is_waited_for_and_then_late(session, cell) -> None:
    key = candidates.add(session, values(cell, decision_on=date(2026, 10, 1)), on=TODAY)
    due = calendar.read(session).add_working_days(date(2026, 10, 1), 30)
    assert (line_of(session, key, due).alarm, line_of(session, key, due).due_on) == (Alarm.CEREMONY, due)
    assert line_of(session, key, due + timedelta(days=1)).alarm is Alarm.CEREMONY_LATE


def test_a_certificate_runs_out(session, cell) -> None:
    key = candidates.add(session, values(cell, listed_on=date(2021, 1, 5), certificate_on=date(2021, 8, 31)), on=TODAY)
    alarms = {
        date(2026, 2, 27): None,
        date(2026, 2, 28): Alarm.CERTIFICATE_SOON,
        date(2026, 8, 31): Alarm.CERTIFICATE_SOON,
        date(2026, 9, 1): Alarm.CERTIFICATE_OVER,
    }
    assert {day: line_of(session, key, day).alarm for day in alarms} == alarms


def test_one_write_makes_the_member_and_one_undo_takes_it_all_back(db) -> None:
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session)
        first, second = builders.people(session, cell, 2)
        key = candidates.add(
            session,
            values(cell, occupation="giáo viên", ethnic_id=codes.id_of(session, codes.ETHNIC, "08")),
            on=TODAY,
        )
    paper = Admission("12-QĐ/ĐU", date(2026, 10, 20), date(2026, 11, 19), first, second)
    with db.write("Kết nạp") as session:
        member = candidates.admit(session, key, paper, on=TODAY)
    with db.read() as session:
        card = members.read(session, member)
        event = events.history(session, member)[0].values
        row = session.get_one(Candidate, key)
        assert (card.full_name, str(card.admitted_on), card.ethnic_id) == ("Vừ A Dính", "20/10/2026", row.ethnic_id)
        assert (event.kind, event.effective_on, event.ceremony_on) == (
            EventKind.ADMISSION,
            date(2026, 10, 20),
            date(2026, 11, 19),
        )
        assert event.decision_number == "12-QĐ/ĐU"
        assert (row.member_id, row.introducer1_id, row.introducer2_id) == (member, first, second)
        assert line_of(session, key).stage is Stage.PROBATION
        assert line_of(session, key).member_id == member
        # the past stays as it was: before the ceremony they still waited for it
        (waiting,) = [line for line in pipeline.lines(session, date(2026, 11, 18)) if line.candidate_id == key]
        assert waiting.stage is Stage.DECIDED
    assert db.undo() == "Kết nạp"
    with db.read() as session:
        assert session.get_one(Candidate, key).member_id is None
        assert session.get_one(Candidate, key).ceremony_on is None
        assert len(members.search(session, on=TODAY)) == 2
    assert db.redo() == "Kết nạp"
    with db.read() as session:
        assert len(members.search(session, on=TODAY)) == 3


def test_what_is_corrected_in_the_history_stands_in_the_source_list_too(session, cell) -> None:
    key = candidates.add(session, values(cell), on=TODAY)
    member = candidates.admit(session, key, Admission("3", date(2026, 10, 1), date(2026, 10, 9)), on=TODAY)
    event = events.history(session, member)[0]
    moved = replace(event.values, effective_on=date(2026, 10, 5), decision_on=date(2026, 10, 5), decision_number="5")
    events.correct(session, event.id, replace(moved, ceremony_on=date(2026, 10, 20)))
    row = session.get_one(Candidate, key)
    assert (row.decision_number, row.decision_on, row.ceremony_on) == ("5", date(2026, 10, 5), date(2026, 10, 20))
    for day, held_on in ((12, 20), (25, 25)):  # a ceremony known already stays, if it can have been then
        told = replace(moved, effective_on=date(2026, 10, day), decision_on=None, ceremony_on=None)
        events.correct(session, event.id, told)
        assert (row.decision_on, row.ceremony_on) == (date(2026, 10, day), date(2026, 10, held_on))
    events.remove(session, event.id)
    assert (row.member_id, row.ceremony_on, line_of(session, key).stage) == (None, None, Stage.DECIDED)


def test_the_card_of_a_readmission_follows_that_event_not_the_first_admission(session, cell) -> None:
    (old,) = builders.people(session, cell, 1)
    listed = events.history(session, old)[0]
    first = replace(listed.values, kind=EventKind.ADMISSION, effective_on=date(2015, 1, 1), standing=None, cell_id=cell)
    events.correct(session, listed.id, first)
    leave(session, old, on=date(2020, 12, 1), ending=Ending.STRUCK_OFF)
    key = candidates.add(session, values(cell, former_id=old), on=TODAY)
    candidates.admit(session, key, Admission("3", date(2026, 10, 1), date(2026, 10, 9)), on=TODAY)
    row = session.get_one(Candidate, key)
    admission, *_others, again = events.history(session, old)
    events.correct(session, admission.id, replace(admission.values, decision_number="1"))
    assert row.decision_number == "3"
    events.correct(session, again.id, replace(again.values, decision_number="4"))
    assert row.decision_number == "4"
    events.remove(session, again.id)
    assert row.member_id is None


def test_after_twelve_months_they_are_recognised_and_stay_in_the_year_s_column(session, cell) -> None:
    key = candidates.add(session, values(cell), on=TODAY)
    member = candidates.admit(session, key, Admission("3", date(2025, 10, 1), date(2025, 10, 9)), on=TODAY)
    assert line_of(session, key, date(2026, 9, 20)).alarm is Alarm.PROBATION_SOON
    due = line_of(session, key, date(2026, 10, 2))
    assert (due.alarm, due.due_on) == (
        Alarm.CONSIDER,
        calendar.read(session).add_working_days(date(2026, 10, 1), 30),
    )
    stays.recognise(session, member, PartialDate(2026, 10, 1))
    assert line_of(session, key).stage is Stage.OFFICIAL
    assert [line for line in pipeline.lines(session, date(2027, 1, 1)) if line.candidate_id == key] == []


def test_one_who_left_may_be_admitted_again_under_the_same_card(session, cell) -> None:
    (old,) = builders.people(session, cell, 1)
    session.get_one(Member, old).admitted_on = PartialDate(1999, 3, 3)
    leave(session, old, on=date(2023, 12, 1), ending=Ending.STRUCK_OFF)
    key = candidates.add(session, values(cell, former_id=old), on=TODAY)
    assert "chưa đủ 36 tháng" in warned(session, former_id=old, decision_on=date(2026, 11, 30))
    assert "chưa đủ 36 tháng" not in warned(session, former_id=old, decision_on=date(2026, 12, 1))
    assert candidates.admit(session, key, Admission("", date(2026, 11, 2), date(2026, 11, 3)), on=TODAY) == old
    assert events.history(session, old)[-1].values.kind is EventKind.READMISSION
    line = line_of(session, key)
    assert (line.stage, line.since) == (Stage.PROBATION, date(2026, 11, 2))  # not since the first admission
    assert line_of(session, key, date(2027, 10, 20)).due_on == date(2027, 11, 2)


def test_those_who_introduce_one_admitted_again_stand_with_that_admission(session, cell) -> None:
    old, first, second = builders.people(session, cell, 3)
    leave(session, old, on=date(2020, 12, 1), ending=Ending.STRUCK_OFF)
    key = candidates.add(session, values(cell, former_id=old), on=TODAY)
    candidates.admit(session, key, Admission("", date(2026, 11, 2), date(2026, 11, 3), first, second), on=TODAY)
    again = events.history(session, old)[-1].values
    assert (again.first_introducer, again.second_introducer) == (builders.name(1), builders.name(2))


def test_what_speaks_against_an_admission_is_told(session, cell) -> None:
    known = builders.people(session, cell, 1)
    (new,) = builders.people(session, cell, 1, standing=Standing.PROBATIONARY, start=5)
    (gone,) = builders.people(session, cell, 1, start=9)
    leave(session, gone, on=date(2026, 1, 1), ending=Ending.DIED)
    day = date(2026, 11, 10)
    assert "Chưa đủ 18 tuổi" in warned(session, born_on=PartialDate(2008, 11, 11), decision_on=day)
    assert "tuổi" not in warned(session, born_on=PartialDate(2008, 11, 10), decision_on=day)
    assert "Có thể chưa đủ 18" in warned(session, born_on=PartialDate(2008), decision_on=day)
    assert "quá 60 tuổi" not in warned(session, born_on=PartialDate(1966, 11, 2), decision_on=day)
    assert "quá 60 tuổi" in warned(session, born_on=PartialDate(1966, 10, 2), decision_on=day)
    assert "Chưa ghi ngày sinh" in warned(session)
    assert "hai đảng viên" in warned(session, introducer_ids=tuple(known))
    assert "không phải đảng viên chính thức" in warned(session, introducer_ids=(known[0], new))
    assert "không có trong danh sách" in warned(session, introducer_ids=(known[0], gone))
    assert "cùng công tác" in warned(session, introducer_ids=(*known, new))
    assert "hết giá trị" in warned(session, certificate_on=date(2021, 11, 9), decision_on=day)
    assert "hết giá trị" not in warned(session, certificate_on=date(2021, 11, 10), decision_on=day)
    assert "Chưa ghi giấy chứng nhận" in warned(session)
    assert "trung học cơ sở" in warned(session, education_id=codes.id_of(session, codes.EDUCATION, "primary"))
    assert "Lễ kết nạp quá hạn" in warned(session, decision_on=date(2026, 6, 1), ceremony_on=date(2026, 10, 1))
    assert "Lễ kết nạp" not in warned(session, decision_on=day, ceremony_on=add_months(day, 1))


def test_one_admitted_past_the_source_list_is_pointed_out(session, cell) -> None:
    waiting = candidates.add(session, values(cell), on=TODAY)
    assert [one for one in checks.run(session, TODAY) if one.rule.key == "candidate_is_member"] == []
    assert "Đã có đảng viên" not in warned(session, full_name="Vừ A Dính", born_on=PartialDate(2000, 5, 2))
    card = MemberValues("Vừ A Dính", born_on=PartialDate(2000, 5, 2), admitted_on=PartialDate(2026, 9, 2))
    members.add(session, card, cell, on=TODAY, since=date(2026, 9, 2))
    (found,) = [one for one in checks.run(session, TODAY) if one.rule.key == "candidate_is_member"]
    assert (found.name, found.candidate_id) == ("Vừ A Dính", waiting)
    assert "với đảng viên Vừ A Dính" in found.what
    assert "Đã có đảng viên" in warned(session, full_name="vừ a dính", born_on=PartialDate(2000, 5, 2))
    assert "Đã có đảng viên" not in warned(session, full_name="Vừ A Dính", born_on=PartialDate(2001, 5, 2))
    candidates.leave(session, waiting, on=TODAY, reason="Đã kết nạp", today=TODAY)
    assert [one for one in checks.run(session, TODAY) if one.rule.key == "candidate_is_member"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"full_name": "Vừ A Dính 2"}, "full_name"),  # no member could be called so
        ({"cell_id": None}, "cell_id"),
        ({"listed_on": None}, "listed_on"),
        ({"listed_on": date(2026, 11, 21)}, "listed_on"),
        ({"proposed_on": date(2025, 2, 1)}, "proposed_on"),
        ({"proposed_on": date(2026, 2, 1), "decision_on": date(2026, 1, 31)}, "decision_on"),
        ({"helper1_id": 1, "helper2_id": 1}, "helper2_id"),
        ({"occupation": "x" * 101}, "occupation"),
    ],
)
def test_what_cannot_be_is_refused(session, cell, change: dict, field: str) -> None:
    with pytest.raises(KnownError) as caught:
        candidates.add(session, values(cell, **change), on=TODAY)
    assert caught.value.field == field


def test_a_step_before_another_names_that_one(session, cell) -> None:
    with pytest.raises(KnownError, match=r"Ngày quyết định ở trước ngày chi bộ đề nghị \(01/02/2026\)"):
        candidates.add(session, values(cell, proposed_on=date(2026, 2, 1), decision_on=date(2026, 1, 31)), on=TODAY)


def test_an_admission_that_cannot_be_is_refused_with_its_field(session, cell) -> None:
    (known,) = builders.people(session, cell, 1)
    key = candidates.add(session, values(cell, proposed_on=date(2026, 6, 1)), on=TODAY)
    good = Admission("1", date(2026, 10, 1), date(2026, 10, 9))
    for wrong, field in (
        (replace(good, decision_on=None), "decision_on"),
        (replace(good, ceremony_on=None), "ceremony_on"),
        (replace(good, ceremony_on=date(2026, 9, 30)), "ceremony_on"),
        (replace(good, ceremony_on=date(2026, 11, 21)), "ceremony_on"),
        (replace(good, decision_on=date(2026, 5, 31)), "decision_on"),
        (replace(good, introducer1_id=known, introducer2_id=known), "introducer2_id"),
    ):
        with pytest.raises(KnownError) as caught:
            candidates.admit(session, key, wrong, on=TODAY)
        assert caught.value.field == field
    candidates.admit(session, key, good, on=TODAY)
    for act in (
        lambda: candidates.admit(session, key, good, on=TODAY),
        lambda: candidates.remove(session, key),
        lambda: candidates.leave(session, key, on=TODAY, reason="x", today=TODAY),
        lambda: candidates.edit(session, key, values(cell, decision_on=date(2026, 10, 2)), on=TODAY),
    ):
        with pytest.raises(KnownError):
            act()


def test_leaving_the_list_keeps_the_name_for_the_year_and_can_be_taken_back(session, cell) -> None:
    key = candidates.add(session, values(cell), on=TODAY)
    with pytest.raises(KnownError, match="lý do"):
        candidates.leave(session, key, on=TODAY, reason=" ", today=TODAY)
    candidates.leave(session, key, on=date(2026, 4, 1), reason="Chuyển đi nơi khác", today=TODAY)
    assert (line_of(session, key).stage, line_of(session, key).note) == (Stage.LEFT, "Chuyển đi nơi khác")
    assert line_of(session, key, date(2026, 3, 31)).stage is Stage.LISTED
    assert [line for line in pipeline.lines(session, date(2027, 1, 1)) if line.candidate_id == key] == []
    with pytest.raises(KnownError, match="trở lại nguồn"):
        candidates.admit(session, key, Admission("", TODAY, TODAY), on=TODAY)
    candidates.come_back(session, key)
    assert line_of(session, key).stage is Stage.LISTED
    candidates.remove(session, key)
    assert pipeline.lines(session, TODAY) == []


def test_members_on_probation_nobody_had_in_the_list_stand_in_the_column_too(session, cell) -> None:
    (member,) = builders.people(session, cell, 1, standing=Standing.PROBATIONARY)
    builders.people(session, cell, 1, standing=Standing.PROBATIONARY, duty=Duty.GUEST, start=4)
    (line,) = pipeline.lines(session, TODAY)
    assert (line.member_id, line.candidate_id, line.stage) == (member, None, Stage.PROBATION)


def test_the_same_name_is_pointed_out(session, cell) -> None:
    key = candidates.add(session, values(cell), on=TODAY)
    assert "đã có Vừ A Dính, sinh 02/05/2000" in candidates.same_person(session, "vừ a dính", None)
    assert candidates.same_person(session, "Vừ A Dính", PartialDate(1999)) == ""
    assert candidates.same_person(session, "Vừ A Dính", None, except_id=key) == ""
    assert candidates.same_person(session, "", None) == ""

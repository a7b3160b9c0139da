"""Alarms of the cells' meetings on worked examples; the bounds stand on the rule card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import alarms, attendance, cells, first_month, meetings, participation, rules
from models.alarms import Alarm, AlarmKind
from models.database import Database
from models.dates import Period
from models.meetings import MeetingValues
from models.office import put_setting
from models.tables import Duty, Mark, MeetingClass, MeetingForm, MeetingKind, MeetingRule
from tests.models import builders as make
from tests.models.builders import TODAY, K, P, X

FIRST = date(2025, 12, 1)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    with db.write("Thử") as session:
        first_month.opened(session, 2025, 12, on=date(2026, 1, 5))
        yield session


def read(session: Session, kind: AlarmKind, on: date = TODAY) -> list[Alarm]:
    session.flush()
    figures = participation.figures(session, Period(FIRST, date(2026, 12, 31)), on=on)
    return alarms.counted(alarms.read(session, figures, on), kind)


def scored(session: Session, cell: int, day: date, marks: dict[int, Mark] | None = None) -> int:
    key = make.held(session, cell, day, marks)
    values = MeetingValues(MeetingKind.REGULAR, day, MeetingForm.IN_PERSON, quality=MeetingClass.GOOD)
    meetings.edit(session, key, values, on=TODAY)
    return key


@pytest.mark.parametrize(("on", "expected"), [(10, []), (11, ["Chi bộ bản Nà Sáy"])])
def test_a_cell_without_a_meeting_is_named_after_the_day_of_the_card(
    session: Session, on: int, expected: list[str]
) -> None:
    make.manned(session)
    met = make.cell(session, "Chi bộ bản Co Mặn")
    make.people(session, met, 3)
    make.held(session, met, date(2026, 11, 5))
    found = read(session, AlarmKind.NOT_MET, date(2026, 11, on))
    assert [one.name for one in found] == expected


def test_a_meeting_planned_after_the_day_is_named_with_its_day(session: Session) -> None:
    cell = make.manned(session)
    make.meeting(session, cell, date(2026, 11, 28))
    (one,) = read(session, AlarmKind.NOT_MET)
    assert (one.detail, one.year, one.month) == ("chưa đến ngày họp 28/11/2026", 2026, 11)


@pytest.mark.parametrize(("founded", "expected"), [(9, 1), (10, 1), (11, 0), (20, 0)])
def test_a_cell_founded_after_the_day_is_not_overdue_in_its_first_month(
    session: Session, founded: int, expected: int
) -> None:
    make.manned(session, since=date(2026, 11, founded))
    assert len(read(session, AlarmKind.NOT_MET)) == expected
    assert len(make.left_to_do(session).missing) == expected
    assert len(read(session, AlarmKind.NOT_MET, date(2026, 12, 11))) == 1


def test_a_result_is_late_two_days_after_the_meeting(session: Session) -> None:
    cell = make.cell(session)
    make.people(session, cell, 3)
    make.held(session, cell, date(2026, 11, 10))  # a roll, no class
    silent = make.manned(session, "Chi bộ bản Co Mặn")
    make.meeting(session, silent, date(2026, 11, 10))
    done = make.cell(session, "Chi bộ bản Nà Phát")
    make.people(session, done, 3, start=10)
    scored(session, done, date(2026, 11, 10))
    assert read(session, AlarmKind.LATE_RESULT, date(2026, 11, 12)) == []
    found = read(session, AlarmKind.LATE_RESULT, date(2026, 11, 13))
    assert [(one.name, one.is_bad) for one in found] == [("Chi bộ bản Nà Sáy", False), ("Chi bộ bản Co Mặn", True)]
    assert found[0].detail == "họp 10/11/2026, chưa có điểm, xếp loại"


def test_two_months_below_the_target_in_a_row(session: Session) -> None:
    cell = make.cell(session)
    who = make.people(session, cell, 4)
    scored(session, cell, date(2026, 9, 5), {who[0]: P})
    scored(session, cell, date(2026, 10, 5))
    scored(session, cell, date(2026, 11, 5), {who[0]: P})
    assert read(session, AlarmKind.BELOW) == []
    (october,) = meetings.of_month(session, 2026, 10)
    attendance.write(session, october.id, {who[1]: (Mark.UNEXCUSED, "")}, on=TODAY)
    (one,) = read(session, AlarmKind.BELOW)
    assert one.detail == "10/2026: 3/4 · 11/2026: 3/4"


@pytest.mark.parametrize(
    ("on", "asked"),
    [((2026, 11, 22), (2026, 3)), ((2026, 12, 1), (2026, 4)), ((2026, 2, 1), (2025, 4)), ((2026, 3, 31), (2026, 1))],
)
def test_which_quarter_is_asked_for(on: tuple[int, int, int], asked: tuple[int, int]) -> None:
    assert alarms.quarter_asked(date(*on)) == asked


def test_a_quarter_without_a_thematic_meeting(session: Session) -> None:
    with_one, combined, without, young = (
        make.cell(session, f"Chi bộ bản {letter}", since=since)
        for letter, since in (("A", None), ("B", None), ("C", None), ("D", date(2026, 8, 1)))
    )
    for number, cell in enumerate((with_one, combined, without)):
        make.people(session, cell, 3, start=10 * number)
    make.held(session, with_one, date(2026, 8, 20), kind=MeetingKind.THEMATIC)
    key = make.held(session, combined, date(2026, 9, 5))
    values = MeetingValues(MeetingKind.REGULAR, date(2026, 9, 5), is_thematic_combined=True)
    meetings.edit(session, key, values, on=TODAY)
    found = read(session, AlarmKind.NO_THEMATIC)
    assert [(one.cell_id, one.detail) for one in found] == [(without, "quý 3/2026: 0/1 lần")]
    assert cells.names(session)[young] == "Chi bộ bản D"  # founded within the quarter: not asked


def test_two_absences_remind_and_three_alarm(session: Session) -> None:
    cell = make.cell(session)
    twice, thrice, once = make.people(session, cell, 3)
    for month, absent in ((7, (twice, thrice)), (8, (twice, thrice, once)), (9, (thrice,))):
        make.held(session, cell, date(2026, month, 5), dict.fromkeys(absent, K))
    found = read(session, AlarmKind.UNEXCUSED)
    assert [(one.member_id, one.is_bad) for one in found] == [(thrice, True), (twice, False)]
    assert found[0].detail == "3 lần: 05/07, 05/08, 05/09"


def test_more_than_three_excused_in_a_row(session: Session) -> None:
    cell = make.cell(session)
    four, broken, three, away = make.people(session, cell, 4)
    for month in (7, 8, 9, 10):
        marks = {four: P, broken: X if month == 9 else P, three: P if month > 7 else X, away: P}
        make.held(session, cell, date(2026, month, 5), marks)
    found = read(session, AlarmKind.EXCUSED_RUNNING)
    assert {one.member_id for one in found} == {four, away}
    assert {one.detail for one in found} == {"4 lần liên tiếp từ 05/07/2026"}


def test_the_bounds_come_from_the_card(session: Session) -> None:
    cell = make.cell(session)
    (who,) = make.people(session, cell, 1)
    for month in (8, 9):
        make.held(session, cell, date(2026, month, 5), {who: P})
    assert read(session, AlarmKind.EXCUSED_RUNNING) == []
    for card in session.scalars(select(MeetingRule)):
        card.excused_running, card.result_days, card.due_day = 1, None, 30
    (one,) = read(session, AlarmKind.EXCUSED_RUNNING)
    assert one.member_id == who
    assert read(session, AlarmKind.LATE_RESULT) == []
    assert read(session, AlarmKind.NOT_MET) == []


def test_those_outside_the_count_raise_no_alarm(session: Session) -> None:
    cell = make.cell(session)
    people = make.people(session, cell, 2)
    (exempt,) = make.people(session, cell, 1, duty=Duty.EXEMPT, start=5)
    for month in (7, 8, 9, 10):
        make.held(session, cell, date(2026, month, 5), {people[0]: X, exempt: K})
    assert read(session, AlarmKind.UNEXCUSED) == []


def test_every_alarm_has_a_sentence_with_its_document() -> None:
    for kind in AlarmKind:
        assert alarms.sentence(kind, make.rule()).endswith("(Hướng dẫn 42-HD/BTCTW).")


@pytest.mark.parametrize("opened", [None, (2026, 11)])
def test_old_books_are_not_asked_for_what_nobody_can_write_any_more(
    session: Session, opened: tuple[int, int] | None
) -> None:
    """The months of an imported book: no late results, no thematic meetings of a quarter that was not run here."""
    put_setting(session, first_month.KEY, f"{opened[0]}-{opened[1]}" if opened else "")
    cell = make.cell(session)
    make.people(session, cell, 3)
    for month in (7, 8, 9, 10):
        make.held(session, cell, date(2026, month, 5))
    make.held(session, cell, date(2026, 11, 5))
    assert read(session, AlarmKind.NO_THEMATIC) == []
    late = read(session, AlarmKind.LATE_RESULT)
    assert [(one.year, one.month) for one in late] == ([opened] if opened else [])


def test_the_first_month_is_the_earliest_one_opened_in_its_time(session: Session) -> None:
    make.cell(session)
    put_setting(session, first_month.KEY, "")
    meetings.open_month(session, 2026, 3, on=TODAY)  # a hole in an old book
    assert first_month.read(session) is None
    meetings.open_month(session, 2026, 11, on=TODAY)
    meetings.open_month(session, 2026, 10, on=TODAY)
    meetings.open_month(session, 2026, 12, on=TODAY)
    assert first_month.read(session) == (2026, 10)
    rule = rules.book(session).on(TODAY)
    words = alarms.sentence(AlarmKind.NO_THEMATIC, rule, first_month.read(session))
    assert words.endswith("Chỉ nhắc từ tháng 10/2026, tháng đầu tiên mở kỳ trên phần mềm.")
    assert "Chỉ nhắc" not in alarms.sentence(AlarmKind.UNEXCUSED, rule, (2026, 10))

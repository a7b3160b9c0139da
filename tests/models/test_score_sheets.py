"""Score sheets on meetings: what the register fills in, what is frozen, what the meeting is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import (
    attendance,
    content,
    meetings,
    members,
    months,
    papers,
    rules,
    score_facts,
    score_sheets,
    score_templates,
    tasks,
)
from models.database import Database
from models.errors import KnownError
from models.meetings import ClassSource
from models.papers import PaperValues
from models.score_sheets import Entry, Line, Result, Sheet
from models.score_templates import Template
from models.tables import (
    Mark,
    MeetingClass,
    MeetingKind,
    PaperKind,
    Part,
    Position,
    ScoreKind,
    ScoreSource,
    TaskResult,
)
from tests.models.builders import NOW, TODAY, card, cell, held, meeting, people

DAY = date(2026, 10, 5)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    with db.write("Chấm điểm") as session:
        yield session


@pytest.fixture
def sheet_b(session: Session) -> Template:
    """Use the detailed sheet from July 2026 on."""
    pattern = next(one for one in score_templates.rows(session) if one.effective_from is None)
    copy = replace(pattern, id=0, name="Phiếu của xã", effective_from=date(2026, 7, 1))
    return score_templates.read(session, score_templates.save(session, copy))


def at(session: Session, key: int, first: time, last: time, *, is_combined: bool = False) -> None:
    values = replace(meetings.read(session, key).values, starts_at=first, ends_at=last)
    meetings.edit(session, key, replace(values, is_thematic_combined=is_combined), on=TODAY)


def line(sheet: Sheet, number: str) -> Line:
    return next(one for one in sheet.lines if one.criterion.number == number)


def test_what_the_register_knows_is_filled_in_with_its_reason(session: Session, sheet_b: Template) -> None:
    del sheet_b
    home = cell(session)
    who = people(session, home, 20)
    members.set_position(session, who[0], Position.SECRETARY, on=date(2020, 1, 1))
    key = held(session, home, DAY, {who[1]: Mark.EXCUSED, who[2]: Mark.EXCUSED, who[3]: Mark.ONLINE})
    at(session, key, time(19, 30), time(20, 50))
    sheet = score_sheets.read(session, key)
    assert not sheet.is_written
    told = {number: (line(sheet, number).points, line(sheet, number).reason) for number in ("1", "2.1", "2.2", "3.3")}
    assert told == {
        "1": (4, "Họp 80 phút, quy định từ 90 phút: 4/5 điểm."),
        "2.1": (4, "18/20 = 90 % dự: 4/4 điểm."),
        "2.2": (1, "Không ai vắng có lý do quá 3 lần liên tiếp trong năm: 1/1 điểm."),
        "3.3": (2, "Chi bộ chỉ có bí thư: tính đủ 2 điểm."),
    }
    assert line(sheet, "2").points == 5
    assert (sheet.total.score, sheet.total.quality) == (99, MeetingClass.GOOD)


def test_one_unexcused_absence_takes_the_lowest_band_and_names_who(session: Session, sheet_b: Template) -> None:
    del sheet_b
    home = cell(session)
    who = people(session, home, 20)
    key = held(session, home, DAY, {who[1]: Mark.UNEXCUSED})
    found = line(score_sheets.read(session, key), "2.1")
    assert found.points == 1
    assert found.reason == "19/20 = 95 % dự, vắng không lý do: Lò Văn Ab: 1/4 điểm."


def test_more_than_three_excused_in_a_row_cost_the_point(session: Session, sheet_b: Template) -> None:
    del sheet_b
    home = cell(session)
    who = people(session, home, 5)
    points: list[float | None] = []
    key = 0
    for month in range(4, 11):
        mark = {who[1]: Mark.PRESENT if month == 5 else Mark.EXCUSED}
        key = held(session, home, date(2026, month, 5), mark)
        if month >= 7:
            points.append(line(score_sheets.read(session, key), "2.2").points)
    assert points == [1, 1, 0, 0]  # April, then June to September is the fourth in a row
    assert "Lò Văn Ab (5)" in line(score_sheets.read(session, key), "2.2").reason


def test_what_is_not_written_is_not_scored(session: Session, sheet_b: Template) -> None:
    del sheet_b
    home = cell(session)
    who = people(session, home, 5)
    key = meeting(session, home, DAY)
    sheet = score_sheets.read(session, key)
    assert [line(sheet, number).points for number in ("1", "2.1", "2.2")] == [None, None, None]
    assert sheet.total.left == 3
    score_sheets.write(session, key, on=TODAY)
    assert meetings.read(session, key).values.score is None
    attendance.write(session, key, {who[0]: (Mark.EXCUSED, "")}, on=TODAY)
    at(session, key, time(19), time(20, 30))
    sheet = score_sheets.read(session, key)
    assert {one.criterion.number for one in sheet.outdated} == {"1", "2.1", "2.2"}
    assert score_sheets.refresh(session, key) == 3
    row = meetings.read(session, key)
    assert (row.values.score, row.self_class) == (99, MeetingClass.GOOD)  # 80 %: one point less
    assert row.values.deduction_note == "4/5 = 80 % dự −1"
    assert score_sheets.read(session, key).outdated == ()


def test_a_large_cell_and_a_theme_take_longer(session: Session, sheet_b: Template) -> None:
    del sheet_b
    card(session, large_from=30)
    small, large = cell(session, "Chi bộ nhỏ"), cell(session, "Chi bộ đông")
    people(session, small, 29)
    people(session, large, 30, start=100)
    for home, combined, points in ((small, False, 5), (small, True, 3), (large, False, 3)):
        key = held(session, home, DAY)
        at(session, key, time(19), time(20, 30), is_combined=combined)
        assert line(score_sheets.read(session, key), "1").points == points


def test_points_by_hand_stay_and_can_be_taken_back(session: Session, sheet_b: Template) -> None:
    home = cell(session)
    people(session, home, 5)
    key = held(session, home, DAY)
    numbers = {one.number: one.id for one in sheet_b.criteria}
    score_sheets.write(session, key, {numbers["1"]: Entry(3, "bắt đầu muộn"), numbers["3.1"]: Entry(2.5)}, on=TODAY)
    sheet = score_sheets.read(session, key)
    assert (line(sheet, "1").points, line(sheet, "1").is_by_hand, line(sheet, "3.1").points) == (3, True, 2.5)
    at(session, key, time(19), time(21))
    assert not score_sheets.read(session, key).outdated
    score_sheets.write(session, key, {numbers["1"]: Entry(None)}, on=TODAY)
    assert line(score_sheets.read(session, key), "1").points == 5
    for number, points in (("1", 3.5), ("3.1", 3.5), ("3.1", -1), ("3.4", 0.5)):
        with pytest.raises(KnownError, match=f"[Mm]ục {number}"):
            score_sheets.write(session, key, {numbers[number]: Entry(points)}, on=TODAY)


def test_the_class_decided_wins_over_that_of_the_cell(session: Session) -> None:
    home = cell(session)
    people(session, home, 5)
    key = held(session, home, DAY)
    at(session, key, time(19), time(20, 30))
    book = rules.book(session)
    score_sheets.write(session, key, on=TODAY)
    row = meetings.read(session, key)
    assert (meetings.class_by(book, row), meetings.class_source(row)) == (MeetingClass.GOOD, ClassSource.SELF)
    score_sheets.decide(session, key, Result(95, MeetingClass.FAIR), on=TODAY)
    row = meetings.read(session, key)
    assert (meetings.class_by(book, row), meetings.class_source(row)) == (MeetingClass.FAIR, ClassSource.SELF)
    done = Result(95, MeetingClass.FAIR, MeetingClass.AVERAGE, date(2026, 10, 9), "Xem biên bản")
    score_sheets.decide(session, key, done, on=TODAY)
    row = meetings.read(session, key)
    assert (meetings.class_by(book, row), meetings.class_source(row)) == (MeetingClass.AVERAGE, ClassSource.DECIDED)
    assert (row.decided_on, row.values.deduction_note, row.values.score) == (date(2026, 10, 9), "Xem biên bản", 100)


@pytest.mark.parametrize(
    ("result", "field"),
    [
        (Result(self_score=101), "self_score"),
        (Result(decided_on=date(2026, 10, 9)), "official"),
        (Result(official=MeetingClass.GOOD, decided_on=date(2026, 10, 4)), "decided_on"),
        (Result(official=MeetingClass.GOOD, decided_on=date(2027, 1, 4)), "decided_on"),
    ],
)
def test_a_result_that_cannot_be_is_refused(session: Session, result: Result, field: str) -> None:
    home = cell(session)
    people(session, home, 5)
    key = held(session, home, DAY)
    with pytest.raises(KnownError) as refused:
        score_sheets.decide(session, key, result, on=TODAY)
    assert refused.value.field == field


def test_what_is_not_scored_is_refused_in_a_sentence(session: Session) -> None:
    home = cell(session)
    people(session, home, 5)
    for key, words in (
        (held(session, home, DAY, kind=MeetingKind.CONGRESS), "không chấm điểm"),
        (meeting(session, home, date(2026, 12, 5)), "Chưa đến ngày họp"),
        (meeting(session, home, date(2025, 10, 5)), "Chưa có mẫu phiếu"),
    ):
        with pytest.raises(KnownError, match=words):
            score_sheets.write(session, key, on=TODAY)
    away = meeting(session, home, date(2026, 9, 5))
    meetings.set_not_held(session, away, "mưa lũ")
    with pytest.raises(KnownError, match="không sinh hoạt"):
        score_sheets.write(session, away, on=TODAY)


def test_deleting_takes_the_sheet_along(session: Session) -> None:
    home = cell(session)
    people(session, home, 5)
    key = held(session, home, DAY)
    score_sheets.decide(session, key, Result(official=MeetingClass.GOOD, decided_on=DAY), on=TODAY)
    assert score_sheets.exists(session, key)
    meetings.delete(session, key)
    assert not score_sheets.exists(session, key)


def test_a_template_that_is_in_use_is_copied_not_changed(session: Session, sheet_b: Template) -> None:
    home = cell(session)
    people(session, home, 5)
    key = held(session, home, DAY)
    score_sheets.write(session, key, on=TODAY)
    before = score_sheets.read(session, key)
    with pytest.raises(KnownError, match="thêm bản mới"):
        score_templates.save(session, replace(sheet_b, name="Khác"))
    with pytest.raises(KnownError, match="không xóa được"):
        score_templates.delete(session, sheet_b.id)
    lines = tuple(
        replace(one, kind=ScoreKind.NUMBER, source=None, options=()) if one.number == "1" else one
        for one in sheet_b.criteria
    )
    score_templates.save(session, replace(sheet_b, id=0, effective_from=date(2026, 10, 1), criteria=lines))
    assert score_sheets.read(session, key) == before
    later = held(session, home, date(2026, 10, 12))
    assert line(score_sheets.read(session, later), "1").criterion.kind is ScoreKind.NUMBER
    assert line(score_sheets.read(session, held(session, home, date(2026, 9, 5))), "1").criterion.kind is ScoreKind.AUTO


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_done_to_templates_old_sheets_stay(db: Database, data: st.DataObject) -> None:
    with db.write("Chấm") as session:
        home = cell(session)
        people(session, home, 3)
        key = held(session, home, DAY)
        frame = score_templates.on(session, DAY)
        assert frame is not None
        points = {one.id: Entry(data.draw(st.integers(0, int(one.max_points)))) for one in frame.leaves}
        score_sheets.write(session, key, points, on=TODAY)
        before = score_sheets.read(session, key)
        assert before.total.score == sum(entry.points or 0 for entry in points.values())
        assert meetings.read(session, key).values.score == before.total.score
        most = list(frame.criteria)
        first, second = data.draw(st.permutations([one.number for one in frame.leaves]))[:2]
        by_number = {one.number: place for place, one in enumerate(most)}
        one, two = most[by_number[first]], most[by_number[second]]
        moved = data.draw(st.integers(1, int(max(one.max_points, 2)) - 1))
        most[by_number[first]] = replace(one, max_points=one.max_points - moved, text="Đổi")
        most[by_number[second]] = replace(two, max_points=two.max_points + moved)
        day = data.draw(st.dates(date(2025, 11, 1), date(2026, 12, 31)))
        score_templates.save(session, replace(frame, id=0, effective_from=day, criteria=tuple(most)))
        assert score_sheets.read(session, key) == before
        session.rollback()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"max_points": 6}, "bằng 100"),
        ({"max_points": 0}, "trên 0"),
        ({"text": " "}, "nội dung"),
        ({"kind": ScoreKind.AUTO, "source": None}, "số liệu"),
        ({"kind": ScoreKind.CHOICE}, "các mức điểm"),
    ],
)
def test_a_template_that_cannot_work_is_refused(session: Session, change: dict[str, object], words: str) -> None:
    frame = score_templates.on(session, DAY)
    assert frame is not None
    lines = tuple(
        replace(one, **change) if one.number == "1" else one  # type: ignore[arg-type]
        for one in frame.criteria
    )
    with pytest.raises(KnownError, match=words):
        score_templates.save(session, replace(frame, id=0, effective_from=date(2026, 10, 1), criteria=lines))
    with pytest.raises(KnownError, match="chọn ngày khác"):
        score_templates.save(session, replace(frame, id=0))


def test_a_closed_month_keeps_its_sheets(session: Session) -> None:
    home = cell(session)
    people(session, home, 3)
    key = held(session, home, DAY)
    score_sheets.write(session, key, on=TODAY)
    months.close(session, DAY.year, DAY.month, at=NOW, by="Lò Thị Hoa")
    assert score_sheets.read(session, key).closing is not None
    for change in (
        lambda: score_sheets.write(session, key, on=TODAY),
        lambda: score_sheets.refresh(session, key),
        lambda: score_sheets.decide(session, key, Result(), on=TODAY),
    ):
        with pytest.raises(KnownError, match="chốt"):
            change()


def test_speakers_tasks_and_minutes_come_from_the_content(session: Session, sheet_b: Template) -> None:
    del sheet_b
    home = cell(session)
    who = people(session, home, 10)
    before = held(session, home, date(2026, 9, 5))
    open_ = [tasks.add(session, before, f"Việc {number}") for number in range(5)]
    key = held(session, home, DAY, {who[8]: Mark.EXCUSED, who[9]: Mark.EXCUSED})
    facts = score_facts.read(session, key)[1].measures
    assert facts[ScoreSource.TASKS].share is None  # five are not judged yet
    assert {ScoreSource.SPEAKERS, ScoreSource.MINUTES} & facts.keys() == set()  # nothing written: scored by hand
    for one in open_[:4]:
        tasks.judge(session, key, one, TaskResult.DONE)
    tasks.judge(session, key, open_[4], TaskResult.DOING)
    for one in (who[0], who[1], who[1], who[2]):
        content.add(session, key, Part.OPINION, "Nhất trí", one)
    papers.add(session, PaperValues(PaperKind.MINUTES, home, key, 2026, 10, 1, "BB/CB", DAY, "Biên bản"))
    facts = score_facts.read(session, key)[1].measures
    assert facts[ScoreSource.TASKS].sentence == "4/5 = 80 % nhiệm vụ hoàn thành"
    assert facts[ScoreSource.SPEAKERS].sentence == "3/8 = 37,5 % phát biểu"
    assert facts[ScoreSource.MINUTES].is_good

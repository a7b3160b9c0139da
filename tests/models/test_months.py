"""A month of the commune: the cells not asked to meet of which a meeting is written stand apart."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from models import cells, meetings, month_words, months
from models.meetings import MeetingValues
from models.tables import MeetingKind, Standing
from tests.models import builders as make
from tests.models.builders import TODAY

DAY = date(2026, 11, 5)


def november(session: Session) -> months.Month:
    session.flush()
    return months.read(session, 2026, 11, on=TODAY, as_of=TODAY)


@pytest.fixture
def empty(session: Session) -> int:
    """A cell without anybody beside one that met."""
    full = make.cell(session)
    make.people(session, full, 3)
    make.held(session, full, DAY)
    return make.cell(session, "Chi bộ bản Co Mặn")


def test_a_meeting_opened_while_nobody_was_on_the_list_stands_apart_and_counts_nothing(
    session: Session, empty: int
) -> None:
    before = november(session)
    key = make.meeting(session, empty, DAY)
    known = november(session)
    (row,) = known.apart
    assert (row.cell_id, row.name, row.members, row.label) == (empty, "Chi bộ bản Co Mặn", 0, "Không có đảng viên")
    assert [one.id for one in row.meetings] == [key]
    assert (before.apart, known.steps, known.total) == ((), before.steps, before.total)
    assert [one.cell_id for one in known.rows] == [one.cell_id for one in before.rows]
    said = month_words.reminder(session, row, 2026, 11)
    assert "không tính cuộc họp thường kỳ ngày 05/11/2026" in said


def test_a_cell_with_nobody_of_which_it_is_written_that_it_did_not_meet_stays_in_view(
    session: Session, empty: int
) -> None:
    before = november(session)
    meetings.set_not_held(session, make.meeting(session, empty, DAY), "Chưa có đảng viên chuyển về")
    known = november(session)
    (row,) = known.apart
    assert (row.label, row.note) == ("Không sinh hoạt", "Chưa có đảng viên chuyển về")
    assert (known.steps, known.figures.met(2026, 11)) == (before.steps, (1, 1))
    assert "đã ghi chi bộ không sinh hoạt tháng 11/2026" in month_words.reminder(session, row, 2026, 11)


def test_why_a_cell_with_nobody_did_not_meet_is_not_taken_from_a_meeting_of_another_kind(
    session: Session, empty: int
) -> None:
    values = MeetingValues(MeetingKind.THEMATIC, date(2026, 11, 3), note="Họp ghép với bản Tin Tốc")
    meetings.add(session, empty, 2026, 11, values)
    meetings.set_not_held(session, make.meeting(session, empty, DAY), "mưa lũ")
    (row,) = november(session).apart
    assert row.note == "mưa lũ"
    assert "không sinh hoạt tháng 11/2026 (mưa lũ)." in month_words.reminder(session, row, 2026, 11)


def test_a_meeting_of_another_kind_of_a_cell_not_yet_asked_to_meet_stands_apart(session: Session) -> None:
    make.manned(session)
    young = make.cell(session, "Chi bộ bản Co Mặn", date(2026, 11, 12))  # after the day by which cells have to meet
    make.people(session, young, 2, since=date(2026, 11, 12), standing=Standing.OFFICIAL, start=5)
    make.held(session, young, date(2026, 11, 13), kind=MeetingKind.CONGRESS)
    (row,) = november(session).apart
    assert (row.cell_id, row.members, row.label) == (young, 2, MeetingKind.CONGRESS.label)
    said = month_words.reminder(session, row, 2026, 11)
    assert said.endswith("tháng 11/2026 chưa phải họp thường kỳ; sổ có đại hội chi bộ ngày 13/11/2026.")


def test_a_cell_of_another_meeting_that_ended_keeps_its_line(session: Session, empty: int) -> None:
    meetings.set_not_held(session, make.meeting(session, empty, DAY), "Đã giải thể")
    cells.close(session, empty, date(2026, 10, 1))
    known = november(session)
    assert [one.label for one in known.apart] == ["Không sinh hoạt"]
    assert empty not in {one.cell_id for one in known.rows}


def test_a_closed_month_keeps_its_cells_and_shows_the_others_apart(session: Session, empty: int) -> None:
    months.close(session, 2026, 11, at=datetime(2026, 11, 14, 9, 0), by="")
    assert november(session).apart == ()
    make.people(session, empty, 1, since=date(2026, 11, 1), start=9)
    assert november(session).apart == ()

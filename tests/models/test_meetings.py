"""Meetings: opening a month, correcting, saying that none was held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import attendance, journal, meetings, members
from models.database import Database
from models.errors import KnownError
from models.meetings import MeetingValues
from models.tables import Attendance, Ending, Meeting, MeetingClass, MeetingForm, MeetingKind, MeetingState, Position
from tests.leaving import leave
from tests.models import builders as make
from tests.models.builders import TODAY


def test_opening_a_month_makes_one_regular_meeting_for_every_cell(session: Session) -> None:
    for place in range(3):
        make.manned(session, f"Chi bộ bản {place}")
    made = meetings.open_month(session, 2026, 11, on=TODAY)
    rows = meetings.of_month(session, 2026, 11)
    assert [row.id for row in rows] == made
    assert [row.cell_name for row in rows] == ["Chi bộ bản 0", "Chi bộ bản 1", "Chi bộ bản 2"]
    assert {(row.state, row.values.kind, row.held_on) for row in rows} == {
        (MeetingState.PLANNED, MeetingKind.REGULAR, date(2026, 11, 5))
    }


def test_opening_a_month_twice_makes_nothing_new_and_no_line_in_the_log(db: Database) -> None:
    with db.write("Lập chi bộ") as session:
        make.manned(session)
    for made in (1, 0):
        with db.write("Mở kỳ tháng 11/2026") as session:
            assert len(meetings.open_month(session, 2026, 11, on=TODAY)) == made
    with db.read() as session:
        assert [row.label for row in journal.log(session)] == ["Mở kỳ tháng 11/2026", "Lập chi bộ"]


def test_opening_fills_only_what_is_missing(session: Session) -> None:
    has, not_held, extra = (make.manned(session, f"Chi bộ bản {place}") for place in range(3))
    make.meeting(session, has, date(2026, 11, 9))
    meetings.set_not_held(session, make.meeting(session, not_held, date(2026, 11, 9)), "Mưa")
    make.meeting(session, extra, date(2026, 11, 9), MeetingKind.EXTRAORDINARY)
    (made,) = meetings.open_month(session, 2026, 11, on=TODAY)
    assert meetings.read(session, made).cell_id == extra


def test_opening_proposes_what_the_cell_is_used_to(session: Session) -> None:
    key = make.cell(session)
    (chair,) = make.people(session, key, 1)
    members.set_position(session, chair, Position.SECRETARY, on=date(2026, 1, 1))
    usual = MeetingValues(
        MeetingKind.REGULAR,
        date(2026, 8, 31),
        MeetingForm.IN_PERSON,
        starts_at=time(19, 30),
        ends_at=time(21, 15),
        place="Nhà văn hóa bản",
        secretary_id=chair,
        score=91,
        note="Riêng tháng này",
    )
    meetings.add(session, key, 2026, 8, usual)
    (september,) = meetings.open_month(session, 2026, 9, on=TODAY)
    values = meetings.read(session, september).values
    assert values == MeetingValues(
        MeetingKind.REGULAR,
        date(2026, 9, 30),  # the 31st of a month that has none
        MeetingForm.IN_PERSON,
        starts_at=time(19, 30),
        ends_at=time(21, 15),
        place="Nhà văn hóa bản",
        chair_id=chair,
        secretary_id=chair,
    )


def test_a_meeting_put_off_or_held_elsewhere_once_does_not_change_what_is_proposed(session: Session) -> None:
    key = make.manned(session)

    def meet(month: int, day: int, place: str, hour: int) -> None:
        times = time(hour), time(hour + 2)
        values = MeetingValues(MeetingKind.REGULAR, date(2026, month, day), None, *times, place)
        meetings.add(session, key, 2026, month, values)

    def proposed(month: int) -> tuple[int, str, time | None, time | None]:
        (made,) = meetings.open_month(session, 2026, month, on=date(2026, month, 1))
        values = meetings.read(session, made).values
        meetings.delete(session, made)
        return values.held_on.day, values.place, values.starts_at, values.ends_at

    meet(5, 4, "Nhà văn hóa", 19)
    assert proposed(6) == (4, "Nhà văn hóa", time(19), time(21))
    meet(6, 6, "Nhà văn hóa", 19)
    assert proposed(7) == (6, "Nhà văn hóa", time(19), time(21))  # 4 or 6: the latest
    meet(7, 4, "Nhà văn hóa", 19)
    meet(8, 12, "Bản bên (họp ghép)", 14)
    assert proposed(9) == (12, "Nhà văn hóa", time(19), time(21))  # 6, 4, 12: the latest
    meet(9, 12, "Bản bên (họp ghép)", 14)
    assert proposed(10) == (12, "Bản bên (họp ghép)", time(14), time(16))
    for month in (10, 11):
        meetings.add(session, key, 2026, month, MeetingValues(MeetingKind.REGULAR, date(2026, month, 9)))
    assert proposed(12) == (9, "Bản bên (họp ghép)", time(14), time(16))  # what is not written says nothing


def test_opening_makes_no_meeting_where_nobody_is_on_the_list(session: Session) -> None:
    full, empty = make.manned(session), make.cell(session, "Chi bộ bản Co Mặn")
    assert meetings.to_open(session, 2026, 11) == (["Chi bộ bản Nà Sáy"], ["Chi bộ bản Co Mặn"])
    (made,) = meetings.open_month(session, 2026, 11, on=TODAY)
    assert meetings.read(session, made).cell_id == full
    make.people(session, empty, 1, since=date(2026, 11, 14), start=5)
    (late,) = meetings.open_month(session, 2026, 11, on=TODAY)
    row = meetings.read(session, late)
    assert (row.cell_id, row.held_on) == (empty, date(2026, 11, 14))  # nobody could meet before
    assert meetings.to_open(session, 2026, 11) == ([], [])


def test_opening_proposes_a_day_before_the_last_member_left(session: Session) -> None:
    key = make.cell(session)
    (who,) = make.people(session, key, 1)
    leave(session, who, on=date(2026, 11, 4), ending=Ending.TRANSFERRED_OUT)
    (made,) = meetings.open_month(session, 2026, 11, on=TODAY)
    assert meetings.read(session, made).held_on == date(2026, 11, 3)
    assert meetings.open_month(session, 2026, 12, on=TODAY) == []


def test_opening_proposes_no_secretary_who_has_left(session: Session) -> None:
    key = make.cell(session)
    who, _other = make.people(session, key, 2)
    meetings.add(session, key, 2026, 8, MeetingValues(MeetingKind.REGULAR, date(2026, 8, 5), secretary_id=who))
    leave(session, who, on=date(2026, 9, 1), ending=Ending.TRANSFERRED_OUT)
    (september,) = meetings.open_month(session, 2026, 9, on=TODAY)
    assert meetings.read(session, september).values.secretary_id is None


def test_opening_leaves_out_cells_closed_or_not_yet_founded(session: Session) -> None:
    make.manned(session, "Chi bộ mới", since=date(2026, 10, 1))
    make.manned(session, "Chi bộ cũ")
    assert len(meetings.open_month(session, 2026, 9, on=TODAY)) == 1
    assert len(meetings.open_month(session, 2026, 10, on=TODAY)) == 2


def test_a_month_can_be_opened_one_month_ahead(session: Session) -> None:
    make.manned(session)
    assert meetings.open_month(session, 2026, 12, on=TODAY)
    with pytest.raises(KnownError, match="tháng 1/2027"):
        meetings.open_month(session, 2027, 1, on=TODAY)
    assert meetings.open_month(session, 2027, 1, on=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"held_on": date(2026, 8, 31)}, "held_on", "31/08/2026 quá xa tháng 10/2026"),
        ({"held_on": date(2026, 12, 1)}, "held_on", "quá xa"),
        ({"score": 100.5}, "score", "từ 0 đến 100"),
        ({"score": -1}, "score", "từ 0 đến 100"),
        ({"starts_at": time(8), "ends_at": time(8)}, "ends_at", "trùng giờ"),
        ({"starts_at": time(21), "ends_at": time(19)}, "ends_at", "Từ 21:00 đến 19:00 là 22 giờ"),
    ],
)
def test_bad_values_are_refused_beside_their_field(
    session: Session, changes: dict[str, object], field: str, words: str
) -> None:
    key = make.cell(session)
    good = MeetingValues(MeetingKind.REGULAR, date(2026, 10, 5))
    meeting = meetings.add(session, key, 2026, 10, good)
    bad = replace(good, **changes)  # type: ignore[arg-type]
    with pytest.raises(KnownError, match=words) as refused:
        meetings.edit(session, meeting, bad, on=TODAY)
    assert refused.value.field == field
    with pytest.raises(KnownError):
        meetings.add(session, key, 2026, 10, bad)


def test_a_written_meeting_cannot_move_into_the_future(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    meeting = make.held(session, key, date(2026, 11, 5))
    values = replace(meetings.read(session, meeting).values, held_on=date(2026, 11, 23))
    with pytest.raises(KnownError, match="23/11/2026 chưa đến"):
        meetings.edit(session, meeting, values, on=TODAY)
    meetings.edit(session, meeting, replace(values, held_on=TODAY), on=TODAY)
    planned = make.meeting(session, key, date(2026, 11, 5))
    meetings.edit(session, planned, values, on=TODAY)
    assert meetings.read(session, planned).held_on == date(2026, 11, 23)


def test_duration_runs_past_midnight(session: Session) -> None:
    key = make.cell(session)
    values = MeetingValues(MeetingKind.REGULAR, date(2026, 10, 5), starts_at=time(22, 30), ends_at=time(0, 15))
    assert meetings.read(session, meetings.add(session, key, 2026, 10, values)).minutes == 105
    values = replace(values, ends_at=None)
    assert meetings.read(session, meetings.add(session, key, 2026, 10, values)).minutes is None


def test_the_score_gives_the_class_until_one_is_decided(session: Session) -> None:
    key = make.cell(session)
    values = MeetingValues(MeetingKind.REGULAR, date(2026, 10, 5))
    meeting = meetings.add(session, key, 2026, 10, values)
    assert meetings.class_of(session, meetings.read(session, meeting)) is None
    meetings.edit(session, meeting, replace(values, score=89.5), on=TODAY)
    assert meetings.class_of(session, meetings.read(session, meeting)) is MeetingClass.FAIR
    meetings.edit(session, meeting, replace(values, score=89.5, quality=MeetingClass.AVERAGE), on=TODAY)
    assert meetings.class_of(session, meetings.read(session, meeting)) is MeetingClass.AVERAGE


def test_not_held_is_said_with_its_reason_and_taken_back(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    meeting = make.meeting(session, key, date(2026, 10, 5))
    meetings.set_not_held(session, meeting, " Mưa  lũ ")
    row = meetings.read(session, meeting)
    assert (row.state, row.values.note) == (MeetingState.NOT_HELD, "Mưa lũ")
    meetings.set_planned(session, meeting)
    assert meetings.read(session, meeting).state is MeetingState.PLANNED
    attendance.write(session, meeting, on=TODAY)
    with pytest.raises(KnownError, match="xóa điểm danh"):
        meetings.set_not_held(session, meeting, "Mưa")
    meetings.set_planned(session, meeting)
    assert meetings.read(session, meeting).state is MeetingState.RECORDED


def test_deleting_a_meeting_takes_its_roll_and_no_other(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    gone, stays = make.held(session, key, date(2026, 10, 5)), make.held(session, key, date(2026, 11, 5))
    meetings.delete(session, gone)
    session.flush()
    assert list(session.scalars(select(Meeting.id))) == [stays]
    assert set(session.scalars(select(Attendance.meeting_id))) == {stays}


def test_a_month_is_listed_cell_by_cell_and_day_by_day(session: Session) -> None:
    first, second = (make.cell(session, f"Chi bộ bản {place}") for place in range(2))
    late, early = make.meeting(session, second, date(2026, 10, 20)), make.meeting(session, second, date(2026, 10, 2))
    other = make.meeting(session, first, date(2026, 10, 25))
    make.meeting(session, first, date(2026, 9, 25))
    assert [row.id for row in meetings.of_month(session, 2026, 10)] == [other, early, late]
    assert [row.id for row in meetings.of_month(session, 2026, 10, cell_id=second)] == [early, late]

"""The working-day calendar: weekends, holidays, worked Saturdays, and counting on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import calendar
from models.calendar import HolidayValues, WorkingCalendar
from models.errors import KnownError

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    WorkingCalendar,
    yearly=st.frozensets(DAYS.map(lambda day: (day.month, day.day)), max_size=12),
    off=st.frozensets(DAYS, max_size=20),
    worked=st.frozensets(DAYS, max_size=10),
)


@pytest.fixture
def session(db):
    with db.write("Lịch") as session:
        yield session


@given(CALENDARS, DAYS, st.integers(0, 80))
def test_working_days_are_those_a_hand_count_gives(known: WorkingCalendar, day: date, count: int) -> None:
    found = known.add_working_days(day, count)
    between = [day + timedelta(days=number) for number in range(1, (found - day).days + 1)]
    assert sum(known.is_working_day(one) for one in between) == count
    assert found == day or known.is_working_day(found)


@given(CALENDARS, DAYS)
def test_what_is_worked_at_the_weekend_comes_before_everything(known: WorkingCalendar, day: date) -> None:
    if day in known.worked:
        assert known.is_working_day(day)
    elif day.weekday() > 4 or day in known.off or (day.month, day.day) in known.yearly:
        assert not known.is_working_day(day)
    else:
        assert known.is_working_day(day)


def test_a_new_file_knows_the_days_that_never_move(session) -> None:
    known = calendar.read(session)
    assert not known.is_working_day(date(2026, 4, 30))  # a Thursday
    assert not known.is_working_day(date(2026, 9, 1))  # beside 02/9 in 2026
    assert known.is_working_day(date(2026, 4, 29))
    assert known.add_working_days(date(2026, 4, 29), 1) == date(2026, 5, 4)


def test_the_office_writes_what_moves(session) -> None:
    assert calendar.read(session).is_working_day(date(2026, 2, 17))
    key = calendar.add_holiday(session, HolidayValues("Tết Nguyên đán", 2, 17, 2026))
    calendar.add_holiday(session, HolidayValues("Làm bù", 2, 28, 2026, is_off=False))
    known = calendar.read(session)
    assert not known.is_working_day(date(2026, 2, 17))
    assert known.is_working_day(date(2026, 2, 28))  # a Saturday
    calendar.edit_holiday(session, key, HolidayValues("Mồng một Tết", 2, 17, 2026))
    assert "Mồng một Tết" in [row.name for row in calendar.holidays(session)]
    calendar.remove_holiday(session, key)
    assert calendar.read(session).is_working_day(date(2026, 2, 17))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (HolidayValues("Tết", 2, 30), "Không có ngày 30/02"),
        (HolidayValues(" ", 2, 3), "Hãy ghi tên"),
        (HolidayValues("Quốc khánh nữa", 9, 2), "đã ghi là “Ngày Quốc khánh”"),
        (HolidayValues("Làm bù", 11, 23, 2026, is_off=False), "thứ bảy hoặc chủ nhật"),
        (HolidayValues("Làm bù", 11, 23, None, is_off=False), "thứ bảy hoặc chủ nhật"),  # a Saturday in 2024
    ],
)
def test_what_cannot_be_is_refused(session, values: HolidayValues, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        calendar.add_holiday(session, values)


def test_a_calendar_without_working_days_is_given_up() -> None:
    every_day = frozenset((month, day) for month in range(1, 13) for day in range(1, 32))
    with pytest.raises(KnownError, match="không còn ngày làm việc"):
        WorkingCalendar(yearly=every_day).add_working_days(date(2026, 1, 1), 1)

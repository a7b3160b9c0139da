"""The working-day calendar: weekends, the holidays that the office keeps, and worked Saturdays."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.errors import KnownError
from models.tables import Holiday
from models.text import clean

_DAY = timedelta(days=1)
_SATURDAY = 5
_MOST = 5000
"""Days looked at before a calendar without working days is given up."""


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked: `yearly` (month, day) and `off` are holidays, `worked` is worked at the weekend."""

    yearly: frozenset[tuple[int, int]] = field(default_factory=frozenset[tuple[int, int]])
    off: frozenset[date] = field(default_factory=frozenset[date])
    worked: frozenset[date] = field(default_factory=frozenset[date])

    def is_working_day(self, day: date) -> bool:
        """Tell whether a day is worked."""
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and (day.month, day.day) not in self.yearly and day not in self.off

    def add_working_days(self, day: date, count: int) -> date:
        """Return the last of so many working days after a day, which itself does not count; `day` for none.

        Raises KnownError if the holidays leave too few working days.
        """
        found = day
        left = count
        for _ in range(_MOST):
            if left <= 0:
                return found
            found += _DAY
            left -= self.is_working_day(found)
        raise KnownError("Lịch ngày nghỉ không còn ngày làm việc nào; hãy xem lại ngày nghỉ.")


def read(session: Session) -> WorkingCalendar:
    """Return the calendar as the office keeps it."""
    rows = holidays(session)
    return WorkingCalendar(
        frozenset((row.month, row.day) for row in rows if row.year is None and row.is_off),
        frozenset(row.date for row in rows if row.date is not None and row.is_off),
        frozenset(row.date for row in rows if row.date is not None and not row.is_off),
    )


@dataclass(frozen=True)
class HolidayValues:
    """A day off or, `is_off` false, a weekend day that is worked; `year` None: every year."""

    name: str
    month: int
    day: int
    year: int | None = None
    is_off: bool = True


@dataclass(frozen=True)
class HolidayRow(HolidayValues):
    """A day of the office's list."""

    id: int = 0

    @property
    def date(self) -> date | None:
        """The day itself, None for one that comes every year."""
        return None if self.year is None else date(self.year, self.month, self.day)


def holidays(session: Session) -> list[HolidayRow]:
    """Return the days of the list: those of every year first, then by date."""
    return [HolidayRow(*row) for row in _HOLIDAYS.rows(session)]


_HOLIDAYS = Asked(
    select(Holiday.name, Holiday.month, Holiday.day, Holiday.year, Holiday.is_off, Holiday.id).order_by(
        Holiday.year.is_not(None), Holiday.year, Holiday.month, Holiday.day
    )
)


def add_holiday(session: Session, values: HolidayValues) -> int:
    """Write a day on the list and return its id. Raises KnownError."""
    row = Holiday()
    _fill(session, row, values)
    session.add(row)
    session.flush()
    return row.id


def edit_holiday(session: Session, holiday_id: int, values: HolidayValues) -> None:
    """Correct a day of the list. Raises KnownError."""
    _fill(session, session.get_one(Holiday, holiday_id), values)


def remove_holiday(session: Session, holiday_id: int) -> None:
    """Take a day off the list."""
    session.delete(session.get_one(Holiday, holiday_id))


_LEAP_YEAR = 2024


def _fill(session: Session, row: Holiday, values: HolidayValues) -> None:
    name = clean(values.name)
    if not name:
        raise KnownError("Hãy ghi tên ngày nghỉ.", field="name")
    try:
        day = date(values.year or _LEAP_YEAR, values.month, values.day)
    except ValueError as error:
        raise KnownError(f"Không có ngày {values.day:02}/{values.month:02}; hãy sửa lại.", field="day") from error
    if not values.is_off and (values.year is None or day.weekday() < _SATURDAY):
        raise KnownError("Ngày làm bù phải là một thứ bảy hoặc chủ nhật của một năm cụ thể.", field="day")
    same = Holiday.year.is_(None) if values.year is None else Holiday.year == values.year
    with session.no_autoflush:
        other = session.scalar(
            select(Holiday).where(
                same, Holiday.month == values.month, Holiday.day == values.day, Holiday.id != (row.id or 0)
            )
        )
    if other is not None:
        raise KnownError(f"Ngày này đã ghi là “{other.name}”.", field="day")
    row.name, row.year, row.month, row.day, row.is_off = name, values.year, values.month, values.day, values.is_off

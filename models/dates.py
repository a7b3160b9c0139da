"""Dates as offices write them: whole or partial (1956, 05/1956), and the periods that reports speak of."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Final, Self

from models.errors import KnownError
from models.text import clean, fold

FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2200
PIVOT: Final = 30
EXAMPLES: Final = "12/05/1956, 05/1956 hoặc 1956"

_DAY_FIRST: Final = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2}) ?[./-] ?(\d{4}|\d\d)\.?")
_DIGITS: Final = re.compile(r"(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])((?:18|19|20|21|22)[0-9]{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ t]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")
_MONTH: Final = re.compile(r"(\d{1,2}) ?[./-] ?(\d{4})")
_YEAR_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR: Final = re.compile(r"(\d{4})")
_WORDS: Final = re.compile(r"(?:(?:ngay (\d{1,2}) )?thang (\d{1,2}) )?nam (\d{4})")
_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

_WRITTEN: Final = {  # how nearly all days are written, "12/05/": quicker looked up than taken apart
    f"{day:02d}{sign}{month:02d}{sign}": (month, day)
    for sign in "/.-"
    for month in range(1, 13)
    for day in range(1, 32)
}
_YEARS: Final = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
_TWO: Final = tuple(f"{number:02d}" for number in range(32))  # quicker taken than made


def _shown(value: object) -> str:
    """Quote a value for a sentence, short enough to be read."""
    text = clean(str(value))
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which only the year, or the month and year, may be known.

    Ordered by first day, then by precision, the vaguer first: 1956 < 01/1956 < 01/01/1956 < 02/1956. `iso` sorts the
    same way as text, so it can be stored and ordered in a column. Raises KnownError for a day that does not exist and
    for a year outside 1850–2200.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        year, month, day = self.year, self.month, self.day
        if month and day and 1 <= day <= 28 and 1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR:
            return  # nearly all days there are
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise KnownError(f"Năm {self.year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}; hãy sửa lại năm.")
        if self.month is None:
            return
        if self.day is None and not 1 <= self.month <= 12:
            raise KnownError(f"Tháng {self} không có thật; hãy sửa lại tháng.")
        if self.day is not None and not (
            1 <= self.month <= 12
            and (1 <= self.day <= 28 or 1 <= self.day <= calendar.monthrange(self.year, self.month)[1])
        ):
            raise KnownError(f"Ngày {self} không có thật; hãy sửa lại ngày.")

    @classmethod
    def parse(cls, text: str, pivot: int = PIVOT) -> Self:
        """Read a date as people type it.

        Takes dd/mm/yyyy, d/m/yy, dd.mm.yyyy, dd-mm-yyyy, ddmmyyyy, yyyy-mm-dd (a time of day is dropped), mm/yyyy,
        yyyy-mm, yyyy and "ngày … tháng … năm …". A year of two digits above `pivot` is in 19yy, else in 20yy. 00 for
        the day, or for day and month, means not known. Raises KnownError naming the value.
        """
        if (written := _WRITTEN.get(text[:6])) and (full_year := _YEARS.get(text[6:])):
            return cls(full_year, *written)
        plain = text
        if (found := _DAY_FIRST.fullmatch(plain)) or (found := _DAY_FIRST.fullmatch(plain := fold(text))):
            day, month, year = int(found[1]), int(found[2]), int(found[3])
            if len(found[3]) == 2:
                year += 1900 if year > pivot else 2000
        elif found := _DIGITS.fullmatch(plain):
            day, month, year = int(found[1]), int(found[2]), int(found[3])
        elif found := _YEAR_FIRST.fullmatch(plain):
            year, month, day = int(found[1]), int(found[2]), int(found[3])
        elif found := _MONTH.fullmatch(plain):
            year, month, day = int(found[2]), int(found[1]), 0
        elif found := _YEAR_MONTH.fullmatch(plain):
            year, month, day = int(found[1]), int(found[2]), 0
        elif found := _YEAR.fullmatch(plain):
            year, month, day = int(found[1]), 0, 0
        elif found := _WORDS.fullmatch(plain):
            year, month, day = int(found[3]), int(found[2] or 0), int(found[1] or 0)
        elif not plain:
            raise KnownError(f"Chưa ghi ngày; hãy ghi như {EXAMPLES}.")
        else:
            raise KnownError(f"{_shown(text)} không phải là ngày; hãy ghi như {EXAMPLES}.")
        if day and not month:
            raise KnownError(f"{_shown(text)} có ngày mà không có tháng; hãy sửa lại ngày.")
        return cls(year, month or None, day or None)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read back what `iso` wrote. Raises KnownError for anything else."""
        if not (found := _ISO.fullmatch(text)):
            raise KnownError(f"{_shown(text)} không phải là ngày lưu trong sổ; hãy ghi lại ngày.")
        return cls(int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)

    @classmethod
    def from_excel(cls, serial: float) -> Self:
        """Read an Excel day number (1900 system, 1 is 01/01/1900); the time of day is dropped.

        Raises KnownError for a number that is no day, among them 60, the 29/02/1900 that only Excel knows.
        """
        if not 1 <= serial < 110_000 or int(serial) == 60:
            raise KnownError(f"Số {_shown(serial)} không phải là ngày; hãy ghi như {EXAMPLES}.")
        return cls.of(date(1899, 12, 31 if serial < 60 else 30) + timedelta(days=int(serial)))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return a whole date as a partial one."""
        return cls(day.year, day.month, day.day)

    @property
    def is_full(self) -> bool:
        """Tell whether day, month and year are all known."""
        return self.day is not None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def open_until(self) -> date | None:
        """The latest day it can mean where that is not the only one."""
        return None if self.is_full else self.last

    @property
    def iso(self) -> str:
        """The stored form: "1956", "1956-05" or "1956-05-12"."""
        if self.day is not None:
            return f"{self.year}-{_TWO[self.month or 0]}-{_TWO[self.day]}"
        return f"{self.year}" if self.month is None else f"{self.year}-{_TWO[self.month]}"

    def format(self, *, long: bool = False) -> str:
        """Write it for people: "05/02/1956", "02/1956" or "1956"; long, "ngày 05 tháng 02 năm 1956" and so on."""
        if not long:
            return str(self)
        day = f"ngày {self.day:02d} " if self.day is not None else ""
        month = f"tháng {_office_month(self.month)} " if self.month is not None else ""
        return f"{day}{month}năm {self.year}"

    def __str__(self) -> str:
        if self.day is not None:
            return f"{self.day:02d}/{self.month:02d}/{self.year}"
        return f"{self.year}" if self.month is None else f"{self.month:02d}/{self.year}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)


def by_then(day: PartialDate | None, on: date) -> PartialDate | None:
    """Return a day that had come on another, or may have; None for one that was still to come."""
    return None if day is None or day.first > on else day


def as_known(day: date, is_day_known: bool, is_month_known: bool | None = None) -> PartialDate:
    """Return the day of an event as exact as it is known: the first of a month may stand for the month.

    The first of January stands for the year unless its month is known to be meant.
    """
    if is_day_known or day.day > 1:
        return PartialDate.of(day)
    return PartialDate(day.year, day.month if day.month > 1 or is_month_known else None)


def day_told(day: date, is_day_known: bool, is_month_known: bool | None) -> PartialDate | None:
    """Return the day of an event as it was told, perhaps a month or a year; None where it is only the earliest."""
    is_told = is_day_known or (is_month_known is not None and day.day == 1)
    return as_known(day, is_day_known, is_month_known) if is_told else None


def parse_date(text: str) -> date:
    """Read a whole date, in any form `PartialDate.parse` takes. Raises KnownError when it is partial or no date."""
    partial = PartialDate.parse(text)
    if not partial.is_full:
        raise KnownError(f"{_shown(text)} chưa đủ ngày, tháng, năm; hãy ghi như 12/05/1956.")
    return partial.first


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (earlier if negative), or the month's last day when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= 28:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _office_month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def office_date(day: date | PartialDate) -> str:
    """Write a date the way Party documents do: 05/02/2026, but 30/6/2026 (a zero before days < 10 and months 1–2)."""
    if isinstance(day, PartialDate):
        return office_date(day.first) if day.is_full else str(day)
    return f"{day.day:02d}/{_office_month(day.month)}/{day.year}"


def long_date(day: date) -> str:
    """Write "ngày 05 tháng 02 năm 2026", as in the head of Party documents (Hướng dẫn 05-HD/VPTW)."""
    return PartialDate.of(day).format(long=True)


_ROMAN: Final = ("I", "II", "III", "IV")
_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:(\d{1,2})|q([1-4])|h([12])))?")
_RANGE: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}) ?\.\. ?(\d{4}-\d{1,2}-\d{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days that a report covers, both ends included.

    `key` is its canonical text ("2026-10", "2026-Q3", "2026-H1", "2026", "2026-01-01..2026-06-30"); left out, it is
    the shortest that fits the days. A range asked for by its days keeps that form in `key` and `label`.
    """

    first: date
    last: date
    key: str = ""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise KnownError(
                f"Ngày đầu kỳ {office_date(self.first)} sau ngày cuối kỳ {office_date(self.last)}; hãy sửa lại kỳ."
            )
        object.__setattr__(self, "key", self.key or self._shortest_key())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-10", "2026-Q3", "2026-H1", "2026" or "2026-01-01..2026-06-30". Raises KnownError otherwise."""
        plain = fold(text)
        if found := _RANGE.fullmatch(plain):
            first, last = parse_date(found[1]), parse_date(found[2])
            return cls(first, last, f"{first}..{last}")
        if not (found := _PERIOD.fullmatch(plain)):
            raise KnownError(
                f"Không đọc được kỳ {_shown(text)}; hãy ghi như 2026-10, 2026-Q3, 2026-H1, 2026 "
                "hoặc 2026-01-01..2026-06-30."
            )
        year = PartialDate(int(found[1]), int(found[2]) if found[2] else None).year
        if found[2]:
            return cls.month(year, int(found[2]))
        if found[3]:
            return cls.quarter(year, int(found[3]))
        return cls.half(year, int(found[4])) if found[4] else cls.year(year)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Return one month."""
        return cls._of_months(year, month, 1)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """Return a quarter, 1–4."""
        return cls._of_months(year, quarter * 3 - 2, 3)

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        """Return a half-year: 1, the first six months, or 2."""
        return cls._of_months(year, half * 6 - 5, 6)

    @classmethod
    def year(cls, year: int) -> Self:
        """Return a calendar year."""
        return cls._of_months(year, 1, 12)

    @classmethod
    def _of_months(cls, year: int, month: int, count: int) -> Self:
        first = date(year, month, 1)
        return cls(first, add_months(first, count) - timedelta(days=1))

    @property
    def is_month(self) -> bool:
        """Tell whether it is exactly one calendar month."""
        return re.fullmatch(r"\d{4}-\d\d", self.key) is not None

    @property
    def label(self) -> str:
        """Its name in reports: "Tháng 10 năm 2026", "Quý III năm 2026", "6 tháng đầu năm 2026", "Năm 2026"."""
        year, _, part = self.key.partition("-")
        if ".." in self.key:
            if self.first == self.last:
                return f"Ngày {office_date(self.first)}"
            return f"Từ {office_date(self.first)} đến {office_date(self.last)}"
        if not part:
            return f"Năm {year}"
        if part.startswith("Q"):
            return f"Quý {_ROMAN[int(part[1:]) - 1]} năm {year}"
        if part.startswith("H"):
            return f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
        return f"Tháng {int(part)} năm {year}"

    def months(self) -> list[tuple[int, int]]:
        """Return the (year, month) pairs it touches, in order."""
        start, end = (day.year * 12 + day.month - 1 for day in (self.first, self.last))
        return [(count // 12, count % 12 + 1) for count in range(start, end + 1)]

    def previous(self) -> Self | None:
        """Return the period right before, of as many months; None for a range asked for by its days."""
        if ".." in self.key:
            return None
        count = len(self.months())
        first = add_months(self.first, -count)
        return self._of_months(first.year, first.month, count)

    def year_before(self) -> Self:
        """Return the same period of the year before, for comparison: to the end of a month where this one is."""
        first, last = add_months(self.first, -12), add_months(self.last, -12)
        if self.first < self.last == _month_end(self.last):
            last = _month_end(last)
        return type(self)(first, last, f"{first}..{last}" if ".." in self.key else "")

    def day_before(self, day: date) -> date:
        """Return up to which day the year before is counted beside this period as known on `day`.

        The end of the period of that year once this one is over; before that the same day, so that equal spans meet.
        The last day of a month stands for the last of the other, whatever their dates: a month that is over meets the
        whole month.
        """
        before, then = self.year_before(), add_months(day, -12)
        if day >= self.last:
            return before.last
        return min(_month_end(then) if day == _month_end(day) else then, before.last)

    def since_january(self, day: date) -> Self:
        """Return the days that a sum “lũy kế từ đầu năm” beside this period, as known on `day`, is of: its one rule.

        From 1 January to the end of the period once this is over. While it runs it is the year as far as it is known,
        so that the sum is the figure of a report of that year of the same day: whom the book has by the year alone has
        come by then. Once it is over they may have come after it, and count as open.
        """
        year = type(self).year(self.last.year)
        return year if day < self.last else type(self)(year.first, self.last)

    def __contains__(self, item: object) -> bool:
        """Tell whether a day, or the whole of a partial date or period, lies within it."""
        if isinstance(item, date):
            return self.first <= item <= self.last
        if isinstance(item, PartialDate | Period):
            return self.first <= item.first and item.last <= self.last
        return False

    def _shortest_key(self) -> str:
        """Return the form that fits: year, half, quarter or month when the days are exactly those, else the range."""
        if self.first.day == 1 and self.last == _month_end(self.last) and self.first.year == self.last.year:
            start, count = self.first.month, self.last.month - self.first.month + 1
            if count == 12:
                return f"{self.first.year:04d}"
            for size, sign in ((6, "H"), (3, "Q")):
                if count == size and start % size == 1:
                    return f"{self.first.year:04d}-{sign}{start // size + 1}"
            if count == 1:
                return f"{self.first.year:04d}-{start:02d}"
        return f"{self.first}..{self.last}"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])

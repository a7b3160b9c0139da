"""Days as lists write them: of every spelling, known in part, not known, or kept by Excel as a number."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from exports.readers import values
from exports.readers.sheet import Value
from exports.readers.values import Read
from models import text
from models.dates import PartialDate
from models.errors import KnownError

_HOUR: Final = re.compile(r" \d{1,2}:\d\d(:\d\d)?( ?[ap]m)?$", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r"^(sinh )?(ngày|năm|tháng|sinh) (?=\d)(?!.*(tháng|năm))|^t(?=\d{1,2}/)|^[’'‘`](?=\d)", re.IGNORECASE
)
_DAY_IN_WORDS: Final = re.compile(r"\d{1,2} tháng", re.IGNORECASE)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHOWN: Final = re.compile(  # a day as Excel shows it, in text: 30-Thg8-17, 30-Aug-17
    rf"(?:(\d{{1,2}})[\s./-]*)?(?:(?:thg|th|t)[.\s]?(\d{{1,2}})|({'|'.join(_MONTHS)})[a-z]*)[\s./-]+((?:\d\d)?\d\d)",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*[/\\,]+\s*|(?<=\d)\s+(?=\d)|(?<=\d)\s*[-.]\s*(?=\d)")
_NOT_KNOWN: Final = re.compile(r"^(?:[.…_x?\s–-]*/){1,2}(?=\d)", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\d{5}")  # a day as Excel counts it, in text
_MONTH_FIRST: Final = re.compile(r"(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/(\d{4})")
_TOGETHER: Final = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((?:19|20)\d\d)")
_AGE: Final = re.compile(r"[\s,–-]*\(?\s*\d{1,3} tuổi\s*\)?$", re.IGNORECASE)
_YEAR_ALONE: Final = re.compile(r"[’'‘`]?(\d\d)")
_YOUNGEST: Final = 19
"""Years of birth above it are of the last century: the oldest members hold the badge of 80 and more years."""
_SHORT_YEAR: Final = re.compile(r"\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?\d\d")


def partial_date(value: Value) -> Read[PartialDate]:
    """Read a date known to the day, the month or the year, typed or as Excel keeps it."""
    try:
        if value is None:
            return Read()
        if isinstance(value, bool):
            return Read(None, "Ô này không phải là ngày.", "Ghi như 12/05/1956, 05/1956 hoặc 1956.")
        if isinstance(value, date):
            return Read(PartialDate.of(value))
        if isinstance(value, int) and 1850 <= value <= 2200:
            return Read(PartialDate(value))
        if isinstance(value, int | float):
            return _serial(value)
        return _typed(value)
    except KnownError as error:
        return _refused(error)


def whole_date(value: Value) -> Read[date]:
    """Read a date that must be known to the day."""
    found = partial_date(value)
    if found.value is None or found.value.is_full:
        day = found.value.first if found.value else None
        return Read(day, found.reason, found.repair, found.is_warning, found.after)
    return Read(None, f"Cần đủ ngày, tháng, năm; ô chỉ ghi {found.value}.", "Ghi như 12/05/2024.", is_warning=True)


def _typed(value: str) -> Read[PartialDate]:
    """Read a date in text; what is none is read again with its clutter put right."""
    if together := _TOGETHER.fullmatch(_tidy(value)):
        day = PartialDate.parse("/".join(together.groups()))
        reason = f"Ô ghi số liền {together[0]}, hiểu là ngày {day}."
        return Read(day, reason, "Kiểm tra lại ngày này.", is_warning=True, after=str(day))
    try:
        return Read(PartialDate.parse(value)) if value[:1].isdigit() or text.clean(value) else Read()
    except KnownError as error:
        if (unknown := values.nothing(value)) is not None:
            return unknown
        line = _tidy(value)
        if _COUNTED.fullmatch(line):
            return _serial(int(line))
        if turned := _MONTH_FIRST.fullmatch(line):
            day_first = "/".join(turned.group(2, 1, 3))
            return _refused(error)._replace(repair=f"Tháng ghi trước ngày thì ghi lại {day_first}.")
        try:
            return Read(PartialDate.parse(line))
        except KnownError as other:
            return _refused(error if line == value or "không phải là ngày" in other.message else other)


def _refused(error: KnownError) -> Read[PartialDate]:
    reason, _, repair = error.message.partition("; ")
    repair = repair or "Sửa lại ngày trong ô này."
    return Read(None, reason.rstrip(".") + ".", repair[:1].upper() + repair[1:])


def _tidy(value: str) -> str:
    """Return a day in text without its hour, the words before it, the dots for what is not known, odd signs between."""
    line = _AGE.sub("", _HOUR.sub("", values.without_fraction(text.clean(value))))
    if shown := _SHOWN.fullmatch(line):
        day, month, name, year = shown.groups()
        return "/".join(filter(None, (day, month or str(_MONTHS.index(name.lower()) + 1), year)))
    line = line[1:-1] if line.startswith("(") and line.endswith(")") else line
    line = f"ngày {line}" if _DAY_IN_WORDS.match(line) else _BEFORE.sub("", line)
    line = _BETWEEN.sub("/", line)
    return _NOT_KNOWN.sub("", line).strip(" .;,")


def birth_or_mark(value: Value) -> Read[PartialDate]:
    """Read the column that a list has for men or for women: the birth of those it is for, or only a mark."""
    return Read() if values.tick(value).value is not None else birth(value)


def official_or_mark(value: Value) -> Read[PartialDate]:
    """Read the day of recognition, or a mere mark that somebody is recognised, which says no day."""
    return Read() if isinstance(value, str) and values.tick(value).value else partial_date(value)


def birth(value: Value) -> Read[PartialDate]:
    """Read a birth, of which two digits alone are the year: 62 is 1962."""
    short = None if value is None or isinstance(value, bool) else _YEAR_ALONE.fullmatch(text.clean(str(value)))
    if short is None:
        return partial_date(value)
    year = int(short[1]) + (1900 if int(short[1]) > _YOUNGEST else 2000)
    reason = f"Năm sinh ghi hai chữ số, hiểu là năm {year}."
    return Read(PartialDate(year), reason, "Kiểm tra lại năm sinh.", is_warning=True, after=str(year))


def _serial(value: int | float) -> Read[PartialDate]:
    """Read a date whose cell lost its date format; only days that a living person's papers can carry."""
    if not 3653 <= value <= 73_050:  # 1910 to 2099
        return Read(None, f"“{value}” không phải là ngày.", "Ghi như 12/05/1956, 05/1956 hoặc 1956.")
    day = PartialDate.from_excel(value)
    return Read(
        day, f"Ô ghi số {value}, là ngày {day} theo cách đếm của Excel.", "Kiểm tra lại ngày này.", True, str(day)
    )


def has_short_year(value: str) -> bool:
    """Tell whether a day is written with a year of two digits."""
    return not value[-4:].isdecimal() and _SHORT_YEAR.fullmatch(text.clean(value)) is not None

"""Months, quarters, halves and years that a column or row of a form is of, whatever the period of the report.

A part is kept as text: "m3" is March of the report's year, "2025-q3" the third quarter of 2025, "2025-y" that year,
"p-y" the year before the report's.
"""

from __future__ import annotations

import re
from datetime import date

from models.dates import Period
from models.text import fold

_ROMAN = ("i", "ii", "iii", "iv")
_KEY = re.compile(r"(?:(\d{4}|p)-)?(?:m([1-9]|1[0-2])|q([1-4])|h([12])|(n)|(y))")
_YEAR = r"(?:\W*(?:nam )?(20\d\d))?"
_MONTH = re.compile(rf"(?:thang|t) ?(0?[1-9]|1[0-2]){_YEAR}")
_QUARTER = re.compile(rf"(?:quy|q) ?(0?[1-4]|iv|i{{1,3}}){_YEAR}")
_HALF = re.compile(rf"(?:6|sau) thang(?: (dau|cuoi))?(?: nam)?{_YEAR}")
_NINE = re.compile(rf"(?:9|chin) thang(?: dau)?(?: nam)?{_YEAR}")
_WHOLE = re.compile(rf"(?:ca nam|12 thang){_YEAR}")
_ONE_YEAR = re.compile(r"nam (20\d\d)")
_UMBRELLA = re.compile(
    r"(?:(?:so lieu|so luong|ket qua|thuc hien|tien do|chia|phan|ra|theo|cac|tung|hang|moi|trong|do|cua|luy ke) )*"
    r"(?:thang|quy|ky)(?:(?: (?:trong|cua))? nam)?(?: (?:(20\d\d)|nay|bao cao))?"
)
_BEFORE = re.compile(r"(?:thuc hien|ket qua(?: thuc hien)?|so lieu)(?: (?:trong|cua))? ")

MONTHS = tuple(f"m{month}" for month in range(1, 13))
QUARTERS = tuple(f"q{quarter}" for quarter in range(1, 5))
HALVES = ("h1", "h2")
YEAR = "y"
BEFORE = "p"
LAST_YEAR = f"{BEFORE}-{YEAR}"
ALL = (*MONTHS, *QUARTERS, *HALVES, "n", YEAR)
"""Those of the report's year."""


def of(text: str) -> str:
    """Return the part that a label names and nothing else: “Quý III/2025” → 2025-q3; "" for any other words."""
    said = _BEFORE.sub("", " ".join(fold(text).split()), count=1).strip(" .,:;()-")
    if found := _ONE_YEAR.fullmatch(said):
        return f"{found[1]}-{YEAR}"
    for pattern, kind in ((_MONTH, "m"), (_QUARTER, "q"), (_HALF, "h"), (_NINE, "n"), (_WHOLE, YEAR)):
        found = pattern.fullmatch(said)
        if found is None:
            continue
        year = f"{found[found.re.groups]}-" if found[found.re.groups] else ""
        if kind == "h":
            return f"{year}h{2 if found[1] == 'cuoi' else 1}"
        number = found[1] if kind in "mq" else ""
        return f"{year}{kind}{_ROMAN.index(number) + 1 if number in _ROMAN else number.lstrip('0')}"
    return ""


def over(text: str) -> str | None:
    """Return the year that a heading over months or quarters names, "" for none: “Số liệu các tháng trong năm 2026”.

    None for words that say anything else.
    """
    said = " ".join(fold(text).split()).strip(" .,:;()-")
    found = _UMBRELLA.fullmatch(said) or _ONE_YEAR.fullmatch(said)
    return None if found is None else found[1] or ""


def in_year(part: str, year: str) -> str:
    """Return a part of the report's year as that of a year, "" for none."""
    return f"{year}-{part}" if year and not part[:4].isdecimal() else part


def period(part: str, year: int) -> Period | None:
    """Return the days of a part in a report of that year; None for what this version does not know."""
    found = _KEY.fullmatch(part)
    if found is None:
        return None
    year = year - 1 if found[1] == BEFORE else int(found[1] or year)
    if found[2]:
        return Period.month(year, int(found[2]))
    if found[3]:
        return Period.quarter(year, int(found[3]))
    if found[4]:
        return Period.half(year, int(found[4]))
    return Period(date(year, 1, 1), date(year, 9, 30)) if found[5] else Period.year(year)


def name(part: str) -> str | None:
    """Return what a part is called: “Tháng 3”, “Quý III năm 2025”; None for what this version does not know."""
    days = period(part, 2000)
    if days is None:
        return None
    year, _, own = part.rpartition("-")
    said = "9 tháng đầu năm 2000" if own == "n" else days.label.replace(str(days.first.year), "2000")
    if own == YEAR:
        return "Năm trước" if year == BEFORE else f"Năm {year}" if year else "Cả năm"
    said = said.removesuffix(" 2000") if own in (*HALVES, "n") else said.removesuffix(" năm 2000")
    if year == BEFORE:
        year = "trước"
    return said if not year else f"{said} {year}" if own in (*HALVES, "n") else f"{said} năm {year}"

"""What Excel in a Vietnamese office shows for a value and its number format (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from models.text import number

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<letter>.)|[_*].|\[[^\]]*\]|(?P<digits>[#0?][#0?,. ]*)|(?P<plain>.)', re.DOTALL
)

_DAY = re.compile(r"(?P<code>d+|m+|y+)|\[[^\]]*\]|\\?(?P<sign>[/., \-])|\"(?P<said>[^\"]*)\"", re.IGNORECASE)
_OF_NO_COUNTRY = {"mm-dd-yy", "yyyy-mm-dd"}
"""Formats that stand for the date of the country: number 14 of Excel, and what programs write that have no other."""


class _Section(NamedTuple):
    """One part of a format: what stands before and after the number, and the placeholders of its digits ("": none)."""

    before: str
    digits: str
    after: str


def shown(value: object, format: str) -> str:
    """Return the text of a cell: decimal comma, thousands dot; yes and no are TRUE and FALSE to Excel.

    A date is dd/mm/yyyy, or what its format leaves of that: dd/mm, mm/yyyy.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):  # a datetime too
        return _of_day(value, format.partition(";")[0])
    if not isinstance(value, int | float | Decimal):
        return str(value)
    sections = _sections(format)
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[place]
    if section is None:
        return f"{value:.10g}".replace(".", ",") if isinstance(value, float) else str(value)
    exact = Fraction(str(value)) * (100 if "%" in section.before + section.after else 1)
    return f"{section.before}{_digits(abs(exact) if place else exact, section.digits)}{section.after}".strip()


def _of_day(day: date, format: str) -> str:
    """Return a date in a format of days, months and years in digits; dd/mm/yyyy in any other."""
    usual, made, place = f"{day:%d/%m/%Y}", "", 0
    if format.lower() in _OF_NO_COUNTRY:
        return usual
    known = {"d": f"{day.day}", "dd": f"{day.day:02}", "m": f"{day.month}", "mm": f"{day.month:02}"}
    known |= {"yy": f"{day.year % 100:02}", "yyyy": f"{day.year}"}
    while place < len(format):
        found = _DAY.match(format, place)
        code = found and (found["code"] or "").lower()
        if found is None or (code and code not in known):
            return usual
        made += known[code] if code else found["sign"] or found["said"] or ""
        place = found.end()
    return made.strip() or usual


def rounded(value: float) -> Iterator[str]:
    """Yield a number of no format with fewer and fewer decimals: Excel shows as many as its column has room for."""
    for digits in range(10, 0, -1):
        text = f"{value:.{digits}g}"
        if "e" in text:
            return
        yield text.replace(".", ",")


@lru_cache(maxsize=256)
def _sections(format: str) -> tuple[_Section | None, ...]:
    """Return the parts of a format: for numbers above 0, below it, and 0; None for one that says nothing of them."""
    found: list[_Section | None] = []
    texts = ["", "", ""]
    is_plain = True
    for part in _PART.finditer(format):
        if part["plain"] == ";":
            found.append(_Section(*texts) if is_plain else None)
            texts, is_plain = ["", "", ""], True
        elif part["digits"]:
            is_plain &= not texts[1]
            texts[1] = part["digits"].rstrip()
            texts[2] = part["digits"][len(texts[1]) :]
        else:
            said = part["quoted"] or part["letter"] or part["plain"] or ""
            is_plain &= not (part["plain"] or "").isalpha() and part["plain"] not in ("@", "/")
            texts[2 if texts[1] else 0] += said
    found.append(_Section(*texts) if is_plain and (format or found) else None)
    return tuple(found)


def _digits(value: Fraction, places: str) -> str:
    """Return a number as its placeholders show it: “#” and “?” show no needless 0."""
    if not places:
        return ""
    whole, _, rest = places.partition(".")
    text = number(value, len(rest))
    if "," not in whole:
        text = text.replace(".", "")
    digits, comma, decimals = text.partition(",")
    needed = rest.count("0")
    decimals = decimals[:needed] + decimals[needed:].rstrip("0")
    sign, digits = digits[: digits.startswith("-")], digits.removeprefix("-")
    digits = sign + ("" if "0" not in whole and digits == "0" else digits.zfill(whole.count("0")))
    return digits + (comma if decimals else "") + decimals

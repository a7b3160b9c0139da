"""The functions of texts and dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from exports.learned.functions import Failed, Part, Single, Untold, number, single, text_of
from exports.shown import shown

DAY_ZERO = date(1899, 12, 30)
_FIRST_SURE = 61  # before it Excel counts a 29 February 1900
_DAYS = re.compile(r'"(?P<said>[^"]*)"|(?P<code>d{1,2}|m{1,2}|y{2}(?:y{2})?)(?![a-z])|(?P<sign>[-/. ,])', re.IGNORECASE)
_NUMBERS = re.compile(r'(?:"([^"]*)")?(#([.,])##[0#]|[0#]*0|#)(?:([.,])(0+))?(%?)( ?)(?:"([^"]*)")?')
"""Words, digits with or without thousands, decimals, per cent, words."""


def _whole(parts: list[Part], place: int, usual: int) -> int:
    found = int(number(parts[place]())) if len(parts) > place else usual
    if found < 0:
        raise Failed("#VALUE!")
    return found


def _left(parts: list[Part]) -> Part:
    return lambda: text_of(parts[0]())[: _whole(parts, 1, 1)]


def _right(parts: list[Part]) -> Part:
    def part() -> str:
        text, count = text_of(parts[0]()), _whole(parts, 1, 1)
        return text[len(text) - count :] if count < len(text) else text

    return part


def _middle(parts: list[Part]) -> Part:
    def part() -> str:
        start = _whole(parts, 1, 1)
        if not start:
            raise Failed("#VALUE!")
        return text_of(parts[0]())[start - 1 : start - 1 + _whole(parts, 2, 1)]

    return part


def _day(part: Part) -> date:
    told = int(number(part()) // 1)
    if told < 0:
        raise Failed("#NUM!")
    if told < _FIRST_SURE:
        raise Untold
    return DAY_ZERO + timedelta(days=told)


def _shown(parts: list[Part]) -> Part:
    """TEXT: days, and numbers with the signs that the format is written with, as on the computer it was made on."""

    def part() -> str:
        value, format = single(parts[0]()), text_of(parts[1]())
        if isinstance(value, str):
            return value
        if format == "@":
            return text_of(value)
        found = _of_number(format, number(value)) if set(format) & {"0", "#"} else None
        return _of_day(format, _day(parts[0])) if found is None else found

    return part


def _of_number(format: str, value: float) -> str | None:
    """Return a number in a format of digits; None for another, or one that may mean thousands or decimals: 0.000."""
    found = _NUMBERS.fullmatch(format)
    if found is None:
        return None
    before, whole, thousands, point, decimals, percent, blank, after = found.groups("")
    if point == (thousands or None) or (len(decimals) > 2 and not thousands):
        return None
    told = shown(value, whole.replace(thousands or ".", ",") + (f".{decimals}" if point else "") + percent)
    signs = {".": thousands or {",": "."}.get(point, ","), ",": point or {",": "."}.get(thousands, ",")}
    return f"{before}{''.join(signs.get(letter, letter) for letter in told)}{blank}{after}"


def _of_day(format: str, day: date) -> str:
    made, place = "", 0
    while place < len(format):
        found = _DAYS.match(format, place)
        if found is None:
            raise Untold
        code = (found["code"] or "").lower()
        known = {"d": f"{day.day}", "dd": f"{day.day:02}", "m": f"{day.month}", "mm": f"{day.month:02}"}
        known |= {"yy": f"{day.year % 100:02}", "yyyy": f"{day.year}"}
        made += known[code] if code else found["said"] or found["sign"] or ""
        place = found.end()
    return made


def _search(*, is_exact: bool) -> Callable[[list[Part]], Part]:
    """FIND and SEARCH: where a text stands within another; SEARCH takes capitals for small letters, and wildcards."""

    def of(parts: list[Part]) -> Part:
        def part() -> float:
            wanted, text, start = text_of(parts[0]()), text_of(parts[1]()), _whole(parts, 2, 1)
            if not is_exact and re.search(r"[?*~]", wanted):
                raise Untold
            if not is_exact:
                wanted, text = wanted.lower(), text.lower()
            found = text.find(wanted, max(start - 1, 0))
            if found < 0 or not start:
                raise Failed("#VALUE!")
            return found + 1.0

        return part

    return of


def _remainder(parts: list[Part]) -> Part:
    def part() -> float:
        value, by = number(parts[0]()), number(parts[1]())
        if not by:
            raise Failed("#DIV/0!")
        return value - by * (value / by // 1)

    return part


def _made_day(parts: list[Part]) -> Part:
    def part() -> Single:
        year, month, day = (int(number(one())) for one in parts)
        if not 1901 <= year <= 9998 or len(parts) != 3:
            raise Untold
        years, months = divmod(month - 1, 12)
        return float((date(year + years, months + 1, 1) - DAY_ZERO).days + day - 1)

    return part


WORDS: dict[str, Callable[[list[Part]], Part]] = {
    "LEFT": _left,
    "RIGHT": _right,
    "MID": _middle,
    "FIND": _search(is_exact=True),
    "SEARCH": _search(is_exact=False),
    "LEN": lambda parts: lambda: float(len(text_of(parts[0]()))),
    "TRIM": lambda parts: lambda: " ".join(one for one in text_of(parts[0]()).split(" ") if one),
    "LOWER": lambda parts: lambda: text_of(parts[0]()).lower(),
    "EXACT": lambda parts: lambda: text_of(parts[0]()) == text_of(parts[1]()),
    "ISTEXT": lambda parts: lambda: isinstance(single(parts[0]()), str),
    "MOD": _remainder,
    "TEXT": _shown,
    "YEAR": lambda parts: lambda: float(_day(parts[0]).year),
    "MONTH": lambda parts: lambda: float(_day(parts[0]).month),
    "DAY": lambda parts: lambda: float(_day(parts[0]).day),
    "DATE": _made_day,
}
OF_DAYS = {"TEXT", "YEAR", "MONTH", "DAY", "DATE"}
"""Those that hang on which day a workbook counts from."""

"""The functions of texts and dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from exports.learned.calc.blocks import table_of
from exports.learned.calc.criteria import wildcards
from exports.learned.calc.days_of import DAY_ZERO, day_of
from exports.learned.calc.functions import Failed, Part, Untold, number, single, text_of, truth
from exports.shown import shown

_LONGEST = 32_767  # letters of a cell
_LETTERS = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_DAYS = re.compile(r'"(?P<said>[^"]*)"|(?P<code>d{1,2}|m{1,2}|y{2}(?:y{2})?)(?![a-z])|(?P<sign>[-/. ,])', re.IGNORECASE)
_NUMBERS = re.compile(r'(?:"([^"]*)"|([-+(]))?(#([.,])##[0#]|[0#]*0|#)(?:([.,])(0+))?(%?)( ?)(?:"([^"]*)"|(\)))?')
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


def _shown(parts: list[Part]) -> Part:
    """TEXT: days, and numbers with the signs that the format is written with, as on the computer it was made on."""

    def part() -> str:
        value, format = single(parts[0]()), text_of(parts[1]())
        if isinstance(value, str):
            return value
        if format == "@":
            return text_of(value)
        format, value = _of_sign(format, number(value))
        if not format:
            return ""
        if format.lower() == "general":
            if value != value // 1:
                raise Untold  # its decimals stand behind the sign of the computer
            return text_of(value)
        if set(re.sub(r'"[^"]*"', "", format)) & {"0", "#"}:
            return _of_number(format, value)
        if not re.search(r"[a-z]", re.sub(r'"[^"]*"', "", format), re.IGNORECASE):
            return _of_day(format, DAY_ZERO)  # signs and words alone
        if value < 0:
            raise Failed("#VALUE!")
        return _of_day(format, day_of(lambda: value))

    return part


def _of_sign(format: str, value: float) -> tuple[str, float]:
    """Return the part of a format that is for a number, and the number as it is then shown: 0;(0) is -5 as (5)."""
    parts = [""]
    for piece in re.findall(r'"[^"]*"|.', format, re.DOTALL):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    if value < 0 and len(parts) > 1:
        return parts[1], -value
    return (parts[2], value) if value == 0 and len(parts) > 2 else (parts[0], value)


def _of_number(format: str, value: float) -> str:
    """Return a number in a format of digits. Raises Untold for another, and one that may mean thousands or decimals."""
    found = _NUMBERS.fullmatch(format)
    if found is None:
        raise Untold
    said, opening, whole, thousands, point, decimals, percent, blank, after, closing = found.groups("")
    if point == (thousands or None) or (len(decimals) > 2 and not thousands):
        raise Untold
    told = shown(value, whole.replace(thousands or ".", ",") + (f".{decimals}" if point else "") + percent)
    signs = {".": thousands or {",": "."}.get(point, ","), ",": point or {",": "."}.get(thousands, ",")}
    return f"{said}{opening}{''.join(signs.get(letter, letter) for letter in told)}{blank}{after}{closing}"


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
            pattern = re.escape(wanted) if is_exact else wildcards(wanted)
            found = re.compile(pattern, re.DOTALL if is_exact else re.DOTALL | re.IGNORECASE).search(text, start - 1)
            if found is None or not 1 <= start <= len(text) + 1:
                raise Failed("#VALUE!")
            return found.start() + 1.0

        return part

    return of


def _remainder(parts: list[Part]) -> Part:
    def part() -> float:
        value, by = number(parts[0]()), number(parts[1]())
        if not by:
            raise Failed("#DIV/0!")
        return value - by * (value / by // 1)

    return part


def _replaced(parts: list[Part]) -> Part:
    """REPLACE: so many letters from a place on by others."""

    def part() -> str:
        text, start, count = text_of(parts[0]()), _whole(parts, 1, 1), _whole(parts, 2, 0)
        if not start:
            raise Failed("#VALUE!")
        return text[: start - 1] + text_of(parts[3]()) + text[start - 1 + count :]

    return part


def _substituted(parts: list[Part]) -> Part:
    """SUBSTITUTE: a text within another by a third, everywhere or where it stands for the nth time."""

    def part() -> str:
        text, old, new = (text_of(one()) for one in parts[:3])
        if len(parts) < 4:
            return text.replace(old, new) if old else text
        nth = _whole(parts, 3, 1)
        if not nth:
            raise Failed("#VALUE!")
        pieces = text.split(old) if old else [text]
        return old.join(pieces[:nth]) + new + old.join(pieces[nth:]) if nth < len(pieces) else text

    return part


def _repeated(parts: list[Part]) -> Part:
    def part() -> str:
        text, count = text_of(parts[0]()), _whole(parts, 1, 1)
        if len(text) * count > _LONGEST:
            raise Failed("#VALUE!")
        return text * count

    return part


def _capitals(parts: list[Part]) -> Part:
    """PROPER: a capital after whatever is no letter, small letters after letters."""

    def part() -> str:
        return _LETTERS.sub(lambda found: found[0][:1].upper() + found[0][1:].lower(), text_of(parts[0]()))

    return part


def _letter(parts: list[Part], *, below: int) -> Part:
    def part() -> str:
        code = int(number(parts[0]()))
        if code < 1:
            raise Failed("#VALUE!")
        if code >= below:
            raise Untold  # on each computer another letter
        return chr(code)

    return part


def _code(parts: list[Part], *, below: int) -> Part:
    def part() -> float:
        text = text_of(parts[0]())
        if not text:
            raise Failed("#VALUE!")
        if ord(text[0]) >= below:
            raise Untold
        return float(ord(text[0]))

    return part


def _text_joined(parts: list[Part]) -> Part:
    """TEXTJOIN: texts with a sign between them, blank ones among them or not."""

    def part() -> str:
        between, skips = text_of(parts[0]()), truth(parts[1]())
        texts = [text_of(one) for told in parts[2:] for one in table_of(told()).values()]
        return between.join(one for one in texts if one or not skips)

    return part


def _value(parts: list[Part]) -> Part:
    def part() -> float:
        value = single(parts[0]())
        if isinstance(value, bool):
            raise Failed("#VALUE!")
        return number(value)

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
    "MOD": _remainder,
    "TEXT": _shown,
    "PROPER": _capitals,
    "SUBSTITUTE": _substituted,
    "REPLACE": _replaced,
    "REPT": _repeated,
    "CLEAN": lambda parts: lambda: re.sub(r"[\x00-\x1f]", "", text_of(parts[0]())),
    "CHAR": lambda parts: _letter(parts, below=128),
    "CODE": lambda parts: _code(parts, below=128),
    "UNICHAR": lambda parts: _letter(parts, below=0x110000),
    "UNICODE": lambda parts: _code(parts, below=0x110000),
    "VALUE": _value,
}
"""Those whose every argument is a single value."""
OF_SEVERAL_WORDS = {"TEXTJOIN": _text_joined}

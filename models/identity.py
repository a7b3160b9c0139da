"""What an identity number says of its bearer, and numbers that have not the usual length (domain.md 2.5)."""

from __future__ import annotations

import re

from models.dates import PartialDate
from models.tables import Gender
from models.text import clean

_BETWEEN = re.compile(r"[;,/\n]")
_DASHES = (re.compile(r"\s[-–]\s"), re.compile(r"[-–]"))
"""Between two numbers, or within one: between where each part is a whole number then."""
_OLD_CARD = frozenset({9, 12})
_PLAIN_PHONE = re.compile(r"0[0-9]{9,10}")
_PHONE = frozenset({10, 11})
_SEX_OF = (Gender.MALE, Gender.FEMALE)


def mismatches(
    citizen_id: str, gender: Gender | None, born: PartialDate | None, *, told_by: str = "lý lịch"
) -> list[str]:
    """Return what an identity number of 12 digits says otherwise than the card (or list), one clause each.

    The fourth digit gives century and sex (0 nam, 1 nữ of the 1900s; 2, 3 of the 2000s), the next two the birth year.
    """
    century, sex = divmod(int(citizen_id[3]), 2)
    year = 1900 + 100 * century + int(citizen_id[4:6])
    found: list[str] = []
    if gender is not None and _SEX_OF[sex] is not gender:
        found.append(f"số cho biết {_SEX_OF[sex].label.lower()}, {told_by} ghi {gender.label.lower()}")
    if born is not None and born.year != year:
        found.append(f"số cho biết sinh năm {year}, {told_by} ghi {born.year}")
    return found


def old_number_flaw(number: str) -> str:
    """Return what is odd about a number of the old identity card, "" for nothing: it has 9 digits, or 12."""
    number = clean(number)
    if not number or (number.isascii() and number.isdecimal() and len(number) in _OLD_CARD):
        return ""
    if not number.isdecimal():
        return "Số CMND cũ chỉ gồm chữ số."
    return f"Số CMND cũ có {len(number)} chữ số; thường có 9 hoặc 12."


def is_plain_phone(written: str) -> bool:
    """Tell at one look whether a text is one telephone number of the usual length and nothing else, as most are."""
    return _PLAIN_PHONE.fullmatch(written) is not None


def phone_flaw(written: str) -> str:
    """Return what is odd about a telephone number, or several with a sign between them; "" for nothing.

    Each has 10 or 11 digits and begins with 0 (or 84); words beside it are no flaw.
    """
    if is_plain_phone(written):
        return ""
    parts = [part for line in _BETWEEN.split(written) if (part := clean(line))]
    told = list(filter(_has_digits, parts))
    if parts and not told:
        return f"“{parts[0]}” không có chữ số nào; số điện thoại thường có 10 chữ số."
    return next((flaw for part in told if (flaw := _flaw_of_one(part)) and not _is_several(part)), "")


def _is_several(part: str) -> bool:
    """Tell whether words are telephone numbers with a dash between them: each is right then."""
    ways = (filter(_has_digits, dash.split(part)) for dash in _DASHES)
    return any(not any(map(_flaw_of_one, numbers)) for numbers in ways)


def _has_digits(part: str) -> bool:
    return any(map(str.isdecimal, part))


def _flaw_of_one(part: str) -> str:
    number = "".join(filter(str.isdecimal, part))
    number = "0" + number[2:] if number.startswith("84") and len(number) > min(_PHONE) else number
    if len(number) - min(_PHONE) in (-1, 0) and not number.startswith("0"):
        return f"“{part}” không bắt đầu bằng số 0; hãy xem lại."
    if len(number) not in _PHONE:
        return f"“{part}” có {len(number)} chữ số; số điện thoại thường có 10."
    return ""

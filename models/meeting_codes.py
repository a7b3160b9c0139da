"""The short number printed on a roll sheet: typed anywhere the program searches, it opens exactly that meeting.

Digits only: no input method changes them and nobody takes one for a letter. The last digit is a check by Damm's
scheme, which catches every single wrong digit and every swap of neighbours; the one before it comes from the cell and
the month, so that a number whose meeting was deleted does not open the one that came after it.
"""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Meeting

_DAMM = (  # H. M. Damm, Total anti-symmetrische Quasigruppen (2004): row = check so far, column = next digit
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_TYPED = re.compile(r"\d{4,}[ .–-]?\d\d")


def code(meeting_id: int, cell_id: int, month: int) -> str:
    """Return the number of a meeting as it is printed, e.g. “0041.73”."""
    digits = f"{meeting_id:04}"
    sign = str((cell_id + month) % 10)
    return f"{digits}.{sign}{_check(digits + sign)}"


def meeting_id(typed: str) -> int | None:
    """Return the id a number stands for, typed with or without the dot; None if the number does not hold together."""
    text = typed.strip()
    if not _TYPED.fullmatch(text):
        return None
    digits = "".join(char for char in text if char.isdecimal())
    return int(digits[:-2]) if _check(digits) == "0" else None  # with its own check digit a number comes to nought


def find(session: Session, typed: str) -> int | None:
    """Return the meeting whose number was typed; None if it is none of ours."""
    key = meeting_id(typed)
    if key is None:
        return None
    found = session.execute(select(Meeting.id, Meeting.cell_id, Meeting.month).where(Meeting.id == key)).one_or_none()
    digits = "".join(char for char in typed if char.isdecimal())
    return key if found is not None and code(*found).replace(".", "") == digits else None


def _check(digits: str) -> str:
    check = 0
    for digit in digits:
        check = int(_DAMM[check][int(digit)])
    return str(check)

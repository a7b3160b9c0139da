"""What a remark says of somebody's place on the list: gone since a day, exempt, suspended; else it stays a remark."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from exports.readers import days
from models.dates import PartialDate
from models.tables import Duty, EventKind
from models.text import fold

_DAY: Final = r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|(?:19|20)\d\d)"
_SINCE: Final = rf"[\s,:(-]*(?:(?:tu|vao|ngay|thang|nam|luc|hoi)\s+)*{_DAY}\)?\b(?P<rest>.*)"
_BEFORE: Final = r"(?:(?:da|duoc|bi|dang|xin)\s+)*"
_KINDS: Final = tuple(
    (re.compile(_BEFORE + words), kind, duty)
    for words, kind, duty in (
        (rf"(?:mat|chet|tu tran|qua doi){_SINCE}", EventKind.DIED, None),
        (r"(?:(?<=da )mat|tu tran|qua doi)", EventKind.DIED, None),
        (
            r"chuyen (?:(?:sh|shd|sinh hoat|sinh hoat dang) )?(?:chinh thuc )?(?:di|ve|ra|khoi)\b"
            rf"(?P<where>(?: (?!den\b)[^\s\d]+)*?)(?:{_SINCE})?",
            EventKind.TRANSFER_OUT,
            None,
        ),
        (rf"xoa ten(?: trong danh sach)?(?: dang vien)?(?:{_SINCE})?", EventKind.STRUCK_OFF, None),
        (rf"khai tru(?: khoi dang| ra khoi dang)?(?:{_SINCE})?", EventKind.EXPELLED, None),
        (rf"ra khoi dang(?:{_SINCE})?", EventKind.RESIGNED, None),
        (
            rf"mien(?:[\s,]+(?:cong tac|ct|sinh hoat|sh|shd|dang|va))*(?:{_SINCE})?",
            None,
            Duty.EXEMPT,
        ),
        (rf"dinh chi(?: sinh hoat| sh)(?: dang)?(?:{_SINCE})?", None, Duty.SUSPENDED),
    )
)


class Remark(NamedTuple):
    """What happened, or how somebody stands to the meetings, and since when; a day of None is not said."""

    leaving: EventKind | None
    duty: Duty | None
    since: PartialDate | None

    @property
    def words(self) -> str:
        """What it is taken for, in the officer's words."""
        said = self.leaving or self.duty
        label = said.label if said is not None else ""
        return f"{label} từ {self.since}" if self.since is not None else label


def read(note: str) -> Remark | None:
    """Return what a remark says, None where it says something else: “mất thẻ 2024” is no death."""
    line = fold(note).strip(" .;")
    for pattern, leaving, duty in _KINDS:
        if (found := pattern.fullmatch(line)) is not None:
            said = found.groupdict().get("day")
            day: PartialDate | None = days.partial_date(said).value if said else None
            return Remark(leaving, duty, day)
    return None

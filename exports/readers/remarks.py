"""What a remark says of somebody's place on the list: gone since a day, exempt, suspended; else it stays a remark.

What somebody asks for, what is under way and what may be for a time only is “open”: nothing has happened yet.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, NamedTuple

from exports.readers import days
from models.dates import PartialDate
from models.tables import Duty, Ending, EventKind, Standing
from models.text import clean, fold

OPEN_REPAIR: Final = "Xong rồi thì ghi biến động ở thẻ đảng viên, kèm ngày."

_DAY: Final = r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|(?:19|20)\d\d)"
_SINCE: Final = rf"[\s,:(-]*(?:(?:tu|vao|ngay|thang|nam|luc|hoi)\s+)*{_DAY}\)?\b(?P<rest>.*)"
_DONE: Final = r"(?:(?:da|duoc|bi|moi|vua)\s+)*"
_LASTS: Final = r"(?:(?:da|duoc|bi|dang|moi|vua)\s+)*"
_BY_PAPER: Final = rf"{_DONE}(?:(?:co\s+)?(?:quyet dinh|qd)\s+)?{_DONE}"
_OVER: Final = re.compile(
    r"\b(?:the|tro ve|tro lai|quay ve|quay lai|da ve|ve lai|nay ve|khoi phuc|phuc hoi|sinh hoat lai|het mien)\b"
)
"""Of a thing that was lost, or of what has ended since."""
_LIFE: Final = r"(?:(?:sh|shd|sinh hoat|sinh hoat dang) )?"
_FOR_A_TIME: Final = (
    r"(?:hoc|tap huan|lam (?:an|thue|viec|cong nhan|kinh te)|cong tac|cong nhan|lao dong|xuat khau|dieu tri|chua benh"
    r"|kham|nam vien|nghia vu|nvqs|bo doi|tam)\b"
)
_KINDS: Final = tuple(
    (re.compile(words), kind, duty)
    for words, kind, duty in (
        (rf"{_DONE}(?:mat|chet|tu tran|qua doi){_SINCE}", EventKind.DIED, None),
        (rf"{_DONE}(?:(?<=da )mat|(?<=da )chet|tu tran|qua doi)", EventKind.DIED, None),
        (
            rf"{_DONE}chuyen {_LIFE}(?:chinh thuc )?(?:di|ra|khoi|ve(?= \D))\b(?! {_FOR_A_TIME})"
            rf"(?P<where>(?: (?!(?:den|nay)\b)[^\s\d]+)*?)(?:{_SINCE})?",
            EventKind.TRANSFER_OUT,
            None,
        ),
        (rf"{_BY_PAPER}xoa ten(?: trong danh sach)?(?: dang vien)?(?:{_SINCE})?", EventKind.STRUCK_OFF, None),
        (rf"{_BY_PAPER}khai tru(?: khoi dang| ra khoi dang)?(?:{_SINCE})?", EventKind.EXPELLED, None),
        (rf"{_BY_PAPER}cho (?:xin )?ra khoi dang(?:{_SINCE})?", EventKind.RESIGNED, None),
        (rf"{_BY_PAPER}ra khoi dang(?:{_SINCE})?", None, None),
        (
            rf"{_LASTS}mien(?:[\s,]+(?:cong tac|ct|sinh hoat|sh|shd|dang|va))*(?:{_SINCE})?",
            None,
            Duty.EXEMPT,
        ),
        (rf"{_LASTS}dinh chi(?: sinh hoat| sh)(?: dang)?(?:{_SINCE})?", None, Duty.SUSPENDED),
    )
)
_RESIGNING: Final = re.compile(rf"(?:da )?xin (?:phep )?ra khoi dang(?:{_SINCE})?")
_NOT_YET: Final = (
    r"(?:(?:da|hien|nay|con|co|lam|viet|nop|gui)\s+)*"
    r"(?:dang|xin|de nghi|cho|doi|sap|se|chuan bi|du kien|chua|khong|don|nguyen vong|y dinh|muon|thu tuc|ho so|xem xet"
    r"|xet|can|den han)\s+(?:(?!bi\b|da\b)[^\s,;]+\s+)*?"
)
_OPEN: Final = tuple(
    re.compile(words)
    for words in (
        rf"{_NOT_YET}(?:chuyen|xin ra|ra khoi|roi|xoa ten|khai tru|mien|dinh chi|(?:thoi|nghi) sinh hoat)\b.*",
        r"(?:(?:da|dang|co|lam)\s+)*(?:giay|ggt|quyet dinh|qd)\b.*\bchuyen\b.*",
        rf"{_DONE}chuyen {_LIFE}(?:(?:di|ra) {_FOR_A_TIME}|tam thoi\b).*",
        rf"{_DONE}chuyen {_LIFE}(?:ve|chinh thuc)(?:{_SINCE})?",
    )
)
_BEFORE: Final = re.compile(
    r"(?:(?:d/c|dong chi|dang vien|dv)\s*:?\s+)?(?:giam\s*:?\s+(?:(?:do|vi)\s+)?|ly do\s*:?\s+)?"
)
"""Whom a remark is about, and that somebody is counted no more: “Đ/c chuyển đi …”, “giảm do từ trần …”."""
_IN_WORDS: Final = re.compile(r"(?:ngay (?P<day>\d{1,2}) )?thang (?P<month>\d{1,2}) nam (?P<year>(?:19|20)\d\d)\b")
_TO_OFFICIAL: Final = r"(?:(?:la|dang|sang|thanh|dang vien|dv)\s+)"
_OFFICIAL: Final = re.compile(
    rf"(?:(?:da|duoc|da duoc) (?:chuyen|cong nhan) {_TO_OFFICIAL}*|cong nhan {_TO_OFFICIAL}*|chuyen {_TO_OFFICIAL}+)"
    rf"chinh thuc(?:{_SINCE})?"
)
_ON_PROBATION: Final = re.compile(rf"{_NOT_YET}(?:(?:chuyen|cong nhan)\s+)?{_TO_OFFICIAL}*chinh thuc")
_ENDINGS: Final = {fold(one.label): EventKind(one.value) for one in Ending} | {
    "het sinh hoat tam thoi": EventKind.TEMP_IN_END
}
_LISTED_UNTIL: Final = re.compile(  # as our own list says of who has left
    rf"(?P<how>{'|'.join(_ENDINGS)}); trong danh sach den het ngay {_DAY}"
)


class Remark(NamedTuple):
    """What happened, or how somebody stands to the meetings, and since when; a day of None is not said.

    `is_gone` without `leaving`: the remark does not say how. `is_open`: nothing of it is sure to have happened.
    """

    leaving: EventKind | None = None
    duty: Duty | None = None
    since: PartialDate | None = None
    standing: Standing | None = None
    is_gone: bool = False
    is_open: bool = False

    @property
    def words(self) -> str:
        """What it is taken for, in the officer's words."""
        said = self.leaving or self.duty
        label = said.label if said is not None else "Ra khỏi Đảng" if self.is_gone else ""
        return f"{label} từ {self.since}" if self.since is not None else label


def read(note: str) -> Remark | None:
    """Return what a remark says, None where it says something else: “mất thẻ 2024” is no death."""
    line = in_figures(_BEFORE.sub("", fold(note).strip(" .;"), 1))
    if (found := _LISTED_UNTIL.fullmatch(line)) is not None:
        return Remark(_ENDINGS[found["how"]], since=_day_after(_day(found)), is_gone=True)
    if _ON_PROBATION.fullmatch(line):
        return Remark(standing=Standing.PROBATIONARY)
    if _OFFICIAL.fullmatch(line):
        return Remark(standing=Standing.OFFICIAL)
    if (found := _RESIGNING.fullmatch(line)) is not None:  # the label of the event too
        return Remark(EventKind.RESIGNED, since=_day(found), is_open=True)
    is_waiting = "chờ " in clean(note).casefold()  # which folds to what “cho” does
    for pattern, leaving, duty in () if is_waiting or is_over(line) else _KINDS:
        if (found := pattern.fullmatch(line)) is not None:
            return Remark(leaving, duty, _day(found), is_gone=duty is None)
    if any(pattern.fullmatch(line) for pattern in _OPEN):
        return Remark(is_open=True)
    return None


def is_over(line: str) -> bool:
    """Tell whether a folded remark says that what it speaks of has ended since."""
    return _OVER.search(line) is not None


def in_figures(line: str) -> str:
    """Return a folded text with its days in words (ngày 1 tháng 3 năm 2020) in figures."""
    return _IN_WORDS.sub(lambda found: "/".join(filter(None, found.group("day", "month", "year"))), line)


def _day(found: re.Match[str]) -> PartialDate | None:
    said = found.groupdict().get("day")
    return days.partial_date(said).value if said else None


def _day_after(day: PartialDate | None) -> PartialDate | None:
    return PartialDate.of(day.last + timedelta(days=1)) if day is not None and day.is_full else day

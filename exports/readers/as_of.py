"""The day a list speaks of, by the lines above it: “Tính đến ngày 31/12/2024”, “Thời điểm 31/12/2024”, “Năm 2024”.

A mere year is taken for its end, so that nothing the register knows of later days is undone, and that is said. A day
yet to come, as the end of the running year, is today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Final, NamedTuple

from exports.readers.headings import Header
from exports.readers.sheet import Sheet
from models.dates import PartialDate
from models.errors import KnownError
from models.member_records import MemberRecords
from models.text import clean, fold

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_UNTIL: Final = (
    r"(?:tinh den|co den|ke den|den(?: het)?|(?:tai )?thoi diem|chot)(?: thoi diem)?(?: het)?[\s:,]*(?:ngay)?[\s:,]*"
)
_DAY: Final = re.compile(
    rf"\b{_UNTIL}(?:(?P<d>\d{{1,2}})(?:\s*[/.-]\s*| thang )(?P<m>\d{{1,2}})(?:\s*[/.-]\s*|,? nam )(?P<y>20\d\d)\b"
    rf"|(?:thang )?(?P<m2>\d{{1,2}})(?:\s*[/.-]\s*| nam )(?P<y2>20\d\d)\b)"
)
_PERIOD: Final = re.compile(
    r"(?:thang (?P<month>\d{1,2})\s*(?:/|[,.-]|nam)?\s*|quy (?P<quarter>iv|i{1,3}|[1-4])\s*(?:/|[,.-]|nam)?\s*"
    r"|(?P<half>\d{1,2}) thang (?:dau|cuoi) nam |(?P<part>(?:het|cuoi|dau|tinh den) )?nam |(?P<until>tinh den ))"
    r"(?P<year>20\d\d)[\s).]*$"
)
_OF_A_LIST: Final = re.compile(r"\b(danh sach|so dang vien|dang vien|trich ngang)\b")
_OF_A_PAPER: Final = re.compile(r"\b(quyet dinh|qd|cong van|ke hoach|huong dan|kem theo|sinh nam|so\s*[:.]?\s*\d)")
_A_WHILE: Final = 7  # days: in a younger file next to nothing has changed since
_LONG_AGO: Final = 10  # years: “vào Đảng năm 2005” is not the day of a list


class Spoken(NamedTuple):
    """The last day that a title speaks of; `is_year`: it says only the year."""

    day: date
    is_year: bool = False

    @property
    def yet_to_come(self) -> str:
        """What the title says of a day yet to come."""
        return f"năm {self.day.year}, chưa hết năm" if self.is_year else f"ngày {self.day:%d/%m/%Y}, chưa tới"


def of_titles(
    sheets: Iterable[tuple[Sheet, Header]], records: MemberRecords, on: date, saved_on: date | None = None
) -> tuple[date | None, list[str]]:
    """Return the past day that the titles of a list of members speak of, and notes; `on` is today.

    Of several days the first holds: what the register knows of later days is kept. A title with people under it who
    were admitted later is an old one.
    """
    said = {sheet.name: spoken for sheet, header in sheets if (spoken := _of_title(sheet, header, on)) is not None}
    found = {name: spoken.day for name, spoken in said.items() if spoken.day < on}
    if not found:
        coming = next((spoken for spoken in said.values() if spoken.day > on), None)
        if coming is not None:
            return None, [f"Tên danh sách ghi {coming.yet_to_come}: đọc như danh sách hiện nay."]
        return None, [] if said else _of_saving(saved_on, on)  # a title may speak of this very day
    day = min(found.values())
    admitted = enumerate(records.column("admitted_on"))
    later = next((n for n, one in admitted if one is not None and one.first > max(found.values())), None)
    if later is not None:
        who = records[later]
        title = f"Tên danh sách ghi tính đến ngày {day:%d/%m/%Y}, nhưng có người kết nạp sau ngày ấy"
        return None, [f"{title} (dòng {who.row}: {who.admitted_on}); đọc như danh sách hiện nay."]
    notes = [_of_year(day)] if any(spoken.is_year and spoken.day == day for spoken in said.values()) else []
    if len(set(found.values())) > 1:
        named = ", ".join(f"“{name}” {one:%d/%m/%Y}" for name, one in found.items())
        notes.append(f"Các trang ghi tính đến ngày khác nhau ({named}); lấy ngày sớm nhất.")
    return day, notes


def _of_year(day: date) -> str:
    said = f"Tên danh sách chỉ ghi năm {day.year}: lấy ngày {day:%d/%m/%Y}"
    return f"{said}; là danh sách hiện nay, hay của ngày khác, thì ghi lại ngày tính đến."


def _of_saving(saved_on: date | None, on: date) -> list[str]:
    """Return what is to be said of a list without a day in a file that was last saved a while ago."""
    if saved_on is None or (on - saved_on).days < _A_WHILE:
        return []
    said = f"Tệp được lưu lần cuối ngày {saved_on:%d/%m/%Y}, danh sách không ghi ngày nên đọc như danh sách hiện nay"
    return [f"{said}; nếu là danh sách của ngày ấy thì ghi ngày vào ô “Danh sách tính đến ngày”."]


def _of_title(sheet: Sheet, header: Header, on: date) -> Spoken | None:
    """Return the first past day that the title of a sheet speaks of, else today, else the first yet to come."""
    top = header.row if header.top is None else header.top
    texts = [clean(cell) for cells in sheet.rows[: max(top, 0)] for cell in cells if isinstance(cell, str)]
    days = [spoken for text in texts if (spoken := of_line(fold(text))) and on.year - _LONG_AGO <= spoken.day.year]
    return next((spoken for spoken in days if spoken.day < on), min(days, key=attrgetter("day"), default=None))


def of_line(line: str) -> Spoken | None:
    """Return the last day that a folded line of a title speaks of, None where it speaks of none."""
    if _OF_A_PAPER.search(line):
        return None
    try:
        if said := _DAY.search(line):
            day, month, year = said["d"], said["m"] or said["m2"], said["y"] or said["y2"]
            return Spoken(PartialDate(int(year), int(month), int(day) if day else None).last)
        period = _PERIOD.search(line)
        if period is None or (period.start() and not _OF_A_LIST.search(line[: period.start()])):
            return None
        return _end_of(period)
    except (KnownError, ValueError):  # 31/02: nothing to go by
        return None


def _end_of(period: re.Match[str]) -> Spoken:
    """Return the last day of a period; of the beginning of a year the first."""
    year, month = int(period["year"]), 12
    if period["part"] == "dau ":
        return Spoken(date(year, 1, 1))
    if period["month"] or period["quarter"]:
        quarter = period["quarter"] or ""
        month = int(period["month"] or 3 * (_ROMAN.get(quarter) or int(quarter)))
    elif period["half"] and " dau " in period[0]:
        month = int(period["half"])
    is_year = not any(period[name] for name in ("month", "quarter", "half", "part", "until"))
    return Spoken(date(year, month, monthrange(year, month)[1]), is_year)

"""The day a list speaks of, by the lines above it: “Tính đến ngày 31/12/2024”, “Thời điểm 31/12/2024”, “Năm 2024”."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Final

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
    r"|(?P<half>\d{1,2}) thang (?:dau|cuoi) nam |(?:(?:het|cuoi|tinh den) )?nam |tinh den )(?P<year>20\d\d)[\s).]*$"
)
_OF_A_LIST: Final = re.compile(r"\b(danh sach|so dang vien|dang vien|trich ngang)\b")
_OF_A_PAPER: Final = re.compile(r"\b(quyet dinh|qd|cong van|ke hoach|huong dan|kem theo|sinh nam|so\s*[:.]?\s*\d)")
_LONG_AGO: Final = 10  # years: “vào Đảng năm 2005” is not the day of a list


def of_titles(
    sheets: Iterable[tuple[Sheet, Header]], records: MemberRecords, on: date
) -> tuple[date | None, list[str]]:
    """Return the past day that the titles of a list of members speak of, and notes; `on` is today.

    Of several days the first holds: what the register knows of later days is kept. A title with people under it who
    were admitted later is an old one.
    """
    found = {sheet.name: day for sheet, header in sheets if (day := _of_title(sheet, header, on)) is not None}
    if not found:
        return None, []
    day = min(found.values())
    admitted = enumerate(records.column("admitted_on"))
    later = next((n for n, one in admitted if one is not None and one.first > max(found.values())), None)
    if later is not None:
        who = records[later]
        said = f"Tên danh sách ghi tính đến ngày {day:%d/%m/%Y}, nhưng có người kết nạp sau ngày ấy"
        return None, [f"{said} (dòng {who.row}: {who.admitted_on}); đọc như danh sách hiện nay."]
    if len(set(found.values())) == 1:
        return day, []
    named = ", ".join(f"“{name}” {one:%d/%m/%Y}" for name, one in found.items())
    return day, [f"Các trang ghi tính đến ngày khác nhau ({named}); lấy ngày sớm nhất."]


def _of_title(sheet: Sheet, header: Header, on: date) -> date | None:
    top = header.row if header.top is None else header.top
    texts = [clean(cell) for cells in sheet.rows[: max(top, 0)] for cell in cells if isinstance(cell, str)]
    days = [day for text in texts if (day := of_line(fold(text))) is not None]
    return next((day for day in days if on.year - _LONG_AGO <= day.year and day < on), None)


def of_line(line: str) -> date | None:
    """Return the last day that a folded line of a title speaks of, None where it speaks of none."""
    if _OF_A_PAPER.search(line):
        return None
    try:
        if said := _DAY.search(line):
            day, month, year = said["d"], said["m"] or said["m2"], said["y"] or said["y2"]
            return PartialDate(int(year), int(month), int(day) if day else None).last
        period = _PERIOD.search(line)
        if period is None or (period.start() and not _OF_A_LIST.search(line[: period.start()])):
            return None
        month = 12
        if period["month"] or period["quarter"]:
            quarter = period["quarter"] or ""
            month = int(period["month"] or 3 * (_ROMAN.get(quarter) or int(quarter)))
        elif period["half"] and " dau " in period[0]:
            month = int(period["half"])
        return date(int(period["year"]), month, monthrange(int(period["year"]), month)[1])
    except (KnownError, ValueError):  # 31/02: nothing to go by
        return None

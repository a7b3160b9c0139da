"""Lists of Huy hiệu Đảng: one column with the years, or one column for each with an x; awarded, or only proposed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, Final

from exports.readers import about_members, days, member_headings, values
from exports.readers.headings import HEADER_ROWS, Header, Heading
from exports.readers.rows import Row
from exports.readers.sheet import Sheet, Value
from models.progress import SILENT, Progress
from models.records import BadgeRecord, Problem
from models.text import clean, fold

YEARS: Final = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
"""What columns may be of; which of them bring a badge is for the dated rules to say."""
_BADGES: Final = ("huy hieu dang", "huy hieu", "hh", "hhd")
_LEAST: Final = 2


def _of_years(years: int) -> tuple[str, ...]:
    said = (str(years), f"{years} nam", f"{years} nam tuoi dang", f"loai {years} nam")
    return (*said, *(f"{head} {one}" for head in (*_BADGES, "loai huy hieu", "tuoi dang") for one in said))


class _BadgeHeadings(about_members.ListHeadings):
    """The years over the columns of a list may be numbers."""

    def find(self, sheet: Sheet) -> Header | None:
        """Return where the list stands."""
        in_words = {n: _in_words(row) for n, row in enumerate(sheet.rows[:HEADER_ROWS]) if _are_years(row)}
        if in_words:
            sheet = replace(sheet, rows=[in_words.get(n, row) for n, row in enumerate(sheet.rows)])
        return super().find(sheet)


def _are_years(row: list[Value]) -> bool:
    """Tell whether the numbers of a row are badges, the lowest first."""
    found = [cell for cell in row if type(cell) is int and cell in YEARS]
    return len(found) >= _LEAST and found == sorted(set(found))


def _in_words(row: list[Value]) -> list[Value]:
    return [str(cell) if type(cell) is int and cell in YEARS else cell for cell in row]


HEADINGS: Final = _BadgeHeadings(
    *about_members.WHO,
    Heading(
        "badge",
        "Huy hiệu Đảng",
        (
            *("huy hieu dang", "huy hieu", "loai huy hieu", "muc huy hieu", "loai huy hieu dang", "huy hieu nam"),
            *("huy hieu dang nam", "huy hieu duoc tang", "tang huy hieu", "loai hhd", "huy hieu dang duoc tang"),
            *("tang huy hieu dang", "huy hieu dang loai", "muc tang", "hinh thuc tang", "de nghi tang huy hieu"),
            *("hh", "hhd", "hh dang", "loai hh", "loai hh dang", "muc hh", "muc hhd", "muc huy hieu dang"),
        ),
    ),
    Heading("age", "Tuổi Đảng", ("tuoi dang", "so nam tuoi dang", "nam tuoi dang", "tuoi dang tron")),
    *(Heading(f"years_{years}", f"Huy hiệu {years} năm", _of_years(years)) for years in YEARS),
    Heading("number", "Số huy hiệu", ("so huy hieu", "so hieu huy hieu", "so hh", "so huy hieu dang", "so hieu")),
    Heading(
        "decision",
        "Số quyết định",
        (
            *("so quyet dinh", "quyet dinh so", "quyet dinh", "so qd", "qd so", "quyet dinh so ngay"),
            *("so qd ngay qd", "so ngay qd", "qd so ngay", "so quyet dinh ngay quyet dinh", "so va ngay qd"),
            *(
                "so ngay quyet dinh",
                "so quyet dinh tang",
                "quyet dinh tang",
                "so va ngay quyet dinh",
                "quyet dinh tang so ngay",
            ),
        ),
    ),
    Heading("decision_on", "Ngày quyết định", ("ngay quyet dinh", "quyet dinh ngay", "ngay qd", "ngay ky quyet dinh")),
    Heading(
        "awarded",
        "Ngày trao",
        (
            *("ngay trao", "ngay trao tang", "ngay tang", "dot", "dot trao", "dot trao tang", "dot tang", "ngay nhan"),
            *(
                "dot trao huy hieu",
                "dot tang huy hieu",
                "ngay duoc tang",
                "ngay trao huy hieu",
                "dot xet",
                "dot de nghi",
            ),
        ),
    ),
    needed=(frozenset({"name"}), frozenset({"badge", "age", *(f"years_{years}" for years in YEARS)})),
)
LISTS: Final = (
    ("huy-hieu", "Danh sách trao Huy hiệu Đảng", False, "mỗi dòng ghi Huy hiệu vào thẻ của đồng chí ấy"),
    (
        "huy-hieu-de-nghi",
        "Danh sách đề nghị Huy hiệu Đảng",
        True,
        "mới đề nghị, chưa trao nên không ghi; trao rồi thì chọn loại Danh sách trao Huy hiệu Đảng",
    ),
)
"""Key, title, whether it only proposes, what comes of it."""
_PROPOSED: Final = re.compile(r"\b(de nghi|xet tang|du tuoi|du dieu kien|du kien)\b")
_OF_MEMBERS: Final = 3
_OWN: Final = frozenset(HEADINGS.labels)
_DAY: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
_DAY_IN_WORDS: Final = re.compile(r"ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?")
_WAVE: Final = re.compile(r"\bdot\b(.{0,40})")
_YEAR: Final = re.compile(r"\bnam (20\d\d)\b")
_NUMBER: Final = re.compile(r"\b(\d{2})\b")
_HAS_NONE: Final = re.compile(r"[-–—/0]|k|ko|(chua|khong)( (co|duoc|nhan|tang|trao|du|den|toi|xet)\b.*)?")


def is_like(key: str, sheet: Sheet, header: Header) -> bool:
    """Tell whether title or headings speak of badges, and whether these are awarded or only proposed."""
    said = about_members.title(sheet, header)
    if "huy hieu" not in said:
        other = member_headings.HEADINGS.find(sheet)
        foreign = len(other.columns.keys() - _OWN) if other else 0
        if not {"badge", "number"} & header.columns.keys() or foreign >= _OF_MEMBERS:
            return False
    is_proposal = _PROPOSED.search(said) is not None and not {"decision", "number"} & header.columns.keys()
    return key == next(one for one, _title, proposes, _writes in LISTS if proposes is is_proposal)


def read(
    sheets: list[tuple[Sheet, Header]], on: date, progress: Progress = SILENT, *, is_proposal: bool = False
) -> tuple[list[BadgeRecord], list[Problem], list[str]]:
    """Return the badges of all sheets, problems of no one row (none), and notes."""
    rows = about_members.Rows(sheets, HEADINGS, on, progress)
    found: list[BadgeRecord] = []
    for sheet, header, row, who in rows:
        title = about_members.title(sheet, header)
        given, lacking = _years(row)
        number, decided = about_members.paper(row, "decision")
        said: dict[str, Any] = {
            "years": tuple(given),
            "lacking": lacking,
            "days": tuple((years, day) for years, day in given.items() if day is not None),
            "awarded_on": _wave(row, title),
            "decision_number": number,
            "decision_on": row.take("decision_on", days.whole_date(row.raw("decision_on"))) or decided,
            "badge_number": row.take("number", values.plain(row.raw("number"), 40)),
        }
        found.append(BadgeRecord(about_members.with_problems(who, row), is_proposal=is_proposal, **said))
    return found, [], rows.notes


def _years(row: Row) -> tuple[dict[int, date | None], tuple[int, ...]]:
    """Return the years of the badges of a row, with the day that the column of one says, and those it says are lacking.

    They are those ticked or dated, or the number that its column has; the Party age is asked only where no column is
    of badges.
    """
    ticked: dict[int, date | None] = {}
    lacking: list[int] = []
    for years in YEARS:
        field = f"years_{years}"
        cell = row.raw(field)
        if cell is None:
            continue
        if values.tick(cell).value or fold(str(cell)) in _of_years(years):
            ticked[years] = None
        elif _says_none(cell):
            lacking.append(years)
        elif values.tick(cell).value is None:
            found = days.whole_date(cell)
            is_count = values.shown(cell).isdecimal()  # the number of the badge is no day
            if found.value is not None and not is_count:
                ticked[years] = row.take(field, found)
            elif found.reason or is_count:
                reason = f"Không rõ đã có Huy hiệu {years} năm chưa: “{values.shown(cell)}”."
                row.complain(field, reason, "Ghi x hoặc đủ ngày, tháng, năm trao; chưa có thì để trống.")
    if ticked:
        return ticked, tuple(lacking)
    is_of_badges = row.has("badge") or any(row.has(f"years_{years}") for years in YEARS)
    field = "badge" if is_of_badges else "age"
    if (cell := row.raw(field)) is not None:
        if field == "badge" and _says_none(cell):
            return {}, YEARS
        found = {int(one) for one in _NUMBER.findall(fold(str(cell)))} if not isinstance(cell, int) else {cell}
        if len(found) == 1:
            return dict.fromkeys(found), ()
        if field == "badge":
            row.complain(field, f"Không rõ là Huy hiệu bao nhiêu năm: “{cell}”.", "Ghi số năm, như 30.")
            return {}, ()
        if found & set(YEARS) and len(found) > 1:  # “40 năm 2 tháng”
            return {max(found & set(YEARS)): None}, ()
    if not lacking:
        row.complain_of_missing(
            "badge" if row.has("badge") else "name",
            "Không ghi Huy hiệu nào.",
            "Ghi số năm, như 30; chưa có thì ghi chưa.",
        )
    return {}, tuple(lacking)


def _says_none(cell: Value) -> bool:
    """Tell whether a cell says that there is no such badge: “chưa”, “không có”, a stroke."""
    return _HAS_NONE.fullmatch(fold(clean(str(cell))).strip(" .;")) is not None


def _wave(row: Row, title: str) -> date | None:
    """Return the day of the award: that of the row, else of the wave in the title; its year may stand there alone."""
    cell = row.raw("awarded")
    if cell is not None and (whole := days.whole_date(cell)).value is not None:
        return row.take("awarded", whole)
    year = _YEAR.search(title)
    said = fold(str(cell)) if cell is not None else ""
    if not said:
        wave = _WAVE.search(title)
        said = wave[1] if wave else ""
    found = _DAY_IN_WORDS.search(said) or _DAY.search(said)
    if found is None or not (found[3] or year):
        if cell is not None:
            return row.take("awarded", days.whole_date(cell))
        return None
    try:
        return date(int(found[3] or (year[1] if year else 0)), int(found[2]), int(found[1]))
    except ValueError:
        row.complain("awarded" if cell is not None else "name", "Ngày trao không có trong lịch.", "Sửa lại ngày.")
        return None

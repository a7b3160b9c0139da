"""Which kind of list a file is, told by its content alone, and its records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from exports.readers import attendance, members, scripts, villages
from exports.readers.headings import all_headings
from exports.readers.workbook import Sheet, Workbook, open_workbook
from models.errors import KnownError
from models.outline import AS_FOUND, ReadingChoices
from models.progress import SILENT, Progress
from models.records import Problem, Reading, Record, Severity

Found = list[tuple[Sheet, Any]]


@dataclass(frozen=True)
class Layout:
    """A kind of list: `find` says where it stands in a sheet (None: not there), `read` yields what it holds.

    `looks_for` names, for the officer, the columns by which it is known.
    """

    key: str
    title: str
    looks_for: str
    find: Callable[[Sheet], object | None]
    read: Callable[[Found, date, Progress], tuple[list[Any], list[Problem], list[str]]]


LAYOUTS: Final = (  # the first that fits wins: an attendance book has a column of names too
    Layout(
        "diem-danh",
        "Sổ điểm danh sinh hoạt chi bộ",
        "Họ và tên, Tháng 1 … Tháng 12, dòng Ngày họp",
        attendance.find,
        attendance.read,
    ),
    Layout(
        "dang-vien",
        "Danh sách đảng viên",
        "Họ và tên, Số CCCD, Ngày sinh, Ngày kết nạp, Chi bộ",
        members.find,
        members.read,
    ),
    Layout("thon-ban", "Danh sách thôn, bản", "Tên thôn, bản, Số hộ, Nhân khẩu, Chi bộ", villages.find, villages.read),
)


def read_file(path: Path, on: date, progress: Progress = SILENT, choices: ReadingChoices = AS_FOUND) -> Reading:
    """Read any list we know; `on` is today, against which dates yet to come are refused.

    `choices` are what the officer decided about encodings and columns; what they leave open is found out.

    Raises KnownError for a file that is no workbook, or whose content is no list we know.
    """
    book = open_workbook(path, progress, choices)
    for layout in LAYOUTS:
        found = [(sheet, where) for sheet in book.sheets if (where := layout.find(sheet)) is not None]
        if found:
            records, problems, notes = layout.read(found, on, progress)
            return _reading(book, layout, [sheet for sheet, _where in found], records, problems, notes)
    raise KnownError(_unknown(book))


def _reading(
    book: Workbook, layout: Layout, used: list[Sheet], records: list[Record], problems: list[Problem], notes: list[str]
) -> Reading:
    if not records:
        raise KnownError(
            f"Tệp “{book.name}” là {layout.title.lower()} nhưng không có dòng dữ liệu nào; hãy kiểm tra lại."
        )
    names = {sheet.name for sheet in used}
    unknown = [
        Problem(
            sheet.name,
            None,
            None,
            "Trang",
            "",
            f"Không nhận ra nội dung trang này là {layout.title.lower()}; đã bỏ qua.",
            f"Nếu cần trang này, hãy thêm dòng tiêu đề có: {layout.looks_for}.",
            Severity.WARNING,
        )
        for sheet in book.sheets
        if sheet.name not in names
    ]
    hidden = [f"Bỏ qua trang ẩn: {', '.join(f'“{name}”' for name in book.left_aside)}."] if book.left_aside else []
    if all(sheet.is_hidden for sheet in used):
        hidden.append("Tệp chỉ có trang ẩn; đã đọc trang ẩn.")
    converted = [said for sheet in used if (said := scripts.note(sheet.name, sheet.conversion))]
    return Reading(
        book.name,
        book.sha256,
        layout.key,
        layout.title,
        tuple(records),
        (*unknown, *problems),
        (*hidden, *converted, *notes),
    )


def _unknown(book: Workbook) -> str:
    lists = ", ".join(f"{layout.title.lower()} ({layout.looks_for})" for layout in LAYOUTS)
    headings = [name for sheet in book.sheets for name in all_headings(sheet)][:12]
    seen = "tệp có " + ", ".join(f"“{name[:40]}”" for name in headings) if headings else "tệp không có dòng tiêu đề nào"
    return f"Không nhận ra danh sách trong tệp “{book.name}”: {seen}; chương trình đọc được {lists}."

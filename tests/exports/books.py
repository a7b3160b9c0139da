"""Workbooks made up for a test, written with openpyxl."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

INPUT = Path(__file__).parents[1] / "data" / "input"  # the made-up commune of xã Mường Mẫu

MEMBER_HEAD = (
    "STT",
    "Họ và tên",
    "Số thẻ Đảng viên",
    "Số CCCD",
    "Ngày sinh",
    "Ngày kết nạp",
    "Chi bộ đang sinh hoạt",
    "Chi bộ nơi cư trú",
    "Trạng thái",
)
GOOD_MEMBER = (
    1,
    "LÒ VĂN ÁNH",
    "011077501364",
    "011077501364",
    "12/05/1977",
    "15/10/2012",
    "Chi bộ bản Co Mận",
    None,
    "Đang sinh hoạt",
)


def write_book(
    path: Path,
    sheets: Mapping[str, Iterable[Sequence[Any]]],
    *,
    merged: Mapping[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
) -> Path:
    """Write sheets of rows; `merged` names ranges per sheet, `hidden` the sheets nobody sees."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def member(**changes: Any) -> tuple[Any, ...]:
    """Return a good line of a member list with some columns changed."""
    places = {"no": 0, "name": 1, "card": 2, "citizen": 3, "born": 4, "admitted": 5, "cell": 6, "home": 7, "duty": 8}
    row = list(GOOD_MEMBER)
    for key, value in changes.items():
        row[places[key]] = value
    return tuple(row)


def member_book(path: Path, *rows: Sequence[Any]) -> Path:
    """Write a member list of the upper system's columns."""
    return write_book(path, {"DS": [MEMBER_HEAD, *rows]})


ROLL_HEAD = ("STT", "Họ và tên", *(f"Tháng {month}" for month in range(1, 13)))


def roll_rows(
    title: str, dates: Sequence[Any], *people: Sequence[Any], legend: str = "", head: Sequence[Any] = ROLL_HEAD
) -> list[Sequence[Any]]:
    """Return the rows of an attendance sheet; a person is a name followed by marks."""
    return [
        (title,),
        (
            legend
            or "Ký hiệu: x có mặt; P vắng có lý do; K vắng không lý do; M được miễn; TĐ sinh hoạt tạm thời nơi khác",
        ),
        (),
        head,
        (None, "Ngày họp", *dates),
        *((number, *person) for number, person in enumerate(people, 1)),
    ]

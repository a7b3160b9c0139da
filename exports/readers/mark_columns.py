"""The roll of one meeting with a column a mark, Có mặt · Vắng có lý do · Vắng không lý do: brought to one column.

The day stands in the title above. The first of the columns becomes that of the month, with a letter for the column in
which each person's line is marked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from exports.readers import aside, legend, roll_grid, roll_head, values
from exports.readers.headings import HEADER_ROWS, words
from exports.readers.roll_grid import NAMES
from exports.readers.sheet import Sheet, Value
from models.dates import parse_date
from models.errors import KnownError
from models.text import clean, fold

_LETTERS: Final = {
    **dict.fromkeys(("co mat", "du hop", "co mat du hop", "tham gia"), "x"),
    **dict.fromkeys(("vang co ly do", "vang co phep", "vang mat co ly do", "co ly do", "co phep"), "P"),
    **dict.fromkeys(("vang khong ly do", "vang khong phep", "vang mat khong ly do", "khong ly do", "khong phep"), "K"),
    **dict.fromkeys(("mien sinh hoat", "duoc mien", "mien"), "M"),
}
_ABSENT: Final = frozenset("PK")
_DAY: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]20\d\d|ngay \d{1,2} thang \d{1,2} nam 20\d\d")
_OTHER_DAY: Final = re.compile(rf"hop ngay khac\W*({_DAY.pattern})")
"""What the cell writes on our own sheet when it met on another day than planned."""
_Head = tuple[int, int, dict[int, str]]
"""The row of the headings, the column of the names, and column → letter of the columns of marks."""


def in_one(sheet: Sheet) -> Sheet:
    """Return the sheet with its marks in one column under their month and day; itself where it is no such roll.

    Under the same words stand the sums of a book of months, and in a list of a year how often everybody came.
    """
    if roll_grid.find(sheet) is not None or (head := _head(sheet)) is None:
        return sheet
    row, name, columns = head
    day = _day(sheet, row)
    marked, people = _marked(sheet, head)
    is_roll = marked > 0 if roll_head.is_ours(sheet.rows[:row]) else 2 * marked > people
    return sheet if day is None or not is_roll else _rewritten(sheet, row, name, columns, day)


def is_blank(sheet: Sheet) -> bool:
    """Tell whether a sheet is one of our own on which nobody has a mark yet."""
    head = _head(sheet)
    return head is not None and roll_head.is_ours(sheet.rows[: head[0]]) and not _marked(sheet, head)[0]


def _head(sheet: Sheet) -> _Head | None:
    for row in range(min(HEADER_ROWS, len(sheet.rows))):
        found = _columns(sheet, row)
        name = next((column for at in (row, row - 1) if at >= 0 for column in _names(sheet.rows[at])), None)
        if name is not None and "x" in found.values() and not _ABSENT.isdisjoint(found.values()):
            return row, name, found
    return None


def _marked(sheet: Sheet, head: _Head) -> tuple[int, int]:
    """Return how many people have a mark in the columns, and not how often they were there, and how many there are."""
    header, name, columns = head
    people = [cells for cells in sheet.rows[header + 1 :] if cells[name] is not None and aside.total(cells) is None]
    written = ([cell for column in columns if (cell := cells[column]) is not None] for cells in people)
    is_ours = roll_head.is_ours(sheet.rows[:header])  # who need not come is written there before anybody fills it
    marks = [[cell for cell in cells if not (is_ours and _is_left_out(cell))] for cells in written]
    return sum(bool(line) and not any(map(_is_number, line)) for line in marks), len(people)


def _columns(sheet: Sheet, row: int) -> dict[int, str]:
    """Return column → letter of the mark columns of a header, whose upper row may name some of them."""
    found: dict[int, str] = {}
    for at in (row, row - 1):
        for column, cell in enumerate(sheet.rows[at] if at >= 0 else ()):
            letter = _LETTERS.get(_said(cell))
            if letter is not None and letter not in found.values():
                found[column] = letter
    return dict(sorted(found.items())) if any(_said(cell) in _LETTERS for cell in sheet.rows[row]) else {}


def _said(cell: Value) -> str:
    return words(cell) if isinstance(cell, str) else ""


def _names(cells: list[Value]) -> list[int]:
    return [column for column, cell in enumerate(cells) if _said(cell) in NAMES]


def _day(sheet: Sheet, row: int) -> date | None:
    """Return the one day named above the header, in this table's title or in that of the first on the tab."""
    for table in sheet.tables:
        texts = (fold(clean(cell)) for cells in table.rows[:row] for cell in cells if isinstance(cell, str))
        days = {found for text in texts for found in _OTHER_DAY.findall(text) or _DAY.findall(text)}
        if len(days) == 1:
            try:
                return parse_date(days.pop())
            except KnownError:
                return None
    return None


def _rewritten(sheet: Sheet, header: int, name: int, columns: dict[int, str], day: date) -> Sheet:
    rows = [list(cells) for cells in sheet.rows]
    place = next(iter(columns))
    rows[header][place] = f"Tháng {day.month} ({day:%d/%m/%Y})"
    for cells in rows[header + 1 :]:
        of_nobody = cells[name] is None  # below the list, who signs stands in these columns too
        marks = [
            letter
            for column, letter in columns.items()
            if (values.tick(cells[column]).value if of_nobody else _is_marked(cells[column]))
        ]
        left_out = next((said for column in columns if (said := cells[column]) and _is_left_out(said)), None)
        for column in columns:
            cells[column] = None
        cells[place] = left_out or " ".join(marks) or None
    return replace(sheet, rows=rows)


def _is_marked(cell: Value) -> bool:
    """Tell whether a cell is marked, be it with the reason itself; the sums below are no marks, nor is “không”."""
    return cell is not None and values.tick(cell).value is not False and not _is_number(cell)


def _is_left_out(cell: Value) -> bool:
    """Tell whether a cell says, as our own sheet does, why somebody need not come."""
    return isinstance(cell, str) and legend.says_left_out(cell)


def _is_number(cell: Value) -> bool:
    return isinstance(cell, int) and cell > 1

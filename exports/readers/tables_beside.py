"""Two tables side by side on one sheet: each is read as a sheet of its own, with the coordinates of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from exports.readers import roll_grid
from exports.readers.cellxml import column_letter
from exports.readers.headings import HEADER_ROWS, NOT_ASKED, Known, Placed, words
from exports.readers.sheet import Conversion, Sheet
from models.outline import part_of, tab_of

_LEAST: Final = 2
"""How many headings two tables must share to be told by them alone."""


def parts(sheet: Sheet, kinds: Sequence[Known]) -> list[Sheet]:
    """Return the tables of a sheet from left to right: the sheet itself where there is one.

    There are two where what stands left and right of a column is a list of the same kind, or has the same headings.
    """
    for known in kinds:
        found = _second_of(sheet, known)
        if found is not None:
            left, right = _cut(sheet, *found)
            return [left, *parts(right, kinds)]
    return [sheet]


def note(tables: Sequence[Sheet]) -> str:
    """Return the sentence saying that a sheet was read as several tables, "" if it was not."""
    if len(tables) < 2:
        return ""
    where = " và ".join(column_letter(table.first) for table in tables[1:])
    return f"Trang “{tables[0].name}”: có {len(tables)} bảng cạnh nhau, đọc riêng từng bảng; bảng sau từ cột {where}."


def _second_of(sheet: Sheet, known: Known) -> tuple[int, int] | None:
    """Return the header's row and the column in which a second table begins, None if there is none."""
    whole = known.find(sheet)
    for row in range(min(HEADER_ROWS, len(sheet.rows))) if whole is None else _rows(whole):
        cells = sheet.rows[row]
        names = [column for column, cell in enumerate(cells) if known.field_of(cell) == "name"]
        for first, column in pairwise(names):
            start = _start(sheet, row, first, column)
            is_apart = start < column or all(cells[start - 1] is None for cells in sheet.rows[row:])
            is_told = known is roll_grid.COLUMNS or is_apart  # an attendance book has one column of names
            if not _are_alike(sheet, row, start) and (whole is None or not is_told):
                continue  # “Người giới thiệu: Họ và tên, Ngày vào Đảng” is of the same table
            left, right = _cut(sheet, row, start)
            if whole is None or (known.find(left) is not None and known.find(right) is not None):
                return row, start
    return None


def _rows(found: Placed) -> list[int]:
    """Return the rows in which the headings of names may stand: those of the header, or above months the one before."""
    top: int | None = getattr(found, "top", None)
    rows = (found.row if top is None else top, found.row, found.row - 1)
    return [row for row in dict.fromkeys(rows) if row >= 0]


def _start(sheet: Sheet, row: int, first: int, name: int) -> int:
    """Return where the table whose names stand in `name` begins: behind a blank column, at its numbers, or there."""
    below = sheet.rows[row:]
    for column in range(name - 1, first, -1):
        if all(cells[column] is None for cells in below):
            return column + 1
        if words(sheet.rows[row][column] or "") in NOT_ASKED:
            return column
    return name


def _are_alike(sheet: Sheet, row: int, start: int) -> bool:
    """Tell whether the headings left and right of a column are the same."""
    said = [words(cell) if isinstance(cell, str) else "" for cell in sheet.rows[row]]
    left, right = ([text for text in side if text] for side in (said[:start], said[start:]))
    shared = min(len(left), len(right))
    return shared >= _LEAST and left[:shared] == right[:shared]


def _cut(sheet: Sheet, header: int, start: int) -> tuple[Sheet, Sheet]:
    """Return what stands left of a column and what stands from it on; a title over both is that of each."""
    width = len(sheet.rows[0])
    left = replace(
        sheet,
        rows=[[*cells[:start], *[None] * (width - start)] for cells in sheet.rows],
        merged=tuple((a, b, c, min(d, start - 1)) for a, b, c, d in sheet.merged if b < start),
        flaws={place: flaw for place, flaw in sheet.flaws.items() if place[1] < start},
        conversion=_of_columns(sheet.conversion, 0, start),
    )
    rows = [[*[None] * start, *cells[start:]] for cells in sheet.rows]
    for row, column, _last, last_column in sheet.merged:
        if row < header and column < start <= last_column:
            rows[row][start] = sheet.rows[row][column]
    right = replace(
        sheet,
        name=part_of(tab_of(sheet.name), column_letter(start)),
        rows=rows,
        merged=tuple((a, max(b, start), c, d) for a, b, c, d in sheet.merged if d >= start),
        flaws={place: flaw for place, flaw in sheet.flaws.items() if place[1] >= start},
        conversion=_of_columns(sheet.conversion, start, width),
        first=start,
        beside=left,
    )
    return left, right


def _of_columns(done: Conversion, first: int, end: int) -> Conversion:
    """Return what was converted in some columns; that texts were composed anew is said of the first table."""
    return Conversion(
        {place: one for place, one in done.cells.items() if first <= place[1] < end},
        {column: count for column, count in done.scripts.items() if first <= column < end},
        0 if first else done.composed,
    )

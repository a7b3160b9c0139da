"""Days that a list writes in three columns beside each other: Ngày, Tháng, Năm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from exports.readers import values
from exports.readers.workbook import Sheet, Value
from models.text import clean, fold

Place = tuple[int, int, int]
"""The columns of the day, the month and the year."""

_PART: Final = re.compile(r"(ngay|thang|nam)\b\W*(.*)")
_ROLES: Final = ("ngay", "thang", "nam")
_DAY: Final = re.compile(r"\d{1,2}")
_FIRST: Final = (1, 1, 1900)
_LAST: Final = (31, 12, 2100)
_LOOKED_AT: Final = 50


def beside(sheet: Sheet, row: int, column: int) -> Place | None:
    """Return the three columns of a day that begins in `column`, None if it stands in one.

    `row` is the last of the header. There the three are called Ngày, Tháng, Năm, of one thing; or the two behind the
    first have no heading, and what stands below says the same.
    """
    if not 0 <= row < len(sheet.rows) or column + 3 > len(sheet.rows[row]):
        return None
    heads = sheet.rows[row][column : column + 3]
    if heads[1] is None and heads[2] is None:
        return (column, column + 1, column + 2) if _are_parts(sheet, row, column) else None
    said = [_PART.fullmatch(fold(head)) if isinstance(head, str) else None for head in heads]
    found = {one[1]: column + place for place, one in enumerate(said) if one}
    things = {one[2].strip(" .:)") for one in said if one} - {""}
    if len(found) < len(_ROLES) or len(things) > 1:
        return None
    day, month, year = (found[role] for role in _ROLES)
    return day, month, year


def join(sheet: Sheet, row: int, columns: Mapping[str, int]) -> None:
    """Write each day that stands in three columns into the first of them, as 12/5/1956; a whole day stays as it is."""
    for column in set(columns.values()):
        place = beside(sheet, row, column)
        if place is None:
            continue
        for cells in sheet.rows[row + 1 :]:
            parts = [_part(cells[part]) for part in place]
            if parts[0] is not None and not _DAY.fullmatch(parts[0]):
                continue
            if parts[1] is not None or parts[2] is not None:
                known = parts if parts[0] is None else [part or "…" for part in parts]
                cells[column] = "/".join(part for part in known if part)


def _part(cell: Value) -> str | None:
    """Return a part of a day as text, None where nothing is written."""
    if cell is None or isinstance(cell, date):
        return None if cell is None else f"{cell:%d/%m/%Y}"
    text = values.plain(clean(str(cell))).value
    return values.without_fraction(text) if text else None


def _are_parts(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether three columns hold days, months and years, some of them known in part."""
    rows = [
        [_part(cell) for cell in cells[column : column + 3]] for cells in sheet.rows[row + 1 : row + 1 + _LOOKED_AT]
    ]
    fits = [
        [
            part.isdecimal() and low <= int(part) <= high
            for part, low, high in zip(cells, _FIRST, _LAST, strict=True)
            if part
        ]
        for cells in rows
    ]
    return any(len(one) == len(_ROLES) and all(one) for one in fits) and 5 * sum(map(sum, fits)) >= 4 * sum(
        map(len, fits)
    )

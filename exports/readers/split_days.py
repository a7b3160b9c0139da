"""Days that a list writes in two or three columns beside each other: Ngày, Tháng, Năm; or Ngày tháng, Năm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from exports.readers import values
from exports.readers.sheet import Sheet, Value
from models.text import clean, fold

Place = tuple[int, ...]
"""The columns of the day, the month and the year; two where the first of them holds day and month, or no day."""

_PART: Final = re.compile(r"(ngay\W+thang|ngay|thang|nam)\b\W*(.*)")
_DAY: Final = re.compile(r"\d{1,2}")
_DAY_MONTH: Final = re.compile(r"\d{1,2}\s*[/.,-]\s*\d{1,2}")
_MONTH_IN_DOUBT: Final = re.compile(r"\d{1,2}\.1")
"""12.1 that Excel keeps as a number may have been typed 12.10."""
_BOUNDS: Final = ((1, 31), (1, 12), (1900, 2100))
_LOOKED_AT: Final = 50


def beside(sheet: Sheet, row: int, column: int) -> Place | None:
    """Return the columns of a day that begins in `column`, None if it stands in one.

    `row` is the last of the header. There they are called Ngày, Tháng, Năm, or Ngày tháng, Năm, of one thing; or those
    behind the first have no heading, and what stands below says the same.
    """
    if not 0 <= row < len(sheet.rows):
        return None
    return _columns(sheet, row, column, 3) or _columns(sheet, row, column, 2)


def _columns(sheet: Sheet, row: int, column: int, many: int) -> Place | None:
    heads = sheet.rows[row][column : column + many]
    if len(heads) < many:
        return None
    place = tuple(range(column, column + many))
    if not any(heads[1:]):
        return place if _are_parts(sheet, row, place) else None
    said = [_PART.fullmatch(fold(head)) if isinstance(head, str) else None for head in heads]
    found = {re.sub(r"\W+", " ", one[1]): column + n for n, one in enumerate(said) if one}
    things = {one[2].strip(" .:)") for one in said if one} - {""}
    if len(found) < many or len(things) > 1 or any(thing.startswith("nam ") for thing in things):
        return None
    if many == 3:
        return (found["ngay"], found["thang"], found["nam"]) if found.keys() == {"ngay", "thang", "nam"} else None
    first = next((found[role] for role in ("ngay thang", "ngay", "thang") if role in found), None)
    if first is None or "nam" not in found:
        return None
    place = (first, found["nam"])  # “Ngày sinh” beside “Năm sinh” may be a whole day
    return place if "ngay" not in found or _are_parts(sheet, row, place) else None


def join(sheet: Sheet, row: int, columns: Mapping[str, int]) -> None:
    """Write each day that stands in several columns into the first of them, as 12/5/1956; a whole day stays."""
    for column in set(columns.values()):
        place = beside(sheet, row, column)
        if place is None:
            continue
        for cells in sheet.rows[row + 1 :]:
            day = _joined([cells[part] for part in place])
            if day is not None:
                cells[column] = day


def _joined(cells: Sequence[Value]) -> str | None:
    """Return a day made of its parts, None where there is nothing to join: a whole day, or nothing at all."""
    first, *others = cells
    if isinstance(first, date) and len(cells) == 2 and others[0] is not None:  # Excel made a day of 12/5
        first = f"{first.day}/{first.month}"
    parts = [_part(cell) for cell in (first, *others)]
    if not any(parts[1:]):
        return f"{parts[0]}/…" if len(cells) == 2 and parts[0] and _DAY_MONTH.fullmatch(parts[0]) else None
    if parts[0] is None:
        return "/".join(part for part in parts if part)
    if len(cells) == 3:
        return "/".join(part or "…" for part in parts) if _DAY.fullmatch(parts[0]) else None
    if isinstance(first, float) and _MONTH_IN_DOUBT.fullmatch(parts[0]):
        return f"{parts[0]}?/{parts[1]}"
    return f"{parts[0]}/{parts[1]}" if _DAY.fullmatch(parts[0]) or _DAY_MONTH.fullmatch(parts[0]) else None


def _part(cell: Value) -> str | None:
    """Return a part of a day as text, None where nothing is written."""
    if cell is None or isinstance(cell, date):
        return None if cell is None else f"{cell:%d/%m/%Y}"
    text = values.plain(clean(str(cell))).value
    return values.without_fraction(text) if text else None


def _are_parts(sheet: Sheet, row: int, place: Place) -> bool:
    """Tell whether columns hold days, months and years, some of them known in part."""
    rows = [[_part(cells[part]) for part in place] for cells in sheet.rows[row + 1 : row + 1 + _LOOKED_AT]]
    fits = [[_fits(part, n, len(place)) for n, part in enumerate(cells) if part] for cells in rows]
    return any(len(one) == len(place) and all(one) for one in fits) and 5 * sum(map(sum, fits)) >= 4 * sum(
        map(len, fits)
    )


def _fits(part: str, number: int, many: int) -> bool:
    """Tell whether a text can be the `number`th of so many parts; of two, the first is a day with its month."""
    if many == 2 and number == 0:
        return _DAY_MONTH.fullmatch(part) is not None
    low, high = _BOUNDS[number - many]
    return part.isdecimal() and low <= int(part) <= high

"""Columns in which a program that puts the month first has turned days: 5/4/1971 became 4 May, 25/3/1970 stayed text.

Of such a column every day that is a date has no more than 12, every one in text has more. A column of texts whose
second numbers pass 12, and whose first never do, was typed with the month first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from exports.readers.sheet import Sheet, Value
from models.records import Problem, Severity

_MONTHS: Final = 12
_TYPED: Final = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d\d)\s*")  # with dots it is left as it is anyway
_LOOKED_AT: Final = 1000
_MOST_BY_CHANCE: Final = 0.06
_LATE: Final = 0.6
"""How many of all days are past the 12th."""
REPAIR: Final = "Đúng vậy thì đánh dấu “Đảo ngày với tháng” ở cửa sổ nhập; không thì cứ để như tệp ghi."


def suspects(sheet: Sheet, row: int, columns: Iterable[int]) -> tuple[int, ...]:
    """Return those of the columns below a header's last row whose days look turned."""
    below = sheet.rows[row + 1 : row + 1 + _LOOKED_AT]
    return tuple(sorted({column for column in columns if _looks_turned([cells[column] for cells in below])}))


def turn(sheet: Sheet, row: int, columns: Sequence[int]) -> int:
    """Put days of columns the right way round, in place; return how many cells changed."""
    changed = 0
    for column in columns:
        is_typed = not any(isinstance(cells[column], date) for cells in sheet.rows[row + 1 :])
        for cells in sheet.rows[row + 1 :]:
            found = _typed_turned(cells[column]) if is_typed else turned(cells[column])
            if found is not None and found != cells[column]:
                cells[column] = found
                changed += 1
    return changed


def turned(value: Value) -> date | None:
    """Return a date with day and month changed for each other, None where that is no day, or the cell no date."""
    if isinstance(value, date) and value.day <= _MONTHS:
        return date(value.year, value.day, value.month)
    return None


def warning(sheet: Sheet, row: int, column: int, label: str) -> Problem:
    """Return what is to be said of a column that looks turned."""
    letter = sheet.letter(column)
    cells = [cells[column] for cells in sheet.rows[row + 1 :]]
    if first := next((cell for cell in cells if (day := turned(cell)) and day != cell), None):
        other = turned(first)
        reason = (
            f"Cột {letter}: ô kiểu ngày đều có ngày không quá 12, ô ghi bằng chữ đều quá 12; có lẽ máy dùng tiếng Anh "
            f"đã đổi chỗ ngày với tháng, như {first:%d/%m/%Y} đúng ra là {other:%d/%m/%Y}."
        )
    else:
        example = next(str(cell).strip() for cell in cells if (parts := _parts(cell)) and parts[1] > _MONTHS)
        reason = f"Cột {letter} có lẽ ghi tháng trước ngày, như “{example}”."
    return Problem(sheet.name, None, None, label, "", reason, REPAIR, Severity.WARNING)


def note(sheet: Sheet, columns: Sequence[int], changed: int) -> str:
    """Return the sentence saying that days were put the right way round."""
    letters = ", ".join(map(sheet.letter, columns))
    return f"Trang “{sheet.name}”: đã đảo ngày với tháng ở {changed} ô cột {letters}, như đã chọn."


def _looks_turned(cells: Sequence[Value]) -> bool:
    kept = [cell for cell in cells if isinstance(cell, date)]
    typed = [parts for cell in cells if (parts := _parts(cell))]
    if not typed:
        return False
    if kept:
        days = {(cell.day, cell.month) for cell in kept}, set(typed)  # many were admitted on 3 February
        return (
            any(day != month for day, month in days[0])
            and all(cell.day <= _MONTHS for cell in kept)
            and all(first > _MONTHS >= second for first, second in typed)
            and (1 - _LATE) ** len(days[0]) * _LATE ** len(days[1]) < _MOST_BY_CHANCE
        )
    return any(second > _MONTHS for _first, second in typed) and all(first <= _MONTHS for first, _second in typed)


def _parts(cell: Value) -> tuple[int, int] | None:
    found = _TYPED.fullmatch(cell) if isinstance(cell, str) else None
    return (int(found[1]), int(found[2])) if found else None


def _typed_turned(cell: Value) -> str | None:
    found = _TYPED.fullmatch(cell) if isinstance(cell, str) else None
    return f"{found[2]}/{found[1]}/{found[3]}" if found else None

"""Where an attendance sheet keeps its names, months and meeting dates, and whose sheet it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from exports.readers import aside
from exports.readers.headings import HEADER_ROWS, Header, words
from exports.readers.sheet import Sheet, Value
from models.errors import KnownError
from models.outline import tab_of
from models.text import clean

_MONTH: Final = re.compile(r"(?:thang|th|t) ?0?(\d{1,2})(?: (?:nam )?20\d\d)?|0?(\d{1,2}) 20\d\d")
_DAY: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}\b")
_DAY_BESIDE: Final = re.compile(r"\(\D*(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)\s*\)")
_FEW: Final = 3
_LEAST_SUM: Final = 1000  # đồng; no mark, count or score is so high
_FIELDS: Final = {month: f"month{month}" for month in range(1, 13)}
NAMES: Final = frozenset({"ho va ten", "ho ten", "ho va ten dang vien", "ho ten dang vien", "dang vien"})
_NUMBERS: Final = frozenset({"stt", "tt", "so tt", "so thu tu"})
_DATE_ROW: Final = frozenset(
    {"ngay hop", "ngay sinh hoat", "ngay to chuc", "ngay thang", "ngay", "ngay sinh hoat chi bo"}
)


@dataclass(frozen=True)
class Grid:
    """Where an attendance sheet has its names, months (month → column) and meeting dates (None: no such row).

    `cell` is whose sheet it is, as somebody said; `is_recalled`: of an earlier file. `marks` are what marks mean, as
    somebody said (mark → key of models.outline.MARKS).
    """

    row: int
    name: int
    months: dict[int, int]
    dates: int | None
    number: int | None
    twice: tuple[int, ...] = ()
    cell: str = ""
    is_recalled: bool = False
    marks: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def columns(self) -> Mapping[str, int]:
        """Field → column."""
        number = {} if self.number is None else {"number": self.number}
        return {**number, "name": self.name, **{_FIELDS[month]: column for month, column in self.months.items()}}


class RollColumns:
    """The columns of an attendance book: a number, the name, the twelve months."""

    labels: Final[Mapping[str, str]]

    def __init__(self) -> None:
        months = {field: f"Tháng {month}" for month, field in _FIELDS.items()}
        self.labels = {"number": "Số thứ tự", "name": "Họ và tên", **months}

    def field_of(self, value: Value) -> str | None:
        """Return the field a heading stands for; a bare 1 to 12 is a month."""
        if isinstance(value, str) and words(value) in NAMES | _NUMBERS:
            return "name" if words(value) in NAMES else "number"
        month = int(str(value)) if str(value).strip().isdecimal() else _month(value)
        return _FIELDS.get(month)

    def find(self, sheet: Sheet) -> Grid | None:
        """Return where the roll stands in a sheet, None if it is not there."""
        return find(sheet)


def find(sheet: Sheet) -> Grid | None:
    """Return where the roll stands in a sheet: a column of names and at least three of months, else None.

    One or two months do where the days of their meetings are with them.
    """
    for row in range(min(HEADER_ROWS, len(sheet.rows))):
        months: dict[int, int] = {}
        twice: list[int] = []
        for column, cell in enumerate(sheet.rows[row]):
            if month := _month(cell):
                if month in months:
                    twice.append(column)
                months.setdefault(month, column)
        name = _column(sheet, row, NAMES) if months else None
        if name is not None:
            dates = next((near for near in _near(row) if _is_date_row(sheet, near)), None)
            if dates is None and sheet.beside is not None:  # the word for that row stands in the first table alone
                near = [at for at in _near(row) if 0 <= at < len(sheet.rows)]
                dates = next((at for at in near if _has_dates(sheet, at, months)), None)
            if dates is None and any(day_in_heading(sheet.rows[row][at]) for at in months.values()):
                dates = row
            if (len(months) < _FEW and dates is None) or _are_sums(sheet, row, months):
                continue
            return Grid(row, name, months, dates, _column(sheet, row, _NUMBERS), tuple(twice))
    return None


def day_in_heading(cell: Value) -> str | None:
    """Return the day that stands beside a month in its heading, “Tháng 1 (05/01)”, None if none does."""
    found = _DAY_BESIDE.search(cell) if isinstance(cell, str) else None
    return found[1] if found else None


def placed(sheet: Sheet, header: Header) -> Grid:
    """Return the grid of a sheet whose columns the officer named. Raises KnownError if no month is among them."""
    months = {month: header.columns[field] for month, field in _FIELDS.items() if field in header.columns}
    if not months:
        raise KnownError("Chưa có cột tháng nào; hãy chọn cột ghi dấu điểm danh của từng tháng.")
    near = [row for row in _near(header.row) if 0 <= row < len(sheet.rows)]
    dates = next((row for row in near if _is_date_row(sheet, row) or _has_dates(sheet, row, months)), None)
    return Grid(header.row, header.columns["name"], months, dates, header.columns.get("number"))


def with_days(sheet: Sheet, grid: Grid, row: int | None) -> Grid:
    """Return the grid with its row of days where the officer says it is (None: as found). Raises KnownError."""
    if row is None:
        return grid
    if not 0 <= row < len(sheet.rows):
        raise KnownError(f"Trang “{sheet.name}” không có dòng {row + 1}; hãy chọn lại dòng ngày họp.")
    return replace(grid, dates=row)


def _near(row: int) -> tuple[int, ...]:
    return row + 1, row - 1, row + 2, row - 2


def _has_dates(sheet: Sheet, row: int, months: Mapping[int, int]) -> bool:
    """Tell whether most cells of a row below months are days."""
    filled = [cell for column in months.values() if (cell := sheet.rows[row][column]) is not None]
    days = sum(isinstance(cell, date) or _DAY.match(str(cell)) is not None for cell in filled)
    return 0 < len(filled) < 2 * days


def _are_sums(sheet: Sheet, row: int, months: Mapping[int, int]) -> bool:
    """Tell whether most of what stands below months is money, as in a book of dues."""
    filled = [cell for cells in sheet.rows[row + 1 :] for at in months.values() if (cell := cells[at]) is not None]
    return 2 * sum(isinstance(cell, int | float) and cell >= _LEAST_SUM for cell in filled) > len(filled)


def _month(cell: Value) -> int:
    found = _MONTH.fullmatch(words(cell)) if isinstance(cell, str) else None
    month = int(found[1] or found[2]) if found else 0
    return month if month <= 12 else 0


def _column(sheet: Sheet, row: int, wordings: frozenset[str]) -> int | None:
    """Return the column with one of the wordings in the header row or beside it (a header merged over two rows)."""
    for near in (row, row - 1, row + 1):
        if 0 <= near < len(sheet.rows):
            for column, cell in enumerate(sheet.rows[near]):
                if isinstance(cell, str) and words(cell) in wordings:
                    return column
    return None


def _is_date_row(sheet: Sheet, row: int) -> bool:
    if not 0 <= row < len(sheet.rows):
        return False
    return any(isinstance(cell, str) and words(cell) in _DATE_ROW for cell in sheet.rows[row][sheet.first :][:4])


def cell_name(sheet: Sheet, grid: Grid) -> tuple[str, int | None]:
    """Return the cell's name and the row it was found in, None for one that was said or is but the tab's.

    Sheet names are cut at 31 characters, titles are not.
    """
    if grid.cell:
        return grid.cell, None
    for table in sheet.tables:  # a title may stand over the first of two tables alone
        for row in range(grid.row):
            for cell in table.rows[row]:
                if isinstance(cell, str) and (name := aside.cell_of_title(cell)):
                    return aside.in_usual_case(name, tab_of(sheet.name)), row
    return clean(tab_of(sheet.name)), None


COLUMNS: Final = RollColumns()

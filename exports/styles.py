"""How our sheets look (domain.md 7.11): Times New Roman, A4, margins, borders, and values that stay what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from exports import inner, metrics, page_layout
from exports.report import Align, Scope, Value
from models.dates import PartialDate, long_date

FONT = "Times New Roman"
BASE_SIZE = 12  # at this size a digit is 8 dots wide on every machine, so columns come out as reckoned
GREY = "FFD9D9D9"
YELLOW = "FFFFF8DC"
BLANK = "……………"  # what a form shows where the office writes by hand
_INCH = 25.4
_FIRST_YEAR = 1901  # Excel has no day before 1900, and in that year one that never was
_LOOKS_LIKE_FORMULA = re.compile(r"[=+\-@\t\r]")
_NOT_IN_A_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LINE = Side(style="thin")


@dataclass(frozen=True)
class Look:
    """The look of a cell; `is_input`: one that is filled in by hand, open where the sheet is protected."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align = "center"
    border: bool = False
    filled: bool = False
    format: str = "General"
    quoted: bool = False
    is_input: bool = False

    def apply(self, cell: Cell) -> None:
        """Dress one cell."""
        underline = "singleAccounting" if self.underline else None
        cell.font = Font(name=FONT, size=self.size, bold=self.bold, italic=self.italic, underline=underline)
        cell.alignment = Alignment(horizontal=self.align, vertical="center", wrap_text=True)
        if self.border:
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
        if self.filled:
            cell.fill = PatternFill("solid", fgColor=GREY)
        if self.is_input:
            cell.fill = PatternFill("solid", fgColor=YELLOW)
            cell.protection = Protection(locked=False)
        cell.number_format = self.format
        quote(cell, self.quoted)


def quote(cell: Cell, on: bool = True) -> None:
    """Mark a text as typed after an apostrophe, so that editing it in Excel does not make a formula of it."""
    cell.quotePrefix = on  # pyright: ignore[reportAttributeAccessIssue]  # not in the stubs


def quoted(look: Look, on: bool) -> Look:
    """Return a look as it is for a text that Excel would take for a formula."""
    return replace(look, quoted=True) if on else look


def looks_like_formula(value: Value) -> bool:
    """Say whether Excel would take a text for a formula once it is edited."""
    return isinstance(value, str) and _LOOKS_LIKE_FORMULA.match(value) is not None


def day_shown(day: date | PartialDate) -> date | str:
    """Return a day as a cell can hold it: as text where it is known in part, or of before Excel's days are sure."""
    known = PartialDate.of(day) if isinstance(day, date) else day
    return known.first if known.is_full and known.year >= _FIRST_YEAR else str(known)


def fill(cell: Cell, value: Value) -> None:
    """Put a value into a cell as what it is: text always as text, a day as `day_shown` has it, "" as nothing."""
    if isinstance(value, date | PartialDate):
        value = day_shown(value)
    if isinstance(value, str):
        inner.set_text(cell, ILLEGAL_CHARACTERS_RE.sub("", value))
    else:
        cell.value = value


class Pen:
    """Writes dressed cells into a sheet; every look is made once a workbook and then copied, ten times as fast."""

    def __init__(self, sheet: Worksheet, made: dict[Look, Cell] | None = None) -> None:
        self.sheet = sheet
        self._made = {} if made is None else made  # shared by the sheets of a workbook
        self._seen: dict[int, tuple[Look, Cell]] = {}  # by identity: a table asks for thousands, comparing takes long

    def put(self, row: int, column: int, value: Value, look: Look) -> None:
        """Write one cell."""
        cell = self.new_cell(row, column)
        if value is not None:
            if isinstance(value, str) and looks_like_formula(value):
                look = quoted(look, True)
            fill(cell, value)
        seen = self._seen.get(id(look))
        if seen is not None:
            inner.copy_style(seen[1], cell)
            return
        made = self._made.setdefault(look, cell)
        if made is cell:
            look.apply(cell)
        else:
            inner.copy_style(made, cell)
        self._seen[id(look)] = look, made  # the look is kept, so that no other gets its identity

    def new_cell(self, row: int, column: int) -> Cell:
        """Return a new cell of the sheet."""
        return inner.new_cell(self.sheet, row, column)

    def span(self, row: int, first: int, last: int, value: Value, look: Look, *, last_row: int | None = None) -> None:
        """Write a value over merged cells; each of them gets the border."""
        for below in range(row, (last_row or row) + 1):
            for column in range(first, last + 1):
                self.put(below, column, value if (below, column) == (row, first) else None, look)
        if last > first or (last_row or row) > row:
            inner.merge(self.sheet, row, first, last_row or row, last)


def new_workbook(title: str, *, is_streamed: bool = False) -> Workbook:
    """Return a workbook without sheets, in Times New Roman also where nothing is written yet.

    The rows of a streamed one are written in their order and forgotten.
    """
    workbook = Workbook(write_only=is_streamed)
    for sheet in workbook.worksheets:
        workbook.remove(sheet)
    base = Font(name=FONT, size=BASE_SIZE, family=1)
    inner.set_base_font(workbook, base)
    workbook.properties.creator = "Sổ Chi Bộ"
    workbook.properties.title = title
    return workbook


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name Excel takes for a sheet, unlike those `taken` (which it joins): 31 letters, some of them barred."""
    plain = " ".join(_NOT_IN_A_SHEET.sub(" ", wanted).split()).strip("'") or "Trang"
    name, number = plain[:31].strip(), 2
    while name.casefold() in taken:
        ending = f" ({number})"
        name, number = plain[: 31 - len(ending)].strip() + ending, number + 1
    taken.add(name.casefold())
    return name


def column_points(width: float) -> float:
    """Width in points of a column of ours."""
    return metrics.column_points(width, metrics.digit_pixels(FONT, BASE_SIZE))


def set_columns(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the column widths, in digits."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_page(sheet: Any, *, landscape: bool, title_rows: tuple[int, int]) -> None:
    """A4 with the margins of Party documents, fitted to width, header rows repeated, page number from page 2 on."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_setup.firstPageNumber = 1
    sheet.page_setup.useFirstPageNumber = True
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = (mm / _INCH for mm in (20, 20, 30, 15))
    margins.header = margins.footer = 10 / _INCH
    sheet.print_title_rows = f"{title_rows[0]}:{title_rows[1]}"
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"
    sheet.oddHeader.center.font = f"{FONT},Regular"
    sheet.oddHeader.center.size = 12


def place_and_date(scope: Scope) -> str:
    """Return the line “<địa danh>, ngày … tháng … năm …” for the day the report is made."""
    return f"{scope.office.place or BLANK}, {long_date(scope.on)}"


def break_pages(sheet: Any, closing: int) -> None:
    """Say in the file where each page begins, so that preview, Excel and any printer end them on the same row.

    Row `closing`, the total or the last line, stands on the last page with the signatures rather than they alone.
    """
    starts = page_layout.first_rows(sheet)[1:]
    if starts and starts[-1] > closing:
        starts[-1] = closing
    for row in starts:
        sheet.row_breaks.append(Break(id=row - 1))

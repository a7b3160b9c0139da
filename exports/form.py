"""Filling an official form: open its file, make room for rows, write beside what is printed on it.

openpyxl's insert_rows leaves merges, row heights, formulas and print set-up where they were; only `open_rows` and
`close_rows` may add or take rows. Pictures do not move; the forms have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.styles import Font
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.merge import MergedCellRange

import resources
from exports import geometry, inner, styles
from exports.inner import AnySheet
from exports.report import Scope, Value

_REFERENCE = re.compile(
    r"(?P<sheet>(?:'[^']+'|[^'!:]+)!)?(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?"
)
_ADDRESS = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")
_COMMUNE = re.compile(r"ĐẢNG ỦY XÃ …+")
_DATE = re.compile(r"…+, ngày …+ tháng …+ năm 20…+")
_HINT = re.compile(r"\(Ký.*ghi rõ họ và tên.*\)")
_COUNTED_BY = Font(name=styles.FONT, size=10.5)
"""Of digits as wide as those of the blanks' Calibri 11, 7 dots, but exactly so: Excel rounds Calibri's 7.43 dots and
LibreOffice does not, which made its columns 6 % wider and, fitted to the paper, its rows as much lower."""
_SIGNING_ROWS = 4  # left free for hand and seal between the hint and the name


def load(name: str) -> Workbook:
    """Open the blank form of that file name; it is read once, every time after takes a tenth of that."""
    path = resources.path("forms") / name
    return inner.thawed(_frozen(path, path.stat().st_mtime_ns))


def for_paper(name: str) -> Workbook:
    """Open the blank form of that file name with columns that are equally wide in every program."""
    workbook = load(name)
    inner.count_columns_by(workbook, _COUNTED_BY)
    return workbook


@cache
def _frozen(path: Path, _changed_at: int) -> bytes:
    return inner.frozen(load_workbook(path))


def put(sheet: AnySheet, row: int, column: int, value: Value, format: str = "") -> None:
    """Write a value into a cell (from 1) of the form, keeping the look the form gave it, its number format too.

    Text stays text, also what looks like a formula.
    """
    cell: Any = sheet.cell(row, column)
    format = format or cell.number_format  # a date would bring one of its own
    styles.fill(cell, value)
    cell.number_format = format
    if styles.looks_like_formula(value):
        styles.quote(cell)


def fill_office(sheet: AnySheet, scope: Scope) -> None:
    """Write who reports and who signs where the form has its dots; what the office has not said keeps them.

    The names of those who sign go below the lines “(Ký, ghi rõ họ và tên)”, left the preparer, right the signer.
    """
    office = scope.office
    hints: list[Any] = []
    texts = [(place, cell) for place, cell in inner.cells(sheet).items() if isinstance(cell.value, str)]
    for _place, cell in sorted(texts, key=lambda text: text[0]):
        if _COMMUNE.fullmatch(cell.value):
            if office.commune:
                put(sheet, cell.row, cell.column, office.commune.upper())
            if office.superior:
                put(sheet, cell.row - 1, cell.column, office.superior.upper())
        elif _DATE.fullmatch(cell.value):
            put(sheet, cell.row, cell.column, styles.place_and_date(scope))
        elif cell.value.startswith("T/M ĐẢNG ỦY"):
            put(sheet, cell.row, cell.column, f"{office.signing_for}\n{office.signer_title}")
        elif _HINT.fullmatch(cell.value):
            hints.append(cell)
    for hint, name, phone in zip(hints, (office.preparer, office.signer), (office.preparer_phone, ""), strict=False):
        _below(sheet, hint, _SIGNING_ROWS, name, bold=True)
        _below(sheet, hint, _SIGNING_ROWS + 1, phone and f"ĐT: {phone}", bold=False)


def _below(sheet: AnySheet, hint: Any, rows: int, text: str, *, bold: bool) -> None:
    if not text:
        return
    row = hint.row + rows
    merged = next((merge for merge in sheet.merged_cells.ranges if hint.coordinate in merge), None)
    put(sheet, row, hint.column, text)
    cell = sheet.cell(row, hint.column)
    cell.font = Font(name=styles.FONT, size=12, bold=bold)
    cell.alignment = copy(hint.alignment)
    if merged:
        sheet.merge_cells(start_row=row, start_column=merged.min_col, end_row=row, end_column=merged.max_col)


@dataclass(frozen=True)
class _Rows:
    """Where rows go: `first` for the upper end of a range, `last` for its lower end."""

    first: Callable[[int], int]
    last: Callable[[int], int]

    def move(self, area: CellRange) -> CellRange | None:
        top, bottom = self.first(area.min_row), self.last(area.max_row)
        return CellRange(None, area.min_col, top, area.max_col, bottom) if top <= bottom else None

    def text(self, area: str) -> str:
        moved = [self.move(CellRange(part.rpartition("!")[2].replace("$", ""))) for part in re.split(r"[ ,]", area)]
        return " ".join(part.coord for part in moved if part)


def open_rows(sheet: AnySheet, after: int, count: int) -> None:
    """Add `count` rows below row `after`, looking like it.

    What lies below moves down with its merges, heights, borders, page breaks and print set-up; formula ranges and tall
    merges that reach row `after` grow over the new rows; merges within row `after` are repeated.
    """
    if count < 1:
        return
    alike = [copy(merge) for merge in sheet.merged_cells.ranges if merge.min_row == merge.max_row == after]
    height = sheet.row_dimensions[after].height
    _shift(sheet, after + 1, count)
    _move_ranges(
        sheet,
        _Rows(lambda row: row + count if row > after else row, lambda row: row + count if row >= after else row),
        still=after,
    )
    for row in range(after + 1, after + count + 1):
        for model in sheet[after]:
            inner.copy_style(model, sheet.cell(row, model.column))
        if height is not None:
            sheet.row_dimensions[row].height = height
        for merge in alike:
            sheet.merge_cells(start_row=row, start_column=merge.min_col, end_row=row, end_column=merge.max_col)


def close_rows(sheet: AnySheet, first: int, count: int) -> None:
    """Take away `count` rows from row `first` on; what lies below moves up as a whole."""
    if count < 1:
        return
    end = first + count
    cells = inner.cells(sheet)
    for key in [key for key in cells if first <= key[0] < end]:
        del cells[key]
    for row in range(first, end):
        sheet.row_dimensions.pop(row, None)
    _shift(sheet, end, -count)
    _move_ranges(
        sheet,
        _Rows(
            lambda row: row - count if row >= end else min(row, first),
            lambda row: row - count if row >= end else min(row, first - 1),
        ),
    )


def set_rows(sheet: AnySheet, first: int, last: int, wanted: int) -> None:
    """Give the body that is printed as rows `first` to `last` as many rows as wanted, one at the least."""
    present, wanted = last - first + 1, max(wanted, 1)
    if wanted > present:
        open_rows(sheet, max(first, last - 1), wanted - present)
    else:
        close_rows(sheet, first + wanted, present - wanted)


def _shift(sheet: AnySheet, start: int, by: int) -> None:
    """Move cells, row heights, page breaks and the frozen pane from row `start` on."""
    cells = inner.cells(sheet)
    for row, column in sorted((key for key in cells if key[0] >= start), reverse=by > 0):
        cell = cells.pop((row, column))
        cell.row = row + by
        cells[row + by, column] = cell
    for row in sorted((row for row in sheet.row_dimensions if row >= start), reverse=by > 0):
        dimension = sheet.row_dimensions.pop(row)
        dimension.index = row + by
        sheet.row_dimensions[row + by] = dimension
    for mark in sheet.row_breaks.brk:
        if mark.id >= start:
            mark.id += by
    if sheet.freeze_panes:
        letters, row = _split(sheet.freeze_panes)
        if row >= start:
            sheet.freeze_panes = f"{letters}{row + by}"


def _split(address: str) -> tuple[str, int]:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return found[1], int(found[2])


def _move_ranges(sheet: AnySheet, rows: _Rows, *, still: int = 0) -> None:
    """Move the rows of whatever names a range; one-line merges in row `still` stay as they are."""
    moved = [
        merge if merge.min_row == merge.max_row == still else rows.move(merge) for merge in sheet.merged_cells.ranges
    ]
    sheet.merged_cells.ranges = [MergedCellRange(sheet, area.coord) for area in moved if area]
    if sheet.print_area:
        sheet.print_area = rows.text(sheet.print_area).replace(" ", ",")
    if sheet.print_title_rows:
        top, bottom = (int(row) for row in sheet.print_title_rows.replace("$", "").split(":"))
        sheet.print_title_rows = f"{rows.first(top)}:{rows.last(bottom)}"
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = rows.text(sheet.auto_filter.ref)
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = type(validation.sqref)(rows.text(str(validation.sqref)))
    formats: Any = ConditionalFormattingList()
    for old in sheet.conditional_formatting:
        for rule in old.rules:
            formats.add(rows.text(str(old.sqref)), rule)
    sheet.conditional_formatting = formats
    for cell in inner.cells(sheet).values():
        if cell.data_type == "f" and isinstance(cell.value, str):
            cell.value = _moved_formula(cell.value, sheet.title, rows)


def _moved_formula(formula: str, sheet: str, rows: _Rows) -> str:
    """Return a formula with the rows it names moved; a range grows where the sheet grew."""

    def moved(reference: re.Match[str]) -> str:
        if reference["sheet"] and reference["sheet"].strip("!'") != sheet:
            return reference[0]
        letters, row = _split(reference["first"])
        text = f"{reference['sheet'] or ''}{letters}{rows.first(row)}"
        if reference["last"]:
            letters, row = _split(reference["last"])
            text += f":{letters}{rows.last(row)}"
        return text

    tokens: Any = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _REFERENCE.sub(moved, token.value)
    return tokens.render()


def fit_rows(sheet: AnySheet, first: int, last: int, *, open_only: bool = False) -> None:
    """Make rows high enough for their wrapped texts; `open_only`: those for which the blank leaves the height open."""
    geometry.fit_rows(sheet, first, last, open_only=open_only)


def state_rows(sheet: AnySheet) -> None:
    """See `geometry.state_rows`: pages end on the same row in every program."""
    geometry.state_rows(sheet)


def break_pages(sheet: AnySheet, closing: int) -> None:
    """See `styles.break_pages`: every page ends on the same row everywhere, the signatures are not left alone."""
    styles.break_pages(sheet, closing)

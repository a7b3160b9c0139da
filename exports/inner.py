"""The parts of openpyxl that have no public name: the store of cells, and the index of a cell's style.

Copying the index takes a fiftieth of copying font, border and alignment; walking the store spares making the cells
that a sheet does not have.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable
from typing import Any, cast

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import datetime as days
from openpyxl.worksheet.cell_range import CellRange

Cells = dict[tuple[int, int], Any]
AnySheet = Any  # a Worksheet: the types that openpyxl's users were given say “unknown” of half its attributes


_LONGEST = 32_767  # letters, in Excel
_new_array = cast("Any", array).__new__
_from_excel = cast("Any", days).from_excel


def frozen(workbook: Any) -> bytes:
    """Return a workbook as something to make others like it of, ten times as fast as reading its file again."""
    return pickle.dumps(workbook, pickle.HIGHEST_PROTOCOL)


def thawed(content: bytes) -> Any:
    """Return a new workbook like the frozen one."""
    workbook = pickle.loads(content)
    for sheet in workbook.worksheets:  # what makes a row or column that is asked for is lost in the cold
        sheet.row_dimensions.default_factory = sheet._add_row
        sheet.column_dimensions.default_factory = sheet._add_column
    return workbook


def cells(sheet: Any) -> Cells:
    """Return the cells a sheet has, by (row, column); changes are changes of the sheet."""
    return cast(Cells, sheet._cells)


def new_cell(sheet: Any, row: int, column: int) -> Cell:
    """Return a new cell of the sheet without looking first whether there is one."""
    cell = sheet._cells[row, column] = Cell(sheet, row, column)
    if row > sheet._current_row:  # by which openpyxl knows that the sheet holds anything
        sheet._current_row = row
    return cell


def set_text(cell: Any, text: str) -> None:
    """Put a text into a cell as text; by itself openpyxl takes “=…” for a formula and “#N/A” for an error."""
    cell._value = text[:_LONGEST] or None
    cell.data_type = "s" if text else "n"


def set_value(cell: Any, value: Any) -> None:
    """Put what a formula came to into its cell: a text as text."""
    if isinstance(value, str):
        set_text(cell, value)
    else:
        cell.value = value


class StreamCell(Cell):
    """A cell of one column that is used again row after row: its style is looked up once, not for every row."""

    __slots__ = ("style_id",)  # pyright: ignore[reportIncompatibleMethodOverride]
    has_style = True  # pyright: ignore[reportIncompatibleMethodOverride, reportAssignmentType]

    @classmethod
    def like(cls, model: Any, column: int) -> StreamCell:
        """Return a cell of a column that looks like one of the same workbook."""
        made = cls(model.parent, 1, column)
        copy_style(model, made)
        made.style_id = model.style_id  # pyright: ignore[reportAttributeAccessIssue]
        return made

    def put(self, row: int, value: Any, *, is_date: bool) -> None:
        """Move the cell to a row, with a text as text, a number, a date or nothing."""
        self.row = row
        if isinstance(value, str):
            set_text(self, ILLEGAL_CHARACTERS_RE.sub("", value))
        else:
            self._value = value
            self.data_type = "d" if is_date else "n"


def append_row(sheet: Any, row: int, cells: list[Any], height: float) -> None:
    """Write the next row of a streamed sheet, so high; the height is forgotten with the row."""
    sheet.row_dimensions[row] = {"ht": f"{height:g}", "customHeight": "1"}
    sheet.append(cells)
    del sheet.row_dimensions[row]


def take_cells(sheet: Any) -> None:
    """Let rows of a streamed sheet be cells that know their places, taken as they are.

    openpyxl's own way puts each through a try that fails for every cell, a third of the time of writing.
    """

    def as_they_are(cells: Iterable[Cell], _row: int) -> Iterable[Cell]:
        return cells

    sheet._values_to_row = as_they_are


def style(cell: Any) -> tuple[int, ...]:
    """Return what tells one style of a workbook from another."""
    return tuple(cell._style or ())


def look(workbook: Any, style: int) -> tuple[Any, Any]:
    """Return the font and the alignment of a style of a workbook, by the index that a file names it by."""
    told = workbook._cell_styles[style]
    return workbook._fonts[told.fontId], workbook._alignments[told.alignmentId]


def from_number(workbook: Any, style: int, value: float) -> Any:
    """Return what a number of a file is in a style, by its index: a date, a time or a span of time, else itself."""
    if style not in workbook._date_formats:
        return value
    try:
        return _from_excel(value, workbook.epoch, timedelta=style in workbook._timedelta_formats)
    except (OverflowError, ValueError):  # no such day
        return "#VALUE!"


def copy_style(source: Any, target: Any) -> None:
    """Give a cell the style of another of the same workbook; by the array itself, a fifth of what `copy` takes."""
    target._style = None if source._style is None else _new_array(StyleArray, "i", source._style)


def merge(sheet: Any, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
    """Merge cells whose borders are already right; openpyxl's own way draws them again and takes ten times as long."""
    sheet.merged_cells.ranges.add(CellRange(None, first_column, first_row, last_column, last_row))


def set_base_font(workbook: Any, font: Any) -> None:
    """Make a font that of every cell without a style."""
    workbook._fonts[0] = font
    workbook._named_styles["Normal"].font = font


def count_columns_by(workbook: Any, font: Any) -> None:
    """Make a font that by whose digits column widths are counted; cells without a style keep theirs."""
    workbook._named_styles["Normal"].font = font


def base_font(workbook: Any) -> Any:
    """Return the font of cells without a style, by whose digits column widths are counted."""
    return workbook._named_styles["Normal"].font

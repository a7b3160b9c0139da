"""Writing a table of tens of thousands of rows: row by row into the file, nothing kept of those that are done.

The look and the places are those of `table_writer`; only that the signatures stay together is left to Excel's own
page breaks, for to know the pages all rows would have to be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl.cell import WriteOnlyCell

from exports import inner, metrics, styles
from exports.report import Scope, Sheet, Value
from exports.styles import Look, Pen
from exports.table_writer import FREE, NUMBER, WIDEST, Writer
from models.dates import PartialDate
from models.progress import Progress

_Kind = tuple[int, bool]  # the column, and whether the text in it is quoted


class _StreamPen(Pen):
    """Keeps the cells of the rows that are not yet complete; `flush` hands the rows before one to the sheet."""

    def __init__(self, sheet: Any, made: dict[Look, Any]) -> None:
        super().__init__(sheet, made)
        inner.take_cells(sheet)
        self._waiting: dict[int, dict[int, Any]] = {}
        self._next = 1

    def new_cell(self, row: int, column: int) -> Any:
        """Return a cell that waits for its row."""
        cell = WriteOnlyCell(self.sheet)
        cell.row, cell.column = row, column
        self._waiting.setdefault(row, {})[column] = cell
        return cell

    def flush(self, before: int) -> None:
        """Write the rows before one, blank ones too."""
        for row in range(self._next, before):
            cells = self._waiting.pop(row, {})
            self.sheet.append([cells[column] for column in sorted(cells)])
        self._next = max(self._next, before)

    def pass_row(self) -> None:
        """Say that the next row was written past the pen."""
        self._next += 1


class LongWriter(Writer):
    """A Writer whose rows go into the file at once; the cells of a body row are used again for the next."""

    def __init__(self, target: Any, sheet: Sheet[Any], data: Any, scope: Scope, looks: dict[Look, Any]) -> None:
        super().__init__(target, sheet, data, scope, looks)
        self.stream = _StreamPen(target, looks)
        self.pen = self.stream
        self._cells: dict[_Kind, inner.StreamCell] = {}
        self._sure = [(points - FREE) / WIDEST for points in self.points]  # letters that fit whatever they are
        self._known: list[dict[str, int]] = [{} for _ in self.points]

    def write(self, progress: Progress) -> None:
        """Write the whole sheet."""
        styles.set_columns(self.target, self.widths)
        heading = self.sheet.first_row(self.columns)
        grouped = 1 if any(column.group for column in self.columns) else 0
        styles.set_page(self.target, landscape=self.sheet.landscape, title_rows=(heading - 2 - grouped, heading - 1))
        self.target.freeze_panes = f"C{heading}"
        self._head()
        self._headings()
        self.stream.flush(self.row)
        self._body(progress)
        self._foot()
        self.stream.flush(self.row)

    def _values(
        self, number: int | None, values: Sequence[Value], looks: Sequence[Look], *, bold: bool = False
    ) -> None:
        if bold:
            super()._values(number, values, looks, bold=True)
            return
        self.stream.flush(self.row)
        row = [self._cell(0, number, NUMBER)]
        lines = 1
        for place, (value, look) in enumerate(zip(values, looks, strict=True), 1):
            row.append(self._cell(place, value, look))
            if isinstance(value, str) and (len(value) > self._sure[place] or "\n" in value):
                lines = max(lines, self._lines(place, value))
        inner.append_row(self.target, self.row, row, metrics.row_height(lines, NUMBER.size))
        self.stream.pass_row()
        self.row += 1

    def _lines(self, place: int, text: str) -> int:
        """Return how many lines a text takes in a column; the same texts come again and again."""
        known = self._known[place]
        found = known.get(text)
        if found is None:
            found = known[text] = len(metrics.wrap(text, self.points[place] - FREE, NUMBER.size))
        return found

    def _cell(self, place: int, value: Value, look: Look) -> Any:
        """Return the cell of a column with this value; it is the same one for every row."""
        if isinstance(value, date | PartialDate):
            value = styles.day_shown(value)
        is_date = isinstance(value, date)
        is_quoted = isinstance(value, str) and styles.looks_like_formula(value)
        cell = self._cells.get((place, is_quoted))
        if cell is None:
            model = WriteOnlyCell(self.target)
            styles.quoted(look, is_quoted).apply(model)
            cell = self._cells[place, is_quoted] = inner.StreamCell.like(model, place + 1)
        cell.put(self.row, value, is_date=is_date)
        return cell

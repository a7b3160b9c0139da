"""Writing a report that is declared by columns: head of a Party document, table, notes, signatures (domain.md 7.11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from exports import metrics, styles
from exports.report import RowKind, Scope, Sheet, Value
from exports.styles import BLANK, Look, Pen
from models.dates import PartialDate
from models.progress import Progress

_NUMBER_WIDTH = 4.5
FREE = metrics.PADDING + metrics.SAFETY
WIDEST = 8.0  # points of the widest common letter: shorter texts fit without a closer look
_STEP = 200  # rows between two looks at the progress

_HEADING = Look(bold=True, border=True, filled=True)
_NUMBERING = Look(size=10, italic=True, border=True)
NUMBER = Look(border=True)
_TOTAL = Look(bold=True, border=True)
_GROUP = Look(bold=True, border=True, align="left")
_NOTE = Look(size=12, align="left")
_TITLE = Look(size=14, bold=True)
_RIGHT = Look(size=12)


class Writer:
    """Writes one sheet from top to bottom; `row` is the next free row."""

    def __init__(self, target: Any, sheet: Sheet[Any], data: Any, scope: Scope, looks: dict[Look, Any]) -> None:
        self.target = target
        self.sheet = sheet
        self.scope = scope
        self.rows = sheet.rows(data)
        self.total = sheet.total(data) if sheet.total else None
        self.notes = list(sheet.notes(data)) if sheet.notes else []
        self.columns = sheet.used_columns(self.rows)
        self.widths = [_NUMBER_WIDTH, *(column.width for column in self.columns)]
        self.points = [styles.column_points(width) for width in self.widths]
        self.last = len(self.widths)
        self.last_ruled = self.last - sum(column.bare for column in self.columns)
        self.pen = Pen(target, looks)
        self.row: int = 1

    def write(self, progress: Progress) -> None:
        """Write the whole sheet."""
        styles.set_columns(self.target, self.widths)
        self._head()
        first = self.row
        self._headings()
        styles.set_page(self.target, landscape=self.sheet.landscape, title_rows=(first, self.row - 1))
        self.target.freeze_panes = f"C{self.row}"
        self._body(progress)
        closing = self.row - (2 if self.rows else 1)
        self._foot()
        styles.break_pages(self.target, closing)

    def _line(self, first: int, last: int, value: Value, look: Look) -> None:
        """Write merged cells in the present row and see that the row is high enough."""
        self.pen.span(self.row, first, last, value, look)
        width = sum(self.points[first - 1 : last]) - FREE
        lines = len(metrics.wrap(str(value or ""), width, look.size, look.bold))
        height = metrics.row_height(lines, look.size)
        dimension = self.target.row_dimensions[self.row]
        dimension.height = max(dimension.height or 0, height)

    def _two(self, left: Value, left_look: Look, right: Value, right_look: Look) -> None:
        """Write a row of two blocks, as head and signatures have."""
        split = self._split
        self._line(1, split, left, left_look)
        self._line(split + 1, self.last, right, right_look)
        self.row += 1

    @property
    def _split(self) -> int:
        """The last column of the left block: the one that ends nearest to two fifths of the width."""
        ends = [sum(self.points[:number]) for number in range(1, self.last)]
        return min(range(1, self.last), key=lambda number: abs(ends[number - 1] - 0.4 * sum(self.points)))

    def _head(self) -> None:
        office = self.scope.office
        superior = office.superior.upper() or f"TỈNH ỦY {BLANK}"
        commune = office.commune.upper() or f"ĐẢNG ỦY XÃ {BLANK}"
        party = Look(size=14, bold=True, underline=True)
        self._two(superior, Look(size=13), "ĐẢNG CỘNG SẢN VIỆT NAM", party)
        self._two(commune, Look(size=13, bold=True), None, _RIGHT)
        self._two("*", Look(size=13), styles.place_and_date(self.scope), Look(size=13, italic=True))
        if self.sheet.number:
            self._line(1, self._split, self.sheet.number, Look(size=13))
        self.row += 1
        self._line(1, self.last, self.sheet.title.upper(), _TITLE)
        self.row += 1
        if self.sheet.subject:
            self._line(1, self.last, self.sheet.subject, _TITLE)
            self.row += 1
        self._line(1, self.last, self.scope.label, Look(size=13, italic=True))
        self.row += 1
        self._line(1, self.last, "-----", Look(size=12))
        self.row += 2

    def _headings(self) -> None:
        """One or two heading rows and the numbering row."""
        top, grouped = self.row, any(column.group for column in self.columns)
        bottom = top + 1 if grouped else top
        self.pen.span(top, 1, 1, "STT", _HEADING, last_row=bottom)
        place = 2
        for group, members in groupby(self.columns, key=lambda column: column.group):
            columns = list(members)
            if group:
                self.pen.span(top, place, place + len(columns) - 1, group, _HEADING)
            for offset, column in enumerate(columns):
                if column.bare:
                    continue
                first = bottom if group else top
                self.pen.span(first, place + offset, place + offset, column.heading, _HEADING, last_row=bottom)
            place += len(columns)
        high = metrics.row_height(self._most_lines([None, *(column.heading for column in self.columns)], bold=True), 11)
        if grouped:  # the headings without a group have both rows
            lines = max(self._group_lines())
            self.target.row_dimensions[top].height = metrics.row_height(lines, 11)
        self.target.row_dimensions[bottom].height = high
        self.row = bottom + 1
        for number in range(1, self.last_ruled + 1):
            self.pen.put(self.row, number, number, _NUMBERING)
        self.row += 1

    def _group_lines(self) -> Iterator[int]:
        place = 1
        for group, members in groupby(self.columns, key=lambda column: column.group):
            count = len(list(members))
            width = sum(self.points[place : place + count]) - FREE
            yield len(metrics.wrap(group, width, 11, bold=True))
            place += count

    def _most_lines(self, values: Sequence[Value], *, bold: bool) -> int:
        most = 1
        for value, points in zip(values, self.points, strict=True):
            if isinstance(value, str) and (len(value) * WIDEST > points - FREE or "\n" in value):
                most = max(most, len(metrics.wrap(value, points - FREE, 11, bold)))
        return most

    def _body(self, progress: Progress) -> None:
        looks = [
            Look(align=column.align, border=not column.bare, format=column.format or "General")
            for column in self.columns
        ]
        bold = [Look(bold=True, border=look.border, format=look.format) for look in looks]
        number = 0
        for place, row in enumerate(self.rows):
            if place % _STEP == 0:
                progress.step(place, len(self.rows), self.sheet.title)
            match self.sheet.kind(row) if self.sheet.kind else RowKind.ROW:
                case RowKind.HEADING:
                    self._line(1, self.last_ruled, self.columns[0].value(row), _GROUP)
                    self.row += 1
                case RowKind.TOTAL:
                    self._total(row, bold)
                case RowKind.ROW:
                    number += 1
                    self._values(number, [column.value(row) for column in self.columns], looks)
        if not self.rows:
            self._line(1, self.last_ruled, self.sheet.empty, Look(italic=True, border=True))
            self.row += 1
        if self.total is not None:
            self._total(self.total, bold)

    def _total(self, row: Any, looks: Sequence[Look]) -> None:
        """Write a line of totals, its words over the first two columns."""
        values = [column.value(row) for column in self.columns]
        self._values(None, values, looks, bold=True)
        self.pen.span(self.row - 1, 1, 2, values[0], _TOTAL)

    def _values(
        self, number: int | None, values: Sequence[Value], looks: Sequence[Look], *, bold: bool = False
    ) -> None:
        self.pen.put(self.row, 1, number, _TOTAL if bold else NUMBER)
        shown: list[Value] = [None]
        for place, (value, look) in enumerate(zip(values, looks, strict=True), 2):
            if isinstance(value, date | PartialDate):
                value = styles.day_shown(value)
            self.pen.put(self.row, place, value, look)
            shown.append(value)
        self.target.row_dimensions[self.row].height = metrics.row_height(self._most_lines(shown, bold=bold), 11)
        self.row += 1

    def _foot(self) -> None:
        self.row += 1
        for note in self.notes:
            self._line(1, self.last, note, _NOTE)
            self.row += 1
        self.row += 1 if self.notes else 0
        office, hint = self.scope.office, Look(size=12, italic=True)
        self._two("NGƯỜI LẬP BIỂU", Look(size=13, bold=True), office.signing_for, Look(size=13, bold=True))
        self._two("(Ký, ghi rõ họ và tên)", hint, office.signer_title, Look(size=13))
        seal = ", đóng dấu" if self.scope.has_seal else ""
        self._two(None, hint, f"(Ký{seal}, ghi rõ họ và tên)", hint)
        self.row += 4
        self._two(office.preparer, Look(size=13, bold=True), office.signer, Look(size=13, bold=True))
        if office.preparer_phone:
            self._two(f"ĐT: {office.preparer_phone}", _RIGHT, None, _RIGHT)

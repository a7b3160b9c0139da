"""A report with its data read and the numbers written by hand: to be looked at, checked, written or printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Generic

from sqlalchemy.orm import Session

from exports import column_sums
from exports.files import file_word
from exports.names import Behind, Finding
from exports.report import Beginning, Column, Data, Needs, Report, Scope, Sheet, not_begun
from models import cells, form_labels, overrides
from models import office as offices
from models.database import Database
from models.dates import Period
from models.form_labels import Labels
from models.overrides import OverrideRow, Spot
from models.progress import SILENT, Progress

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from exports.by_hand import ByHand
    from exports.pages import Page

_MANY, _FIRST = 300, 120  # lines of a table long enough to show its beginning first, and of that beginning
_ENOUGH = 40  # lines of the sheets before it that are a beginning by themselves
_NUMBER = re.compile(r"-?[\d.]+(,\d+)?")
_ON_EVERY_FORM = {
    "superior": "tên cấp ủy cấp trên",
    "commune": "tên đảng ủy",
    "place": "địa danh",
    "preparer": "người lập biểu",
    "signer": "người ký",
}

_DISTRICT = "cấp trên của mẫu cũ (huyện ủy)"


@dataclass(frozen=True)
class Draft(Generic[Data]):
    """A report with its data read: to be looked at, checked, written or printed without the database.

    `by_hand` are the numbers the office wrote itself: they stand in preview, file and print in place of those reckoned,
    and the sums are held against what is shown. Percentages follow them; no other number does.
    """

    report: Report[Data]
    scope: Scope
    data: Data
    by_hand: tuple[OverrideRow, ...] = ()
    before: tuple[OverrideRow, ...] = ()
    """What the form had by hand in the period before, where only the office knows its blank cells."""

    @property
    def file_name(self) -> str:
        """The name of the file without ending, e.g. "tham-gia-sinh-hoat 2026-10"; of the office's own by its name."""
        return f"{file_word(self.report.key.partition(':')[2] or self.report.key)} {self.scope.key}"

    def findings(self) -> list[Finding]:
        """Return what the officer should know before sending; a period to come and the numbers by hand are first."""
        period, day = self.scope.period, self.scope.as_of
        is_early = self.report.needs is Needs.PERIOD and period is not None and day < period.first
        found = [Finding(not_begun(period, day))] if period is not None and is_early else []
        found += [one.finding() for one in self.placed]
        found += self._forgotten()
        found += self.report.check(self._shown, self.scope) if self.report.check else []
        if self.placed:
            found += column_sums.findings(self.report.sheets, self.data, self.placed)
        blank = [label for name, label in _ON_EVERY_FORM.items() if not getattr(self.scope.office, name)]
        where = ""
        if "…" in self.scope.office.superior:
            blank.insert(0, _DISTRICT)
            where = f" Tên {_DISTRICT} ghi ở Dữ liệu, trang Thiết lập, nút “Mẫu cũ, mẫu mới…”."
        if blank and not self.report.is_exchange:
            found.append(Finding(f"Chưa khai {', '.join(blank)}; biểu để dấu chấm ở các chỗ này.{where}"))
        return found

    def _forgotten(self) -> Iterator[Finding]:
        """Say which cells are blank that had something by hand in the period before."""
        from exports import by_hand

        written = {one.spot.place for one in self.placed if one.spot is not None}
        found = by_hand.locate(self._reckoned, self.before, is_fixed=True, moving=self._moving) if self.before else ()
        blank = [
            one
            for one in found
            if one.spot is not None and one.spot.place not in written
            if self.is_open(*one.spot.place) and not one.reckoned
        ]
        period = self.scope.period and self.scope.period.previous()
        if blank and period is not None:
            yield by_hand.forgotten(blank, period.label)

    def behind(self, sheet: str, row: int, column: int) -> Callable[[Session], Behind] | None:
        """Return what reads the people behind a cell of a written sheet, both counted from 1; None for one without."""
        told = self._behind.get((row, column)) or self._behind.get((sheet, row, column))
        if told is not None or sheet not in self._tables:
            return told
        found = self._at(sheet, row, column)
        if found is None:
            return None
        asked, line = found
        if asked.behind is None or not isinstance(asked.value(line), int | float):
            return None
        read = asked.behind
        return lambda session: read(session, self.data, line)

    @cached_property
    def placed(self) -> tuple[ByHand, ...]:
        """The numbers by hand with their cells as they are now, and what the program reckons for them."""
        if not self.by_hand:
            return ()
        from exports import by_hand

        found = by_hand.locate(self._reckoned, self.by_hand, is_fixed=self._is_fixed, moving=self._moving)
        return tuple(
            replace(one, is_open=True) if one.spot is not None and self.is_open(*one.spot.place) else one
            for one in found
        )

    @cached_property
    def _reckoned(self) -> Callable[[str], Worksheet | None]:
        """What gives a sheet of the report by its name, without the numbers by hand; None for one there is not."""
        return cache(self._sheet)

    def _sheet(self, name: str) -> Worksheet | None:
        tables = [one for one in self.report.sheets if one.name == name]
        if tables:  # its words and numbers hang on no other sheet, so it is written alone
            return self._tables_of(tables, self.data)[name]
        return self._whole[name] if name in self._whole.sheetnames else None

    @cached_property
    def _whole(self) -> Workbook:
        from exports import files

        if self.report.own_file:
            return self._with_open_cells(files.from_bytes(self.report.own_file.content(self.data), with_results=True))
        return self._built(self.data, SILENT)

    @cached_property
    def _shown(self) -> Data:
        """The data with the numbers by hand in their places, where the report reckons on with them."""
        if not self.placed or self.report.fixed is None:
            return self.data
        values = {one.spot.place: one.row.value for one in self.placed if one.spot is not None}
        return self.report.fixed.overridden(self.data, values)

    @property
    def _is_fixed(self) -> bool:
        """Whether cells have their places for good, as in the superior's forms."""
        return self.report.fixed is not None

    def is_open(self, sheet: str, row: int, column: int) -> bool:
        """Say whether a cell of the superior's form has no number but the one the office writes by hand."""
        return (sheet, row, column) in self._open

    def takes_words(self, sheet: str, row: int, column: int) -> bool:
        """Say whether words may be written by hand into a cell, not a number alone."""
        fixed = self.report.fixed
        return fixed is not None and fixed.takes_words and self.is_open(sheet, row, column)

    def is_editable(self, sheet: str, row: int, column: int, text: str) -> bool:
        """Say whether a cell that shows `text` is one whose number the office may write by hand."""
        if self._is_fixed:
            place = sheet, row, column
            return self.is_open(*place) or (place not in self._closed and self.behind(*place) is not None)
        if self.report.is_exchange:
            return False
        if sheet in self._tables:
            found = self._at(sheet, row, column)
            return found is not None and not self._is_long and isinstance(found[0].value(found[1]), int | float)
        return self.report.build is not None and column > 1 and _NUMBER.fullmatch(text) is not None

    def _at(self, sheet: str, row: int, column: int) -> tuple[Column[Any], Any] | None:
        """Return the column and the line that a cell of a table shows; None outside of the table."""
        first, lines, columns = self._tables[sheet]
        if not (2 <= column < len(columns) + 2 and first <= row < first + len(lines)):
            return None
        return columns[column - 2], lines[row - first]

    @cached_property
    def _open(self) -> frozenset[tuple[str, int, int]]:
        fixed = self.report.fixed
        return frozenset(fixed.open_cells(self.data)) if fixed and fixed.open_cells else frozenset()

    @cached_property
    def _closed(self) -> frozenset[tuple[str, int, int]]:
        fixed = self.report.fixed
        return frozenset(fixed.closed_cells(self.data)) if fixed and fixed.closed_cells else frozenset()

    def _with_open_cells(self, workbook: Workbook) -> Workbook:
        """Return a filled form with every cell that can be written by hand, also one its file says nothing of."""
        for sheet, row, column in self._open:
            if sheet in workbook.sheetnames:  # not in one that was sent before the form was changed
                workbook[sheet].cell(row, column)
        return workbook

    def spots(self, sheet: str, row: int, column: int) -> list[tuple[Spot, str]]:
        """Return a cell, and those that always show the same figure, with their words and what is reckoned for each.

        Empty for a cell that has no words beside or above it, such as the line that numbers the columns, and for a list
        so long that its rows leave the memory as they are written.
        """
        from exports import by_hand

        if self._is_long:
            return []
        fixed = self.report.fixed
        alike = fixed.alike(self.data, row, column) if fixed and fixed.alike else [(row, column)]
        stays = self._is_fixed and row < self._moving.get(sheet, row + 1)
        found = [by_hand.spot_of(self._reckoned(sheet), *place, is_fixed=stays) for place in alike]
        return [(spot, text) for spot, text in found if stays or (spot.line and spot.heading)]

    @cached_property
    def _is_long(self) -> bool:
        """Whether a list is too long for numbers by hand, as long as it has none."""
        from exports import table

        return not self.by_hand and any(len(lines) > table.LONG for _first, lines, _columns in self._tables.values())

    @cached_property
    def _moving(self) -> Mapping[str, int]:
        """The sheets of a form whose lower rows move, with the first of these."""
        fixed = self.report.fixed
        return fixed.moving(self.data) if fixed and fixed.moving else {}

    @cached_property
    def _behind(self) -> Mapping[Any, Callable[[Session], Behind]]:
        return self.report.behind(self.data, self.scope) if self.report.behind else {}

    @cached_property
    def _tables(self) -> dict[str, tuple[int, list[Any], list[Column[Any]]]]:
        """By sheet: the row of the first line, the lines with the total, and the columns written from the second on."""
        found: dict[str, tuple[int, list[Any], list[Column[Any]]]] = {}
        for sheet in self.report.sheets:
            rows = sheet.rows(self.data)
            columns = sheet.used_columns(rows)
            total = sheet.total(self.data) if sheet.total and rows else None
            lines = [*rows] if total is None else [*rows, total]
            found[sheet.name] = sheet.first_row(columns), lines, columns
        return found

    def workbook(self, progress: Progress = SILENT) -> Workbook:
        """Return the report as a workbook, not yet in a file."""
        made = self._built(self._shown, progress)
        if self.placed:
            from exports import by_hand

            by_hand.apply(made, self.placed)
        return made

    def _built(self, data: Data, progress: Progress) -> Workbook:
        if self.report.build:
            return self.report.build(data, self.scope, progress)
        return self._tables_of(self.report.sheets, data, progress)

    def _tables_of(self, sheets: Sequence[Sheet[Data]], data: Data, progress: Progress = SILENT) -> Workbook:
        """Return some of the report's tables as a workbook."""
        from exports import table  # openpyxl is loaded only when something is written

        return table.workbook(sheets, data, self._signed(data), progress, stays_open=bool(self.by_hand))

    def _signed(self, data: Data) -> Scope:
        """What the tables speak of, and who heads and signs them."""
        if self.report.sender and self.scope.cell:
            return replace(self.scope, office=self.report.sender(data, self.scope), has_seal=False)
        return self.scope

    def content(self, progress: Progress = SILENT) -> bytes:
        """Return the report as its file will be."""
        from exports import files

        own = self.report.own_file
        return own.content(self._shown) if own else files.to_bytes(self.workbook(progress))

    def pages(self, progress: Progress = SILENT) -> list[Page]:
        """Return the pages of the written file, for preview, printer and PDF."""
        return self.pages_of(self.content(progress), progress)

    def beginning(self, progress: Progress = SILENT) -> list[Page] | None:
        """Return the first pages alone of a long report, as they will be; None for any other.

        They are drawn from a table's first lines, so the pages on which those end are left out.
        """
        if self.by_hand:
            return None
        if self.report.begun is not None:
            return self._begun(self.report.begun(self.data), progress)
        before: list[Sheet[Data]] = []
        for sheet in self.report.sheets:
            if len(sheet.rows(self.data)) > _MANY:
                from exports import files, pages

                is_enough = sum(len(one.rows(self.data)) for one in before) >= _ENOUGH
                parts = before if is_enough else (*before, _cut(sheet, self.data))
                drawn = pages.paginate(files.reread(self._tables_of(parts, self.data, progress)), progress=progress)
                return drawn if is_enough else drawn[:-2] or drawn[:1]
            before.append(sheet)
        return None

    def _begun(self, part: Beginning[Data] | None, progress: Progress) -> list[Page] | None:
        """Return the pages of a built form's beginning, up to the one on which that ends."""
        if part is None:
            return None
        from exports import files, pages

        drawn = pages.paginate(files.reread(self._built(part.data, progress)), progress=progress)
        if not part.until:
            return drawn
        return list(takewhile(lambda page: all(one.cell[0] < part.until for one in page.words), drawn)) or None

    def pages_of(self, content: bytes, progress: Progress = SILENT, *, today: date | None = None) -> list[Page]:
        """Return the pages of the report's file; of a form that came filled out, the results of its formulas.

        `today` is the day of a file that was made on another day than this report.
        """
        from exports import files, pages, rich_text

        own = self.report.own_file
        read = files.from_bytes(content, with_results=own is not None)
        read = self._with_open_cells(read) if own else read
        pictures = own.pictures(content, read) if own and own.pictures else None
        runs = rich_text.read(content) if own else None
        on = today or self.scope.on
        return pages.paginate(
            read, has_blanks=self._is_fixed, pictures=pictures, runs=runs, today=on, progress=progress
        )


def draft(
    db: Database, report: Report[Data], period: Period | None, on: date, cell_id: int | None = None
) -> Draft[Data]:
    """Read the data of a report, of one cell alone if asked. Raises KnownError when the period does not fit it."""
    with db.read() as session:
        scope = _headed(report.scope(period, on, offices.read(session)), form_labels.read(session))
        if cell_id is not None and report.is_by_cell:
            scope = replace(scope, cell=(cell_id, cells.names(session, scope.as_of)[cell_id]))
        overrides_of = partial(overrides.of_report, session, report.key)
        by_hand = overrides_of(scope.asked) or overrides_of(scope.key)  # by the cell's name: as it was once kept
        is_open = report.fixed is not None and report.fixed.takes_words
        earlier = scope.period.previous() if scope.period and is_open else None
        before = overrides_of(earlier.key) if earlier else ()
        return Draft(report, scope, report.fetch(session, scope), by_hand, before)


def _headed(scope: Scope, labels: Labels) -> Scope:
    """Return the scope with the superior of the time at the head: the district's committee before it ended."""
    superior = labels.on(scope.as_of).text(form_labels.SUPERIOR)
    return replace(scope, office=replace(scope.office, superior=superior)) if superior else scope


def _cut(sheet: Sheet[Data], data: Data) -> Sheet[Data]:
    """Return a sheet with its first lines alone, in the columns that all of its lines have."""
    rows = sheet.rows(data)
    columns = tuple(replace(column, optional=False) for column in sheet.used_columns(rows))

    def first(_data: Data) -> Sequence[Any]:
        return rows[:_FIRST]

    return replace(sheet, rows=first, columns=columns, columns_of=None, total=None)

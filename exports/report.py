"""What a report is, and how one is made.

A report says what it is called, how its data are read and either which sheets of columns show them or how its
official form is filled. Menu, command line, preview, printing and tests follow from that; nothing here loads openpyxl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from sqlalchemy.orm import Session

from exports.drafts import Draft as Draft
from exports.files import file_word
from exports.names import Behind as Behind
from exports.names import CellAt as CellAt
from exports.names import Finding as Finding
from exports.names import Gathering as Gathering
from exports.names import Person as Person
from models import cells, overrides
from models import office as offices
from models.database import Database
from models.dates import PartialDate, Period, office_date
from models.errors import KnownError
from models.office import Office
from models.progress import SILENT, Progress

if TYPE_CHECKING:
    from openpyxl import Workbook

    from exports.pages import Anchored, Page

Value = str | int | float | date | PartialDate | None
Align = Literal["left", "center", "right"]
Data = TypeVar("Data")
Row = TypeVar("Row")

HEAD_ROWS = 8  # of a Party document, above the headings; the row of column numbers follows these
DATE = "dd/mm/yyyy"
PERCENT = "0.00"  # the percentage as a number (90.56); Excel shows the comma of the officer's own settings


class Needs(Enum):
    """What has to be chosen before a report can be made."""

    MONTH = "month"
    PERIOD = "period"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report speaks of: its period (None: only a day), the day it is made and the office that sends it.

    `as_of` is the day whose state counts: the last of the period, but never one after the day it is made. `cell` is the
    one cell (id, name) of a report that was asked for one alone; what the cell itself sends has no seal.
    """

    period: Period | None
    as_of: date
    on: date
    office: Office
    cell: tuple[int, str] | None = None
    has_seal: bool = True

    @property
    def month(self) -> tuple[int, int]:
        """Year and month of a monthly report."""
        if self.period is None:
            raise ValueError("a monthly report has a period")
        return self.period.months()[0]

    @property
    def label(self) -> str:
        """The line under the title: the period, or the day."""
        return self.period.label if self.period else f"Tính đến ngày {office_date(self.as_of)}"

    @property
    def key(self) -> str:
        """The part of a file name that tells one period or day from another, and one cell from all."""
        when = self.period.key if self.period else self.as_of.isoformat()
        return f"{when} {file_word(cells.short_name(self.cell[1]))}" if self.cell else when


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table: heading, what a row shows in it, width in digits.

    Neighbours with the same `group` stand under one common heading; an `optional` column is left out when no row
    has anything (None, 0, "") to show in it. A `bare` one at the end is room beside the table, for the document's head:
    it has no heading, number or lines. `behind` reads the people whom its numbers count: (session, the report's
    data, row).
    """

    heading: str
    value: Callable[[Row], Value]
    width: float = 10
    format: str = ""
    align: Align = "center"
    group: str = ""
    optional: bool = False
    bare: bool = False
    behind: Callable[[Session, Any, Row], Behind] | None = None


class RowKind(Enum):
    """What a row of a table is: numbered, a heading over the whole width, or the totals of rows above it."""

    ROW = "row"
    HEADING = "heading"
    TOTAL = "total"


@dataclass(frozen=True)
class Sheet(Generic[Data]):
    """One sheet with the head of a Party document, a numbered table, notes and the signatures.

    `total` gives a row like the others for the last line, or None; `notes` are the lines below the table. `empty` is
    what the sheet says when there is no row. `subject` stands below the title, where that names only the kind of
    document; `number` is the line for the document's number at the head, to be filled in by hand. `kind` tells
    headings (their words are in the first column) and totals among the rows; `columns_of` gives the columns where the
    rows decide them.
    """

    name: str
    title: str
    rows: Callable[[Data], Sequence[Any]]
    columns: tuple[Column[Any], ...]
    total: Callable[[Data], Any] | None = None
    notes: Callable[[Data], Sequence[str]] | None = None
    landscape: bool = True
    empty: str = "Không có."
    subject: str = ""
    number: str = ""
    kind: Callable[[Any], RowKind] | None = None
    columns_of: Callable[[Sequence[Any]], Sequence[Column[Any]]] | None = None

    def used_columns(self, rows: Sequence[Any]) -> list[Column[Any]]:
        """Return the columns that are written: an optional one only where a row has something to show in it."""

        def is_used(column: Column[Any]) -> bool:
            return not column.optional or any(column.value(row) not in (None, 0, "") for row in rows)

        columns = self.columns_of(rows) if self.columns_of else self.columns
        return [column for column in columns if is_used(column)]

    def first_row(self, columns: Sequence[Column[Any]]) -> int:
        """Return the sheet's row in which the first line of the table stands."""
        return HEAD_ROWS + bool(self.subject) + (2 if any(column.group for column in columns) else 1) + 2


@dataclass(frozen=True)
class Beginning(Generic[Data]):
    """The part of a built form's data that its first pages show.

    A form cut after some of its lines says in which row of the sheet the last of them stands: from the page with that
    row on, `until`, pages differ. One cut after some of its sheets (0) has whole pages only.
    """

    data: Data
    until: int = 0


@dataclass(frozen=True, kw_only=True)
class Report(Generic[Data]):
    """A report: `key` names it on the command line and in file names, `group` is its place in the menu.

    Give either `sheets`, or `build` for an official form. `fetch` reads everything in one session and hands out
    plain rows; `check` says what the officer should know before sending. `is_exchange`: a workbook that another program
    reads, kept to the letter, without the look and the signatures of a Party document. `is_by_cell`: it may be made of
    one cell alone; `sender` then says who heads and signs it, where that is not the office. `bound` tells of the cells
    (row, column) of a built form's first sheet, or (sheet, row, column) of any, what is behind them. `content` fills a
    form without building it anew: it gives the file itself, and `ending` that of its name; `pictures` reads what lies
    over the cells of such a file. `opened` tells the same of a form whose names are read when they are asked for.
    `widened` gives the period it speaks of when asked for one it does not know. `begun` gives the data that the first
    pages of a long built form need, None where it is short: the preview shows those before it draws all.

    A form whose cells have their places for good gives `overridden`: the data with numbers by hand, by (sheet, row,
    column), put in. `open_cells` are then the cells that may be written by hand although nothing is behind them, and
    `alike` the places (row, column) that show the same figure as one.
    """

    key: str
    title: str
    group: str
    needs: Needs
    fetch: Callable[[Session, Scope], Data]
    sheets: tuple[Sheet[Data], ...] = ()
    build: Callable[[Data, Scope, Progress], Workbook] | None = None
    begun: Callable[[Data], Beginning[Data] | None] | None = None
    check: Callable[[Data, Scope], Sequence[Finding]] | None = None
    is_exchange: bool = False
    is_by_cell: bool = False
    bound: Callable[[Data], Mapping[Any, Callable[[], Behind]]] | None = None
    opened: Callable[[Data, Scope], Mapping[tuple[int, int], Callable[[Session], Behind]]] | None = None
    content: Callable[[Data], bytes] | None = None
    pictures: Callable[[bytes, Workbook], Mapping[str, Sequence[Anchored]]] | None = None
    widened: Callable[[Period], Period] | None = None
    sender: Callable[[Data, Scope], Office] | None = None
    ending: str = ".xlsx"
    overridden: Callable[[Data, Mapping[tuple[str, int, int], int | float]], Data] | None = None
    open_cells: Callable[[Data], Iterable[tuple[str, int, int]]] | None = None
    alike: Callable[[Data, int, int], Sequence[tuple[int, int]]] | None = None

    def scope(self, period: Period | None, on: date, office: Office) -> Scope:
        """Return what the report would speak of. Raises KnownError when the period does not fit the report."""
        period = self.widened(period) if period and self.widened else period
        as_of = min(period.last, on) if period else on
        if self.needs is Needs.DATE:
            return Scope(None, as_of, as_of, office)  # dated as the list it is, also one of a time gone by
        if period is None:
            raise KnownError(f"“{self.title}” cần một kỳ; hãy chọn kỳ, ví dụ 2026-10.", "period")
        if self.needs is Needs.MONTH and not period.is_month:
            raise KnownError(f"“{self.title}” lập theo từng tháng; hãy chọn một tháng, ví dụ 2026-10.", "period")
        return Scope(period, as_of, on, office)


def draft(
    db: Database, report: Report[Data], period: Period | None, on: date, cell_id: int | None = None
) -> Draft[Data]:
    """Read the data of a report, of one cell alone if asked. Raises KnownError when the period does not fit it."""
    with db.read() as session:
        scope = report.scope(period, on, offices.read(session))
        if cell_id is not None and report.is_by_cell:
            scope = replace(scope, cell=(cell_id, cells.names(session, scope.as_of)[cell_id]))
        by_hand = overrides.of_report(session, report.key, scope.key)
        return Draft(report, scope, report.fetch(session, scope), by_hand)


def find(key: str, db: Database | None = None) -> Report[Any]:
    """Return the report of that name, also one of a data file's own. Raises KnownError if there is none."""
    from exports import offered  # the reports import this module

    for report in offered.each(db):
        if report.key == key:
            return report
    raise KnownError(f"Không có báo cáo “{key}”; “report --list” cho biết tên các báo cáo.", "key")


Painter = Callable[[Sequence["Page"], Path], None]


def produce(
    db: Database,
    key: str,
    period: Period | None,
    on: date,
    folder: Path,
    format: Literal["xlsx", "pdf"] = "xlsx",
    progress: Progress = SILENT,
    paint: Painter | None = None,
    cell: str = "",
    say: Callable[[str], None] | None = None,
) -> Path:
    """Write a report into a folder and return its file, replacing one of the same name; `cell` names the one wanted.

    `say` is told of the numbers in it that were written by hand.

    `paint` draws pages into a PDF file (the window's printing does it) and is needed for format "pdf" only. A report
    that fails or is stopped leaves nothing behind. Raises KnownError in the officer's words.
    """
    from exports import sent

    progress.step(0, 3, "Đang đọc số liệu")
    report = find(key, db)
    ready = draft(db, report, period, on, _cell(db, report, cell))
    ending = ".pdf" if format == "pdf" else report.ending
    if say is not None:
        for one in ready.placed:
            say(one.finding().text)
    return save(ready, folder / f"{ready.file_name}{ending}", progress, paint, sent.keeper(db))


def _cell(db: Database, report: Report[Any], name: str) -> int | None:
    """Return the cell of that name, with or without “Chi bộ” and accents; None for no name."""
    if not name:
        return None
    if not report.is_by_cell:
        raise KnownError(f"“{report.title}” lập cho mọi chi bộ một lần; hãy bỏ tên chi bộ khỏi lệnh.", "cell")
    with db.read() as session:
        return cells.named(session, name)


Keeper = Callable[["Draft[Any]", str, bytes], None]


def save(
    ready: Draft[Any],
    target: Path,
    progress: Progress = SILENT,
    paint: Painter | None = None,
    keep: Keeper | None = None,
) -> Path:
    """Write a draft as the file `target`, by its ending a workbook or a PDF; see `produce`.

    `keep` is told the file's name and the workbook's bytes once the file is in its place (exports.sent).
    """
    from exports import files

    progress.step(1, 3, "Đang lập báo cáo")
    content = ready.content(progress)
    progress.step(2, 3, "Đang ghi tệp")
    if target.suffix.lower() == ".pdf":
        if paint is None:
            raise ValueError("a PDF needs something to paint it")
        drawn = ready.pages_of(content)
        with files.replacing(target, progress) as temporary:
            paint(drawn, temporary)
    else:
        with files.replacing(target, progress) as temporary:
            temporary.write_bytes(content)
        if ready.report.content is not None:  # the superior's own file: its notes stand beside it
            from exports import by_hand

            by_hand.write_companion(target, ready.report.title, ready.placed)
    if keep is not None:
        try:
            keep(ready, target.name, content)
        except KnownError as error:
            raise KnownError(f"Đã lập tệp “{target.name}” nhưng chưa giữ được bản này trong sổ. {error}") from error
    progress.step(3, 3, "Đã xong")
    return target


def listed(names: Sequence[str], most: int = 60) -> str:
    """Return names for a sentence: all of them, or the first ones and how many more."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} và {len(names) - most} tên khác"


def percentage(rate: Fraction | None) -> float | None:
    """Return a rate (0–1) as per cent with two decimals, rounded half up, for a PERCENT column."""
    if rate is None:
        return None
    exact = Decimal(rate.numerator * 100) / Decimal(rate.denominator)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))

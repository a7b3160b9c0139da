"""What a report is; exports.drafts reads the data of one, exports.making writes it.

A report says what it is called, how its data are read and either which sheets of columns show them or how its
official form is filled. Menu, command line, preview, printing and tests follow from that; nothing here loads openpyxl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from sqlalchemy.orm import Session

from exports.files import file_word
from exports.names import Behind, Finding, Person
from models import cells
from models.dates import PartialDate, Period, office_date
from models.errors import KnownError
from models.office import Office
from models.progress import Progress
from models.text import number

if TYPE_CHECKING:
    from openpyxl import Workbook

    from exports.pages import Anchored

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
        return f"{self._when} {file_word(cells.short_name(self.cell[1]))}" if self.cell else self._when

    @property
    def asked(self) -> str:
        """What its numbers by hand and its exports are kept under: a cell stays the same whatever it is called."""
        return f"{self._when} (chi bộ mã {self.cell[0]})" if self.cell else self._when

    @property
    def about(self) -> str:
        """What it speaks of in words: the period or day, and the cell of a report of one."""
        return f"{self.label}, {cells.short_name(self.cell[1])}" if self.cell else self.label

    @property
    def _when(self) -> str:
        return self.period.key if self.period else self.as_of.isoformat()


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
class OwnFile(Generic[Data]):
    """How the superior's own file is filled without building it anew.

    `content` gives the file itself, `ending` is that of its name, `pictures` reads what lies over its cells.
    """

    content: Callable[[Data], bytes]
    ending: str = ".xlsx"
    pictures: Callable[[bytes, Workbook], Mapping[str, Sequence[Anchored]]] | None = None


@dataclass(frozen=True, kw_only=True)
class FixedCells(Generic[Data]):
    """What a form knows whose cells have their places for good.

    `overridden` gives the data with what was written by hand, by (sheet, row, column), put in. `open_cells` are the
    cells that may be written by hand although nothing is behind them, with words too where the form `takes_words`;
    `alike` the places (row, column) that show the same figure as one. `moving` are the sheets whose cells move from a
    row on, with the list there: these are known by their words.
    `closed_cells` open names and are not to be written: the superior's own formulas.
    """

    overridden: Callable[[Data, Mapping[tuple[str, int, int], int | float | str]], Data]
    open_cells: Callable[[Data], Iterable[tuple[str, int, int]]] | None = None
    alike: Callable[[Data, int, int], Sequence[tuple[int, int]]] | None = None
    moving: Callable[[Data], Mapping[str, int]] | None = None
    closed_cells: Callable[[Data], Iterable[tuple[str, int, int]]] | None = None
    takes_words: bool = False


@dataclass(frozen=True, kw_only=True)
class Report(Generic[Data]):
    """A report: `key` names it on the command line and in file names, `group` is its place in the menu.

    What every report says: `fetch` reads everything in one session and hands out plain rows; `check` says what the
    officer should know before sending; `is_by_cell`: it may be made of one cell alone, and `sender` then says who heads
    and signs it, where that is not the office; `widened` gives the period it speaks of when asked for one it does not
    know. `is_exchange`: a workbook that another program reads, kept to the letter, without the look and the signatures
    of a Party document.

    How it is written, one of three: `sheets` of columns; `build` for an official form, with `begun` for the data that
    the first pages of a long one need (None where it is short: the preview shows those before it draws all);
    `own_file`.

    What is behind the numbers of one that is not made of columns: `behind` gives the reader of the names by the cells
    (row, column) of the first sheet, or (sheet, row, column) of any. `fixed`: its cells have their places for good.
    """

    key: str
    title: str
    group: str
    needs: Needs
    fetch: Callable[[Session, Scope], Data]
    check: Callable[[Data, Scope], Sequence[Finding]] | None = None
    is_by_cell: bool = False
    sender: Callable[[Data, Scope], Office] | None = None
    widened: Callable[[Period], Period] | None = None
    is_exchange: bool = False
    sheets: tuple[Sheet[Data], ...] = ()
    build: Callable[[Data, Scope, Progress], Workbook] | None = None
    begun: Callable[[Data], Beginning[Data] | None] | None = None
    own_file: OwnFile[Data] | None = None
    behind: Callable[[Data, Scope], Mapping[Any, Callable[[Session], Behind]]] | None = None
    fixed: FixedCells[Data] | None = None

    @property
    def ending(self) -> str:
        """The ending of its file's name."""
        return self.own_file.ending if self.own_file else ".xlsx"

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


def span_told(period: Period, day: date) -> str:
    """Name a period as known on a day: “Năm 2026”, while it runs “Năm 2026, tính đến ngày 10/11/2026”."""
    return period.label if day >= period.last else f"{period.label}, tính đến ngày {office_date(day)}"


def not_begun(period: Period, day: date) -> str:
    """Say of a period that begins after a day that it has not come."""
    return (
        f"Kỳ chưa đến: {period.label} bắt đầu ngày {office_date(period.first)}, số trong biểu là của ngày "
        f"{office_date(day)}; hãy chọn kỳ khác."
    )


def running(period: Period, day: date, *, has_before: bool) -> str:
    """Say of a period that is not over what is counted, and (`has_before`) that last year is counted as far."""
    told = f"Kỳ chưa hết: kỳ này tính từ {office_date(period.first)} đến {office_date(day)}"
    first, last = period.year_before().first, period.day_before(day)
    also = f"; cùng kỳ năm trước tính từ {office_date(first)} đến {office_date(last)}" if has_before else ""
    return f"{told}{also}."


SINCE_UNKNOWN = (
    "Cột cùng kỳ năm trước: {n} đồng chí chưa rõ ngày vào chi bộ được coi là đã có lúc đó; hãy đối chiếu với biểu đã "
    "gửi năm trước."
)


def loosely_dated(day: date) -> str:
    """Say that last year is counted with {n} {names} whose day, known by its month or year, may be after `day`."""
    return (
        "Cột cùng kỳ năm trước tính cả {n} trường hợp sổ chỉ ghi tháng hoặc năm nên có thể sau ngày "
        f"{office_date(day)}: {{names}}; ghi đủ ngày vào sổ thì biết có tính hay không."
    )


TOLD = 12
"""Names in a sentence of which all can be opened."""


def listed(names: Sequence[str], most: int = 60) -> str:
    """Return names for a sentence: all of them, or the first ones and how many more."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} và {len(names) - most} tên khác"


def about(people: Sequence[Person], words: str, names: Sequence[str] = ()) -> list[Finding]:
    """Return “3 đồng chí chưa có ngày sinh: …”, with the first names and all of them to be opened; nothing of nobody.

    `words` say what is so of them, `names` what they are called in the sentence where the full name is not enough.
    """
    if not people:
        return []
    said = f"{number(len(people))} đồng chí {words}"
    told = listed(names or [one.full_name for one in people], TOLD)
    return [Finding(f"{said}: {told}.", Behind(f"{words[:1].upper()}{words[1:]}", f"{said}.", people))]


def percentage(rate: Fraction | None) -> float | None:
    """Return a rate (0–1) as per cent with two decimals, rounded half up, for a PERCENT column."""
    if rate is None:
        return None
    exact = Decimal(rate.numerator * 100) / Decimal(rate.denominator)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))

"""Walking down a list: each data row with its problems, and what was left aside on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from exports.readers import aside, people_names, values
from exports.readers.headings import Header, Headings
from exports.readers.sheet import Sheet, Untold, Value
from exports.readers.values import Read
from models.outline import tab_of
from models.records import Problem, Severity

T = TypeVar("T")


class Row:
    """One data row of a list, read field by field; whatever is wrong is kept in `problems`.

    `section` is the heading the row stands under, where the list has one section per cell.
    """

    __slots__ = ("_columns", "_labels", "_sheet", "cells", "index", "problems", "section")

    def __init__(
        self, sheet: Sheet, index: int, columns: dict[str, int], labels: Headings, section: str | None = None
    ) -> None:
        self.index = index
        self.section = section
        self.problems: list[Problem] = []
        self._sheet = sheet
        self.cells = sheet.rows[index]
        self._columns = columns
        self._labels = labels.labels

    @property
    def number(self) -> int:
        """The row as Excel counts."""
        return self.index + 1

    def raw(self, field: str) -> Value:
        """Return a field's cell, None if the list has no such column."""
        column = self._columns.get(field)
        return None if column is None else self.cells[column]

    def write(self, field: str, value: Value) -> None:
        """Write what a field's cell is to be read as."""
        self.cells[self._columns[field]] = value

    def has(self, field: str) -> bool:
        """Tell whether the list has a column of a field."""
        return field in self._columns

    def take(self, field: str, found: Read[T]) -> T | None:
        """Return what a cell says, keeping the reason when it cannot be taken."""
        if found.reason:
            said = found.reason, found.repair
            is_left_out = found.is_left_out
            self.complain(field, *said, is_warning=found.is_warning, after=found.after, is_left_out=is_left_out)
        return found.value

    def complain(
        self,
        field: str,
        reason: str,
        repair: str,
        *,
        is_warning: bool = False,
        after: str = "",
        value: str | None = None,
        is_left_out: bool = False,
    ) -> None:
        """Keep a problem with one field of this row."""
        column = self._columns.get(field)
        self.problems.append(
            Problem(
                self._sheet.name,
                self.number,
                None if column is None else self._sheet.letter(column),
                self._labels[field],
                values.shown(self.raw(field)) if value is None else value,
                reason,
                repair,
                Severity.WARNING if is_warning else Severity.ERROR,
                after,
                is_left_out,
            )
        )

    def complain_of_missing(self, field: str, reason: str, repair: str) -> None:
        """Keep a problem with a field in which nothing stands, unless its own cell is refused already."""
        label = self._labels[field]
        if not any(one.is_error and one.field == label for one in self.problems):
            self.complain(field, reason, repair)

    def note_conversions(self, person: str = "") -> None:
        """Keep a note for each cell of ours whose text was in an old encoding: before and after.

        A person's name (the field of it) is told as it is taken: TCVN3 has no Á, “¸nh” is kept as Ánh.
        """
        converted = self._sheet.conversion.cells
        if not converted:
            return
        for field, column in self._columns.items():
            if (one := converted.get((self.index, column))) is not None:
                after = self.cells[column]
                if field == person:
                    after = people_names.person_name(after).value or after
                self.problems.append(
                    Problem(
                        self._sheet.name,
                        self.number,
                        self._sheet.letter(column),
                        self._labels[field],
                        values.shown(one.before),
                        f"Chữ {one.script.label} đã đổi sang Unicode.",
                        "",
                        Severity.NOTE,
                        values.shown(after),
                    )
                )

    def complain_of_untold(self) -> None:
        """Keep a warning for each part of a cell of several things that may be of this or of that.

        Of schooling it is said where the note takes it (`levels.take`).
        """
        for one in self.untold:
            if not self.reads_levels(one):
                reason = f"“{one.part}” chưa rõ là mục nào, chưa ghi."
                self.complain_of_part(one, reason, "Ghi rõ trong tệp, hoặc ghi ở thẻ đảng viên.")

    @property
    def untold(self) -> Sequence[Untold]:
        """What of the row's cells of several things nobody can tell."""
        return self._sheet.untold.get(self.index, ())

    def reads_levels(self, one: Untold) -> bool:
        """Tell whether a part is of schooling, and the list is one from which schooling is taken."""
        return any(map(self.has, filter(None, one.levels)))

    def complain_of_part(self, one: Untold, reason: str, repair: str) -> None:
        """Keep a warning about a part of a cell of several things."""
        place = self._sheet.name, self.number, self._sheet.letter(one.column), one.heading
        self.problems.append(Problem(*place, one.text, reason, repair, Severity.WARNING))

    def complain_of_flaws(self) -> None:
        """Keep a problem for each cell of ours that is empty only because Excel had no value for it."""
        if not self._sheet.flaws:
            return
        for field, column in self._columns.items():
            flaw = self._sheet.flaws.get((self.index, column))
            if flaw is not None:
                cell = f"{self._sheet.letter(column)}{self.number}"
                self.complain(field, *flaw_words(cell, flaw), value=flaw or "công thức")


def flaw_words(cell: str, flaw: str) -> tuple[str, str]:
    """Return reason and repair for a cell that Excel left without a value."""
    if flaw:
        return f"Ô {cell} mang lỗi {flaw} của Excel.", "Sửa công thức hoặc ghi giá trị vào ô."
    return f"Ô {cell} là công thức chưa có giá trị.", "Hãy mở tệp bằng Excel, bấm Lưu rồi nhập lại."


class Body:
    """The rows below a header; blank, repeated-header, total, note and signature rows are counted, not given.

    Rows taken for signatures are kept in `signed`, as Excel counts: somebody written below in words alone is one too.
    A row that only names a cell is the heading of the rows below it; so is such a title above the header, or what
    somebody said of the whole sheet.
    """

    def __init__(self, sheet: Sheet, header: Header, headings: Headings, name_field: str) -> None:
        self.left_aside: Counter[str] = Counter()
        self.signed: list[int] = []
        self._sheet = _with_merged_down(sheet, [header.columns.get(field) for field in ("cell", "residence_cell")])
        self._header = header
        self._headings = headings
        self._name = header.columns[name_field]
        self._heading = sheet.rows[header.row][self._name] if header.row >= 0 else None
        self._head = [row for row in sheet.rows[max(header.row - 1, 0) : header.row + 1] if any(row)]
        self._below_head = header.row + 1
        self._told: dict[Value, bool] = {}

    def __iter__(self) -> Iterator[Row]:
        """Give the data rows in order."""
        return (self.row(*place) for place in self.places())

    def row(self, index: int, section: str | None) -> Row:
        """Return a row of the sheet, to be read."""
        return Row(self._sheet, index, self._header.columns, self._headings, section)

    def places(self) -> Iterator[tuple[int, str | None]]:
        """Give the data rows in order: which one of the sheet, and the heading it stands under."""
        ours = list(self._header.columns.values())
        blank = 0
        is_signed = False
        named = self._header.columns.get("cell")  # in remarks only some name theirs
        section = self._header.cell or (self._title() if named is None or named in self._sheet.sources else None)
        joined = self._sheet.joined
        ordinary = set[int]() if self._sheet.flaws else self._ordinary() - joined
        for index in range(self._header.row + 1, len(self._sheet.rows)):
            if joined and index in joined:
                continue
            if index in ordinary and not blank and not is_signed:
                yield index, section
                continue
            cells = self._sheet.rows[index]
            has_flaw = bool(self._sheet.flaws) and any((index, column) in self._sheet.flaws for column in ours)
            if not has_flaw and (heading := aside.section(cells)) is not None:
                section = aside.in_usual_case(heading)
                is_signed = False
                self.left_aside["dòng tên chi bộ"] += 1
                continue
            is_data = has_flaw or aside.is_data(cells, self._name, (self._sheet.first, *ours))
            is_signed = not is_data and (is_signed or aside.is_signature(cells))
            if not has_flaw and all(cells[column] is None for column in ours):
                blank += 1
                if any(cell is not None for cell in cells):
                    if is_signed:
                        self.signed.append(index + 1)
                    else:
                        self.left_aside[aside.kind_beside(cells)] += 1
                    blank -= 1
                continue
            if kind := aside.total(cells) if has_flaw else self._kind_aside(index, cells, ours):
                self.left_aside[kind] += 1
                if kind == aside.HEADER:
                    is_signed = False
                    self._below_head = index + 1
                continue
            if is_signed:
                self.signed.append(index + 1)
                continue
            self.left_aside["dòng trống"] += blank  # blank rows after the last person are no gap in the list
            blank = 0
            yield index, section

    def _ordinary(self) -> set[int]:
        """Return the rows of which a glance tells that they are data; the others are looked at closely."""
        name, heading, may_be, may_be_head = self._name, self._heading, aside.may_be, aside.may_be_head
        first = self._header.row + 2  # the row below the header may number the columns
        return {
            index
            for index, cells in enumerate(self._sheet.rows[first:], first)
            if type(said := cells[name]) is str
            and said != heading
            and (
                len(cells) - cells.count(None) > 2 and not may_be_head(said)
                if type(cells[0]) is int
                else len(cells) - cells.count(None) > aside.FEW
                and not may_be(said)
                and not (isinstance(cells[0], str) and may_be(cells[0]))
                and (cells[0] is not None or not may_be(str(next(filter(None, cells)))))
            )
        }

    def _is_heading(self, cell: Value) -> bool:
        """Tell whether a cell holds a heading of ours; cells and statuses come again and again."""
        if cell not in self._told:
            self._told[cell] = self._headings.is_heading(cell)
        return self._told[cell]

    def _title(self) -> str | None:
        """Return the cell that the title above the header names, or the sheet's tab, as on a sheet of one cell."""
        tab = tab_of(self._sheet.name)
        top = self._header.row if self._header.top is None else self._header.top
        for cells in reversed(self._sheet.rows[: max(top, 0)]):
            texts = [cell for cell in cells if isinstance(cell, str)]
            named = aside.section(cells) or next(filter(None, map(aside.cell_of_title, texts)), None)
            if named is not None:
                return aside.in_usual_case(named, tab)
        return aside.section([tab])

    def _kind_aside(self, index: int, cells: list[Value], ours: list[int]) -> str | None:
        """Return what a row is if it is no data, None for data."""
        filled = [cells[column] for column in ours if cells[column] is not None]
        if cells in self._head or sum(map(self._is_heading, filled)) >= min(2, len(ours)):
            return aside.HEADER
        if index == self._below_head and len(filled) > 1 and all(map(aside.is_column_number, filled)):
            return "dòng số thứ tự cột"
        return aside.kind(cells, self._name, filled)


def _with_merged_down(sheet: Sheet, columns: list[int | None]) -> Sheet:
    """Write a value merged down a column (one cell for all its members) into every row it stands for."""
    for first, column, last, last_column in sheet.merged:
        if column in columns and column == last_column and first < len(sheet.rows):
            for row in range(first + 1, min(last + 1, len(sheet.rows))):
                sheet.rows[row][column] = sheet.rows[first][column]
    return sheet

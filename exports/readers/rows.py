"""Walking down a list: each data row with its problems, and what was left aside on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, TypeVar

from exports.readers import values
from exports.readers.cellxml import column_letter
from exports.readers.headings import Header, Headings, words
from exports.readers.values import Read
from exports.readers.workbook import Sheet, Value
from models.records import Problem, Severity
from models.text import clean, fold

T = TypeVar("T")

_TOTAL: Final = re.compile(  # not Tống Công Minh, nor Tòng Văn Ín: people here are called so
    r"(tong cong|tong so|cong|tong)( \d.*)?|(tong cong|tong so) (so )?(dang vien|dong chi|nguoi|thon|ban|ho)\b.*"
)
_SECTION: Final = re.compile(
    r"(?:(?:[ivxlc]+|\d+|[*+-])[\s.)/:-]*)?(?P<name>chi bộ\s.+?)"
    r"(?:\s*[(:]\s*\d+\s*(?:đ/?c|đồng chí|đảng viên|người).*)?",
    re.IGNORECASE,
)
_E, _O = (
    "".join(sign for sign in map(chr, (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))) if fold(sign) == plain)
    for plain in "eo"
)
_MARKS = "[\u0300-\u036f]*"  # letters may come in pieces
_ASIDE: Final = re.compile(  # ten, tong, cong: in any heading of a name, in any total
    f"t[{_E}]{_MARKS}n|[tc][{_O}]{_MARKS}n{_MARKS}g", re.IGNORECASE
)
_FEW: Final = 2  # a heading of a section or a note fills no more
_NOTE: Final = re.compile(
    r"(nguoi lap|nguoi tong hop|nguoi ghi|nguoi diem danh|thu ky|bi thu|t m|tm|thay mat|k t|ky ten|xac nhan|noi nhan"
    r"|ghi chu|.*\bngay \d* ?thang \d* ?nam\b|thu truong|chu tri|ky hieu|chu thich)\b.*"
)


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

    def take(self, field: str, found: Read[T]) -> T | None:
        """Return what a cell says, keeping the reason when it cannot be taken."""
        if found.reason:
            self.complain(field, found.reason, found.repair, is_warning=found.is_warning, after=found.after)
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
    ) -> None:
        """Keep a problem with one field of this row."""
        column = self._columns.get(field)
        self.problems.append(
            Problem(
                self._sheet.name,
                self.number,
                None if column is None else column_letter(column),
                self._labels[field],
                values.shown(self.raw(field)) if value is None else value,
                reason,
                repair,
                Severity.WARNING if is_warning else Severity.ERROR,
                after,
            )
        )

    def note_conversions(self) -> None:
        """Keep a note for each cell of ours whose text was in an old encoding: before and after."""
        converted = self._sheet.conversion.cells
        if not converted:
            return
        for field, column in self._columns.items():
            if (one := converted.get((self.index, column))) is not None:
                self.problems.append(
                    Problem(
                        self._sheet.name,
                        self.number,
                        column_letter(column),
                        self._labels[field],
                        values.shown(one.before),
                        f"Chữ {one.script.label} đã đổi sang Unicode.",
                        "",
                        Severity.NOTE,
                        values.shown(self.cells[column]),
                    )
                )

    def complain_of_flaws(self) -> None:
        """Keep a problem for each cell of ours that is empty only because Excel had no value for it."""
        if not self._sheet.flaws:
            return
        for field, column in self._columns.items():
            flaw = self._sheet.flaws.get((self.index, column))
            if flaw is not None:
                cell = f"{column_letter(column)}{self.number}"
                self.complain(field, *flaw_words(cell, flaw), value=flaw or "công thức")


def flaw_words(cell: str, flaw: str) -> tuple[str, str]:
    """Return reason and repair for a cell that Excel left without a value."""
    if flaw:
        return f"Ô {cell} mang lỗi {flaw} của Excel.", "Sửa công thức hoặc ghi giá trị vào ô."
    return f"Ô {cell} là công thức chưa có giá trị.", "Hãy mở tệp bằng Excel, bấm Lưu rồi nhập lại."


class Body:
    """The rows below a header; blank, repeated-header, total and note rows are counted, not given.

    A row that only names a cell is the heading of the rows below it; so is such a title above the header.
    """

    def __init__(self, sheet: Sheet, header: Header, headings: Headings, name_field: str) -> None:
        self.left_aside: Counter[str] = Counter()
        self._sheet = _with_merged_down(sheet, [header.columns.get(field) for field in ("cell", "residence_cell")])
        self._header = header
        self._headings = headings
        self._name = header.columns[name_field]
        self._heading = sheet.rows[header.row][self._name] if header.row >= 0 else None

    def __iter__(self) -> Iterator[Row]:
        """Give the data rows in order."""
        ours = list(self._header.columns.values())
        blank = 0
        section = self._title() if "cell" not in self._header.columns else None
        for index in range(self._header.row + 1, len(self._sheet.rows)):
            cells = self._sheet.rows[index]
            if not blank and not self._sheet.flaws and self._is_ordinary(index, cells):
                yield Row(self._sheet, index, self._header.columns, self._headings, section)
                continue
            has_flaw = bool(self._sheet.flaws) and any((index, column) in self._sheet.flaws for column in ours)
            if not has_flaw and (heading := _section(cells)) is not None:
                section = heading
                self.left_aside["dòng tên chi bộ"] += 1
                continue
            if not has_flaw and all(cells[column] is None for column in ours):
                blank += 1
                if any(cell is not None for cell in cells):
                    kind = _TOTAL.fullmatch(words(next(cell for cell in cells if cell is not None)))
                    self.left_aside["dòng cộng" if kind else "dòng ghi chú"] += 1
                    blank -= 1
                continue
            if kind := None if has_flaw else self._kind_aside(index, cells, ours):
                self.left_aside[kind] += 1
                continue
            self.left_aside["dòng trống"] += blank  # blank rows after the last person are no gap in the list
            blank = 0
            yield Row(self._sheet, index, self._header.columns, self._headings, section)

    def _is_ordinary(self, index: int, cells: list[Value]) -> bool:
        """Tell at a glance that a row is data; the others are looked at closely."""
        name = cells[self._name]
        return (
            isinstance(name, str)
            and len(cells) - cells.count(None) > _FEW
            and index != self._header.row + 1
            and name != self._heading
            and not _may_be_aside(name)
            and not (isinstance(cells[0], str) and _may_be_aside(cells[0]))
            and (cells[0] is not None or not _may_be_aside(str(next(filter(None, cells)))))
        )

    def _title(self) -> str | None:
        """Return the cell that the title above the header names, as on a sheet of one cell."""
        above = [_section(cells) for cells in self._sheet.rows[: max(self._header.row, 0)]]
        return next((heading for heading in reversed(above) if heading is not None), None)

    def _kind_aside(self, index: int, cells: list[Value], ours: list[int]) -> str | None:
        """Return what a row is if it is no data, None for data."""
        filled = [cells[column] for column in ours if cells[column] is not None]
        if sum(self._headings.field_of(cell) is not None for cell in filled) >= min(2, len(ours)):
            return "dòng tiêu đề lặp lại"
        if index == self._header.row + 1 and len(filled) > 1 and all(_is_column_number(cell) for cell in filled):
            return "dòng số thứ tự cột"
        first = next((cell for cell in cells if cell is not None), None)
        name = cells[self._name]
        for cell in (first, None if isinstance(first, int) else name):
            if isinstance(cell, str) and _TOTAL.fullmatch(words(cell)):
                return "dòng cộng"
        if len(filled) == 1 and isinstance(filled[0], str) and _NOTE.fullmatch(words(filled[0])):
            return "dòng ghi chú"
        return None


def _may_be_aside(text: str) -> bool:
    """Tell whether a text has to be looked at closely."""
    return _ASIDE.search(text) is not None


def _section(cells: list[Value]) -> str | None:
    """Return the cell a row names if it says nothing else, but perhaps a number before or a count after."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) != 1 or sum(cell is not None for cell in cells) > 2:
        return None
    found = _SECTION.fullmatch(clean(texts[0]))
    return found["name"].rstrip(" :.;") if found else None


def _is_column_number(cell: Value) -> bool:
    return (isinstance(cell, int) and cell < 200) or (isinstance(cell, str) and len(fold(cell).strip(" ()")) <= 2)


def _with_merged_down(sheet: Sheet, columns: list[int | None]) -> Sheet:
    """Write a value merged down a column (one cell for all its members) into every row it stands for."""
    for first, column, last, last_column in sheet.merged:
        if column in columns and column == last_column and first < len(sheet.rows):
            for row in range(first + 1, min(last + 1, len(sheet.rows))):
                sheet.rows[row][column] = sheet.rows[first][column]
    return sheet


def aside_note(sheet: Sheet, left_aside: Counter[str]) -> str:
    """Return the sentence saying what was left aside in a sheet, "" if nothing."""
    parts = [f"{number} {kind}" for kind, number in left_aside.items() if number]
    return f"Trang “{sheet.name}”: đã bỏ qua {', '.join(parts)}." if parts else ""

"""A block of cells from the clipboard, read as the import reads a sheet: same headings, same values, same sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from typing import Final

from exports.readers import levels, members, person_lines, scripts
from exports.readers.headings import Header
from exports.readers.member_fields import Fields
from exports.readers.member_headings import HEADINGS
from exports.readers.rows import Row
from exports.readers.sheet import Sheet, Value
from models import tsv
from models.legacy_text import Script
from models.records import MemberRecord, Problem, Reading, Severity
from models.text import MASK, clean, fold

TITLE: Final = "Dán vào bảng đảng viên"
SHEET: Final = "Khối dán"
NOTHING_SAID: Final[Mapping[str, str]] = {}
_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)
_ROW: Final = re.compile(r"<tr\b", re.IGNORECASE)
_WIDEST: Final = 200
"""Columns or rows that one cell of a page may go over."""
_NOTHING: Final = frozenset({"", "chưa rõ", "–", "-"})


@dataclass(frozen=True)
class Block:
    """Cells that were copied; `header` is set where the first rows name the columns.

    Cells that say nothing are None: blanks, and what our own tables show for what is not known or not shown whole.
    """

    sheet: Sheet
    header: Header | None

    @property
    def rows(self) -> int:
        """How many rows hold values."""
        return len(self.sheet.rows) - (self.header.row + 1 if self.header else 0)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.sheet.rows[0])

    @property
    def is_numbered(self) -> bool:
        """Whether the first column says nothing but the numbers of the lines: “1”, “2.”, blanks."""
        return all(row[0] is None or str(row[0]).strip(" .").isdecimal() for row in self.sheet.rows)


def block(text: str, html: str = "", *, as_stored: bool = False) -> Block | None:
    """Return what is on the clipboard as cells, None if there is nothing to read.

    Text in an old encoding becomes Unicode unless it is to be read `as_stored`.
    """
    rows = tsv.read(text)
    if html and (not rows or (len(rows) == 1 and len(rows[0]) == 1) or _is_broken(rows, html)):
        rows = _cells_of(html) or rows
    values: list[list[Value]] = [[_value(cell) for cell in row] for row in rows]
    while values and not any(cell is not None for cell in values[-1]):
        values.pop()
    if not values:
        return None
    done = scripts.convert(
        values, {}, {}, Script.UNICODE if as_stored else None, lambda one: HEADINGS.field_of(one) is not None
    )
    sheet = person_lines.apart(Sheet(SHEET, is_hidden=False, rows=values, conversion=done))
    return Block(sheet, HEADINGS.find(sheet) or HEADINGS.of_first_row(sheet))


def asked(found: Block) -> tuple[str, ...]:
    """Return the words of a block of which somebody must say what they mean (models.outline.LEVELS)."""
    return levels.asked(found.sheet, found.header) if found.header is not None else ()


def by_name(found: Block, on: date, fields: Sequence[str] = (), marks: Mapping[str, str] = NOTHING_SAID) -> Reading:
    """Read a block that has a column of names; `fields` name its columns where it has no header. `on` is today.

    `marks` says what words of schooling mean: word → key of models.outline.LEVELS.
    """
    header = found.header or Header(-1, {field: column for column, field in enumerate(fields) if field}, ())
    header = replace(header, levels=levels.known({fold(word): key for word, key in marks.items()}))
    records, problems, notes = members.read([(found.sheet, header)], on)
    return _reading(found, records, problems, notes)


def by_place(found: Block, fields: Sequence[str], names: Sequence[str], on: date) -> Reading:
    """Read a block row by row for the members with these names, in this order; `fields` name its columns.

    A column without a field ("") is left out. A block of one row stands for all the members.
    """
    first = found.header.row + 1 if found.header else 0
    rows = found.sheet.rows[first:]
    start = list(range(first, first + len(rows)))
    if len(rows) == 1 and len(names) > 1:
        rows, start = rows * len(names), list(range(first, first + len(names)))
    count = min(len(rows), len(names))
    columns = {field: column for column, field in enumerate(fields[: found.width]) if field}
    edited = "name" in columns
    if not edited:
        columns["name"] = found.width
    grid: list[list[Value]] = [[None] * (found.width + 1)] * first
    grid += [[*row, name] for row, name in zip(rows[:count], names, strict=False)]
    converted = found.sheet.conversion if len(found.sheet.rows) == first + count else scripts.Conversion()
    sheet = replace(found.sheet, rows=grid, conversion=converted)
    readers = Fields(columns)
    records: list[MemberRecord] = []
    for index, name in zip(start[:count], names, strict=False):
        record = members.record(SHEET, Row(sheet, index, columns, HEADINGS), readers, on, reads_remarks=False)
        if not edited:  # it stands there only so that the row has somebody
            mine = tuple(one for one in record.problems if one.field != HEADINGS.labels["name"])
            record = record._replace(full_name=name, problems=mine)
        records.append(record)
    return _reading(found, records, _left_over(found, fields, len(rows) - count), [])


def one_value(field: str, text: str, names: Sequence[str], on: date) -> Reading:
    """Read one value, as typed, for each of the members with these names."""
    sheet = Sheet(SHEET, is_hidden=False, rows=[[clean(text) or None]])
    return by_place(Block(sheet, None), [field], names, on)


def _left_over(found: Block, fields: Sequence[str], rows: int) -> list[Problem]:
    """Say what of a block has no place: rows below the last member, columns right of the last that can be set."""
    problems: list[Problem] = []
    if rows:
        text = f"{rows} dòng cuối không ứng với đảng viên nào: bảng đã hết."
        repair = "Muốn thêm người mới, hãy chép cả cột họ và tên rồi dán lại."
        problems.append(Problem(SHEET, None, None, "Khối dán", f"{rows} dòng thừa", text, repair))
    columns = found.width - len(fields)
    if columns > 0:
        text = f"{columns} cột cuối không có cột sửa được nào để dán vào."
        wide = f"{columns} cột thừa"
        problems.append(Problem(SHEET, None, None, "Khối dán", wide, text, "Dán từ cột bên trái.", Severity.WARNING))
    return problems


def _reading(found: Block, records: Sequence[MemberRecord], problems: list[Problem], notes: list[str]) -> Reading:
    said = scripts.note(SHEET, found.sheet.conversion)
    return Reading(SHEET, "", "dang-vien", TITLE, records, tuple(problems), (*([said] if said else []), *notes))


def _value(cell: str) -> Value:
    plain = clean(cell)
    return None if plain.lower() in _NOTHING or MASK in plain else cell


def _is_broken(rows: Sequence[Sequence[str]], html: str) -> bool:
    """Tell whether a text has more lines than its page has rows: Word breaks a line at each paragraph of a cell.

    Not where the page has more than its one table, as another list: the text alone has all of it.
    """
    if len(_TABLE.findall(html)) != 1 or len(_ROW.findall(html)) >= len(rows):
        return False
    said = _letters("".join(cell for row in _cells_of(html) for cell in row))
    return bool(said) and all(_letters(cell) in said for row in rows if sum(map(bool, row)) > 1 for cell in row)


def _letters(text: str) -> str:
    return "".join(text.split())


def _cells_of(html: str) -> list[list[str]]:
    """Return the cells of the first table of a page, all rows of one length."""
    reader = _Table()
    reader.feed(html)
    width = max(map(len, reader.rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in reader.rows]


class _Table(HTMLParser):
    """Collects the cells of the first table; a cell over several columns or rows is followed by empty ones there."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._filled = 0
        self._below: dict[int, int] = {}  # column → rows that a cell above still covers
        self._is_open = False
        self._is_done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell; a line break inside a cell is a blank."""
        if self._is_done:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._pass_covered()
            self._filled = len(self.rows[-1])
            self.rows[-1].extend([""] * _span(attrs, "colspan"))
            down = _span(attrs, "rowspan") - 1
            self._below |= dict.fromkeys(range(self._filled, len(self.rows[-1])), down)
            self._is_open = True
        elif tag in ("br", "p") and self._is_open:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or the table."""
        if tag in ("td", "th"):
            self._is_open = False
        elif tag == "tr" and self.rows:
            self._pass_covered()
        elif tag == "table":
            self._is_done = True

    def handle_data(self, data: str) -> None:
        """Add to the cell that is open."""
        if self._is_open:
            self.rows[-1][self._filled] += data

    def _pass_covered(self) -> None:
        """Leave empty what a cell above covers."""
        row = self.rows[-1]
        while self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")


def _span(attrs: list[tuple[str, str | None]], name: str) -> int:
    """Return over how many columns or rows a cell goes."""
    told = dict(attrs).get(name) or "1"
    return max(1, min(int(told), _WIDEST)) if told.isdecimal() else 1

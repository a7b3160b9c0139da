"""References in formulas (ECMA-376 part 1, 18.17.2): found among texts, names and functions, filled down, moved.

A formula is read as pieces; only references are touched, everything else leaves letter for letter as it came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exports.learned.xml.grid import Spot, letters, spot_of

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_NAME = r"[^\W\d][\w.\u0300-\u036f]*"
_END = r"(?![\w.(!\u0300-\u036f])"
_PIECE = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#(?:REF!|DIV/0!|NULL!|NUM!|VALUE!|NAME\?|N/A|SPILL!|CALC!|GETTING_DATA))
    |(?P<sheet>'(?:[^']|'')+'!|(?:\[[^\[\]]*\])?{_NAME}(?::{_NAME})?!|\[\d+\]!)
    |(?P<cells>\$?[A-Z]{{1,3}}\$?\d{{1,7}}(?::\$?[A-Z]{{1,3}}\$?\d{{1,7}})?{_END})
    |(?P<columns>\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}{_END})
    |(?P<rows>\$?\d{{1,7}}:\$?\d{{1,7}}{_END})
    |(?P<word>[\w.\\?\u0300-\u036f]+)
    |(?P<bracket>\[)""",
    re.VERBOSE | re.IGNORECASE,
)
_END_POINT = re.compile(r"(\$?)([A-Z]*)(\$?)(\d*)", re.IGNORECASE)
_JUMP = re.compile(r"""(\bHYPERLINK\(\s*"\#)((?:[^"]|"")*)("\s*[,)])""", re.IGNORECASE)
_JOINED_JUMP = re.compile(r"""\bHYPERLINK\(\s*"[\#\[](?:[^"]|"")*"\s*&""", re.IGNORECASE)


class Refused(Exception):
    """What cannot be moved safely; `str` of it is the end of a sentence."""


class Reference(NamedTuple):
    """A reference in a formula: `kind` is cells, columns or rows; `sheet` the word before “!”, unquoted, or ""."""

    kind: str
    sheet: str
    text: str


class End(NamedTuple):
    """One end of a reference: row or column 0 where it names none (whole columns, whole rows)."""

    column_fixed: str
    column: int
    row_fixed: str
    row: int

    def __str__(self) -> str:
        return f"{self.column_fixed}{letters(self.column)}{self.row_fixed}{self.row or ''}"


def end_of(text: str) -> End:
    """Return one end of a reference such as $B8, $B or 8."""
    found = _END_POINT.fullmatch(text)
    assert found is not None, text
    first, word, second, number = found.groups()
    if not word:  # a row: its $ was taken for that of a column
        return End("", 0, first or second, int(number))
    return End(first, spot_of(f"{word}1").column, second, int(number or 0))


def rewrite(formula: str, edit: Callable[[Reference], str]) -> str:
    """Return a formula with every reference into this workbook replaced by what `edit` gives for it."""
    made: list[str] = []
    sheet = ""
    at = 0
    while at < len(formula):
        found = _PIECE.match(formula, at)
        if found is None:
            made.append(formula[at])
            at, sheet = at + 1, ""
            continue
        kind, text = found.lastgroup or "", found[0]
        at = found.end()
        if kind == "bracket":
            closing = _closing(formula, at)
            text, at = formula[at - 1 : closing], closing
        if kind in ("cells", "columns", "rows") and "[" not in sheet and _exists(text):
            text = edit(Reference(kind, sheet, text))
        sheet = text[:-1].strip("'").replace("''", "'") if kind == "sheet" else ""
        made.append(text)
    return "".join(made)


def words(formula: str) -> Iterator[str]:
    """Yield the names and functions of a formula, in capitals."""
    at = 0
    while at < len(formula):
        found = _PIECE.match(formula, at)
        if found is not None and found.lastgroup == "word":
            yield found[0].upper()
        at = at + 1 if found is None else found.end()


def hides_cells(formula: str) -> bool:
    """Whether a formula puts the name of a cell together as text, which no insertion can follow."""
    used = set(words(formula))
    is_joined = _JOINED_JUMP.search(formula) is not None and used.isdisjoint(("CELL", "ADDRESS"))
    return "INDIRECT" in used or is_joined


def _closing(formula: str, at: int) -> int:
    """Return where the bracket opened before `at` ends: the columns of a table are named within it."""
    depth = 1
    while at < len(formula) and depth:
        if formula[at] == "'":  # the letter after it is meant as such
            at += 1
        else:
            depth += {"[": 1, "]": -1}.get(formula[at], 0)
        at += 1
    return at


def _exists(text: str) -> bool:
    """Whether both ends lie on a sheet: XFE1 is a name."""
    ends = map(end_of, text.split(":"))
    return all(one.column <= LAST_COLUMN and (one.row or 1) <= LAST_ROW and one.row + one.column for one in ends)


def filled_down(formula: str, rows: int, columns: int = 0) -> str:
    """Return a formula as it reads that many rows further down and columns further right."""

    def edit(reference: Reference) -> str:
        moved: list[str] = []
        for end in map(end_of, reference.text.split(":")):
            row = end.row + rows if end.row and not end.row_fixed else end.row
            column = end.column + columns if end.column and not end.column_fixed else end.column
            if not (bool(end.row) <= row <= LAST_ROW and bool(end.column) <= column <= LAST_COLUMN):
                return "#REF!"
            moved.append(str(end._replace(row=row, column=column)))
        return ":".join(moved)

    return rewrite(formula, edit)


@dataclass(frozen=True)
class Insertion:
    """`count` rows put in below row `after` of a sheet, into the list whose rows are `first` to `last`.

    The rows of the list are blank and alike; where it has more than one, the new ones come before its last, so that
    whatever takes in the list takes in them. `order` are the sheets of the workbook.
    """

    sheet: str
    first: int
    last: int
    count: int
    order: Sequence[str] = ()

    @property
    def after(self) -> int:
        """The row the new ones look like."""
        return max(self.first, self.last - 1)

    @property
    def is_alone(self) -> bool:
        """Whether the list had one row: what ends with it grows, as nothing behind it would carry it along."""
        return self.first == self.last

    def row(self, number: int) -> int:
        """Return where a row is afterwards: never beyond the sheet, whose last rows are blank."""
        return min(number + self.count, LAST_ROW) if number > self.after else number

    def rows(self, first: int, last: int, *, grows: bool = False) -> tuple[int, int]:
        """Return where a block of rows is afterwards; with `grows` one that ends with row `after` takes the new in."""
        ends = last > self.after or (grows and last == self.after)
        return self.row(first), min(last + self.count, LAST_ROW) if ends else last

    def spot(self, spot: Spot) -> Spot:
        """Return where a cell is afterwards."""
        return Spot(self.row(spot.row), spot.column)

    def area(self, reference: str, *, grows: bool = False) -> str:
        """Return where a reference without a sheet, such as B8 or B8:C9, is afterwards."""
        first, _, last = reference.partition(":")
        top, bottom = end_of(first), end_of(last or first)
        if not top.row:
            return reference
        new_top, new_bottom = self.rows(top.row, bottom.row, grows=grows)
        ends = [str(top._replace(row=new_top)), str(bottom._replace(row=new_bottom))]
        return ":".join(ends) if last or new_bottom - new_top > bottom.row - top.row else ends[0]

    def speaks_of(self, sheet: str, home: str) -> bool:
        """Whether the word before “!” is the sheet (none: that of the formula). Raises Refused for a row of sheets."""
        first, colon, last = sheet.casefold().partition(":")
        mine = self.sheet.casefold()
        if not colon:
            return (first or home.casefold()) == mine
        order = [one.casefold() for one in self.order]
        if first not in order or last not in order:
            return False
        ends = sorted((order.index(first), order.index(last)))
        if mine in order[ends[0] : ends[1] + 1]:
            raise Refused(f"có công thức cộng qua nhiều trang ({sheet})")
        return False


@dataclass
class Moved:
    """A formula after an insertion, and what of it the officer should look at."""

    text: str
    cuts_list: bool = False
    """A range begins with the list and ends before its last row."""
    names_row: bool = False
    """One cell of the only row of the list is named, which is now but the first of them."""


def moved(formula: str, home: str, insertion: Insertion, *, row: int = 0, only_fixed: bool = False) -> Moved:
    """Return what a formula on the sheet `home` reads after an insertion.

    `row` is its own row before, 0 where it has none (names, charts); with `only_fixed` rows without “$” stay, as in
    names, where they are counted from wherever the name is used. Raises Refused for what cannot be moved.
    """
    made = Moved(formula)
    is_inside = home.casefold() == insertion.sheet.casefold() and insertion.first <= row <= insertion.last

    def edit(reference: Reference) -> str:
        ends = [end_of(one) for one in reference.text.split(":")]
        is_above = max(one.row for one in ends) < insertion.first
        if is_above or not insertion.speaks_of(reference.sheet, home):
            return reference.text
        if only_fixed and not all(one.row_fixed for one in ends):
            return reference.text
        if len(ends) == 1:
            made.names_row |= insertion.is_alone and not is_inside and ends[0].row == insertion.after
            return str(ends[0]._replace(row=insertion.row(ends[0].row)))
        if ends[0].row > ends[1].row:
            return ":".join(str(one._replace(row=insertion.row(one.row))) for one in ends)
        first, last = ends[0].row, ends[1].row
        is_down = first < last or ends[0].column == ends[1].column or bool(row)
        made.cuts_list |= not is_inside and first == insertion.first < last < insertion.last
        new = insertion.rows(first, last, grows=insertion.is_alone and is_down and not is_inside)
        return ":".join(str(one._replace(row=number)) for one, number in zip(ends, new, strict=True))

    def jump(found: re.Match[str]) -> str:
        return found[1] + rewrite(found[2], edit) + found[3]

    made.text = _JUMP.sub(jump, rewrite(formula, edit))
    return made

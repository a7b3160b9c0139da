"""One formula of a form read and worked out."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from functools import partial
from typing import NoReturn

from exports.learned.calc.blocks import spread, table_of
from exports.learned.calc.criteria import CRITERIA
from exports.learned.calc.days_of import DAYS, WORKING_DAYS
from exports.learned.calc.functions import (
    COMPARED,
    FUNCTIONS,
    Block,
    Blocks,
    Cells,
    Failed,
    Part,
    Result,
    Single,
    Table,
    Untold,
    added,
    compared,
    divided,
    joined,
    raised,
    reckoned,
    single,
    subtracted,
    text_of,
    truth,
)
from exports.learned.calc.lookups import LOOKUPS
from exports.learned.calc.numbers_of import NUMBERS, OF_SEVERAL
from exports.learned.calc.subtotals import SUBTOTALS
from exports.learned.calc.words_of import OF_SEVERAL_WORDS, WORDS
from exports.learned.xml.grid import Area, Spot, area_of, spot_of
from exports.learned.xml.references import LAST_COLUMN, LAST_ROW

_KNOWN = {
    **{**FUNCTIONS, **NUMBERS, **OF_SEVERAL, **CRITERIA, **LOOKUPS, **SUBTOTALS},
    **{**WORDS, **OF_SEVERAL_WORDS, **DAYS, **WORKING_DAYS},
}
_OF_DAYS = {"TEXT", *DAYS, *WORKING_DAYS}
"""Those that hang on which day a workbook counts from."""
_OF_ONE = {
    *(*WORDS, *NUMBERS, *DAYS),
    *("ROUND", "ROUNDUP", "ROUNDDOWN", "TRUNC", "ABS", "INT", "N", "NOT", "UPPER", "ADDRESS"),
}
_ALONE = {
    **dict.fromkeys(_OF_ONE, slice(None)),
    **dict.fromkeys(("COUNTIF", "COUNTIFS"), slice(1, None, 2)),
    **dict.fromkeys(("SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS"), slice(2, None, 2)),
    **dict.fromkeys(("SUMIF", "AVERAGEIF", "LARGE", "SMALL"), slice(1, 2)),
    **dict.fromkeys(("MATCH", "XMATCH", "VLOOKUP", "HLOOKUP", "XLOOKUP", "LOOKUP", "RANK", "RANK.EQ"), slice(0, 1)),
    **dict.fromkeys(WORKING_DAYS, slice(0, 2)),
}
"""Which arguments of a function are single values: given several, it comes to several."""
_OF_ONE_IN_ARRAYS = {"IF", "IFERROR", "IFNA"}
_OF_BLOCKS = {"SUMPRODUCT", "LOOKUP"}
"""Functions that reckon whole blocks in a formula of one cell too."""
_OF_ITS_PLACE = {"ROW", "COLUMN"}
_NAMED = {*_KNOWN, *_OF_ITS_PLACE, "INDIRECT"}
_MOST_ROWS = 20_000

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<error>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!(?=\#REF!))?\#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!))
    |(?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!)?
        (?:\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)(?![\w(!.]|:(?!(?:INDEX|OFFSET|INDIRECT)\()))
    |(?:_xlfn\.)?(?P<call>[A-Z][A-Z0-9.]*)\(
    |(?P<number>\d+(?:\.\d+)?(?:E[-+]?\d+)?)
    |(?P<name>[^\W\d][\w.]*)(?![!\[])
    |(?P<sign><>|<=|>=|[-+*/^&=<>%(),:;{}])
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)


def result(text: str, sheet: str, cells: Cells, spot: Spot | None = None) -> Single:
    """Return what a formula on a sheet, in the cell `spot`, comes to. Raises Failed and Untold."""
    return single(_Reading(cells, sheet, text, spot=spot).whole()())


def results(text: str, sheet: str, cells: Cells) -> Table:
    """Return what a formula that reckons whole blocks comes to, row by row. Raises Failed and Untold."""
    return table_of(_Reading(cells, sheet, text, is_array=True).whole()())


class _Reading:
    """A formula being read from left to right."""

    def __init__(
        self, cells: Cells, sheet: str, text: str, *, is_array: bool = False, spot: Spot | None = None
    ) -> None:
        self._cells, self._sheet, self._next, self._spot = cells, sheet, 0, spot
        self._is_array, self._spreads = is_array, int(is_array)
        self._tokens: list[tuple[str, str]] = []
        place, text = 0, text.strip().lstrip("=+")
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise Untold
            self._tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
            place = found.end()

    def whole(self) -> Part:
        """Return the formula to be worked out."""
        part = self._compared()
        if self._next != len(self._tokens):
            raise Untold
        return part

    def _takes(self, *signs: str) -> str:
        """Go past one of these signs if it comes next, and return it."""
        kind, text = self._tokens[self._next] if self._next < len(self._tokens) else ("", "")
        if kind != "sign" or text not in signs:
            return ""
        self._next += 1
        return text

    def _compared(self) -> Part:
        left = self._joined()
        while sign := self._takes(*COMPARED):
            left = self._both(partial(compared, COMPARED[sign]), left, self._joined())
        return left

    def _joined(self) -> Part:
        left = self._sum()
        while self._takes("&"):
            left = self._both(joined, left, self._sum())
        return left

    def _sum(self) -> Part:
        left = self._product()
        while sign := self._takes("+", "-"):
            left = self._both(partial(reckoned, added if sign == "+" else subtracted), left, self._product())
        return left

    def _product(self) -> Part:
        left = self._power()
        while sign := self._takes("*", "/"):
            left = self._both(partial(reckoned, operator.mul if sign == "*" else divided), left, self._power())
        return left

    def _power(self) -> Part:
        left = self._signed()
        while self._takes("^"):
            left = self._both(partial(reckoned, raised), left, self._signed())
        return left

    def _signed(self) -> Part:
        if sign := self._takes("-", "+"):
            part = self._signed()
            return self._both(partial(reckoned, operator.mul), lambda: -1.0, part) if sign == "-" else part
        part = self._one()
        while self._takes("%"):
            part = self._both(partial(reckoned, divided), part, lambda: 100.0)
        return part

    def _both(self, how: Callable[[Part, Part], Part], left: Part, right: Part) -> Part:
        """Return two parts reckoned together, cell by cell where they are several."""
        return spread(lambda two: how(two[0], two[1]), [left, right], takes_blocks=self._spreads > 0)

    def _one(self) -> Part:
        part = self._first()
        while self._takes(":"):
            part = _up_to(part, self._first())
        return part

    def _first(self) -> Part:
        if self._takes("("):
            parts = [self._compared()]
            while self._takes(","):
                parts.append(self._compared())
            self._must(")")
            return parts[0] if len(parts) == 1 else _together(parts)
        if self._takes("{"):
            return self._written()
        if self._next >= len(self._tokens):
            raise Untold
        kind, text = self._tokens[self._next]
        self._next += 1
        match kind:
            case "number":
                return lambda: float(text)
            case "text":
                return lambda: text[1:-1].replace('""', '"')
            case "ref":
                block = self._block(text)
                return lambda: block
            case "call":
                return self._called(text.upper())
            case "name" if text.upper() in ("TRUE", "FALSE"):
                return lambda: text.upper() == "TRUE"
            case "name":
                told = self._cells.name(self._sheet, text)
                return _Reading(self._cells, self._sheet, told, is_array=self._spreads > 0, spot=self._spot).whole()
            case "error":
                return lambda: _fail(text[text.index("#") :])
            case _:
                raise Untold

    def _called(self, name: str) -> Part:
        if name == "TODAY":
            self._must(")")
            day = self._cells.today
            return lambda: day
        if name not in _NAMED or (name in _OF_DAYS and self._cells.counts_from_1904):
            raise Untold
        self._spreads += name in _OF_BLOCKS
        parts = self._parts()
        takes_blocks = self._spreads > 0
        self._spreads -= name in _OF_BLOCKS
        if name == "INDIRECT":
            return lambda: self._indirect(parts)
        if name in _OF_ITS_PLACE:
            return lambda: self._place(parts, is_row=name == "ROW")
        if self._is_array and name in _OF_ONE_IN_ARRAYS:
            return spread(lambda ones: _KNOWN[name](ones), parts)
        if name in _ALONE:
            return _whole(spread(lambda ones: _KNOWN[name](ones), parts, _ALONE[name], takes_blocks=takes_blocks))
        return _whole(_KNOWN[name](parts))

    def _place(self, parts: list[Part], *, is_row: bool) -> Result:
        """Return the number of a row or column: of the cell itself, or of those of a block."""
        if not parts:
            if self._spot is None:
                raise Untold
            return float(self._spot.row if is_row else self._spot.column)
        block = parts[0]()
        if not isinstance(block, Block):
            raise Untold
        first, last = block.area
        if is_row:
            numbers = [[float(row)] for row in range(first.row, min(last.row, first.row + _MOST_ROWS) + 1)]
        else:
            numbers = [[float(column) for column in range(first.column, last.column + 1)]]
        return Table(numbers) if first != last else numbers[0][0]

    def _written(self) -> Part:
        """Return the values written as {1,2;3,4}, rows with a ; between them."""
        rows: list[list[Single | Failed]] = [[]]
        while True:
            sign = self._takes("-", "+")
            kind, text = self._tokens[self._next] if self._next < len(self._tokens) else ("", "")
            self._next += 1
            match kind:
                case "number":
                    rows[-1].append(-float(text) if sign == "-" else float(text))
                case "text" if not sign:
                    rows[-1].append(text[1:-1].replace('""', '"'))
                case "name" if not sign and text.upper() in ("TRUE", "FALSE"):
                    rows[-1].append(text.upper() == "TRUE")
                case "error" if not sign:
                    rows[-1].append(Failed(text))
                case _:
                    raise Untold
            if self._takes("}"):
                break
            if self._takes(";"):
                rows.append([])
            else:
                self._must(",")
        if len({len(row) for row in rows}) > 1:
            raise Untold
        return lambda: Table(rows)

    def _indirect(self, parts: list[Part]) -> Result:
        """Return the cells whose address or name a text is; one of rows and columns by number is left to Excel."""
        if not parts or self._is_array or (len(parts) > 1 and not truth(parts[1]())):
            raise Untold
        told = _Reading(self._cells, self._sheet, text_of(parts[0]()), spot=self._spot)
        if [kind for kind, _text in told._tokens] == ["ref"]:
            return told.whole()()
        if [kind for kind, _text in told._tokens] == ["name"]:
            found = told.whole()()
            if isinstance(found, Block):
                return found
        raise Untold

    def _parts(self) -> list[Part]:
        parts: list[Part] = []
        if self._takes(")"):
            return parts
        while True:
            blank = self._next < len(self._tokens) and self._tokens[self._next] in (("sign", ","), ("sign", ")"))
            parts.append((lambda: None) if blank else self._compared())
            if not self._takes(","):
                self._must(")")
                return parts

    def _must(self, sign: str) -> None:
        if not self._takes(sign):
            raise Untold

    def _block(self, text: str) -> Block | Blocks:
        sheet, _, reference = text.rpartition("!")
        name = sheet.strip("'").replace("''", "'") if sheet else self._sheet
        first, colon, last = name.partition(":")
        if colon:
            area = block_of(reference)
            return Blocks([Block(self._cells, one, area) for one in self._cells.between(first, last)])
        return Block(self._cells, name, block_of(reference))


def _up_to(left: Part, right: Part) -> Part:
    """Return the block from one cell that is worked out to another: C2:INDEX(C:C,9)."""

    def part() -> Result:
        one, other = left(), right()
        if not isinstance(one, Block) or not isinstance(other, Block):
            raise Untold
        return one.to(other)

    return part


def _together(parts: list[Part]) -> Part:
    """Return several blocks as one argument: (A1:A3,C1:C3)."""

    def part() -> Result:
        blocks = [one for told in parts if isinstance(one := told(), Block)]
        if len(blocks) < len(parts):
            raise Untold
        return Blocks(blocks)

    return part


def _whole(part: Part) -> Part:
    """Return a function's part; one that was given too few arguments is left to Excel, which refuses it."""

    def told() -> Result:
        try:
            return part()
        except IndexError:
            raise Untold from None

    return told


def block_of(reference: str) -> Area:
    """Return the cells of a reference such as $B$8, B8:C9, C:D or 5:6, from whichever corner it is told."""
    first, _, last = reference.replace("$", "").upper().partition(":")
    if first.isalpha():
        one, other = spot_of(f"{first}1"), spot_of(f"{last}{LAST_ROW}")
    elif first.isdecimal():
        one, other = Spot(int(first), 1), Spot(int(last), LAST_COLUMN)
    else:
        one, other = area_of(reference)
    rows, columns = sorted((one.row, other.row)), sorted((one.column, other.column))
    return Area(Spot(rows[0], columns[0]), Spot(rows[1], columns[1]))


def _fail(text: str) -> NoReturn:
    raise Failed(text)

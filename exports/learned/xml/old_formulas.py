"""The formulas of an .xls as text: the tokens its cells keep them in, put together again ([MS-XLS] 2.5.198).

Names are told by what they stand for. What is not common in a form (links to other files, ranges put together, formulas
that fill several cells at once, values written out as {1,2}) is left out: such a cell stays the number it shows.
"""

from __future__ import annotations

import importlib
import math
import re
import struct
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from exports.learned.calc.formulas import Book, set_result
from exports.learned.calc.functions import Failed, Single, Untold
from exports.learned.xml.grid import Grid, Spot, letters
from exports.learned.xml.package import Package, child, own, parse, serialise

_FORMULA, _SHARED, _ARRAY, _BEGIN, _END = 0x06, 0x4BC, 0x221, 0x809, 0x0A
_BIFF8 = 80
_DEEPEST = 20  # names that stand for names
_PLAIN = re.compile(r"[\w.]+|('(?:[^']|'')+'!)?\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?")
_SIGNS = dict(zip(range(0x03, 0x0F), ("+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>"), strict=True))
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_NEWER = "_xlfn."
_NEWER_KNOWN = {"IFERROR", "SUMIFS", "COUNTIFS", "AVERAGEIF", "AVERAGEIFS"}
"""Functions that came after this kind of file, known in every .xlsx by their plain names."""


class _Left(Exception):
    """A formula that is not put together."""


class Told(NamedTuple):
    """A formula, without “=”; whether it is one that reckons whole blocks, as {=SUM(IF(…))}."""

    text: str
    is_array: bool


def read(book: Any) -> dict[tuple[str, Spot], Told]:
    """Return the formulas of a workbook of xlrd that was opened `on_demand`, by sheet and place."""
    if book.biff_version < _BIFF8:
        return {}
    return {
        (name, spot): told
        for number, name in enumerate(book.sheet_names())
        for spot, told in _of_sheet(book, book._sh_abs_posn[number])
    }


def _of_sheet(book: Any, start: int) -> Iterator[tuple[Spot, Told]]:
    cells: dict[Spot, bytes] = {}
    shared: dict[Spot, bytes] = {}
    arrays: dict[Spot, bytes] = {}
    last = Spot(0, 0)
    for kind, data in _records(book.mem, start):
        if kind == _FORMULA:
            row, column = struct.unpack_from("<HH", data)
            last = Spot(row + 1, column + 1)
            cells[last] = _tokens(data, 20)
        elif kind == _SHARED:
            shared[last] = _tokens(data, 8)  # it follows the first cell that has it
        elif kind == _ARRAY:
            top, bottom, left, right = struct.unpack_from("<HHBB", data)
            if (top, left) == (bottom, right):
                arrays[last] = _tokens(data, 12)
    for spot, tokens in cells.items():
        try:
            if tokens[:1] == b"\x01":
                row, column = struct.unpack_from("<HH", tokens, 1)
                first = Spot(row + 1, column + 1)
                tokens = shared.get(first) or arrays.get(first, b"")
            yield spot, Told(_Reading(book, spot, tokens).text(), spot in arrays)
        except (_Left, IndexError, struct.error):
            continue


def _records(content: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a sheet, not those of the charts within it."""
    depth = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth < 1:
            return
        if depth == 1:
            yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size


def _tokens(data: bytes, at: int) -> bytes:
    (size,) = struct.unpack_from("<H", data, at)
    return data[at + 2 : at + 2 + size]


def put_back(package: Package, told: Mapping[tuple[str, Spot], Told]) -> None:
    """Put formulas into the cells that hold what they come to; another cell keeps the value it has alone."""
    grids = {sheet.name: Grid(parse(package.read(sheet.part))) for sheet in package.sheets}
    plain = Book(grids, (), package, None)
    held = {(name, spot): plain.value(name, spot) for name, spot in told if spot in grids[name].cells}
    for (name, spot), value in held.items():
        cell = grids[name].cells[spot]
        for part in list(cell):
            cell.remove(part)
        formula = cell.makeelement(own(cell, "f"))
        formula.text = told[name, spot].text
        if told[name, spot].is_array:
            formula.set("t", "array")
            formula.set("ref", str(spot))
        cell.append(formula)
        set_result(cell, value, "e" if value in _ERRORS.values() else "")
    kept = set(held)
    while wrong := {one for one in kept if not _comes_to(Book(grids, (), package, None), one, held[one])}:
        for name, spot in wrong:
            cell = grids[name].cells[spot]
            cell.remove(child(cell, "f"))
        kept -= wrong
    for sheet in package.sheets:
        package.write(sheet.part, serialise(grids[sheet.name].root))


def _comes_to(book: Book, place: tuple[str, Spot], held: Single) -> bool:
    """Whether the formula of a cell comes to what the cell held."""
    try:
        found = book.value(*place)
    except Failed as error:
        return str(error) == held
    except Untold:
        return False
    if isinstance(found, float) and isinstance(held, float):
        return math.isclose(found, held, rel_tol=1e-9, abs_tol=1e-9)
    return (found or 0.0) == (held or 0.0) if found is None or held is None else found == held


class _Reading:
    """The tokens of one cell's formula: values are laid on a stack, signs and functions take them from it."""

    def __init__(self, book: Any, home: Spot, tokens: bytes, depth: int = 0) -> None:
        self._book, self._home, self._tokens, self._at, self._depth = book, home, tokens, 0, depth
        self._held: list[str] = []
        self._formula: Any = importlib.import_module("xlrd.formula")

    def text(self) -> str:
        """Return the formula. Raises _Left."""
        while self._at < len(self._tokens):
            (code,) = self._take("<B")
            self._one(code if code < 0x40 else (code & 0x1F) | 0x20)
        if len(self._held) != 1:
            raise _Left
        return self._held[0]

    def _take(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from(layout, self._tokens, self._at)
        self._at += struct.calcsize(layout)
        return found

    def _pop(self, count: int) -> list[str]:
        if count > len(self._held):
            raise _Left
        found = self._held[len(self._held) - count :]
        del self._held[len(self._held) - count :]
        return found

    def _one(self, code: int) -> None:
        if code == 0x19:
            self._attribute()
            return
        match code:
            case _ if code in _SIGNS:
                left, right = self._pop(2)
                made = f"{left}{_SIGNS[code]}{right}"
            case 0x12 | 0x13:
                made = f"{'+' if code == 0x12 else '-'}{self._pop(1)[0]}"
            case 0x14:
                made = f"{self._pop(1)[0]}%"
            case 0x15:
                made = f"({self._pop(1)[0]})"
            case 0x16:
                made = ""
            case 0x17:
                made = self._string()
            case 0x1C:
                made = _ERRORS.get(self._take("<B")[0], "#N/A")
            case 0x1D:
                made = "TRUE" if self._take("<B")[0] else "FALSE"
            case 0x1E:
                made = str(self._take("<H")[0])
            case 0x1F:
                (value,) = self._take("<d")
                made = str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
            case 0x21 | 0x22:
                made = self._function(is_told=code == 0x22)
            case 0x23:
                made = self._name()
            case 0x24 | 0x2C:
                made = self._cell(*self._take("<HH"), is_shift=code == 0x2C)
            case 0x25 | 0x2D:
                made = self._block(is_shift=code == 0x2D)
            case 0x3A:
                made = self._sheet() + self._cell(*self._take("<HH"))
            case 0x3B:
                made = self._sheet() + self._block()
            case _:
                raise _Left
        self._held.append(made)

    def _string(self) -> str:
        count, kind = self._take("<BB")
        size = count * 2 if kind & 1 else count
        raw = self._tokens[self._at : self._at + size]
        self._at += size
        text = raw.decode("utf-16-le" if kind & 1 else "latin-1")
        return '"' + text.replace('"', '""') + '"'

    def _attribute(self) -> None:
        """What helps Excel to reckon faster says nothing; a sum of one block is told so."""
        flags, data = self._take("<BH")
        if flags & 0x04:
            self._at += 2 * (data + 1)
        if flags & 0x10:
            self._held.append(f"SUM({self._pop(1)[0]})")

    def _function(self, *, is_told: bool) -> str:
        count = self._take("<B")[0] & 0x7F if is_told else None
        number = self._take("<H")[0] & 0x7FFF
        if number == 0xFF:  # one that came later, by its name
            name, *parts = self._pop(count or 0)
            if name.removeprefix(_NEWER) not in _NEWER_KNOWN or not name.startswith(_NEWER):
                raise _Left
            return f"{name.removeprefix(_NEWER)}({','.join(parts)})"
        known = self._formula.func_defs.get(number)
        if known is None:
            raise _Left
        return f"{known[0]}({','.join(self._pop(known[1] if count is None else count))})"

    def _name(self) -> str:
        number, _ = self._take("<HH")
        told = self._book.name_obj_list[number - 1]
        if told.name.startswith(_NEWER):
            return told.name
        if told.macro or self._depth > _DEEPEST:
            raise _Left
        tokens: bytes = told.raw_formula[: told.basic_formula_len]
        meant = _Reading(self._book, self._home, tokens, self._depth + 1).text()
        return meant if _PLAIN.fullmatch(meant) else f"({meant})"

    def _sheet(self) -> str:
        (link,) = self._take("<H")
        first, last = self._formula.get_externsheet_local_range(self._book, link)
        if first < 0:
            raise _Left
        names = [self._book.sheet_names()[one].replace("'", "''") for one in sorted({first, last})]
        return f"'{':'.join(names)}'!"

    def _block(self, *, is_shift: bool = False) -> str:
        top, bottom, left, right = self._take("<HHHH")
        return f"{self._cell(top, left, is_shift=is_shift)}:{self._cell(bottom, right, is_shift=is_shift)}"

    def _cell(self, row: int, column: int, *, is_shift: bool = False) -> str:
        """Return an address; one that is shared tells how far off it is where it moves along."""
        moves_down, moves_across, column = column & 0x8000, column & 0x4000, column & 0xFF
        if is_shift and moves_down:
            row = (row + self._home.row - 1) & 0xFFFF
        if is_shift and moves_across:
            column = (column + self._home.column - 1) & 0xFF
        return f"{'' if moves_across else '$'}{letters(column + 1)}{'' if moves_down else '$'}{row + 1}"

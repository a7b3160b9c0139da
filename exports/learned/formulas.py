"""The results of a form's own simple formulas, so that preview and paper show the new totals and never the old ones.

Sums, + − × ÷, per cent and ROUND are worked out. A formula beyond these loses the result it came with: Excel, which is
asked to calculate anew, writes it when the file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from exports.learned.grid import Area, Grid, Spot, area_of
from exports.learned.package import Package, child, own
from exports.learned.references import Reference, filled_down, rewrite

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<call>[A-Z]+)\(|(?P<ref>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)(?![\w(!])|(?P<sign>[-+*/%(),;]))"
)
_DEEPEST = 60


class Untold(Exception):
    """A formula whose result only Excel can tell."""


def reached(grids: Mapping[str, Grid], sheets: set[str]) -> set[str]:
    """Return sheets with those whose formulas speak of them, directly or by way of others: their results change too."""
    named = {name: _named(grid) for name, grid in grids.items() if name not in sheets}
    found = set(sheets)
    while more := {name for name, said in named.items() if name not in found and said & set(map(str.casefold, found))}:
        found |= more
    return found


def _named(grid: Grid) -> set[str]:
    """Return the other sheets that a sheet's formulas speak of, small letters."""
    found: set[str] = set()

    def note(reference: Reference) -> str:
        found.update(reference.sheet.casefold().split(":"))
        return reference.text

    for _, one in grid.formulas():
        if one.text and "!" in one.text:
            rewrite(one.text, note)
    return found


def work_out(grids: Mapping[str, Grid], sheets: set[str], package: Package) -> list[tuple[str, Spot]]:
    """Write the results of the formulas of `sheets`; return those (sheet, place) left to Excel."""
    book = _Book(grids)
    left: list[tuple[str, Spot]] = []
    for name in (one.name for one in package.sheets if one.name in sheets):
        for spot, _ in list(grids[name].formulas()):
            cell = grids[name].cells[spot]
            try:
                result = book.value(name, spot)
            except Untold:
                result = None
                left.append((name, spot))
            _set_result(cell, result)
    return left


def _set_result(cell: Any, result: float | None) -> None:
    shown = child(cell, "v")
    if shown is not None:
        cell.remove(shown)
    cell.attrib.pop("t", None)
    if result is not None:
        shown = cell.makeelement(own(cell, "v"))
        shown.text = repr(int(result)) if result == int(result) else repr(result)
        child(cell, "f").addnext(shown)


class _Book:
    """The numbers of a workbook, formulas worked out once."""

    def __init__(self, grids: Mapping[str, Grid]) -> None:
        self.sheets = grids
        self._known: dict[tuple[str, Spot], float] = {}
        self._open: set[tuple[str, Spot]] = set()
        self._shared: dict[tuple[str, str], tuple[Spot, str]] = {
            (name, one.get("si")): (spot, one.text)
            for name, grid in grids.items()
            for spot, one in grid.formulas()
            if one.get("t") == "shared" and one.text
        }

    def value(self, sheet: str, spot: Spot, *, in_range: bool = False) -> float:
        """Return the number in a cell, 0 for an empty one; a text is 0 only within a range."""
        cell = self.sheets[sheet].cells.get(spot)
        if cell is None:
            return 0.0
        if child(cell, "f") is not None:
            return self._result(sheet, spot, child(cell, "f"))
        shown = child(cell, "v")
        if cell.get("t", "n") != "n":
            if in_range:
                return 0.0
            raise Untold
        return float(shown.text) if shown is not None and shown.text else 0.0

    def _result(self, sheet: str, spot: Spot, formula: Any) -> float:
        key = (sheet, spot)
        if key not in self._known:
            if key in self._open or len(self._open) > _DEEPEST:
                raise Untold
            self._open.add(key)
            try:
                self._known[key] = _Reading(self, sheet, self._text(sheet, spot, formula)).result()
            finally:
                self._open.discard(key)
        return self._known[key]

    def _text(self, sheet: str, spot: Spot, formula: Any) -> str:
        if formula.get("t") in ("array", "dataTable"):
            raise Untold
        if formula.get("t") != "shared" or formula.text:
            return formula.text or ""
        if (sheet, formula.get("si")) not in self._shared:
            raise Untold
        start, text = self._shared[sheet, formula.get("si")]
        return filled_down(text, spot.row - start.row, spot.column - start.column)

    def cells(self, sheet: str, area: Area) -> list[float]:
        """Return the numbers of a block that the sheet has cells for."""
        if sheet not in self.sheets:
            raise Untold
        return [self.value(sheet, spot, in_range=True) for spot in list(self.sheets[sheet].cells) if spot in area]


class _Reading:
    """One formula being read from left to right."""

    def __init__(self, book: _Book, sheet: str, text: str) -> None:
        self._book, self._sheet = book, sheet
        self._tokens: list[tuple[str, str]] = []
        place, text = 0, text.strip().lstrip("=+")
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise Untold
            self._tokens.append((found.lastgroup or "", found[found.lastgroup or 0]))
            place = found.end()
        self._next = 0

    def result(self) -> float:
        """Return the value of the whole formula."""
        value = self._sum()
        if self._next != len(self._tokens):
            raise Untold
        return value

    def _takes(self, *signs: str) -> str:
        """Go past one of these signs if it comes next, and return it."""
        if self._next < len(self._tokens) and self._tokens[self._next] in [("sign", sign) for sign in signs]:
            self._next += 1
            return self._tokens[self._next - 1][1]
        return ""

    def _sum(self) -> float:
        value = self._product()
        while sign := self._takes("+", "-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> float:
        value = self._signed()
        while sign := self._takes("*", "/"):
            other = self._signed()
            if sign == "/" and other == 0:
                raise Untold
            value = value * other if sign == "*" else value / other
        return value

    def _signed(self) -> float:
        if sign := self._takes("-", "+"):
            return -self._signed() if sign == "-" else self._signed()
        value = self._single()
        while self._takes("%"):
            value /= 100
        return value

    def _single(self) -> float:
        if self._takes("("):
            value = self._sum()
            self._must(")")
            return value
        if self._next >= len(self._tokens):
            raise Untold
        kind, text = self._tokens[self._next]
        self._next += 1
        if kind == "number":
            return float(text)
        if kind == "ref" and ":" not in text:
            sheet, area = self._place(text)
            return self._book.value(sheet, area.first)
        if kind == "call" and text == "SUM":
            return sum(self._listed())
        if kind == "call" and text == "ROUND":
            value = self._sum()
            self._must(",")
            digits = int(self._sum())
            self._must(")")
            exact = Decimal(repr(value)).scaleb(digits).to_integral_value(ROUND_HALF_UP)
            return float(exact.scaleb(-digits))
        raise Untold

    def _listed(self) -> list[float]:
        values: list[float] = []
        while not self._takes(")"):
            kind, text = self._tokens[self._next] if self._next < len(self._tokens) else ("", "")
            if kind == "ref":
                self._next += 1
                sheet, area = self._place(text)
                values += self._book.cells(sheet, area)
            else:
                values.append(self._sum())
            if not self._takes(","):
                self._must(")")
                break
        return values

    def _must(self, sign: str) -> None:
        if not self._takes(sign):
            raise Untold

    def _place(self, text: str) -> tuple[str, Area]:
        sheet, _, reference = text.rpartition("!")
        name = sheet.strip("'").replace("''", "'") if sheet else self._sheet
        if name not in self._book.sheets:
            raise Untold
        return name, area_of(reference)

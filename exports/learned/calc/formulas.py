"""The results of a form's own formulas, so that preview and paper show the new totals and never the old ones.

A formula beyond what calculator.py works out loses the result it came with if that hangs on a cell written to: Excel,
which is asked to calculate anew, writes it when the file is opened.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from exports.learned.calc import calculator
from exports.learned.calc.days_of import DAY_ZERO
from exports.learned.calc.functions import Failed, Single, Table, Untold, known
from exports.learned.xml.grid import Area, Grid, Spot, area_of, within
from exports.learned.xml.package import Package, child, own, words_of
from exports.learned.xml.references import Reference, filled_down, rewrite, words

_DEEPEST = 60
_OF_TABLE = re.compile(r"\w\[")
_ELSEWHERE = {"INDIRECT", "OFFSET"}
"""Functions that reckon with other cells than those they name."""
_ANYWHERE = {*_ELSEWHERE, "TODAY", "NOW", "RAND", "RANDBETWEEN", "CELL", "ROW", "ROWS", "COUNTBLANK"}
"""Functions whose result hangs on more than the cells they name."""
_SUBTOTALS = {"SUBTOTAL", "AGGREGATE"}
_ANY = "*"  # in no name of a sheet


def reached(grids: Mapping[str, Grid], sheets: set[str]) -> set[str]:
    """Return sheets with those whose formulas speak of them, directly or by way of others: their results change too."""
    named = {name: _named(grid) for name, grid in grids.items() if name not in sheets}
    found = set(sheets)
    while more := {
        name for name, said in named.items() if name not in found and said & {_ANY, *map(str.casefold, found)}
    }:
        found |= more
    return found


def _named(grid: Grid) -> set[str]:
    """Return the other sheets that a sheet's formulas speak of, small letters; `_ANY` where words make the name."""
    found: set[str] = set()

    def note(reference: Reference) -> str:
        found.add(_ANY if ":" in reference.sheet else reference.sheet.casefold())  # of all between two of them
        return reference.text

    for _, one in grid.formulas():
        if one.text and "!" in one.text:
            rewrite(one.text, note)
        if one.text and "INDIRECT" in one.text.upper():
            found.add(_ANY)
    return found


def work_out(
    grids: Mapping[str, Grid],
    sheets: set[str],
    written: Collection[tuple[str, Spot]],
    package: Package,
    today: date | None = None,
) -> list[tuple[str, Spot]]:
    """Write the results of the formulas of `sheets`; return those (sheet, place) left to Excel.

    One that came with a result and hangs on no cell of `written` keeps it. `today` is the day the form is made.
    """
    book = Book(grids, set(written), package, today)
    left: list[tuple[str, Spot]] = []
    for name in (one.name for one in package.sheets if one.name in sheets):
        for spot, formula in [*grids[name].formulas(), *book.filled(name)]:
            cell = grids[name].cells[spot]
            start = book.start(name, spot)
            if getattr(child(cell, "v"), "text", None) and not book.hangs(name, start, formula):
                continue
            try:
                result = book.value(name, spot)
                set_result(cell, 0.0 if result is None else result)
            except Failed as error:
                set_result(cell, str(error), "e")
            except Untold:
                left.append((name, spot))
                set_result(cell, None)
    return left


def sources(
    grids: Mapping[str, Grid], package: Package, known: Collection[tuple[str, Spot]]
) -> dict[tuple[str, Spot], list[tuple[str, Spot]]]:
    """Return cells with a formula → those of `known` that it reckons with, directly or by way of other formulas."""
    book = Book(grids, known, package, None)
    found: dict[tuple[str, Spot], dict[tuple[str, Spot], None]] = {}

    def of(sheet: str, spot: Spot, formula: Any, depth: int) -> dict[tuple[str, Spot], None]:
        key = (sheet, spot)
        if key not in found:
            found[key] = {}  # also what a formula that names itself has
            for name, area in book.named(sheet, spot, formula) if depth < _DEEPEST else ():
                for one in book.block(name, area) if name in grids else ():
                    inner = child(grids[name].cells[one], "f")
                    if (name, one) in known:
                        found[key][name, one] = None
                    elif inner is not None:
                        found[key] |= of(name, one, inner, depth + 1)
        return found[key]

    every = [(name, spot, formula) for name, grid in grids.items() for spot, formula in grid.formulas()]
    return {(name, spot): list(told) for name, spot, formula in every if (told := of(name, spot, formula, 0))}


def set_result(cell: Any, result: Single, kind: str = "") -> None:
    """Let a cell show what its formula comes to; `kind` is "e" for an error."""
    shown = child(cell, "v")
    if shown is not None:
        cell.remove(shown)
    cell.attrib.pop("t", None)
    if result is None:
        return
    shown = cell.makeelement(own(cell, "v"))
    formula = child(cell, "f")
    if formula is None:
        cell.insert(0, shown)  # a cell that a formula of another fills
    else:
        formula.addnext(shown)
    if isinstance(result, bool):
        kind, shown.text = "b", str(int(result))
    elif isinstance(result, str):
        kind, shown.text = kind or "str", result
    else:
        shown.text = repr(int(result)) if result == int(result) else repr(result)
    if kind:
        cell.set("t", kind)


class Book:
    """What the cells of a workbook hold, formulas worked out once."""

    def __init__(
        self,
        grids: Mapping[str, Grid],
        written: Collection[tuple[str, Spot]],
        package: Package,
        today: date | None,
    ) -> None:
        self.sheets = grids
        self._package, self._written, self._today = package, written, today
        self._known: dict[tuple[str, Spot], Single | Failed] = {}
        self._hanging: dict[tuple[str, Spot], bool] = {}
        self._open: set[tuple[str, Spot]] = set()
        self._tables: dict[tuple[str, Spot], Table | Failed] = {}
        self._arrays = {
            name: [(spot, area_of(one.get("ref"))) for spot, one in grid.formulas() if one.get("t") == "array"]
            for name, grid in grids.items()
        }
        self._shared: dict[tuple[str, str], tuple[Spot, str]] = {
            (name, one.get("si")): (spot, one.text)
            for name, grid in grids.items()
            for spot, one in grid.formulas()
            if one.get("t") == "shared" and one.text
        }

    # -- what a formula asks for -------------------------------------------------------------------------------------

    def value(self, sheet: str, spot: Spot) -> Single:
        """Return what a cell holds. Raises Failed and Untold."""
        if sheet not in self.sheets:
            raise Untold
        cell = self.sheets[sheet].cells.get(spot)
        if cell is None:
            return None
        start = self.start(sheet, spot)
        if child(cell, "f") is not None or start != spot:
            return self._result(sheet, spot, child(self.sheets[sheet].cells[start], "f"))
        shown = child(cell, "v")
        kind, text = cell.get("t", "n"), (shown.text or "") if shown is not None else ""
        match kind:
            case "n":
                return float(text) if text else None
            case "inlineStr":
                return words_of(child(cell, "is"))
            case "s":
                return self._texts[int(text)] if text else None
            case "b":
                return text == "1"
            case "e":
                raise Failed(text)
            case _:
                return text

    def block(self, sheet: str, area: Area) -> Iterator[Spot]:
        """Yield the cells of a block that the sheet has."""
        if sheet not in self.sheets:
            raise Untold
        yield from within(self.sheets[sheet].cells, area)

    def name(self, sheet: str, name: str) -> str:
        """Return what a name stands for: one of the sheet before one of the workbook. Raises Untold for none."""
        found = self._names.get((sheet, name.casefold())) or self._names.get(("", name.casefold()))
        if found is None:
            raise Untold
        return found

    def between(self, first: str, last: str) -> list[str]:
        """Return the sheets from one to another, as they stand in the workbook. Raises Untold for none."""
        order = [one.name for one in self._package.sheets]
        small = [one.casefold() for one in order]
        if first.casefold() not in small or last.casefold() not in small:
            raise Untold
        ends = sorted((small.index(first.casefold()), small.index(last.casefold())))
        return order[ends[0] : ends[1] + 1]

    def is_passed_over(self, sheet: str, spot: Spot, *, hidden: bool, nested: bool) -> bool:
        """Whether a subtotal passes over a cell: filtered away, `hidden`, or one of `nested` subtotals."""
        grid = self.sheets[sheet]
        if grid.is_hidden(spot.row, by_filter_alone=not hidden):
            return True
        formula = child(grid.cells[spot], "f")
        return nested and formula is not None and not _SUBTOTALS.isdisjoint(words(self._text(sheet, spot, formula)))

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        told, sheets = child(self._package.workbook, "definedNames"), child(self._package.workbook, "sheets")
        order = [one.get("name") for one in sheets]
        return {
            (
                order[int(one.get("localSheetId"))] if one.get("localSheetId") else "",
                one.get("name").casefold(),
            ): one.text
            for one in (told if told is not None else ())
            if one.text
        }

    @cached_property
    def _texts(self) -> list[str]:
        """The texts that the sheets share."""
        return self._package.shared_texts()

    @property
    def today(self) -> float:
        """The number of the day the form is made. Raises Untold where none is said."""
        if self._today is None or self.counts_from_1904:
            raise Untold
        return float((self._today - DAY_ZERO).days)

    @property
    def counts_from_1904(self) -> bool:
        """Whether day 1 is one of 1904."""
        properties = child(self._package.workbook, "workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    # -- formulas ----------------------------------------------------------------------------------------------------

    def _result(self, sheet: str, spot: Spot, formula: Any) -> Single:
        key = (sheet, spot)
        if key not in self._known:
            if key in self._open or len(self._open) > _DEEPEST:
                raise Untold
            self._open.add(key)
            try:
                if formula.get("t") == "array":
                    self._known[key] = self._of_array(sheet, spot, formula)
                else:
                    self._known[key] = calculator.result(self._text(sheet, spot, formula), sheet, self, spot)
            except Failed as error:
                self._known[key] = error
            finally:
                self._open.discard(key)
        found = self._known[key]
        if isinstance(found, Failed):
            raise Failed(str(found))
        return found

    def _of_array(self, sheet: str, spot: Spot, formula: Any) -> Single:
        """Return what a formula that reckons whole blocks comes to in one of the cells it fills."""
        area = area_of(formula.get("ref"))
        key = (sheet, area.first)
        if key not in self._tables:
            try:
                self._tables[key] = calculator.results(formula.text or "", sheet, self)
            except Failed as error:
                self._tables[key] = error
        table = self._tables[key]
        if isinstance(table, Failed):
            raise Failed(str(table))
        row, column = spot.row - area.first.row, spot.column - area.first.column
        row, column = 0 if len(table.rows) == 1 else row, 0 if len(table.rows[0]) == 1 else column
        if row >= len(table.rows) or column >= len(table.rows[row]):
            raise Failed("#N/A")
        return known(table.rows[row][column])

    def start(self, sheet: str, spot: Spot) -> Spot:
        """Return the cell whose formula fills a cell: mostly itself."""
        return next((first for first, area in self._arrays.get(sheet, ()) if spot in area), spot)

    def filled(self, sheet: str) -> Iterator[tuple[Spot, Any]]:
        """Yield the cells that a formula of another fills, with that formula."""
        cells = self.sheets[sheet].cells
        for first, area in self._arrays[sheet]:
            for spot in self.block(sheet, area):
                if spot != first:
                    yield spot, child(cells[first], "f")

    def _text(self, sheet: str, spot: Spot, formula: Any) -> str:
        if formula.get("t") == "dataTable":
            raise Untold
        if formula.get("t") != "shared" or formula.text:
            return formula.text or ""
        if (sheet, formula.get("si")) not in self._shared:
            raise Untold
        start, text = self._shared[sheet, formula.get("si")]
        return filled_down(text, spot.row - start.row, spot.column - start.column)

    def named(self, sheet: str, spot: Spot, formula: Any) -> list[tuple[str, Area]]:
        """Return the blocks a formula speaks of, with their sheets; nothing where it cannot be read or takes others."""
        try:
            text = self._text(sheet, spot, formula)
            told = [] if _ELSEWHERE & set(words(text)) else self._references(sheet, text)
            named = [(name, one.text) for one in told for name in self._sheets(one, sheet)]
            return [(name, calculator.block_of(text)) for name, text in named]
        except (Untold, ValueError):
            return []

    def _sheets(self, reference: Reference, home: str) -> list[str]:
        """Return the sheets that a reference speaks of."""
        first, colon, last = (reference.sheet or home).partition(":")
        return self.between(first, last) if colon else [first]

    def _references(self, sheet: str, text: str) -> list[Reference]:
        """Return what a formula names, also by way of names."""
        found: list[Reference] = []

        def note(reference: Reference) -> str:
            found.append(reference)
            return reference.text

        rewrite(text, note)
        for word in words(text):
            if ("", word.casefold()) in self._names or (sheet, word.casefold()) in self._names:
                rewrite(self.name(sheet, word), note)
        return found

    def hangs(self, sheet: str, spot: Spot, formula: Any) -> bool:
        """Whether the result of a formula may be another for the cells written to."""
        key = (sheet, spot)
        if key not in self._hanging:
            self._hanging[key] = len(self._open) > _DEEPEST  # also what it is while it is being asked about
            self._open.add(key)
            try:
                self._hanging[key] = self._hanging[key] or self._is_hanging(sheet, spot, formula)
            finally:
                self._open.discard(key)
        return self._hanging[key]

    def _is_hanging(self, sheet: str, spot: Spot, formula: Any) -> bool:
        text = formula.text or ""
        if formula.get("t") == "shared" and not text:
            try:
                text = self._text(sheet, spot, formula)
            except Untold:
                return True
        if any(word in _ANYWHERE for word in words(text)) or _OF_TABLE.search(text) is not None:
            return True
        return any(self._is_reached(one, sheet) for one in self._references(sheet, text))

    def _is_reached(self, reference: Reference, home: str) -> bool:
        sheet = reference.sheet or home
        if sheet not in self.sheets:
            return ":" in sheet  # a row of sheets
        area = calculator.block_of(reference.text)
        cells = self.sheets[sheet].cells
        for spot in self.block(sheet, area):
            start = self.start(sheet, spot)
            formula = child(cells[start], "f")
            if (sheet, spot) in self._written or (formula is not None and self.hangs(sheet, start, formula)):
                return True
        return False

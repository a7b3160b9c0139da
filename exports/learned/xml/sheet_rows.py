"""Rows put into one worksheet's XML: cells, formulas, merges, formats, breaks and whatever else names a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from exports.learned.xml.grid import Grid, Spot, area_of
from exports.learned.xml.package import child, own
from exports.learned.xml.references import LAST_ROW, Insertion, Refused, filled_down

Change = Callable[[str, Spot | None], str]
"""What a formula reads afterwards, given the cell it stands in (None: in none)."""

_GROWING = {  # what goes with the look of a row
    "conditionalFormatting": "sqref",
    "dataValidation": "sqref",
    "protectedRange": "sqref",
    "ignoredError": "sqref",
}
_STAYING = {
    "dimension": "ref",
    "autoFilter": "ref",
    "sortState": "ref",
    "sortCondition": "ref",
    "hyperlink": "ref",
    "selection": "sqref",
    "inputCells": "r",
    "cellWatch": "r",
    "cellSmartTags": "r",
    "singleXmlCell": "r",
    "webPublishItem": "sourceRef",
    "table": "ref",
    "location": "ref",
}
_FORMULAS = {"formula", "formula1", "formula2", "f", "calculatedColumnFormula", "totalsRowFormula"}
_FORMULAS_WITHIN = {
    "cfvo": ("val",),
    "hyperlink": ("location",),
    "controlPr": ("linkedCell", "listFillRange"),
    "oleObject": ("link",),
}


def local(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def unshare(grid: Grid, wanted: Callable[[str], bool]) -> bool:
    """Give the formulas that share one its text each, where it is wanted; return whether any was."""
    masters = {
        one.get("si"): (spot, one.text) for spot, one in grid.formulas() if one.get("t") == "shared" and one.text
    }
    found = {key for key, (_, text) in masters.items() if wanted(text)}
    for spot, one in grid.formulas():
        if one.get("t") == "shared" and one.get("si") in found:
            start, text = masters[one.get("si")]
            one.text = filled_down(text, spot.row - start.row, spot.column - start.column)
            for name in ("t", "si", "ref"):
                one.attrib.pop(name, None)
    return bool(found)


def insert(root: Any, insertion: Insertion, change: Change) -> None:
    """Put the rows in. Raises Refused for what they would tear apart; the sheet is then not to be used."""
    grid = Grid(root)
    lowest = max((spot.row for spot, cell in grid.cells.items() if len(cell)), default=0)
    if max(lowest, insertion.last) + insertion.count > LAST_ROW:
        raise Refused("trang không còn đủ dòng")
    for spot, one in grid.formulas():
        block = area_of(one.get("ref") or str(spot))
        if one.get("t") in ("array", "dataTable") and block.first.row <= insertion.after < block.last.row:
            raise Refused(f"công thức mảng ở ô {block.first} nằm vắt qua chỗ chèn")
    unshare(grid, lambda _text: True)
    goes_on = set(_going_on(grid, insertion))
    for spot, one in grid.formulas():
        if one.text:
            one.text = change(one.text, spot)
        for name in ("ref", "r1", "r2"):
            if one.get(name):
                one.set(name, insertion.area(one.get(name)))
    counted = _counted(grid, insertion)
    _move_rows(grid, root, insertion, goes_on)
    _merge(root, insertion)
    move_marks(root, insertion, change)
    moved = Grid(root) if counted else grid
    for column, first in counted.items():
        for number in range(insertion.last + insertion.count - insertion.first + 1):
            moved.put_number(Spot(insertion.first + number, column), first + number)


def _going_on(grid: Grid, insertion: Insertion) -> Iterator[int]:
    """Yield the columns whose formula in the list's last row is that of the row above it, filled down."""
    for spot, one in grid.formulas():
        if spot.row == insertion.after and not insertion.is_alone:
            below = grid.cells.get(Spot(spot.row + 1, spot.column))
            other: Any = child(below, "f") if below is not None else None
            if other is not None and (other.text or "") == filled_down(one.text or "", 1):
                yield spot.column


def _counted(grid: Grid, insertion: Insertion) -> dict[int, int]:
    """Return column → first number, of the columns whose cells count the rows of the list."""
    found: dict[int, int] = {}
    for spot, cell in grid.cells.items():
        if spot.row != insertion.first or insertion.is_alone:
            continue
        column = [grid.cells.get(Spot(row, spot.column)) for row in range(insertion.first, insertion.last + 1)]
        numbers = [_whole(one) for one in column]
        first = _whole(cell)
        if first is not None and numbers == list(range(first, first + len(column))):
            found[spot.column] = first
    return found


def _whole(cell: Any) -> int | None:
    """Return the whole number typed into a cell; None for anything else."""
    if cell is None or cell.get("t", "n") != "n" or child(cell, "f") is not None:
        return None
    text = getattr(child(cell, "v"), "text", None) or ""
    return int(text) if text.isdecimal() else None


def _move_rows(grid: Grid, root: Any, insertion: Insertion, goes_on: set[int]) -> None:
    """Renumber what lies below, and put copies of the row above in: its look and its formulas, not its words."""
    data = child(root, "sheetData")
    pattern: Any = None
    for row in list(data.iterchildren(own(data, "row"))):
        number = int(row.get("r"))
        if number == insertion.after:
            pattern = row
        if number > max(insertion.after, LAST_ROW - insertion.count):
            data.remove(row)  # a blank one, pushed off the sheet
        else:
            _number(row, insertion.row(number))
    if pattern is None:
        return
    place, blank = data.index(pattern), _blank(pattern)
    for count in range(1, insertion.count + 1):
        data.insert(place + count, _copy(blank, insertion.after, count))
    last = grid.cells  # by their places before
    for column in goes_on:
        wanted = child(last[Spot(insertion.after, column)], "f").text
        child(last[Spot(insertion.last, column)], "f").text = filled_down(wanted, insertion.count + 1)


def _number(row: Any, number: int) -> None:
    row.set("r", str(number))
    for cell in row.iterchildren(own(row, "c")):
        cell.set("r", f"{cell.get('r').rstrip('0123456789')}{number}")


def _blank(pattern: Any) -> Any:
    """Return a row of the same look, with those formulas alone that go on in rows put in."""
    row = deepcopy(pattern)
    row.tail = None
    for cell in row.iterchildren(own(row, "c")):
        formula = child(cell, "f")
        for part in list(cell):
            cell.remove(part)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        if formula is not None and formula.get("t") in (None, "normal") and formula.text:
            cell.append(formula)
    return row


def _copy(blank: Any, after: int, count: int) -> Any:
    row = deepcopy(blank)
    _number(row, after + count)
    for formula in row.iter(own(row, "f")):
        formula.text = filled_down(formula.text, count)
    return row


def _merge(root: Any, insertion: Insertion) -> None:
    """Move the merged blocks; those within the row above are made in the new rows too."""
    merged = child(root, "mergeCells")
    if merged is None:
        return
    for one in list(merged):
        block = area_of(one.get("ref"))
        is_beside = insertion.is_alone and block.first.row < block.last.row
        one.set("ref", insertion.area(one.get("ref"), grows=is_beside))
        if block.first.row == block.last.row == insertion.after:
            for count in range(1, insertion.count + 1):
                row = insertion.after + count
                made = Spot(row, block.first.column), Spot(row, block.last.column)
                merged.append(one.makeelement(one.tag, {"ref": f"{made[0]}:{made[1]}"}))
    if merged.get("count"):
        merged.set("count", str(len(merged)))


def _marks(root: Any) -> Iterator[Any]:
    """Yield what a sheet says outside of its rows."""
    yield root
    for part in root:
        if local(part) != "sheetData":
            yield from part.iter()


def move_formulas(root: Any, change: Change) -> None:
    """Change the formulas outside of the rows: of formats, checks of what is typed, links, small charts in cells."""
    for one in _marks(root):
        name = local(one)
        if name in _FORMULAS and one.text:
            one.text = change(one.text, None)
        for attribute in _FORMULAS_WITHIN.get(name, ()):
            if one.get(attribute):
                one.set(attribute, change(one.get(attribute), None))


def move_marks(root: Any, insertion: Insertion, change: Change) -> None:
    """Move whatever names cells outside of the rows themselves: the parts of tables and pivots are read so too."""
    move_formulas(root, change)
    for one in _marks(root):
        name = local(one)
        if name in _GROWING and one.get(_GROWING[name]):
            one.set(_GROWING[name], _areas(one.get(_GROWING[name]), insertion, grows=True))
        if name in _STAYING and one.get(_STAYING[name]):
            grows = name in ("table", "autoFilter", "dimension") and insertion.is_alone
            one.set(_STAYING[name], _areas(one.get(_STAYING[name]), insertion, grows=grows))
        if name == "selection" and one.get("activeCell"):
            one.set("activeCell", insertion.area(one.get("activeCell")))
        if name == "sqref" and one.text:  # of the newer formats and of small charts in cells
            one.text = _areas(one.text, insertion, grows=local(one.getparent()) != "sparkline")
        if name == "rowBreaks":
            for brk in one:
                number = int(brk.get("id"))
                brk.set("id", str(number + insertion.count if number >= insertion.after else number))
        if name == "pane" and one.get("state", "").startswith("frozen"):
            _move_pane(one, insertion)
        if name in ("anchor", "twoCellAnchor", "oneCellAnchor"):
            move_anchor(one, insertion)


def _areas(text: str, insertion: Insertion, *, grows: bool) -> str:
    return " ".join(insertion.area(one, grows=grows) for one in text.split())


def _move_pane(pane: Any, insertion: Insertion) -> None:
    rows = int(float(pane.get("ySplit", 0)))
    if insertion.after < rows:
        pane.set("ySplit", str(rows + insertion.count))
        if pane.get("topLeftCell"):
            pane.set("topLeftCell", insertion.area(pane.get("topLeftCell")))


def move_anchor(anchor: Any, insertion: Insertion) -> None:
    """Move a drawing or a control as Excel does: with the cells under it, growing with them if it is so anchored."""
    ends = {local(one): one for one in anchor if local(one) in ("from", "to")}
    how = anchor.get("editAs", "twoCell")
    if local(anchor) == "anchor":  # a control in the sheet itself
        is_moving, is_sized = (anchor.get(name) in ("1", "true") for name in ("moveWithCells", "sizeWithCells"))
        how = "twoCell" if is_sized else "oneCell" if is_moving else "absolute"
    rows = {
        name: next(part for part in end if local(part) == "row") for name, end in ends.items()
    }  # counted from 0: the row with the number n is row n + 1 of the sheet
    if how == "absolute" or "from" not in rows:
        return
    is_below = int(rows["from"].text) >= insertion.after
    for name, row in rows.items():
        number = int(row.text)
        if is_below or (name == "to" and how == "twoCell" and number >= insertion.after):
            row.text = str(number + insertion.count)

"""Cells of a form in few words: B13:D14, B19, each sheet by its name where there are several."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from exports.learned.fill import Place
from exports.learned.xml.grid import Spot
from models.text import number

_MOST = 8  # areas


def cells(places: Collection[Place], *, has_sheets: bool) -> str:
    """Return a cell by its address, several as how many and which: “ô B5”, “27 ô (B13:D14, B19 …)”.

    With their sheets where the form `has_sheets`, more than one.
    """
    if len(places) == 1:
        (one,) = places
        return str(one) if has_sheets else f"ô {one.spot}"
    return f"{number(len(places))} ô ({areas(places, has_sheets=has_sheets)})"


def areas(places: Iterable[Place], *, has_sheets: bool) -> str:
    """Return cells as areas, the first ones of many, with their sheets where the form `has_sheets`."""
    by_sheet: dict[str, list[Spot]] = {}
    for sheet, spot in sorted(set(places)):
        by_sheet.setdefault(sheet, []).append(spot)
    told: list[str] = []
    left = _MOST
    for sheet, spots in by_sheet.items():
        found = _areas(spots)
        text = ", ".join(found[:left]) + (" …" if len(found) > left else "")
        told.append(f"trang “{sheet}”: {text}" if has_sheets else text)
        left -= len(found)
        if left < 1:
            break
    rest = len(by_sheet) - len(told)
    return "; ".join(told) + (f"; và {number(rest)} trang khác" if rest else "")


def _areas(spots: Iterable[Spot]) -> list[str]:
    """Return the areas that cells make up, from the top: runs of columns that go on in the rows below."""
    runs: list[tuple[Spot, Spot]] = []
    for spot in sorted(spots):
        if runs and runs[-1][1] == Spot(spot.row, spot.column - 1):
            runs[-1] = (runs[-1][0], spot)
        else:
            runs.append((spot, spot))
    found: dict[Spot, Spot] = {}  # first → last cell
    open_ones: dict[tuple[int, int, int], Spot] = {}  # columns, and the row an area would go on in → its first cell
    for first, last in runs:
        begun = open_ones.pop((first.column, last.column, first.row), first)
        found[begun] = last
        open_ones[first.column, last.column, last.row + 1] = begun
    return [f"{first}:{last}" if first != last else f"{first}" for first, last in found.items()]

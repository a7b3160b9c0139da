"""Of which month, quarter or year a cell is, by its row and its headings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from exports.learned import parts
from exports.learned.reading import wordings
from exports.learned.reading.labels import Labels, SheetWords
from exports.learned.xml.grid import Spot
from models.text import fold

_A_TIME = re.compile(r"(?:den )?(?:thang|quy|nam|ky) [\divx ./…]+")
_WHOLES = (set(parts.MONTHS), set(parts.QUARTERS), set(parts.HALVES))
EVERYBODY = "Toàn xã"
"""Stands for the words of a row that says only when."""


class Timed(NamedTuple):
    """The part a cell is of, "" for the period of the report; its labels without the words that say so.

    `is_sum` where the row adds up the months, quarters or halves above it.
    """

    part: str
    labels: Labels
    is_sum: bool = False


def read(around: Labels, spot: Spot, sheet: SheetWords) -> Timed | None:
    """Return of when a cell is; None where its labels say it of two times, or in words that are not known."""
    across = [(parts.of(text), level) for level, text in enumerate(around.column)]
    across = [(part, level) for part, level in across if part]
    if (
        len(across) == 2
        and across[1][0][4:] == f"-{parts.YEAR}"
        and parts.over(around.column[across[1][1]]) is not None
    ):
        across = across[:1]  # “Quý I” below “Năm 2026”
    down = parts.of(around.row[0])
    if (down and across) or len(across) > 1:
        return None
    if across:
        part, level = across[0]
        if len(_times(sheet, around.top)) < 2:
            return Timed("", around)  # one alone is that of the report
        over = {text: year for text in around.column[level + 1 :] if (year := parts.over(text)) is not None}
        kept = tuple(text for text in around.column[level + 1 :] if text not in over)
        year = next(filter(None, over.values()), "")
        return Timed(parts.in_year(part, year), replace(around, column=(*around.column[:level], *kept)))
    if down:
        if len(set(_above(spot, sheet, around, is_whole_column=True))) < 2:
            return None
        return Timed(down, replace(around, row=(EVERYBODY, *around.row[1:])))
    if _A_TIME.fullmatch(fold(around.row[0])):
        return None
    if any(_A_TIME.fullmatch(fold(text)) for text in around.column) and len(_times(sheet, around.top)) > 1:
        return None
    if wordings.says_nothing(around.row[0]) and (above := _above(spot, sheet, around)):
        is_sum = any(set(above) == one and len(above) == len(one) for one in _WHOLES)
        return Timed(parts.YEAR, replace(around, row=(EVERYBODY, *around.row[1:])), is_sum=True) if is_sum else None
    return Timed("", around)


def _times(sheet: SheetWords, top: int) -> set[str]:
    """Return the times that texts from the heading of a table down name."""
    below = (fold(text) for at, text in sheet.texts.items() if at.row >= top)
    return {text for text in below if parts.of(text) or _A_TIME.fullmatch(text)}


def _above(spot: Spot, sheet: SheetWords, around: Labels, *, is_whole_column: bool = False) -> list[str]:
    """Return the times that the rows above name, or all rows of the table, in the column of its labels."""
    label = sheet.label_at(spot) or spot
    rows = (at.row for at in sheet.texts if at.column == label.column and at.row >= around.top)
    texts = (sheet.texts[Spot(row, label.column)] for row in sorted(rows) if is_whole_column or row < label.row)
    return [part for text in texts if (part := parts.of(text))]

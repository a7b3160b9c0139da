"""A sheet of a workbook as a plain grid, and what of its texts was turned into Unicode."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from exports.readers.cellxml import column_letter
from models.legacy_text import Script

Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Converted:
    """What a cell held before it was turned into Unicode, and in which script."""

    before: str
    script: Script


@dataclass
class Conversion:
    """What was converted in a sheet: cells (row, column), how many texts were only composed anew, ways of reading.

    `scripts` counts the texts of each column by script; only texts with letters beyond ASCII count.
    """

    cells: dict[tuple[int, int], Converted] = field(default_factory=dict[tuple[int, int], Converted])
    scripts: dict[int, Counter[Script]] = field(default_factory=dict[int, Counter[Script]])
    composed: int = 0


class Untold(NamedTuple):
    """What of a cell may be of this or of that: its column and that one's heading, the whole text, the part.

    `levels` are the fields of the column if all of them are of schooling.
    """

    column: int
    heading: str
    text: str
    part: str
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows[r][c]` counted from 0, every row of the same length.

    `merged` holds (first row, first column, last row, last column); `flaws` see `cellxml.Look`; `conversion` says
    which texts were in an old encoding and are now Unicode. `dictionaries` are the lists of words that came in the same
    file: name of their sheet → code → word. `first` is the column in which the table begins: past 0 beside another,
    which is `beside`. `sources` tells of columns that are not in the file which one of it they were read from, `joined`
    are rows that speak of the person above, `untold` is what of cells of several
    things nobody can tell, by row. `unseen` are the rows and the columns that Excel does not show.
    """

    name: str
    is_hidden: bool
    rows: list[list[Value]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    flaws: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    conversion: Conversion = field(default_factory=Conversion)
    dictionaries: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    first: int = 0
    beside: Sheet | None = None
    sources: Mapping[int, int] = field(default_factory=dict[int, int])
    joined: frozenset[int] = frozenset()
    untold: Mapping[int, list[Untold]] = field(default_factory=dict[int, "list[Untold]"])
    unseen: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())

    def letter(self, column: int) -> str:
        """Return the letters by which the file calls a column, or that from which it was read."""
        return column_letter(self.sources.get(column, column))

    @property
    def tables(self) -> Iterator[Sheet]:
        """Give the table itself, then those left of it on the same tab, the nearest first."""
        table: Sheet | None = self
        while table is not None:
            yield table
            table = table.beside

    @property
    def is_empty(self) -> bool:
        """Tell whether no cell holds anything."""
        return not any(value is not None for row in self.rows for value in row) and not self.flaws

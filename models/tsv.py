"""Tables as the clipboard carries them as plain text: tabs between cells, a line for a row, quotes as in Excel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_NEEDS_QUOTES: Final = re.compile(r'[\t\r\n]|^"')
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r\n|\r|\n|\Z)')
_PLAIN: Final = re.compile(r"[^\t\r\n]*")
_END: Final = re.compile(r"\r\n|\r|\n")


def write(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as text; a cell with a tab or a line break in it is quoted, as Excel does."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def read(text: str) -> list[list[str]]:
    """Return the rows of a text, all of one length; line breaks inside quotes stay in their cell.

    A quote that is never closed belongs to the text. The line break that Excel puts behind the last row makes no row.
    """
    rows: list[list[str]] = []
    row: list[str] = []
    place = 0
    while place < len(text) or row:
        found = _QUOTED.match(text, place)
        if found is not None:
            row.append(found[1].replace('""', '"'))
        else:
            found = _PLAIN.match(text, place)
            assert found is not None  # it matches nothing at all, too
            row.append(found[0])
        place = found.end()
        if place < len(text) and text[place] == "\t":
            place += 1
            if place < len(text):
                continue
            row.append("")
        elif end := _END.match(text, place):
            place = end.end()
        rows.append(row)
        row = []
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell

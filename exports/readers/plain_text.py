"""Lists kept as text, a line a row: what Excel and other programs save as .csv or “Unicode text”."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Final

from exports.readers.sheet import Value
from models.legacy_text import readings

_SIGNS: Final = (";", "\t", ",", "|")
_LOOKED_AT: Final = 40
_OTHERWISE: Final = ("<", "{", "%PDF")
"""How a page of the web begins, a text of Word (.rtf), one for print."""
_LEAST: Final = 3
"""No list has fewer columns."""
_COUNT: Final = re.compile(r"0|[1-9]\d{0,3}")
_WINDOWS: Final = "cp1258"
_AS_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)


def is_list(content: bytes) -> bool:
    """Tell whether a file's content is a list kept as text."""
    return rows(content, lambda _text: True) is not None


def rows(content: bytes, is_heading: Callable[[str], bool]) -> list[list[Value]] | None:
    """Return the rows of a list kept as text, all of one length, None for any other text and what is no text.

    Small whole numbers become numbers, everything else stays text. The letters are Unicode where they can be read so,
    else Windows' Vietnamese if that gives as many headings as any, else as they stand: TCVN3 and VNI are told later.
    """
    best: tuple[int, list[list[Value]]] | None = None
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        found = _table(text)
        if found is None or encoding.startswith("utf"):
            return found
        known = _headings(found, is_heading, old=encoding != _WINDOWS)
        if best is None or known > best[0] or not best[0]:
            best = known, found
    return best[1] if best else None


def _encodings(content: bytes) -> tuple[str, ...]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    return () if b"\0" in content[:4096] else ("utf-8-sig", _WINDOWS, "cp1252", "latin-1")


def _table(text: str) -> list[list[Value]] | None:
    lines = [line for line in text.splitlines() if line.strip()][:_LOOKED_AT]
    sign = max(_SIGNS, key=lambda one: _alike(lines, one))
    if sum(line.count(sign) >= _LEAST - 1 for line in lines) < 2 or text.lstrip().startswith(_OTHERWISE):
        return None
    try:
        cells = list(csv.reader(StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return None
    width = max(map(len, cells))
    return [[*map(_value, row), *[None] * (width - len(row))] for row in cells]


def _alike(lines: Sequence[str], sign: str) -> tuple[int, int]:
    """Return in how many lines a sign stands equally often, and how often: homes have commas, but not each as many."""
    counts = Counter(times for line in lines if (times := line.count(sign)) >= _LEAST - 1)
    return max(((many, times) for times, many in counts.items()), default=(0, 0))


def _value(cell: str) -> Value:
    if _COUNT.fullmatch(cell):
        return int(cell)
    found = _AS_TEXT.fullmatch(cell)
    cell = found[1] if found else cell
    return cell if cell and not cell.isspace() else None


def _headings(cells: Sequence[Sequence[Value]], is_heading: Callable[[str], bool], *, old: bool) -> int:
    """Return how many headings are known among the first rows; with `old` also those that an old encoding gives."""
    texts = (cell for row in cells[:_LOOKED_AT] for cell in row if isinstance(cell, str))
    return sum(is_heading(text) or (old and any(map(is_heading, readings(text)))) for text in texts)

"""Figures within a sentence of a form: “Tổng số đảng viên: {Tổng số đảng viên} đồng chí, nữ: {… – Nữ}”.

A blank names a figure as the program calls it, and whom it is narrowed to after a dash. Those of a printed sentence are
read by the words before each row of dots, where what follows it is no more than what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from exports.learned import bound, filters
from exports.learned.fill import Value
from exports.learned.narrowing import Unfit
from exports.learned.reading import neutral, wordings
from exports.learned.reading.labels import SheetWords
from exports.learned.reckoned import Reckoned
from exports.learned.xml.grid import Spot
from exports.report import percentage
from models import indicators
from models.indicators import Unit
from models.text import fold, number, plain

BLANK = re.compile(r"\{([^{}]+)\}")
_DASH = re.compile(r"\s+[–-]\s+")
_DOTS = re.compile(r"(?:…|\.{3,}|_{3,})[\s.…_]*(?<=[.…_])")
_UNIT = r"(?:đồng chí|đ/c|đảng viên(?: mới)?|người|chi bộ|thôn,? bản|thôn|bản|cuộc|lớp|lượt|học viên|quần chúng|%)?"
_AFTER = re.compile(rf"\s*{_UNIT}\s*(?:[,;.:()]|$|trong đó\b|và\b|gồm\b)", re.IGNORECASE)
_BEFORE = re.compile(rf"^\s*{_UNIT}[\s,;.:()]*", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;.:(]\s+(?=\S)|^\(|\(")
_LEADING = re.compile(
    r"^(?:(?:trong đó|gồm|bao gồm|và|có|là|về|đã|được|số|trong (?:năm|kỳ|quý|tháng)(?: qua| này)?)\b[\s,:]*)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[\s,:(]*(?:\b(?:là|có|được|đạt|bình quân|chiếm)\b[\s,:]*)*$", re.IGNORECASE)
_LONGEST = 2_000
_OPEN = "……"
_ONE_WORD = re.compile(r"\w+")


class Figure(NamedTuple):
    """A number a sentence shows: the kind and key of what a cell could be bound to, and its filters."""

    kind: str
    key: str
    filters: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a blank calls it: “Tổng số đảng viên – Nữ”."""
        narrowed = (filters.name_of(key) or key for key in self.filters)
        return " – ".join((bound.name_of(self.kind, self.key) or self.key, *narrowed))

    @property
    def is_percent(self) -> bool:
        """Whether it is shown in per cent."""
        one = indicators.find(self.key) if self.kind == bound.INDICATOR else None
        return one is not None and one.unit is Unit.PERCENT

    @property
    def counts_people(self) -> bool:
        """Whether filters can narrow it."""
        one = indicators.find(self.key) if self.kind == bound.INDICATOR else None
        return one is None or one.counts in (Unit.MEMBERS, Unit.TURNS)


def figures(text: str) -> Iterator[tuple[str, Figure | None]]:
    """Yield what stands in each blank of a text that is no word of bound.BLANKS, and its figure; None for no such."""
    for name in BLANK.findall(text):
        if name.lower() not in bound.BLANKS:
            yield name, figure(name)


def figure(name: str) -> Figure | None:
    """Return the figure that a blank names; None where none is called so."""
    if (whole := _named().get(fold(name.strip()))) is not None:
        return whole
    first, *narrowed = _DASH.split(name.strip())
    counted = _named().get(fold(first)) or _counted(first)
    keys = [_filter(one) for one in narrowed]
    if counted is None or None in keys or (keys and not counted.counts_people):
        return None
    return counted._replace(filters=(*counted.filters, *(key for key in keys if key)))


@cache
def _named() -> dict[str, Figure]:
    choices = [one for one in bound.choices() if one.kind in (bound.INDICATOR, bound.STATISTIC)]
    return {fold(one.name): Figure(one.kind, one.key) for one in reversed(choices)}  # the indicators last


def _filter(name: str) -> str | None:
    found = [key for key, one in filters.fixed().items() if fold(one.name) == fold(name)]
    return found[0] if len(found) == 1 else filters.read(name)


def _counted(text: str) -> Figure | None:
    found = wordings.base(text) or wordings.called(text)
    if found is None:
        rows = wordings.rows_called(text)
        found = (bound.STATISTIC, rows[0]) if len(rows) == 1 else None
    return Figure(*found) if found else None


class Sentence(NamedTuple):
    """A text with its figures written: the blanks of bound.BLANKS stay. `amiss` says what could not be told."""

    text: str
    parts: tuple[tuple[str, Reckoned], ...]
    """The name of each figure, and what it came to."""
    amiss: tuple[str, ...]


def reckoned(text: str, reckon: Callable[[Figure], Reckoned]) -> Sentence:
    """Return a text with dots where a figure cannot be told; `reckon` may raise Unfit."""
    parts: list[tuple[str, Reckoned]] = []
    amiss: list[str] = []

    def shown(blank: re.Match[str]) -> str:
        name = blank[1]
        if name.lower() in bound.BLANKS:
            return blank[0]
        one = figure(name)
        if one is None:
            if _ONE_WORD.fullmatch(name):
                return blank[0]  # told of with the other blanks
            amiss.append(f"không có chỉ số nào tên “{name}”; chỗ này ghi dấu chấm.")
            return _OPEN
        try:
            found = reckon(one)
        except Unfit as error:
            amiss.append(f"{error}; chỗ này ghi dấu chấm.")
            return _OPEN
        parts.append((one.name, found))
        if found.value is None:
            amiss.append(found.why.replace("ô để nguyên", "chỗ này ghi dấu chấm"))
            return _OPEN
        return _said(found.value)

    return Sentence(BLANK.sub(shown, text), tuple(parts), tuple(dict.fromkeys(amiss)))


def _said(value: Value) -> str:
    if isinstance(value, Fraction):
        return plain(percentage(value) or 0)
    return number(value) if isinstance(value, int) else plain(value) if isinstance(value, float) else str(value)


def rows(text: str) -> list[str]:
    """Return the rows of the statistics that a text shows."""
    return [one.key for _name, one in figures(text) if one is not None and one.kind == bound.STATISTIC]


def read(sheet: SheetWords) -> dict[Spot, tuple[str, str]]:
    """Return cell → what stands there and the sentence with the blanks it surely has figures for."""
    found: dict[Spot, tuple[str, str]] = {}
    for spot, text in sheet.texts.items():
        made = made_of(text) if len(text) < _LONGEST else text
        if made != text:
            found[spot] = text, made
    return found


def made_of(text: str) -> str:
    """Return a sentence with its rows of dots as blanks where the words around each name a figure."""
    out: list[str] = []
    head: Figure | None = None
    end = 0
    for dots in _DOTS.finditer(text):
        before, after = text[end : dots.start()], text[dots.end() :]
        head, one = _read(before, after, head, is_first=not end)
        out += [before, f"{{{one.name}}}" if one is not None else dots[0]]
        if one is not None and dots[0] != dots[0].rstrip():
            out.append(" ")
        end = dots.end()
    return "".join((*out, text[end:]))


def _read(before: str, after: str, head: Figure | None, *, is_first: bool) -> tuple[Figure | None, Figure | None]:
    """Return whom further parts of the sentence are of, and the figure of one row of dots."""
    is_told = _AFTER.match(after) is not None and not after.lstrip().startswith("/")
    if not is_told:
        return None, None
    words = filters.without_number(before) if is_first else _BEFORE.sub("", before)
    for said in _clauses(words):
        narrowed = filters.read(said)
        is_member = "dang vien" in fold(said)
        if narrowed is not None and is_member and head not in (None, Figure(*wordings.EVERYBODY)):
            return None, None  # of those, or of all members?
        if narrowed is not None and head is not None and head.counts_people:
            one: Figure | None = head._replace(filters=(narrowed,))
        elif narrowed is not None and not is_member:
            return None, None  # women, but of whom?
        else:
            narrowed, one = None, _counted(said)
        if one is None:
            continue
        if (after.lstrip()[:1] == "%") != one.is_percent:
            return None, None
        return (one if narrowed is None else head), (one if figure(one.name) == one else None)
    return None, None


def _clauses(words: str) -> Iterator[str]:
    """Yield the end of what stands before a row of dots, from the longest part that may name a figure on."""
    starts = [0, *(found.end() for found in _CLAUSE.finditer(words))]
    for start in starts:
        said = _LEADING.sub("", _TRAILING.sub("", words[start:]).strip(" ,;.:()"))
        if said.strip(" ,;.:()"):
            yield neutral.spelled(said.strip(" ,;.:()"))

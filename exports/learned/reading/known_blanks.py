"""The superior's forms that the program carries itself, met again among those to be learned: taken row by row.

A row or column that was put in, taken out, moved or reworded is told of; the others keep what the report shows there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from exports.learned import bound, filters, shares
from exports.learned.reading import known_lists, neutral, titles
from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import Spot, letters
from models.cells import short_name
from models.form_labels import SUPERIOR, WORDINGS
from models.text import fold

_NUMBER = re.compile(r"bieu so (\d+b?)\s*-\s*btctw")
_HEADINGS = 5  # the row the table begins in at the latest; above stand the names of offices and the title
_ENOUGH, _MOST = 0.6, 0.7  # of the rows must be there below the title of a form, below another
_SAY_NOTHING = {"thuc hien", "ket qua", "ket qua thuc hien", "so luong"}
_CHIA_RA = re.compile(r"[\s,;:.]*\b(?:chia ra|gom|trong do)?[\s:.]*$")
Figures = Mapping[Spot, tuple[str, str]]
"""Cell → the row of the statistics it shows, and of when."""
_Words = tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """A form of ours: the report that fills it, what its cells show, and sentences about what is otherwise here."""

    report: str = ""
    title: str = ""
    figures: Figures = field(default_factory=dict[Spot, tuple[str, str]])
    shares: Mapping[Spot, str] = field(default_factory=dict[Spot, str])
    """Cell → the two cells of the sheet whose percentage it shows (shares.key_of)."""
    differences: tuple[str, ...] = ()
    doubtful: frozenset[Spot] = frozenset()
    """Cells of a table that two of our forms have alike: whom it counts, only a title could tell."""


class _Line(NamedTuple):
    """A row of a table: where its label stands, as written, and its blank cells by their headings."""

    at: Spot
    text: str
    cells: dict[_Words, Spot]
    top: int = 0
    """The row most of its headings begin in."""


class _Blank(NamedTuple):
    report: str
    title: str
    said: str
    """The title as it stands on the form, folded."""
    lines: Mapping[_Words, list[_Line]]
    figures: Figures
    shares: Mapping[Spot, tuple[Spot, Spot]]
    """Cell → those it is the percentage of: the part, and the whole."""
    headings: frozenset[_Words]
    """Of the columns that are filled."""
    is_of_peoples: bool
    """Whether its rows are peoples and creeds, which say nothing of whom they count."""


@lru_cache(maxsize=1)
def read(sheet: SheetWords, commune: str = "") -> Known:
    """Return which of our forms a sheet is, for the office of that name; a Known without figures for any other.

    It has the title, or most of the rows below one that leaves nobody out: rows of peoples alone do not say whether all
    members are counted or those admitted.
    """
    top = {spot: fold(text) for spot, text in sheet.texts.items() if spot.row < _HEADINGS}
    heads = {" ".join(text for _spot, text in sorted(top.items(), key=key)) for key in (_by_row, _by_column)}
    named = [one for one in _blanks(commune) if any(one.said in text for text in heads)]
    if named:
        lines = _lines(sheet)
        found = (_compared(one, lines, _ENOUGH) for one in named)
        return next(filter(None, found), Known())
    otherwise = known_lists.differences(sheet)
    if otherwise is not None:
        from exports.meeting_quality import REPORT

        return Known(REPORT.key, REPORT.title, differences=tuple(otherwise))
    said = {_row_words(text) for text in sheet.texts.values()}
    alike = [one for one in _blanks(commune) if _has_rows(said, one)]
    return _by_rows(sheet, alike, commune) if alike else Known()


def _by_rows(sheet: SheetWords, alike: Iterable[_Blank], commune: str) -> Known:
    """Return which of the forms whose rows a sheet may have it is, by these and by what the lines above leave open."""
    lines = _lines(sheet)
    tops = Counter(one.top for those in lines.values() for one in those)
    title = _title(sheet, tops.most_common(1)[0][0], commune) if tops else None
    close = [(one, found) for one in alike if (found := _compared(one, lines, _MOST)) is not None]
    fits = [found for one, found in close if title is not None and _may_be(one, title)]
    if fits:
        return fits[0]
    of_peoples = (found for one, found in close if one.is_of_peoples)
    return Known(doubtful=frozenset(spot for found in of_peoples for spot in (*found.figures, *found.shares)))


def _has_rows(said: Container[str], known: _Blank) -> bool:
    """Whether the words of most rows of a form are among those said on a sheet, wherever."""
    rows = {words[0] for words in known.lines}
    return sum(one in said for one in rows) >= _MOST * len(rows)


def _title(sheet: SheetWords, top: int, commune: str) -> str | None:
    """Return what the lines above a table say, folded; None where they may speak of some members only."""
    said = [text for spot, text in sheet.texts.items() if spot.row < top and not titles.is_of_office(text)]
    names = [fold(short_name(commune.removeprefix("Đảng ủy ")))] if commune else []
    if not all(neutral.is_neutral(text, is_title=True, names=names) for text in said):
        return None
    return fold(" ".join(said))


def _may_be(known: _Blank, title: str) -> bool:
    """Whether a title that leaves nobody out may be that of a form."""
    has_admitted = "ket nap" in title
    if known.is_of_peoples:
        return "dang vien" in title and has_admitted == ("ket nap" in known.said)
    return not has_admitted or "ket nap" in known.said


def _by_row(one: tuple[Spot, str]) -> Spot:
    return one[0]


def _by_column(one: tuple[Spot, str]) -> tuple[int, int]:
    return one[0].column, one[0].row


def _compared(known: _Blank, lines: Mapping[_Words, list[_Line]], enough: float) -> Known | None:
    """Return what a sheet with these rows shows of a form; None where too few of them are of that form."""
    lines = _with_our_headings(known, lines)
    same = {words for words, those in known.lines.items() if len(lines.get(words, ())) == len(those)}
    if len(same) < enough * len(known.lines):
        return None
    pairs = [pair for words in same for pair in zip(known.lines[words], lines[words], strict=True)]
    moved = {
        spot: here.cells[heading]
        for ours, here in pairs
        for heading, spot in ours.cells.items()
        if heading in here.cells
    }
    figures = {here: known.figures[spot] for spot, here in moved.items() if spot in known.figures}
    if not figures:
        return None
    return Known(
        known.report,
        known.title,
        figures,
        {
            moved[spot]: shares.key_of(moved[part], moved[whole])
            for spot, (part, whole) in known.shares.items()
            if {spot, part, whole} <= moved.keys()
        },
        (*_about_rows(known, lines, same), *_about_columns(known, [here for _ours, here in pairs])),
    )


def _with_our_headings(known: _Blank, lines: Mapping[_Words, list[_Line]]) -> Mapping[_Words, list[_Line]]:
    """Return the rows with the headings of a form where only what stands above these has other words.

    The words above leave nobody out, and one column alone is called so.
    """
    here = {heading for those in lines.values() for one in those for heading in one.cells}
    lost, new = (
        known.headings - here,
        here - {heading for _words, one in _in_order(known.lines) for heading in one.cells},
    )
    same = {
        heading: found[0]
        for heading in new
        if all(map(neutral.is_neutral, heading[1:]))
        and len(found := [one for one in lost if one[0] == heading[0]]) == 1
        and sum(one[0] == heading[0] for one in new) == 1
    }
    if not same:
        return lines
    return {
        words: [one._replace(cells={same.get(key, key): spot for key, spot in one.cells.items()}) for one in those]
        for words, those in lines.items()
    }


def _about_rows(known: _Blank, lines: Mapping[_Words, list[_Line]], same: Container[_Words]) -> Iterator[str]:
    """Say which rows were put in, taken out or have other words, from the top down."""
    ours = _in_order(known.lines)
    here = [(words, one) for words, one in _in_order(lines) if known.headings & set(one.cells)]
    steps = SequenceMatcher(None, [words for words, _one in ours], [words for words, _one in here], autojunk=False)
    end = max(number for number, (words, _one) in enumerate(here) if words in same)
    for step, first, last, begin, stop in steps.get_opcodes():
        away = [one.text for words, one in ours[first:last] if words not in same]
        new = [one for number, (words, one) in enumerate(here[begin:stop], begin) if words not in same and number < end]
        if step == "equal":
            continue
        if len(away) == len(new):
            yield from (_other_words(one, text) for one, text in zip(new, away, strict=True))
            continue
        yield from (f"dòng {one.at.row} “{one.text}” không có trong mẫu" for one in new)
        yield from (f"không thấy dòng “{text}” của mẫu" for text in away)


def _other_words(line: _Line, text: str) -> str:
    if fold(line.text) == fold(text):
        return f"dòng {line.at.row} “{line.text}” là phần của một dòng đã đổi"
    return f"dòng {line.at.row} là “{line.text}”, mẫu là “{text}”"


def _about_columns(known: _Blank, lines: Iterable[_Line]) -> Iterator[str]:
    """Say which headings of the form are not met, and which columns there are besides."""
    here = {heading: spot.column for one in lines for heading, spot in one.cells.items()}
    ours = {heading: spot.column for _words, one in _in_order(known.lines) for heading, spot in one.cells.items()}
    yield from (f"cột {letters(column)} không có trong mẫu" for heading, column in here.items() if heading not in ours)
    lost = sorted(column for heading, column in ours.items() if heading in known.headings and heading not in here)
    yield from (f"không thấy cột {letters(column)} của mẫu" for column in lost)


def _in_order(lines: Mapping[_Words, list[_Line]]) -> list[tuple[_Words, _Line]]:
    every = [(words, one) for words, those in lines.items() for one in those]
    return sorted(every, key=lambda one: (one[1].at.column, one[1].at.row))


def _lines(sheet: SheetWords) -> dict[_Words, list[_Line]]:
    """Return the rows of the tables of a sheet, top down, by their words and those of the rows they are parts of."""
    at: dict[Spot, tuple[_Words, dict[_Words, Spot]]] = {}
    tops = defaultdict[Spot, Counter[int]](Counter)
    for column in range(2, sheet.columns + 1):
        for row in range(2, sheet.rows + 1):
            if not sheet.is_blank(spot := Spot(row, column)):
                continue
            around, label = sheet.around(spot), sheet.label_at(spot)
            if label is None or not around.row or not around.column or not around.top:
                continue
            words = tuple(_row_words(text) for text in around.row)
            heading = tuple(fold(text) for text in around.column)
            kept = tuple(text for text in heading if text not in _SAY_NOTHING)
            at.setdefault(label, (words, {}))[1].setdefault(kept or heading, spot)
            tops[label][around.top] += 1
    found = defaultdict[_Words, list[_Line]](list)
    for label, (words, cells) in sorted(at.items(), key=lambda one: (one[0].column, one[0].row)):
        found[words].append(_Line(label, sheet.text(label), cells, tops[label].most_common(1)[0][0]))
    return dict(found)


def _row_words(text: str) -> str:
    words = _CHIA_RA.sub("", filters.plain(text)) or fold(text)
    return _reworded().get(words, words)


@cache
def _reworded() -> dict[str, str]:
    """Return the wording of rows in the layout of the district → that of the province."""
    return {
        filters.plain(one.old): filters.plain(one.new)
        for key, one in WORDINGS.items()
        if key != SUPERIOR and one.old != one.new
    }


@cache
def _blanks(commune: str) -> tuple[_Blank, ...]:
    """Return our forms with what their cells show at an office: its own row of Biểu 5 hangs on its name."""
    from exports import form
    from exports.official import form_1, form_2, form_3, form_5, form_6, form_7, peoples
    from exports.official.asks import Show
    from exports.report import Scope
    from models.office import Office

    scope = Scope(None, date.max, date.max, Office(commune=commune))  # these have the same cells in every period
    spans = {Show.NOW: bound.NOW, Show.BEFORE: bound.BEFORE, Show.RATIO: bound.RATIO}
    modules = (form_1, form_2, form_3, form_5, form_6, form_7)
    made: list[_Blank] = []
    for official in (*(one.OFFICIAL for one in modules), peoples.FORM_2B, peoples.FORM_3B):
        words = SheetWords(form.load(official.file).worksheets[0])
        figures = {
            Spot(*place): (ask.key, spans[ask.show]) for place, ask in official.asks(scope).items() if ask.show in spans
        }
        titles = (text for spot, text in words.texts.items() if spot.row == 1 and 1 < spot.column < words.columns)
        said = next(text for text in map(fold, titles) if not _NUMBER.match(text))
        every = _lines(words)
        filled = [(heading, spot) for _words, one in _in_order(every) for heading, spot in one.cells.items()]
        shown = {
            Spot(*place): (ask.key, ask.base) for place, ask in official.asks(scope).items() if ask.show is Show.SHARE
        }
        first = {key: spot for spot, (key, span) in reversed(figures.items()) if span == bound.NOW}
        parts = {spot: (first[key], first[base]) for spot, (key, base) in shown.items()}
        headings = frozenset(heading for heading, spot in filled if spot in figures or spot in parts)
        table = {
            key: kept for key, those in every.items() if (kept := [one for one in those if headings & set(one.cells)])
        }
        is_of_peoples = official in (peoples.FORM_2B, peoples.FORM_3B)
        made.append(_Blank(official.key, official.title, said, table, figures, parts, headings, is_of_peoples))
    return tuple(made)

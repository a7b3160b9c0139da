"""Old encodings in a sheet: which cell is in which, told by its sounds, its font and its neighbours; all to Unicode."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from exports.readers.sheet import Conversion, Converted, Value
from models.legacy_text import (
    Script,
    is_surely_unicode,
    lines_to_doubt,
    readings,
    reads_as_it_is,
    to_unicode,
    with_capitals,
)
from models.syllables import words

_A_CELL: Final = re.compile(r"(?:[IVXLC]+\b|[\W\d])*chi bộ\b", re.IGNORECASE)
_HEADS: Final = 40  # rows in which a header may stand
_ENOUGH: Final = 3  # cells that leave no doubt, before single words of a sheet are believed
Fonts = Mapping[tuple[int, int], str]


def script_of_font(name: str) -> Script | None:
    """Return the old encoding a font draws, None for any other font."""
    plain = name.strip().casefold()
    if plain.startswith((".vn", "vntime", "vnarial")):
        return Script.TCVN3
    return Script.VNI if plain.startswith("vni") else None


def convert(
    rows: list[list[Value]],
    fonts: Fonts,
    chosen: Mapping[int, Script],
    whole: Script | None = None,
    is_heading: Callable[[str], bool] = lambda _text: False,
) -> Conversion:
    """Turn the texts of a sheet into Unicode in place and return what was changed.

    `fonts` names the font of cells in an old one; `chosen` is the officer's word on a column, `whole` on all others;
    headings are read as headings whatever was said of the texts below them.
    """
    done = Conversion()
    if not fonts and not chosen and whole is None and (plain := _all_unicode(rows)) is not None:
        done.scripts = {c: Counter({Script.UNICODE: count}) for c, count in plain.items()}
        return done
    doubtful: list[tuple[int, int, str, dict[str, Script]]] = []
    weak: list[tuple[int, int, str, Script]] = []
    strong: Counter[Script] = Counter()
    cache: dict[str, dict[str, Script]] = {}
    sure: set[str] = set()  # texts already found to be Unicode and composed
    unicode: Counter[int] = Counter()  # how many texts of each column are Unicode
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if not isinstance(text, str):
                continue
            if text.isascii():
                if fonts and _is_capital(fonts.get((r, c))):
                    row[c] = text.upper()
                continue
            if (script := chosen.get(c, whole)) is not None:
                if r < _HEADS:
                    script = next((one for plain, one in readings(text).items() if is_heading(plain)), script)
                _put(done, rows, (r, c), text, script, fonts)
                continue
            if text in sure:
                unicode[c] += 1
                continue
            if is_surely_unicode(text):
                if not unicodedata.is_normalized("NFC", text):
                    done.composed += 1
                else:
                    sure.add(text)
                unicode[c] += 1
                continue
            if (found := cache.get(text)) is None:
                found = cache[text] = readings(text)
            if len(found) != 1:
                doubtful.append((r, c, text, found))
                continue
            script = next(iter(found.values()))
            strong[script] += 1
            if script is not Script.UNICODE and len(words(text)) < 2 and script_of_font(fonts.get((r, c), "")) is None:
                weak.append((r, c, text, script))  # one word of a people's language may look like an old encoding
            else:
                _put(done, rows, (r, c), text, script, fonts)
    for c, count in unicode.items():
        done.scripts.setdefault(c, Counter())[Script.UNICODE] += count
    for r, c, text, script in weak:
        _put(done, rows, (r, c), text, script if strong[script] >= _ENOUGH else Script.UNICODE, fonts)
    totals = sum(done.scripts.values(), Counter[Script]())
    columns = {c: _leading(counts) for c, counts in done.scripts.items()}
    for r, c, text, found in doubtful:
        script = script_of_font(fonts.get((r, c), ""))
        if script is None and len(done.scripts.get(c, ())) != 1:  # pasted together, each row from one place
            script = _of_row(done, rows, r)
        script = script or columns.get(c) or _leading(totals) or Script.UNICODE
        if found and script not in found.values() and to_unicode(text, script) not in found:
            script = next(iter(found.values()))
        _put(done, rows, (r, c), text, script, fonts)
    return done


def _of_row(done: Conversion, rows: list[list[Value]], row: int) -> Script | None:
    """Return the encoding of all texts of a row of which that is sure, None where there is none or they differ."""
    found = {one.script for c in range(len(rows[row])) if (one := done.cells.get((row, c))) is not None}
    plain = (text for c, text in enumerate(rows[row]) if (row, c) not in done.cells)
    if any(isinstance(text, str) and not text.isascii() and is_surely_unicode(text) for text in plain):
        found.add(Script.UNICODE)
    return found.pop() if len(found) == 1 else None


def _all_unicode(rows: list[list[Value]]) -> dict[int, int] | None:
    """Return how many texts beyond ASCII each column has where all can be Unicode and are composed, else None.

    Where no text is in an old encoding, those that can be read in several ways are not either.
    """
    counts: dict[int, int] = {}
    for c, column in enumerate(zip(*rows, strict=True)):
        beyond = [cell for cell in column if type(cell) is str and not cell.isascii()]
        if not beyond:
            continue
        counts[c] = len(beyond)
        whole = "\n".join(dict.fromkeys(beyond))  # in their order, as they lie in memory
        if not unicodedata.is_normalized("NFC", whole):
            return None
        lines = set(lines_to_doubt(whole))
        if reads_as_it_is("\n".join(lines)):  # as a rule, each of them does
            continue
        if any(not is_surely_unicode(line) and not reads_as_it_is(line) and readings(line) for line in lines):
            return None
    return counts


def _put(
    done: Conversion, rows: list[list[Value]], where: tuple[int, int], text: str, script: Script, fonts: Fonts
) -> None:
    r, c = where
    _count(done, c, script)
    plain = to_unicode(text, script, is_capital_font=_is_capital(fonts.get(where)))
    if script is Script.TCVN3 and _A_CELL.match(plain):
        plain = with_capitals(plain)
    if plain != text:
        rows[r][c] = plain
        done.cells[where] = Converted(text, script)


def _count(done: Conversion, column: int, script: Script) -> None:
    if column not in done.scripts:
        done.scripts[column] = Counter()
    done.scripts[column][script] += 1


def _leading(counts: Counter[Script]) -> Script | None:
    """Return the old encoding most texts are in; None where no text is, Unicode where most are."""
    return counts.most_common(1)[0][0] if counts else None


def _is_capital(font: str | None) -> bool:
    return font is not None and font.casefold().startswith(".vn") and font.rstrip().endswith("H")


def note(sheet: str, done: Conversion) -> str:
    """Return the sentence saying what was converted in a sheet, "" if nothing."""
    counts = Counter(one.script for one in done.cells.values())
    parts = [f"{count} ô chữ {script.label} đã đổi sang Unicode" for script, count in counts.most_common()]
    if done.composed:
        parts.append(f"{done.composed} ô chữ Unicode tổ hợp đã ghép lại")
    return f"Trang “{sheet}”: {'; '.join(parts)}." if parts else ""

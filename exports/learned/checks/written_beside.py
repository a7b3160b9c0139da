"""Numbers the office wrote into cells that nothing is bound in, held against those beside by what the form says.

Whom such a number counts only its labels tell: a row that is a part of another (“Trong đó”, “chia ra”) is no more than
that; the parts of one that is divided (“chia ra”) are no more than it together, and no less where the office wrote them
all; a last row “Cộng” is the rows above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from exports import files
from exports.learned import filters
from exports.learned.checks.sum_words import BY_HAND, WRITTEN, Sentences
from exports.learned.fill import Place
from exports.learned.filling import Filled
from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import Spot
from exports.names import Finding
from models.text import fold

_DIVIDED = re.compile(r"\b(?:chia ra|gom)[\s:.]*$")
_AMONG = re.compile(r"\btrong do[\s:.]*$")
_TOTAL = re.compile(r"(?:tong )?cong(?: so| chung)?|tong so")
_NO_COUNT = re.compile(r"%|ty le|binh quan|trung binh|diem|tuoi|luy ke|ghi chu")
"""Words of a row or column whose numbers do not add up."""


class _Number(NamedTuple):
    """A number of the filled form, and the words of its row."""

    place: Place
    title: str
    value: int | float
    mark: str


def findings(data: Filled) -> list[Finding]:
    """Say what such numbers do not go with, each time with the cells."""
    written = {place for place in data.by_hand if place not in data.reckoned}
    if not written:
        return []
    say = Sentences(has_sheets=data.form.has_sheets)
    book = files.from_bytes(data.file[0], with_results=True)
    found: list[Finding] = []
    for name in sorted({place.sheet for place in written}):
        words = SheetWords(book[name])
        for column in sorted({place.spot.column for place in written if place.sheet == name}):
            found += _Column(data, written, name, words, column).findings(say)
    return found


class _Column:
    """The numbers of one column of a sheet, top down."""

    def __init__(self, data: Filled, written: set[Place], sheet: str, words: SheetWords, column: int) -> None:
        self._words, self._written = words, written
        self._numbers: dict[Spot, _Number] = {}  # where the words of the row stand → its number
        self._left_out: set[Spot] = set()
        for row in range(1, words.rows + 1):
            spot = Spot(row, column)
            value, label = words.raw(spot), words.label_at(spot)
            if isinstance(value, bool) or not isinstance(value, int | float) or label is None:
                continue
            around = words.around(spot)
            if not around.column or any(_NO_COUNT.search(fold(text)) for text in (*around.row[:1], *around.column)):
                self._left_out.add(label)
                continue
            place = Place(sheet, spot)
            mark = WRITTEN if place in written else BY_HAND if place in data.by_hand else ""
            self._numbers[label] = _Number(place, words.text(label), value, mark)

    def findings(self, say: Sentences) -> Iterator[Finding]:
        """Yield what does not go together and has a number of `written` in it."""
        for label, whole in self._numbers.items():
            labels = [at for at in self._words.texts if at > label and self._words.whole_of(at) == label]
            parts = [self._numbers[at] for at in labels if at in self._numbers]
            if _DIVIDED.search(fold(whole.title)) is None:
                among = [one for one in parts if self._is_among(whole, one) and one.value > whole.value]
                yield from (say.more(one, whole) for one in among if self._is_asked(one, whole))
                continue
            lacks = whole.value - sum(one.value for one in parts)
            is_own = len(parts) == len(labels) and all(one.place in self._written for one in (whole, *parts))
            if parts and (lacks < 0 or (lacks > 0 and is_own)) and self._is_asked(whole, *parts):
                yield say.sum(whole, parts)
        yield from self._last_row(say)

    def _last_row(self, say: Sentences) -> Iterator[Finding]:
        """Yield the row “Cộng” at the end that is not the rows above it, their parts left out."""
        *above, last = self._numbers or [Spot(0, 0)]
        if len(above) < 2 or not _TOTAL.fullmatch(fold(self._numbers[last].title).strip(" :.")):
            return
        total = self._numbers[last]
        tops = {self._words.around(one.place.spot).top for one in self._numbers.values()}
        parts = [self._numbers[one] for one in above if self._words.whole_of(one) not in self._numbers]
        is_plain = len(tops) == 1 and not self._left_out and not any(_TOTAL.match(fold(one.title)) for one in parts)
        is_plain = is_plain and not any(map(self._is_loose, above, above[1:]))
        if is_plain and sum(one.value for one in parts) != total.value and self._is_asked(total, *parts):
            yield say.sum(total, parts)

    def _is_loose(self, before: Spot, label: Spot) -> bool:
        """Whether a row without a number follows one that begins “Trong đó”: a part, or none?"""
        text = self._words.text(label)
        return self._says_among(self._words.text(before)) and filters.without_number(text) == text.strip(" .:")

    @staticmethod
    def _says_among(text: str) -> bool:
        return fold(text).lstrip("-+ ").startswith("trong do")

    @staticmethod
    def _is_among(whole: _Number, part: _Number) -> bool:
        return _Column._says_among(part.title) or _AMONG.search(fold(whole.title)) is not None

    def _is_asked(self, *those: _Number) -> bool:
        return any(one.place in self._written for one in those)

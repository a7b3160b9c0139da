"""Cells that a list spells otherwise than the register or than its own other lines: “Chi bộ Co Mận”, “CB bản Co Mận”.

Capitals, dots and “CB” never matter (see `cell_key`). Here it is the word for the place that one has and the other
leaves out, and other tone marks or none, which is one cell but must be said: “Co Mân”, “Co Man” for Co Mận. Names that
both stand in the register are two cells, whatever they look like; a name that may be of either is refused. No cell is
made of a name that is garbled.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from models.imports.register import Register, bare_key, cell_key
from models.records import MemberRecord, Problem, Severity
from models.text import LETTERS, clean, fold

GARBLED: Final = "Chuyển tệp sang bảng mã Unicode, hoặc bỏ Giữ nguyên chữ của cột này ở Cột và chữ."
_OTHERWISE = "Không phải thì sửa tên chi bộ trong tệp rồi nhập lại."
_REPAIR = "Nếu là hai chi bộ khác nhau, hãy lập chi bộ này ở Chi bộ, thôn bản trước rồi nhập lại."
_PLACE_SIGNS: Final = LETTERS | frozenset(" 0123456789.,;:'’‘\"“”()/&+*#°-–—ƀɃ\u030c")


def strange_sign(name: str) -> str | None:
    """Return the first sign that the name of no cell, no village has, as a wrong encoding makes them; None if none."""
    return next((sign for sign in unicodedata.normalize("NFD", name) if sign not in _PLACE_SIGNS), None)


class Spellings:
    """Which cell is meant by a name of a list that no cell has; `older` are names that mean something by themselves."""

    def __init__(self, register: Register, names: Iterable[str | None], older: Iterable[str]) -> None:
        texts = self._texts = by_key(names)
        self._older = set(older)
        unknown = [key for key in texts if key not in register.cells and key not in self._older]
        self._meant: dict[str, str] = {}
        self._known = register.cells
        self._register = register
        self._said: dict[str, str | None] = {}
        alike: dict[str, list[str]] = defaultdict(list)
        for key in unknown:
            if (cell := register.spelt_otherwise(key)) is not None:
                self._meant[key] = cell.name
            else:
                alike[bare_key(key)].append(key)
        for bare, keys in alike.items():
            fuller = [key for key in keys if key != bare]
            if bare in keys and len(fuller) == 1:
                self._meant[bare] = texts[fuller[0]]

    def name_of(self, name: str) -> str:
        """Return how the list writes a cell at first; a new one is made under that name."""
        return self._texts.get(cell_key(name), name)

    def says_plainly(self, name: str) -> bool:
        """Tell whether the list means the cell of just that name."""
        return self._plain_name(name) == name

    def of(self, record: MemberRecord) -> MemberRecord:
        """Return a line with the name its cell has elsewhere, and a warning; else as it is."""
        if not record.cell_name or (name := self._plain_name(record.cell_name)) == record.cell_name:
            return record
        if name is None and (several := self._may_be(cell_key(record.cell_name))):
            text = f"Tên này có thể là {' hoặc '.join(several)}."
            problem = _problem(record, text, "Ghi rõ tên chi bộ trong tệp rồi nhập lại.", Severity.ERROR)
            return record._replace(problems=(*record.problems, problem))
        if name is None:
            text = f"Tên chi bộ có ký tự lạ “{strange_sign(record.cell_name)}”; không lập chi bộ tên ấy."
            problem = _problem(record, text, GARBLED, Severity.ERROR)
            return record._replace(problems=(*record.problems, problem))
        text = f"“{record.cell_name}” được hiểu là “{name}”."
        repair = _OTHERWISE if cell_key(name) == cell_key(record.cell_name) else _REPAIR
        problem = _problem(record, text, repair, Severity.WARNING)
        return record._replace(cell_name=name, problems=(*record.problems, problem))

    def _plain_name(self, name: str) -> str | None:
        """Return the name itself where it means just its cell, else that of the cell; None where that is refused."""
        if name not in self._said:
            key = cell_key(name)
            known = self._known.get(key)
            said = self._meant.get(key) or (known.name if known else self._texts.get(key, name))
            if known is None and key not in self._older and (strange_sign(name) or self._may_be(key)):
                self._said[name] = None
            else:
                self._said[name] = said if key in self._meant or _tones_differ(name, said) else name
        return self._said[name]

    def _may_be(self, key: str) -> list[str]:
        """Return the cells of the register that a name may be of, where they are several."""
        return [] if key in self._known or key in self._older else self._register.may_be(key)


def by_key(names: Iterable[str | None]) -> dict[str, str]:
    """Return how a list spells each cell: the first way, or the first with marks where that was typed without any."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(names):
        if name:
            known = found.setdefault(key := cell_key(name), name)
            if _has_marks(name) and not _has_marks(known):
                found[key] = name
    return found


def _has_marks(name: str) -> bool:
    return any(fold(word) != word for word in _own_words(name))


def otherwise(name: str, meant: str) -> str:
    """Return the sentence saying which cell or village a name with other tone marks is taken for, "" for its own."""
    return f"“{name}” được hiểu là “{meant}”." if _tones_differ(name, meant) else ""


def _tones_differ(name: str, other: str) -> bool:
    """Tell whether a name of one cell has other marks on a word than another, or none where that has some.

    The letters and marks of a word are held together in no order: hoà is hòa, uỷ is ủy.
    """
    pairs = zip(_own_words(name), _own_words(other), strict=False)
    return any(sorted(one) != sorted(another) for one, another in pairs)


def _own_words(name: str) -> list[str]:
    """Return the words of a cell's name, taken apart, from the last; without “chi bộ”."""
    text = "".join(sign if sign in LETTERS else " " for sign in unicodedata.normalize("NFD", clean(name).lower()))
    words = text.split()
    return words[: 1 if fold(" ".join(words[:2])) == "chi bo" else None : -1]


def _problem(record: MemberRecord, text: str, repair: str, severity: Severity) -> Problem:
    return Problem(record.sheet, record.row, None, "Chi bộ", record.cell_name or "", text, repair, severity=severity)

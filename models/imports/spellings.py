"""Cells that a list spells otherwise than the register or than its own other lines: “Chi bộ Co Mận”, “CB bản Co Mận”.

Capitals, dots and “CB” never matter (see `cell_key`). Here it is the word for the place that one has and the other
leaves out, and other tone marks, which is one cell but must be said: “Co Mân” for Co Mận. Names that both stand in the
register are two cells, whatever they look like. No cell is made of a name that is garbled.
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
_REPAIR = "Nếu là hai chi bộ khác nhau, hãy lập chi bộ này ở Chi bộ, thôn bản trước rồi nhập lại."
_PLACE_SIGNS: Final = LETTERS | frozenset(" 0123456789.,;:'’‘\"“”()/&+*#°-–—ƀɃ\u030c")


def strange_sign(name: str) -> str | None:
    """Return the first sign that the name of no cell, no village has, as a wrong encoding makes them; None if none."""
    return next((sign for sign in unicodedata.normalize("NFD", name) if sign not in _PLACE_SIGNS), None)


class Spellings:
    """Which cell is meant by a name of a list that no cell has; `older` are names that mean something by themselves."""

    def __init__(self, register: Register, names: Iterable[str | None], older: Iterable[str]) -> None:
        texts = self._texts = dict[str, str]()
        for name in dict.fromkeys(names):
            if name:
                texts.setdefault(cell_key(name), name)
        self._older = set(older)
        unknown = [key for key in texts if key not in register.cells and key not in self._older]
        self._meant: dict[str, str] = {}
        self._known = register.cells
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
        if name is None:
            text = f"Tên chi bộ có ký tự lạ “{strange_sign(record.cell_name)}”; không lập chi bộ tên ấy."
            problem = _problem(record, text, GARBLED, Severity.ERROR)
            return record._replace(problems=(*record.problems, problem))
        text = f"“{record.cell_name}” được hiểu là “{name}”."
        problem = _problem(record, text, _REPAIR, Severity.WARNING)
        return record._replace(cell_name=name, problems=(*record.problems, problem))

    def _plain_name(self, name: str) -> str | None:
        """Return the name itself where it means just its cell, else that of the cell; None for a garbled new name."""
        if name not in self._said:
            key = cell_key(name)
            known = self._known.get(key)
            said = self._meant.get(key) or (known.name if known else self._texts.get(key, name))
            if known is None and key not in self._older and strange_sign(name):
                self._said[name] = None
            else:
                self._said[name] = said if key in self._meant or _tones_differ(name, said) else name
        return self._said[name]


def otherwise(name: str, meant: str) -> str:
    """Return the sentence saying which cell or village a name with other tone marks is taken for, "" for its own."""
    return f"“{name}” được hiểu là “{meant}”." if _tones_differ(name, meant) else ""


def _tones_differ(name: str, other: str) -> bool:
    """Tell whether a name of one cell has other marks on a word than another; a word without any is written in haste.

    The letters and marks of a word are held together in no order: hoà is hòa, uỷ is ủy.
    """
    pairs = zip(_own_words(name), _own_words(other), strict=False)
    return any(fold(one) != one and sorted(one) != sorted(another) for one, another in pairs)


def _own_words(name: str) -> list[str]:
    """Return the words of a cell's name, taken apart, from the last; without “chi bộ”."""
    text = "".join(sign if sign in LETTERS else " " for sign in unicodedata.normalize("NFD", clean(name).lower()))
    words = text.split()
    return words[: 1 if fold(" ".join(words[:2])) == "chi bo" else None : -1]


def _problem(record: MemberRecord, text: str, repair: str, severity: Severity) -> Problem:
    return Problem(record.sheet, record.row, None, "Chi bộ", record.cell_name or "", text, repair, severity=severity)

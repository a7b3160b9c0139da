"""What the head of an attendance sheet of one meeting says of it: which kind, and the number our own sheets carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from models.tables import MeetingKind
from models.text import clean, fold

_CODE: Final = re.compile(r"ma cuoc hop\W*(\d{4,}[ .–-]?\d\d)\b")
_TITLE: Final = re.compile(r"diem danh\b(.*?)(?:\bthang\b|\bngay\b|$)")
_KINDS: Final = {
    **{fold(kind.label): kind for kind in MeetingKind},
    "bat thuong": MeetingKind.EXTRAORDINARY,
    "hop chi uy": MeetingKind.COMMITTEE,
}


def code_in(head: Iterable[str]) -> str:
    """Return the number of the meeting, "" where none is named or more than one."""
    found = {match[1] for line in head for match in _CODE.finditer(fold(line))}
    return found.pop() if len(found) == 1 else ""


def is_ours(rows: Iterable[Sequence[object]]) -> bool:
    """Tell whether a sheet with these rows above its table is one that the program has printed for one meeting."""
    return bool(code_in(clean(cell) for cells in rows for cell in cells if isinstance(cell, str)))


def kind_in(head: Iterable[str]) -> MeetingKind | None:
    """Return the kind that the title names; None where it names none, or a theme taken up in the regular meeting."""
    titles = [match[1] for line in head for match in _TITLE.finditer(fold(line)) if "ket hop" not in match[1]]
    found = {kind for title in titles for words, kind in _KINDS.items() if words in title}
    return found.pop() if len(found) == 1 else None

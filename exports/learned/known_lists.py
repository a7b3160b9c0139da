"""The superior's monthly list of the quality of meetings, met again among the forms to be learned."""

from __future__ import annotations

import re
from functools import cache

from exports.learned.grid import letters
from exports.learned.labels import SheetWords
from models.tables import MeetingClass
from models.text import fold

_TITLE = re.compile(r"danh gia, xep loai chat luong sinh hoat chi bo")
_DEEPEST = 15  # the row the headings begin above
_ENOUGH, _MOST = 0.5, 0.7  # of the headings must be there below the title of the list, below another
_CLASSES = frozenset(fold(one.label) for one in MeetingClass)


def differences(sheet: SheetWords) -> list[str] | None:
    """Return what is otherwise on a sheet that is our list; None for any other form.

    It has the classes as columns, and most of the other headings.
    """
    here = _heads(sheet)
    if here is None:
        return None
    ours, said = _headings(), {*here.values()}
    is_titled = any(_TITLE.search(fold(text)) for at, text in sheet.texts.items() if at.row < _DEEPEST)
    if len(said & ours.keys()) < (_ENOUGH if is_titled else _MOST) * len(ours):
        return None
    new = [f"cột {letters(column)} không có trong mẫu" for column, words in sorted(here.items()) if words not in ours]
    return [*new, *(f"không thấy cột “{text}” của mẫu" for words, text in ours.items() if words not in said)]


def _heads(sheet: SheetWords) -> dict[int, str] | None:
    """Return column → its lowest heading, folded, of the table that has a column for each class; None without one."""
    rows: dict[int, dict[int, str]] = {}
    for at, text in sheet.texts.items():
        rows.setdefault(sheet.area(at).last.row, {})[at.column] = fold(text)
    return next((heads for row, heads in rows.items() if row < _DEEPEST and _CLASSES.issubset(heads.values())), None)


@cache
def _headings() -> dict[str, str]:
    """Return the lowest headings of our blank, folded → as written."""
    from exports import form, meeting_quality

    words = SheetWords(form.load(meeting_quality.FORM).worksheets[0])
    heads = _heads(words)
    assert heads is not None  # it is our own
    written = {fold(text): text for text in words.texts.values()}
    return {one: written[one] for one in heads.values()}

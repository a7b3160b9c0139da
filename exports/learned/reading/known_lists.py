"""The superior's monthly list of the quality of meetings, met again among the forms to be learned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from exports.learned import lists, month_list
from exports.learned.reading import neutral
from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import Spot, letters
from models.tables import MeetingClass
from models.text import fold

_TITLE = re.compile(r"danh gia, xep loai chat luong sinh hoat chi bo")
_DEEPEST = 15  # the row the headings begin above
_ENOUGH, _MOST = 0.5, 0.7  # of the headings must be there below the title of the list, below another
_TOTAL = re.compile(r"(?:tong )?cong(?: so| chung)?|tong so")
_KEYS = {
    **dict.fromkeys(("stt", "tt", "so tt", "so thu tu"), lists.NUMBER),
    **dict.fromkeys(("ten don vi", "ten chi bo", "chi bo", "don vi"), "name"),
    **dict.fromkeys(("so luong dang vien", "so dang vien", "tong so dang vien", "dang vien"), "members"),
    **dict.fromkeys(("ngay hop chi bo", "ngay hop", "ngay sinh hoat", "ngay sinh hoat chi bo"), "held"),
    **dict.fromkeys(("kq so diem duoc danh gia", "so diem duoc danh gia", "so diem", "diem", "tong diem"), "score"),
    **dict.fromkeys(("ghi chu (thuyet minh diem tru)", "ghi chu", "thuyet minh diem tru"), "note"),
}
"""Headings, folded → the columns of the list; the classes are columns of their own."""
_CLASSES = frozenset(fold(one.label) for one in MeetingClass)


def differences(sheet: SheetWords) -> list[str] | None:
    """Return what is otherwise on a sheet that is our list; None for any other form.

    It has the classes as columns, and most of the other headings.
    """
    _row, here = _heads(sheet) or (0, {})
    if not here:
        return None
    ours, said = _headings(), {*here.values()}
    is_titled = any(_TITLE.search(fold(text)) for at, text in sheet.texts.items() if at.row < _DEEPEST)
    if len(said & ours.keys()) < (_ENOUGH if is_titled else _MOST) * len(ours):
        return None
    new = [f"cột {letters(column)} không có trong mẫu" for column, words in sorted(here.items()) if words not in ours]
    return [*new, *(f"không thấy cột “{text}” của mẫu" for words, text in ours.items() if words not in said)]


class Columns(NamedTuple):
    """Where the list stands: its first row, column → key of lists.LISTS["quality"], cells of totals → their column."""

    row: int
    columns: Mapping[int, str]
    heads: Mapping[int, str]
    totals: Mapping[Spot, int]


def columns(sheet: SheetWords, names: Iterable[str] = ()) -> Columns | None:
    """Return what the blank columns of a sheet that is our list show, and the totals below; None for any other form.

    `names` are those of the commune, folded: the title may have them.
    """
    row, here = _heads(sheet) or (0, {})
    if not here or differences(sheet) is None or not _is_of_all(sheet, names):
        return None
    first = row + 1
    if sum(str(sheet.raw(Spot(first, column))).strip("()").isdecimal() for column in here) > 1:
        first += 1  # the row that numbers the columns
    keys = {fold(one.label): key for key, one in month_list.CLASSES.items()}
    found: dict[int, str] = {}
    for column, words in sorted(here.items()):
        key = keys.get(words) or _KEYS.get(words, "")
        if key and key not in found.values() and sheet.is_blank(Spot(first, column)):
            found[column] = key
    return Columns(
        first, found, {column: _written(sheet, here[column]) for column in found}, _totals(sheet, first, found)
    )


def _written(sheet: SheetWords, words: str) -> str:
    return next(text for text in sheet.texts.values() if fold(text) == words)


def _is_of_all(sheet: SheetWords, names: Iterable[str]) -> bool:
    """Whether the title of the list goes on with nothing that leaves cells out."""
    above = [fold(text) for at, text in sheet.texts.items() if at.row < _DEEPEST and _TITLE.search(fold(text))]
    return bool(above) and all(neutral.is_neutral(_TITLE.split(text)[-1], is_title=True, names=names) for text in above)


def _totals(sheet: SheetWords, first: int, columns: Mapping[int, str]) -> dict[Spot, int]:
    """Return the blank cells of the first line of totals below a list, and the column each is of."""
    lines = (at.row for at, text in sorted(sheet.texts.items()) if at.row > first and _TOTAL.fullmatch(fold(text)))
    row = next(lines, 0)
    added = (column for column, key in columns.items() if key in month_list.ADDED)
    return {spot: column for column in added if row and sheet.is_blank(spot := Spot(row, column))}


def _heads(sheet: SheetWords) -> tuple[int, dict[int, str]] | None:
    """Return the last row of the headings of the table that has a column for each class, and column → the one there.

    The headings are folded; None without such a table.
    """
    rows: dict[int, dict[int, str]] = {}
    for at, text in sheet.texts.items():
        rows.setdefault(sheet.area(at).last.row, {})[at.column] = fold(text)
    whole = (found for found in rows.items() if found[0] < _DEEPEST and _CLASSES.issubset(found[1].values()))
    return next(whole, None)


@cache
def _headings() -> dict[str, str]:
    """Return the lowest headings of our blank, folded → as written."""
    from exports import form, meeting_quality

    words = SheetWords(form.load(meeting_quality.FORM).worksheets[0])
    found = _heads(words)
    assert found is not None  # it is our own
    written = {fold(text): text for text in words.texts.values()}
    return {one: written[one] for one in found[1].values()}

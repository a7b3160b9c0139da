"""The headings of a list in a form: what a row of it is, and which column shows what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from exports.learned import filters, lists
from exports.learned.reading import list_words, neutral, titles
from exports.learned.xml.grid import Spot
from models.text import fold

_NEAR, _LONGEST = 6, 10  # rows a title stands above its headings at most; words of a phrase
_PERCENT = re.compile(r" ?(?:\(%\)|, ?%)$")
_ALL = re.compile(
    r"(?:danh sach|bang|so) ?(?:theo doi|ke|tong hop|trich ngang)? ?(?:cac )?(?:dong chi )?"
    r"(?:dang vien|(?:cac )?(?:chi bo|thon|ban|to chuc dang)\b,? ?(?:ban)?)"
    r"(?:\W*$|[ (,–-]+(?:(?:toan|cua|thuoc|trong) (?:chi|dang|xa|phuong|huyen)|chi bo|dang bo|dang uy|truc thuoc"
    r"|xa|phuong|thang|quy|nam|ky|tinh den|den ngay|\W).*)"
)
"""The titles of lists of all, of whatever Party cell and time; others are of some, whom the title names."""
_BARE = {"danh sach", "danh sach trich ngang"}
"""Titles that go on in the line below."""
_OF_SECRETARIES = re.compile(r"^danh sach (?:cac )?(?:dong chi )?bi thu (?:cac )?chi bo")
_KEY_COLUMN = {"members": "full_name", "cells": "name", "villages": "name", "months": "name"}
_ELSEWHERE = {"arrived": {"noi den", "noi chuyen den"}, "departed": {"noi di", "noi chuyen di"}}
"""What is asked of the other end of a transfer: our own."""


def read(
    heads: Mapping[int, str], kinds: Collection[str] = tuple(_KEY_COLUMN), over: Mapping[int, str] | None = None
) -> tuple[str, dict[int, str]]:
    """Return the list whose columns headings name best, two at least, and column → its key.

    `over` is what stands above a heading: “Vắng mặt” over “Có lý do”.
    """
    best: tuple[str, dict[int, str]] = "", {}
    for kind in kinds:
        listing, names = lists.LISTS[kind], _names_of(kind)
        found: dict[int, str] = {}
        for column, text in heads.items():
            said = _PERCENT.sub("", fold(neutral.spelled(text)))
            above = fold(neutral.spelled((over or {}).get(column, "")))
            key = list_words.below(above, said) or names.get(said) or list_words.HEADS.get(said, "")
            key = "" if said in _ELSEWHERE.get(kind, ()) or list_words.is_of_some(above, key) else key
            if key in (lists.NUMBER, *listing.columns) and key not in found.values():
                found[column] = key
        if _KEY_COLUMN.get(kind, "full_name") in found.values() and len(found) > max(1, len(best[1])):
            best = kind, found
    return best


@cache
def _names_of(kind: str) -> Mapping[str, str]:
    """Return folded name → key of the columns of a list."""
    return {fold(told[0]): key for key, told in lists.LISTS[kind].columns.items()} | {"thang": "name"}


class Whose(NamedTuple):
    """Which list a title asks for, and the filters of its rows."""

    kind: str
    filters: tuple[str, ...]


_KINDS = {
    "moi ket nap": "admitted",
    "ket nap moi": "admitted",
    "duoc ket nap": "admitted",
    "ket nap": "admitted",
    "ket nap vao dang": "admitted",
    "ket nap dang vien": "admitted",
    "ket nap dang vien moi": "admitted",
    "cong nhan chinh thuc": "recognised",
    "duoc cong nhan chinh thuc": "recognised",
    "du bi duoc cong nhan chinh thuc": "recognised",
    "du bi duoc cong nhan dang vien chinh thuc": "recognised",
    "duoc cong nhan dang vien chinh thuc": "recognised",
    "du bi duoc cong nhan la dang vien chinh thuc": "recognised",
    "cong nhan dang vien chinh thuc": "recognised",
    "duoc chuyen dang chinh thuc": "recognised",
    "chuyen den": "arrived",
    "chuyen sinh hoat den": "arrived",
    "chuyen sinh hoat dang den": "arrived",
    "chuyen di": "departed",
    "chuyen di noi khac": "departed",
    "chuyen sinh hoat di": "departed",
    "chuyen sinh hoat dang di": "departed",
    "chuyen sinh hoat dang di noi khac": "departed",
    "tu tran": "died",
    "da tu tran": "died",
    "duoc tang huy hieu dang": "badges",
    "duoc tang huy hieu": "badges",
    "tang huy hieu dang": "badges",
    "duoc trao huy hieu dang": "badges",
    "duoc trao tang huy hieu dang": "badges",
    "trao tang huy hieu dang": "badges",
    "nhan huy hieu dang": "badges",
    "duoc nhan huy hieu dang": "badges",
    "quan chung uu tu": "candidates",
    "nguon phat trien dang": "candidates",
    "nguon phat trien dang vien": "candidates",
    "cam tinh dang": "candidates",
}
_TIMES = "ngay|thang|quy|nam|ky|trong nam|trong ky|trong thang|trong quy|dau nam|cuoi nam|den ngay"
_NOTHING = frozenset(
    (
        *("trich ngang", "theo doi", "tong hop", "thong ke", "cac", "dong chi", "cua", "thuoc", "tai", "la", "va"),
        *(
            "dot",
            "toan dang bo",
            "dang bo",
            "dang uy",
            "xa",
            "phuong",
            "truc thuoc",
            "toan xa",
            "tinh den",
            "o",
            "nguoi",
        ),
        *_TIMES.split("|"),
    )
)
_OFTEN = {filters.CELL, "gender", "minority"}
"""What narrows those who come and go too; their standing was another before."""


def whose(
    above: Mapping[Spot, str], row: int, places: Mapping[tuple[str, str], str], names: Iterable[str]
) -> Whose | None:
    """Return whom a list below a title is of: “Danh sách đảng viên nữ mới kết nạp”; None where words are not known.

    `row` is the first of its headings, `places` (kind, folded name) → filter of a place, `names` are ours, folded.
    """
    title = title_of(above, row)
    if not title or not is_all_said(above, row, names):
        return None
    said = _said(title, places, names)
    kind = next(iter(said.kinds), "members" if said.is_of_members else "")
    is_known = all(kind == "members" or filters.kind_of(key) in _OFTEN for key in said.narrowed)
    if kind == "candidates":
        is_known = all(filters.kind_of(key) == filters.CELL for key in said.narrowed)
    if said.unknown or not kind or len(said.kinds) > 1 or not is_known:
        return None
    return Whose(kind, tuple(dict.fromkeys(said.narrowed)))


def joined(above: Mapping[Spot, str]) -> dict[Spot, str]:
    """Return what stands above a list with a title of two lines as one: “DANH SÁCH” over “Đảng viên …”."""
    found = dict(above)
    for at, text in above.items():
        below = Spot(at.row + 1, at.column)
        if fold(text) in _BARE and below in found and not titles.is_of_office(found[below]):
            found[at] = f"{text} {found.pop(below)}"
    return found


def title_of(above: Mapping[Spot, str], row: int) -> str:
    """Return the one title of a list near above its headings; "" where there is none, or more than one."""
    near = (text for at, text in above.items() if row - _NEAR <= at.row < row)
    called = [text for text in near if fold(text).startswith("danh sach")]
    return neutral.spelled(called[0]) if len(called) == 1 else ""


def unknown(
    above: Mapping[Spot, str], row: int, places: Mapping[tuple[str, str], str], names: Iterable[str]
) -> tuple[str, ...]:
    """Return the words of a title that are not understood, those that stand together as one."""
    title = title_of(above, row)
    left = _said(title, places, names).unknown
    found: list[list[str]] = [[]]
    for word in re.findall(r"\w+", title):
        if fold(word) in left:
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return tuple(" ".join(one) for one in found if one)


class _Said(NamedTuple):
    """What the words of a title come to: lists of some, filters, whether it speaks of members, what is not known."""

    kinds: set[str]
    narrowed: list[str]
    is_of_members: bool
    unknown: set[str]


def _said(title: str, places: Mapping[tuple[str, str], str], names: Iterable[str]) -> _Said:
    said = fold(title).removeprefix("danh sach")
    for name in names:
        said = said.replace(name, " ")
    words, kinds, narrowed, is_of_members = re.findall(r"\w+", said), set[str](), list[str](), False
    left, place = set[str](), 0
    while place < len(words):
        for count in range(min(_LONGEST, len(words) - place), 0, -1):
            phrase = " ".join(words[place : place + count])
            cell = places.get((filters.CELL, phrase.removeprefix("chi bo "))) if phrase.startswith("chi bo ") else None
            key = cell or (filters.read(phrase) or _people(phrase) if _may_narrow(phrase) else None)
            if phrase in _KINDS:
                kinds.add(_KINDS[phrase])
            elif phrase == "dang vien":
                is_of_members = True
            elif key is not None:
                narrowed.append(key)
            elif phrase not in _NOTHING and not phrase.isdecimal():
                continue
            place += count
            break
        else:
            left.add(words[place])
            place += 1
    return _Said(kinds, narrowed, is_of_members, left)


def _people(phrase: str) -> str | None:
    """Return the filter of one people: “dân tộc Mông”."""
    name = phrase.removeprefix("nguoi ")
    keys = (key for key in filters.fixed() if filters.kind_of(key) == "ethnic" and name.startswith("dan toc "))
    return next((key for key in keys if filters.is_called(name, key)), None)


def _may_narrow(phrase: str) -> bool:
    """Whether words may be a filter: one alone is “nữ”, “đảng viên” is told apart, folded “nữ giỏi” is “nữ giới”."""
    return phrase == "nu" or (" " in phrase and not phrase.startswith(("dang vien", "nu gioi", "nam gioi")))


def is_all_said(above: Mapping[Spot, str], row: int, names: Iterable[str]) -> bool:
    """Whether the lines between a title and its headings leave nobody out: its period, what it goes with."""
    near = {at: text for at, text in above.items() if row - _NEAR <= at.row < row}
    title = next((at for at, text in near.items() if titles.begins(text)), None)
    return title is None or all(
        titles.is_of_office(text) or neutral.is_neutral(text, is_title=True, names=names)
        for at, text in near.items()
        if at.row > title.row
    )


def is_of_all(kind: str, above: Iterable[str]) -> bool:
    """Whether what stands above a list leaves nobody out: “Danh sách đảng viên được tặng huy hiệu” does."""
    named = [fold(text) for text in above if titles.begins(text)]
    if kind != "members":
        named = [text for text in named if text.startswith("danh sach")]
    if kind == "cells":
        named = [_OF_SECRETARIES.sub("danh sach chi bo", text) for text in named]
    return all(_ALL.fullmatch(text) for text in named)

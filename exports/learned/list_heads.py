"""The headings of a list in a form: what a row of it is, and which column shows what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from exports.learned import lists, titles
from models.text import fold

_HEADS = {
    "stt": lists.NUMBER,
    "tt": lists.NUMBER,
    "so tt": lists.NUMBER,
    "so thu tu": lists.NUMBER,
    "ho ten": "full_name",
    "ho, ten": "full_name",
    "ho va ten dang vien": "full_name",
    "ngay, thang, nam sinh": "born",
    "ngay thang nam sinh": "born",
    "nam sinh": "born",
    "sinh hoat chi bo": "cell",
    "chi bo": "name",
    "ten don vi": "name",
    "thon, ban": "name",
    "thon": "name",
    "ban": "name",
    "ngay vao dang chinh thuc": "official",
    "ngay cong nhan chinh thuc": "official",
    "so the dang": "card_number",
    "so the": "card_number",
    "cccd": "citizen_id",
    "so cccd": "citizen_id",
    "so dien thoai": "phone",
    "tong so dang vien": "members",
    "so luong dang vien": "members",
    "chinh thuc": "official",
    "du bi": "probationary",
    "nu": "women",
    "dan toc thieu so": "minority",
    "nguoi dan toc thieu so": "minority",
    "dang vien nguoi dan toc thieu so": "minority",
    "loai hinh": "kind",
    "loai chi bo": "kind",
    "bi thu": "secretary",
    "ho ten bi thu": "secretary",
    "ho va ten bi thu": "secretary",
    "ngay sinh hoat": "held",
    "ngay hop chi bo": "held",
    "phai du": "eligible",
    "so phai du": "eligible",
    "dang vien phai du": "eligible",
    "so dang vien phai du": "eligible",
    "co mat": "attended",
    "so co mat": "attended",
    "dang vien co mat": "attended",
    "so dang vien co mat": "attended",
    "so dang vien tham gia": "attended",
    "vang co ly do": "excused",
    "vang khong ly do": "unexcused",
    "vang khong co ly do": "unexcused",
    "ty le tham gia": "rate",
    "ty le du sinh hoat": "rate",
}
_PERCENT = re.compile(r" ?(?:\(%\)|, ?%)$")
_ALL = re.compile(
    r"(?:danh sach|bang|so) ?(?:theo doi|ke|tong hop|trich ngang)? ?(?:cac )?(?:dong chi )?"
    r"(?:dang vien|(?:cac )?(?:chi bo|thon|ban|to chuc dang)\b,? ?(?:ban)?)"
    r"(?:\W*$|[ (,–-]+(?:(?:toan|cua|thuoc|trong) (?:chi|dang|xa|phuong|huyen)|chi bo|dang bo|dang uy|truc thuoc"
    r"|xa|phuong|thang|quy|nam|ky|tinh den|den ngay|\W).*)"
)
"""The titles of lists of all, of whatever Party cell and time; others are of some, whom the title names."""
_KEY_COLUMN = {"members": "full_name", "cells": "name", "villages": "name", "months": "name"}


def read(heads: Mapping[int, str]) -> tuple[str, dict[int, str]]:
    """Return the list whose columns headings name best, two at least, and column → its key."""
    best: tuple[str, dict[int, str]] = "", {}
    for kind, listing in lists.LISTS.items():
        names = {fold(told[0]): key for key, told in listing.columns.items()} | {"thang": "name"}
        found: dict[int, str] = {}
        for column, text in heads.items():
            said = _PERCENT.sub("", fold(text))
            key = names.get(said) or _HEADS.get(said, "")
            if key in (lists.NUMBER, *listing.columns) and key not in found.values():
                found[column] = key
        if _KEY_COLUMN[kind] in found.values() and len(found) > max(1, len(best[1])):
            best = kind, found
    return best


def is_of_all(kind: str, above: Iterable[str]) -> bool:
    """Whether what stands above a list leaves nobody out: “Danh sách đảng viên được tặng huy hiệu” does."""
    named = [fold(text) for text in above if titles.begins(text)]
    if kind != "members":
        named = [text for text in named if text.startswith("danh sach")]
    return all(_ALL.fullmatch(text) for text in named)

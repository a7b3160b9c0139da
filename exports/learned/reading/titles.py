"""The title of a form as it stands on the sheet: the bold or wide line above the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import Spot
from models.text import fold

_DEEPEST = 25  # rows a table begins within
_LONGEST, _LONGEST_NAME = 100, 160
_JOINS = {"của", "các", "những", "và", "theo", "tại", "cho", "trong", "về", "từ", "đến", "với", "có"}
"""Words that no name ends with."""
_BEGINS = re.compile(
    r"(bao cao|bieu (?!so\b|\d)|danh sach|tong hop|thong ke|bang |phieu |ket qua|ke hoach|so lieu|so theo)"
)
_NO_TITLE = re.compile(
    r"(dang cong san|dang bo\b|dang uy\b|tinh uy|huyen uy|thanh uy|ban to chuc|ban thuong vu|uy ban|don vi\b|dvt\b"
    r"|so\s*[:\d.…-]|(bieu|mau|phu luc)( bao cao)?( so)?\s*[:\d.…ivx-]|kem theo|\(|ngay\b|thang\b|ky\b|quy\b|nam\b"
    r"|tinh den|\W*$)"
)
_WHEN = re.compile(
    r"(?:[\s,;–(-]*\b(?:ngày|tháng|quý|năm|kỳ|6 tháng(?: đầu| cuối)?|9 tháng(?: đầu)?)(?:\s+[\d.…/_IVX]+)*[\s)]*)+$",
    re.IGNORECASE,
)
_OF_EACH = re.compile(r"\s(?:các|từng|theo|mỗi|hằng|hàng)$", re.IGNORECASE)
_OLD_LETTERS = re.compile(r"[\u00a1-\u00bf]")  # of a font that is not Unicode
_NO_SYLLABLE = re.compile(r"[^aeiouy]{2,}|[aeiouy][^aeiouy]{3,}")
_ROMAN = re.compile(r"[IVX]+")
_HEAD = re.compile(
    r"dang cong san|(dang bo|dang uy|tinh uy|huyen uy|thanh uy|ban to chuc)\b|(bieu|mau|phu luc)( so)? *[\d.…]"
)
"""What stands beside a title, in a row that is therefore no heading of a table."""


def of(sheet: Any) -> str:
    """Return the title on a sheet of openpyxl, written like a sentence, without its period; "" where none is seen."""
    words = SheetWords(sheet)
    best = max(_lines(sheet, words), default=None, key=lambda one: one[0])
    return "" if best is None else _plain(best[1])


def begins(text: str) -> bool:
    """Whether words begin as titles do: “Báo cáo …”, “Danh sách …”."""
    return _BEGINS.match(fold(text)) is not None


def is_of_office(text: str) -> bool:
    """Whether a line is of whose form it is, which, and of when: “ĐẢNG ỦY XÃ …”, “Biểu số 3”, “(Tháng … năm 20…)”."""
    said = fold(text).lstrip("( ")
    return _NO_TITLE.match(said) is not None or not any(map(str.isalpha, said)) or _HEAD.match(said) is not None


def _lines(sheet: Any, words: SheetWords) -> Iterator[tuple[float, str]]:
    """Yield the lines above the table that may be its title, with how much speaks for each."""
    by_row: dict[int, list[Spot]] = {}
    for spot in words.texts:
        by_row.setdefault(spot.row, []).append(spot)
    heads = {row for row, spots in by_row.items() if any(_HEAD.match(fold(words.texts[one])) for one in spots)}
    top = next((row for row in sorted(by_row) if len(by_row[row]) > 2 and row not in heads), _DEEPEST)
    for spot, text in words.texts.items():
        if spot.row >= min(top, _DEEPEST) or _NO_TITLE.match(fold(text)):
            continue
        below = words.text(Spot(words.area(spot).last.row + 1, spot.column))
        if len(text.split()) < 3 and below and not _NO_TITLE.match(fold(below)):
            text = f"{text} {below[:1].lower() + below[1:] if not below.isupper() else below}"
        is_named = begins(text)
        if len(text.split()) < 3 or (len(text) > 2 * _LONGEST and not is_named):
            continue
        area, font = words.area(spot), sheet.cell(*spot).font
        wide = (area.last.column - area.first.column + 1) / max(1, words.columns)
        yield 3 * is_named + 2 * wide + bool(font.b) + float(font.sz or 11) / 11 + text.isupper() - spot.row / 100, text


def _plain(text: str) -> str:
    text = _OF_EACH.sub("", _WHEN.sub("", text)).strip(" .,;:–-")
    if _OLD_LETTERS.search(text):
        return ""
    first, *rest = text.split() or [""]
    if first.isupper() and (not rest or rest[0].isupper()):
        text = " ".join(
            (first.capitalize(), *(one if _stands_for_words(one) or one == "Đảng" else one.lower() for one in rest))
        )
    if len(text) > _LONGEST_NAME:
        kept = text[:_LONGEST_NAME].split(" ")[:-1]
        while kept and kept[-1].lower() in _JOINS:
            kept.pop()
        text = " ".join(kept).rstrip(" ,;–-")
    return text if len(text.split()) > 1 else ""


def _stands_for_words(word: str) -> bool:
    """Whether capitals stay: Roman numbers, and letters that stand for words, as MTTQ."""
    return _ROMAN.fullmatch(word) is not None or _NO_SYLLABLE.fullmatch(fold(word)) is not None

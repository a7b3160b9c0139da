"""Who signs a form: the blank some rows below “NGƯỜI LẬP BIỂU” and “T/M ĐẢNG ỦY”, in the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import Spot
from models.text import fold

_LEFT_FREE = 4  # rows from the last words to the name, for hand and seal; as in the program's own forms
_MOST = 9  # rows below these in which a blank made for the name is looked for
_BESIDE = 3  # titles in a row; more are the headings of a table
_LONGEST = 80
_PREPARER = re.compile(r"(?:nguoi|can bo) (?:lap|tong hop)(?: (?:bieu|bang|bao cao|danh sach))?\b")
_FOR = r"(?:t/? ?m|thay mat)[. ]*"
_SIGNER = re.compile(
    rf"(?:{_FOR}(?:dang uy|dang bo|ban thuong vu|ban chap hanh|thuong truc)|(?:k/?t[. ]*)?(?:pho )?bi thu\b)"
)
_BEGINS = re.compile(rf"{_FOR}|{_SIGNER.pattern}")
_HINT = re.compile(r"\(?\s*ky\b")
_PHONE = re.compile(r"dien thoai|\bs?dt\b")
_OTHERS = re.compile(r"chi bo|xac nhan")


class Signer(NamedTuple):
    """What the blank below a title is for: a field of the office (bound.OFFICE_FIELDS); the words it is read from."""

    field: str
    words: str


class _Block(NamedTuple):
    """The lines of a title and what is to be done below it: “T/M ĐẢNG ỦY”, “BÍ THƯ”, “(Ký, đóng dấu)”."""

    lines: tuple[str, ...]
    last: Spot


def read(sheet: SheetWords) -> dict[Spot, Signer]:
    """Return blank cell → who is to stand there; nothing for titles of a Party cell or of a table."""
    found: dict[Spot, Signer] = {}
    for block in _blocks(sheet):
        said = fold(" ".join(block.lines))
        field = _field(said, has_hint=len(block.lines) > 1 and any(map(_asks_to_sign, block.lines)))
        spot = _blank_below(sheet, block.last) if field else None
        if spot is None:
            continue
        words = " – ".join(block.lines)
        found[spot] = Signer(field, words)
        below = Spot(sheet.area(spot).last.row + 1, spot.column)
        if field == "preparer" and _PHONE.search(said) and _is_blank(sheet, below) and below.row <= sheet.last_printed:
            found[below] = Signer("preparer_phone", words)
    return found


def _field(said: str, *, has_hint: bool) -> str:
    if _OTHERS.search(said):
        return ""
    if _PREPARER.match(said):
        return "preparer"
    found = _SIGNER.match(said)
    is_said = found is not None and (has_hint or re.match(_FOR, said) is not None)
    return "signer" if is_said else ""


def _asks_to_sign(text: str) -> bool:
    return _HINT.match(fold(text)) is not None


def _blocks(sheet: SheetWords) -> Iterator[_Block]:
    """Yield the titles outside of tables, each with the lines right below it in its columns."""
    for spot, text in sheet.texts.items():
        is_title = _PREPARER.match(fold(text)) or _SIGNER.match(fold(text))
        if not is_title or len(text) > _LONGEST or ":" in text.partition("(")[0]:
            continue
        above = sheet.text(Spot(spot.row - 1, spot.column)) if spot.row > 1 else ""
        beside = [one for one in sheet.texts if one.row == spot.row]
        if len(beside) > _BESIDE or sheet.is_lined(spot) or _BEGINS.match(fold(above)):
            continue  # a table, or a line of a title that began above
        lines, last = [text], Spot(sheet.area(spot).last.row, spot.column)
        while below := sheet.text(Spot(last.row + 1, spot.column)):
            lines.append(below)
            last = Spot(sheet.area(Spot(last.row + 1, spot.column)).last.row, spot.column)
        yield _Block(tuple(lines), last)


def _blank_below(sheet: SheetWords, last: Spot) -> Spot | None:
    """Return the blank for a name: the one with dots, or merged as wide as a name wants, or that some rows below."""
    free: list[Spot] = []
    for row in range(last.row + 1, last.row + _MOST):
        area = sheet.area(Spot(row, last.column))
        if row > sheet.last_printed or any(sheet.text(Spot(row, one)) for one in _columns(sheet, area.first, last)):
            break
        if sheet.is_dotted(area.first):
            return area.first
        if area.first not in free and _is_blank(sheet, area.first):
            free.append(area.first)
    wide = [one for one in free if one != sheet.area(one).last]
    rest = [one for one in wide or free if wide or one.row > last.row + 1]
    wanted = last.row + _LEFT_FREE
    return min(rest, key=lambda one: abs(min(sheet.area(one).last.row, max(one.row, wanted)) - wanted), default=None)


def _columns(sheet: SheetWords, first: Spot, last: Spot) -> range:
    """Return the columns that a title and a blank below it take together."""
    areas = sheet.area(first), sheet.area(last)
    return range(min(one.first.column for one in areas), max(one.last.column for one in areas) + 1)


def _is_blank(sheet: SheetWords, spot: Spot) -> bool:
    return sheet.is_blank(spot) and not sheet.is_lined(spot)

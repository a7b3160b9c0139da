"""What stands in a list and is nobody: names of cells over their people, totals, notes, the signatures below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from exports.readers.headings import bare, words
from exports.readers.sheet import Sheet, Value
from models.text import clean, fold, name_case, nfc

FEW: Final = 4
"""No row of signatures, no heading of a section and no note fills more cells."""
HEADER: Final = "dòng tiêu đề lặp lại"

_COUNTED: Final = r"\d+\s*(?:đ/?c|đồng chí|đảng viên|người)\b"
_TOTAL: Final = re.compile(  # not Tống Công Minh, nor Tòng Văn Ín: people here are called so
    r"(tong cong|tong so|cong|tong)( \d.*)?|(tong cong|tong so) (so )?(dang vien|dong chi|nguoi|thon|ban|ho)\b.*"
    r"|(tong cong|tong so|cong) (toan |ca )?(chi bo|dang bo|danh sach|trang|muc|phan|khoi)\b.*"
    r"|(an dinh )?danh sach (nay )?(co|gom|\d).*|trong do .*"
)
_SECTION: Final = re.compile(
    r"(?:(?:[ivxlc]+|\d+|[a-z]|[*+-])[\s.)/:-]+|[*+-])?"
    r"(?P<word>chi bộ|(?-i:C\. ?B\b\.?|CB\b\.?)(?!\s*(?:cc|cnv|cnvc|gv|nv|vc|ccvc|ql|cốt cán|quản lý)\b))"
    r"\s*[:\s]\s*(?P<name>.+?)"
    rf"(?:\s*[(:,–-]\s*(?:có\s*|gồm\s*)?{_COUNTED}.*)?",
    re.IGNORECASE,
)
_SHORT: Final = len("C. B.")
_CELL: Final = re.compile(r"chi bộ\b(?!\s+(?:năm|tháng|quý|trực thuộc)\b)", re.IGNORECASE)
_CELL_END: Final = re.compile(
    r"[\s,;–-]*(?:\(?\b(?:năm\s+20\d\d|tháng\s+\d+|quý\s+[\divx]+|tính đến|đến ngày|có đến|ngày\s+\d+"
    r"|(?:kỳ |cuộc )?họp)|\((?:có|gồm|kèm|kể cả|lập|bổ sung|dự thảo))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_OF_SOMEBODY: Final = re.compile(r"\(.*bí thư\s*$", re.IGNORECASE)
"""“(Đồng chí bí thư chi bộ tự ghi)” is of whoever leads one; it names no cell."""
_WITH_ANOTHER: Final = re.compile(r"chi bộ\s+\w.*(?:[,;+&–-]|\bvà)\s*", re.IGNORECASE)
"""A cell of a title behind which another follows: “Chi bộ bản Co Mận và …”."""
_PLACES: Final = frozenset(("ban", "thon", "xom", "ap", "buon", "lang", "khu", "khom", "to"))
_ORDINAL: Final = re.compile(r"(?:[ivxlc]+|\d+|[a-z])[.)/]?", re.IGNORECASE)
_COUNT: Final = re.compile(rf"\(?\s*(?:có\s*)?{_COUNTED}.*", re.IGNORECASE)
_E, _O = (
    "".join(sign for sign in map(chr, (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA))) if fold(sign) == plain)
    for plain in "eo"
)
_NAMED = 10
_VOWELS: Final = frozenset("aeiouy")
_PAGE: Final = re.compile(r"trang( so)? \d{1,3}( \d{1,3})?")
_MARKS = "[\u0300-\u036f]*"  # letters may come in pieces
_OVER_OTHERS: Final = rf"t[{_E}]{_MARKS}n|chi b|(?-i:C[.] ?B|CB)[. :]"  # ten, chi b: in any heading, over any section
_HEADS: Final = re.compile(_OVER_OTHERS, re.IGNORECASE)
_ASIDE: Final = re.compile(f"{_OVER_OTHERS}|[tc][{_O}]{_MARKS}n{_MARKS}g", re.IGNORECASE)  # tong, cong: in any total
_NOTE: Final = re.compile(
    r"(nguoi lap|nguoi tong hop|nguoi ghi|nguoi diem danh|thu ky|bi thu|t m|tm|thay mat|k t|ky ten|xac nhan|noi nhan"
    r"|ghi chu|.*\bngay \d* ?thang \d* ?nam\b|thu truong|chu tri|ky hieu|chu thich)\b.*"
)
_STARRED: Final = re.compile(r"\s*\(?[*+]+\)?\s*\S+( \S+){3,}")  # “* Đồng chí Páo được kết nạp tháng 3”
_GROUP: Final = re.compile(
    r"(?:(?:[ivxlc]+|\d+|[a-z]) )?(?:(?:khoi|cac chi bo) .+|(?:so |cac |danh sach |nhom |dien |khoi |doi tuong )*"
    r"(?:dang vien|dong chi|du bi|chinh thuc|duoc mien|mien sinh hoat|mien cong tac|tam vang|chuyen di|chuyen den)\b.*)"
)
_SIGNATURE: Final = re.compile(
    r"((?!sinh).+ )ngay( \d+)? thang( \d+)? nam( \d+)?|ngay thang( \d+)? nam( \d+)?"
    r"|(nguoi|can bo) (lap|tong hop|ghi|diem danh|kiem tra|viet|thong ke)\b.*|lap bieu|ky ten|ky (va )?ghi ro ho ten"
    r"|(t ?m|k ?t|t ?l|tuq|thay mat|thua lenh) .*|xac nhan (cua )?.*|noi nhan|thu truong.*"
)


def cell_of_title(line: str) -> str | None:
    """Return the name after the last "chi bộ" of a title, None if the title names no cell, or two of them."""
    line = clean(line)
    starts = [found.start() for found in _CELL.finditer(line)]
    if starts and _OF_SOMEBODY.search(line[: starts[-1]]):
        return None
    if len(starts) > 1 and _WITH_ANOTHER.fullmatch(line[starts[-2] : starts[-1]]):
        return None
    name = _CELL_END.sub("", line[starts[-1] :]) if starts else ""
    name = name.strip(" .,:;-–")
    name = name if "(" in name else name.rstrip(" )")
    return name[:1].upper() + name[1:] if len(name.split()) > 2 else None


def in_usual_case(name: str, sheet: str = "") -> str:
    """Give a cell's name in capitals the case of its sheet's name, which may be cut short, or of a name."""
    if not name.isupper():
        return name
    sheet = nfc(sheet).strip()
    if words(sheet) and words(name).startswith(words(sheet)):
        return clean(sheet + name[len(sheet) :].lower())
    first, second, *rest = name.split(" ")
    if rest and fold(rest[0]) in _PLACES:
        second, rest = f"{second} {rest[0]}", rest[1:]
    return " ".join([first.capitalize(), second.lower(), *(one if _is_short(one) else name_case(one) for one in rest)])


def _is_short(word: str) -> bool:
    """Tell whether a word in capitals stands for several: THCS, UBND. No syllable is without a vowel."""
    return len(word) > 1 and _VOWELS.isdisjoint(fold(word))


def section(cells: list[Value]) -> str | None:
    """Return the cell a row names if it says nothing else, but perhaps a number before or a count after.

    “CB” before a name is the office's short “Chi bộ”.
    """
    filled = [cell for cell in cells if cell is not None]
    if not 0 < len(filled) < FEW:
        return None
    found: str | None = None
    for cell in filled:
        text = clean(str(cell))
        named = _SECTION.fullmatch(text) if isinstance(cell, str) and found is None else None
        if named is not None:
            word = named["word"] if len(named["word"]) > _SHORT else "Chi bộ"
            found = f"{word} {named['name'].rstrip(' :.;')}"
        elif not (_ORDINAL.fullmatch(text) if found is None else isinstance(cell, int) or _COUNT.fullmatch(text)):
            return None
    return found


def kind(cells: list[Value], name: int, filled: list[Value]) -> str | None:
    """Return what a row is if it is no data, None for data; `filled` are its cells in columns we read."""
    first = next((cell for cell in cells if cell is not None), None)
    for cell in (first, None if isinstance(first, int) else cells[name]):
        if isinstance(cell, str) and _is_total(cell):
            return "dòng cộng"
    if len(filled) == 1 and isinstance(filled[0], str):
        if _STARRED.match(filled[0]):
            return "dòng ghi chú"
        said = words(filled[0])
        if _PAGE.fullmatch(said):
            return "dòng số trang"
        return "dòng ghi chú" if _NOTE.fullmatch(said) else "dòng tên nhóm" if _GROUP.fullmatch(said) else None
    return None


def total(cells: list[Value]) -> str | None:
    """Return what a row is if it begins as one of totals, whose formulas may lack a value; else None."""
    texts = (cell for cell in cells if cell is not None)
    return "dòng cộng" if _is_total(next(texts, None)) else None


def kind_beside(cells: list[Value]) -> str:
    """Return what a row is that fills none of our columns."""
    return "dòng cộng" if _is_total(next(cell for cell in cells if cell is not None)) else "dòng ghi chú"


def is_data(cells: list[Value], name: int, ours: Sequence[int]) -> bool:
    """Tell whether a row speaks of somebody: a name with a day or a number beside it, in one of our columns."""
    if not isinstance(cells[name], str):
        return False
    beside = (cells[column] for column in ours if column != name)
    return any(isinstance(cell, int | date) or (isinstance(cell, str) and cell[:1].isdecimal()) for cell in beside)


def is_signature(cells: list[Value]) -> bool:
    """Tell whether a row begins the signatures below a list: place and day, who made it, for whom."""
    filled = [cell for cell in cells if cell is not None]
    return len(filled) <= FEW and any(isinstance(cell, str) and _SIGNATURE.fullmatch(bare(cell)) for cell in filled)


def may_be(text: str) -> bool:
    """Tell whether a row with this text has to be looked at closely."""
    return _ASIDE.search(text) is not None


def may_be_head(text: str) -> bool:
    """Tell whether a row with this text, if it is numbered, has to be looked at closely: no total has a number."""
    return _HEADS.search(text) is not None


def is_column_number(cell: Value) -> bool:
    """Tell whether a cell numbers its column."""
    return (isinstance(cell, int) and cell < 200) or (isinstance(cell, str) and len(fold(cell).strip(" ()")) <= 2)


def note(sheet: Sheet, left_aside: Counter[str], signed: Sequence[int] = ()) -> str:
    """Return the sentence saying what was left aside in a sheet, "" if nothing; `signed` are rows of signatures."""
    parts = [f"{number} {what}" for what, number in left_aside.items() if number]
    if signed:
        runs = groupby(enumerate(signed), lambda pair: pair[1] - pair[0])
        ends = [[row for _n, row in run] for _key, run in runs]
        rows = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in ends)
        parts.append(f"{len(signed)} dòng ký tên (dòng {rows})")
    return f"Trang “{sheet.name}”: đã bỏ qua {', '.join(parts)}." if parts else ""


def unseen_note(sheet: Sheet) -> str:
    """Return the sentence saying that what Excel hides was read too, "" where it hides nothing that is filled."""
    rows, columns = sheet.unseen
    hidden = [row + 1 for row in rows if row < len(sheet.rows) and any(cell is not None for cell in sheet.rows[row])]
    letters = [sheet.letter(n) for n in columns if any(n < len(cells) and cells[n] is not None for cells in sheet.rows)]
    said: list[str] = []
    if hidden:
        named = ", ".join(map(str, hidden[:_NAMED])) + (" …" if len(hidden) > _NAMED else "")
        said.append(f"{len(hidden)} dòng đang ẩn hoặc đang lọc (dòng {named})")
    if letters:
        said.append(f"{len(letters)} cột đang ẩn ({', '.join(letters)})")
    return f"Trang “{sheet.name}”: {' và '.join(said)} cũng được đọc." if said else ""


def _is_total(cell: Value) -> bool:
    return cell is not None and _TOTAL.fullmatch(words(cell)) is not None

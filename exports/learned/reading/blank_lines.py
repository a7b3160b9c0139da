"""The lines of a form that are written anew each time: its date, its period, the name of the committee."""

from __future__ import annotations

import re
from collections import Counter

from exports.learned.reading import titles
from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import Spot
from models.text import fold

_DOTS = r"[\s.…_]"
_LINE = rf"(?:[._]{{2,}}|…){_DOTS}*"
_DAY = rf"ngày{_DOTS}+tháng{_DOTS}+năm{_DOTS}*\d*{_DOTS}*"
_DATE = re.compile(rf"(?:[^\d:;()]{{0,40}},|{_DOTS}*){_DOTS}*{_DAY}", re.IGNORECASE)
_AS_OF = re.compile(rf"(.*\bđến (?:hết )?)(?:{_DAY}|ngày{_DOTS}+/{_DOTS}*/[\s.…_\d]*)(\)?)", re.IGNORECASE)
_FROM = re.compile(r"\btừ\b", re.IGNORECASE)
_PERIOD = re.compile(
    rf"(?:tháng{_DOTS}*\d*{_DOTS}*|quý{_DOTS}*[IV\d]*{_DOTS}*|[69] tháng(?: đầu)? ?|)[,/]?\s*năm{_DOTS}*\d*{_DOTS}*",
    re.IGNORECASE,
)
_OPEN_PERIOD = re.compile(rf"[.…_]{{2,}}\s*năm{_DOTS}*\d*{_DOTS}*", re.IGNORECASE)  # “…… NĂM 20……”
_TITLE = re.compile(rf"(.+?[\s(])({_PERIOD.pattern})(\)?)", re.IGNORECASE)
_OF_EACH = re.compile(r"(?:các|từng|theo|mỗi|hằng|hàng|\d)\s*$", re.IGNORECASE)  # “CÁC QUÝ NĂM 2026”
_NO_NUMBER = re.compile(r"(?:tháng|quý)\s+năm", re.IGNORECASE)
_ONE_YEAR = re.compile(r"năm\s*\d+\s*", re.IGNORECASE)  # a form of that year alone
_UNIT = r"(?:\d+\s*[.)]\s*)?(?:tên )?đơn vị(?: báo cáo)?\s*:\s*"
_NAMED = tuple(  # the words that stay, what is written on the dots, and the blank
    (re.compile(rf"({words}){written}{_LINE}", re.IGNORECASE), blank)
    for words, written, blank in (
        (rf"(?:{_UNIT})?", rf"đảng ủy (?:xã|phường)?\s*:?{_DOTS}*?", "xa"),
        (_UNIT, "", "xa"),
        ("", rf"(?:(?:tỉnh|thành|huyện|thị|quận) ủy|đảng bộ (?:tỉnh|thành phố|huyện)){_DOTS}*?", "cap_tren"),
        (r"kỳ(?: báo cáo)?\s*:\s*", "", "ky"),
        (r"tháng\s*:\s*", "", "thang"),
        (r"năm\s*:\s*", "", "nam"),
        (r"người lập(?: biểu)?\s*:\s*", "", "nguoi_lap"),
    )
)
_OPEN = re.compile(r"[\d.…_]")
_TIME = re.compile(r"\W*(?:(?:thang|quy|nam) [\divx]|[69] thang)")
_LONGEST = 120


def read(sheet: SheetWords) -> dict[Spot, tuple[str, str]]:
    """Return cell → what stands there and the text with blanks that may stand instead."""
    in_row = Counter(spot.row for spot in sheet.texts)
    in_column = Counter(spot.column for spot, text in sheet.texts.items() if _TIME.match(fold(text)))
    found: dict[Spot, tuple[str, str]] = {}
    for spot, text in sheet.texts.items():
        is_alone = in_row[spot.row] == 1 and in_column[spot.column] < 2  # of several, each is the label of its row
        made = _made(text.strip(), is_alone=is_alone) if len(text) < _LONGEST else ""
        if made:
            found[spot] = text, made
    return found


def _made(text: str, *, is_alone: bool) -> str:
    """Return the text with blanks; "" for a line that stays. A period beside other words is a heading of a column."""
    if _DATE.fullmatch(text):
        return "{dia_danh}, {ngay}"
    as_of = _AS_OF.fullmatch(text)
    if as_of is not None and not _FROM.search(as_of[1]):  # a span of days is no day
        return f"{as_of[1]}{'NGÀY' if text.isupper() else 'ngày'} {{den_ngay}}{as_of[2]}"
    for pattern, blank in _NAMED:
        named = pattern.fullmatch(text)
        if named is not None:
            bare = text.removeprefix(named[1])
            return f"{named[1]}{{{blank.upper() if bare.isupper() else blank}}}"
    bare = text.removeprefix("(").removesuffix(")")
    if is_alone and _PERIOD.fullmatch(bare):
        return text.replace(bare, "{ky}")
    if is_alone and _OPEN_PERIOD.fullmatch(bare):
        return text.replace(bare, "{KY}" if bare.isupper() else "{ky}")
    found = _TITLE.fullmatch(text) if is_alone and titles.begins(text) else None
    is_one = found is not None and not _OF_EACH.search(found[1]) and _OPEN.search(found[2]) is not None
    is_one = is_one and found is not None and not _NO_NUMBER.match(found[2])
    if found is not None and is_one and _ONE_YEAR.fullmatch(found[2]) is None:
        return f"{found[1]}{'{KY}' if text.isupper() else '{ky}'}{found[3]}"
    return ""

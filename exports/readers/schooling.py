"""Levels of schooling as offices write them, brought to the words of the forms (domain.md 2.8)."""

from __future__ import annotations

import re
from typing import Final

from exports.readers.sheet import Value
from exports.readers.values import Read, shown_in_full
from models.text import clean, fold

_CLASS: Final = re.compile(r"(?:lop )?(\d{1,2}) ?/ ?(10|12)")
_GENERAL: Final = (
    (r"(trung hoc pho thong|thpt|ptth|pho thong trung hoc|cap 3|cap iii|bt thpt|btth)", "Trung học phổ thông"),
    (r"(trung hoc co so|thcs|ptcs|pho thong co so|cap 2|cap ii)", "Trung học cơ sở"),
    (r"(tieu hoc|cap 1|cap i)", "Tiểu học"),
    (r"biet doc.*", "Biết đọc, biết viết chữ quốc ngữ"),
)
_PROFESSIONAL: Final = (  # no syllable begins as TC, CĐ and ĐH do: behind them stands the school, as in CĐSP
    (r"(tien sy|tien si|ts)\b.*", "Tiến sỹ"),
    (r"(thac sy|thac si|ths|cao hoc)\b.*", "Thạc sỹ"),
    (r"(dai hoc|dh[a-z]{0,5}|cu nhan|ky su|bac sy|bac si|duoc sy dai hoc)\b.*", "Đại học"),
    (r"(cao dang|cd[a-z]{0,5})\b.*", "Cao đẳng"),
    (r"(trung cap|tc[a-z]{0,5}|trung hoc (chuyen nghiep|su pham|y te)|thcn|thsp)\b.*", "Trung cấp"),
    (
        r"(so cap|sc[a-z]{0,5}|cong nhan ky thuat|cnkt|nhan vien nghiep vu)\b.*",
        "Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp",
    ),
)
_THEORY: Final = (
    (r"(cao cap|cc[a-z]{0,5}|cu nhan)\b.*", "Cao cấp, cử nhân"),
    (r"(trung cap|tc[a-z]{0,5})\b.*", "Trung cấp"),
    (r"(so cap|sc[a-z]{0,5})\b.*", "Sơ cấp"),
)
_BETWEEN: Final = re.compile(r"[;,+/\n]| va | - ")
_NOT_YET: Final = re.compile(r"\b(dang|chua|khong|ko)\b")
_NONE: Final = frozenset({"", "khong", "chua", "chua co", "chua qua dao tao", "-", "0", "x"})


def general(value: Value) -> Read[str]:
    """Read a level of general schooling, also from the class reached (9/12, 7/10)."""
    line = fold(shown_in_full(value)) if value is not None else ""
    if found := _CLASS.fullmatch(line):
        return Read(_level(int(found[1]), int(found[2])))
    return _one_of(_GENERAL, line, value)


def school_class(value: Value) -> str | None:
    """Return the class reached as it is written (9/12), None if only a level is."""
    return clean(value) if isinstance(value, str) and _CLASS.fullmatch(fold(value)) else None


def professional(value: Value) -> Read[str]:
    """Read a level of professional training."""
    return _one_of(_PROFESSIONAL, fold(shown_in_full(value)) if value is not None else "", value)


def theory(value: Value) -> Read[str]:
    """Read a level of political theory."""
    return _one_of(_THEORY, fold(shown_in_full(value)) if value is not None else "", value)


def _level(reached: int, of: int) -> str | None:
    """Return the level that a class of the school of 10 or 12 classes completes."""
    upper, lower, primary = (12, 9, 5) if of == 12 else (10, 7, 4)
    if reached >= upper:
        return "Trung học phổ thông"
    if reached >= lower:
        return "Trung học cơ sở"
    return "Tiểu học" if reached >= primary else "Biết đọc, biết viết chữ quốc ngữ"


def says_something(read: Read[str]) -> bool:
    """Tell whether a cell names a level, or says in so many words that there is none."""
    return read.value is not None or not read.reason


def _level_of(known: tuple[tuple[str, str], ...], line: str) -> str | None:
    return next((label for pattern, label in known if re.fullmatch(pattern, line) or fold(label) == line), None)


def _one_of(known: tuple[tuple[str, str], ...], line: str, value: Value) -> Read[str]:
    if value is None or line in _NONE:
        return Read()
    labels = [label for _pattern, label in known]
    if fold(line) not in map(fold, labels) and len(parts := _BETWEEN.split(line)) > 1:
        levels = {label for part in parts if (label := _level_of(known, part.strip())) is not None}
        if len(levels) > 1 and not _NOT_YET.search(line):
            highest = min(levels, key=labels.index)
            reason = f"Ô ghi {len(levels)} trình độ; lấy trình độ cao nhất “{highest}”."
            return Read(highest, reason, "Kiểm tra lại.", is_warning=True, after=highest)
    if (label := _level_of(known, line)) is not None:
        return Read(label)
    within = [label for pattern, label in known if re.search(rf"\b(?!ts\b){pattern}", line)]  # nuôi trồng TS
    if within and not _NOT_YET.search(line):  # CNTT (ĐH): the highest that is named
        return Read(within[0], f"Được hiểu là “{within[0]}”.", "Kiểm tra lại.", is_warning=True, after=within[0])
    return Read(
        None, f"Không hiểu “{clean(str(value))[:40]}”.", "Ghi ở thẻ đảng viên; dòng này vẫn nhập.", is_warning=True
    )

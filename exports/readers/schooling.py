"""Levels of schooling as offices write them, brought to the words of the forms (domain.md 2.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

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
_PARTED: Final = re.compile(r"[;,+\n\r]|\s[-–]\s|(?<!\d)/|/(?!\d)")
_LISTED: Final = re.compile(r"[;,+\n\r]")
"""What parts two courses of study, also where only the first names its level: “ĐH Luật, Kinh tế”."""
_BETWEEN: Final = re.compile(r"/| va | - ")
_NO_SUBJECT: Final = re.compile(
    r"\b(tien s[yi]|ts|thac s[yi]|ths|cao hoc|dai hoc|dh|cu nhan|ky su|cao dang|cd|trung cap|tc|tccn|thcn"
    r"|trung hoc chuyen nghiep|chuyen nghiep|so cap|sc|cong nhan ky thuat|cnkt|nhan vien nghiep vu"
    r"|da|co|tot nghiep|trinh do|bang|chuyen mon|nghiep vu)\b"
)
"""What names the level and nothing beside it: “ĐHSP” and “bác sỹ” say of what."""
_NOT_YET: Final = re.compile(r"\b(chua|khong|ko)\b|(?<!\bcao )\bdang (hoc|theo|du)\b")
_GOING_ON: Final = re.compile(r"\bđang\b")
"""Told by its letters from “Cao đẳng” and “Xây dựng Đảng”, which are levels and courses."""
_NONE: Final = frozenset({"", "khong", "chua", "chua co", "chua qua dao tao", "-", "0", "x"})
_WHOLE: Final = frozenset(fold(label) for known in (_GENERAL, _PROFESSIONAL, _THEORY) for _pattern, label in known)
"""The words of the forms, some of which are several by themselves."""
_WITH_COMMAS: Final = frozenset(
    fold(label) for known in (_GENERAL, _PROFESSIONAL) for _one, label in known if "," in label
)


def general(value: Value) -> Read[str]:
    """Read a level of general schooling, also from the class reached (9/12, 7/10)."""
    line = fold(shown_in_full(value)) if value is not None else ""
    if found := _CLASS.fullmatch(line):
        return Read(_level(int(found[1]), int(found[2])))
    if isinstance(value, str) and len(several := parts(value)) > 1:
        read = [found for part in several if (found := general(part)).value is not None and not found.reason]
        if read and len(read) < len(several):
            return _highest(read[0].value or "")
    return _one_of(_GENERAL, line, value)


def school_class(value: Value) -> str | None:
    """Return the class reached as it is written (9/12), also beside something else, None if only a level is."""
    said = parts(value) if isinstance(value, str) else []
    return next((part for part in said if _CLASS.fullmatch(fold(part))), None)


def parts(text: str) -> list[str]:
    """Return what stands in a cell beside one another: a class reached (9/12) is one thing, so is a word of the forms.

    “Cao cấp, cử nhân” beside other things may well be two.
    """
    if fold(text) in _WHOLE:
        return [clean(text)]
    rest = [part for part in map(clean, _PARTED.split(text)) if part]
    found: list[str] = []
    while rest:
        many = next((n for n in (3, 2) if fold(", ".join(rest[:n])) in _WITH_COMMAS), 1)
        found.append(", ".join(rest[:many]))
        rest = rest[many:]
    return found


def is_more_than_one(field: str, value: Value) -> bool:
    """Tell whether a cell says more of somebody's schooling than the one level its field takes.

    `field` is "education", "professional" or "theory".
    """
    if not isinstance(value, str) or fold(value) in _WHOLE:
        return False
    if field == "theory":
        return len(set(_levels_of(_THEORY, value))) > 1
    said = parts(value) if field == "education" else _LISTED.split(value)
    is_listed = sum(fold(part) not in _NONE for part in said) > 1
    return is_listed or (field == "professional" and len(set(_levels_of(_PROFESSIONAL, value))) > 1)


def says_more(field: str, value: Value) -> bool:
    """Tell whether a cell is to be kept whole: for the levels beside the highest, or for what somebody has learnt.

    That is the subject of a level of a profession (“ĐH Luật”), for which the record has no field.
    """
    if is_more_than_one(field, value):
        return True
    if field != "professional" or not isinstance(value, str) or professional(value).value is None:
        return False
    said = (fold(part) for part in _LISTED.split(value))
    return any(re.search(r"[^\W_]", _NO_SUBJECT.sub("", part)) for part in said if part not in _NONE)


def professional(value: Value) -> Read[str]:
    """Read a level of professional training."""
    found = _one_of(_PROFESSIONAL, fold(shown_in_full(value)) if value is not None else "", value)
    if found.value is not None and not found.reason and is_more_than_one("professional", value):
        return _highest(found.value)
    return found


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


def _levels_of(known: tuple[tuple[str, str], ...], text: str) -> Iterator[str]:
    """Yield the levels that the parts of a text name, one after the other."""
    for part in _LISTED.split(text):
        for one in _BETWEEN.split(fold(part)):
            if (label := _level_of(known, one.strip())) is not None:
                yield label


def _highest(level: str) -> Read[str]:
    reason = f"Ô ghi nhiều trình độ; lấy “{level}”, nguyên văn cả ô giữ ở Ghi chú."
    return Read(level, reason, "Kiểm tra lại.", is_warning=True, after=level)


def _one_of(known: tuple[tuple[str, str], ...], line: str, value: Value) -> Read[str]:
    if value is None or line in _NONE:
        return Read()
    labels = [label for _pattern, label in known]
    if line in _WHOLE and line not in map(fold, labels) and _level_of(known, line) is None:
        known = ()  # a word of the forms for something else, though a part of it may sound like one of these
    levels = set(_levels_of(known, shown_in_full(value))) if line not in _WHOLE else set[str]()
    is_reached = not _NOT_YET.search(line) and not _GOING_ON.search(normalize("NFC", shown_in_full(value)).casefold())
    if len(levels) > 1 and is_reached:
        return _highest(min(levels, key=labels.index))
    if (label := _level_of(known, line)) is not None:
        return Read(label)
    within = [label for pattern, label in known if re.search(rf"\b(?!ts\b){pattern}", line)]  # nuôi trồng TS
    if within and is_reached:  # CNTT (ĐH): the highest that is named
        return Read(within[0], f"Được hiểu là “{within[0]}”.", "Kiểm tra lại.", is_warning=True, after=within[0])
    reason = f"Không hiểu “{clean(str(value))[:40]}”."
    return Read(None, reason, "Ghi ở thẻ đảng viên; dòng này vẫn nhập.", is_warning=True, is_left_out=True)

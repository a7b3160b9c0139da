"""What a cell of a learned form can be bound to: a figure, a field of the office, a text with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from exports.learned import lists, parts
from models import indicators, statistics
from models.text import fold

INDICATOR, STATISTIC, OFFICE, TEXT, ROWS, SHARE, SUM = KINDS = (
    *("indicator", "statistic", "office", "text", "rows"),
    *("share", "sum"),
)
SUM_KEY = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
"""C8: the total of the column of a list that begins in that cell of the sheet."""
SHARE_KEY = re.compile(r"([A-Z]{1,3}[1-9]\d{0,6})/([A-Z]{1,3}[1-9]\d{0,6})")
"""C5/B5: the number of one cell of the sheet in per cent of that of another."""

NOW, BEFORE, RATIO, SO_FAR = "", "before", "ratio", "so_far"
SPANS = {
    NOW: "Của kỳ báo cáo",
    BEFORE: "Cùng kỳ năm trước",
    RATIO: "% so với cùng kỳ năm trước",
    SO_FAR: "Lũy kế từ đầu năm",
}
"""Of when a figure is; else one of parts.py: a month, a quarter, a year."""

OFFICE_FIELDS = {
    "commune": "Tên đảng ủy",
    "superior": "Cấp ủy cấp trên",
    "place": "Địa danh",
    "preparer": "Người lập biểu",
    "preparer_phone": "Điện thoại người lập biểu",
    "signing_for": "Ký thay mặt",
    "signer_title": "Chức vụ người ký",
    "signer": "Người ký",
}
BLANKS = {
    "ky": "kỳ báo cáo",
    "thang": "tháng cuối kỳ",
    "nam": "năm",
    "nam_truoc": "năm trước",
    "ngay": "ngày lập: ngày … tháng … năm …",
    "ngay_lap": "ngày lập: dd/mm/yyyy",
    "den_ngay": "số liệu tính đến ngày",
    "xa": "tên đảng ủy",
    "cap_tren": "cấp ủy cấp trên",
    "dia_danh": "địa danh",
    "nguoi_lap": "người lập biểu",
    "nguoi_ky": "người ký",
}
BLANK = re.compile(r"\{(\w+)\}")
_TOTAL = re.compile(r"(?:tong|=? ?sum) ?\(? ?([a-z]{1,3}\d+) ?\)?")
_NUMBERED = re.compile(r"[2-9]\.")
_TEXTS = (
    "{ky}",
    "{dia_danh}, {ngay}",
    "Tính đến ngày {den_ngay}",
    "ĐẢNG BỘ {xa}",
    "Năm {nam}",
    "Tháng {thang} năm {nam}",
)


_ROWS_ABOUT = "Điền xuống các dòng trống của biểu, bắt đầu từ ô này; danh sách dài hơn thì chương trình chèn thêm dòng."


@dataclass(frozen=True)
class Choice:
    """One thing to bind a cell to: its name, where it belongs, what it is in a sentence, the words it is found by."""

    kind: str
    key: str
    name: str
    where: str
    about: str
    words: frozenset[str]

    @property
    def title(self) -> str:
        """The name, told from the same one elsewhere: “Dự bị · Biểu 3”."""
        return f"{self.name} · {self.where}" if self.where else self.name


@cache
def choices() -> tuple[Choice, ...]:
    """Return everything a cell can be bound to, the figures of the office before the rows of the statistics."""
    return tuple(_choices())


def _choices() -> Iterator[Choice]:
    for one in indicators.INDICATORS:
        yield _choice(
            INDICATOR, one.key, one.name, f"{one.group.value}: {one.definition}", one.group.value, one.group.value
        )
    for row in statistics.ROWS.values():
        yield _choice(STATISTIC, row.key, _full_name(row), f"{row.definition} {row.source}", _form(row), _form(row))
    for key, name in OFFICE_FIELDS.items():
        yield _choice(OFFICE, key, name, "Lấy từ Thiết lập của cơ quan.", "cơ quan")
    for key, name, row in lists.fields():
        yield _choice(ROWS, key, name, _ROWS_ABOUT, row, row)
    for text in _TEXTS:
        yield _choice(TEXT, text, text, "Chữ có chỗ điền.", " ".join(BLANKS[name] for name in BLANK.findall(text)))


def _choice(kind: str, key: str, name: str, about: str, also: str, where: str = "") -> Choice:
    return Choice(kind, key, name, where, about, frozenset(_words(f"{name} {also}")))


def _form(row: statistics.Row) -> str:
    """Return the short name of the form a row is on: “Biểu 3”."""
    return " ".join(row.source.partition("-")[0].replace(" số", "").split()[:2])


def _full_name(row: statistics.Row) -> str:
    """Return a row's wording with that of the row it is a part of, where alone it says too little (“nữ”)."""
    plain = row.name.removesuffix(", chia ra:").removesuffix(":")
    above = statistics.ROWS.get(row.key.rpartition(".")[0])
    if above is not None and above.key.count(".") and not _NUMBERED.match(plain):  # one of its own beside that row
        return f"{_full_name(above)} – {plain}"
    return plain


def name_of(kind: str, key: str) -> str | None:
    """Return the name of what a cell is bound to; None for what this version does not know."""
    if kind == TEXT:
        return key
    if kind == SHARE:
        found = SHARE_KEY.fullmatch(key)
        return f"Tỷ lệ % của ô {found[1]} trong ô {found[2]}" if found else None
    if kind == SUM:
        return f"Tổng của cột danh sách từ ô {key}" if SUM_KEY.fullmatch(key) else None
    found = find(kind, key)
    return found.name if found else None


def span_name(span: str) -> str | None:
    """Return what a span is called; None for what this version does not know."""
    return SPANS.get(span) or parts.name(span)


def spans(own: str = NOW) -> Iterator[tuple[str, str]]:
    """Yield name and key of all spans there are to choose from, with that of a cell where it is of a certain year."""
    for key in dict.fromkeys((*SPANS, *parts.ALL, parts.LAST_YEAR, own)):
        if name := span_name(key):
            yield name, key


def find(kind: str, key: str) -> Choice | None:
    """Return one of the choices; None for what this version does not know."""
    return next((one for one in choices() if (one.kind, one.key) == (kind, key)), None)


def search(text: str, most: int = 60) -> list[Choice]:
    """Return the choices that hold every word typed, those with the fewest other words first."""
    share = text.upper().replace(" ", "")
    if (name := name_of(SHARE, share)) is not None:
        return [Choice(SHARE, share, name, "", "Ô thứ nhất chia cho ô thứ hai của trang này.", frozenset())]
    if (total := _TOTAL.fullmatch(fold(text))) and (name := name_of(SUM, key := total[1].upper())) is not None:
        return [Choice(SUM, key, name, "", "Cộng các dòng mà chương trình điền xuống; dấu “x” thì đếm.", frozenset())]
    wanted = _words(text)
    found = [one for one in choices() if all(any(word in have for have in one.words) for word in wanted)]
    return sorted(found, key=lambda one: len(one.words) if wanted else 0)[:most]


def suggest(labels: str, most: int = 5) -> list[Choice]:
    """Return what the words of a cell's row and column speak of, best first; nothing where they say too little."""
    seen = set(_words(labels))

    def fit(one: Choice) -> float:
        words = set(_words(one.name))
        shared = len(words & seen)
        if shared < 2 and one.name.lower() not in labels.lower():
            return 0.0  # “Cộng” is not the people “Cống”
        return 2 * shared / (len(words) + len(seen))

    ranked = sorted(((fit(one), one) for one in choices() if one.kind in (INDICATOR, STATISTIC)), key=lambda at: -at[0])
    return [one for fits, one in ranked[:most] if fits >= 0.35]


def is_named(one: Choice, labels: str) -> bool:
    """Whether every word of a choice's name stands in the labels of a cell."""
    return set(_words(one.name)) <= set(_words(labels))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))

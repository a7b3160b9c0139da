"""What a figure of a learned form can be narrowed to: women, an age band, one Party cell, one village …

A filter is kept as text, so that it travels with a template: "gender:female", "cell:Bản Tạo".
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from models.cells import short_name
from models.statistics import blocks
from models.statistics.blocks import Line
from models.tables import Duty, Gender, Standing
from models.text import fold, place_key

CELL, VILLAGE = "cell", "village"
_PLACES = {CELL: "Chi bộ", VILLAGE: "Thôn, bản"}
_NOT_ASKED = {
    "age": "Tuổi đời",
    "is_sure": "Ngày vào Đảng",
    "foreign_spouse": "Có quan hệ hôn nhân với người nước ngoài",
    "family_planning": "Vi phạm chính sách KHHGĐ",
}
"""Traits of a record that figures ask for and no filter → the items."""


@dataclass(frozen=True)
class Filter:
    """A trait of a member's record and the values that belong; `where` is what the trait is called."""

    key: str
    name: str
    where: str
    trait: str
    values: frozenset[Hashable]


@cache
def fixed() -> dict[str, Filter]:
    """Return key → filter, of those that are the same in every commune."""
    return {one.key: one for one in _fixed()}


def _fixed() -> Iterator[Filter]:
    yield from _lines("gender", "Giới tính", (("female", "Nữ", (Gender.FEMALE,)), ("male", "Nam", (Gender.MALE,))))
    standing = (("official", "Chính thức", Standing.OFFICIAL), ("probationary", "Dự bị", Standing.PROBATIONARY))
    yield from _lines("standing", "Tình trạng", [(key, name, (value,)) for key, name, value in standing])
    yield from _lines(
        "minority", "Dân tộc", (("yes", "Dân tộc thiểu số", (True,)), ("no", "Không phải dân tộc thiểu số", (False,)))
    )
    yield from _lines(
        "ethnic", "Dân tộc", [(key, f"Dân tộc {name}", values) for key, name, values in blocks.ETHNIC[:54]]
    )
    yield from _lines("age_band", "Tuổi đời", blocks.AGES)
    yield from _lines("religious", "Tôn giáo", (("yes", "Người theo tôn giáo", (True,)),))
    yield from _lines("religion", "Tôn giáo", blocks.RELIGIONS)
    yield from _lines("duty", "Sinh hoạt", (("exempt", "Được miễn công tác và sinh hoạt đảng", (Duty.EXEMPT,)),))
    yield from _lines("youth", "Đoàn thể", (("yes", "Đoàn viên Đoàn TNCS Hồ Chí Minh", (True,)),))
    yield from _lines("owner", "Nghề nghiệp", (("yes", "Chủ doanh nghiệp tư nhân", (True,)),))
    working = (("yes", "Đang làm việc, công tác", (True,)), ("no", "Đã nghỉ hưu, nghỉ công tác", (False,)))
    yield from _lines("working", "Nghề nghiệp", working)
    yield from _lines("occupation", "Nghề nghiệp", blocks.OCCUPATIONS)
    yield from _lines("education", "Giáo dục phổ thông", blocks.EDUCATION)
    yield from _lines("professional", "Chuyên môn", blocks.PROFESSIONAL)
    yield from _lines("theory", "Lý luận chính trị", blocks.THEORY)
    yield from _lines("title", "Chức danh khoa học", blocks.TITLES)
    yield from _lines("admission_band", "Thời gian vào Đảng", blocks.ADMISSIONS)


def _lines(trait: str, where: str, lines: Iterable[Line]) -> Iterator[Filter]:
    for key, words, values in lines:
        yield Filter(f"{trait}:{key}", words.removesuffix(", chia ra:"), where, trait, frozenset(values))


def item_of(key: str) -> str:
    """Return the item of the record that a filter asks for: what is blank where nobody can tell who belongs."""
    if key.startswith(f"{VILLAGE}:"):
        return "Thôn, bản nơi ở"
    one = fixed().get(key)
    if one is None:
        return name_of(key) or key
    return _item(one)


def item_of_trait(trait: str) -> str | None:
    """Return the item of the record that a trait is read from; None for one that no filter asks for."""
    return _items().get(trait)


@cache
def _items() -> dict[str, str]:
    return {one.trait: _item(one) for one in fixed().values()} | _NOT_ASKED


def _item(one: Filter) -> str:
    return one.name if one.trait in ("youth", "owner") else one.where  # these two are items of their own


def name_of(key: str) -> str | None:
    """Return what a filter is called; None for one this version does not know."""
    kind, _, said = key.partition(":")
    if kind in _PLACES and said:
        return said
    return fixed()[key].name if key in fixed() else None


def of_place(kind: str, name: str) -> str:
    """Return the filter for one Party cell (CELL) or one village (VILLAGE)."""
    return f"{kind}:{name}"


def place_of(key: str) -> tuple[str, str] | None:
    """Return the kind and the name of the place a filter is for; None if it is for none."""
    kind, _, said = key.partition(":")
    return (kind, said) if kind in _PLACES else None


def known_as(name: str) -> str:
    """Return what tells one Party cell or village from another: its name with its accents, hoà as hòa, in any case.

    “Bản Mò” and “Bản Mơ” are two: a neighbour has the one, the office the other.
    """
    return place_key(short_name(name))


def kind_of(key: str) -> str:
    """Return the trait a filter asks for: “gender:female” → gender."""
    return key.partition(":")[0]


def where_of(key: str) -> str:
    """Return what a filter is about: “Giới tính”, “Chi bộ”."""
    place = place_of(key)
    return _PLACES[place[0]] if place else fixed()[key].where


_NUMBERING = re.compile(r"^\s*(?:[-–+•*]|[ivx]+\s*[.)/-]|\d+(?:\.\d+)*\s*[.)/]|[a-zđ]\s*[.)/-])+\s*", re.IGNORECASE)
_AGES = re.compile(r"(?:tu )?(?:du )?(\d{2})(?: tuoi)? ?(?:-|–|den)(?: duoi)? ?(\d{2})(?: tuoi)?")
_OVER = re.compile(r"(?:tren|hon) (\d{2})(?: tuoi)?(?: tro len)?|(?:tu )?(\d{2}) tuoi tro len")
_FILLING = re.compile(r"^(?:trong do|tong so|so luong|so|la|dang vien|nguoi)\b[ :,]*|[ :,]+$")
_ALSO = {
    "nu gioi": "gender:female",
    "phu nu": "gender:female",
    "nam gioi": "gender:male",
    "dtts": "minority:yes",
    "dan toc": "minority:yes",
    "nguoi dan toc thieu so": "minority:yes",
    "dan toc it nguoi": "minority:yes",
    "db": "standing:probationary",
    "ct": "standing:official",
    "ton giao": "religious:yes",
    "theo ton giao": "religious:yes",
    "co dao": "religious:yes",
    "doan vien": "youth:yes",
    "doan vien tncs": "youth:yes",
    "doan vien tncs ho chi minh": "youth:yes",
    "doan vien thanh nien": "youth:yes",
    "mien sinh hoat": "duty:exempt",
    "duoc mien sinh hoat": "duty:exempt",
    "duoc mien": "duty:exempt",
    "dang lam viec va cong tac": "working:yes",
    "da nghi huu va nghi cong tac": "working:no",
    "thac si": "professional:master",
    "tien si": "professional:doctor",
    "thpt": "education:upper_secondary",
    "thcs": "education:lower_secondary",
}
_TRAITS = {"ly luan chinh tri": "theory", "ve ly luan chinh tri": "theory", "chuyen mon": "professional"}
_LEVEL = re.compile(rf"(?:(?:co )?trinh do )?(.+?) ({'|'.join(_TRAITS)})(?: nghiep vu)?")
"""A level and what it is of: “Trung cấp lý luận chính trị”."""
_DOUBTFUL = {"trung cap", "so cap", "khac", "kinh"}  # the same word for two traits, or for none


def without_number(label: str) -> str:
    """Return a label without its numbering: “2. Số thẻ cấp lại” → Số thẻ cấp lại."""
    return _NUMBERING.sub("", label).strip(" .:")


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """Return a label of a form folded, without its numbering and the words that say nothing: “- Trong đó: Nữ” → nu."""
    text = fold(_NUMBERING.sub("", label))
    while (shorter := _NUMBERING.sub("", _FILLING.sub("", text)).strip()) != text:
        text = shorter
    return text


@cache
def names(key: str) -> frozenset[str]:
    """Return what forms call a filter under a heading that names its trait: “Mông (HMông)” is either."""
    words = plain(fixed()[key].name)
    bare = words.removeprefix("dan toc ")
    return frozenset({words, *(_bare(one) for one in (bare, *re.split(r" ?[()]", bare)) if one)})


def is_called(label: str, key: str) -> bool:
    """Whether a label is one of those names."""
    text = plain(label)
    return bool(text) and bool({text, _bare(text)} & names(key))


def _bare(words: str) -> str:
    return " ".join(re.sub(r"['’ʼ]", "", words.removeprefix("dan toc ")).replace("-", " ").split())


def read(label: str) -> str | None:
    """Return the filter a label of a form speaks of and of nothing else; None where it is none or in doubt."""
    text = plain(label)
    ages = _AGES.fullmatch(text)
    if ages is not None:
        return next((f"age_band:{first}" for first, last in _bands() if (first, last) == (ages[1], ages[2])), None)
    over = _OVER.fullmatch(text)
    if over is not None:
        years = int(over[1]) + 1 if over[1] else int(over[2])
        return next((f"age_band:{first}" for first, last in _bands() if not last and int(first) == years), None)
    level = _LEVEL.fullmatch(text)
    if level is not None:
        trait = _TRAITS[level[2]]
        return next((key for key in fixed() if kind_of(key) == trait and is_called(level[1], key)), None)
    return None if text in _DOUBTFUL else _by_words().get(text)


@cache
def _by_words() -> dict[str, str]:
    """Return folded words → filter; words of two filters are left out."""
    found: dict[str, str] = {}
    for key, one in fixed().items():
        words = plain(one.name)
        found[words] = "" if words in found else key
    return {words: key for words, key in (found | _ALSO).items() if key}


def _bands() -> list[tuple[str, str]]:
    return [(str(first), str(last or "")) for first, last in blocks.AGE_BANDS]

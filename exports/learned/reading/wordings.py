"""What a label of a form counts: an indicator or a row of the statistics by its wording, or nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from exports.learned import bound, filters
from exports.learned.reading import labels, neutral
from exports.learned.reading.labels import Labels, SheetWords
from models import indicators, statistics
from models.statistics import Group
from models.text import fold, nfc

_SAY_NOTHING = re.compile(
    r"(?:tong (?:so|cong)|cong|so luong|so lieu|so nguoi|so|ky nay|thuc hien|ket qua(?: thuc hien)?|chia ra|trong do"
    r"|tieu chi|noi dung|don vi|gia tri|toan (?:xa|dang bo)|(?:den )?(?:thang|quy|nam|ky) [\d ./…]+|phan tich.*"
    r"|trong (?:ky|thang|quy|nam)|(?:thang|quy) nay)?"
    r"[ :,.…]*"
)
_BASES = {
    "ket nap": "admitted",
    "moi ket nap": "admitted",
    "ket nap moi": "admitted",
    "ket nap dang vien": "admitted",
    "ket nap dang vien moi": "admitted",
    "dang vien moi ket nap": "admitted",
    "duoc ket nap": "admitted",
    "cong nhan chinh thuc": "recognised",
    "chuyen chinh thuc": "recognised",
    "duoc cong nhan chinh thuc": "recognised",
    "du bi chuyen chinh thuc": "recognised",
    "chi bo": "cells",
    "thon, ban": "villages",
    "thon ban": "villages",
    "duoc danh gia, xep loai": "rated",
    "da duoc danh gia, xep loai": "rated",
    "tu tran": "died",
    "bi khai tru": "expelled",
    "bi xoa ten": "struck_off",
    "xoa ten dang vien": "struck_off",
    "xoa ten trong danh sach dang vien": "struck_off",
    "thon, ban chua co dang vien": "villages_white",
    "thon ban chua co dang vien": "villages_white",
    "thon, ban chua co chi bo doc lap": "villages_no_own",
    "thon ban chua co chi bo doc lap": "villages_no_own",
    "dang vien duoc danh gia, xep loai": "rated",
    "chuyen den": "transferred_in",
    "chuyen di": "transferred_out",
    "trong nguon": "source",
    "quan chung uu tu trong nguon": "source",
    "nguon phat trien dang vien": "source",
}
_CARD = "the(?: dang(?: vien)?)?"
_CALLED = (
    (re.compile(r"(?:tong so |so )?dang vien (?:co )?dau ky"), "movement.A"),
    (re.compile(rf"(?:so )?(?:{_CARD}(?: duoc)? cap lai|cap lai {_CARD}) do(?: bi)? mat"), "work.cards.lost"),
    (
        re.compile(rf"(?:so )?(?:{_CARD}(?: duoc)? (?:cap )?doi|doi {_CARD})(?: lai)? do(?: bi)? hong"),
        "work.cards.damaged",
    ),
    (re.compile(r"(?:so )?(?:dang vien )?(?:duoc )?(?:trao )?tang huy hieu dang"), "work.badges"),
    (re.compile(r"(?:so )?dang vien (?:duoc )?khen(?: thuong)?"), "work.commended"),
)
"""Other words, folded and without numbering, for rows of the statistics."""
_LESSONS = r"(?:cac )?(?:lop )?(?:boi duong )?(?:nhan thuc ve dang|doi tuong ket nap dang)"
_CALLED_BY_INDICATOR = (
    (
        re.compile(
            rf"(?:so )?(?:hoc vien|quan chung(?: uu tu)?(?: duoc| da)?(?: cu di)?(?: hoc| du| tham gia)?) {_LESSONS}"
        ),
        "awareness_turns",
    ),
    (re.compile(r"(?:so )?hoc vien (?:cac )?lop (?:boi duong )?dang vien moi"), "new_member_turns"),
)
"""The same for indicators."""
_OF_WHOM = {
    "dang vien": {"work.commended"},
    "ca nhan": {"work.commended"},
    "to chuc dang": {"work.disciplined"},
    "tap the": {"work.disciplined"},
}
"""Heading of a column → the rows whose parts its cells count, each named by its row: “Khiển trách | Tổ chức đảng”."""
_BODIES = {"chi bo", "to chuc dang", "tap the"}
_IMPLIED = (
    (re.compile(r"(?:la )?(?:nguoi )?dan toc thieu so"), "ethnic:"),
    (re.compile(r"(?:duoc )?(?:xet )?(?:trao )?tang(?: thuong)? huy hieu dang"), "work.badges."),
)
"""Words of a title that leave somebody out → what a figure is of that leaves them out anyway."""
_IS_PLACE = re.compile(r"\b(?:chi bo|don vi|thon|ban|to dan pho|khu|to chuc dang|dang bo|noi cu tru)\b")
_IN_PERIOD = re.compile(r"(?:^| )(?:trong (?:ky|nam|quy|thang)|(?:co )?(?:den )?cuoi (?:ky|thang|quy|nam)|hien co)$")
_EVERYWHERE = re.compile(r"(?:^| )(?:cua |trong |thuoc )?toan (?:dang bo|xa)$")
_SECTION = re.compile(r"[IVX]+\s*[-.)/]")
_BADGE = re.compile(r"huy hieu (?:dang )?(\d\d) nam(?: tuoi dang)?")
_YEARS = re.compile(r"(\d\d) nam(?: tuoi dang)?")
_RATE_OF = re.compile(r"^\W*Tỷ lệ (?=thôn|chi bộ)", re.IGNORECASE)
_PERCENT = re.compile(r" *(?:\(%\)|, *%)$")
_TITLE_ROWS = 8
_ABOUT_PEOPLE = re.compile("dang vien|ket nap")
_OF_BODIES = re.compile(r"to chuc dang|tap the|(?:xep loai|danh gia|chat luong)(?: sinh hoat)? chi bo")
_ATTACHED = re.compile(r"\W*(?:kem theo|ban hanh)")
_ABOUT = {Group.MEMBERS: "members", Group.ADMITTED: "admitted"}
_HAPPENING = (indicators.Unit.MEETINGS, indicators.Unit.CLASSES, indicators.Unit.TURNS)
EVERYBODY = (bound.INDICATOR, "members")


def is_village(heading: str) -> bool:
    """Whether a folded heading is that of a column of villages, not of Party cells."""
    return re.search(r"\b(?:thon|ban|to dan pho|khu)\b", heading) is not None and "chi bo" not in heading


def is_whole(text: str, around: Labels) -> bool:
    """Whether a row that says nothing is the whole commune: not below villages, where some members live in none."""
    heading = fold(around.head)
    if around.is_first or fold(text).startswith("toan"):
        return True
    return _IS_PLACE.search(heading) is not None and not is_village(heading)


class About(NamedTuple):
    """The indicator a table is about by its title, "" where none says; whether the title is of some members only."""

    indicator: str = ""
    is_of_some: bool = False
    rates_members: bool = False
    """Whether levels of a rating are those of members: of bodies they have the same names."""
    implied: str = ""
    """How what a figure is of begins where it is of some of those only whom the title is about."""
    trait: str = ""
    """The one trait that the title names: “Trình độ lý luận chính trị của đảng viên” → theory."""

    def is_within(self, key: str, narrowed: Iterable[str]) -> bool:
        """Whether a figure is of none but those of whom the title is."""
        return bool(self.implied) and any(one.startswith(self.implied) for one in (key, *narrowed))


def about(sheet: SheetWords, top: int, names: Iterable[str] = ()) -> About:
    """Return what a table is about by what stands above its heading; `names` are folded names of places.

    Below a section of the form (“II. …”) that is what this says and what stands above the first one.
    """
    above = {spot: text for spot, text in sheet.texts.items() if top - _TITLE_ROWS <= spot.row < top}
    sections = [spot.row for spot, text in sheet.texts.items() if spot.row < top and _SECTION.match(text)] or [top]
    said = [
        text
        for spot, text in above.items()
        if _ABOUT_PEOPLE.search(fold(neutral.spelled(text))) and not sections[0] <= spot.row < sections[-1]
    ]
    names = [*names]
    title = fold(neutral.spelled(" ".join(said)))
    rates_members = "dang vien" in title and _OF_BODIES.search(title) is None
    indicator = "admitted" if "ket nap" in title else "members" if title else ""
    trait = labels.only_trait(title)
    if _is_of_all(said, names):
        return About(indicator, False, rates_members, "", trait)
    for words, implied in _IMPLIED:
        rest = [words.sub(" ", fold(neutral.spelled(text))) for text in said]
        if words.search(title) and _is_of_all(rest, names):
            return About(indicator, True, rates_members, implied, trait)
    is_of_some = any(neutral.is_of_some(text, names) for text in said if not _ATTACHED.match(fold(text)))
    return About("", is_of_some, rates_members, "", trait)


def _is_of_all(said: Iterable[str], names: Iterable[str]) -> bool:
    return all(neutral.is_neutral(text, is_title=True, names=names) for text in said)


@cache
def _bases() -> dict[str, tuple[str, str]]:
    found = {filters.plain(one.name): (bound.INDICATOR, one.key) for one in indicators.INDICATORS}
    found |= {fold(one.name): (bound.INDICATOR, one.key) for one in indicators.INDICATORS}
    return found | {words: (bound.INDICATOR, key) for words, key in _BASES.items()}


def base(text: str) -> tuple[str, str] | None:
    """Return the indicator whose name a label is; “Tổng số đảng viên” and “Số đảng viên” are the members."""
    plain = _EVERYWHERE.sub("", _IN_PERIOD.sub("", filters.plain(text)))
    if not plain:
        return EVERYBODY if "dang vien" in fold(text) else None
    return _bases().get(plain) or _bases().get(fold(text)) or _percentage(text)


def _percentage(text: str) -> tuple[str, str] | None:
    """Return the indicator that is a percentage by its name, the sign beside it: “Tỷ lệ … tham gia sinh hoạt (%)”."""
    bare = _RATE_OF.sub("", _PERCENT.sub("", text))
    found = _bases().get(filters.plain(bare)) if bare != text else None
    one = indicators.find(found[1]) if found else None
    return found if one is not None and one.unit is indicators.Unit.PERCENT else None


def badge(text: str, axis: Iterable[str]) -> tuple[str, str] | None:
    """Return the row of a badge: “Huy hiệu 30 năm”, or “30 năm” below a heading of badges."""
    plain = filters.plain(text)
    is_below = any("huy hieu" in fold(one) for one in axis)
    found = _BADGE.fullmatch(plain) or (_YEARS.fullmatch(plain) if is_below else None)
    key = f"work.badges.{found[1]}" if found else ""
    return (bound.STATISTIC, key) if key in statistics.ROWS else None


def called(text: str) -> tuple[str, str] | None:
    """Return the row of the statistics, or the indicator, that offices have other words for."""
    said = fold(neutral.spelled(filters.without_number(text)))
    by_kind = ((bound.STATISTIC, _CALLED), (bound.INDICATOR, _CALLED_BY_INDICATOR))
    return next(((kind, key) for kind, called in by_kind for words, key in called if words.fullmatch(said)), None)


def is_said_again(base: tuple[str, str], heading: str) -> bool:
    """Whether a heading says no more than what is counted below it: whose discipline it is, that these are badges."""
    kind, key = base
    if kind != bound.STATISTIC:
        return key == "source" and _who(heading) == "quan chung uu tu"
    whose = _OF_WHOM.get(_who(heading), set[str]())
    return key.rpartition(".")[0] in whose or (key.startswith("work.badges.") and "huy hieu" in fold(heading))


def of_bodies(base: tuple[str, str], heading: str) -> tuple[str, str] | None:
    """Return what a level of a rating counts below a heading of bodies: “Hoàn thành tốt nhiệm vụ | Chi bộ”."""
    kind, key = base
    if kind != bound.INDICATOR or not key.startswith("rated") or _who(heading) not in _BODIES:
        return None
    return kind, key.replace("rated_", "bodies_") if key != "rated" else "bodies_rated"


def _who(heading: str) -> str:
    return fold(heading).removeprefix("so ").strip(" .:")


def row_of(text: str, about: str, around: Labels) -> tuple[str, str] | None:
    """Return the row of the statistics with that wording: of the group the sheet is about, else where only one has.

    One that is a part of another has to stand below it, or below a heading that says whose it is: “Khiển trách” is of
    bodies only where these are named. None for words of two traits: “Trung cấp” is a level of two schoolings.
    """
    plain = filters.plain(text)
    if plain == "khac" or says_nothing(text):  # the rest of whatever is listed there, or its sum
        return None
    said = {filters.plain(one) for one in around.row}
    whose = {key for one in around.column for key in _OF_WHOM.get(_who(one), ())}
    keys = [
        key
        for key in _rows().get(plain, ())
        if (above := statistics.ROWS.get(key.rpartition(".")[0])) is None
        or _plain_name(above) in said
        or above.key in whose
    ]
    found = [key for key in keys if _ABOUT.get(statistics.ROWS[key].group) == (about or None)] if about else []
    if not found and len({statistics.ROWS[key].group for key in keys}) == 1:
        found = list(keys)
    if any(key == "members.all" for key in found):
        return EVERYBODY
    if len({statistics.ROWS[key].where[-1:] for key in found}) > 1:
        return None
    return (bound.STATISTIC, min(found, key=len)) if found else None


def is_section(text: str, rows: Iterable[str], counted: tuple[str, str]) -> bool:
    """Whether a row above others says no more than one of them does: “I. Thẻ đảng viên” over “Số thẻ đảng viên …”.

    What is counted may say it in its own words: “II. Thẻ đảng viên” over “Số thẻ cấp lại do mất”.
    """
    words = set(filters.plain(text).split())
    names = (*rows, bound.name_of(*counted) or "")
    return bool(words) and any(words <= set(filters.plain(name).split()) for name in names)


def of_class(base: tuple[str, str], heading: str) -> tuple[str, str] | None:
    """Return what a column of a row of classes counts: the classes or who came to them; None for other headings."""
    kind, key = base
    said = filters.plain(heading)
    if not key.endswith("_classes") or said not in ("lop", "hoc vien", "nguoi hoc", "luot nguoi", "luot hoc vien"):
        return None
    return (kind, key if said == "lop" else key.replace("_classes", "_turns"))


def goes_with(base: tuple[str, str], above: tuple[str, str]) -> bool:
    """Whether what a row counts may be a part of what the row above it counts: members of a people, not of any."""
    if base[0] == bound.INDICATOR or above[0] == bound.STATISTIC:
        return True
    whole = _ABOUT.get(statistics.ROWS[base[1]].group)
    return whole is None or whole == above[1]


@cache
def _rows() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, row in statistics.ROWS.items():
        found.setdefault(_plain_name(row), []).append(key)
    return found


def rows_called(text: str) -> list[str]:
    """Return the rows of the statistics with that wording."""
    return _rows().get(filters.plain(text), [])


def _plain_name(row: statistics.Row) -> str:
    return filters.plain(row.name.removesuffix(", chia ra:"))


def is_counted_on(kind: str, key: str) -> bool:
    """Whether a figure can be added up since January: what happens, not what there is."""
    if kind == bound.STATISTIC:
        return statistics.ROWS[key].group in (Group.ADMITTED, Group.MOVED)
    one = indicators.find(key)
    return one is not None and (one.group is indicators.Group.MOVEMENTS or one.counts in _HAPPENING)


def says_nothing(text: str) -> bool:
    """Whether a label neither counts nor narrows: “Số lượng”, “Tháng 10/2026”."""
    plain = filters.plain(text)
    if plain == "cong":
        return "cộng" in nfc(text).lower()  # not the people “Cống”
    return any(_SAY_NOTHING.fullmatch(one) is not None for one in (plain, fold(text)))

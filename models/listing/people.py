"""Rows that are each of a member: what the card beside says, for every list of people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import attenders, cells, codes, residence, stays, villages
from models.attenders import MemberYear
from models.dates import PartialDate, by_then
from models.indicators.members import is_minority
from models.listing.kinds import Facts, Field, Kind, Rate, Value, Who, Words, cell_words, label_of, labels_of
from models.member_fields import PLAIN, FieldKind, PlainField, stored
from models.statistics.cards import AGE_BANDS, ages, full_years
from models.tables import CodeItem, Duty, Gender, Stay

_NO_MEETINGS = MemberYear(0, 0, 0, 0)
_LONG = 200  # letters a field may have that is written in whole sentences
_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.DATE: Kind.DATE,
    FieldKind.YES_NO: Kind.YES_NO,
    FieldKind.CODE: Kind.CODE,
}


class PeopleFacts(Facts):
    """Rows of members: `who` are they in the order of the rows, with the cells they were in then."""

    @property
    def days(self) -> Sequence[date | None]:
        """The day of each row on which the age counts; None where it is not known."""
        return [self.on] * len(self.who)

    def column(self, name: str) -> list[Any]:
        """Return what the cards have in a column."""
        return self.each(stored(self.session, name))

    def each(self, known: Mapping[int, Any]) -> list[Any]:
        """Return what is known of each member."""
        return [known.get(one.id) for one in self.who]

    def coded(self, column: str, list_name: str) -> list[Any]:
        """Return the words of a column that holds entries of a code list."""
        words = codes.labels(self.session, list_name)
        return [words.get(value) if value else None for value in self.column(column)]

    @cached_property
    def born(self) -> Sequence[PartialDate | None]:
        """Days of birth."""
        return self.column("born_on")

    @property
    def genders(self) -> Sequence[Gender | None]:
        """Men or women."""
        return self.column("gender")

    @property
    def minority(self) -> list[bool | None]:
        """Whether they are of an ethnic minority; None where the people is not written."""
        query = select(CodeItem.id, CodeItem.code).where(CodeItem.list_name == codes.ETHNIC)
        known = {key: code for key, code in self.session.execute(query)}
        return [is_minority(known.get(value)) if value else None for value in self.column("ethnic_id")]

    @property
    def homes(self) -> Sequence[int | None]:
        """The villages they lived in on the day."""
        moved = residence.elsewhere(self.session, self.on)
        now = self.column("village_id")
        return [moved.get(one.id, home) for one, home in zip(self.who, now, strict=True)]

    @property
    def admitted(self) -> Sequence[PartialDate | None]:
        """Days of admission to the Party."""
        return self.column("admitted_on")

    @property
    def official(self) -> Sequence[PartialDate | None]:
        """Days of becoming an official member that had come."""
        return [by_then(day, self.on) for day in self.column("official_on")]

    @cached_property
    def year(self) -> dict[int, MemberYear]:
        """Member → the regular meetings of the year, up to the day or the end of the period."""
        return attenders.member_years(self.session, self.on.year, through=self.on.month)

    @cached_property
    def listed(self) -> frozenset[int]:
        """Those who are on the cells' lists on the day, guests left out."""
        query = select(Stay.member_id).where(stays.holds_on(self.on), Stay.duty != Duty.GUEST)
        return frozenset(self.session.scalars(query))


def last_cells(session: Session, on: date) -> dict[int, int]:
    """Return member id → the cell they are in on a day, or were in last before it."""
    query = select(Stay.member_id, Stay.cell_id).where(Stay.since <= on).order_by(Stay.since, Stay.id)
    return {member_id: cell_id for member_id, cell_id in session.execute(query)}


def who_of(session: Session, on: date, people: Sequence[tuple[int, str]]) -> list[Who]:
    """Return members (id, name) with the cells they are in on a day, or were in last."""
    of, names = last_cells(session, on), cells.names(session, on)
    return [
        Who(key, name, of.get(key), cells.short_name(names.get(of[key], "")) if key in of else "")
        for key, name in people
    ]


@lru_cache(maxsize=100_000)
def day_of(iso: str | None) -> PartialDate | None:
    """Return a day as it is stored."""
    return PartialDate.from_iso(iso) if iso else None


def words_of(list_name: str) -> Words:
    """Return the words of a code list."""
    return lambda facts: [row.label for row in codes.items(facts.session, list_name)]


def _ages(facts: PeopleFacts) -> list[Value]:
    pairs = zip(facts.born, facts.days, strict=True)
    return [full_years(born.first, day) if born and day and born.first <= day else None for born, day in pairs]


def _vague_ages(facts: PeopleFacts) -> list[bool]:
    """Tell of whom the day of birth leaves the band of the age open, as the official forms reckon it."""
    pairs = zip(facts.born, facts.days, strict=True)
    return [
        bool(born and day and not born.is_full and born.first <= day and ages(born.iso, day)["age_band"] is None)
        for born, day in pairs
    ]


def _homes(facts: PeopleFacts) -> list[Value]:
    names = villages.names(facts.session)
    return [names.get(key) if key else None for key in facts.homes]


def code(key: str, label: str, list_name: str, column: str = "", width: float = 14) -> Field:
    """Return a field of the card that holds entries of a code list; `column` where it is not the key's own."""
    return Field(
        key,
        label,
        Kind.CODE,
        lambda facts: facts.coded(column or f"{key}_id", list_name),
        words_of(list_name),
        width,
    )


def _column(name: str) -> Callable[[PeopleFacts], list[Value]]:
    return lambda facts: facts.column(name)


def _text(key: str, label: str, width: float = 12, *, is_number_of_person: bool = False) -> Field:
    return Field(key, label, Kind.TEXT, _column(key), width=width, is_number_of_person=is_number_of_person)


def _plain(field: PlainField) -> Field:
    if field.kind is FieldKind.CODE:
        return code(field.name, field.label, field.code_list, field.column)
    long = 24 if field.length >= _LONG else 14  # an address over three lines leaves nine people a page
    width = {FieldKind.DATE: 11, FieldKind.YES_NO: 7}.get(field.kind, long)
    return Field(field.name, field.label, _KINDS[field.kind], _column(field.column), width=width)


def name_and_cell() -> Iterator[Field]:
    """Yield the two fields every list of people begins with: the name and the cell."""
    yield Field(
        "full_name", "Họ và tên", Kind.TEXT, lambda facts: [one.name for one in facts.who], width=22, is_name=True
    )
    yield Field("cell", "Chi bộ", Kind.CODE, lambda facts: [one.cell or None for one in facts.who], cell_words, 19)


def person(age: str) -> Iterator[Field]:
    """Yield what tells people apart; `age` says on which day the age is that."""
    yield Field("born_on", "Ngày sinh", Kind.DATE, lambda facts: facts.born, width=11)
    yield Field(
        "age",
        "Tuổi",
        Kind.NUMBER,
        _ages,
        width=6,
        bands=((0, AGE_BANDS[0][0] - 1), *AGE_BANDS),
        about=f"Tuổi tròn vào {age}; chỉ biết năm sinh thì tính từ đầu năm đó, xếp theo nhóm mà có thể thuộc hai nhóm "
        "thì là chưa rõ nhóm, như Biểu 3.",
        is_vague=_vague_ages,
    )
    yield Field("gender", "Giới tính", Kind.CODE, lambda facts: [*map(label_of, facts.genders)], labels_of(Gender), 7)
    yield code("ethnic", "Dân tộc", codes.ETHNIC, width=9)
    yield Field("is_minority", "Dân tộc thiểu số", Kind.YES_NO, lambda facts: facts.minority, width=8)
    yield code("religion", "Tôn giáo", codes.RELIGION, width=10)
    yield Field(
        "village",
        "Thôn, bản nơi ở",
        Kind.CODE,
        _homes,
        lambda facts: list(villages.names(facts.session).values()),
        15,
    )


def in_the_party() -> Iterator[Field]:
    """Yield the two days of a member's life in the Party."""
    yield Field("admitted_on", "Ngày vào Đảng", Kind.DATE, lambda facts: facts.admitted, width=11)
    yield Field("official_on", "Ngày chính thức", Kind.DATE, lambda facts: facts.official, width=11)


def still_listed() -> Field:
    """Return whether a member is on the lists on the last day of the period."""
    return Field(
        "is_listed",
        "Còn trong danh sách",
        Kind.YES_NO,
        lambda facts: [one.id in facts.listed for one in facts.who],
        width=8,
        about="Vào ngày cuối kỳ, hoặc hôm nay nếu kỳ chưa hết.",
    )


def card() -> Iterator[Field]:
    """Yield what else the card has."""
    yield _text("card_number", "Số thẻ", 13, is_number_of_person=True)
    yield _text("citizen_id", "Số định danh", 14, is_number_of_person=True)
    yield _text("old_identity_number", "Số CMND cũ", 12, is_number_of_person=True)
    yield _text("old_card_number", "Số thẻ cũ", 11, is_number_of_person=True)
    yield Field("card_issued_on", "Ngày cấp thẻ Đảng", Kind.DATE, _column("card_issued_on"), width=11)
    yield _text("external_id", "Mã ở hệ thống cấp trên", 14)
    yield code("education", "Giáo dục phổ thông", codes.EDUCATION)
    yield _text("schooling", "Lớp đã học", 8)
    yield code("professional", "Chuyên môn", codes.PROFESSIONAL)
    yield code("theory", "Lý luận chính trị", codes.THEORY)
    yield code("occupation", "Nhóm nghề nghiệp", codes.OCCUPATION, width=18)
    yield from map(_plain, PLAIN)


def _of_year(show: Callable[[MemberYear], Value]) -> Callable[[PeopleFacts], list[Value]]:
    return lambda facts: [show(one or _NO_MEETINGS) for one in facts.each(facts.year)]


def meetings_of_year(until: str) -> Iterator[Field]:
    """Yield what the rolls of the year say of a member; `until` says how far they go."""
    about = f"Các buổi thường kỳ từ đầu năm đến {until}; buổi chưa ghi không tính."

    def number(key: str, label: str, show: Callable[[MemberYear], Value]) -> Field:
        return Field(key, label, Kind.NUMBER, _of_year(show), width=8, about=about)

    yield number("obliged", "Số buổi phải dự trong năm", lambda year: year.obliged)
    yield number("attended", "Số buổi đã dự trong năm", lambda year: year.attended)
    yield number("absent", "Vắng trong năm, có và không lý do", lambda year: year.excused + year.unexcused)
    yield number("excused", "Vắng có lý do trong năm", lambda year: year.excused)
    yield number("unexcused", "Vắng không lý do trong năm", lambda year: year.unexcused)
    rate = _of_year(lambda year: Rate(year.attended, year.obliged))
    yield Field("attendance", "Tỷ lệ dự sinh hoạt trong năm", Kind.RATE, rate, width=9, about=about)

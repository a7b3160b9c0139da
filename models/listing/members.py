"""Lists of members: those on the cells' lists on a day, in the order of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import select

from models import attenders, codes, committee, members, party_age, villages
from models.attenders import MemberYear
from models.dates import PartialDate
from models.indicators.members import is_minority
from models.listing.kinds import (
    Facts,
    Field,
    Kind,
    Rate,
    Subject,
    Value,
    Who,
    Words,
    cell_words,
    label_of,
    labels_of,
    of_rows,
)
from models.member_fields import PLAIN, FieldKind, PlainField, stored
from models.members import MemberRow
from models.statistics.cards import AGE_BANDS, full_years
from models.tables import CodeItem, CommitteeRole, Duty, Gender, Position, Standing

_PARTY_BANDS = ((0, 9), (10, 19), (20, 29), (30, 39), (40, 49), (50, 59), (60, None))
_LONG = 200  # letters a field may have that is written in whole sentences
_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.DATE: Kind.DATE,
    FieldKind.YES_NO: Kind.YES_NO,
    FieldKind.CODE: Kind.CODE,
}


class MemberFacts(Facts):
    """Members on the lists on the day, guests too, with whatever their cards hold."""

    @cached_property
    def rows(self) -> list[MemberRow]:
        """The members."""
        return members.search(self.session, on=self.on)

    @property
    def who(self) -> list[Who]:
        """The members and their cells."""
        return [Who(row.id, row.full_name, row.cell_id, self.cells[row.cell_id]) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """Return what the cards have in a column."""
        return self.each(stored(self.session, name))

    def each(self, known: Mapping[int, Any]) -> list[Any]:
        """Return what is known of each member."""
        return [known.get(row.id) for row in self.rows]

    def coded(self, column: str, list_name: str) -> list[Any]:
        """Return the words of a column that holds entries of a code list."""
        words = codes.labels(self.session, list_name)
        return [words.get(value) if value else None for value in self.column(column)]

    @cached_property
    def year(self) -> dict[int, MemberYear]:
        """The regular meetings of the year up to the day's month."""
        return attenders.member_years(self.session, self.on.year, through=self.on.month)


@lru_cache(maxsize=100_000)
def _day(iso: str | None) -> PartialDate | None:
    return PartialDate.from_iso(iso) if iso else None


def _age(facts: MemberFacts) -> list[Value]:
    days = (_day(row.born) for row in facts.rows)
    return [full_years(day.first, facts.on) if day else None for day in days]


def _party_age(facts: MemberFacts) -> list[Value]:
    ages = party_age.ages(facts.session, facts.on)
    return [ages[row.id].years if row.id in ages else None for row in facts.rows]


def _minority(facts: MemberFacts) -> list[Value]:
    query = select(CodeItem.id, CodeItem.code).where(CodeItem.list_name == codes.ETHNIC)
    known = {key: code for key, code in facts.session.execute(query)}
    return [is_minority(known.get(row.ethnic_id)) if row.ethnic_id else None for row in facts.rows]


def _village(facts: MemberFacts) -> list[Value]:
    names = villages.names(facts.session)
    return [names.get(row.village_id) if row.village_id else None for row in facts.rows]


def _role(facts: MemberFacts) -> list[Value]:
    held = committee.roles(facts.session, facts.on)
    return [held[row.id][0].label if row.id in held else None for row in facts.rows]


def _position(facts: MemberFacts) -> list[Value]:
    held = members.positions(facts.session, facts.on)
    return [label_of(held.get(row.id)) for row in facts.rows]


def _of_year(show: Callable[[MemberYear], Value]) -> Callable[[MemberFacts], list[Value]]:
    nothing = MemberYear(0, 0, 0, 0)
    return lambda facts: [show(facts.year.get(row.id, nothing)) for row in facts.rows]


def _code(key: str, label: str, list_name: str, column: str = "", width: float = 14) -> Field:
    return Field(
        key,
        label,
        Kind.CODE,
        lambda facts: facts.coded(column or f"{key}_id", list_name),
        words_of(list_name),
        width,
    )


def words_of(list_name: str) -> Words:
    """Return the words of a code list."""
    return lambda facts: [row.label for row in codes.items(facts.session, list_name)]


def _column(name: str) -> Callable[[MemberFacts], list[Value]]:
    return lambda facts: facts.column(name)


def _text(key: str, label: str, width: float = 12, *, is_number_of_person: bool = False) -> Field:
    return Field(
        key,
        label,
        Kind.TEXT,
        _column(key),
        width=width,
        is_number_of_person=is_number_of_person,
    )


def _plain(field: PlainField) -> Field:
    if field.kind is FieldKind.CODE:
        return _code(field.name, field.label, field.code_list, field.column)
    long = 24 if field.length >= _LONG else 14  # an address over three lines leaves nine people a page
    width = {FieldKind.DATE: 11, FieldKind.YES_NO: 7}.get(field.kind, long)
    return Field(field.name, field.label, _KINDS[field.kind], _column(field.column), width=width)


def _number(key: str, label: str, show: Callable[[MemberYear], Value], about: str) -> Field:
    return Field(key, label, Kind.NUMBER, _of_year(show), width=8, about=about)


_YEAR = "Các buổi thường kỳ từ đầu năm đến tháng của ngày chọn; buổi chưa ghi không tính."


def _fields() -> Iterator[Field]:
    yield Field("full_name", "Họ và tên", Kind.TEXT, of_rows(lambda row: row.full_name), width=22, is_name=True)
    yield Field(
        "cell",
        "Chi bộ",
        Kind.CODE,
        lambda facts: [facts.cells[row.cell_id] for row in facts.rows],
        cell_words,
        19,
    )
    yield Field("born_on", "Ngày sinh", Kind.DATE, of_rows(lambda row: _day(row.born)), width=11)
    yield Field(
        "age",
        "Tuổi",
        Kind.NUMBER,
        _age,
        width=6,
        bands=((0, AGE_BANDS[0][0] - 1), *AGE_BANDS),
        about="Tuổi tròn vào ngày chọn; chỉ biết năm sinh thì tính từ đầu năm đó.",
    )
    yield Field("gender", "Giới tính", Kind.CODE, of_rows(lambda row: label_of(row.gender)), labels_of(Gender), 7)
    yield _code("ethnic", "Dân tộc", codes.ETHNIC, width=9)
    yield Field("is_minority", "Dân tộc thiểu số", Kind.YES_NO, _minority, width=8)
    yield _code("religion", "Tôn giáo", codes.RELIGION, width=10)
    yield Field(
        "village",
        "Thôn, bản nơi ở",
        Kind.CODE,
        _village,
        lambda facts: list(villages.names(facts.session).values()),
        15,
    )
    yield Field("standing", "Tình trạng", Kind.CODE, of_rows(lambda row: row.standing.label), labels_of(Standing), 10)
    yield Field("duty", "Sinh hoạt", Kind.CODE, of_rows(lambda row: row.duty.label), labels_of(Duty), 15)
    yield Field("position", "Chức vụ chi bộ", Kind.CODE, _position, labels_of(Position), 10)
    yield Field("role", "Chức vụ cấp ủy", Kind.CODE, _role, labels_of(CommitteeRole), 17)
    yield Field("admitted_on", "Ngày vào Đảng", Kind.DATE, of_rows(lambda row: _day(row.admitted)), width=11)
    yield Field("official_on", "Ngày chính thức", Kind.DATE, of_rows(lambda row: _day(row.official)), width=11)
    yield Field("party_age", "Tuổi Đảng (năm)", Kind.NUMBER, _party_age, width=7, bands=_PARTY_BANDS)
    yield _text("card_number", "Số thẻ", 13, is_number_of_person=True)
    yield _text("citizen_id", "Số định danh", 14, is_number_of_person=True)
    yield _text("old_identity_number", "Số CMND cũ", 12, is_number_of_person=True)
    yield _text("old_card_number", "Số thẻ cũ", 11, is_number_of_person=True)
    yield Field("card_issued_on", "Ngày cấp thẻ Đảng", Kind.DATE, _column("card_issued_on"), width=11)
    yield _text("external_id", "Mã ở hệ thống cấp trên", 14)
    yield _code("education", "Giáo dục phổ thông", codes.EDUCATION)
    yield _text("schooling", "Lớp đã học", 8)
    yield _code("professional", "Chuyên môn", codes.PROFESSIONAL)
    yield _code("theory", "Lý luận chính trị", codes.THEORY)
    yield _code("occupation", "Nhóm nghề nghiệp", codes.OCCUPATION, width=18)
    yield from map(_plain, PLAIN)
    yield _number("obliged", "Số buổi phải dự trong năm", lambda year: year.obliged, _YEAR)
    yield _number("attended", "Số buổi đã dự trong năm", lambda year: year.attended, _YEAR)
    yield _number("excused", "Vắng có lý do trong năm", lambda year: year.excused, _YEAR)
    yield _number("unexcused", "Vắng không lý do trong năm", lambda year: year.unexcused, _YEAR)
    yield Field(
        "attendance",
        "Tỷ lệ dự sinh hoạt trong năm",
        Kind.RATE,
        _of_year(lambda year: Rate(year.attended, year.obliged)),
        width=9,
        about=_YEAR,
    )


SUBJECT = Subject(
    key="members",
    label="Đảng viên",
    unit="đảng viên",
    of_period=False,
    facts=MemberFacts,
    who=lambda facts: facts.who,
    fields=tuple(_fields()),
    start=("full_name", "born_on", "gender", "cell", "admitted_on"),
    left_out=(("duty", Duty.GUEST.label),),
)

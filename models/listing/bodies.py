"""Lists of cells and of villages as they are on a day; their counts open the members counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any

from models import assignments, cell_register, cell_years, codes, organizations, villages
from models.assignments import NOBODY, Care
from models.cell_register import CellLine, Secretary
from models.cell_years import CellYear, MonthLine
from models.cells import short_name
from models.dates import Period
from models.indicators.kinds import Subject as Counted
from models.listing.kinds import Facts, Field, Kind, Rate, Subject, Value, Who, cell_words, told
from models.listing.kinds import partial as whole_day
from models.listing.members import MemberFacts
from models.listing.people import words_of
from models.members import MemberRow
from models.participation import EMPTY
from models.tables import Duty, Gender, Standing
from models.villages import Served, VillageRow

_Keeps = Callable[[MemberRow, bool], bool]
"""Whether a member is counted, told the row and whether they are of an ethnic minority."""
_COUNTS: Mapping[str, tuple[str, _Keeps]] = {
    "members": ("Số đảng viên", lambda _row, _is_minority: True),
    "official": ("Chính thức", lambda row, _is_minority: row.standing is Standing.OFFICIAL),
    "probationary": ("Dự bị", lambda row, _is_minority: row.standing is Standing.PROBATIONARY),
    "women": ("Nữ", lambda row, _is_minority: row.gender is Gender.FEMALE),
    "minority": ("Dân tộc thiểu số", lambda _row, is_minority: is_minority),
    "exempt": ("Được miễn sinh hoạt", lambda row, _is_minority: row.duty is Duty.EXEMPT),
    "away": ("Tạm thời đi nơi khác", lambda row, _is_minority: row.duty is Duty.TEMP_AWAY),
}


class _BodyFacts(Facts):
    """Bodies with the members that belong to them, guests left out."""

    @staticmethod
    def body_of(row: MemberRow) -> int | None:
        """Return the body a member belongs to."""
        return row.cell_id

    @cached_property
    def _members(self) -> list[tuple[MemberRow, Who, bool]]:
        facts = MemberFacts(self.session, None, self.on)
        minority = (value is True for value in facts.minority)
        every = zip(facts.rows, facts.who, minority, strict=True)
        return [one for one in every if one[0].duty is not Duty.GUEST]

    def counted(self, key: str) -> dict[int | None, list[Who]]:
        """Return body → whom a count is of."""
        _label, keeps = _COUNTS[key]
        found: dict[int | None, list[Who]] = defaultdict(list)
        for row, who, is_minority in self._members:
            if keeps(row, is_minority):
                found[self.body_of(row)].append(who)
        return found


class MonthFacts(Facts):
    """Rows that are cells, with what they made of the months of a span."""

    @property
    def span(self) -> Period:
        """The months that count."""
        return Period(date(self.on.year, 1, 1), self.on)

    @cached_property
    def years(self) -> dict[int | None, CellYear]:
        """Cell → what it made of the months."""
        return {one.cell_id: one for one in cell_years.read(self.session, self.span, on=self.on).cells}

    def months(self, keeps: Callable[[MonthLine], bool], row: Who) -> list[Who]:
        """Return the months of a row's cell that are so."""
        lines = self.years[row.cell_id].months if row.cell_id in self.years else ()
        return [
            Who(one.cell_id, row.cell, row.cell_id, row.cell, one.held_on, (one.year, one.month))
            for one in lines
            if keeps(one)
        ]


def months(key: str, label: str, keeps: Callable[[MonthLine], bool], about: str) -> Field:
    """Return how many months of a cell are so; nothing for a row that is no cell."""

    def held(facts: MonthFacts, row: Who) -> list[Who]:
        return facts.months(keeps, row)

    def values(facts: MonthFacts) -> list[Value]:
        return [None if row.cell_id is None else len(held(facts, row)) for row in facts.who]

    return Field(key, label, Kind.NUMBER, values, width=8, people=held, about=about)


def attendance(label: str, about: str) -> Field:
    """Return the pooled attendance of a cell's months; nothing for a row that is no cell."""

    def rates(facts: MonthFacts) -> list[Value]:
        found = (one.tally if (one := facts.years.get(row.cell_id)) else EMPTY for row in facts.who)
        return [Rate(one.attended, one.eligible, not one.is_complete) for one in found]

    return Field("attendance", label, Kind.RATE, rates, width=9, about=about)


class CellFacts(MonthFacts, _BodyFacts):
    """The cells that exist on the day."""

    @cached_property
    def rows(self) -> list[CellLine]:
        """The cells."""
        return cell_register.lines(self.session, self.on)

    @cached_property
    def secretaries(self) -> dict[int, Secretary]:
        """Cell → its secretary."""
        return cell_register.secretaries(self.session, self.on)

    @cached_property
    def who(self) -> list[Who]:
        """The cells."""
        return [Who(row.id, row.cell.short_name, row.id, row.cell.short_name) for row in self.rows]


class VillageFacts(_BodyFacts):
    """The villages that exist on the day."""

    @staticmethod
    def body_of(row: MemberRow) -> int | None:
        """Return the village a member lives in."""
        return row.village_id

    @cached_property
    def rows(self) -> list[VillageRow]:
        """The villages."""
        return villages.rows(self.session, self.on)

    @cached_property
    def care(self) -> dict[int, Care]:
        """Village → who looks after it."""
        return assignments.care(self.session, self.on)

    @cached_property
    def who(self) -> list[Who]:
        """The villages with their cells."""
        return [Who(row.id, row.name, row.cell_id, short_name(row.cell_name)) for row in self.rows]


def _counts(*keys: str) -> Iterator[Field]:
    for key in keys:
        label, _keeps = _COUNTS[key]
        yield Field(key, label, Kind.NUMBER, partial(_lengths, key), width=8, people=partial(_people, key))


def _lengths(key: str, facts: Any) -> list[Value]:
    held = facts.counted(key)
    return [len(held.get(row.id, ())) for row in facts.rows]


def _people(key: str, facts: Any, row: Who) -> list[Who]:
    return facts.counted(key).get(row.id, [])


# -- cells -----------------------------------------------------------------------------------------------------------


def _above(facts: CellFacts) -> list[Value]:
    names = {row.id: row.name for row in organizations.rows(facts.session, facts.on)}
    return [names.get(row.cell.organization_id or 0) for row in facts.rows]


def _phones(facts: CellFacts) -> list[Value]:
    return [one.phone or None if (one := facts.secretaries.get(row.id)) else None for row in facts.rows]


def _in_charge(facts: CellFacts) -> list[Value]:
    held = assignments.of_cells(facts.session, facts.on)
    return [", ".join(held.get(row.id, ())) or None for row in facts.rows]


def _cells() -> Iterator[Field]:
    about = "Từ đầu năm đến ngày chọn."
    yield told("name", "Chi bộ", Kind.TEXT, lambda row: row.cell.short_name, 24)
    yield told("kind", "Loại hình", Kind.CODE, lambda row: row.cell.kind or None, 14, words_of(codes.CELL_KIND))
    yield Field(
        "above",
        "Trực thuộc",
        Kind.CODE,
        _above,
        lambda facts: [row.name for row in organizations.rows(facts.session, facts.on)],
        20,
    )
    yield told("code", "Mã tổ chức", Kind.TEXT, lambda row: row.cell.code or None, 12)
    yield from _counts(*_COUNTS)
    yield told("is_short", "Thiếu đảng viên chính thức", Kind.YES_NO, lambda row: row.is_short, 8)
    yield told("villages", "Thôn, bản phụ trách", Kind.TEXT, lambda row: ", ".join(row.cell.villages) or None, 20)
    yield told("is_joint", "Chi bộ ghép", Kind.YES_NO, lambda row: row.cell.is_joint, 7)
    yield told("place", "Nơi họp", Kind.TEXT, lambda row: row.cell.place or None, 16)
    yield told("secretary", "Bí thư", Kind.TEXT, lambda row: row.secretary or None, 18)
    yield Field("secretary_phone", "Điện thoại bí thư", Kind.TEXT, _phones, width=12)
    yield Field("in_charge", "Cấp ủy viên phụ trách", Kind.TEXT, _in_charge, width=20)
    yield told("last_held_on", "Lần họp gần nhất", Kind.DATE, lambda row: whole_day(row.last_held_on), 11)
    yield months("met", "Số tháng đã họp trong năm", lambda month: month.has_met, about)
    yield months("missed", "Số tháng không họp trong năm", lambda month: month.is_missed, about)
    yield attendance(
        "Tỷ lệ dự sinh hoạt trong năm",
        "Từ đầu năm đến ngày chọn, gộp mọi buổi; còn buổi chưa ghi thì để trống.",
    )
    yield told("valid_from", "Ngày thành lập", Kind.DATE, lambda row: whole_day(row.cell.valid_from), 11)


CELLS = Subject(
    key="cells",
    label="Chi bộ",
    unit="chi bộ",
    of_period=False,
    facts=CellFacts,
    fields=tuple(_cells()),
    start=("name", "kind", "members", "official", "probationary", "secretary"),
    counted=Counted.CELL,
)


# -- villages --------------------------------------------------------------------------------------------------------


def _cared(show: Callable[[Care], Value]) -> Callable[[VillageFacts], list[Value]]:
    return lambda facts: [show(facts.care.get(row.id, NOBODY)) for row in facts.rows]


def _villages() -> Iterator[Field]:
    served = [one.value for one in Served]
    yield told("name", "Thôn, bản", Kind.TEXT, lambda row: row.name, 22)
    yield told("served", "Tổ chức chi bộ", Kind.CODE, lambda row: row.served.value, 14, lambda _facts: served)
    yield told("cell", "Chi bộ", Kind.CODE, lambda row: short_name(row.cell_name) or None, 20, cell_words)
    yield told("households", "Số hộ", Kind.NUMBER, lambda row: row.households, 8)
    yield told("population", "Nhân khẩu", Kind.NUMBER, lambda row: row.population, 9)
    yield from _counts("members", "women", "minority")
    yield told("is_white", "Trắng đảng viên", Kind.YES_NO, lambda row: row.is_white, 8)
    yield told("is_difficult", "Đặc biệt khó khăn", Kind.YES_NO, lambda row: row.is_especially_difficult, 8)
    yield told("is_border", "Biên giới", Kind.YES_NO, lambda row: row.is_border, 8)
    yield Field(
        "in_charge", "Cấp ủy viên phụ trách", Kind.TEXT, _cared(lambda one: ", ".join(one.in_charge) or None), width=20
    )
    yield Field("groups", "Số nhóm hộ có đảng viên phụ trách", Kind.NUMBER, _cared(lambda one: one.groups), width=9)
    yield Field("cared_for", "Số hộ có đảng viên phụ trách", Kind.NUMBER, _cared(lambda one: one.households), width=9)


VILLAGES = Subject(
    key="villages",
    label="Thôn, bản",
    unit="thôn, bản",
    of_period=False,
    facts=VillageFacts,
    fields=tuple(_villages()),
    start=("name", "served", "cell", "households", "population", "members"),
    counted=Counted.VILLAGE,
)

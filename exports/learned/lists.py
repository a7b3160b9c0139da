"""Lists that go down a form's rows: a row for each member, Party cell, village or month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from exports import member_list
from exports.learned import card_columns, cell_months, month_list
from exports.learned.card_columns import Card
from exports.learned.fill import Form, Place, Value
from exports.learned.rolls import ROLLS, Roll, Row, of, plain, span
from exports.learned.xml.grid import Spot
from exports.member_list import Line
from exports.report import Scope
from models import cell_register, cell_years, cells, villages
from models.cell_years import CellYear, MonthLine
from models.cells import CellRow
from models.indicators.kinds import Name, Subject
from models.listing import members
from models.listing.members import MemberFacts
from models.participation import EMPTY, Tally
from models.tables import Duty, Gender
from models.text import number
from models.villages import VillageRow

_LONGEST = 5_000  # rows looked at below the first
_NAMED = 5  # cells named in a sentence
_OPEN = {"women": "giới tính", "minority": "dân tộc"}
_ROWS_OF = {"cells": "chi bộ", "months": "tháng"}


@dataclass(frozen=True)
class Listing:
    """A list: what a row of it is, how it is read (with the id of the one Party cell wanted), and its columns."""

    name: str
    read: Callable[[Session, Scope, int | None], Sequence[Any]]
    columns: Mapping[str, tuple[str, Callable[[Any], Value | None]]]
    name_of: Callable[[Any], Name] | None = None
    """Whom a row is about, for filters; None where they do not apply."""
    doubts: Callable[[Session, Scope, Sequence[Any]], Sequence[str]] | None = None
    """Says what may belong to the list and could not be put into it, and what its rows lack."""


@dataclass(frozen=True)
class Month:
    """A month of the period with what the cells made of it; no lines for one of which nothing is known."""

    month: int
    year: int
    lines: tuple[MonthLine, ...]

    @property
    def rolls(self) -> Tally:
        """The counts of all cells as far as they are written."""
        return sum((one.value.tally for one in self.lines), EMPTY)

    @property
    def tally(self) -> Tally | None:
        """The counts; None without a roll, or while a mark of them is “chưa ghi”: a sum would take it."""
        return _whole(self.rolls)

    @property
    def met(self) -> int | None:
        """How many cells have met; None while none has."""
        return sum(one.has_met for one in self.lines) or None

    @property
    def name(self) -> str:
        """The month in words."""
        return f"tháng {self.month}/{self.year}"


def _whole(rolls: Tally) -> Tally | None:
    return rolls if rolls.meetings and rolls.is_complete else None


@dataclass(frozen=True)
class MemberLine(Line):
    """A member with what the card says besides."""

    card: Card

    @property
    def name(self) -> str:
        """What they are called."""
        return self.member.full_name


def _members(session: Session, scope: Scope, cell: int | None) -> Sequence[MemberLine]:
    card = Card(members.SUBJECT, MemberFacts(session, None, scope.as_of))
    return [
        MemberLine(one.member, one.cell, one.position, one.ethnic, one.schooling, card)
        for one in member_list.fetch(session, scope)
        if cell is None or one.member.cell_id == cell
    ]


@dataclass(frozen=True)
class Part:
    """How many of a cell's members are so, and of how many the book does not say."""

    answers: tuple[bool | None, ...] = ()

    @property
    def unsure(self) -> int:
        """Of how many the book does not say."""
        return self.answers.count(None)

    @property
    def shown(self) -> int | None:
        """The count; None instead of a 0 that the book cannot answer for."""
        return self.answers.count(True) or (None if self.unsure else 0)


@dataclass(frozen=True)
class CellLine:
    """A cell on the day with those of its members a form asks for apart, and what it made of the months of the period.

    `year` is None for a cell of whose months nothing is known.
    """

    cell: CellRow
    women: Part
    minority: Part
    secretary: str
    year: CellYear | None

    @property
    def rolls(self) -> Tally:
        """The counts of its months as far as they are written."""
        return self.year.tally if self.year else EMPTY

    @property
    def tally(self) -> Tally | None:
        """The counts; None without a roll, or while a mark of them is “chưa ghi”: a sum would take it."""
        return _whole(self.rolls)

    @property
    def name(self) -> str:
        """What the cell is called."""
        return self.cell.short_name

    @property
    def month(self) -> MonthLine | None:
        """Its month where the period is one; None for a longer one, of which there is no one day and no one class."""
        return self.year.months[0] if self.year and len(self.year.months) == 1 else None


def _cells(session: Session, scope: Scope, cell: int | None) -> Sequence[CellLine]:
    women: dict[int, list[bool | None]] = defaultdict(list)
    minority: dict[int, list[bool | None]] = defaultdict(list)
    facts = MemberFacts(session, None, scope.as_of)
    for row, is_minority in zip(facts.rows, facts.minority, strict=True):
        if row.duty is not Duty.GUEST:
            women[row.cell_id].append(row.gender and row.gender is Gender.FEMALE)
            minority[row.cell_id].append(None if is_minority is None else bool(is_minority))
    found = cell_years.read(session, span(scope), on=scope.on, cell_id=cell).cells
    years = {one.cell_id: one for one in found}
    return [
        CellLine(one.cell, Part(tuple(women[one.id])), Part(tuple(minority[one.id])), one.secretary, years.get(one.id))
        for one in cell_register.lines(session, scope.as_of)
        if cell is None or one.id == cell
    ]


def _villages(session: Session, scope: Scope, cell: int | None) -> Sequence[VillageRow]:
    return [one for one in villages.rows(session, scope.as_of) if cell is None or one.cell_id == cell]


def _months(session: Session, scope: Scope, cell: int | None) -> Sequence[Month]:
    period = span(scope)
    found: dict[tuple[int, int], list[MonthLine]] = {key: [] for key in period.months()}
    for one in cell_years.read(session, period, on=scope.on, cell_id=cell).total.months:
        found[one.year, one.month].append(one)
    return [Month(month, year, tuple(lines)) for (year, month), lines in found.items()]


def _counts(show: Callable[[Tally], Value | None]) -> Callable[[Any], Value | None]:
    def value(one: Month | CellLine) -> Value | None:
        return None if one.tally is None else show(one.tally)

    return value


def _cell(show: Callable[[CellRow], Value | None]) -> Callable[[Any], Value | None]:
    def value(one: CellLine) -> Value | None:
        return show(one.cell)

    return value


def _of_month(show: Callable[[MonthLine], Value | None]) -> Callable[[Any], Value | None]:
    def value(one: CellLine) -> Value | None:
        return None if one.month is None else show(one.month)

    return value


def _of_months(count: cell_months.Count) -> Callable[[Any], Value | None]:
    def value(one: CellLine) -> Value | None:
        return count.of(one.year)

    return value


_ATTENDANCE = {
    "eligible": ("Lượt đảng viên phải dự", _counts(lambda tally: tally.eligible)),
    "attended": ("Lượt đảng viên có mặt", _counts(lambda tally: tally.attended)),
    "excused": ("Lượt vắng có lý do", _counts(lambda tally: tally.excused)),
    "unexcused": ("Lượt vắng không lý do", _counts(lambda tally: tally.unexcused)),
    "rate": ("Tỷ lệ tham gia sinh hoạt", _counts(lambda tally: tally.rate)),
}


def _line(show: Callable[[MemberLine], Value | None]) -> Callable[[Any], Value | None]:
    return show


def _on_card(field: str) -> Callable[[Any], Value | None]:
    def value(one: MemberLine) -> Value | None:
        return plain(one.card.value(one.member.id, field))

    return value


def _of_roll(roll: Roll) -> Listing:
    def name_of(one: Row) -> Name:
        return Name(roll.subject.counted, one.who.id, one.who.name, one.who.cell_id)

    columns = {key: (name, of(key)) for key, (name, _field) in roll.columns.items()}
    return Listing(
        roll.name, roll.rows, columns, name_of, lambda session, scope, _rows: roll.facts(session, scope).doubts
    )


LISTS = {
    "members": Listing(
        "Mỗi dòng một đảng viên",
        _members,
        {
            "full_name": ("Họ và tên", _line(lambda one: one.member.full_name)),
            "born": ("Ngày sinh", _line(lambda one: one.member.born_on)),
            "gender": ("Giới tính", _line(lambda one: one.member.gender and one.member.gender.label)),
            "ethnic": ("Dân tộc", _line(lambda one: one.ethnic)),
            "cell": ("Chi bộ", _line(lambda one: one.cell)),
            "position": ("Chức vụ", _line(lambda one: one.position)),
            "schooling": ("Trình độ", _line(lambda one: one.schooling)),
            "admitted": ("Ngày vào Đảng", _line(lambda one: one.member.admitted_on)),
            "official": ("Ngày chính thức", _line(lambda one: one.member.official_on)),
            "standing": ("Tình trạng", _line(lambda one: one.member.standing.label)),
            "citizen_id": ("Số định danh cá nhân", _line(lambda one: one.member.citizen_id)),
            "card_number": ("Số thẻ đảng viên", _line(lambda one: one.member.card_number)),
            "phone": ("Điện thoại", _line(lambda one: one.member.phone)),
            "note": ("Ghi chú", _line(lambda one: one.note)),
            **{key: (name, _on_card(field)) for key, (name, field) in card_columns.OF_MEMBERS.items()},
        },
        lambda one: Name(Subject.MEMBER, one.member.id, one.member.full_name, one.member.cell_id),
    ),
    "cells": Listing(
        "Mỗi dòng một chi bộ",
        _cells,
        {
            "name": ("Tên chi bộ", _cell(lambda one: one.short_name)),
            "kind": ("Loại hình chi bộ", _cell(lambda one: one.kind)),
            "members": ("Số đảng viên", _cell(lambda one: one.members)),
            "official": ("Đảng viên chính thức", _cell(lambda one: one.official)),
            "probationary": ("Đảng viên dự bị", _cell(lambda one: one.probationary)),
            "women": ("Đảng viên nữ", lambda one: one.women.shown),
            "minority": ("Đảng viên dân tộc thiểu số", lambda one: one.minority.shown),
            "secretary": ("Bí thư chi bộ", lambda one: one.secretary),
            "held": ("Ngày họp", _of_month(lambda one: one.held_on)),
            **_ATTENDANCE,
            "quality": ("Xếp loại sinh hoạt", _of_month(lambda one: one.quality and one.quality.label)),
            **{key: (one.name, _of_months(one)) for key, one in cell_months.COUNTS.items()},
            "villages": ("Thôn, bản", _cell(lambda one: ", ".join(one.villages))),
            "place": ("Nơi họp", _cell(lambda one: one.place)),
        },
        lambda one: Name(Subject.CELL, one.cell.id, one.cell.name, one.cell.id),
    ),
    "villages": Listing(
        "Mỗi dòng một thôn, bản",
        _villages,
        {
            "name": ("Tên thôn, bản", lambda one: one.name),
            "households": ("Số hộ", lambda one: one.households),
            "population": ("Số khẩu", lambda one: one.population),
            "cell": ("Chi bộ", lambda one: cells.short_name(one.cell_name)),
            "members": ("Số đảng viên cư trú", lambda one: one.members),
        },
        lambda one: Name(Subject.VILLAGE, one.id, one.name, one.cell_id),
    ),
    "months": Listing(
        "Mỗi dòng một tháng trong kỳ",
        _months,
        {
            "name": ("Tháng", lambda one: f"Tháng {one.month}"),
            "full_name": ("Tháng, năm", lambda one: f"{one.month:02}/{one.year}"),
            "met": ("Số chi bộ đã họp", lambda one: one.met),
            **_ATTENDANCE,
        },
    ),
    "quality": Listing(month_list.NAME, month_list.read, month_list.COLUMNS, month_list.name_of, month_list.doubts),
} | {key: _of_roll(roll) for key, roll in ROLLS.items()}
NUMBER = "number"
"""The column of running numbers every list has."""


def fields() -> list[tuple[str, str, str]]:
    """Return (key, name, what a row is) of all columns that can be bound."""
    return [
        (f"{key}.{column}", name, listing.name)
        for key, listing in LISTS.items()
        for column, name in ((NUMBER, "Số thứ tự"), *((key, told[0]) for key, told in listing.columns.items()))
    ]


def values_of(key: str, rows: Sequence[Any]) -> list[Value | None]:
    """Return what a column shows row by row."""
    name, _, column = key.partition(".")
    if column == NUMBER:
        return list(range(1, len(rows) + 1))
    show = LISTS[name].columns[column][1]
    return [show(row) for row in rows]


def is_open(key: str) -> bool:
    """Whether a column counts members by what their records may leave open."""
    return key in (f"cells.{name}" for name in _OPEN)


def without_gender(key: str, rows: Sequence[Any]) -> list[Name]:
    """Return those of a list of people whose gender the book does not say: no column of men or of women has them."""
    told = LISTS[key.partition(".")[0]]
    show, name_of = told.columns["gender"][1], told.name_of
    return [name_of(row) for row in rows if name_of is not None and show(row) is None]


def _has_men(key: str, beside: Collection[str]) -> bool:
    return f"{key.partition('.')[0]}.born_man" in beside


def lacking(key: str, rows: Sequence[Any], beside: Collection[str] = ()) -> str:
    """Say what the book lacks for a column of counts: rolls not whole, records that leave it open; "" for no such.

    Rolls are told of once, by the last of the columns `beside` that come from them.
    """
    if card_columns.is_by_gender(key):
        count = len(without_gender(key, rows)) if key.endswith("born_man") or not _has_men(key, beside) else 0
        return f"lý lịch của {number(count)} đồng chí chưa ghi giới tính nên ngày sinh để trống." if count else ""
    if key.startswith("cells.") and (column := key.removeprefix("cells.")) in cell_months.COUNTS:
        return cell_months.lacking(column, rows, {one.removeprefix("cells.") for one in beside})
    if is_open(key):
        name = key.removeprefix("cells.")
        count = sum(getattr(one, name).unsure for one in rows)
        return f"lý lịch của {number(count)} đồng chí chưa ghi {_OPEN[name]} nên chưa đếm được." if count else ""
    kind = key.partition(".")[0]
    of_rolls = [f"{kind}.{name}" for name in _ATTENDANCE]
    if key not in of_rolls or any(one in beside for one in of_rolls[of_rolls.index(key) + 1 :]):
        return ""
    blank = [one for one in rows if one.tally is None]
    partly = [one.name for one in blank if not one.rolls.is_complete]
    none = [one.name for one in blank if one.rolls.is_complete] if kind == "cells" else []
    told = [
        f"{len(names)} {_ROWS_OF[kind]} {why} nên để trống lượt dự và tỷ lệ: {', '.join(names[:_NAMED])}"
        + ("…" if len(names) > _NAMED else ".")
        for names, why in ((partly, "chưa ghi đủ điểm danh"), (none, "không có cuộc họp nào đã điểm danh"))
        if names
    ]
    return " ".join((*told, f"Tổng trong biểu chưa gồm các {_ROWS_OF[kind]} này.")) if told else ""


def room(form: Form, place: Place, most: int = _LONGEST) -> int:
    """Return how many rows from a cell down look like it and are blank: the room for a list, its own row in any case.

    No more than `most` are looked at. 0 where the cell is part of a block merged over several rows.
    """
    grid = form.grid(place.sheet)
    if grid is None:
        return 0
    style, tall = grid.style(place.spot), [area for area in grid.merges if area.first.row < area.last.row]
    for count in range(most):
        spot = Spot(place.spot.row + count, place.spot.column)
        cell = grid.cells.get(spot)
        is_blank = cell is None or len(cell) == 0 or not count
        if not is_blank or grid.style(spot) != style or grid.corner(spot) != spot or any(spot in one for one in tall):
            return count
    return most

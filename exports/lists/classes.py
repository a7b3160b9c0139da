"""The classes that began in a period, with people and certificates (domain.md 7.10, 8.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports.names import Behind, Person
from exports.report import DATE, Column, Needs, Report, Scope, Sheet
from models import cells, training
from models.indicators.kinds import Subject
from models.tables import Gender
from models.text import number
from models.training import ClassRow, KindSum, Participant

_PEOPLE = "Số học viên"


@dataclass(frozen=True)
class Data:
    """The classes, oldest first, their people and the sums by kind."""

    classes: tuple[ClassRow, ...]
    people: tuple[Participant, ...]
    sums: tuple[KindSum, ...]
    cells: dict[int, str]


Line = ClassRow | None
"""A class, or (None) all of them."""


def fetch(session: Session, scope: Scope) -> Data:
    """Read the classes of the period."""
    assert scope.period is not None  # Needs.PERIOD
    classes = tuple(reversed(training.rows(session, scope.period)))
    people = tuple(training.participants(session, [row.id for row in classes]))
    return Data(classes, people, tuple(training.sums(session, scope.period)), cells.names(session, scope.as_of))


def notes(data: Data) -> list[str]:
    """Return the sums by kind: turns, and people each counted once."""
    return [
        f"{kind.kind}: {number(kind.classes)} lớp, {number(kind.turns)} lượt người ({number(kind.people)} người), "
        f"{number(kind.certificates)} giấy chứng nhận."
        + (
            f" Trong đó {number(kind.nameless)} người chỉ ghi số lượng, không có danh sách tên."
            if kind.nameless
            else ""
        )
        for kind in data.sums
    ]


def _count(
    heading: str, keeps: Callable[[Participant], bool], figure: Callable[[ClassRow], int], group: str = _PEOPLE
) -> Column[tuple[Data, Line]]:
    def count(pair: tuple[Data, Line]) -> int:
        data, row = pair
        return figure(row) if row is not None else sum(map(figure, data.classes))

    def behind(_session: Session, data: Data, pair: tuple[Data, Line]) -> Behind:
        row = pair[1]
        where = row.values.name if row else "mọi lớp trong kỳ"
        those = [one for one in data.people if (row is None or one.class_id == row.id) and keeps(one)]
        rest = count(pair) - len(those)
        told = f" Trong đó {number(rest)} lượt chỉ ghi số lượng, không có danh sách tên." if rest else ""
        people = [_person(one, data) for one in those]
        return Behind(f"{heading} – {where}", f"{number(count(pair))} lượt.{told}", people)

    return Column[tuple[Data, Line]](heading, count, 7, group=group, behind=behind)


def _kind(row: ClassRow) -> str:
    """The kind of a class, and whether its figures are known by their number only."""
    if not row.nameless:
        return row.kind
    return f"{row.kind} ({'theo số lượng' if not row.named else f'{number(row.nameless)} người theo số lượng'})"


def _person(one: Participant, data: Data) -> Person:
    subject = Subject.MEMBER if one.member_id is not None else Subject.CANDIDATE
    cell = cells.short_name(data.cells.get(one.cell_id or 0, ""))
    said = "Đảng viên" if one.member_id is not None else "Quần chúng"
    return Person(one.member_id or one.candidate_id or 0, one.full_name, cell, said, one.certificate_number, subject)


def _text(heading: str, value: Callable[[ClassRow], str], width: float) -> Column[tuple[Data, Line]]:
    return Column(heading, lambda pair: "" if pair[1] is None else value(pair[1]), width, align="left")


REPORT = Report[Data](
    key="lop-boi-duong",
    title="Lớp bồi dưỡng",
    group="Phát triển đảng viên, thôn bản",
    needs=Needs.PERIOD,
    fetch=fetch,
    sheets=(
        Sheet[Data](
            name="Lớp bồi dưỡng",
            title="Kết quả mở lớp bồi dưỡng",
            rows=lambda data: [(data, row) for row in data.classes],
            total=lambda data: (data, None),
            notes=notes,
            empty="Trong kỳ không có lớp nào khai giảng.",
            columns=(
                Column("Tên lớp", lambda pair: pair[1].values.name if pair[1] else "Tổng cộng", 32, align="left"),
                _text("Loại lớp", _kind, 24),
                Column("Từ ngày", lambda pair: pair[1] and pair[1].values.first_day, 11, format=DATE),
                Column("Đến ngày", lambda pair: pair[1] and pair[1].values.last_day, 11, format=DATE),
                _text("Nơi mở", lambda row: row.values.place, 18),
                _count("Tổng số", lambda _one: True, lambda row: row.people),
                _count("Nữ", lambda one: one.gender is Gender.FEMALE, lambda row: row.women),
                _count("Dân tộc thiểu số", training.is_minority, lambda row: row.minority),
                _count(
                    "Được cấp chứng nhận", lambda one: one.certificate_on is not None, lambda row: row.certificates, ""
                ),
            ),
        ),
    ),
)

"""The classes that began in a period, with people and certificates (domain.md 7.10, 8.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports.report import DATE, Behind, Column, Needs, Person, Report, Scope, Sheet
from models import cells, training
from models.codes import NOT_MINORITY
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
        for kind in data.sums
    ]


def _is_minority(one: Participant) -> bool:
    return one.ethnic_code is not None and one.ethnic_code not in NOT_MINORITY


def _count(heading: str, keeps: Callable[[Participant], bool], group: str = _PEOPLE) -> Column[tuple[Data, Line]]:
    def those(pair: tuple[Data, Line]) -> list[Participant]:
        data, row = pair
        return [one for one in data.people if (row is None or one.class_id == row.id) and keeps(one)]

    def behind(_session: Session, data: Data, pair: tuple[Data, Line]) -> Behind:
        row = pair[1]
        where = row.values.name if row else "mọi lớp trong kỳ"
        return Behind(
            f"{heading} – {where}", f"{number(len(those(pair)))} lượt.", [_person(o, data) for o in those(pair)]
        )

    return Column[tuple[Data, Line]](heading, lambda pair: len(those(pair)), 7, group=group, behind=behind)


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
                _text("Loại lớp", lambda row: row.kind, 24),
                Column("Từ ngày", lambda pair: pair[1] and pair[1].values.first_day, 11, format=DATE),
                Column("Đến ngày", lambda pair: pair[1] and pair[1].values.last_day, 11, format=DATE),
                _text("Nơi mở", lambda row: row.values.place, 18),
                _count("Tổng số", lambda _one: True),
                _count("Nữ", lambda one: one.gender is Gender.FEMALE),
                _count("Dân tộc thiểu số", _is_minority),
                _count("Được cấp chứng nhận", lambda one: one.certificate_on is not None, ""),
            ),
        ),
    ),
)

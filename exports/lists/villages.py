"""Villages without members or without a cell, joint cells, and who looks after them (domain.md 7.10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from exports.names import Behind, Finding, Person
from exports.report import Column, Needs, Report, Scope, Sheet, Value, listed
from models import assignments, cells, villages
from models.assignments import NOBODY, Care
from models.indicators.kinds import Subject
from models.listing.bodies import VillageFacts
from models.text import number
from models.villages import Served, VillageRow


@dataclass(frozen=True)
class Line:
    """A village; `joint` are the other villages of its cell."""

    village: VillageRow
    care: Care
    joint: tuple[str, ...]
    on: date


def fetch(session: Session, scope: Scope) -> list[Line]:
    """Read the villages of the day."""
    rows, cared = villages.rows(session, scope.as_of), assignments.care(session, scope.as_of)
    return [
        Line(
            row,
            cared.get(row.id, NOBODY),
            tuple(
                one.name for one in rows if row.cell_id is not None and one.cell_id == row.cell_id and one is not row
            ),
            scope.as_of,
        )
        for row in rows
    ]


def _cell(line: Line) -> str:
    row = line.village
    if row.served is Served.NONE:
        return ""
    name = cells.short_name(row.cell_name)
    return f"{name} (ghép với {', '.join(line.joint)})" if line.joint else f"{name} (độc lập)"


def _white(line: Line) -> Value:
    return {True: "x", False: None, None: "chưa rõ"}[line.village.is_white]


def notes(data: list[Line]) -> list[str]:
    """Return the counts, and what is written by hand."""
    served = [line.village.served for line in data]
    counts = {
        "có chi bộ độc lập": served.count(Served.OWN),
        "thuộc chi bộ ghép": served.count(Served.JOINT),
        "chưa có chi bộ": served.count(Served.NONE),
        "trắng đảng viên": sum(line.village.is_white is True for line in data),
    }
    said = ", ".join(f"{what}: {number(count)}" for what, count in counts.items())
    return [
        f"Tổng số thôn, bản: {number(len(data))}; {said}.",
        "Số đảng viên theo nơi ở ghi trong lý lịch. Cột Dân tộc, Biện pháp và thời hạn ghi tay: sổ không có số liệu.",
    ]


def check(data: list[Line], scope: Scope) -> list[Finding]:
    """Say which villages lack figures or a committee member in charge."""
    found: list[Finding] = []
    for what, lacking in (
        ("chưa ghi số hộ", [line.village.name for line in data if line.village.households is None]),
        ("chưa ghi nhân khẩu", [line.village.name for line in data if line.village.population is None]),
        ("chưa có cấp ủy viên phụ trách", [line.village.name for line in data if not line.care.in_charge]),
        (
            "chưa biết có trắng đảng viên không vì còn đồng chí chưa ghi nơi ở",
            [line.village.name for line in data if line.village.is_white is None],
        ),
    ):
        if lacking:
            found.append(Finding(f"{number(len(lacking))} thôn, bản {what}: {listed(lacking)}."))
    return found


def _sum(data: list[Line], name: str) -> int | None:
    values = [value for line in data if (value := getattr(line.village, name)) is not None]
    return sum(values) if values else None


Row = Line | list[Line]
"""A village, or all of them."""


def _number(heading: str, name: str) -> Column[Row]:
    def value(row: Row) -> Value:
        return _sum(row, name) if isinstance(row, list) else getattr(row.village, name)

    def keeps(line: Line) -> bool:
        return getattr(line.village, name) is not None

    return Column(heading, value, 8, behind=_villages(heading, keeps, lambda line: f"{getattr(line.village, name)}"))


def _villages(
    heading: str, keeps: Callable[[Line], bool], note: Callable[[Line], str] = lambda _line: ""
) -> Callable[[Session, list[Line], Row], Behind]:
    """Return what tells of the villages that a number counts, `note` beside each."""

    def behind(_session: Session, data: list[Line], row: Row) -> Behind:
        found = [line for line in (row if isinstance(row, list) else [row]) if keeps(line)]
        people = [
            Person(
                line.village.id,
                line.village.name,
                cells.short_name(line.village.cell_name),
                heading,
                note(line),
                Subject.VILLAGE,
            )
            for line in found
        ]
        return Behind(heading, f"{number(len(found))}/{number(len(data))} thôn, bản.", people)

    return behind


def _residents(session: Session, data: list[Line], row: Row) -> Behind:
    """Return the members who live in a village, or in all."""
    held = VillageFacts(session, None, data[0].on).counted("members")
    lines = row if isinstance(row, list) else [row]
    people = [
        Person(one.id, one.name, one.cell, line.village.name) for line in lines for one in held.get(line.village.id, ())
    ]
    where = "cả xã" if isinstance(row, list) else row.village.name
    return Behind(f"Số đảng viên – {where}", f"{number(len(people))} đảng viên theo nơi ở ghi trong lý lịch.", people)


REPORT = Report[list[Line]](
    key="thon-ban",
    title="Thôn, bản: chi bộ, đảng viên, người phụ trách",
    group="Phát triển đảng viên, thôn bản",
    needs=Needs.DATE,
    fetch=fetch,
    check=check,
    sheets=(
        Sheet[list[Line]](
            name="Thôn, bản",
            title="Thôn, bản trắng đảng viên, chưa có chi bộ, chi bộ ghép",
            rows=lambda data: data,
            total=lambda data: data,
            notes=notes,
            empty="Sổ chưa có thôn, bản nào.",
            columns=(
                Column[Row](
                    "Thôn, bản",
                    lambda row: "Tổng cộng" if isinstance(row, list) else row.village.name,
                    18,
                    align="left",
                ),
                _number("Số hộ", "households"),
                _number("Nhân khẩu", "population"),
                Column[Row]("Dân tộc", lambda _row: None, 10),
                Column[Row](
                    "Số đảng viên",
                    lambda row: _sum(row, "members") if isinstance(row, list) else row.village.members,
                    8,
                    behind=_residents,
                ),
                Column[Row]("Chi bộ", lambda row: "" if isinstance(row, list) else _cell(row), 26, align="left"),
                Column[Row](
                    "Trắng đảng viên",
                    lambda row: (
                        sum(one.village.is_white is True for one in row) if isinstance(row, list) else _white(row)
                    ),
                    8,
                    behind=_villages("Trắng đảng viên", lambda line: line.village.is_white is True),
                ),
                Column[Row](
                    "Chưa có chi bộ",
                    lambda row: (
                        sum(one.village.served is Served.NONE for one in row)
                        if isinstance(row, list)
                        else ("x" if row.village.served is Served.NONE else None)
                    ),
                    8,
                    behind=_villages("Chưa có chi bộ", lambda line: line.village.served is Served.NONE),
                ),
                Column[Row](
                    "Cấp ủy viên phụ trách",
                    lambda row: "" if isinstance(row, list) else ", ".join(row.care.in_charge),
                    20,
                    align="left",
                ),
                Column[Row]("Biện pháp, thời hạn", lambda _row: None, 18),
            ),
        ),
    ),
)

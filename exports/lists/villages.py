"""Villages without members or without a cell, joint cells, and who looks after them (domain.md 7.10)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports.report import Column, Finding, Needs, Report, Scope, Sheet, Value, listed
from models import assignments, cells, villages
from models.assignments import NOBODY, Care
from models.text import number
from models.villages import Served, VillageRow


@dataclass(frozen=True)
class Line:
    """A village; `joint` are the other villages of its cell."""

    village: VillageRow
    care: Care
    joint: tuple[str, ...]


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

    return Column(heading, value, 8)


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
                _number("Số đảng viên", "members"),
                Column[Row]("Chi bộ", lambda row: "" if isinstance(row, list) else _cell(row), 26, align="left"),
                Column[Row](
                    "Trắng đảng viên",
                    lambda row: (
                        sum(one.village.is_white is True for one in row) if isinstance(row, list) else _white(row)
                    ),
                    8,
                ),
                Column[Row](
                    "Chưa có chi bộ",
                    lambda row: (
                        sum(one.village.served is Served.NONE for one in row)
                        if isinstance(row, list)
                        else ("x" if row.village.served is Served.NONE else None)
                    ),
                    8,
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

"""The notice of the month's cell meetings: when and where each cell meets, and whom to reach (domain.md 7.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from exports import behind
from exports.names import Behind, Finding
from exports.report import Column, Needs, Report, Scope, Sheet, listed
from models import assignments, cell_register, months
from models.cell_register import Secretary
from models.meetings import MeetingRow
from models.months import CellInMonth, Month
from models.participation import MonthState
from models.tables import MeetingState, Standing
from models.text import number

_ASKED = (
    "Đề nghị các đồng chí cấp ủy viên phụ trách chi bộ, thôn, bản sắp xếp thời gian dự sinh hoạt với chi bộ theo "
    "lịch trên."
)


@dataclass(frozen=True)
class Line:
    """A cell's line of the calendar, or (`cell` None) the sum."""

    name: str
    members: int
    when: str = ""
    place: str = ""
    secretary: Secretary | None = None
    in_charge: tuple[str, ...] = ()
    cell: CellInMonth | None = None

    @property
    def reached(self) -> str:
        """The secretary with the telephone number."""
        if self.secretary is None:
            return ""
        return ", ".join(part for part in (self.secretary.full_name, self.secretary.phone) if part)

    @property
    def note(self) -> str:
        """Who of the committee is in charge, and what there is to say of the meeting."""
        found = [f"Cấp ủy viên phụ trách: {', '.join(self.in_charge)}"] if self.in_charge else []
        if self.cell is not None:
            if self.cell.state is MonthState.NOT_MET:
                found.append(MonthState.NOT_MET.value if self.cell.meetings else "Chưa có lịch")
            found.append(self.cell.note)
        return "; ".join(part for part in found if part)


@dataclass(frozen=True)
class Calendar:
    """The month, its lines in the order of the cells, and the day of the register's lists."""

    month: Month
    lines: tuple[Line, ...]
    as_of: date


def fetch(session: Session, scope: Scope) -> Calendar:
    """Read the month with the secretaries, and those in charge, of its last day or today."""
    month = months.read(session, *scope.month, on=scope.on, as_of=scope.as_of)
    secretaries = cell_register.secretaries(session, scope.as_of)
    in_charge = assignments.of_cells(session, scope.as_of)
    lines = (
        Line(
            row.name,
            row.members,
            "; ".join(map(_when, planned := _planned(row))),
            "; ".join(dict.fromkeys(one.values.place for one in planned if one.values.place)),
            secretaries.get(row.cell_id),
            in_charge.get(row.cell_id, ()),
            row,
        )
        for row in month.rows
    )
    return Calendar(month, tuple(lines), scope.as_of)


def _planned(row: CellInMonth) -> list[MeetingRow]:
    return [one for one in row.meetings if one.state is not MeetingState.NOT_HELD]


def _when(meeting: MeetingRow) -> str:
    hour = f"{meeting.values.starts_at:%Hh%M} " if meeting.values.starts_at else ""
    return f"{hour}ngày {meeting.held_on:%d/%m/%Y}"


def total(data: Calendar) -> Line:
    """Return the commune: the sum of the cells."""
    return Line("Tổng cộng", sum(line.members for line in data.lines))


def check(data: Calendar, scope: Scope) -> list[Finding]:
    """Say which cells have no meeting, hour, place, secretary or telephone number."""
    rows = [(line, line.cell) for line in data.lines if line.cell is not None]
    held = [(line, _planned(cell)) for line, cell in rows]
    found: list[Finding] = []
    for names, text in (
        ([line.name for line, cell in rows if not cell.meetings], "chưa có lịch sinh hoạt"),
        (
            [line.name for line, own in held if not all(one.values.starts_at for one in own)],
            "chưa ghi giờ họp",
        ),
        ([line.name for line, own in held if not all(one.values.place for one in own)], "chưa ghi nơi họp"),
        ([line.name for line, _cell in rows if line.secretary is None], "chưa ghi bí thư"),
        (
            [line.name for line, _cell in rows if line.secretary is not None and not line.secretary.phone],
            "chưa ghi điện thoại của bí thư",
        ),
    ):
        if names:
            found.append(Finding(f"{len(names)} chi bộ {text}: {listed(names)}."))
    return found


def _members(session: Session, data: Calendar, line: Line) -> Behind:
    people = behind.on_lists(session, data.month, line.cell, frozenset(Standing), data.as_of)
    where = "cả đảng bộ" if line.cell is None else line.name
    return Behind(f"Đảng viên – {where}", f"{number(len(people))} tên.", people)


def notes(data: Calendar) -> Sequence[str]:
    """Return the line that asks those in charge to attend, and how long before the papers go out (domain.md 4.2)."""
    rule = data.month.rule
    if rule.notice_days is None:
        return [_ASKED]
    return [_ASKED, f"Chi bộ gửi tài liệu chậm nhất {rule.notice_days} ngày trước ngày họp ({rule.document})."]


REPORT = Report[Calendar](
    key="lich-sinh-hoat",
    title="Thông báo lịch sinh hoạt chi bộ",
    group="Sinh hoạt chi bộ",
    needs=Needs.MONTH,
    fetch=fetch,
    sheets=(
        Sheet[Calendar](
            name="Lịch sinh hoạt",
            title="Thông báo",
            subject="Lịch sinh hoạt lệ các chi bộ trực thuộc",
            number="Số ……-TB/ĐU",
            rows=lambda data: data.lines,
            total=total,
            notes=notes,
            empty="Tháng này đảng bộ chưa có chi bộ nào.",
            columns=(
                Column[Line]("Chi bộ", lambda line: line.name, width=30, align="left"),
                Column[Line]("Số lượng", lambda line: line.members, width=8, behind=_members),
                Column[Line]("Thời gian sinh hoạt", lambda line: line.when, width=21),
                Column[Line]("Địa điểm", lambda line: line.place, width=24, align="left"),
                Column[Line]("Bí thư, điện thoại", lambda line: line.reached, width=24, align="left"),
                Column[Line]("Ghi chú", lambda line: line.note, width=25, align="left"),
            ),
        ),
    ),
    check=check,
)

"""The members on probation on a day, and when their cell must consider them (domain.md 2.6, 7.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from exports.lists.events import GROUP
from exports.names import Finding, Person
from exports.report import DATE, Column, Needs, Report, Scope, Sheet, about
from models import cells, members, reminders
from models.dates import PartialDate
from models.members import MemberFilter, MemberRow
from models.reminders import ProbationLine
from models.tables import Duty, Standing
from models.text import number

_ALL = timedelta(days=3660)


@dataclass(frozen=True)
class Line:
    """A member on probation; `due` is None while no paper gives the admission."""

    member: MemberRow
    cell: str
    due: ProbationLine | None
    on: date

    @property
    def admitted_on(self) -> PartialDate | None:
        """The admission from which this probation runs; of one admitted again the card has that of the first time."""
        return self.due.admitted_on if self.due else self.member.admitted_on

    @property
    def state(self) -> str:
        """Where the probation stands."""
        if self.due is None:
            return "Chưa rõ ngày vào Đảng"
        return self.due.stage(self.on).value if self.due.due_on - self.on <= reminders.PROBATION_NOTICE else ""


def fetch(session: Session, scope: Scope) -> list[Line]:
    """Read who is on probation, those due first."""
    names = cells.names(session, scope.as_of)
    due = {line.member_id: line for line in reminders.probation_due(session, scope.as_of, within=_ALL)}
    found = [
        Line(row, cells.short_name(names[row.cell_id]), due.get(row.id), scope.as_of)
        for row in members.search(session, on=scope.as_of, narrow=MemberFilter(standing=Standing.PROBATIONARY))
        if row.duty is not Duty.GUEST
    ]
    return sorted(found, key=lambda line: line.due.due_on if line.due else date.max)


def check(data: list[Line], scope: Scope) -> list[Finding]:
    """Name those past the day on which they had to be considered."""
    late = [
        Person(line.member.id, line.member.full_name, line.cell, line.state)
        for line in data
        if line.due and line.due.stage(scope.as_of) is reminders.Stage.LATE
    ]
    return about(late, "đã quá hạn xét chính thức")


REPORT = Report[list[Line]](
    key="danh-sach-du-bi",
    title="Danh sách đảng viên dự bị, hạn xét chính thức",
    group=GROUP,
    needs=Needs.DATE,
    fetch=fetch,
    check=check,
    sheets=(
        Sheet[list[Line]](
            name="Dự bị",
            title="Danh sách đảng viên dự bị, hạn xét công nhận chính thức",
            rows=lambda data: data,
            notes=lambda data: [f"Tổng số: {number(len(data))}."],
            empty="Không có đảng viên dự bị.",
            columns=(
                Column[Line]("Họ và tên", lambda line: line.member.full_name, 22, align="left"),
                Column[Line]("Ngày sinh", lambda line: line.member.born_on, 11, format=DATE),
                Column[Line]("Giới tính", lambda line: line.member.gender and line.member.gender.label, 6),
                Column[Line]("Chi bộ", lambda line: line.cell, 24, align="left"),
                Column[Line]("Ngày vào Đảng", lambda line: line.admitted_on, 11, format=DATE),
                Column[Line]("Đủ 12 tháng", lambda line: line.due and line.due.due_on, 11, format=DATE),
                Column[Line]("Hạn xét chính thức", lambda line: line.due and line.due.last_on, 11, format=DATE),
                Column[Line]("Việc xét", lambda line: line.state, 20, align="left"),
            ),
        ),
    ),
)

"""Roll sheets on paper: one page a meeting, for cells without a computer, line by line as on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from exports.names import Finding
from exports.report import Beginning, Needs, Report, Scope, listed
from models import asked_to_meet, attendance, cells, meetings, roll_duties
from models.attendance import Roll
from models.dates import Period
from models.progress import Progress
from models.tables import MeetingKind, MeetingState

if TYPE_CHECKING:
    from openpyxl import Workbook


_FIRST = 3
"""Sheets that are shown before all of them are drawn."""


@dataclass(frozen=True)
class Sheets:
    """The rolls of a month's meetings in the order of the cells, and the cells that have no regular meeting yet.

    `nobody` are those of them that need none, as nobody stands on their lists in the month.
    """

    rolls: tuple[Roll, ...]
    missing: tuple[str, ...]
    nobody: tuple[str, ...] = ()


def fetch(session: Session, scope: Scope) -> Sheets:
    """Read the rolls of every meeting that is held or to be held, of one cell or all."""
    period = scope.period
    if period is None:
        raise ValueError("a monthly report has a period")
    return read(session, period, scope.cell[0] if scope.cell else None)


def read(session: Session, period: Period, cell_id: int | None = None) -> Sheets:
    """Read the rolls of a month, of one cell or all."""
    year, month = period.months()[0]
    found = [
        row
        for row in meetings.of_month(session, year, month, cell_id=cell_id)
        if row.state is not MeetingState.NOT_HELD
    ]
    known = {
        row.cell_id
        for row in meetings.of_month(session, year, month, cell_id=cell_id)
        if row.values.kind is MeetingKind.REGULAR
    }
    lacking = [
        row
        for row in cells.rows(session, period.last)
        if row.id not in known and (cell_id is None or row.id == cell_id)
    ]
    manned = asked_to_meet.listed_days(session, period, cell_id)
    missing = tuple(row.name for row in lacking if row.id in manned)
    nobody = tuple(row.name for row in lacking if row.id not in manned)
    return Sheets(tuple(attendance.roll(session, row.id) for row in found), missing, nobody)


def build(data: Sheets, scope: Scope, progress: Progress) -> Workbook:
    """Return a workbook with a sheet a meeting."""
    from exports import roll_paper  # openpyxl is loaded only when something is written

    return roll_paper.workbook(data.rolls, scope, progress)


def begun(data: Sheets) -> Beginning[Sheets] | None:
    """Return the first sheets of many: each is a page of its own."""
    return Beginning(replace(data, rolls=data.rolls[:_FIRST])) if len(data.rolls) > 2 * _FIRST else None


def check(data: Sheets, scope: Scope) -> list[Finding]:
    """Say which cells have no meeting to print a sheet for, and whose list is empty."""
    found: list[Finding] = []
    if data.missing:
        names = listed(data.missing)
        found.append(Finding(f"{len(data.missing)} chi bộ chưa mở kỳ {scope.label.lower()}: {names}."))
    if data.nobody:
        names = listed(data.nobody)
        found.append(Finding(f"{len(data.nobody)} chi bộ chưa có đảng viên nên không có phiếu: {names}."))
    empty = [roll.meeting.cell_name for roll in data.rolls if not roll.lines]
    if empty:
        found.append(Finding(f"{len(empty)} chi bộ chưa có đảng viên trong danh sách ngày họp: {listed(empty)}."))
    unknown = [one.shown_name for roll in data.rolls for one in roll_duties.unregistered(roll)]
    if unknown:
        text = (
            f"{len(unknown)} đồng chí ngoài diện phải dự ở điểm danh lần trước mà sổ đảng viên chưa ghi, phiếu vẫn có "
            f"dòng: {listed(unknown)}. Mở điểm danh ở Sinh hoạt, bấm F9 để ghi vào sổ."
        )
        found.append(Finding(text))
    return found


REPORT = Report[Sheets](
    key="phieu-diem-danh",
    title="Phiếu điểm danh in giấy, mỗi chi bộ một tờ",
    group="Sinh hoạt chi bộ",
    needs=Needs.MONTH,
    fetch=fetch,
    build=build,
    begun=begun,
    check=check,
    is_by_cell=True,
)

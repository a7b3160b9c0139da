"""A commune of two cells whose slips are handed out, filled in and brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from exports.layouts import slip as at
from exports.readers import read_files
from models import attendance, cells, imports, meetings, members, office
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.imports import ImportPlan
from models.members import MemberValues
from models.office import Office
from models.tables import Duty, Mark

TODAY = date(2026, 11, 22)
NAMES = ("Lò Văn Ánh", "Mùa A Chư", "Quàng Thị Dung", "Sùng A Páo", "Vừ A Vảng")
CO_MAN, SCHOOL = "Chi bộ bản Co Mận - Nà Hin", "Chi bộ Trường Mầm non"


def commune(db: Database) -> Database:
    """Make a commune of two cells with the meetings of November opened, on the 5th."""
    db.clock = lambda: datetime(2026, 11, 22, 9)
    with db.write("Dựng") as session:
        office.save(session, Office(commune="Đảng ủy xã Mường Mẫu"))
        for cell_name in (CO_MAN, SCHOOL):
            cell = cells.add(session, CellValues(cell_name))
            for name in NAMES:
                members.add(session, MemberValues(name, admitted_on=PartialDate(2010, 3, 3)), cell, on=TODAY)
            values = MemberValues("Cà Văn Ấm", admitted_on=PartialDate(1980, 3, 3))
            members.add(session, values, cell, on=TODAY, duty=Duty.EXEMPT)
        meetings.open_month(session, 2026, 11, on=TODAY)
    return db


def of_cell(folder: Path, words: str = "Co Mận") -> Path:
    return next(path for path in folder.iterdir() if words in path.name)


def change(path: Path, do: Callable[[Any], object]) -> Path:
    """Open a slip, do something to its sheet, save it."""
    book = load_workbook(path)
    do(book.worksheets[0])
    book.save(path)
    return path


def fill(sheet: Any, marks: dict[str, str], *, rest: str = "Có mặt", **fields: str) -> None:
    """Fill a slip as a secretary does: exceptions by name, the fields above by the names of the layout."""
    for row in range(at.FIRST, sheet.max_row + 1):
        name = sheet.cell(row, at.NAME).value
        if name in marks:
            mark, _sign, reason = marks[name].partition(": ")
            sheet.cell(row, at.MARK).value = mark
            sheet.cell(row, at.REASON).value = reason or None
    if rest:
        sheet.cell(at.REST, at.VALUE).value = rest
    for field, value in fields.items():
        sheet.cell(getattr(at, field.upper()), at.VALUE).value = value


def filled(path: Path, marks: dict[str, str] | None = None, **more: str) -> Path:
    return change(path, lambda sheet: fill(sheet, marks or {}, **more))


def planned(db: Database, *paths: Path, month: tuple[int, int] | None = None) -> ImportPlan:
    reading = read_files(paths, TODAY)
    with db.read() as session:
        return imports.plan(session, reading, TODAY, month=month)


def bring_in(db: Database, *paths: Path, skip: bool = False) -> ImportPlan:
    plan = planned(db, *paths)
    with db.write("Nhập phiếu") as session:
        imports.apply(session, plan, skip=skip)
    return plan


def refusal(plan: ImportPlan) -> str:
    """Give the only sentence for which a slip is refused."""
    (problem,) = plan.errors
    assert not plan.changes_something
    return f"{problem.reason} {problem.repair}"


def meeting_of(db: Database, cell_name: str = CO_MAN) -> Any:
    with db.read() as session:
        return next(row for row in meetings.of_month(session, 2026, 11) if row.cell_name == cell_name)


def marks_of(db: Database, cell_name: str = CO_MAN) -> dict[str, tuple[Mark, str]]:
    with db.read() as session:
        lines = attendance.roll(session, meeting_of(db, cell_name).id).lines
        return {line.full_name: (line.mark, line.reason) for line in lines}

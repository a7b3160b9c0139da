"""The printed roll sheets of all cells of a month, brought back in: filled, half filled, and not filled at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import files
from exports.drafts import draft
from exports.offered import find
from exports.readers import read_file
from models import imports
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.imports import ImportPlan, Subject, Verdict
from models.tables import Duty, MeetingKind
from tests.models.builders import TODAY, cell, meeting, people

NOVEMBER = Period.month(2026, 11)
TO_COME = date(2026, 11, 29)


@pytest.fixture
def book(db: Database) -> Any:
    """The sheets of two cells with two meetings each; one of the second cell's is still to come."""
    with db.write("Dựng") as session:
        for place, second in enumerate((date(2026, 11, 20), TO_COME)):
            home = cell(session, ("Chi bộ bản Nà Sáy", "Chi bộ bản Tin Tốc")[place])
            people(session, home, 5, start=10 * place)
            people(session, home, 1, start=10 * place + 5, duty=Duty.EXEMPT)
            meeting(session, home, date(2026, 11, 5))
            meeting(session, home, second, MeetingKind.THEMATIC)
    return files.reread(draft(db, find("phieu-diem-danh"), NOVEMBER, TODAY).workbook())


def fill(sheet: Any, number: int = 5) -> None:
    """Mark the first people on a sheet as present."""
    rows = [row for row in range(1, sheet.max_row + 1) if isinstance(sheet.cell(row, 1).value, int)]
    for row in rows[:number]:
        sheet.cell(row, 4).value = "x"


def plan(db: Database, path: Path, book: Any) -> ImportPlan:
    book.save(path)
    with db.read() as session:
        return imports.plan(session, read_file(path, TODAY), TODAY)


def meetings_of(found: ImportPlan) -> list[Verdict]:
    return [action.verdict for action in found.actions if action.subject is Subject.MEETING]


def test_both_sheets_of_a_cell_come_in_and_the_ones_nobody_filled_are_said(
    db: Database, book: Any, tmp_path: Path
) -> None:
    for name in ("Bản Nà Sáy", "Bản Nà Sáy (2)", "Bản Tin Tốc"):
        fill(book[name])
    found = plan(db, tmp_path / "phieu.xlsx", book)
    assert found.errors == []
    assert meetings_of(found) == [Verdict.CHANGE] * 3
    assert [(one.sheet, one.reason) for one in found.all_problems] == [
        ("Bản Tin Tốc (2)", "Phiếu điểm danh này chưa có dấu nào nên không nhập.")
    ]


def test_a_meeting_still_to_come_is_the_only_thing_wrong_with_its_sheet(
    db: Database, book: Any, tmp_path: Path
) -> None:
    for sheet in book:
        fill(sheet)
    found = plan(db, tmp_path / "phieu.xlsx", book)
    assert [(one.sheet, one.reason) for one in found.errors] == [
        ("Bản Tin Tốc (2)", f"Ngày họp {TO_COME:%d/%m/%Y} chưa tới.")
    ]
    assert meetings_of(found) == [Verdict.CHANGE] * 3


def test_a_sheet_with_few_marks_is_a_roll_all_the_same(db: Database, book: Any, tmp_path: Path) -> None:
    fill(book["Bản Nà Sáy"], 1)
    found = plan(db, tmp_path / "phieu.xlsx", book)
    assert meetings_of(found) == [Verdict.CHANGE]
    assert sum("ghi là “chưa ghi”" in one.reason for one in found.all_problems) == 4


def test_sheets_that_nobody_filled_are_called_so(db: Database, book: Any, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="chưa có dấu nào; hãy ghi dấu rồi nhập lại"):
        plan(db, tmp_path / "phieu.xlsx", book)

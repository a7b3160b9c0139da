"""What the register holds of people after a list as offices keep them was taken in, held against what a human says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.readers import read_file
from models import cells, codes, events, imports, villages
from models.cells import CellValues
from models.database import Database
from models.imports import Verdict
from models.records import Severity
from models.tables import Cell, Duty, EventKind, Member, Stay, Village
from models.villages import VillageValues
from tests.exports import kept_lists
from tests.exports.books import write_book

ON = date(2026, 11, 22)
_GONE = frozenset(
    {EventKind.TRANSFER_OUT, EventKind.DIED, EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.RESIGNED}
)
_CODED = {"professional": codes.PROFESSIONAL, "theory": codes.THEORY}


def write(folder: Path, name: str) -> Path:
    kept = kept_lists.LISTS[name]
    return write_book(folder / f"{name}.xlsx", {"Sheet1": kept.rows}, merged={"Sheet1": kept.merged})


def found_places(db: Database) -> None:
    """Put the cells and villages that the lists speak of into a data file."""
    with db.write("Dựng") as session:
        for cell in kept_lists.CELLS:
            cells.add(session, CellValues(cell))
        for village in ("Co Mận", "Noong É", "Tổ dân phố 3"):
            villages.add(session, VillageValues(village))


def held(db: Database) -> list[str]:
    """Return a line of each member as `kept_lists` writes the truth."""
    with db.read() as session:
        return [_line(session, member) for member in session.scalars(select(Member).order_by(Member.id))]


def _line(session: Session, member: Member) -> str:
    history = [event for event in events.history(session, member.id)]
    stays = session.scalars(select(Stay).where(Stay.member_id == member.id).order_by(Stay.since)).all()
    cell = session.get_one(Cell, stays[-1].cell_id).name if stays else ""
    gender = member.gender.label if member.gender else None
    days = (member.born_on, member.admitted_on, member.official_on)
    labels = codes.labels(session, codes.ETHNIC, *_CODED.values())
    ethnic = labels[member.ethnic_id] if member.ethnic_id else None
    parts = [member.full_name, gender, *days, ethnic, cell]
    more = {
        "card": member.card_number,
        "citizen": member.citizen_id,
        "duty": next((f"{s.duty.label} {s.since}" for s in stays if s.duty is Duty.EXEMPT), None),
        "gone": next((f"{e.values.kind.label} {e.values.day}" for e in history if e.values.kind in _GONE), None),
        "old_card": member.old_card_number,
        "phone": member.phone,
        "professional": labels[member.professional_id] if member.professional_id else None,
        "schooling": member.schooling,
        "theory": labels[member.theory_id] if member.theory_id else None,
        "village": session.get_one(Village, member.village_id).name if member.village_id else None,
    }
    told = [f"{key}={value}" for key, value in more.items() if value is not None]
    return "|".join(["" if part is None else str(part) for part in parts] + told)


def taken_in(db: Database, path: Path) -> list[str]:
    """Take a list in, deciding for what it says of who has left, and return what is said of its rows."""
    reading = read_file(path, ON)
    with db.read() as session:
        plan = imports.plan(session, reading, ON)
        asked = [one for one in plan.actions if one.verdict is Verdict.DECIDE]
        decisions = {(one.sheet, one.row): one.candidates[0].id for one in asked if one.row is not None}
    with db.write("Nhập") as session:
        plan = imports.plan(session, reading, ON, decisions=decisions)
        imports.apply(session, plan, skip=True)
    return [problem.reason for problem in plan.all_problems if problem.severity is not Severity.NOTE]


@pytest.mark.parametrize("name", kept_lists.LISTS)
def test_the_register_holds_what_a_human_says(db: Database, tmp_path: Path, name: str) -> None:
    found_places(db)
    said = taken_in(db, write(tmp_path, name))
    truth = kept_lists.LISTS[name].truth
    assert held(db) == [line for line in truth if not line.startswith("?")]
    assert [line for line in truth if line.startswith("?") and line[1:] not in said] == []


@pytest.mark.parametrize("between", [" và ", ", ", " - "])
def test_a_list_of_two_cells_is_not_put_down_to_one_of_them(db: Database, tmp_path: Path, between: str) -> None:
    found_places(db)
    title = f"DANH SÁCH ĐẢNG VIÊN {kept_lists.MAN}{between}{kept_lists.NOONG} NĂM 2026"
    rows = ((title,), ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"), (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012"))
    said = taken_in(db, write_book(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert said == ["Thiếu chi bộ đang sinh hoạt."]
    assert held(db) == []

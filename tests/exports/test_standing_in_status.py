"""A status that says official, on probation or gone, held against the days and against what the register has."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from models import imports
from models.database import Database
from models.imports import ImportPlan, Subject, Verdict
from models.tables import Ending, Member, Standing, Stay
from tests.exports.test_office_lists import ANH, HEAD, ON, read
from tests.leaving import leave

HEAD_WITH_DAY = (*HEAD[:4], "Chi bộ", "Ngày chính thức", "Trạng thái")
HEAD_WITHOUT = (*HEAD[:4], "Chi bộ", "Trạng thái")
CELL = "Chi bộ bản Noong É"


def plan_of(db: Database, path: Path, head: tuple[str, ...], *row: object) -> ImportPlan:
    with db.read() as session:
        return imports.plan(session, read(path, head, row), ON)


def bring_in(db: Database, path: Path, head: tuple[str, ...], *row: object) -> None:
    with db.write("Nhập") as session:
        imports.apply(session, imports.plan(session, read(path, head, row), ON))


def said(plan: ImportPlan) -> list[tuple[str | None, str, bool]]:
    return [(one.column, one.reason, one.is_error) for one in plan.all_problems]


@pytest.mark.parametrize(
    ("status", "official", "remark"),
    [
        ("Dự bị", "15/10/2013", "Ghi là dự bị, nhưng ngày chính thức 15/10/2013 đã qua."),
        ("đảng viên dự bị", "2013", "Ghi là dự bị, nhưng ngày chính thức 2013 đã qua."),
        ("Chính thức", None, "Ghi là chính thức, nhưng tệp và sổ đều không có ngày chính thức."),
        ("Dự bị", None, "Ghi là dự bị, nhưng kết nạp 15/10/2012 đã quá thời hạn dự bị; sổ ghi là chưa rõ."),
        ("ĐV chính thức", "15/10/2013", ""),
        ("Đã chuyển đảng chính thức", "15/10/2013", ""),
        ("Đang sinh hoạt", None, ""),
    ],
)
def test_of_somebody_new_it_is_held_against_the_day(
    db: Database, tmp_path: Path, status: str, official: str | None, remark: str
):
    plan = plan_of(db, tmp_path / "a.xlsx", HEAD_WITH_DAY, *ANH[:4], CELL, official, status)
    assert said(plan) == ([("G", remark, False)] if remark else [])


def test_a_list_without_the_day_leaves_the_standing_open_with_a_word(db: Database, tmp_path: Path):
    row = (*ANH[:4], CELL, "Chính thức")
    plan = plan_of(db, tmp_path / "a.xlsx", HEAD_WITHOUT, *row)
    assert said(plan) == [("F", "Ghi là chính thức, nhưng tệp và sổ đều không có ngày chính thức.", False)]
    bring_in(db, tmp_path / "a.xlsx", HEAD_WITHOUT, *row)
    with db.read() as session:
        assert session.scalar(select(Stay.standing).where(Stay.until.is_(None))) is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("official", "status", "remark"),
    [
        ("15/10/2013", "Dự bị", "Ghi là dự bị, nhưng sổ có ngày chính thức 15/10/2013 đã qua."),
        ("15/10/2013", "Chính thức", ""),
        (None, "Chính thức", "Ghi là chính thức, nhưng tệp và sổ đều không có ngày chính thức."),
        (None, "Dự bị", "Ghi là dự bị, nhưng kết nạp 15/10/2012 đã quá thời hạn dự bị; sổ ghi là chưa rõ."),
    ],
)
@pytest.mark.parametrize("is_in_file", [True, False])
def test_of_a_known_member_it_is_held_against_the_register(
    db: Database, tmp_path: Path, official: str | None, status: str, remark: str, is_in_file: bool
):
    """A file that leaves the day out, in a blank cell or without the column, is held against the day that is known."""
    bring_in(db, tmp_path / "truoc.xlsx", HEAD_WITH_DAY, *ANH[:4], CELL, official, None)
    if is_in_file:
        plan = plan_of(db, tmp_path / "a.xlsx", HEAD_WITH_DAY, *ANH[:4], CELL, None, status)
    else:
        plan = plan_of(db, tmp_path / "a.xlsx", HEAD_WITHOUT, *ANH[:4], CELL, status)
    assert [reason for _column, reason, _is_error in said(plan)] == ([remark] if remark else [])
    assert not plan.changes_something


def test_of_somebody_admitted_this_year_the_register_says_on_probation(db: Database, tmp_path: Path):
    row = (1, "Lò Văn Ánh", "12/5/1997", "15/10/2026", CELL)
    bring_in(db, tmp_path / "truoc.xlsx", HEAD_WITHOUT, *row, None)
    plan = plan_of(db, tmp_path / "a.xlsx", HEAD_WITHOUT, *row, "Chính thức")
    assert said(plan) == [("F", "Ghi là chính thức, nhưng sổ ghi còn dự bị và không có ngày chính thức.", False)]


@pytest.mark.parametrize("status", ["Đã chuyển đi", "Chuyển đi nơi khác", "Đã từ trần"])
def test_gone_without_a_day_is_told_unless_the_register_has_it(db: Database, tmp_path: Path, status: str):
    row = (*ANH[:4], CELL)
    path = tmp_path / "a.xlsx"
    plan = plan_of(db, path, HEAD_WITHOUT, *row, status)
    [(_column, reason, is_error)] = said(plan)
    assert (reason, is_error) == (
        "Đồng chí không còn trong danh sách, nhưng tệp không ghi từ ngày nào nên không thêm vào sổ.",
        False,
    )
    assert not any(action.write for action in plan.actions)
    bring_in(db, tmp_path / "truoc.xlsx", HEAD_WITHOUT, *row, None)
    [(_column, reason, is_error)] = said(plan_of(db, path, HEAD_WITHOUT, *row, status))
    assert (reason.startswith(f"Sổ ghi đồng chí đang ở {CELL}; "), is_error) == (True, False)
    other = plan_of(db, path, HEAD_WITH_DAY, *ANH[:4], "Chi bộ bản Khác", "15/10/2013", status)
    [changed] = [action for action in other.actions if action.subject is Subject.MEMBER and action.write]
    assert [one.field for one in changed.differences] == ["Ngày chính thức"]  # whoever is gone is not moved as well
    with db.write("Rời đi") as session:
        member = session.scalars(select(Member)).one()
        leave(session, member.id, on=ON, ending=Ending.TRANSFERRED_OUT)
    plan = plan_of(db, path, HEAD_WITHOUT, *row, status)
    assert said(plan) == []
    assert {action.verdict for action in plan.actions} == {Verdict.SKIP}


@pytest.mark.parametrize("status", ["Đi học", "Chồng đã mất", "Chuyển sinh hoạt"])
def test_a_status_that_nobody_understands_leaves_the_line_and_is_kept_in_the_note(
    db: Database, tmp_path: Path, status: str
):
    plan = plan_of(db, tmp_path / "a.xlsx", HEAD_WITHOUT, *ANH[:4], CELL, status)
    [(_column, _reason, is_error)] = said(plan)
    assert not is_error
    bring_in(db, tmp_path / "b.xlsx", HEAD_WITHOUT, *ANH[:4], CELL, status)
    with db.read() as session:
        assert session.scalars(select(Member)).one().note == f"Trạng thái ghi: {status}"
    assert not plan_of(db, tmp_path / "b.xlsx", HEAD_WITHOUT, *ANH[:4], CELL, status).changes_something

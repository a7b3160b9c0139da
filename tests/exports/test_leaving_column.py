"""The 4.0 workbook's columns for leaving, death and exemption: put to the officer, and filled on the way out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from exports import import_report, making
from exports.readers import read_file
from models import attendance, events, imports, meetings, stays, trash
from models.database import Database
from models.errors import KnownError
from models.imports import KEEP, Action, ImportPlan, Subject, Verdict, removals
from models.tables import Duty, Ending, EventKind, Mark, Member, MonthClosing
from tests.exports.books import write_book
from tests.leaving import leave

ON = date(2026, 11, 22)
HEAD = (
    "STT",
    "Họ và tên *",
    "Sinh ngày *",
    "Số định danh cá nhân *",
    "Tổ chức Đảng sinh hoạt *",
    "Ngày vào Đảng *",
    "Trạng thái hoạt động *",
    "Ngày rời/mất/miễn SH",
    "Đề nghị xóa (Có/Không)",
)
ANH = (1, "LÒ VĂN ÁNH", "12/05/1950", "011050000001", "Chi bộ bản Co Mận", "15/10/1980")
KEY = ("DS", 2)
CLOSED = {"year": 2026, "month": 10, "edition": 1}


def book(folder: Path, *status: Any, name: str = "a.xlsx") -> Path:
    return write_book(folder / name, {"DS": [HEAD, (*ANH, *status)]})


def look(db: Database, path: Path, **decided: Any) -> ImportPlan:
    with db.read() as session:
        return imports.plan(session, read_file(path, ON), ON, **decided)


def bring_in(db: Database, path: Path, **decided: Any) -> ImportPlan:
    with db.write("Nhập") as session:
        plan = imports.plan(session, read_file(path, ON), ON, **decided)
        imports.apply(session, plan)
    return plan


def decision(plan: ImportPlan) -> Action:
    [found] = [action for action in plan.actions if action.subject is Subject.EVENT]
    return found


def way(plan: ImportPlan, words: str) -> int:
    return next(one.id for one in decision(plan).candidates if one.text.startswith(words))


@pytest.fixture
def known(db: Database, tmp_path: Path) -> Database:
    bring_in(db, book(tmp_path, "Đang sinh hoạt", None, "Không", name="truoc.xlsx"))
    return db


def test_a_day_alone_is_put_to_the_officer_and_writes_nothing(known: Database, tmp_path: Path):
    path = book(tmp_path, "Đang sinh hoạt", "01/03/2026", "Không")
    plan = look(known, path)
    asked = decision(plan)
    assert asked.verdict is Verdict.DECIDE
    assert [one.text for one in asked.candidates] == [
        "Miễn công tác và sinh hoạt đảng từ 01/03/2026",
        "Chuyển đi từ 01/03/2026",
        "Từ trần từ 01/03/2026",
        "Xóa tên từ 01/03/2026",
        "Khai trừ từ 01/03/2026",
        "Xin ra khỏi Đảng từ 01/03/2026",
        "Không ghi việc này vào sổ",
    ]
    assert not plan.errors
    assert not plan.changes_something
    assert decision(look(known, path, decisions={KEY: KEEP})).verdict is Verdict.SKIP


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        ("Đang sinh hoạt", "Từ trần", EventKind.DIED),
        ("Đã từ trần", "Từ trần", EventKind.DIED),
        ("Chuyển đi nơi khác", "Chuyển đi", EventKind.TRANSFER_OUT),
        ("Miễn sinh hoạt", "Miễn", EventKind.EXEMPT_START),
    ],
)
def test_what_is_decided_is_written_once_and_can_be_taken_back(
    known: Database, tmp_path: Path, status: str, words: str, kind: EventKind
):
    path = book(tmp_path, status, "01/03/2026", "Không")
    chosen = way(look(known, path), words)
    bring_in(known, path, decisions={KEY: chosen})
    with known.read() as session:
        [*_before, last] = events.history(session, 1)
        assert (last.values.kind, last.values.effective_on) == (kind, date(2026, 3, 1))
        assert (stays.current(session, 1) is None) is (kind is not EventKind.EXEMPT_START)
    again = look(known, path)
    assert {action.verdict for action in again.actions} == {Verdict.SKIP}
    known.undo()
    with known.read() as session:
        assert (now := stays.current(session, 1)) is not None
        assert now.duty is Duty.ACTIVE


def test_a_status_that_says_how_leaves_only_that_way(known: Database, tmp_path: Path):
    plan = look(known, book(tmp_path, "Đã từ trần", "01/03/2026", "Không"))
    assert [one.text for one in decision(plan).candidates] == ["Từ trần từ 01/03/2026", "Không ghi việc này vào sổ"]


def test_gone_without_a_day_is_told_and_a_day_to_come_is_refused(known: Database, tmp_path: Path):
    plan = look(known, book(tmp_path, "Đã từ trần", None, "Không"))
    [gone] = plan.all_problems
    assert "không ghi rời đi từ ngày nào" in gone.reason
    assert not plan.errors
    assert not plan.changes_something
    [late] = look(known, book(tmp_path, "Đang sinh hoạt", "01/03/2027", "Không")).errors
    assert late.reason == "Ngày rời, mất, miễn 01/03/2027 chưa tới."


def test_somebody_gone_whom_nobody_knows_comes_in_as_history_only_if_the_officer_says_so(db: Database, tmp_path: Path):
    path = book(tmp_path, "Đã từ trần", "01/03/2026", "Không")
    plan = look(db, path)
    assert [one.text for one in decision(plan).candidates] == ["Từ trần từ 01/03/2026", "Không đưa đồng chí vào sổ"]
    assert not any(action.subject is Subject.MEMBER for action in plan.actions)
    assert not plan.errors
    assert {one.verdict for one in look(db, path, decisions={KEY: KEEP}).actions} == {Verdict.SKIP}
    bring_in(db, path, decisions={KEY: way(plan, "Từ trần")})
    with db.read() as session:
        assert stays.current(session, 1) is None
        [row] = [one for one in stays.history(session, 1) if one.ending is Ending.DIED]
        assert row.until == date(2026, 2, 28)
    assert {one.verdict for one in look(db, path).actions} == {Verdict.SKIP}
    db.undo()
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 0


@pytest.mark.parametrize(("words", "duty"), [("Miễn", Duty.EXEMPT), ("Chuyển đi", None), ("Không ghi", Duty.ACTIVE)])
def test_the_day_of_somebody_new_is_decided_in_the_same_run(
    db: Database, tmp_path: Path, words: str, duty: Duty | None
):
    path = book(tmp_path, "Đang sinh hoạt", "01/03/2026", "Không")
    plan = look(db, path)
    assert plan.added(Subject.MEMBER) == 1
    bring_in(db, path, decisions={KEY: way(plan, words)})
    with db.read() as session:
        now = stays.current(session, 1)
        assert (now.duty if now else None) == duty
        assert stays.history(session, 1)[0].duty is Duty.ACTIVE


def test_a_wish_to_take_somebody_off_is_only_shown(known: Database, tmp_path: Path):
    plan = look(known, book(tmp_path, "Đang sinh hoạt", None, "Có"))
    [problem] = plan.all_problems
    assert problem.reason == "Tệp đề nghị xóa đồng chí này khỏi chi bộ."
    assert not plan.changes_something


def wish(plan: ImportPlan) -> Action:
    [found] = [action for action in plan.actions if action.subject is Subject.REMOVAL]
    return found


def test_a_wish_to_take_somebody_off_is_decided_line_by_line(known: Database, tmp_path: Path):
    path = book(tmp_path, "Đang sinh hoạt", None, "Có")
    asked = wish(look(known, path))
    assert (asked.verdict, asked.write) == (Verdict.DECIDE, None)
    assert [one.text for one in asked.candidates] == [
        "Giữ đồng chí trong sổ",
        "Chuyển vào Thùng rác (ghi nhầm; lấy lại được), cùng 2 biến động, 2 dòng quá trình",
    ]
    kept = wish(look(known, path, decisions={KEY: KEEP}))
    assert (kept.verdict, kept.write) == (Verdict.SKIP, None)
    bring_in(known, path, decisions={KEY: removals.TO_TRASH})
    with known.read() as session:
        assert session.get(Member, 1) is None
        [lies] = trash.items(session)
    assert (lies.name, lies.reason) == ("Lò Văn Ánh", "Tệp nhập vào đề nghị xóa")
    again = look(known, path)
    assert [action.verdict for action in again.actions] == [Verdict.SKIP]  # done is done
    known.undo()
    with known.read() as session:
        assert session.get_one(Member, 1).full_name == "Lò Văn Ánh"
        assert stays.current(session, 1) is not None
        assert not trash.items(session)


def test_who_goes_into_the_trash_is_not_changed_as_well(known: Database, tmp_path: Path):
    path = write_book(
        tmp_path / "b.xlsx", {"DS": [HEAD, (*ANH[:4], "Chi bộ bản Khác", ANH[5], "Miễn sinh hoạt", None, "Có")]}
    )
    plan = bring_in(known, path, decisions={KEY: removals.TO_TRASH})
    assert [(one.verdict, one.subject) for one in plan.actions if one.write] == [(Verdict.CHANGE, Subject.REMOVAL)]


def test_of_a_wish_with_a_day_the_trash_is_one_of_the_ways(known: Database, tmp_path: Path):
    path = book(tmp_path, "Đang sinh hoạt", "01/03/2026", "Có")
    asked = decision(look(known, path))
    assert asked.candidates[-1].id == removals.TO_TRASH
    assert not [one for one in look(known, path).actions if one.subject is Subject.REMOVAL]
    bring_in(known, path, decisions={KEY: removals.TO_TRASH})
    with known.read() as session:
        assert session.get(Member, 1) is None


def test_a_wish_with_a_day_is_answered_once_the_day_is_written(known: Database, tmp_path: Path):
    path = book(tmp_path, "Đang sinh hoạt", "01/03/2026", "Có")
    bring_in(known, path, decisions={KEY: way(look(known, path), "Miễn")})
    again = look(known, path)
    assert not [action for action in again.actions if action.verdict is Verdict.DECIDE]
    assert "Tệp đề nghị xóa" in again.all_problems[-1].reason  # it is still said


def test_a_member_of_a_closed_roll_cannot_go_and_the_line_says_why(known: Database, tmp_path: Path):
    with known.write("Họp") as session:
        meetings.open_month(session, 2026, 10, on=ON)
        [meeting] = meetings.of_month(session, 2026, 10)
        attendance.write(session, meeting.id, {1: (Mark.PRESENT, "")}, on=ON)
        session.add(MonthClosing(**CLOSED, closed_at=datetime(2026, 11, 2), closed_by="", cells=[]))
    line = wish(look(known, book(tmp_path, "Đang sinh hoạt", None, "Có")))
    assert (line.verdict, line.write, line.candidates) == (Verdict.SKIP, None, ())
    [problem] = line.problems
    assert problem.reason == "Đồng chí có trong điểm danh tháng 10/2026 đã chốt."
    assert problem.repair.startswith("Hãy ghi biến động")


def test_a_day_that_fits_no_way_is_said(known: Database, tmp_path: Path):
    plan = look(known, book(tmp_path, "Đang sinh hoạt", "01/03/1970", "Không"))
    assert decision(plan).verdict is Verdict.SKIP
    [problem] = plan.all_problems
    assert problem.reason == "Việc nào cũng không hợp với quá trình đã ghi của đồng chí."
    assert problem.place == "Trang “DS”, ô H2"


def test_the_command_line_says_what_is_to_be_decided(known: Database, tmp_path: Path):
    said: list[str] = []
    path = book(tmp_path, "Đang sinh hoạt", "01/03/2026", "Không")
    assert import_report.run(known, path, is_dry=False, skips=False, say=lambda line: said.append(str(line))) == 0
    assert any(line.startswith("Cần quyết định: Lò Văn Ánh (dòng 2): Ngày rời, mất, miễn 01/03/2026") for line in said)


@pytest.mark.parametrize(("ending", "label"), [(Ending.DIED, "Từ trần"), (Ending.RESIGNED, "Xin ra khỏi Đảng")])
def test_whoever_left_this_year_goes_out_with_the_day_and_comes_back_unchanged(
    known: Database, tmp_path: Path, ending: Ending, label: str
):
    with known.write("Rời đi") as session:
        leave(session, 1, on=date(2026, 3, 1), ending=ending)
    made = making.produce(known, "nhap-lieu-4.0", None, ON, tmp_path)
    row = [cell.value for cell in load_workbook(made).worksheets[0][8]]
    assert row[26:29] == [label, "01/03/2026", "Không"]
    plan = bring_in(known, made)
    assert {action.verdict for action in plan.actions} == {Verdict.SKIP}
    before = making.produce(known, "nhap-lieu-4.0", None, date(2026, 2, 1), tmp_path)
    row = [cell.value for cell in load_workbook(before).worksheets[0][8]]
    assert row[26:28] == ["Đang sinh hoạt", None]


def test_whoever_left_in_an_earlier_year_is_not_in_it(known: Database, tmp_path: Path):
    with known.write("Rời đi") as session:
        leave(session, 1, on=date(2025, 3, 1), ending=Ending.DIED)
    with pytest.raises(KnownError):
        read_file(making.produce(known, "nhap-lieu-4.0", None, ON, tmp_path), ON)

"""Lists of Party badges: the years in a column or one column each, awarded or only proposed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import badge_list, drafts, making
from exports.readers import read_file
from models import badges, imports, members
from models.badges import BadgeValues
from models.database import Database
from models.dates import PartialDate
from models.imports import ImportPlan, Verdict
from models.members import MemberValues
from models.outline import ReadingChoices
from tests.exports.books import write_book
from tests.models import builders

TODAY = date(2026, 11, 22)
Row = tuple[Any, ...]
ONE: tuple[Row, ...] = (
    ("DANH SÁCH ĐẢNG VIÊN ĐƯỢC TẶNG HUY HIỆU ĐẢNG",),
    ("Đợt ngày 03 tháng 02 năm 2026",),
    (
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Ngày vào Đảng",
        "Huy hiệu (năm)",
        "Số huy hiệu",
        "Số quyết định",
        "Ngày quyết định",
    ),
    (1, "LÒ VĂN ÁNH", "12/05/1950", "01/05/1975", "50 năm", "12345", "15-QĐ/TU", "20/01/2026"),
    (2, "Cà Thị Xôm", "02/01/1965", "01/05/1985", 40, None, "15-QĐ/TU", "20/01/2026"),
)


@pytest.fixture
def old_members(db: Database) -> Database:
    with db.write("Dựng") as session:
        cell = builders.cell(session, "Chi bộ bản Co Mận")
        for name, born, admitted in (
            ("Lò Văn Ánh", PartialDate(1950, 5, 12), PartialDate(1975, 5, 1)),
            ("Cà Thị Xôm", PartialDate(1965, 1, 2), PartialDate(1985, 5, 1)),
        ):
            members.add(session, MemberValues(name, born_on=born, admitted_on=admitted), cell, on=TODAY)
    return db


def plan_of(db: Database, path: Path, choices: ReadingChoices | None = None) -> ImportPlan:
    reading = read_file(path, TODAY, choices=choices or ReadingChoices())
    with db.read() as session:
        return imports.plan(session, reading, TODAY)


def bring(db: Database, path: Path, rows: tuple[Row, ...]) -> ImportPlan:
    plan = plan_of(db, write_book(path, {"DS": rows}))
    with db.write("Nhập") as session:
        imports.apply(session, plan)
    return plan


def verdicts(plan: ImportPlan) -> list[Verdict]:
    return [action.verdict for action in plan.actions]


def given(db: Database, member_id: int) -> list[BadgeValues]:
    with db.read() as session:
        return [row.values for row in badges.of(session, member_id)]


def test_badges_are_written_once_with_their_papers(old_members: Database, tmp_path: Path) -> None:
    plan = bring(old_members, tmp_path / "hh.xlsx", ONE)
    assert plan.sentence == (
        "Đây là danh sách trao Huy hiệu Đảng: mỗi dòng ghi Huy hiệu vào thẻ của đồng chí ấy; thêm 2 huy hiệu."
    )
    [badge] = given(old_members, 1)
    day, decided = date(2026, 2, 3), date(2026, 1, 20)
    assert badge == BadgeValues(50, day, "15-QĐ/TU", decided, "Số huy hiệu 12345")
    assert verdicts(plan_of(old_members, tmp_path / "hh.xlsx")) == [Verdict.SKIP, Verdict.SKIP]
    old_members.undo()
    assert given(old_members, 1) == []


@pytest.mark.parametrize("over", ["Loại HH", "Loại HHĐ", "Mức HHĐ", "HH Đảng"])
def test_headings_in_short_are_of_badges_and_make_nobody_a_member(
    old_members: Database, tmp_path: Path, over: str
) -> None:
    rows: tuple[Row, ...] = (
        ("DANH SÁCH ĐẢNG VIÊN ĐƯỢC TRAO TẶNG HUY HIỆU ĐẢNG",),
        ("Đợt 07/11/2025",),
        ("TT", "Họ tên", "Năm sinh", "Ngày vào Đảng", "Chi bộ", over, "Số QĐ, ngày QĐ"),
        (1, "Lò Văn Ánh", 1950, "01/05/1975", "Co Mận", 50, "125-QĐ/TU, 20/10/2025"),
    )
    stranger = (2, "Quàng Văn Lạ", 1950, "03/02/1970", "Co Mận", 55, None)
    plan = plan_of(old_members, write_book(tmp_path / "la.xlsx", {"DS": (*rows, stranger)}))
    assert set(verdicts(plan)) == {Verdict.ADD, Verdict.ERROR}
    bring(old_members, tmp_path / "hh.xlsx", rows)
    assert given(old_members, 1) == [BadgeValues(50, date(2025, 11, 7), "125-QĐ/TU", date(2025, 10, 20))]


def test_one_column_for_each_and_a_blank_leaves_what_is_written(old_members: Database, tmp_path: Path) -> None:
    bring(old_members, tmp_path / "hh.xlsx", ONE)
    rows = (
        ("TỔNG HỢP HUY HIỆU ĐẢNG",),
        ("TT", "Họ và tên", "Năm sinh", 30, 40, 45, 50),
        (1, "Lò Văn Ánh", 1950, "x", None, None, "x"),
        (2, "Cà Thị Xôm", 1965, None, "x", None, None),
    )
    plan = plan_of(old_members, write_book(tmp_path / "x.xlsx", {"DS": rows}))
    answers = {(one.sheet, one.row or 0): key for key, one in enumerate(plan.actions, 1)}
    reading = read_file(tmp_path / "x.xlsx", TODAY)
    with old_members.read() as session:
        plan = imports.plan(session, reading, TODAY, choices=answers)
    assert verdicts(plan) == [Verdict.ADD, Verdict.SKIP]
    with old_members.write("Nhập") as session:
        imports.apply(session, plan)
    assert [badge.years for badge in given(old_members, 1)] == [30, 50]
    assert given(old_members, 1)[1].decision_number == "15-QĐ/TU"


def test_what_cannot_be_is_refused_and_what_is_early_is_told(old_members: Database, tmp_path: Path) -> None:
    rows = (
        *ONE[:3],
        (1, "Lò Văn Ánh", "12/05/1950", "01/05/1975", 55, None, None, None),
        (2, "Cà Thị Xôm", "02/01/1965", "01/05/1985", 33, None, None, None),
        (3, "Ai Đó Kìa", "02/01/1965", "01/05/1985", 40, None, None, None),
        (4, "Cà Thị Xôm", "02/01/1965", "01/05/1985", 40, None, None, "20/02/2026"),
    )
    plan = plan_of(old_members, write_book(tmp_path / "x.xlsx", {"DS": rows}))
    assert verdicts(plan) == [Verdict.ADD, Verdict.ERROR, Verdict.ERROR, Verdict.ERROR]
    assert "chưa đủ 55 năm" in plan.actions[0].problems[0].reason
    assert [action.problems[0].reason for action in plan.actions[1:]] == [
        "Không có Huy hiệu 33 năm tuổi Đảng.",
        "Trong sổ không có đồng chí này.",
        "Ngày quyết định ở sau ngày trao; hãy sửa lại.",
    ]


HEAD: Row = ("TT", "Họ và tên", "Ngày sinh")
ANH: Row = (1, "Lò Văn Ánh", "12/05/1950")
TITLE: Row = ("DANH SÁCH TRAO HUY HIỆU ĐẢNG năm 2026",)


@pytest.mark.parametrize(
    ("cell", "day"),
    [("19/5/25", date(2025, 5, 19)), ("19/5/2025", date(2025, 5, 19)), ("19/5", date(2026, 5, 19))],
)
def test_a_day_with_a_short_year_is_of_that_year(old_members: Database, tmp_path: Path, cell: str, day: date) -> None:
    bring(old_members, tmp_path / "x.xlsx", (TITLE, (*HEAD, "Huy hiệu", "Ngày trao"), (*ANH, 50, cell)))
    assert given(old_members, 1) == [BadgeValues(50, day)]


def test_the_column_of_a_badge_is_ticked_or_says_its_day(old_members: Database, tmp_path: Path) -> None:
    head = (*HEAD, "30 năm", "40 năm", "50 năm")
    bring(old_members, tmp_path / "x.xlsx", (TITLE, head, (*ANH, "03/02/2005", date(2015, 2, 3), "x")))
    days = [(badge.years, badge.awarded_on) for badge in given(old_members, 1)]
    assert days == [(30, date(2005, 2, 3)), (40, date(2015, 2, 3)), (50, None)]


def test_day_and_decision_are_those_of_the_highest_badge_of_a_line(old_members: Database, tmp_path: Path) -> None:
    head = (*HEAD, "30 năm", "50 năm", "Số quyết định", "Ngày trao")
    with old_members.write("Cũ") as session:
        badges.award(session, 1, BadgeValues(30, date(2005, 2, 3), "7-QĐ"))
    bring(old_members, tmp_path / "x.xlsx", (TITLE, head, (*ANH, "x", "x", "15-QĐ/TU", "03/02/2026")))
    assert given(old_members, 1) == [
        BadgeValues(30, date(2005, 2, 3), "7-QĐ"),
        BadgeValues(50, date(2026, 2, 3), "15-QĐ/TU"),
    ]


def test_a_day_yet_to_come_is_warned_of(old_members: Database, tmp_path: Path) -> None:
    rows = (TITLE, (*HEAD, "Huy hiệu", "Ngày trao"), (*ANH, 50, "19/5/2027"))
    [action] = plan_of(old_members, write_book(tmp_path / "x.xlsx", {"DS": rows})).actions
    assert [one.reason for one in action.problems] == ["Ngày trao 19/05/2027 chưa đến."]


@pytest.mark.parametrize("cell", ["chưa rõ", "2015", 12345, "không rõ"])
def test_what_is_neither_tick_nor_day_is_no_badge(old_members: Database, tmp_path: Path, cell: str | int) -> None:
    rows = (TITLE, (*HEAD, "30 năm", "50 năm"), (*ANH, "x", cell))
    [action] = plan_of(old_members, write_book(tmp_path / "x.xlsx", {"DS": rows})).actions
    assert action.verdict is Verdict.ERROR
    [problem] = action.problems
    assert (problem.row, problem.column) == (3, "E")
    assert problem.reason == f"Không rõ đã có Huy hiệu 50 năm chưa: “{cell}”."


@pytest.mark.parametrize(("over", "blank"), [(("Huy hiệu",), (None,)), (("40 năm", "50 năm"), (None, None))])
def test_the_party_age_is_no_badge_beside_a_column_of_badges(
    old_members: Database, tmp_path: Path, over: Row, blank: Row
) -> None:
    rows = (TITLE, (*HEAD, "Tuổi Đảng", *over), (*ANH, 50, *blank))
    assert verdicts(plan_of(old_members, write_book(tmp_path / "x.xlsx", {"DS": rows}))) == [Verdict.ERROR]


def test_the_programs_own_proposal_writes_nothing(old_members: Database, tmp_path: Path) -> None:
    path = making.save(drafts.draft(old_members, badge_list.REPORT, None, TODAY), tmp_path / "de-nghi.xlsx")
    plan = plan_of(old_members, path)
    assert plan.title == "Danh sách đề nghị Huy hiệu Đảng"
    assert set(verdicts(plan)) == {Verdict.SKIP}
    assert not plan.changes_something
    awarded = plan_of(old_members, path, ReadingChoices(layout="huy-hieu"))
    assert set(verdicts(awarded)) == {Verdict.ADD}


def test_the_number_of_a_badge_that_is_part_of_another_is_written(old_members: Database, tmp_path: Path) -> None:
    with old_members.write("Dựng") as session:
        badges.award_many(session, [(1, BadgeValues(50, date(2026, 2, 3), note="Số huy hiệu 912345"))])
    plan = plan_of(old_members, write_book(tmp_path / "hh.xlsx", {"DS": ONE}))
    assert any("912345" in one.before and "12345" in one.after for one in plan.actions[0].differences)

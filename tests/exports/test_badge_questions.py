"""Lists of Party badges that say otherwise than the register: asked, with what is written kept; “chưa” is no badge."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from exports import import_report
from exports.readers import badges as badges_read
from exports.readers import read_file
from exports.readers.sheet import Sheet
from models import badges, imports
from models.badges import BadgeValues
from models.database import Database
from models.imports import KEEP, ImportPlan, Verdict
from tests.exports.books import write_book
from tests.exports.test_badge_lists import ANH, HEAD, TITLE, TODAY, Row, given, old_members, plan_of, verdicts

__all__ = ["old_members"]
WRITTEN = BadgeValues(50, date(2025, 11, 7), "15-QĐ/TU", date(2025, 10, 20), "Số huy hiệu 12345")
OVER = (*HEAD, "30 năm", "Huy hiệu", "Số huy hiệu", "Số quyết định", "Ngày trao")
REPLACE = 1


@pytest.fixture
def awarded(old_members: Database) -> Database:
    with old_members.write("Đã trao") as session:
        badges.award(session, 1, WRITTEN)
    return old_members


def decided(db: Database, path: Path, answer: int | None) -> ImportPlan:
    with db.write("Nhập") as session:
        answers = {} if answer is None else {("DS", 3): answer}
        plan = imports.plan(session, read_file(path, TODAY), TODAY, decisions=answers)
        imports.apply(session, plan)
    return plan


LATER = BadgeValues(50, date(2026, 2, 3), "20-QĐ/TU", date(2025, 10, 20), "Số huy hiệu 67890")


@pytest.mark.parametrize(
    ("answer", "verdict", "after"),
    [(None, Verdict.DECIDE, WRITTEN), (KEEP, Verdict.SKIP, WRITTEN), (REPLACE, Verdict.CHANGE, LATER)],
)
def test_another_day_and_decision_are_asked_about_and_what_is_written_is_kept(
    awarded: Database, tmp_path: Path, answer: int | None, verdict: Verdict, after: BadgeValues
) -> None:
    path = write_book(tmp_path / "x.xlsx", {"DS": (TITLE, OVER, (*ANH, None, 50, "67890", "20-QĐ/TU", "03/02/2026"))})
    [action] = decided(awarded, path, answer).actions
    assert action.verdict is verdict
    assert [one.text for one in action.candidates] == ["Giữ như sổ đang ghi", "Ghi lại theo tệp"]
    assert given(awarded, 1) == [after]
    told = [tuple(one) for one in action.differences]
    if answer != KEEP:
        assert told[0] == ("Ngày trao (Huy hiệu 50 năm)", "07/11/2025", "03/02/2026")
        assert told[-1] == ("Ghi chú (Huy hiệu 50 năm)", "Số huy hiệu 12345", "Số huy hiệu 67890")


@pytest.mark.parametrize(
    ("answer", "day"), [(None, date(2025, 11, 7)), (KEEP, date(2025, 11, 7)), (REPLACE, date(2026, 2, 3))]
)
def test_a_kept_badge_holds_up_no_other_of_its_line(
    awarded: Database, tmp_path: Path, answer: int | None, day: date
) -> None:
    head = (*HEAD, "30 năm", "50 năm")
    path = write_book(tmp_path / "x.xlsx", {"DS": (TITLE, head, (*ANH, "03/02/2006", "03/02/2026"))})
    added, asked = decided(awarded, path, answer).actions
    assert (added.verdict, added.candidates) == (Verdict.ADD, ())
    assert asked.verdict is {None: Verdict.DECIDE, KEEP: Verdict.SKIP, REPLACE: Verdict.CHANGE}[answer]
    assert [one.id for one in asked.candidates] == [KEEP, REPLACE]
    assert [(one.years, one.awarded_on) for one in given(awarded, 1)] == [(30, date(2006, 2, 3)), (50, day)]


def test_what_was_not_known_yet_is_filled_in_without_a_question(awarded: Database, tmp_path: Path) -> None:
    with awarded.write("Chưa rõ") as session:
        badges.award(session, 1, BadgeValues(50, decision_number="15 - QĐ/TU"))
    path = write_book(tmp_path / "x.xlsx", {"DS": (TITLE, OVER, (*ANH, None, 50, "12345", "15-QĐ/TU", "07/11/2025"))})
    [action] = decided(awarded, path, None).actions
    assert action.verdict is Verdict.CHANGE
    assert given(awarded, 1) == [BadgeValues(50, date(2025, 11, 7), "15 - QĐ/TU", None, "Số huy hiệu 12345")]


def test_the_command_line_tells_what_is_to_be_decided_and_writes_nothing_of_it(
    awarded: Database, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "x.xlsx", {"DS": (TITLE, (*HEAD, "Huy hiệu", "Ngày trao"), (*ANH, 50, "03/02/2026"))})
    said: list[str] = []
    assert import_report.run(awarded, path, is_dry=False, skips=False, say=said.append) == 0
    assert any("Ngày trao (Huy hiệu 50 năm) 07/11/2025 → 03/02/2026; nhập ở cửa sổ để chọn" in line for line in said)
    assert given(awarded, 1) == [WRITTEN]


@pytest.mark.parametrize("cell", ["chưa", "Chưa có", "không", "-", "–", "Chưa được tặng", 0])
def test_none_under_a_badge_is_no_badge(awarded: Database, tmp_path: Path, cell: str | int) -> None:
    xom = (2, "Cà Thị Xôm", "02/01/1965", cell, "x", cell)
    rows: tuple[Row, ...] = (TITLE, (*HEAD, "30 năm", "40 năm", "50 năm"), (*ANH, "x", cell, cell), xom)
    path = write_book(tmp_path / "x.xlsx", {"DS": rows})
    plan = decided(awarded, path, None)
    assert verdicts(plan) == [Verdict.ADD, Verdict.ADD]
    assert [[one.reason for one in action.problems if "giữ như sổ" in one.reason] for action in plan.actions] == [
        ["Tệp ghi chưa có Huy hiệu 50 năm, sổ đã ghi Huy hiệu này trao 07/11/2025; giữ như sổ."],
        [],
    ]
    assert [one.years for one in given(awarded, 1)] == [30, 50]
    assert [one.years for one in given(awarded, 2)] == [40]


def test_none_in_the_column_of_badges_leaves_the_line_as_it_is(awarded: Database, tmp_path: Path) -> None:
    rows: tuple[Row, ...] = (TITLE, (*HEAD, "Huy hiệu"), (*ANH, "Chưa có"), (2, "Cà Thị Xôm", "02/01/1965", "chưa"))
    plan = plan_of(awarded, write_book(tmp_path / "x.xlsx", {"DS": rows}))
    assert verdicts(plan) == [Verdict.SKIP, Verdict.SKIP]
    assert [len(action.problems) for action in plan.actions] == [1, 0]


def test_looking_for_the_header_changes_nothing_in_the_sheet() -> None:
    rows = [list(TITLE) + [None] * 5, [*HEAD, 30, 40, 50], [*ANH, "x", None, 50]]
    sheet = Sheet("DS", False, deepcopy(rows))
    found = badges_read.HEADINGS.find(sheet)
    assert found is not None
    assert {name: found.columns[name] for name in ("years_30", "years_40", "years_50")} == {
        "years_30": 3,
        "years_40": 4,
        "years_50": 5,
    }
    assert sheet.rows == rows

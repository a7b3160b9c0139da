"""A list imported again that holds somebody whom the register has thrown away."""

from __future__ import annotations

from datetime import date

import pytest

from exports.readers import clip
from models import imports, members, merging, trash
from models.database import Database
from models.dates import PartialDate
from models.imports import NEW, Choices, ImportPlan, ImportRefused, Verdict
from models.members import MemberValues
from models.tables import Badge, Gender, Member, TrashKind
from tests.models import builders

TODAY = date(2026, 11, 22)


@pytest.fixture
def who(db: Database) -> int:
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session, "Chi bộ bản Nà Sáy")
        values = MemberValues("Lò Văn Ánh", born_on=PartialDate(1965), citizen_id="011065006789")
        return members.add(session, values, cell, on=TODAY)


def plan(db: Database, text: str, choices: Choices | None = None) -> ImportPlan:
    found = clip.block("Họ và tên\tNgày sinh\tSố CCCD\tChi bộ\n" + text)
    assert found is not None
    with db.read() as session:
        return imports.plan(session, clip.by_name(found, TODAY), TODAY, choices=choices)


def throw_away(db: Database, who: int) -> None:
    with db.write("Xóa") as session:
        trash.remove(session, TrashKind.MEMBER, who, on=TODAY)


@pytest.mark.parametrize("line", ["Lò Văn Ánh\t12/5/1965\t\tbản Nà Sáy", "Lò Văn A\t\t011065006789\tbản Nà Sáy"])
def test_who_lies_in_the_trash_is_asked_about(db: Database, who: int, line: str) -> None:
    throw_away(db, who)
    asked = plan(db, line)
    (action,) = asked.actions
    assert action.verdict is Verdict.ASK
    assert "Thùng rác từ 22/11/2026" in action.problems[-1].reason
    assert any("Thùng rác" in one.reason and one.is_error for one in asked.errors)
    with db.write("Nhập") as session, pytest.raises(ImportRefused):
        imports.apply(session, asked)
    (action,) = plan(db, line, {(action.sheet, action.row or 0): NEW}).actions
    assert action.verdict is Verdict.ADD


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Người Khác\t1970\t011065006789\t\tbản Nà Sáy", Verdict.ASK),  # the card is theirs
        ("Lò Văn Ánh\t1965\t\t3/2/1990\tbản Nà Sáy", Verdict.ASK),
        ("Lò Văn Ánh\t1965\t\t3/2/1991\tbản Nà Sáy", Verdict.ADD),  # admitted on another day: of one name
    ],
)
def test_who_lies_in_the_trash_is_known_by_card_and_admission(
    db: Database, who: int, line: str, verdict: Verdict
) -> None:
    with db.write("Thẻ") as session:
        thrown = session.get_one(Member, who)
        thrown.citizen_id, thrown.card_number, thrown.admitted_on = None, "011065006789", PartialDate(1990, 2, 3)
    throw_away(db, who)
    found = clip.block("Họ và tên\tNgày sinh\tSố thẻ đảng\tNgày vào Đảng\tChi bộ\n" + line)
    assert found is not None
    with db.read() as session:
        asked = imports.plan(session, clip.by_name(found, TODAY), TODAY)
    assert asked.actions[0].verdict is verdict


@pytest.mark.parametrize("line", ["Lò Văn Ánh\t1970\t\tbản Nà Sáy", "Lò Văn Ánh\t1965\t011065000001\tbản Nà Sáy"])
def test_another_of_the_name_is_simply_new(db: Database, who: int, line: str) -> None:
    throw_away(db, who)
    assert plan(db, line).actions[0].verdict is Verdict.ADD


def test_a_record_made_one_with_another_is_offered_as_that(db: Database, who: int) -> None:
    with db.write("Gộp") as session:
        cell = members.search(session, on=TODAY)[0].cell_id
        kept = members.add(session, MemberValues("Lò Văn Ánh", born_on=PartialDate(1966)), cell, on=TODAY)
        session.add(Badge(member_id=who, years=30))
        session.flush()
        merging.merge(session, kept, who, on=TODAY)
    (action,) = plan(db, "Lò Văn Ánh\t1965\t011065006789\tbản Nà Sáy").actions
    assert action.verdict is Verdict.ASK
    assert kept in {one.id for one in action.candidates}
    (action,) = plan(db, "Lò Văn Ánh\t1965\t011065006789\tbản Nà Sáy", {(action.sheet, action.row or 0): kept}).actions
    assert action.verdict is Verdict.CHANGE


@pytest.mark.parametrize(
    ("field", "typed", "is_odd"),
    [("citizen", "011165006789", True), ("citizen", "011065000001", False), ("born", "1970", True)],
)
def test_a_number_corrected_in_its_cell_is_held_against_birth_and_sex(
    db: Database, who: int, field: str, typed: str, is_odd: bool
) -> None:
    with db.write("Giới") as session:
        session.get_one(Member, who).gender = Gender.MALE
    with db.read() as session:
        found = imports.plan_rows(session, clip.one_value(field, typed, ["Lò Văn Ánh"], TODAY), TODAY, [who])
    assert found.actions[0].verdict is Verdict.CHANGE
    assert any("số cho biết" in one.reason for one in found.all_problems) is is_odd

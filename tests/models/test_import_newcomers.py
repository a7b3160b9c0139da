"""Newcomers planned column by column are planned as one by one, and written with the same history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import imports
from models.database import Database
from models.dates import PartialDate
from models.imports import Subject, Verdict, newcomers
from models.imports.people import PeoplePlanner
from models.imports.plans import ImportPlan
from models.records import MemberRecord, Problem, Reading, Severity
from models.tables import Duty, Gender

ON = date(2026, 11, 22)
GOOD: dict[str, Any] = {
    "full_name": "Lò Văn Ánh",
    "born_on": PartialDate(1977, 5, 12),
    "admitted_on": PartialDate(2012, 10, 15),
    "official_on": PartialDate(2013, 10, 15),
    "gender": Gender.MALE,
    "ethnic": "Thái",
    "cell_name": "Chi bộ bản Co Mận",
    "duty": Duty.ACTIVE,
}
ODD: dict[str, tuple[Any, ...]] = {
    "full_name": ("Lò " * 40,),
    "citizen_id": (None, "011077501364"),
    "external_id": ("7" * 41, "7"),
    "born_on": (None, PartialDate(1999), PartialDate(1994, 10), PartialDate(2013)),
    "admitted_on": (None, PartialDate(1995), PartialDate(2013, 10), PartialDate(2014), PartialDate(2026, 3, 1)),
    "official_on": (None, PartialDate(2012, 10, 14), PartialDate(2012)),
    "gender": (None,),
    "ethnic": (None, "", "Người lạ"),
    "theory": ("Sơ cấp", "?"),
    "cell_name": (None, "", "Chi bộ Co Mận", "CB Nà Sáy"),
    "duty": (None, Duty.EXEMPT),
    "left_on": (PartialDate(2026, 3, 1),),
    "is_gone": (True,),
    "removal": (True,),
    "village": ("Bản lạ",),
    "residence_cell": ("Chi bộ bản Co Mận",),
    "plain": ({"note": "ở xa"},),
    "double_of": (2,),
    "problems": ((Problem("DS", 2, "B", "Họ và tên", "", "Lạ.", "Xem lại.", Severity.WARNING),),),
}
FIELDS = sorted(ODD)
CHANGES = st.sampled_from(FIELDS).flatmap(lambda field: st.tuples(st.just(field), st.sampled_from(ODD[field])))
PEOPLE = st.lists(st.lists(CHANGES, max_size=3).map(dict), min_size=1, max_size=6)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    with db.read() as session:
        yield session


def reading(*people: dict[str, Any]) -> Reading:
    records = (MemberRecord("DS", row, **{**GOOD, **one}) for row, one in enumerate(people, 2))
    return Reading("ds.xlsx", "0" * 64, "danh-sach-dang-vien", "Danh sách đảng viên", tuple(records))


def closely(session: Session, read: Reading) -> ImportPlan:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PeoplePlanner, "newcomers", lambda _self, _records: None)
        return imports.plan(session, read, ON)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE)
def test_both_ways_plan_the_same(session: Session, people: list[dict[str, Any]]):
    read = reading(*people)
    quick, close = imports.plan(session, read, ON), closely(session, read)
    assert quick.actions == close.actions
    assert [list(one.differences) for one in quick.actions] == [list(one.differences) for one in close.actions]


def test_a_good_line_is_not_looked_at_closely(session: Session, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(PeoplePlanner, "plan", None)
    plan = imports.plan(session, reading({}, {"gender": None}, {"citizen_id": "011077501364"}), ON)
    assert [one.write is not None for one in plan.actions] == [True] * 4  # the cell and three people


def test_whoever_is_in_the_register_is_looked_for(db: Database, monkeypatch: pytest.MonkeyPatch):
    with db.write("Nhập") as session:
        imports.apply(session, imports.plan(session, reading({}), ON))
    monkeypatch.setattr(newcomers, "plan", None)
    with db.read() as session:
        assert not imports.plan(session, reading({}), ON).changes_something


def test_of_nobody_it_is_not_said_that_none_came(session: Session):
    problem = Problem("DS", 2, "B", "Họ và tên", "", "Lạ.", "Xem lại.", Severity.ERROR)
    assert set(imports.plan(session, reading({"problems": (problem,)}), ON).tally) == {(Verdict.ERROR, Subject.MEMBER)}

"""The office's own old list: TCVN3, a section per cell, every sort of date, people typed twice; as truth.json says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from exports.readers import read_file
from models import imports
from models.database import Database
from models.imports import ImportPlan, Subject, Verdict
from models.records import MemberRecord, Reading
from models.tables import Cell, CodeItem, Member, Stay
from tests.exports.books import INPUT

ON = date(2026, 11, 22)
NAME = "danh_sach_dang_vien_cu.xlsx"
TRUTH: dict[str, Any] = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))
CELLS = {cell["code"]: cell["name"] for cell in TRUTH["cells"]}


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_file(INPUT / NAME, ON)


def people(reading: Reading) -> list[MemberRecord]:
    return [record for record in reading.records if isinstance(record, MemberRecord)]


def bring_in(db: Database, name: str = NAME) -> ImportPlan:
    with db.write(f"Nhập {name}") as session:
        plan = imports.plan(session, read_file(INPUT / name, ON), ON)
        imports.apply(session, plan)
    return plan


def test_everybody_is_read_as_they_truly_are(reading: Reading):
    once = [one for one in people(reading) if one.double_of is None]
    assert [
        (
            one.full_name,
            one.gender and one.gender.label,
            one.ethnic,
            one.born_on and one.born_on.iso,
            one.admitted_on and one.admitted_on.iso,
            one.official_on and one.official_on.iso,
            one.citizen_id,
            one.old_card_number,
            one.cell_name,
        )
        for one in once
    ] == [
        (
            one["full_name"],
            one["gender"],
            one["ethnicity"],
            one["birth"],
            one["admitted"],
            one["official"],
            one["citizen_id"],
            one["old_card"] or None,
            CELLS[one["cell"]],
        )
        for one in TRUTH["people"]
    ]
    assert not any(one.is_refused for one in people(reading))


def test_what_is_wrong_in_it_is_found_and_told(reading: Reading):
    facts = TRUTH["old_list"]
    assert len(people(reading)) == facts["rows"]
    told = " ".join(reading.notes)
    for number, words in (
        (facts["lost_zero"], "số CCCD mất số 0 đã thêm lại"),
        (facts["real_date"], "ngày sinh là ngày của Excel"),
        (facts["short_year"], "ngày sinh ghi năm hai chữ số"),
        (facts["blank_rows"], "dòng trống"),
        (len(CELLS), "dòng tên chi bộ"),
        (1, "dòng cộng"),
        (len(facts["duplicates"]), "dòng ghi lại người đã có ở trên"),
    ):
        assert f"{number} {words}" in told
    assert "TCVN3" in told
    numbers = {one["citizen_id"]: one["no"] for one in TRUTH["people"]}
    twice = [one for one in people(reading) if one.double_of is not None]
    assert [numbers[one.citizen_id or ""] for one in twice] == facts["duplicates"]


def test_schooling_gives_class_and_level(reading: Reading):
    said = {(one.schooling, one.education) for one in people(reading)}
    assert ("9/12", "Trung học cơ sở") in said
    assert ("7/10", "Trung học cơ sở") in said
    assert ("12/12", "Trung học phổ thông") in said
    assert (None, "Tiểu học") in said


def test_into_an_empty_file(db: Database):
    plan = bring_in(db)
    assert (plan.added(Subject.MEMBER), plan.added(Subject.CELL)) == (461, 27)
    with db.read() as session:
        rows = session.execute(
            select(Member.full_name, Cell.name)
            .join(Stay, Stay.member_id == Member.id)
            .join(Cell, Cell.id == Stay.cell_id)
            .where(Stay.until.is_(None))
            .order_by(Member.id)
        ).all()
    assert [tuple(row) for row in rows] == [(one["full_name"], CELLS[one["cell"]]) for one in TRUTH["people"]]
    assert bring_in(db).counts[Verdict.SKIP] == 465


def test_after_the_export_it_fills_what_is_missing_and_erases_nothing(db: Database):
    bring_in(db, "DS_DANGVIEN.xlsx")
    plan = bring_in(db)
    assert plan.counts == {
        Verdict.ADD: 0,
        Verdict.CHANGE: 461,
        Verdict.SKIP: 4,
        Verdict.ERROR: 0,
        Verdict.ASK: 0,
        Verdict.DECIDE: 0,
    }
    assert not [one for action in plan.actions for one in action.differences if one.before]
    with db.read() as session:
        labels = dict(session.execute(select(CodeItem.id, CodeItem.label)).all())
        found = session.scalars(select(Member).order_by(Member.id)).all()
    assert [
        (one.gender and one.gender.label, labels[one.ethnic_id or 0], one.official_on and one.official_on.iso)
        for one in found
    ] == [(one["gender"], one["ethnicity"], one["official"]) for one in TRUTH["people"]]
    assert [one.card_number for one in found] == [one["card"] or None for one in TRUTH["people"]]
    assert {labels[one.education_id or 0] for one in found} == {
        "Tiểu học",
        "Trung học cơ sở",
        "Trung học phổ thông",
    }

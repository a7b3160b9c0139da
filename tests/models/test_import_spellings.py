"""A cell's name spelt several ways: the word for the place left out is no other cell, two cells are never made one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.database import Database
from models.imports import Subject, Verdict
from models.records import VillageRecord
from models.tables import Cell
from tests.models.builders import cell
from tests.models.test_import_members import bring_in, only, other_person, person, plan


def _cells(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Cell.name).order_by(Cell.id)))


def test_one_cell_spelt_in_many_ways_in_a_file_is_made_once_under_its_full_name(db: Database):
    ways = ("CB Co Mận", "Chi bộ bản Co Mận", "chi bộ bản có mận", "CHI BỘ BẢN CO MẬN.", "Co Mận")
    people = [
        person(row=n, full_name=f"Lò Văn {way[-3:]}", citizen_id=f"01107750136{n}", card_number=None, cell_name=way)
        for n, way in enumerate(ways, 2)
    ]
    made = bring_in(db, *people)
    assert _cells(db) == ["Chi bộ bản Co Mận"]
    names = {one.after for action in made.actions for one in action.differences if one.field == "Chi bộ"}
    assert names == {"Chi bộ bản Co Mận"}
    said = [problem.reason for action in made.actions for problem in action.problems]
    assert said == [
        "“CB Co Mận” được hiểu là “Chi bộ bản Co Mận”.",
        "“chi bộ bản có mận” được hiểu là “Chi bộ bản Co Mận”.",
        "“Co Mận” được hiểu là “Chi bộ bản Co Mận”.",
    ]


def test_the_cell_of_the_register_is_meant_with_or_without_the_word_for_the_place(db: Database):
    with db.write("Dựng") as session:
        cell(session, "Chi bộ bản Co Mận")
        cell(session, "Chi bộ Noong É")
    made = plan(db, person(cell_name="Chi bộ Co Mận"), other_person(cell_name="CB thôn Noong É"))
    assert not [one for one in made.actions if one.subject is Subject.CELL]
    names = [one.after for action in made.actions for one in action.differences if one.field == "Chi bộ"]
    assert names == ["Chi bộ bản Co Mận", "Chi bộ Noong É"]


def test_two_cells_of_the_register_stay_two(db: Database):
    with db.write("Dựng") as session:
        cell(session, "Chi bộ bản Co Mận")
        cell(session, "Chi bộ Co Mận")
    made = plan(db, person(cell_name="CB Co Mận"))
    assert [one.after for one in only(made).differences if one.field == "Chi bộ"] == ["Chi bộ Co Mận"]
    assert not only(made).problems


def test_a_name_typed_without_marks_is_the_cell_and_said_so(db: Database):
    with db.write("Dựng") as session:
        cell(session, "Chi bộ bản Noong É")
    ways = ("Chi bộ bản Noong E", "Chi bo ban Na", "Chi bộ bản Nà")
    people = [
        person(row=n, full_name=f"Lò Văn {n}", citizen_id=f"01107750136{n}", card_number=None, cell_name=way)
        for n, way in enumerate(ways, 2)
    ]
    made = bring_in(db, *people)
    assert _cells(db) == ["Chi bộ bản Noong É", "Chi bộ bản Nà"]
    assert [problem.reason for action in made.actions for problem in action.problems] == [
        "“Chi bộ bản Noong E” được hiểu là “Chi bộ bản Noong É”.",
        "“Chi bo ban Na” được hiểu là “Chi bộ bản Nà”.",
    ]


def test_what_could_be_either_of_two_is_refused_and_makes_no_third(db: Database):
    with db.write("Dựng") as session:
        cell(session, "Chi bộ bản Co Mận")
        cell(session, "Chi bộ thôn Co Mận")
    made = plan(db, person(cell_name="Chi bộ Co Mận"))
    assert not [one for one in made.actions if one.subject is Subject.CELL]
    [problem] = only(made).problems
    assert (problem.reason, problem.is_error) == (
        "Tên này có thể là Chi bộ bản Co Mận hoặc Chi bộ thôn Co Mận.",
        True,
    )


@pytest.mark.parametrize(
    ("name", "cell_name"),
    [
        ("CB B. Co Mận", "Chi bộ bản Co Mận"),
        ("C.bộ b.Co Mận", "Chi bộ bản Co Mận"),
        ("CB TDP 3", "Chi bộ Tổ dân phố 3"),
        ("Chi bộ Tổ DP số 3", "Chi bộ Tổ dân phố 3"),
        ("Chi bộ Trường Trung học cơ sở", "Chi bộ Trường THCS"),
        ("Chi bộ bản số 5", "Chi bộ bản 5"),
    ],
)
def test_words_in_short_are_the_cell_in_full_and_said_so(db: Database, name: str, cell_name: str):
    with db.write("Dựng") as session:
        for known in ("bản Co Mận", "Tổ dân phố 3", "Trường THCS", "bản 5", "bản 15", "Tổ dân phố 13"):
            cell(session, f"Chi bộ {known}")
    action = only(plan(db, person(cell_name=name)))
    assert [one.reason for one in action.problems] == [f"“{name}” được hiểu là “{cell_name}”."]
    assert [one.after for one in action.differences if one.field == "Chi bộ"] == [cell_name]


def test_cells_of_the_register_that_differ_by_a_word_in_short_stay_two(db: Database):
    with db.write("Dựng") as session:
        for known in ("Chi bộ bản 5", "Chi bộ bản số 5"):
            cell(session, known)
    for known in ("Chi bộ bản 5", "Chi bộ bản số 5"):
        action = only(plan(db, person(cell_name=known)))
        assert [one.after for one in action.differences if one.field == "Chi bộ"] == [known]
        assert not [one for one in action.problems if "được hiểu" in one.reason]


def test_bare_numbers_and_other_words_are_other_cells(db: Database):
    with db.write("Dựng") as session:
        cell(session, "Chi bộ bản 5")
        cell(session, "Chi bộ Trường Tiểu học")
    for name in ("Chi bộ 5", "Chi bộ thôn 5", "Chi bộ Trường Mầm non", "Chi bộ Trường"):
        assert only(plan(db, person(cell_name=name)), Subject.CELL).name == name


def test_somebody_known_is_not_moved_by_the_spelling(db: Database):
    bring_in(db, person())
    action = only(plan(db, person(cell_name="Chi bộ Co Mận")))
    assert action.verdict is Verdict.SKIP


def test_other_tone_marks_are_the_same_cell_and_said_so(db: Database):
    with db.write("Dựng") as session:
        cell(session, "Chi bộ bản Co Mận")
        cell(session, "Chi bộ bản Hòa Bình")
    action = only(plan(db, person(cell_name="Chi bộ bản Co Mân")))
    assert [one.reason for one in action.problems] == ["“Chi bộ bản Co Mân” được hiểu là “Chi bộ bản Co Mận”."]
    assert [one.after for one in action.differences if one.field == "Chi bộ"] == ["Chi bộ bản Co Mận"]
    for plain in ("CHI BỘ BẢN CO MẬN", "CB Co-Mận bản", "Chi bộ bản Hoà Bình", "chi bộ bản Co Mận."):
        problems = only(plan(db, person(cell_name=plain))).problems
        assert not [one for one in problems if "được hiểu" in one.reason], plain


def test_a_garbled_name_makes_no_cell(db: Database):
    with db.write("Dựng") as session:
        cell(session, "Chi bộ bản Co Mận")
    made = plan(db, person(cell_name="Chi bé b¶n Noong Ð"), other_person(cell_name="Chi bộ Khối 2 (Đoàn 379) – tổ 1/2"))
    refused = next(action for action in made.actions if action.row == 2 and action.subject is Subject.MEMBER)
    assert refused.verdict is Verdict.ERROR
    assert refused.problems[-1].reason == "Tên chi bộ có ký tự lạ “¶”; không lập chi bộ tên ấy."
    assert [one.name for one in made.actions if one.subject is Subject.CELL] == ["Chi bộ Khối 2 (Đoàn 379) – tổ 1/2"]


def test_a_garbled_village_is_refused(db: Database):
    lines = (VillageRecord("T", 2, "B¶n Co MËn"), VillageRecord("T", 3, "Nà Hin", cell_name="Chi bé ghÐp"))
    made = plan(db, *lines)
    assert [(action.verdict, action.problems[-1].field) for action in made.actions] == [
        (Verdict.ERROR, "Thôn, bản"),
        (Verdict.ERROR, "Chi bộ"),
    ]

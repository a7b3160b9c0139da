"""A register that changed between the preview of an import and its writing: one sentence, nothing written half."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from models import cells, imports, trash
from models.database import Database
from models.errors import KnownError
from models.records import Reading
from models.tables import Cell, Change, Member, TrashKind
from tests.models.test_import_members import ON, bring_in, other_person, person

_SENTENCE = "Sổ đã thay đổi sau khi xem trước; chưa ghi gì, hãy đọc lại rồi nhập."


def planned(db: Database, *records: object) -> imports.ImportPlan:
    with db.read() as session:
        return imports.plan(session, Reading("ds.xlsx", "0" * 64, "dang-vien", "Danh sách", records), ON)  # type: ignore[arg-type]


def refused(db: Database, plan: imports.ImportPlan) -> str:
    with pytest.raises(KnownError) as told, db.write("Nhập") as session:
        imports.apply(session, plan, skip=True)
    return told.value.message


def counts(db: Database) -> tuple[int, int, int]:
    with db.read() as session:
        found = [session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (Member, Cell, Change)]
    return found[0], found[1], found[2]


def test_an_identity_number_given_away_meanwhile_is_one_sentence(db: Database):
    plan = planned(db, person(), other_person(row=3))
    bring_in(db, person(full_name="Quàng Thị Piêng", card_number=None, cell_name="Chi bộ bản Nà Hin"))
    before = counts(db)
    assert refused(db, plan) == _SENTENCE
    assert counts(db) == before


def test_a_member_who_left_the_register_meanwhile_is_the_same_sentence(db: Database):
    bring_in(db, person(card_number=None))
    plan = planned(db, person(card_number="011077501364"))
    assert plan.changes_something
    with db.write("Xóa") as session:
        member_id = session.scalars(select(Member.id)).one()
        trash.remove(session, TrashKind.MEMBER, member_id, on=ON, reason="Ghi nhầm")
    before = counts(db)
    assert refused(db, plan) == _SENTENCE
    assert counts(db) == before


def test_a_step_taken_back_meanwhile_counts_too(db: Database):
    bring_in(db, person(card_number=None))
    plan = planned(db, person(card_number="011077501364"))
    db.undo()
    assert refused(db, plan) == _SENTENCE
    db.redo()
    with db.write("Nhập") as session:
        imports.apply(session, plan)
    with db.read() as session:
        assert session.scalars(select(Member.card_number)).one() == "011077501364"


def test_what_the_writing_itself_notes_first_is_no_change(db: Database):
    plan = planned(db, person())
    with db.write("Nhập") as session:
        cells.add(session, cells.CellValues(name="Chi bộ Trường học"))
        imports.apply(session, plan)
    assert counts(db)[0] == 1

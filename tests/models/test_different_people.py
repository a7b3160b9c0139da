"""Possible doubles told apart: out of the check, back into it, and no hindrance to anything else."""

from __future__ import annotations

from datetime import date

import pytest

from models import checks, different_people, members, merging, trash
from models.database import Database
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import TrashKind
from tests.models import builders

TODAY = date(2026, 11, 22)


@pytest.fixture
def two(db: Database) -> tuple[int, int]:
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session)
        values = MemberValues("Lò Văn Ánh", born_on=PartialDate(1965))
        return members.add(session, values, cell, on=TODAY), members.add(session, values, cell, on=TODAY)


def doubles(db: Database) -> set[int | None]:
    with db.read() as session:
        return {one.member_id for one in checks.run(session, TODAY) if one.rule.key == "doubles"}


def tell_apart(db: Database, two: tuple[int, int]) -> None:
    with db.write("Xác nhận") as session:
        different_people.note(session, two[1], [two[0]], on=TODAY)
        different_people.note(session, two[0], [two[1]], on=TODAY)  # said twice, written once


def test_who_is_told_apart_leaves_the_check_and_comes_back(db: Database, two: tuple[int, int]) -> None:
    assert doubles(db) == set(two)
    tell_apart(db, two)
    assert doubles(db) == set()
    with db.read() as session:
        (row,) = different_people.rows(session)
    assert (row.first, row.noted_on) == ("Lò Văn Ánh (1965)", TODAY)
    with db.write("Bỏ xác nhận") as session:
        different_people.forget(session, row.id)
    assert doubles(db) == set(two)
    assert db.undo() == "Bỏ xác nhận"
    assert doubles(db) == set()
    assert db.undo() == "Xác nhận"
    assert doubles(db) == set(two)


def test_a_third_one_of_the_name_is_named_again(db: Database, two: tuple[int, int]) -> None:
    tell_apart(db, two)
    with db.write("Thêm") as session:
        cell = members.search(session, on=TODAY)[0].cell_id
        members.add(session, MemberValues("Lò Văn Ánh", born_on=PartialDate(1965, 3)), cell, on=TODAY)
    assert set(two) < doubles(db)


def test_two_told_apart_can_still_be_made_one_or_thrown_away(db: Database, two: tuple[int, int]) -> None:
    tell_apart(db, two)
    with db.write("Gộp") as session:
        item = merging.merge(session, two[0], two[1], on=TODAY)
        assert different_people.rows(session) == []
    with db.write("Tách") as session:
        trash.restore(session, item)
        assert different_people.pairs(session) == {two}
    with db.write("Xóa") as session:
        trash.remove(session, TrashKind.MEMBER, two[0], on=TODAY)
        assert different_people.pairs(session) == set()

"""A list that finds members in another village: they live there from its day on, the days before keep their people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models import imports, members, office, residence, village_decisions, villages
from models.database import Database
from models.decisions import Decision
from models.imports import Verdict
from models.office import Office
from models.records import Severity
from models.villages import VillageValues
from tests.models.test_import_members import ON, bring_in, changes, only, person, plan, reading

YESTERDAY = ON - timedelta(days=1)
NA_SAY, CO_TO, PA_KHAO = 1, 2, 3


@pytest.fixture
def book(db: Database) -> Database:
    """Three villages; Lò Văn Ánh lives in the first."""
    with db.write("Dựng") as session:
        for name in ("Nà Sáy", "Co Tở", "Pá Kháo"):
            villages.add(session, VillageValues(name))
    bring_in(db, person(village="Nà Sáy"))
    return db


def homes(db: Database) -> list[tuple[int | None, date | None]]:
    with db.read() as session:
        return [(row.village_id, row.since) for row in residence.history(session, 1)]


def test_a_village_changed_by_a_list_begins_on_its_day(book: Database):
    made = only(bring_in(book, person(village="Co Tở")))
    assert changes(made) == {"Thôn, bản cư trú": ("Nà Sáy", "Co Tở")}
    assert [(one.severity, "từ 22/11/2026" in one.reason) for one in made.problems] == [(Severity.NOTE, True)]
    assert homes(book) == [(NA_SAY, None), (CO_TO, ON)]
    with book.read() as session:
        found = [members.search(session, on=day)[0].village_id for day in (YESTERDAY, ON)]
    assert found == [NA_SAY, CO_TO]
    assert book.undo() == "Nhập"
    assert homes(book) == [(NA_SAY, None)]


def test_who_lived_nobody_knew_where_is_taken_to_have_always_lived_there(db: Database, book: Database):
    bring_in(book, person(row=3, full_name="Cà Văn Xôm", citizen_id="011090000001", card_number=None))
    bring_in(book, person(row=3, full_name="Cà Văn Xôm", citizen_id="011090000001", card_number=None, village="Co Tở"))
    with db.read() as session:
        assert [(row.village_id, row.since) for row in residence.history(session, 2)] == [(CO_TO, None)]


def test_a_second_list_of_the_day_puts_the_move_right_and_back_home_is_no_move(book: Database):
    bring_in(book, person(village="Co Tở"))
    bring_in(book, person(village="Pá Kháo"))
    assert homes(book) == [(NA_SAY, None), (PA_KHAO, ON)]
    bring_in(book, person(village="Nà Sáy"))
    assert homes(book) == [(NA_SAY, None)]


def test_the_same_list_again_moves_nobody(book: Database):
    bring_in(book, person(village="Co Tở"))
    assert only(plan(book, person(village="Co Tở"))).verdict is Verdict.SKIP


def test_a_village_made_by_a_decision_of_the_day_keeps_its_beginning(book: Database):
    with book.write("Đổi tên") as session:
        village_decisions.rename(session, NA_SAY, "Nà Sáy Mới", Decision(ON), today=ON)
    bring_in(book, person(village="Co Tở"))
    assert homes(book) == [(NA_SAY, None), (CO_TO, ON)]
    with book.read() as session:
        assert residence.history(session, 1)[1].is_decided


def test_a_value_given_to_a_row_in_view_moves_as_a_list_does(book: Database):
    line = person(full_name="Lò Văn Ánh", citizen_id=None, card_number=None, born_on=None, admitted_on=None)
    line = line._replace(cell_name=None, duty=None, village="Co Tở")
    with book.write("Sửa") as session:
        imports.apply(session, imports.plan_rows(session, reading(line), ON, [1]))
    assert homes(book) == [(NA_SAY, None), (CO_TO, ON)]


def test_emptied_it_is_not_known_from_that_day(book: Database):
    with book.write("Xóa") as session:
        residence.found_in(session, {1: None}, on=ON)
    assert homes(book) == [(NA_SAY, None), (None, ON)]


def test_the_members_are_sorted_by_the_village_they_lived_in_on_the_day(book: Database):
    other = person(row=3, full_name="Cà Văn Xôm", citizen_id="011090000001", card_number=None)
    bring_in(book, other._replace(village="Co Tở"))
    bring_in(book, person(village="Pá Kháo"))
    with book.read() as session:
        ids = [[row.id for row in members.search(session, on=day, order="village")] for day in (YESTERDAY, ON)]
    assert ids == [[1, 2], [2, 1]]


@pytest.mark.parametrize(
    ("plain", "village"),
    [
        ({"permanent_address": "Bản Co Tở, xã Mường Mẫu, tỉnh Điện Biên"}, "Co Tở"),
        ({"permanent_address": "Bản Co Tở"}, "Co Tở"),
        ({"address": "Pá Kháo - xã Mường Mẫu", "permanent_address": "Bản Co Tở"}, "Pá Kháo"),
        ({"address": "Tổ 5, phường Mường Thanh", "permanent_address": "Bản Co Tở"}, None),
        ({"permanent_address": "Bản Co Tở, xã Thanh Yên"}, None),
        ({"permanent_address": "Bản Huổi Cánh, xã Mường Mẫu"}, None),
        ({"home_town": "Bản Co Tở, xã Mường Mẫu"}, None),
    ],
)
def test_an_address_that_names_a_village_of_the_commune_says_where_somebody_lives(
    book: Database, plain: dict[str, str], village: str | None
):
    with book.write("Khai") as session:
        office.save(session, Office(commune="Đảng ủy xã Mường Mẫu"))
    line = person(row=3, full_name="Cà Văn Xôm", citizen_id="011090000001", card_number=None, plain=plain)
    made = bring_in(book, line)
    assert changes(only(made)).get("Thôn, bản cư trú") == (None if village is None else ("", village))
    assert any(note.startswith("Nơi ở của 1 đồng chí") for note in made.notes) is (village is not None)
    with book.read() as session:
        found = members.search(session, "Xôm", on=ON)[0].village_id
        assert found == {None: None, "Co Tở": CO_TO, "Pá Kháo": PA_KHAO}[village]
    assert only(plan(book, line)).verdict is Verdict.SKIP


def test_an_address_moves_nobody_whose_residence_is_known(book: Database):
    line = person(plain={"permanent_address": "Bản Co Tở"})
    assert "Thôn, bản cư trú" not in changes(only(bring_in(book, line)))
    assert homes(book) == [(NA_SAY, None)]

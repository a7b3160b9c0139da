"""Names beside the one in use: at birth, before a correction, otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from models import imports, members
from models.database import Database
from models.dates import PartialDate
from models.imports import Action, Verdict
from models.members import MemberValues
from models.records import MemberRecord, Reading
from tests.models import builders

TODAY = date(2026, 11, 22)
CARD = MemberValues(
    "Lò Thị Ánh",
    birth_name="Lò Thị Bướm",
    other_name="Lò Mai Hường",
    born_on=PartialDate(1980, 5, 12),
    admitted_on=PartialDate(2005, 2, 3),
)


@pytest.fixture
def who(db: Database) -> int:
    with db.write("Thêm") as session:
        cell = builders.cell(session)
        members.add(session, MemberValues("Lò Văn Khác"), cell, on=TODAY)
        return members.add(session, CARD, cell, on=TODAY)


@pytest.mark.parametrize("text", ["buom", "lo thi b", "Hường", "mai huong 1980", "lo thi anh"])
def test_somebody_is_found_by_every_name(db: Database, who: int, text: str) -> None:
    with db.read() as session:
        assert [row.id for row in members.search(session, text, on=TODAY)] == [who]


def test_a_sign_of_the_search_stands_for_itself(db: Database, who: int) -> None:
    with db.read() as session:
        assert members.search(session, "b%m", on=TODAY) == []
        assert members.search(session, "lo thi tinh", on=TODAY) == []


@pytest.mark.parametrize("name", ["Lò Thị Bướm", "LÒ MAI HƯỜNG"])
def test_a_list_under_an_older_name_means_the_same_person_and_renames_nobody(db: Database, who: int, name: str) -> None:
    (action,) = planned(db, MemberRecord("DS", 2, name, born_on=CARD.born_on, admitted_on=CARD.admitted_on))
    assert (action.verdict, list(action.differences)) == (Verdict.SKIP, [])


def test_an_older_name_alone_is_asked_about(db: Database, who: int) -> None:
    (action,) = planned(db, MemberRecord("DS", 2, "Lò Thị Bướm", born_on=CARD.born_on))
    assert action.verdict is Verdict.ASK
    assert action.candidates[0].id == who


def test_somebody_else_of_an_older_name_hides_nobody(db: Database, who: int) -> None:
    with db.write("Thêm") as session:
        other = MemberValues("Lò Thị Bướm", born_on=PartialDate(1960, 1, 2), admitted_on=PartialDate(1990, 3, 4))
        members.add(session, other, builders.cell(session, "Chi bộ bản Khác"), on=TODAY)
    (action,) = planned(db, MemberRecord("DS", 2, "Lò Thị Bướm", born_on=CARD.born_on, admitted_on=CARD.admitted_on))
    assert (action.verdict, list(action.differences)) == (Verdict.SKIP, [])


def planned(db: Database, record: MemberRecord) -> tuple[Action, ...]:
    with db.read() as session:
        return imports.plan(session, Reading("a.xlsx", "0" * 64, "dang-vien", "Danh sách", (record,)), TODAY).actions

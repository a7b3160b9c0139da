from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import committee, events, members
from models.committee import PostValues
from models.database import Database
from models.errors import KnownError
from models.events import EventValues
from models.tables import CommitteeRole, EventKind, Position, Standing
from tests.models import builders as make
from tests.models.builders import TODAY

SECRETARY = PostValues(CommitteeRole.SECRETARY, date(2025, 7, 1), None, "01-QĐ/TU", date(2025, 6, 30))
MEMBER = PostValues(CommitteeRole.COMMITTEE_MEMBER, date(2025, 7, 1))


@pytest.fixture
def people(db: Database) -> list[int]:
    with db.write("Dựng") as session:
        return make.people(session, make.cell(session), 2)


def test_several_are_held_at_once_beside_the_one_in_the_cell(db: Database, people: list[int]) -> None:
    one, _two = people
    with db.write("Chức vụ") as session:
        for values in (MEMBER, SECRETARY, replace(MEMBER, role=CommitteeRole.STANDING_MEMBER, until=date(2026, 1, 31))):
            committee.write(session, one, values, on=TODAY)
        members.set_position(session, one, Position.SECRETARY, on=date(2026, 1, 1))
    with db.read() as session:
        rows = committee.of(session, one)
        assert committee.roles(session, date(2026, 1, 31)) == {
            one: (CommitteeRole.SECRETARY, CommitteeRole.STANDING_MEMBER, CommitteeRole.COMMITTEE_MEMBER)
        }
        assert committee.roles(session, TODAY)[one] == (CommitteeRole.SECRETARY, CommitteeRole.COMMITTEE_MEMBER)
        assert committee.roles(session, date(2025, 6, 30)) == {}
    assert [(row.title, row.values is not None) for row in rows] == [
        ("Bí thư", False),
        ("Đảng ủy viên", True),
        ("Bí thư Đảng ủy", True),
        ("Ủy viên Ban Thường vụ Đảng ủy", True),
    ]


def test_a_committee_has_one_secretary_and_nobody_the_same_twice(db: Database, people: list[int]) -> None:
    one, two = people
    with db.write("Chức vụ") as session:
        committee.write(session, one, SECRETARY, on=TODAY)
        committee.write(session, one, MEMBER, on=TODAY)
        with pytest.raises(KnownError, match="Đồng chí Lò Văn Aa đã giữ chức vụ này từ 01/07/2025"):
            committee.write(session, two, replace(SECRETARY, since=date(2026, 2, 1)), on=TODAY)
        with pytest.raises(KnownError, match="Đồng chí đã giữ"):
            committee.write(session, one, MEMBER, on=TODAY)
        committee.write(session, two, MEMBER, on=TODAY)  # of these there are many
        first = next(row for row in committee.of(session, one) if row.title == "Bí thư Đảng ủy")
        committee.write(session, one, replace(SECRETARY, until=date(2026, 1, 31)), first.id, on=TODAY)
        committee.write(session, two, replace(SECRETARY, since=date(2026, 2, 1)), on=TODAY)
        earlier = replace(SECRETARY, since=date(2024, 1, 1), until=date(2025, 6, 30))
        committee.write(session, two, earlier, on=TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": None}, "role"),
        ({"since": date(2026, 12, 1)}, "since"),
        ({"until": date(2025, 6, 30)}, "until"),
        ({"decision_on": date(2026, 12, 1)}, "decision_on"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(db: Database, people: list[int], change: dict, field: str) -> None:
    with db.write("Chức vụ") as session, pytest.raises(KnownError) as refused:
        committee.write(session, people[0], replace(SECRETARY, **change), on=TODAY)
    assert refused.value.field == field


def test_one_on_probation_holds_none(db: Database) -> None:
    with db.write("Chức vụ") as session:
        (who,) = make.people(session, make.cell(session), 1, standing=Standing.PROBATIONARY)
        with pytest.raises(KnownError, match="còn dự bị"):
            committee.write(session, who, replace(MEMBER, since=date(2026, 8, 1)), on=TODAY)


def test_it_outlasts_a_change_of_cell_and_ends_with_leaving(db: Database, people: list[int]) -> None:
    one, _two = people
    with db.write("Chức vụ") as session:
        committee.write(session, one, MEMBER, on=TODAY)
        other = make.cell(session, "Chi bộ bản Na Côm")
        events.record(session, one, EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 3, 1), cell_id=other))
        assert committee.of(session, one)[0].until is None
        events.record(session, one, EventValues(EventKind.TRANSFER_OUT, date(2026, 9, 1)))
        assert committee.of(session, one)[0].until == date(2026, 8, 31)

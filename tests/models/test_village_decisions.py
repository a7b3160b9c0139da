"""Villages are merged, split, renamed, ended: what goes where, and that papers of earlier days stay as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import assignments, cell_register, cells, members, movers, past_decisions, village_decisions, villages
from models.assignments import AssignmentValues
from models.decisions import Decision
from models.errors import KnownError
from models.tables import CellVillage, Member, Task, Village
from models.village_decisions import VillagePart
from models.villages import VillageValues
from tests.models.builders import TODAY, cell, people
from tests.whole import hold, refused

ON = date(2026, 10, 3)
EVE = date(2026, 10, 2)
DECISION = Decision(ON, "45/NQ-HĐND", date(2026, 9, 28))
NA_SAY, CO_TO, PA_KHAO = 1, 2, 3


@pytest.fixture
def book(db):
    """Nà Sáy (3 live there) and Co Tở (2), a cell each, with somebody in charge; Pá Kháo without anybody."""
    with db.write("Dựng") as session:
        for place, (name, number, homes) in enumerate((("Nà Sáy", 3, 60), ("Co Tở", 2, 45), ("Pá Kháo", 0, 30))):
            key = cell(session, f"Chi bộ bản {name}") if number else None
            home = villages.add(session, VillageValues(name, homes, homes * 4, True, place == 0, key))
            for who in people(session, key, number, start=place * 10) if key else ():
                session.get_one(Member, who).village_id = home
        for village, member in ((NA_SAY, 1), (CO_TO, 1)):
            assignments.add(session, AssignmentValues(member, village, Task.VILLAGE, since=date(2026, 1, 1)))
        for village, member in ((NA_SAY, 2), (CO_TO, 4)):
            values = AssignmentValues(member, village, Task.HOUSEHOLDS, "Nhóm 1", 10, date(2026, 1, 1))
            assignments.add(session, values)
    return db


def facts(session, day):
    """Everything older papers say of the villages of a day."""
    rows = villages.rows(session, day)
    return (
        [(row.id, row.name, row.households, row.population, row.served, row.cell_name) for row in rows],
        [(row.members, row.is_white, row.is_border) for row in rows],
        cell_register.count(rows),
        [[line.full_name for line in cell_register.residents(session, key, day)] for key in (None, *_ids(rows))],
        [(row.name, row.villages) for row in cells.rows(session, day)],
        [(row.full_name, row.village, row.group_name) for row in assignments.rows(session, day)],
        [(one.full_name, one.village) for one in movers.movers(session, [1, 2], day)],
    )


def _ids(rows):
    return [row.id for row in rows]


def by_name(session, day):
    return {row.name: row for row in villages.rows(session, day)}


def test_a_merger_takes_members_people_in_charge_and_the_cell_along(book):
    with book.read() as session:
        past = [facts(session, day) for day in (date(2025, 12, 31), EVE)]
        values = village_decisions.proposed(villages.rows(session, TODAY)[:2])
    assert values == VillageValues("Nà Sáy", 105, 420, True, None, 1)
    with book.write("Nhập") as session:
        village_decisions.merge(session, [NA_SAY, CO_TO], values, DECISION, today=TODAY)
    with book.read() as session:
        assert [facts(session, day) for day in (date(2025, 12, 31), EVE)] == past
        row, other = villages.rows(session, ON)
        assert (row.name, row.households, row.members, row.is_white, row.cell_id) == ("Nà Sáy", 105, 5, False, 1)
        assert (other.name, other.is_white) == ("Pá Kháo", True)
        assert row.id not in (NA_SAY, CO_TO)
        assert [(one.full_name, one.group_name) for one in assignments.rows(session, ON)] == [
            ("Lò Văn Aa", ""),
            ("Lò Văn Ak", "Nhóm 1 (Co Tở)"),
            ("Lò Văn Ab", "Nhóm 1 (Nà Sáy)"),
        ]
        assert assignments.care(session, ON)[row.id].households == 20
        assert [one.name for one in assignments.uncared(session, ON)] == ["Pá Kháo"]
        (line,) = past_decisions.lines(session)
        assert (line.before, line.after, line.number) == ("Thôn, bản Nà Sáy, Co Tở", "Nà Sáy", "45/NQ-HĐND")


def test_a_split_sends_each_member_to_a_part_and_the_rest_to_the_first(book):
    with book.write("Tách") as session:
        parts = [
            VillagePart(VillageValues("Nà Sáy", 40, cell_id=1)),
            VillagePart(VillageValues("Nà Sáy 2", 20, cell_id=2), (2,)),
        ]
        village_decisions.split(session, NA_SAY, parts, DECISION, today=TODAY)
    with book.read() as session:
        rows = villages.rows(session, ON)
        assert [(row.name, row.members, row.cell_id) for row in rows] == [
            ("Nà Sáy", 2, 1),
            ("Nà Sáy 2", 1, 2),
            ("Co Tở", 2, 2),
            ("Pá Kháo", 0, None),
        ]
        groups = [(one.village, one.full_name) for one in assignments.rows(session, ON) if one.task is Task.HOUSEHOLDS]
        assert groups == [("Nà Sáy 2", "Lò Văn Ab"), ("Co Tở", "Lò Văn Ak")]


def test_a_new_name_holds_from_its_day(book):
    with book.write("Đổi tên") as session:
        village_decisions.rename(session, CO_TO, "Tổ dân phố Co Tở", DECISION, today=TODAY)
    with book.read() as session:
        assert list(by_name(session, EVE)) == ["Nà Sáy", "Co Tở", "Pá Kháo"]
        assert list(by_name(session, ON)) == ["Nà Sáy", "Tổ dân phố Co Tở", "Pá Kháo"]
        row = by_name(session, ON)["Tổ dân phố Co Tở"]
        assert (row.households, row.members, row.cell_id, row.is_especially_difficult) == (45, 2, 2, True)


def test_a_village_that_ends_leaves_its_members_without_a_known_home(book):
    with book.write("Giải thể") as session:
        village_decisions.end(session, CO_TO, DECISION, today=TODAY)
    with book.read() as session:
        assert list(by_name(session, ON)) == ["Nà Sáy", "Pá Kháo"]
        assert by_name(session, ON)["Pá Kháo"].is_white is None
        assert by_name(session, EVE)["Pá Kháo"].is_white is True
        assert len(cell_register.residents(session, None, ON)) == 2
        assert [row.village for row in assignments.rows(session, ON)] == ["Nà Sáy", "Nà Sáy"]
        assert session.scalars(select(CellVillage.until).where(CellVillage.village_id == CO_TO)).all() == [EVE]


def test_a_residence_corrected_after_the_day_leaves_the_days_before_alone(book):
    with book.write("Nhập") as session:
        village_decisions.merge(session, [NA_SAY, CO_TO], VillageValues("Bản Mới"), DECISION, today=TODAY)
    with book.write("Sửa") as session:
        session.get_one(Member, 4).village_id = PA_KHAO
    with book.read() as session:
        assert by_name(session, EVE)["Co Tở"].members == 2
        assert by_name(session, ON)["Pá Kháo"].members == 1


@pytest.mark.parametrize(
    ("act", "words", "field"),
    [
        (
            lambda s: village_decisions.merge(s, [1], VillageValues("X"), DECISION, today=TODAY),
            "ít nhất hai",
            "villages",
        ),
        (
            lambda s: village_decisions.merge(s, [1, 2], VillageValues("Pá Kháo"), DECISION, today=TODAY),
            "Đã có thôn, bản “Pá Kháo”",
            "name",
        ),
        (
            lambda s: village_decisions.merge(s, [1, 2], VillageValues("X"), Decision(date(2027, 1, 1)), today=TODAY),
            "chưa tới",
            "on",
        ),
        (
            lambda s: village_decisions.split(s, 1, [VillagePart(VillageValues("X"))], DECISION, today=TODAY),
            "hai",
            "name",
        ),
        (lambda s: village_decisions.rename(s, 1, "Nà Sáy", DECISION, today=TODAY), "giống", "name"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(book, act, words, field):
    told = refused(book, act)
    assert (words in str(told), told.field) == (True, field)


def test_a_village_already_merged_cannot_be_merged_again(book):
    with book.write("Nhập") as session:
        village_decisions.merge(session, [1, 2], VillageValues("X"), DECISION, today=TODAY)
    with pytest.raises(KnownError, match="đã được sắp xếp"), book.write("Nhập") as session:
        village_decisions.merge(session, [1, 3], VillageValues("Y"), DECISION, today=TODAY)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "split", "rename", "end", "edit")),
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_past_stays_nobody_is_lost_and_undo_takes_all_back(book, steps):
    done = 0
    for number, (what, first, second, days) in enumerate(steps):
        decision = Decision(ON + timedelta(days=days), f"{number}/NQ-HĐND")
        past = [date(2026, 8, 31), EVE, decision.on - timedelta(days=1)] if what != "edit" else []

        def act(session, what=what, first=first, second=second, decision=decision, number=number):
            _do(session, what, first, second, decision, number)

        done += hold(book, what, act, lambda session, past=past: [facts(session, day) for day in past])
        with book.read() as session:
            living = sum(row.members for row in villages.rows(session, TODAY))
            assert living + len(cell_register.residents(session, None, TODAY)) == 5
            open_ids = set(session.scalars(select(Village.id).where(Village.valid_to.is_(None))))
            assert set(session.scalars(select(Member.village_id))) <= {*open_ids, None}
    for _ in range(done):
        book.undo()


def _do(session, what, first, second, decision, number):
    rows = villages.rows(session, TODAY)
    if not rows:
        raise KnownError("Hết thôn, bản.")
    one, other = rows[first % len(rows)], rows[second % len(rows)]
    match what:
        case "merge":
            values = village_decisions.proposed([one, other])
            village_decisions.merge(session, [one.id, other.id], values, decision, today=TODAY)
        case "split":
            who = [line.member_id for line in cell_register.residents(session, one.id, TODAY)]
            parts = [
                VillagePart(VillageValues(one.name, cell_id=one.cell_id)),
                VillagePart(VillageValues(f"Bản Mới {number}", cell_id=2), tuple(who[:second])),
            ]
            village_decisions.split(session, one.id, parts, decision, today=TODAY)
        case "rename":
            village_decisions.rename(session, one.id, f"Bản Tên {number} {first}", decision, today=TODAY)
        case "end":
            village_decisions.end(session, one.id, decision, today=TODAY)
        case _:
            who = 1 + first % 5
            if members.read(session, who).village_id == other.id:
                raise KnownError("Đã ở đó.")
            members.edit(session, who, replace(members.read(session, who), village_id=other.id), on=TODAY)


def test_the_cells_become_one_with_the_villages_and_older_papers_keep_both(book):
    with book.read() as session:
        said = facts(session, EVE)
    with book.write("Nhập") as session:
        proposed = VillageValues("Nà Sáy", 105)
        village_decisions.merge_with_cells(session, [NA_SAY, CO_TO], proposed, 2, DECISION, today=TODAY)
    with book.read() as session:
        assert facts(session, EVE) == said
        assert [(row.name, row.members) for row in cells.rows(session, ON)] == [("Chi bộ bản Co Tở", 5)]
        row = villages.rows(session, ON)[0]
        assert (row.name, row.cell_id, row.households, row.members) == ("Nà Sáy", 2, 105, 5)
        (line,) = past_decisions.lines(session)
        assert (line.number, line.on) == ("45/NQ-HĐND", ON)
    assert book.undo() == "Nhập"
    with book.read() as session:
        assert facts(session, ON) == facts(session, TODAY)
        assert len(cells.rows(session, ON)) == 2


def test_villages_with_one_cell_have_no_cells_to_merge(book):
    with book.write("Nhập") as session, pytest.raises(KnownError, match="chỉ có một chi bộ"):
        village_decisions.merge_with_cells(session, [NA_SAY, PA_KHAO], VillageValues("M"), 1, DECISION, today=TODAY)
    with book.write("Nhập") as session, pytest.raises(KnownError, match="một trong các chi bộ"):
        village_decisions.merge_with_cells(session, [NA_SAY, CO_TO], VillageValues("M"), 9, DECISION, today=TODAY)

"""Organisations above the cells are split and merged: what comes under what, and that the past stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import cells, committee, organizations, past_decisions, renaming, superiors
from models.bodies import Body
from models.cells import CellValues
from models.committee import PostValues
from models.decisions import Decision
from models.errors import KnownError
from models.organizations import OrganizationValues
from models.superiors import SuperiorPart
from models.tables import Cell, CommitteeRole, Organization
from tests.models.builders import TODAY, people
from tests.whole import hold, refused

ON = date(2026, 10, 1)
EVE = date(2026, 9, 30)
DECISION = Decision(ON, "12-QĐ/ĐU", date(2026, 9, 25))
COMMUNE, OFFICES, GOVERNMENT = 1, 2, 3


@pytest.fixture
def book(db):
    """As in Công Hải: the commune, two intermediate ones with two cells each, a cell right under the commune."""
    with db.write("Dựng") as session:
        organizations.add(session, OrganizationValues("Đảng bộ xã"))
        for name in ("Đảng bộ các cơ quan Đảng", "Đảng bộ UBND xã"):
            organizations.add(session, OrganizationValues(name, parent_id=COMMUNE))
        homes = (OFFICES, OFFICES, GOVERNMENT, GOVERNMENT, COMMUNE)
        for place, above in enumerate(homes):
            key = cells.add(session, CellValues(f"Chi bộ {place + 1}", organization_id=above))
            people(session, key, 2, start=place * 10)
        values = PostValues(CommitteeRole.SECRETARY, date(2025, 7, 1), organization_id=OFFICES)
        committee.write(session, 1, values, on=TODAY)
    return db


def tree(session, day):
    return [(line.name, line.depth, line.cells, line.members) for line in organizations.tree(session, day)]


def test_two_intermediate_ones_become_one(book):
    with book.read() as session:
        before = tree(session, EVE)
    with book.write("Nhập") as session:
        superiors.merge(session, [OFFICES, GOVERNMENT], OrganizationValues("Đảng bộ UBND xã"), DECISION, today=TODAY)
    with book.read() as session:
        assert tree(session, EVE) == before
        assert tree(session, ON)[:2] == [("Đảng bộ xã", 0, 5, 10), ("Đảng bộ UBND xã", 1, 4, 8)]
        (post,) = committee.of(session, 1)
        assert post.until == EVE
        (line,) = past_decisions.lines(session)
        assert (line.before, line.after) == ("Đảng bộ các cơ quan Đảng, Đảng bộ UBND xã", "Đảng bộ UBND xã")
    assert book.undo() == "Nhập"
    with book.read() as session:
        assert tree(session, ON) == before


def test_one_takes_over_another_even_its_superior(book):
    with book.write("Nhập") as session:
        superiors.merge(session, [COMMUNE, OFFICES], OFFICES, DECISION, today=TODAY)
    with book.read() as session:
        assert [(name, depth) for name, depth, *_ in tree(session, ON)] == [
            ("Đảng bộ các cơ quan Đảng", 0),
            ("Đảng bộ UBND xã", 1),
            ("Chi bộ 3", 2),
            ("Chi bộ 4", 2),
            ("Chi bộ 1", 1),
            ("Chi bộ 2", 1),
            ("Chi bộ 5", 1),
        ]


def test_one_is_split_in_two_and_ends(book):
    parts = [
        SuperiorPart(OrganizationValues(f"Đảng bộ {name}"), (Body(cell_id=key),))
        for key, name in ((1, "Đảng ủy"), (2, "Mặt trận"))
    ]
    with book.write("Tách") as session, pytest.raises(KnownError, match="Chưa chọn nơi về cho Chi bộ 2"):
        superiors.split(session, OFFICES, parts[:1], DECISION, today=TODAY, is_closing=True)
    with book.write("Tách") as session:
        superiors.split(session, OFFICES, parts, DECISION, today=TODAY, is_closing=True)
    with book.read() as session:
        assert [line.name for line in organizations.tree(session, ON) if line.depth == 1] == [
            "Đảng bộ Đảng ủy",
            "Đảng bộ Mặt trận",
            "Đảng bộ UBND xã",
            "Chi bộ 5",
        ]
        assert session.get_one(Organization, OFFICES).valid_to == EVE


def test_a_part_goes_and_the_old_one_goes_on(book):
    part = SuperiorPart(OrganizationValues("Đảng bộ trường học"), (Body(cell_id=3),))
    with book.write("Tách") as session:
        superiors.split(session, GOVERNMENT, [part], DECISION, today=TODAY)
    with book.read() as session:
        found = {row.name: row.organization_id for row in cells.rows(session, ON)}
        assert (found["Chi bộ 4"], found["Chi bộ 3"]) == (GOVERNMENT, 4)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda s: superiors.merge(s, [OFFICES], OrganizationValues("M"), DECISION, today=TODAY), "ít nhất hai"),
        (lambda s: superiors.merge(s, [OFFICES], OFFICES, DECISION, today=TODAY), "ít nhất hai"),
        (lambda s: superiors.split(s, OFFICES, [], DECISION, today=TODAY), "tên tổ chức đảng mới"),
        (
            lambda s: superiors.split(
                s, OFFICES, [SuperiorPart(OrganizationValues("M"), (Body(cell_id=3),))], DECISION, today=TODAY
            ),
            "Chi bộ 3 không trực thuộc",
        ),
        (
            lambda s: superiors.split(s, OFFICES, [SuperiorPart(OrganizationValues("M"), ())], DECISION, today=TODAY),
            "chuyển về M",
        ),
        (
            lambda s: superiors.merge(s, [2, 3], 2, Decision(date(2026, 12, 1)), today=TODAY),
            "chưa tới",
        ),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(book, act, words):
    assert words in str(refused(book, act))


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "split", "reparent", "end")),
        st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True),
        st.integers(1, 5),
        st.integers(0, 40),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=_STEPS)
def test_no_cell_is_lost_the_past_stays_and_undo_takes_all_back(book, steps):
    done = 0
    for number, (what, chosen, cell, days, flag) in enumerate(steps):
        decision = Decision(date.fromordinal(ON.toordinal() + days), str(number))
        eve = date.fromordinal(decision.on.toordinal() - 1)
        with book.read() as session:
            there = set(session.scalars(select(Organization.id)))
            before = sum(line.members for line in organizations.tree(session, TODAY))
        if not there.issuperset(chosen):
            continue

        def act(session, what=what, chosen=chosen, cell=cell, number=number, flag=flag, decision=decision):
            _do(session, what, chosen, cell, decision, number, flag=flag)

        done += hold(book, "Sắp xếp", act, lambda session, eve=eve: tree(session, eve))
        with book.read() as session:
            lines = organizations.tree(session, TODAY)
            assert len([line for line in lines if line.body.cell_id is not None]) == 5
            assert len({line.body for line in lines}) == len(lines)
            living = {line.body.organization_id for line in lines}
            above = [row.organization_id for row in cells.rows(session, TODAY)]
            assert living.issuperset(above)
            assert before >= sum(line.members for line in lines if line.body.cell_id is not None) == 10
    for _ in range(done):
        assert book.undo() == "Sắp xếp"


def _do(session, what, chosen, cell, decision, number, *, flag):
    match what:
        case "merge":
            into = chosen[0] if flag else OrganizationValues(f"Đảng bộ {number}")
            superiors.merge(session, chosen, into, decision, today=TODAY)
        case "split":
            part = SuperiorPart(OrganizationValues(f"Đảng bộ {number}"), (Body(cell_id=cell),))
            superiors.split(session, chosen[0], [part], decision, today=TODAY, is_closing=flag)
        case "reparent":
            bodies = [Body(cell_id=cell), *([Body(organization_id=chosen[-1])] if flag else [])]
            renaming.reparent(session, bodies, chosen[0], decision, today=TODAY)
        case _:
            falling = renaming.falling(session, chosen[0], decision.on)
            before = _superiors(session)
            renaming.dissolve_organization(session, chosen[0], chosen[-1], decision, today=TODAY)
            moved = {body for body, above in _superiors(session).items() if before[body] != above}
            assert len(moved) == falling.organizations + falling.cells


def _superiors(session):
    bodies = {Body(cell_id=key): above for key, above in session.execute(select(Cell.id, Cell.organization_id))}
    query = select(Organization.id, Organization.parent_id)
    return bodies | {Body(organization_id=key): above for key, above in session.execute(query)}

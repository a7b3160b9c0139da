"""Who is in charge of villages and of groups of households, and the figures that count them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from models import assignments, reorganize, stays, villages
from models.assignments import AssignmentValues, Care
from models.cells import CellValues
from models.dates import Period
from models.decisions import Decision
from models.errors import KnownError
from models.reorganize import Part
from models.tables import Duty, Ending, Task
from models.villages import VillageValues
from tests.leaving import leave
from tests.models.builders import TODAY, cell, figure, left_to_do, people

YEAR = Period.year(2026)


@pytest.fixture
def book(session):
    """One joint cell of five members, two villages of 40 and 60 households."""
    key = cell(session)
    who = people(session, key, 5)
    homes = [
        villages.add(session, VillageValues(name, households=number, cell_id=key))
        for name, number in (("Nà Sáy", 40), ("Pá Kháo", 60))
    ]
    return key, who, homes


def group(member, village, name, households=None, **more):
    return AssignmentValues(member, village, Task.HOUSEHOLDS, name, households, **more)


def test_a_village_is_in_charge_of_those_still_on_a_list(session, book):
    _cell, who, (first, second) = book
    for member, village in ((who[0], first), (who[1], second)):
        assignments.add(session, AssignmentValues(member, village, Task.VILLAGE, since=date(2026, 1, 1)))
    assert assignments.care(session, TODAY) == {first: Care(("Lò Văn Aa",)), second: Care(("Lò Văn Ab",))}
    assert assignments.uncared(session, TODAY) == []
    assert [row.name for row in assignments.uncared(session, date(2025, 12, 31))] == ["Nà Sáy", "Pá Kháo"]
    leave(session, who[1], on=date(2026, 11, 1), ending=Ending.DIED)
    assert [row.name for row in assignments.uncared(session, TODAY)] == ["Pá Kháo"]
    assert figure(session, "villages_in_charge").share == Fraction(1, 2)
    assert [row.name for row in left_to_do(session).uncared] == ["Pá Kháo"]


def test_groups_of_households_are_counted_once(session, book):
    _cell, who, (first, second) = book
    assignments.add(session, group(who[0], first, "Nhóm 1", 15))
    assignments.add(session, group(who[1], first, "nhóm 1", 15))
    assignments.add(session, group(who[2], second, "Nhóm 1", 20))
    assert assignments.care(session, TODAY)[first] == Care((), 1, 15)
    assert figure(session, "members_household_groups").share == Fraction(3, 5)
    households = figure(session, "households_in_charge")
    assert (households.count, households.of, households.share) == (35, 100, Fraction(35, 100))


def test_who_need_not_attend_is_not_asked_to_be_in_charge(session, book):
    _cell, who, (first, _second) = book
    assignments.add(session, group(who[0], first, "Nhóm 1", 15))
    stays.change(session, who[4], on=date(2026, 11, 1), duty=Duty.EXEMPT)
    assert figure(session, "members_household_groups").share == Fraction(1, 4)


def test_the_share_of_households_waits_for_numbers(session, book):
    _cell, who, (first, _second) = book
    assignments.add(session, group(who[0], first, "Nhóm 1"))
    found = figure(session, "households_in_charge")
    assert (found.count, found.share) == (0, None)
    assert [name.detail for name in found.unsure] == ["có nhóm chưa ghi số hộ"]


def test_an_assignment_that_ended_stays_for_its_days(session, book):
    _cell, who, (first, _second) = book
    last = date(2026, 5, 31)
    assignments.add(session, AssignmentValues(who[0], first, Task.VILLAGE, since=date(2025, 1, 1), until=last))
    assert assignments.care(session, last)[first].in_charge == ("Lò Văn Aa",)
    assert assignments.care(session, date(2026, 6, 1)) == {}
    assert len(assignments.every(session, TODAY, first)) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"member_id": None}, "member_id"),
        ({"group_name": " "}, "group_name"),
        ({"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, "until"),
        ({"households": -1}, "households"),
        ({"households": 26}, "households"),
        ({"group_name": "nhóm 1"}, "member_id"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(session, book, change, field):
    _cell, who, (first, _second) = book
    assignments.add(session, group(who[0], first, "Nhóm 1", 15))
    with pytest.raises(KnownError) as told:
        assignments.add(session, replace(group(who[0], first, "Nhóm 2", 10), **change))
    assert told.value.field == field


def test_the_same_work_at_another_time_is_no_double(session, book):
    _cell, who, (first, _second) = book
    assignments.add(session, group(who[0], first, "Nhóm 1", 40, until=date(2025, 12, 31)))
    assignments.add(session, group(who[0], first, "Nhóm 1", 40, since=date(2026, 1, 1)))
    assert assignments.care(session, TODAY)[first].households == 40


def test_a_split_of_a_joint_cell_is_counted_and_so_is_what_it_founds(session, book):
    key, who, (first, second) = book
    parts = [
        Part(CellValues("Chi bộ bản Pá Kháo"), (who[0],), (second,)),
        Part(CellValues("Chi bộ bản Nà Sáy Mới"), (who[1],), (first,)),
    ]
    reorganize.split(session, key, parts, Decision(date(2026, 5, 1)), today=TODAY)
    found = figure(session, "cells_joint_split")
    assert [(name.name, name.detail) for name in found.names] == [("Chi bộ bản Nà Sáy", "tách từ 01/05/2026")]
    assert figure(session, "cells_founded_village").count == 2
    assert figure(session, "cells_founded_school").count == 0
    assert figure(session, "cells_joint_split", Period.year(2025)).count == 0
    assert [row.served.value for row in villages.rows(session, TODAY)] == ["Chi bộ độc lập"] * 2

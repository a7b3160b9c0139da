"""The register of cells and villages: who serves whom since when, and what closing a cell does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models import cell_register, cells, meetings, members, villages
from models.errors import KnownError
from models.members import MemberValues
from models.tables import Duty, Ending, Position, Standing
from models.villages import Served, VillageValues
from tests.leaving import leave
from tests.models.builders import cell, held, meeting, people

ON = date(2026, 11, 14)
LATER = date(2026, 12, 1)


def village_on(session, key, day):
    session.flush()
    return next(row for row in villages.rows(session, day) if row.id == key)


def test_a_line_has_the_secretary_of_the_day_and_the_last_written_meeting(session):
    first = cell(session)
    old, new = people(session, first, 2)
    members.set_position(session, old, Position.SECRETARY, on=date(2024, 1, 1))
    members.set_position(session, old, None, on=date(2026, 6, 1))
    members.set_position(session, new, Position.SECRETARY, on=date(2026, 6, 1))
    held(session, first, date(2026, 10, 3))
    meeting(session, first, date(2026, 11, 3))
    session.flush()
    (line,) = cell_register.lines(session, ON)
    assert (line.secretary, line.last_held_on) == ("Lò Văn Ab", date(2026, 10, 3))
    assert cell_register.lines(session, date(2026, 5, 31))[0].secretary == "Lò Văn Aa"
    assert cell_register.lines(session, date(2026, 10, 2))[0].last_held_on is None


@pytest.mark.parametrize(
    ("official", "unknown", "is_short"), [(2, 0, True), (3, 0, False), (2, 1, False), (0, 2, True), (0, 0, True)]
)
def test_a_cell_is_short_only_when_that_is_certain(session, official, unknown, is_short):
    first = cell(session)
    people(session, first, official)
    people(session, first, unknown, standing=Standing.UNKNOWN, start=5)
    people(session, first, 4, standing=Standing.PROBATIONARY, start=10)
    session.flush()
    assert cell_register.lines(session, ON)[0].is_short is is_short


def test_the_identity_of_the_imported_villages(commune):
    with commune.read() as session:
        counts = cell_register.count(villages.rows(session, ON))
    assert (counts.total, counts.own, counts.joint, counts.none) == (22, 17, 4, 1)
    assert counts.total == counts.own + counts.joint + counts.none
    assert counts.white + counts.unknown <= counts.total


def test_white_is_certain_only_when_everybodys_home_is_known(session):
    first = cell(session)
    home, empty = (villages.add(session, VillageValues(name)) for name in ("Nà Sáy", "Pá Kháo"))
    values = MemberValues("Lò Văn Ánh", village_id=home)
    members.add(session, values, first, on=ON)
    session.flush()
    assert (cell_register.count(villages.rows(session, ON)).white, village_on(session, empty, ON).is_white) == (1, True)

    stranger = members.add(session, MemberValues("Lò Thị Lả"), first, on=ON)
    members.add(session, MemberValues("Khách"), first, on=ON, duty=Duty.GUEST)
    session.flush()
    counts = cell_register.count(villages.rows(session, ON))
    assert (counts.white, counts.unknown) == (0, 1)
    assert [line.member_id for line in cell_register.residents(session, None, ON)] == [stranger]
    assert [line.full_name for line in cell_register.residents(session, home, ON)] == ["Lò Văn Ánh"]


def test_another_cell_serves_a_village_from_a_day_on(session):
    old, new = cell(session, "Chi bộ một"), cell(session, "Chi bộ hai")
    key = cell_register.add_village(session, VillageValues("Nà Sáy", cell_id=old), since=None)
    cell_register.edit_village(session, key, VillageValues("Nà Sáy", cell_id=new), since=LATER)
    assert village_on(session, key, LATER - timedelta(days=1)).cell_id == old
    assert village_on(session, key, LATER).cell_id == new
    assert village_on(session, key, date(2001, 1, 1)).cell_id == old


def test_a_first_cell_serves_from_its_day_and_not_before(session):
    first = cell(session)
    key = cell_register.add_village(session, VillageValues("Nà Sáy"), since=None)
    cell_register.edit_village(session, key, VillageValues("Nà Sáy", cell_id=first), since=ON)
    assert village_on(session, key, ON).served is Served.OWN
    assert village_on(session, key, ON - timedelta(days=1)).served is Served.NONE
    other = cell_register.add_village(session, VillageValues("Pá Kháo", cell_id=first), since=ON)
    assert village_on(session, other, ON - timedelta(days=1)).served is Served.NONE
    assert village_on(session, other, ON).served is Served.JOINT


def test_without_a_day_the_cell_is_set_right_from_the_start(session):
    wrong, right = cell(session, "Chi bộ một"), cell(session, "Chi bộ hai")
    key = cell_register.add_village(session, VillageValues("Nà Sáy", cell_id=wrong), since=None)
    cell_register.edit_village(session, key, VillageValues("Nà Sáy", cell_id=right), since=None)
    assert village_on(session, key, date(2001, 1, 1)).cell_id == right


def test_a_day_before_the_present_cell_began_is_refused(session):
    one, two, three = (cell(session, f"Chi bộ {name}") for name in ("một", "hai", "ba"))
    key = cell_register.add_village(session, VillageValues("Nà Sáy", cell_id=one), since=None)
    cell_register.edit_village(session, key, VillageValues("Nà Sáy", cell_id=two), since=ON)
    with pytest.raises(KnownError) as told:
        cell_register.edit_village(session, key, VillageValues("Nà Sáy", cell_id=three), since=ON)
    assert told.value.field == "since"


def test_correcting_a_village_leaves_its_cell_alone(session):
    first = cell(session)
    key = cell_register.add_village(session, VillageValues("Nà Sáy", cell_id=first), since=date(2020, 1, 1))
    cell_register.edit_village(session, key, VillageValues("Nà Sấy", households=7, cell_id=first), since=None)
    row = village_on(session, key, ON)
    assert (row.name, row.households, row.cell_id) == ("Nà Sấy", 7, first)
    assert village_on(session, key, date(2019, 12, 31)).served is Served.NONE


def test_closing_is_refused_while_members_remain(session):
    first = cell(session)
    cell_register.add_village(session, VillageValues("Nà Sáy", cell_id=first), since=None)
    people(session, first, 1)
    held(session, first, date(2026, 10, 3))
    meeting(session, first, date(2026, 11, 20))
    meeting(session, first, LATER)
    session.flush()
    with pytest.raises(KnownError, match="1 đảng viên"):
        cell_register.close(session, first, ON)


def test_a_closed_cell_keeps_its_past(session):
    first = cell(session)
    key = cell_register.add_village(session, VillageValues("Nà Sáy", cell_id=first), since=None)
    (who,) = people(session, first, 1)
    past = held(session, first, date(2026, 10, 3))
    meeting(session, first, date(2026, 11, 20))
    end_membership(session, who)
    cell_register.close(session, first, ON)
    session.flush()
    assert cells.rows(session, ON) == []
    assert [row.id for row in cells.rows(session, ON - timedelta(days=1))] == [first]
    assert [row.id for row in meetings.of_month(session, 2026, 10)] == [past]
    assert meetings.of_month(session, 2026, 11) == []
    assert village_on(session, key, ON).served is Served.NONE
    assert village_on(session, key, ON - timedelta(days=1)).served is Served.OWN


def test_a_cell_with_a_written_roll_after_the_day_is_not_closed(session):
    first = cell(session)
    (who,) = people(session, first, 1)
    held(session, first, date(2026, 10, 3))
    end_membership(session, who, date(2026, 10, 31))
    with pytest.raises(KnownError) as told:
        cell_register.close(session, first, date(2026, 10, 1))
    assert told.value.field == "on"
    assert "01/10/2026" in str(told.value)


def end_membership(session, who, on=date(2026, 11, 1)):
    leave(session, who, on=on, ending=Ending.TRANSFERRED_OUT)
    session.flush()

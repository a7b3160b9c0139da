"""A list of a past day: what the register knows of later days stays, what differs on that day is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models import cells, events, imports, members, renaming, residence, stays, villages
from models.bodies import Body
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.decisions import Decision
from models.imports import Action, ImportPlan, Subject, Verdict
from models.members import MemberValues
from models.tables import Duty, EventKind, Position
from tests.models.test_import_members import ON, member, other_person, person, reading

DAY = date(2024, 12, 31)
CO_MAN, NA_HIN = "Chi bộ bản Co Mận", "Chi bộ bản Nà Hin"
CITIZEN = "011077501364"


@pytest.fixture
def office(db: Database) -> Database:
    """Make two cells and one member, on the list of the first since 2012."""
    with db.write("Dựng") as session:
        first = cells.add(session, CellValues(CO_MAN))
        cells.add(session, CellValues(NA_HIN))
        values = MemberValues(
            "Lò Văn Ánh", citizen_id=CITIZEN, born_on=PartialDate(1977, 5, 12), admitted_on=PartialDate(2012, 10, 15)
        )
        members.add(session, values, first, on=ON)
    return db


def cell_id(db: Database, name: str) -> int:
    with db.read() as session:
        return next(key for key, known in cells.names(session).items() if known == name)


def move(db: Database, to: str, on: date) -> None:
    with db.write("Chuyển") as session:
        stays.change(session, 1, on=on, cell_id=cell_id(db, to))


def planned(db: Database, *records: Any, decisions: Mapping[tuple[str, int], int] | None = None) -> ImportPlan:
    of_past = replace(reading(*records), as_of=DAY)
    with db.read() as session:
        return imports.plan(session, of_past, ON, decisions=decisions)


def write(db: Database, plan: ImportPlan) -> None:
    with db.write("Nhập") as session:
        imports.apply(session, plan)


def of_member(plan: ImportPlan) -> Action:
    [action] = [one for one in plan.actions if one.subject is Subject.MEMBER]
    return action


def life(db: Database) -> list[tuple[str, Duty, date | None]]:
    with db.read() as session:
        return [(one.cell_name, one.duty, one.until) for one in stays.history(session, 1)]


def test_somebody_who_moved_since_stays_where_they_are(office: Database):
    move(office, NA_HIN, date(2025, 6, 1))
    before = life(office)
    plan = planned(office, person(card_number=None))
    assert of_member(plan).verdict is Verdict.SKIP
    assert not plan.changes_something
    assert plan.notes[0] == ("So với sổ ngày 31/12/2024: 1 đồng chí đã đổi chi bộ từ đó được giữ như hiện nay.")
    assert life(office) == before


def test_somebody_who_left_since_is_not_refused_and_what_is_missing_comes_in(office: Database):
    with office.write("Rời") as session:
        events.record(session, 1, events.EventValues(EventKind.TRANSFER_OUT, date(2025, 3, 1)))
    before = life(office)
    plan = planned(office, person(card_number=None, plain={"home_town": "xã Mường Mẫu"}))
    assert not plan.errors
    assert of_member(plan).verdict is Verdict.CHANGE
    assert "1 đồng chí đã rời từ đó" in plan.notes[0]
    write(office, plan)
    assert member(office).home_town == "xã Mường Mẫu"
    assert life(office) == before


def test_somebody_who_left_before_that_day_is_refused_as_ever(office: Database):
    with office.write("Rời") as session:
        events.record(session, 1, events.EventValues(EventKind.TRANSFER_OUT, date(2024, 3, 1)))
    [error] = planned(office, person(card_number=None)).errors
    assert error.reason == "Đồng chí đã ra khỏi danh sách của đảng bộ."


def test_somebody_who_came_later_by_the_register_stays_as_there(office: Database):
    with office.write("Thêm") as session:
        values = MemberValues("Cà Văn Xôm", citizen_id="011090000001", born_on=PartialDate(1977, 5, 12))
        members.add(session, values, cell_id(office, NA_HIN), on=ON, since=date(2025, 4, 1))
    plan = planned(office, other_person(admitted_on=None))
    [warning] = of_member(plan).problems
    assert (
        warning.reason == "Sổ ghi đồng chí có trong danh sách từ 01/04/2025, sau ngày danh sách tính đến. Giữ như sổ."
    )
    assert not plan.changes_something


def test_a_move_and_a_leave_of_duty_on_that_day_are_the_registers(office: Database):
    with office.write("Miễn") as session:
        stays.change(session, 1, on=date(2020, 1, 1), duty=Duty.EXEMPT)
        stays.change(session, 1, on=date(2025, 5, 1), duty=Duty.ACTIVE)
    assert not planned(office, person(card_number=None, duty=Duty.EXEMPT)).changes_something
    plan = planned(office, person(card_number=None, cell_name=NA_HIN, duty=Duty.ACTIVE))
    assert not plan.changes_something
    assert [one.reason for one in of_member(plan).problems] == [
        f"Danh sách ngày 31/12/2024 ghi {NA_HIN}; sổ ngày ấy ghi {CO_MAN}, miễn sinh hoạt, nay {CO_MAN}. Giữ như sổ.",
        "Danh sách ngày 31/12/2024 ghi Đang sinh hoạt; "
        f"sổ ngày ấy ghi {CO_MAN}, miễn sinh hoạt, nay {CO_MAN}. Giữ như sổ.",
    ]


def test_what_differs_on_that_day_is_decided(office: Database):
    record = person(card_number=None, cell_name=NA_HIN)
    plan = planned(office, record)
    [asked] = [one for one in plan.actions if one.verdict is Verdict.DECIDE]
    assert [one.text for one in asked.candidates] == [
        f"Ghi theo danh sách từ 31/12/2024: {NA_HIN}",
        f"Giữ như sổ: {CO_MAN}",
    ]
    assert not plan.changes_something
    kept = planned(office, record, decisions={("DS", 2): imports.KEEP})
    assert not kept.changes_something
    write(office, planned(office, record, decisions={("DS", 2): 1}))
    assert life(office)[-2:] == [(CO_MAN, Duty.ACTIVE, date(2024, 12, 30)), (NA_HIN, Duty.ACTIVE, None)]


def test_a_post_taken_later_says_that_the_register_is_newer(office: Database):
    with office.write("Giao") as session:
        members.set_position(session, 1, Position.SECRETARY, on=date(2025, 2, 1))
    plan = planned(office, person(card_number=None, cell_name=NA_HIN))
    assert of_member(plan).verdict is Verdict.SKIP
    assert of_member(plan).problems[0].reason.endswith("Giữ như sổ.")


def test_an_old_name_of_the_cell_of_then_is_no_move(office: Database):
    with office.write("Đổi tên") as session:
        named = Decision(date(2025, 7, 1), "12-QĐ/ĐU")
        renaming.rename(session, Body(cell_id=1), "Chi bộ bản Co Mận Mới", named, today=ON)
    assert not planned(office, person(card_number=None)).changes_something


def test_a_card_keeps_what_may_be_newer_and_takes_what_lasts(office: Database):
    with office.write("Sửa") as session:
        found = session.get_one(type(member(office)), 1)
        found.phone = "0912000111"
    plan = planned(office, person(card_number=None, born_on=PartialDate(1977, 5, 21), plain={"phone": "0912000999"}))
    action = of_member(plan)
    assert [one.field for one in action.differences] == ["Ngày sinh"]
    [warning] = action.problems
    assert warning.reason == "Sổ ghi “0912000111”; danh sách ngày 31/12/2024 có thể cũ hơn. Giữ như sổ."


def test_a_home_is_held_against_the_one_of_that_day(office: Database):
    with office.write("Thôn bản") as session:
        first = villages.add(session, villages.VillageValues("bản Co Mận"))
        second = villages.add(session, villages.VillageValues("bản Nà Hin"))
        found = session.get_one(type(member(office)), 1)
        found.village_id = first
        session.flush()
        residence.move(session, 1, second, date(2025, 6, 1), on=ON)
    assert not planned(office, person(card_number=None, village="bản Co Mận")).changes_something


def test_newcomers_are_listed_from_that_day(db: Database):
    plan = planned(db, person(admitted_on=None), other_person(admitted_on=PartialDate(2023, 5, 1)))
    assert "2 người chưa có trong sổ được thêm" in plan.notes[0]
    write(db, plan)
    with db.read() as session:
        since = [[one.since for one in stays.history(session, key)] for key in (1, 2)]
    assert since == [[DAY], [date(2023, 5, 1), date(2024, 5, 1)]]
    assert "có tên từ 31/12/2024" in str(plan.actions[1].differences[-1])


def test_without_a_day_the_list_is_of_today(office: Database):
    move(office, NA_HIN, date(2025, 6, 1))
    with office.read() as session:
        plan = imports.plan(session, reading(person(card_number=None)), ON)
    assert of_member(plan).verdict is Verdict.CHANGE

"""A change of name has its day and decision: older lists and rolls keep the older name, every name is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import (
    assignments,
    attendance,
    badges,
    cell_register,
    codes,
    event_lists,
    events,
    former_names,
    members,
    merging,
    ratings,
    training,
    trash,
    villages,
)
from models.assignments import AssignmentValues
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.events import EventValues
from models.former_names import NameChange
from models.imports.actions import Verdict, WriteMeeting
from models.imports.register import Register
from models.imports.rolls import RollPlanner
from models.indicators.facts import Facts
from models.indicators.scope import Scope
from models.records import CellSheet, HeldMeeting, RollLine, RollMark
from models.statistics.kinds import Group
from models.statistics.papers import Span
from models.statistics.register import Register as Groups
from models.tables import Cell, Duty, EventKind, Mark, Position, Post, Task
from models.training import ClassValues
from models.villages import VillageValues
from tests.models.builders import TODAY, cell, held, meeting

JUNE, AUGUST = date(2026, 6, 1), date(2026, 8, 1)
CHANGE = NameChange("Lò Văn Páo", "Lò Văn Bảo", JUNE, "12/QĐ-UBND", date(2026, 5, 20), "cải chính hộ tịch")


@pytest.fixture
def session(db):
    with db.write("Dựng") as session:
        values = members.MemberValues(
            "Lò Văn Páo", born_on=PartialDate(1980, 2, 3), admitted_on=PartialDate(2010, 3, 3)
        )
        members.add(session, values, cell(session), on=TODAY)
        yield session


def called(session, day: date) -> list[str]:
    return [row.full_name for row in members.search(session, on=day)]


def changes(session):
    return [(row.values.former, row.values.name, row.values.since) for row in former_names.history(session, 1)]


def test_the_list_of_a_past_day_has_the_name_of_that_day(session):
    former_names.record(session, 1, CHANGE, on=TODAY)
    assert former_names.history(session, 1)[0].values == CHANGE
    assert [called(session, day) for day in (date(2026, 5, 31), JUNE, TODAY)] == [
        ["Lò Văn Páo"],
        ["Lò Văn Bảo"],
        ["Lò Văn Bảo"],
    ]


def test_the_list_of_a_past_day_is_sorted_by_the_names_it_shows(session):
    others = ("Lò Thị Ban", "Lò Văn Oanh", "Lò Văn Yên")
    home = members.search(session, on=TODAY)[0].cell_id
    for name in others:
        members.add(session, members.MemberValues(name), home, on=TODAY, since=date(2020, 1, 1))
    former_names.record(session, 1, replace(CHANGE, name="Lò Văn An"), on=TODAY)
    assert called(session, TODAY) == ["Lò Văn An", *others]
    before = ["Lò Thị Ban", "Lò Văn Oanh", "Lò Văn Páo", "Lò Văn Yên"]
    assert called(session, date(2026, 5, 31)) == before
    for order in ("full_name", "cell"):
        rows = members.search(session, on=date(2026, 5, 31), order=order, is_descending=True)
        assert [row.full_name for row in rows] == before[::-1]


def test_every_name_finds_the_member_and_says_by_which(session):
    former_names.record(session, 1, CHANGE, on=TODAY)
    assert [row.id for row in members.search(session, "pao", on=TODAY)] == [1]
    assert [row.id for row in members.search(session, "lo van bao 1980", on=TODAY)] == [1]
    assert members.search(session, "bac", on=TODAY) == []
    assert members.found_by(session, "pao", [1]) == {1: "trước là Lò Văn Páo"}
    assert members.found_by(session, "bao", [1]) == {}
    assert Register(session).by_other_name == {"lo van pao": [1]}


def test_a_roll_written_before_or_proposed_for_then_keeps_the_name(session):
    early = meeting(session, 1, date(2026, 4, 5))
    attendance.write(session, early, on=TODAY)
    former_names.record(session, 1, CHANGE, on=TODAY)
    assert [line.full_name for line in attendance.roll(session, early).lines] == ["Lò Văn Páo"]
    assert not attendance.differences(session, early)
    late = meeting(session, 1, date(2026, 5, 5)), meeting(session, 1, date(2026, 7, 5))
    assert [attendance.roll(session, one).lines[0].full_name for one in late] == ["Lò Văn Páo", "Lò Văn Bảo"]


def test_the_list_of_the_recognised_has_the_name_of_the_decision(session):
    events.record(session, 1, EventValues(EventKind.EXEMPT_START, date(2026, 4, 1)))
    former_names.record(session, 1, CHANGE, on=TODAY)
    (line,) = event_lists.rows(session, Period.parse("2026"), {EventKind.EXEMPT_START})
    assert line.full_name == "Lò Văn Páo"


@pytest.mark.parametrize(("day", "name"), [(date(2026, 5, 31), "Lò Văn Páo"), (TODAY, "Lò Văn Bảo")])
def test_the_names_behind_a_figure_are_those_of_its_day(session, day: date, name: str):
    who = replace(members.read(session, 1), admitted_on=PartialDate(2026, day.month, 3))
    held(session, 1, day.replace(day=5))
    former_names.record(session, 1, CHANGE, on=TODAY)
    members.edit(session, 1, replace(who, full_name="Lò Văn Bảo"), on=TODAY)
    period = Period.month(2026, day.month)
    facts = Facts(session, Scope(period, day))
    assert [row.full_name for row in facts.people] == [name]
    assert [row.full_name for row in facts.rolls] == [name]
    assert [row.full_name for row in facts.admitted] == [name]
    register = Groups(session)
    for group in (Group.MEMBERS, Group.ADMITTED):
        found = register.group(group, Span(period, day))
        assert [entry.name.name for entry in found.entries] == [name], group
    assert [line.full_name for line in ratings.lines(session, 2026, (day.month + 2) // 3, on=day)] == [name]


MAY = date(2026, 5, 31)


def test_who_is_due_for_a_badge_is_named_and_sorted_as_on_the_day(session):
    home, wave = members.search(session, on=TODAY)[0].cell_id, date(2026, 9, 2)
    early = PartialDate(1990, 3, 3)
    first = replace(members.read(session, 1), born_on=PartialDate(1965), admitted_on=early)
    members.edit(session, 1, first, on=TODAY)
    other = members.MemberValues("Lò Văn Oanh", admitted_on=early, official_on=PartialDate(1991, 3, 3))
    members.add(session, other, home, on=TODAY, since=date(2020, 1, 1))
    former_names.record(session, 1, replace(CHANGE, name="Lò Văn An"), on=TODAY)

    def due(day: date) -> list[str]:
        return [line.full_name for line in badges.due(session, wave, on=day)]

    assert due(MAY) == ["Lò Văn Oanh", "Lò Văn Páo"]
    assert due(JUNE) == ["Lò Văn An", "Lò Văn Oanh"]


def test_the_list_of_a_class_has_the_names_of_its_first_day(session):
    home, kind = (
        members.search(session, on=TODAY)[0].cell_id,
        codes.id_of(session, codes.CLASS_KIND, training.NEW_MEMBER),
    )
    other = members.add(session, members.MemberValues("Lò Văn Oanh"), home, on=TODAY, since=date(2020, 1, 1))
    held_on = [training.add(session, ClassValues(kind, "Lớp", day)) for day in (MAY, JUNE)]
    for one in held_on:
        training.enrol(session, one, member_ids=[1, other])
    former_names.record(session, 1, replace(CHANGE, name="Lò Văn An"), on=TODAY)
    before, after = ([who.full_name for who in training.participants(session, [one])] for one in held_on)
    assert before == ["Lò Văn Oanh", "Lò Văn Páo"]
    assert after == ["Lò Văn An", "Lò Văn Oanh"]


@pytest.mark.parametrize(("day", "name"), [(MAY, "Lò Văn Páo"), (JUNE, "Lò Văn Bảo")])
def test_who_is_in_charge_is_named_as_on_the_day(session, day: date, name: str):
    home = members.search(session, on=TODAY)[0].cell_id
    village = villages.add(session, VillageValues("Nà Sáy", cell_id=home))
    assignments.add(session, AssignmentValues(1, village, Task.VILLAGE, since=date(2026, 1, 1)))
    session.add(Post(member_id=1, cell_id=home, position=Position.SECRETARY, since=date(2026, 1, 1)))
    former_names.record(session, 1, CHANGE, on=TODAY)
    assert assignments.care(session, day)[village].in_charge == (name,)
    assert cell_register.secretaries(session, day)[home].full_name == name


def test_changes_written_late_stand_in_their_place(session):
    former_names.record(session, 1, CHANGE, on=TODAY)
    former_names.record(session, 1, NameChange("Lò A Páo", "Lò Văn Páo", date(2000, 1, 1)), on=TODAY)
    former_names.record(session, 1, NameChange("Lò Văn Bảo", "Lò Quốc Bảo", AUGUST), on=TODAY)
    assert changes(session) == [
        ("Lò A Páo", "Lò Văn Páo", date(2000, 1, 1)),
        ("Lò Văn Páo", "Lò Văn Bảo", JUNE),
        ("Lò Văn Bảo", "Lò Quốc Bảo", AUGUST),
    ]
    assert members.read(session, 1).full_name == "Lò Quốc Bảo"
    assert members.found_by(session, "a pao", [1])


def test_the_present_name_may_be_the_new_one_already(session):
    former_names.record(session, 1, NameChange("Lò A Sử", "Lò Văn Páo", JUNE), on=TODAY)
    assert [called(session, day) for day in (date(2026, 5, 31), JUNE)] == [["Lò A Sử"], ["Lò Văn Páo"]]


def test_a_change_is_corrected_and_taken_out(session):
    former_names.record(session, 1, CHANGE, on=TODAY)
    (row,) = former_names.history(session, 1)
    former_names.correct(session, row.id, replace(CHANGE, name="Lò Văn Báo", since=AUGUST), on=TODAY)
    assert changes(session) == [("Lò Văn Páo", "Lò Văn Báo", AUGUST)]
    assert [row.id for row in members.search(session, "báo", on=TODAY)] == [1]
    former_names.remove(session, row.id, on=TODAY)
    assert changes(session) == []
    assert members.read(session, 1).full_name == "Lò Văn Páo"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(CHANGE, since=None), "since"),
        (replace(CHANGE, since=date(2027, 1, 1)), "since"),
        (replace(CHANGE, name=" Lò  Văn Páo"), "name"),
        (replace(CHANGE, name=""), "name"),
        (replace(CHANGE, name="Lò 3"), "name"),
        (replace(CHANGE, former=""), "former"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(session, wrong: NameChange, field: str):
    with pytest.raises(KnownError) as told:
        former_names.record(session, 1, wrong, on=TODAY)
    assert told.value.field == field
    assert former_names.history(session, 1) == []


def test_two_changes_cannot_pass_each_other(session):
    former_names.record(session, 1, CHANGE, on=TODAY)
    with pytest.raises(KnownError, match="đã ghi một lần đổi họ tên"):
        former_names.record(session, 1, replace(CHANGE, name="Lò Văn Hai"), on=TODAY)
    former_names.record(session, 1, NameChange("Lò Văn Bảo", "Lò Quốc Bảo", AUGUST), on=TODAY)
    first, _second = former_names.history(session, 1)
    with pytest.raises(KnownError, match="vượt qua"):
        former_names.correct(session, first.id, replace(CHANGE, since=date(2026, 9, 1)), on=TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (NameChange("Lò A Páo", "Lò Văn Bảo", date(2000, 1, 1)), "name"),  # until June it was Páo
        (NameChange("Lò Văn Páo", "Lò Quốc Bảo", AUGUST), "former"),  # since June it is Bảo
    ],
)
def test_a_change_never_makes_another_one_of_nothing(session, change: NameChange, field: str):
    former_names.record(session, 1, CHANGE, on=TODAY)
    before = changes(session)
    with pytest.raises(KnownError) as told:
        former_names.record(session, 1, change, on=TODAY)
    assert told.value.field == field
    assert changes(session) == before


def test_who_took_an_old_name_up_again_keeps_both_changes_or_loses_the_last(session):
    former_names.record(session, 1, CHANGE, on=TODAY)
    former_names.record(session, 1, NameChange("Lò Văn Bảo", "Lò Văn Páo", AUGUST), on=TODAY)
    first, second = former_names.history(session, 1)
    with pytest.raises(KnownError, match="hãy bỏ lần đổi ấy trước"):
        former_names.remove(session, first.id, on=TODAY)
    with pytest.raises(KnownError, match="mới mang họ tên này"):
        former_names.correct(session, first.id, replace(CHANGE, name="Lò Văn Páo", former="Lò A Páo"), on=TODAY)
    former_names.remove(session, second.id, on=TODAY)
    former_names.remove(session, first.id, on=TODAY)
    assert changes(session) == []


def test_the_same_change_in_two_records_of_one_person_is_one(session):
    values = members.MemberValues("Lò Văn Páo", born_on=PartialDate(1980))
    other = members.add(session, values, 1, on=TODAY)
    for member_id in (1, other):
        former_names.record(session, member_id, CHANGE, on=TODAY)
    assert merging.meant(session, 1, other).conflicts == (
        "Lần đổi họ tên có ở cả hai lý lịch: giữ của lý lịch được giữ.",
    )
    kept = merging.merge(session, 1, other, on=TODAY)
    assert changes(session) == [("Lò Văn Páo", "Lò Văn Bảo", JUNE)]
    trash.restore(session, kept)
    assert changes(session) == [("Lò Văn Páo", "Lò Văn Bảo", JUNE)]
    assert [row.values for row in former_names.history(session, other)] == [CHANGE]


def test_an_old_book_of_attendance_knows_the_old_name_and_keeps_it(session):
    former_names.record(session, 1, CHANGE, on=TODAY)
    marks = tuple(RollMark("C", month, Duty.ACTIVE, Mark.PRESENT, "x") for month in (4, 7))
    held = tuple(HeldMeeting(2, "C", 2026, month, date(2026, month, 5)) for month in (4, 7))
    name = session.get_one(Cell, 1).name
    for said in ("Lò Văn Páo", "Lò Văn Bảo"):
        sheet = CellSheet("Sổ", 1, name, 2026, "B", held, (RollLine(3, said, None, marks, ()),), ())
        actions = RollPlanner(session, Register(session), {}, {2026}).plan(sheet)
        assert [one.verdict for one in actions] == [Verdict.ADD, Verdict.ADD]
        lines = [line for one in actions if isinstance(one.write, WriteMeeting) for line in one.write.lines]
        assert [line.full_name for line in lines] == ["Lò Văn Páo", "Lò Văn Bảo"]


def test_undo_takes_the_whole_change_back(db, session):
    session.commit()
    with db.write("Đổi tên") as writing:
        former_names.record(writing, 1, CHANGE, on=TODAY)
    db.undo()
    with db.read() as reading:
        assert changes(reading) == []
        assert members.read(reading, 1).full_name == "Lò Văn Páo"

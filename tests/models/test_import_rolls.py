"""Attendance sheets against the register: who the lines are, what empty marks mean, what comes again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from zlib import crc32

import pytest
from sqlalchemy import select

from models import imports, meeting_codes, meetings, members, stays
from models.database import Database
from models.dates import PartialDate
from models.imports import Action, Choices, ImportPlan, Subject, Verdict
from models.imports.actions import WriteMeeting
from models.records import CellSheet, HeldMeeting, Reading, RollLine, RollMark
from models.tables import Attendance, Cell, Duty, Mark, Meeting, MeetingKind, MeetingState, Member
from tests.models.test_import_members import bring_in as bring_people
from tests.models.test_import_members import person

ON = date(2026, 11, 22)
DAYS = {1: date(2026, 1, 3), 2: date(2026, 2, 5), 3: date(2026, 3, 4)}
MARKS = {
    "x": (Duty.ACTIVE, Mark.PRESENT),
    "P": (Duty.ACTIVE, Mark.EXCUSED),
    "K": (Duty.ACTIVE, Mark.UNEXCUSED),
    "M": (Duty.EXEMPT, Mark.UNRECORDED),
    "T": (Duty.TEMP_AWAY, Mark.UNRECORDED),
}
CELL = "Chi bộ bản Co Mận"


def line(row: int, name: str, marks: str, birth_year: int | None = None) -> RollLine:
    found = [RollMark("CDE"[n], n + 1, *MARKS[mark], mark) for n, mark in enumerate(marks) if mark != "."]
    return RollLine(row, name, birth_year, tuple(found))


def sheet(*lines: RollLine, cell: str = CELL, days: dict[int, date] | None = None) -> CellSheet:
    held = tuple(HeldMeeting(5, "CDE"[month - 1], 2026, month, day) for month, day in (days or DAYS).items())
    return CellSheet("S", 1, cell, 2026, "B", held, lines)


def reading(*sheets: CellSheet) -> Reading:
    return Reading("so.xlsx", "0" * 64, "diem-danh", "Sổ điểm danh", sheets)


def plan(db: Database, *sheets: CellSheet, choices: Choices | None = None) -> ImportPlan:
    with db.read() as session:
        return imports.plan(session, reading(*sheets), ON, choices=choices)


def bring_in(db: Database, *sheets: CellSheet, skip: bool = False) -> ImportPlan:
    with db.write("Nhập sổ") as session:
        made = imports.plan(session, reading(*sheets), ON)
        imports.apply(session, made, skip=skip)
    return made


def people(db: Database, *names: str, **changes: Any) -> None:
    records = [
        person(row=row, full_name=name, citizen_id=f"0110{crc32(name.encode()) % 10**8:08d}", card_number=None)
        for row, name in enumerate(names, 2)
    ]
    bring_people(db, *(record._replace(**changes) for record in records))


def roster(db: Database, month: int) -> list[tuple[str, Duty, Mark]]:
    with db.read() as session:
        query = (
            select(Attendance.full_name, Attendance.duty, Attendance.mark).join(Meeting).where(Meeting.month == month)
        )
        return [(*row,) for row in session.execute(query.order_by(Attendance.line))]


def of(plan: ImportPlan, subject: Subject) -> list[Action]:
    return [action for action in plan.actions if action.subject is subject]


def test_marks_become_a_frozen_roster_in_the_order_of_the_book(db: Database):
    people(db, "Lò Văn Ánh", "Cà Văn Xôm", "Lò Thị Đôi")
    bring_in(db, sheet(line(6, "Lò Thị Đôi", "xMT"), line(7, "Lò Văn Ánh", "PKx"), line(8, "Ca Van Xom", "xxx")))
    assert roster(db, 1) == [
        ("Lò Thị Đôi", Duty.ACTIVE, Mark.PRESENT),
        ("Lò Văn Ánh", Duty.ACTIVE, Mark.EXCUSED),
        ("Cà Văn Xôm", Duty.ACTIVE, Mark.PRESENT),
    ]
    assert roster(db, 2)[0][1:] == (Duty.EXEMPT, Mark.UNRECORDED)
    assert roster(db, 3)[0][1:] == (Duty.TEMP_AWAY, Mark.UNRECORDED)


def test_a_guest_is_marked_like_all_others_and_stays_a_guest(db: Database):
    people(db, "Lò Văn Ánh")
    with db.write("Khách") as session:
        home = session.scalars(select(Cell.id)).one()
        members.add(session, members.MemberValues("Cà Văn Khách"), home, on=DAYS[1], duty=Duty.GUEST)
    book = sheet(line(6, "Lò Văn Ánh", "xxx"), line(7, "Cà Văn Khách", "xPM"))
    bring_in(db, book)
    assert [roster(db, month)[1][1:] for month in DAYS] == [
        (Duty.GUEST, Mark.PRESENT),
        (Duty.GUEST, Mark.EXCUSED),
        (Duty.EXEMPT, Mark.UNRECORDED),
    ]
    assert {action.verdict for action in plan(db, book).actions} == {Verdict.SKIP}


@pytest.mark.parametrize(
    ("admitted", "marks", "expected"),
    [
        (PartialDate(2026, 2, 5), "..x", ["", "", "x"]),  # admitted on the day of the second meeting
        (PartialDate(2026, 2, 4), "..x", ["", "?", "x"]),  # a member the day before
        (None, "..x", ["", "", "x"]),
        (PartialDate(2026), "..x", ["", "", "x"]),
        (PartialDate(2012), "..x", ["?", "?", "x"]),
        (None, "x.x", ["x", "?", "x"]),
        (None, "x..", ["x", "?", "?"]),
        (None, "...", ["", "", ""]),
        (PartialDate(2012), "...", ["?", "?", "?"]),
    ],
)
def test_what_an_empty_mark_means(db: Database, admitted: PartialDate | None, marks: str, expected: list[str]):
    people(db, "Lò Văn Ánh", admitted_on=admitted)
    made = bring_in(db, sheet(line(6, "Lò Văn Ánh", marks)))
    shown = {Mark.PRESENT: "x", Mark.UNRECORDED: "?"}
    assert ["".join(shown[mark] for _n, _d, mark in roster(db, month)) for month in DAYS] == expected
    warned = [problem for problem in made.all_problems if "Chưa có dấu" in problem.reason]
    assert len(warned) == expected.count("?")
    assert not made.errors


def test_somebody_who_came_to_the_cell_later_is_not_missing_before(db: Database):
    people(db, "Lò Văn Ánh", cell_name="Chi bộ B")
    people(db, "Cà Văn Xôm")
    with db.write("Chuyển") as session:
        cell = session.scalars(select(Cell.id).where(Cell.name == CELL)).one()
        mover = session.scalars(select(Member.id).where(Member.full_name == "Lò Văn Ánh")).one()
        stays.change(session, mover, on=date(2026, 2, 20), cell_id=cell)
    bring_in(db, sheet(line(6, "Lò Văn Ánh", "..x"), line(7, "Cà Văn Xôm", "xxx")))
    assert [len(roster(db, month)) for month in DAYS] == [1, 1, 2]


def test_a_mark_before_the_admission_is_refused(db: Database):
    people(db, "Lò Văn Ánh", admitted_on=PartialDate(2026, 2, 10))
    [problem] = plan(db, sheet(line(6, "Lò Văn Ánh", ".xx"))).errors
    assert (problem.row, problem.column) == (6, "D")
    assert "trước ngày kết nạp 10/02/2026" in problem.reason


def test_an_unknown_person_is_refused_and_the_rest_can_go_in(db: Database):
    people(db, "Lò Văn Ánh")
    people(db, "Cà Văn Xôm", cell_name="Chi bộ B")
    book = sheet(line(6, "Lò Văn Ánh", "xxx"), line(7, "Cà Văn Xôm", "xxx"), line(8, "Tòng Văn Ín", "xxx"))
    made = plan(db, book)
    elsewhere, unknown = made.errors
    assert "ở Chi bộ B, không phải Chi bộ bản Co Mận" in elsewhere.reason
    assert "Nhập danh sách đảng viên trước" in unknown.repair
    bring_in(db, book, skip=True)
    assert [name for name, _duty, _mark in roster(db, 1)] == ["Lò Văn Ánh"]


def test_two_of_one_name_are_told_apart_by_birth_year_else_asked(db: Database):
    bring_people(
        db,
        person(citizen_id="011084000001", card_number=None, full_name="Hạng A Ly", born_on=PartialDate(1984)),
        person(row=3, citizen_id="011090000001", card_number=None, full_name="Hạng A Ly", born_on=PartialDate(1990)),
    )
    both = sheet(line(6, "Hạng A Ly", "xxx", 1984), line(7, "Hạng A Ly", "PPP", 1990))
    assert {action.verdict for action in plan(db, both).actions} == {Verdict.ADD}
    unclear = sheet(line(6, "Hạng A Ly", "xxx"), line(7, "Hạng A Ly", "PPP", 1990))
    [asked] = of(plan(db, unclear), Subject.ROLL_LINE)
    assert (asked.verdict, len(asked.candidates)) == (Verdict.ASK, 2)
    answered = plan(db, unclear, choices={("S", 6): asked.candidates[0].id})
    assert {action.verdict for action in answered.actions} == {Verdict.ADD}
    twice = plan(db, unclear, choices={("S", 6): asked.candidates[1].id})
    assert [action.verdict for action in of(twice, Subject.ROLL_LINE)] == [Verdict.ERROR, Verdict.ERROR]
    assert "sinh năm 1999" in plan(db, sheet(line(6, "Hạng A Ly", "x", 1999))).errors[0].reason


def test_names_that_differ_by_a_tone_are_two_people(db: Database):
    people(db, "Lò Văn Ánh", "Lò Văn Anh")
    bring_in(db, sheet(line(6, "Lò Văn Anh", "PPP"), line(7, "Lò Văn Ánh", "xxx")))
    assert [(name, mark) for name, _duty, mark in roster(db, 1)] == [
        ("Lò Văn Anh", Mark.EXCUSED),
        ("Lò Văn Ánh", Mark.PRESENT),
    ]


def test_the_same_book_again_changes_nothing_and_a_corrected_one_only_what_differs(db: Database):
    people(db, "Lò Văn Ánh", "Cà Văn Xôm")
    book = sheet(line(6, "Lò Văn Ánh", "xPK"), line(7, "Cà Văn Xôm", "x.x"))
    bring_in(db, book)
    assert {action.verdict for action in plan(db, book).actions} == {Verdict.SKIP}
    corrected = sheet(line(6, "Lò Văn Ánh", ".xM"), line(7, "Cà Văn Xôm", "xKx"), days={**DAYS, 1: date(2026, 1, 4)})
    made = bring_in(db, corrected)
    assert [
        [(one.field, one.before, one.after) for one in action.differences] for action in of(made, Subject.MEETING)
    ] == [
        [("Ngày họp", "03/01/2026", "04/01/2026")],
        [("Lò Văn Ánh", "Vắng có lý do", "Có mặt"), ("Cà Văn Xôm", "Chưa ghi", "Vắng không lý do")],
        [("Lò Văn Ánh", "Vắng không lý do", "Miễn sinh hoạt")],
    ]
    assert roster(db, 1)[0][2] is Mark.PRESENT  # the emptied mark did not erase
    assert {action.verdict for action in plan(db, corrected).actions} == {Verdict.SKIP}


def test_a_plain_mark_does_not_unsay_online_and_a_reason_goes_with_its_absence(db: Database):
    people(db, "Lò Văn Ánh", "Cà Văn Xôm")
    bring_in(db, sheet(line(6, "Lò Văn Ánh", "x"), line(7, "Cà Văn Xôm", "P"), days={1: DAYS[1]}))
    with db.write("Sửa") as session:
        first, second = session.scalars(select(Attendance).order_by(Attendance.line))
        first.mark, second.reason = Mark.ONLINE, "ốm"
    assert {action.verdict for action in plan(db, sheet(line(6, "Lò Văn Ánh", "x"), days={1: DAYS[1]})).actions} == {
        Verdict.SKIP
    }
    bring_in(db, sheet(line(6, "Lò Văn Ánh", "x"), line(7, "Cà Văn Xôm", "x"), days={1: DAYS[1]}))
    with db.read() as session:
        rows = session.execute(select(Attendance.mark, Attendance.reason).order_by(Attendance.line)).all()
    assert [(*row,) for row in rows] == [(Mark.ONLINE, None), (Mark.PRESENT, None)]


def test_a_meeting_opened_in_the_program_is_filled(db: Database):
    people(db, "Lò Văn Ánh")
    with db.write("Mở kỳ") as session:
        meetings.open_month(session, 2026, 1, on=ON)
    made = bring_in(db, sheet(line(6, "Lò Văn Ánh", "x"), days={1: DAYS[1]}))
    [action] = of(made, Subject.MEETING)
    assert action.verdict is Verdict.CHANGE
    with db.read() as session:
        meeting = session.scalars(select(Meeting)).one()
    assert (meeting.state, meeting.held_on) == (MeetingState.RECORDED, DAYS[1])
    assert roster(db, 1) == [("Lò Văn Ánh", Duty.ACTIVE, Mark.PRESENT)]


def states(db: Database) -> list[tuple[date, MeetingState]]:
    with db.read() as session:
        return [(*row,) for row in session.execute(select(Meeting.held_on, Meeting.state).order_by(Meeting.held_on))]


def test_a_day_with_nobody_on_the_roll_stays_to_be_written(db: Database):
    """Nobody's mark is no roll: it would count as a cell that has met."""
    people(db, "Lò Văn Ánh", admitted_on=None)
    days = {1: DAYS[1]}
    made = bring_in(db, sheet(line(6, "Lò Văn Ánh", "."), days=days))
    [action] = of(made, Subject.MEETING)
    assert action.verdict is Verdict.ADD
    assert [problem.reason for problem in action.problems] == [
        "Có ngày họp nhưng không ghi được ai vào điểm danh; cuộc họp để “chưa ghi”."
    ]
    assert states(db) == [(DAYS[1], MeetingState.PLANNED)]
    [again] = of(plan(db, sheet(line(6, "Lò Văn Ánh", "."), days=days)), Subject.MEETING)
    assert (again.verdict, again.problems) == (Verdict.SKIP, ())
    bring_in(db, sheet(line(6, "Lò Văn Ánh", "x"), days=days))
    assert states(db) == [(DAYS[1], MeetingState.RECORDED)]
    bring_in(db, sheet(line(6, "Lò Văn Ánh", "."), days=days))
    assert states(db) == [(DAYS[1], MeetingState.RECORDED)]


def test_a_day_with_nobody_on_the_roll_moves_a_meeting_but_does_not_say_it_was_held(db: Database):
    people(db, "Lò Văn Ánh", admitted_on=None)
    with db.write("Mở kỳ") as session:
        cell = session.scalars(select(Cell.id)).one()
        for month in (1, 2):  # before anybody's known day on the list, so opening the months would make none
            values = meetings.MeetingValues(MeetingKind.REGULAR, date(2026, month, 5))
            key = meetings.add(session, cell, 2026, month, values)
        meetings.set_not_held(session, key, "Mưa lũ")
    made = bring_in(db, sheet(line(6, "Lò Văn Ánh", "..."), days={1: DAYS[1], 2: date(2026, 2, 7)}))
    assert [action.verdict for action in of(made, Subject.MEETING)] == [Verdict.CHANGE, Verdict.SKIP]
    assert states(db) == [(DAYS[1], MeetingState.PLANNED), (date(2026, 2, 5), MeetingState.NOT_HELD)]


def test_people_of_the_list_whom_the_sheet_lacks_are_named(db: Database):
    people(db, "Lò Văn Ánh", "Cà Văn Xôm")
    made = plan(db, sheet(line(6, "Lò Văn Ánh", "xxx")))
    assert not made.errors
    assert "không có 1 đồng chí trong danh sách chi bộ: Cà Văn Xôm." in made.all_problems[0].reason


def test_a_cell_nobody_knows_is_refused(db: Database):
    [action] = plan(db, sheet(line(6, "Lò Văn Ánh", "x"), cell="Chi bộ lạ")).actions
    assert (action.verdict, action.subject) == (Verdict.ERROR, Subject.SHEET)


def test_a_name_cut_at_31_characters_finds_its_only_cell(db: Database):
    people(db, "Lò Văn Ánh", cell_name="Chi bộ cơ quan Đảng, MTTQ, đoàn thể")
    assert not plan(db, sheet(line(6, "Lò Văn Ánh", "xxx"), cell="Chi bộ cơ quan Đảng, MTTQ, đoàn")).errors


def alone(day: date, code: str = "", kind: MeetingKind | None = None, name: str = "S") -> CellSheet:
    held = HeldMeeting(5, "C", day.year, day.month, day, True, kind, code)
    mark = RollMark("C", day.month, *MARKS["x"], "x")
    return CellSheet(name, 1, CELL, day.year, "B", (held,), (RollLine(6, "Lò Văn Ánh", None, (mark,)),))


def two_meetings(db: Database) -> list[int]:
    """A member and a regular meeting on 5 March, a thematic one on the 20th."""
    people(db, "Lò Văn Ánh")
    with db.write("Họp") as session:
        cell = session.scalars(select(Cell.id)).one()
        days = {5: MeetingKind.REGULAR, 20: MeetingKind.THEMATIC}
        return [
            meetings.add(session, cell, 2026, 3, meetings.MeetingValues(kind, date(2026, 3, day)))
            for day, kind in days.items()
        ]


def test_each_sheet_of_one_meeting_comes_back_into_its_own(db: Database):
    regular, thematic = two_meetings(db)
    with db.read() as session:
        code = meeting_codes.code(thematic, session.scalars(select(Cell.id)).one(), 3)
    for second in (
        alone(date(2026, 3, 21), code),
        alone(date(2026, 3, 21), kind=MeetingKind.THEMATIC),
        alone(date(2026, 3, 20)),
    ):
        made = plan(db, alone(date(2026, 3, 5)), replace(second, sheet="S2"))
        writes = [action.write for action in of(made, Subject.MEETING)]
        assert [write.meeting_id for write in writes if isinstance(write, WriteMeeting)] == [regular, thematic]


def test_a_sheet_that_does_not_tell_its_meeting_is_asked_about(db: Database):
    regular, thematic = two_meetings(db)
    sheets = alone(date(2026, 3, 5)), alone(date(2026, 3, 12), name="S2")
    _first, asked = of(plan(db, *sheets), Subject.MEETING)
    assert asked.verdict is Verdict.ASK
    assert [one.id for one in asked.candidates] == [regular, thematic, -1, -2, -3]
    _first, done = of(plan(db, *sheets, choices={("S2", 5): thematic}), Subject.MEETING)
    assert isinstance(done.write, WriteMeeting)
    assert done.write.meeting_id == thematic
    _first, new = of(plan(db, *sheets, choices={("S2", 5): -3}), Subject.MEETING)
    assert isinstance(new.write, WriteMeeting)
    assert (new.write.meeting_id, new.write.kind) == (None, MeetingKind.EXTRAORDINARY)


def test_the_sheet_of_a_meeting_held_over_the_year_s_end_comes_back_unchanged(db: Database):
    people(db, "Lò Văn Ánh")
    with db.write("Họp") as session:
        cell = session.scalars(select(Cell.id)).one()
        late = meetings.add(session, cell, 2025, 12, meetings.MeetingValues(MeetingKind.REGULAR, date(2026, 1, 4)))
        code = meeting_codes.code(late, cell, 12)
    held = alone(date(2026, 1, 4), code)
    bring_in(db, held)
    with db.read() as session:
        assert session.get_one(Meeting, late).state is MeetingState.RECORDED
    assert [action.verdict for action in of(plan(db, held), Subject.MEETING)] == [Verdict.SKIP]

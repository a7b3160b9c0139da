"""Old books after a decision: cells and villages under the names they had are known, nobody is moved by a name."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from models import imports, members, renaming, reorganize, village_decisions, villages
from models.bodies import Body
from models.cells import CellValues
from models.dates import PartialDate
from models.decisions import Decision
from models.imports import Subject, Verdict
from models.members import MemberValues
from models.records import CellSheet, HeldMeeting, Reading, RollLine, RollMark, VillageRecord
from models.reorganize import Part
from models.tables import Cell, Meeting, Member, Village
from models.village_decisions import VillagePart
from models.villages import VillageValues
from tests.models.builders import TODAY, cell
from tests.models.test_import_members import bring_in, only, person, plan
from tests.models.test_import_rolls import MARKS, line, sheet
from tests.models.test_import_rolls import bring_in as bring_rolls_in
from tests.models.test_import_rolls import plan as plan_rolls

ON = date(2026, 10, 3)
DECISION = Decision(ON, "45-QĐ/ĐU")
NUMBERS = ("011077501364", "011077501365", "011077501366")


@pytest.fixture
def book(db):
    """Cells Co Mận and Noong Hịa with a village each; three members, the first two of Co Mận."""
    with db.write("Dựng") as session:
        for name in ("Co Mận", "Noong Hịa"):
            villages.add(session, VillageValues(name, 50, 200, cell_id=cell(session, f"Chi bộ bản {name}")))
        for number, (name, key) in enumerate((("Lò Văn Ánh", 1), ("Cà Văn Xôm", 1), ("Lò Thị Mai", 2))):
            values = MemberValues(
                name,
                citizen_id=NUMBERS[number],
                born_on=PartialDate(1977, 5, 12),
                admitted_on=PartialDate(2012, 10, 15),
                village_id=key,
            )
            members.add(session, values, key, on=TODAY)
    return db


def decide(db, act, *arguments):
    with db.write("Sắp xếp") as session:
        act(session, *arguments, DECISION, today=TODAY)


def line_of(number, **said):
    names = ("Lò Văn Ánh", "Cà Văn Xôm", "Lò Thị Mai")
    values = {"card_number": None, "admitted_on": PartialDate(2012, 10, 15)} | said
    return person(row=number + 2, full_name=names[number], citizen_id=NUMBERS[number], **values)


def reasons(action):
    return [problem.reason for problem in action.problems]


def test_a_list_under_the_name_before_moves_nobody(book):
    decide(book, renaming.rename, Body(cell_id=1), "Chi bộ tổ dân phố 1")
    made = plan(book, line_of(0))
    action = only(made)
    assert action.verdict is Verdict.SKIP
    assert reasons(action) == ["“Chi bộ bản Co Mận” là tên cũ, nay là “Chi bộ tổ dân phố 1”."]
    assert not [one for one in made.actions if one.subject is Subject.CELL]


def test_a_list_of_merged_cells_moves_nobody_and_founds_nothing(book):
    decide(book, reorganize.merge, [1, 2], CellValues("Chi bộ liên bản"))
    made = plan(book, line_of(0), line_of(2, cell_name="CB bản Noong Hịa"))
    assert [action.verdict for action in made.actions] == [Verdict.SKIP, Verdict.SKIP]
    with book.read() as session:
        assert len(session.scalars(select(Cell)).all()) == 3


def test_somebody_new_in_an_old_list_joins_the_cell_that_came_after(book):
    decide(book, reorganize.merge, [1, 2], CellValues("Chi bộ liên bản"))
    bring_in(book, person(row=9, full_name="Quàng Văn Páo", citizen_id="011090000009", card_number=None))
    with book.read() as session:
        (found,) = members.search(session, "pao", on=TODAY)
        assert found.cell_id == 3


def test_of_a_cell_that_became_two_each_stays_where_they_are_and_a_new_one_is_asked(book):
    with book.write("Tách") as session:
        parts = [Part(CellValues("Chi bộ Một"), (1,)), Part(CellValues("Chi bộ Hai"), (2,))]
        reorganize.split(session, 1, parts, DECISION, today=TODAY, is_closing=True)
    made = plan(book, line_of(0), line_of(1), person(row=9, full_name="Quàng Văn Páo", citizen_id="011090000009"))
    assert [action.verdict for action in made.actions] == [Verdict.SKIP, Verdict.SKIP, Verdict.ERROR]
    assert reasons(made.actions[1]) == ["“Chi bộ bản Co Mận” là tên cũ, nay là “Chi bộ Hai”."]
    assert reasons(made.actions[2]) == ["“Chi bộ bản Co Mận” nay là Chi bộ Một, Chi bộ Hai."]


def test_a_name_given_anew_is_the_one_of_today(book):
    decide(book, renaming.rename, Body(cell_id=1), "Chi bộ tổ dân phố 1")
    with book.write("Thêm") as session:
        cell(session, "Chi bộ bản Co Mận")
    action = only(plan(book, line_of(0)))
    assert [(one.field, one.after) for one in action.differences] == [("Chi bộ", "Chi bộ bản Co Mận")]


def test_a_home_under_the_old_name_of_a_village_is_no_change(book):
    decide(book, village_decisions.merge, [1, 2], VillageValues("Bản Mới"))
    action = only(plan(book, line_of(0, village="Co Mận")))
    assert action.verdict is Verdict.SKIP
    assert reasons(action) == ["“Co Mận” là tên cũ, nay là “Bản Mới”."]


def test_a_home_in_a_village_that_was_split_stays(book):
    parts = [VillagePart(VillageValues("Một")), VillagePart(VillageValues("Hai"), (2,))]
    decide(book, village_decisions.split, 1, parts)
    action = only(plan(book, line_of(1, village="Co Mận")))
    assert (action.verdict, reasons(action)) == (Verdict.SKIP, ["“Co Mận” là tên cũ, nay là “Hai”."])


def test_figures_of_a_village_merged_since_are_not_written_over_the_new_one(book):
    decide(book, village_decisions.merge, [1, 2], VillageValues("Bản Mới", 100, 400))
    record = VillageRecord("TB", 2, "Co Mận", 51, 201, cell_name="Chi bộ bản Co Mận")
    action = only(plan(book, record), Subject.VILLAGE)
    assert action.verdict is Verdict.SKIP
    assert reasons(action) == ["“Co Mận” nay là Bản Mới; số liệu của thôn, bản cũ không ghi vào sổ."]


def test_figures_of_a_village_under_its_name_before_are_its_own(book):
    decide(book, village_decisions.rename, 1, "Tổ dân phố 1")
    bring_in(book, VillageRecord("TB", 2, "Co Mận", 51))
    with book.read() as session:
        row, *_rest = villages.rows(session, TODAY)
        assert (row.name, row.households) == ("Tổ dân phố 1", 51)
        assert session.get_one(Village, 1).households == 50


def test_a_book_of_the_year_of_a_merger_goes_to_the_cell_of_each_day(book):
    """The new cell took the name of the old: the months before belong to the old one."""
    with book.write("Nhập") as session:
        reorganize.merge(session, [1, 2], CellValues("Chi bộ mới"), DECISION, today=TODAY)
        session.get_one(Cell, 3).name, session.get_one(Cell, 3).name_fold = "Chi bộ bản Co Mận", "chi bo ban co man"
    days = {9: date(2026, 9, 5), 10: date(2026, 10, 4)}
    held = tuple(HeldMeeting(5, "CD"[place], 2026, month, day) for place, (month, day) in enumerate(days.items()))
    nine, ten = (RollMark("CD"[place], month, *MARKS["x"], "x") for place, month in enumerate(days))
    lines = (RollLine(2, "Lò Văn Ánh", None, (nine, ten)), RollLine(3, "Lò Thị Mai", None, (ten,)))
    bring_rolls_in(book, CellSheet("S", 1, "Chi bộ bản Co Mận", 2026, "B", held, lines))
    with book.read() as session:
        found = session.execute(select(Meeting.cell_id, Meeting.held_on).order_by(Meeting.held_on)).all()
        assert [tuple(row) for row in found] == [(1, date(2026, 9, 5)), (3, date(2026, 10, 4))]


def test_a_book_of_a_closed_cell_fills_its_own_months_and_no_later_ones(book):
    decide(book, reorganize.merge, [1, 2], CellValues("Chi bộ liên bản"))
    early = plan_rolls(book, sheet(line(2, "Lò Văn Ánh", "xxx"), line(3, "Cà Văn Xôm", "xxx")))
    assert "điểm danh ghi cho chi bộ cũ" in " ".join(reasons(early.actions[0]))
    assert {action.verdict for action in early.actions[1:]} == {Verdict.ADD}
    late = plan_rolls(book, sheet(line(2, "Lò Văn Ánh", "x"), days={1: date(2026, 11, 3)}))
    assert late.actions[0].verdict is Verdict.ERROR
    assert "ở sau ngày Chi bộ bản Co Mận thôi hoạt động" in reasons(late.actions[0])[1]


def test_a_pasted_name_of_before_is_todays_cell_and_village(book):
    decide(book, renaming.rename, Body(cell_id=1), "Chi bộ tổ dân phố 1")
    decide(book, village_decisions.merge, [1, 2], VillageValues("Bản Mới"))
    reading = Reading("Dán", "", "dang-vien", "Dán", (line_of(2, cell_name="CB Bản Co Mận", village="Noong Hịa"),))
    with book.read() as session:
        made = imports.plan_rows(session, reading, TODAY, [3])
    assert [one.subject for one in made.actions] == [Subject.MEMBER]
    assert ("Chi bộ", "Chi bộ tổ dân phố 1") in [(one.field, one.after) for one in made.actions[0].differences]
    assert reasons(made.actions[0]) == [
        "“CB Bản Co Mận” là tên cũ, nay là “Chi bộ tổ dân phố 1”.",
        "“Noong Hịa” là tên cũ, nay là “Bản Mới”.",
    ]


def test_a_pasted_line_with_the_old_name_of_the_own_cell_changes_nothing(book):
    with book.write("Tách") as session:
        parts = [Part(CellValues("Chi bộ Một"), (1,)), Part(CellValues("Chi bộ Hai"), (2,))]
        reorganize.split(session, 1, parts, DECISION, today=TODAY, is_closing=True)
    lines = (line_of(0), line_of(2, cell_name="Chi bộ bản Co Mận"))
    with book.read() as session:
        made = imports.plan_rows(session, Reading("Dán", "", "dang-vien", "Dán", lines), TODAY, [1, 3])
    assert [action.verdict for action in made.actions] == [Verdict.SKIP, Verdict.ERROR]
    assert reasons(made.actions[1]) == ["“Chi bộ bản Co Mận” nay là Chi bộ Một, Chi bộ Hai."]


def test_a_pasted_person_is_recognised_by_the_old_name_of_the_cell(book):
    with book.write("Thiếu ngày kết nạp") as session:
        session.get_one(Member, 1).admitted_on = None
    decide(book, renaming.rename, Body(cell_id=1), "Chi bộ tổ dân phố 1")
    reading = Reading("Dán", "", "dang-vien", "Dán", (line_of(0, admitted_on=None)._replace(citizen_id=None),))
    with book.read() as session:
        made = imports.plan_people(session, reading, TODAY, shown=set())
    assert [action.verdict for action in made.actions] == [Verdict.SKIP]

"""A learned form with a row for each Party cell: what goes down it, and the lines written anew each time."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from exports.drafts import draft
from exports.learned.lists import Part
from exports.offered import find
from exports.report import percentage
from models import attendance, cells, members, participation
from models.cell_names import short_name
from models.database import Database
from models.members import MemberFilter
from models.tables import Attendance, Duty, Gender, Mark, Meeting, Member
from tests.exports.test_learned_forms import OCTOBER, TODAY, binding, learned, put

pytestmark = pytest.mark.usefixtures("people")


def test_cells_go_down_with_their_women_and_their_month(db: Database) -> None:
    form = learned(
        *(
            binding(f"{column}30", "rows", f"cells.{key}")
            for column, key in zip("EFGHI", ("name", "women", "eligible", "attended", "rate"), strict=True)
        )
    )
    put(db, form)
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    with db.read() as session:
        known = cells.rows(session, OCTOBER.last)
        figures = participation.figures(session, OCTOBER, on=TODAY)
        women = [
            sum(
                row.duty is not Duty.GUEST
                for row in members.search(session, on=OCTOBER.last, narrow=MemberFilter(one.id, gender=Gender.FEMALE))
            )
            for one in known
        ]
    tallies = [figures.cell(one.id) for one in known]
    told = [tuple(cell.value for cell in row) for row in sheet[f"E30:I{29 + len(known)}"]]
    assert told == [
        (
            one.short_name,
            count,
            tally.eligible if tally.rate is not None else None,  # a sum below takes no roll that is written in part
            tally.attended if tally.rate is not None else None,
            percentage(tally.rate),
        )
        for one, count, tally in zip(known, women, tallies, strict=True)
    ]
    unmet = sum(not tally.meetings for tally in tallies)
    (said,) = [one.text for one in ready.findings() if "điểm danh" in one.text]
    assert f"{unmet} chi bộ không có cuộc họp nào đã điểm danh nên" in said
    assert 0 < unmet < len(known)


def test_a_roll_written_in_part_goes_into_no_sum(db: Database) -> None:
    columns = {"E30": "name", "F30": "eligible", "G30": "attended"}
    put(db, learned(*(binding(at, "rows", f"cells.{name}") for at, name in columns.items())))
    with db.write("Bỏ một dấu") as session:
        meeting = session.scalars(select(Meeting).where(Meeting.held_on.between(OCTOBER.first, OCTOBER.last))).first()
        assert meeting is not None
        who = session.scalars(select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)).first()
        assert who is not None
        attendance.write(session, meeting.id, {who: (Mark.UNRECORDED, "")}, on=TODAY)
        name = short_name(cells.names(session)[meeting.cell_id])
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet["E30:G60"]]
    assert [row[1:] for row in rows if row[0] == name] == [[None, None]]
    (said,) = [one.text for one in ready.findings() if "điểm danh" in one.text]
    assert f"1 chi bộ chưa ghi đủ điểm danh nên để trống lượt dự và tỷ lệ: {name}." in said
    assert said.endswith("Tổng trong biểu chưa gồm các chi bộ này.")


def test_a_blank_in_capitals_is_filled_in_capitals(db: Database) -> None:
    put(db, learned(binding("E30", "text", "{XA}"), binding("E31", "text", "{xa}")))
    sheet = load_workbook(BytesIO(draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY).content())).worksheets[0]
    assert sheet["E30"].value == str(sheet["E31"].value).upper() != sheet["E31"].value


def test_a_record_that_does_not_say_makes_no_zero(db: Database) -> None:
    put(db, learned(binding("E30", "rows", "cells.name"), binding("F30", "rows", "cells.women")))
    with db.write("Bỏ giới tính") as session:
        for one in session.scalars(select(Member)):
            one.gender = None
    ready = draft(db, find("mau:Biểu tổng hợp", db), OCTOBER, TODAY)
    sheet = load_workbook(BytesIO(ready.content())).worksheets[0]
    assert [sheet["E30"].value is None, sheet["F30"].value] == [False, None]
    assert any("chưa ghi giới tính" in one.text for one in ready.findings())


def test_some_not_known_leave_the_count_of_the_others() -> None:
    assert Part((True, None, False)).shown == 1
    assert Part((None, False)).shown is None
    assert Part((False,)).shown == Part().shown == 0

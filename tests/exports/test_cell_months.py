"""Columns of a form that count the months of each cell: what the meetings themselves say."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from exports.learned import filling
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot
from exports.report import Needs, Scope
from models import cell_register, office
from models.database import Database
from models.dates import Period
from models.tables import Attendance, Meeting, MeetingClass, MeetingKind, MeetingState
from tests.exports.eventful import TODAY

YEAR = Period.year(2026)
COLUMNS = ("months_met", "themes", "good", "fair")


def _filled(db: Database) -> tuple[filling.Filled, list[int]]:
    content = BytesIO()
    Workbook().save(content)
    bindings = [
        Binding(Place("Sheet", Spot(1, at)), "rows", f"cells.{key}") for at, key in enumerate(("name", *COLUMNS), 1)
    ]
    made = Template("biểu", Needs.PERIOD, Form(content.getvalue(), "biểu.xlsx")).bind(*bindings)
    with db.read() as session:
        scope = Scope(YEAR, TODAY, TODAY, office.read(session))
        order = [one.id for one in cell_register.lines(session, TODAY)]
        return filling.fetch(session, scope, made), order


def test_months_themes_and_classes_are_those_of_the_meetings(commune: Database) -> None:
    filled, order = _filled(commune)
    with commune.read() as session:
        meetings = session.scalars(select(Meeting).where(Meeting.year == 2026)).all()
        called = set(session.scalars(select(Attendance.meeting_id)))
        regular = [one for one in meetings if one.kind is MeetingKind.REGULAR and one.id in called]
        met = Counter(one.cell_id for one in regular)
        themes = Counter(
            one.cell_id
            for one in meetings
            if one.id in called and (one.kind is MeetingKind.THEMATIC or one.is_thematic_combined)
        )
        classes: Any = Counter((one.cell_id, one.quality) for one in regular)
    for place, cell in enumerate(order):
        found = [filled.values.get(Place("Sheet", Spot(1 + place, at))) for at in range(2, 6)]
        assert found == [
            met[cell],
            themes[cell],
            classes[cell, MeetingClass.GOOD],
            classes[cell, MeetingClass.FAIR],
        ]
    assert sum(met.values()) > 0


def test_months_not_written_are_told_of_with_their_cells(commune: Database) -> None:
    before, _order = _filled(commune)
    assert not [one for one in before.findings if "chưa ghi điểm danh" in one.text]
    with commune.write("Bỏ điểm danh một cuộc") as session:
        first = session.scalars(select(Meeting).where(Meeting.year == 2026).order_by(Meeting.month)).first()
        assert first is not None
        for line in session.scalars(select(Attendance).where(Attendance.meeting_id == first.id)):
            session.delete(line)
        first.state = MeetingState.PLANNED
        cell = first.cell_id
    filled, order = _filled(commune)
    (told,) = [one.text for one in filled.findings if "chưa ghi điểm danh" in one.text]
    name = filled.values[Place("Sheet", Spot(1 + order.index(cell), 1))]
    assert f"1 chi bộ còn tháng chưa ghi điểm danh nên chưa đếm các tháng đó: {name}" in told

"""Cells that end within a month: who is asked to meet, who is counted, and that other months stay as they were."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from models import meetings, months, participation, reorganize
from models.cells import CellValues
from models.dates import Period
from models.decisions import Decision
from tests.models import builders as make
from tests.models.builders import TODAY, P

OCTOBER = Period.month(2026, 10)


@pytest.mark.parametrize(
    ("on", "asked"),
    [(date(2026, 10, 3), False), (date(2026, 10, 10), False), (date(2026, 10, 11), True), (date(2026, 11, 1), True)],
)
def test_a_cell_merged_before_the_day_to_meet_by_is_not_asked_to_meet_that_month(
    session: Session, on: date, asked: bool
) -> None:
    """Cells meet by the 10th; one merged on the 3rd, whose meeting went over to the other cell, is not missing."""
    into, old = make.cell(session, "Chi bộ bản Lớn"), make.cell(session, "Chi bộ bản Nhỏ")
    make.people(session, into, 4)
    make.people(session, old, 3, start=10)
    for key in (into, old):
        make.held(session, key, date(2026, 9, 4))
    before = participation.figures(session, Period.month(2026, 9), on=TODAY)
    reorganize.merge(session, [into, old], into, Decision(on), today=TODAY)
    make.held(session, into, date(2026, 10, 20))
    known = participation.figures(session, Period.year(2026), on=TODAY)
    assert known.met(2026, 10) == (1, 2 if asked else 1)
    assert known.met(2026, 9) == (2, 2)
    assert known.month(2026, 9) == before.total
    shown = {row.name for row in months.read(session, 2026, 10, on=TODAY, as_of=TODAY).rows}
    assert shown == ({"Chi bộ bản Lớn", "Chi bộ bản Nhỏ"} if asked else {"Chi bộ bản Lớn"})


def test_a_cell_that_met_and_was_merged_two_days_later_keeps_its_meeting(session: Session) -> None:
    into, old = make.cell(session, "Chi bộ bản Lớn"), make.cell(session, "Chi bộ bản Nhỏ")
    make.people(session, into, 4)
    (absent, *_rest) = make.people(session, old, 3, start=10)
    make.held(session, old, date(2026, 10, 1), {absent: P})
    reorganize.merge(session, [into, old], into, Decision(date(2026, 10, 3)), today=TODAY)
    make.held(session, into, date(2026, 10, 20))
    known = participation.figures(session, OCTOBER, on=TODAY)
    assert known.met(2026, 10) == (2, 2)
    assert (known.total.attended, known.total.eligible) == (9, 10)


def test_opening_a_month_asks_no_cell_that_has_ended_before_it_had_to_meet(session: Session) -> None:
    into, old = make.cell(session, "Chi bộ bản Lớn"), make.cell(session, "Chi bộ bản Nhỏ")
    make.people(session, into, 4)
    make.people(session, old, 3, start=10)
    made = CellValues("Chi bộ bản Mới")
    reorganize.merge(session, [into, old], made, Decision(date(2026, 10, 8)), today=TODAY)
    (opened,) = meetings.open_month(session, 2026, 10, on=TODAY)
    meeting = meetings.read(session, opened)
    assert (meeting.cell_name, meeting.values.held_on) == ("Chi bộ bản Mới", date(2026, 10, 8))

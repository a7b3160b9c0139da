"""A roll on which nobody stands: whom a beginner wrote down without a date is on the list from that day on."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models import cells, meetings, members
from models.dates import PartialDate
from models.members import MemberValues
from tests.user import at_work
from ui.main_window import MainWindow, ScreenSpec

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    return at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))


def test_it_says_who_comes_later_and_what_to_do(db, qtbot, window):
    with db.write("Ghi tay") as session:
        cell = cells.add(session, cells.CellValues("Chi bộ bản Nà Sáy"))
    window.shown.open_month((2026, 11))
    with db.read() as session:
        (meeting,) = meetings.of_month(session, 2026, 11)
    window.shown.show_roll(meeting.id)
    roll = window.shown.roll
    said = roll.table.empty.words
    assert said.text().endswith("Hãy thêm đảng viên, hoặc sửa ngày họp (F2).")
    assert roll.notice.isHidden()  # there is nobody to be shown as present
    with db.write("Thêm đảng viên") as session:
        who = members.add(session, MemberValues("Lò Văn Ơn"), cell, on=TODAY)
    qtbot.waitUntil(lambda: "vào danh sách sau ngày ấy: Lò Văn Ơn (14/11/2026)." in said.text())
    assert said.isVisible()
    with db.write("Ngày vào Đảng") as session:
        members.edit(session, who, MemberValues("Lò Văn Ơn", admitted_on=PartialDate(2010, 3, 3)), on=TODAY)
    qtbot.waitUntil(lambda: [line.full_name for line in roll.model.rows] == ["Lò Văn Ơn"])
    assert not said.isVisible()

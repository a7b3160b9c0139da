"""A roll on which nobody stands: whom a beginner wrote down without a date is on the list from that day on."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import cells, meetings, members
from models.dates import PartialDate
from models.meetings import MeetingValues
from models.members import MemberValues
from models.tables import MeetingKind
from tests.user import at_work
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.form import NotHeldDialog

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    return at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))


def test_it_says_who_comes_later_and_what_to_do(db, qtbot, window):
    with db.write("Ghi tay") as session:
        cell = cells.add(session, cells.CellValues("Chi bộ bản Nà Sáy"))
        meeting = meetings.add(session, cell, 2026, 11, MeetingValues(MeetingKind.REGULAR, date(2026, 11, 5)))
    window.shown.show_roll(meeting)
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


def test_opening_a_month_says_for_whom_no_meeting_is_made(db, qtbot, window):
    with db.write("Ghi tay") as session:
        empty = cells.add(session, cells.CellValues("Chi bộ bản Nà Sáy"))
        full = cells.add(session, cells.CellValues("Chi bộ bản Co Mặn"))
        members.add(session, MemberValues("Lò Văn Ơn"), full, on=TODAY)
    screen = window.shown
    said: list[str] = []
    screen.said.connect(said.append)
    qtbot.waitUntil(lambda: screen.open_month_button.text() == "Mở kỳ tháng 11")
    screen.open_month_button.click()
    assert said == ["Đã mở kỳ tháng 11/2026: 1 cuộc họp mới. Chưa mở cho chi bộ chưa có đảng viên: Chi bộ bản Nà Sáy."]
    assert [line.cell_id for line in screen.board.model.rows] == [full]
    assert screen.open_month_button.text() == "Mở kỳ tháng 12"
    with db.write("Thêm đảng viên") as session:
        members.add(session, MemberValues("Lò Văn Ánh"), empty, on=TODAY)
    qtbot.waitUntil(lambda: screen.open_month_button.text() == "Mở kỳ tháng 11")
    screen.open_month_button.click()
    assert said[-1] == "Đã mở kỳ tháng 11/2026: 1 cuộc họp mới."
    assert [line.cell_id for line in screen.board.model.rows] == [empty, full]


def test_a_meeting_opened_while_the_cell_was_empty_stays_in_the_list_to_be_spoken_of_or_deleted(db, qtbot, window):
    with db.write("Ghi tay") as session:
        empty = cells.add(session, cells.CellValues("Chi bộ bản Nà Sáy"))
        full = cells.add(session, cells.CellValues("Chi bộ bản Co Mặn"))
        members.add(session, MemberValues("Lò Văn Ơn"), full, on=TODAY)
        meetings.add(session, empty, 2026, 11, MeetingValues(MeetingKind.REGULAR, date(2026, 11, 5)))
    screen = window.shown
    screen.open_month((2026, 11))
    table = screen.board.table

    def shown() -> list[tuple[int, str]]:
        return [(line.cell_id, line.label) for line in screen.board.model.rows]

    assert shown() == [(full, "Chưa ghi"), (empty, "Không có đảng viên")]
    table.select_key(empty)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert screen.pages.currentWidget() is screen.roll
    screen.roll.steps.set_not_held()
    form = screen.findChild(NotHeldDialog)
    form.reason.setText("Chưa có đảng viên")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    screen.show_board()
    assert shown() == [(full, "Chưa ghi"), (empty, "Không sinh hoạt")]
    screen.board.year_chip.click()
    squares = {row.key: row.cells[10].text for row in screen.board.matrix.rows}
    assert squares[empty] == "–"
    screen.board.month_chip.click()
    table.select_key(empty)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    screen.roll.steps.delete()
    box = screen.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Xóa cuộc họp").click()
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.board)
    assert shown() == [(full, "Chưa ghi")]

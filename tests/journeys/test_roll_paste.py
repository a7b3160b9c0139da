"""Marks copied in Excel and pasted on the roll: looked at first, then written in one step."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from models import attendance, cells, meetings, members
from models.cells import CellValues
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import Mark, MeetingState
from tests.user import at_work, press
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.paste import MarksDialog

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(db, qtbot):
    with db.write("Dựng một chi bộ") as session:
        cell = cells.add(session, CellValues("Chi bộ bản Tin Tốc"))
        for name in ("Lò Văn Ánh", "Mùa A Chư", "Sùng A Páo"):
            members.add(session, MemberValues(name, admitted_on=PartialDate(2010, 3, 3)), cell, on=TODAY)
        meetings.open_month(session, 2026, 11, on=TODAY)
    shown = at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))
    screen: Any = shown.shown
    screen.open_cell_month(1, 2026, 11)
    return shown


def paste(window, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(window, Qt.Key.Key_V, CTRL)


def marks(window) -> list[Mark]:
    with window.db.read() as session:
        return [line.mark for line in attendance.roll(session, window.shown.roll.roll.meeting.id).lines]


def test_a_column_of_marks_is_shown_and_then_written_in_one_step(window, qtbot):
    roll = window.shown.roll
    paste(window, "x\r\nP\r\nK\r\n")
    dialog = window.findChild(MarksDialog)
    assert "3 đồng chí phải dự, sẽ là 1 có mặt, 1 vắng có lý do, 1 vắng không lý do" in dialog.title.text()
    rows = dialog.table.rows_model.rows
    assert [(row.line.full_name, row.after) for row in rows] == [
        ("Lò Văn Ánh", Mark.PRESENT),
        ("Mùa A Chư", Mark.EXCUSED),
        ("Sùng A Páo", Mark.UNEXCUSED),
    ]
    assert roll.roll.meeting.state is MeetingState.PLANNED
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert marks(window) == [Mark.PRESENT, Mark.EXCUSED, Mark.UNEXCUSED]
    window.undo()
    assert roll.roll.meeting.state is MeetingState.PLANNED


def test_cancelling_writes_nothing_and_a_wrong_block_is_said(window):
    paste(window, "Sùng A Páo\tP\nMùa A Chư\tx")
    window.findChild(MarksDialog).cancel_button.click()
    assert any("Dán cột điểm danh" in action.text() for action in window.shown.roll.menu.actions())
    assert window.shown.roll.roll.meeting.state is MeetingState.PLANNED
    paste(window, "x\nP")
    (box,) = window.findChildren(QMessageBox)
    assert "Khối dán có 2 dấu mà danh sách có 3 đồng chí" in box.text()
    box.close()
    assert window.shown.roll.roll.meeting.state is MeetingState.PLANNED


def test_a_single_name_is_pasted_into_the_finder_as_anywhere(window):
    paste(window, "páo")
    roll = window.shown.roll
    assert roll.finder.text() == "páo"
    assert roll.table.current_row().full_name == "Sùng A Páo"
    assert window.findChild(MarksDialog) is None

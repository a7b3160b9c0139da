"""Unikey and EVKey in the fields an officer types most in: whatever way the letters come, none is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from models import attendance, cells, meetings, members
from models.cells import CellValues
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import Mark, MeetingState
from tests.user import compose_text, in_front, opened, packet_type, press, type_text, unikey_at_once, unikey_type
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.form import MeetingDialog
from ui.members.form import MemberForm

TODAY = date(2026, 11, 14)
SPECS = (
    ScreenSpec("members", "Đảng viên", "users", "ui.members.screen:MembersScreen"),
    ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),
)
TEXTS = ("Nguyễn Thị Đào", "Lường Văn Đôi ở bản Huổi Dên", "đường ướt, nghỉ ốm")
WAYS = pytest.mark.parametrize("type_as", [unikey_type, unikey_at_once, packet_type, compose_text])
TypeAs = Callable[..., None]


@pytest.fixture
def window(db, qtbot):
    with db.write("Dựng một chi bộ") as session:
        cell = cells.add(session, CellValues("Chi bộ bản Tin Tốc"))
        for name in ("Lò Văn Ánh", "Lường Văn Đôi", "Nguyễn Thị Đào", "Sùng A Páo"):
            members.add(session, MemberValues(name, admitted_on=PartialDate(2010, 3, 3)), cell, on=TODAY)
        meetings.open_month(session, 2026, 11, on=TODAY)
    shown = MainWindow(db, SPECS, clock=db.clock)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    in_front(qtbot, shown)
    return shown


def type_in(field: QLineEdit, type_as: TypeAs, text: str) -> None:
    field.setFocus()
    field.clear()
    type_as(field.window(), text)
    assert field.text() == text


def open_roll(window):
    window.show_screen("meetings")
    window.shown.open_cell_month(1, 2026, 11)
    return window.shown.roll


@WAYS
@pytest.mark.parametrize("name", ["đào", "đôi", "páo", "ánh"])
def test_the_finder_of_the_roll_finds_and_marks_nobody_by_itself(window, type_as: TypeAs, name: str) -> None:
    roll = open_roll(window)
    type_as(window, name)
    assert roll.finder.text() == name
    assert roll.table.current_row().full_name.endswith(name.capitalize())
    assert not roll.roll.is_written
    press(window, Qt.Key.Key_Minus)
    assert roll.finder.text() == ""
    assert roll.table.current_row().mark is Mark.EXCUSED


@WAYS
def test_the_reason_of_an_absence(window, qtbot, type_as: TypeAs) -> None:
    roll = open_roll(window)
    with window.db.write("Lý do đã dùng") as session:
        key = roll.model.rows[0].member_id
        attendance.write(session, roll.roll.meeting.id, {key: (Mark.EXCUSED, "đi làm ăn xa")}, on=TODAY)
    roll.open(roll.roll.meeting.id)
    for number, text in enumerate(TEXTS, 1):
        roll.table.selectRow(number)
        press(window, Qt.Key.Key_Tab)
        assert roll.reason.hasFocus()
        type_as(window, text)
        assert roll.reason.text() == text
        roll.reason.completer().popup().hide()
        in_front(qtbot, window)
        roll.reason.setFocus()
        press(window, Qt.Key.Key_Return)
        assert roll.model.rows[number].reason == text
    with window.db.read() as session:
        assert meetings.read(session, roll.roll.meeting.id).state is MeetingState.RECORDED


def test_a_change_elsewhere_does_not_take_the_letters_of_a_reason(window) -> None:
    roll = open_roll(window)
    press(window, Qt.Key.Key_Tab)
    type_text(window, "di lam")
    with window.db.write("Việc khác") as session:
        meetings.edit(session, roll.roll.meeting.id, replace(roll.roll.meeting.values, place="Nhà văn hóa"), on=TODAY)
    window.shown.reload()
    type_text(window, " an xa")
    assert roll.reason.text() == "di lam an xa"
    press(window, Qt.Key.Key_Return)
    assert roll.model.rows[0].reason == "đi làm ăn xa"  # the reason of the code list, typed without accents


@WAYS
@pytest.mark.parametrize("text", TEXTS)
def test_the_search_for_members_keeps_what_is_typed_while_it_looks(window, qtbot, type_as: TypeAs, text: str) -> None:
    screen = window.screen_of("members")
    window.show_screen("members")
    type_in(screen.search, type_as, text)
    wanted = ["Nguyễn Thị Đào"] if text == "Nguyễn Thị Đào" else []
    qtbot.waitUntil(lambda: [row.full_name for row in screen.model.rows] == wanted)
    assert screen.search.text() == text


@WAYS
def test_the_name_in_the_form_of_a_member(window, qtbot, type_as: TypeAs) -> None:
    window.show_screen("members")
    screen = window.shown
    screen.add_button.click()
    form = opened(qtbot, MemberForm)
    for name in ("Nguyễn Thị Đào", "Quàng Văn Hặc", "LÒ VĂN ƯỚT"):
        type_in(form.inputs["full_name"], type_as, name)
    form.reject()


@WAYS
def test_the_fields_in_the_form_of_a_meeting(window, qtbot, type_as: TypeAs) -> None:
    open_roll(window)
    press(window, Qt.Key.Key_F2)
    form = opened(qtbot, MeetingDialog)
    for field in (form.place, form.guest, form.deduction, form.note):
        for text in TEXTS:
            type_in(field, type_as, text)
    form.reject()

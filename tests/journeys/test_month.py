"""The month's list and the roll beside it: a score by F2, its class in view, reasons found without accents."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from models import cells, meetings, members
from models.dates import PartialDate
from tests.user import at_work, press, type_text
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.form import MeetingDialog

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    with db.write("Dựng chi bộ") as session:
        cell = cells.add(session, cells.CellValues("Chi bộ bản Tin Tốc"))
        for name in ("Lò Văn Ánh", "Mùa A Chư", "Quàng Thị Dung"):
            members.add(session, members.MemberValues(name, admitted_on=PartialDate(2010, 3, 3)), cell, on=TODAY)
    shown = at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))
    shown.show_screen("meetings", {"open": (2026, 11)})
    return shown


def test_f2_in_the_list_takes_a_score_and_the_roll_shows_its_class(qtbot, window) -> None:
    screen = window.shown
    assert screen.board.table.hasFocus()
    press(window, Qt.Key.Key_F2)
    (form,) = screen.findChildren(MeetingDialog)
    form.activateWindow()
    qtbot.waitUntil(form.held_on.hasFocus)
    form.score.setText("88")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with window.db.read() as session:
        (meeting,) = meetings.of_month(session, 2026, 11)
        assert meeting.values.score == 88
    screen.show_roll(meeting.id)
    texts = [one.text() for one in screen.roll.facts.findChildren(type(screen.heading))]
    assert "88 – Khá" in texts


@pytest.mark.parametrize(("month", "proposed"), [(10, "31/10/2026"), (11, "14/11/2026"), (12, "01/12/2026")])
def test_a_new_meeting_is_proposed_within_its_month(window, month, proposed) -> None:
    cell = window.shown.board.model.rows[0].cell_id
    form = MeetingDialog(window.db, cell, 2026, month, parent=window)
    assert form.held_on.text() == proposed
    assert form.windowTitle().startswith(f"Thêm cuộc họp: Bản Tin Tốc, tháng {month}/2026")
    form.held_on.setText("31/02/2026")
    form.try_to_save()
    assert "không có thật" in form.fields["held_on"].message.text()


@pytest.mark.parametrize(
    ("month", "typed", "meant"),
    [
        ((2026, 11), "18/11", date(2026, 11, 18)),
        ((2026, 11), "2/12", date(2026, 12, 2)),
        ((2026, 11), "30/10", date(2026, 10, 30)),
        ((2026, 1), "30/12", date(2025, 12, 30)),
        ((2025, 12), "3/1", date(2026, 1, 3)),
    ],
)
def test_day_and_month_are_enough_for_the_day_of_a_meeting(window, month, typed, meant) -> None:
    form = MeetingDialog(window.db, window.shown.board.model.rows[0].cell_id, *month, parent=window)
    form.held_on.setText(typed)
    assert form.held_on.day() == meant


def test_enter_on_an_empty_square_leads_to_the_roll_by_way_of_the_form_alone(window) -> None:
    screen = window.shown
    cell = screen.board.model.rows[0].cell_id
    screen.open_cell_month(cell, 2026, 10)
    (form,) = (one for one in screen.findChildren(MeetingDialog) if one.isVisible())
    assert "tháng 10/2026" in form.windowTitle()
    press(form, Qt.Key.Key_Return)
    assert screen.roll.isVisible()
    assert screen.heading.text().endswith("/10/2026")


def test_a_roll_opened_from_elsewhere_takes_the_first_letter(window) -> None:
    with window.db.read() as session:
        (meeting,) = meetings.of_month(session, 2026, 11)
    window.show_screen("meetings", meeting.id)
    type_text(window, "dung")
    roll = window.shown.roll
    assert roll.finder.text() == "dung"
    assert roll.table.current_row().full_name == "Quàng Thị Dung"
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Escape)
    window.show_screen("meetings")
    assert window.shown.board.table.hasFocus()


def test_the_title_says_what_the_board_in_view_shows(window) -> None:
    screen = window.shown
    told = [screen.subtitle.text()]
    for chip in (screen.board.class_chip, screen.board.year_chip):
        chip.click()
        told.append(screen.subtitle.text())
    assert "F2" in told[0]
    assert "K khá" in told[1]
    assert "tỷ lệ tham gia" in told[2]


def test_every_column_of_the_list_is_in_view(qtbot, window) -> None:
    window.showNormal()
    window.resize(1366, 768)
    table = window.shown.board.table
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)


def test_a_reason_used_before_is_offered_without_its_accents(window) -> None:
    roll = window.shown.roll
    press(window, Qt.Key.Key_Return)
    type_text(window, "chu-")
    press(window, Qt.Key.Key_Tab)
    type_text(window, "ốm")
    press(window, Qt.Key.Key_Return)
    type_text(window, "dung-")
    press(window, Qt.Key.Key_Tab)
    type_text(window, "om")
    offered = roll.reason.completer().completionModel()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == ["ốm"]


def test_a_meeting_is_added_for_a_cell_named_in_full(window, qtbot) -> None:
    window.shown.ask_meeting()
    (form,) = (one for one in window.shown.findChildren(MeetingDialog) if one.isVisible())
    with window.db.read() as session:
        (cell,) = cells.rows(session, TODAY)
    form.cell.setText(cell.name)  # as it is copied from a list
    assert form.cell.value() == cell.id
    form.cell.setText(cell.name.upper())
    assert form.cell.value() == cell.id

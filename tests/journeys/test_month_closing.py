"""A month goes its way: rolls, scores, check, closing; then a correction with its reason, and a text for the phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget

from models import attendance, cells, closings, meetings, members
from models.dates import PartialDate
from models.months import MonthStep
from models.tables import Standing
from tests.user import at_work, press, type_text
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.closing import EditionsDialog, ReopenDialog
from ui.widgets.names import NamesDialog

TODAY = date(2026, 11, 14)
SPECS = (
    ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),
    ScreenSpec("reports", "Báo cáo", "file-text", "ui.reports.screen:ReportsScreen"),
)


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    db.user = "Lò Thị Mai"
    with db.write("Dựng chi bộ") as session:
        for place in ("Tin Tốc", "Co Mặn"):
            cell = cells.add(session, cells.CellValues(f"Chi bộ bản {place}"))
            for name in ("Lò Văn Ánh", "Mùa A Chư", "Quàng Thị Dung"):
                values = members.MemberValues(f"{name} {place.split()[0]}", admitted_on=PartialDate(2010, 3, 3))
                members.add(session, values, cell, on=TODAY)
    shown = at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))
    shown.show_screen("meetings", {"open": (2026, 11)})
    return shown


def words(window) -> list[str]:
    return [button.text() for button in window.shown.board.strip.buttons.values()]


def choose(window, step: MonthStep) -> None:
    window.shown.board.strip.buttons[step].click()


def write_every_roll(window) -> None:
    choose(window, MonthStep.ROLL)
    for _cell in range(2):
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)


def answer(window, text: str) -> None:
    (box,) = window.shown.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == text).click()


def close(window) -> None:
    choose(window, MonthStep.CLOSE)
    answer(window, "Chốt")


def test_the_steps_lead_from_the_first_roll_to_the_closing(window) -> None:
    assert words(window) == ["Mở kỳ 2/2", "Lịch 0/2", "Điểm danh 0/2", "Chấm điểm 0/0", "Kiểm tra", "Chốt"]
    write_every_roll(window)
    assert window.shown.pages.currentWidget() is window.shown.board
    assert words(window)[2:4] == ["Điểm danh 2/2", "Chấm điểm 0/2"]
    choose(window, MonthStep.CLOSE)
    (box,) = window.shown.findChildren(QMessageBox)
    assert "Chưa có điểm: Chi bộ bản Tin Tốc, Chi bộ bản Co Mặn." in box.informativeText()
    answer(window, "Chốt")
    assert words(window)[5] == "Đã chốt lần 1"
    assert window.shown.board.table.hasFocus()
    with window.db.read() as session:
        done = closings.holding(session, 2026, 11)
    assert done is not None
    assert (done.closed_by, [cell.attended for cell in done.cells]) == ("Lò Thị Mai", [3, 3])


def test_a_calendar_that_is_complete_opens_its_notice(qtbot, window) -> None:
    with window.db.write("Giờ, nơi họp") as session:
        for row in meetings.of_month(session, 2026, 11):
            meetings.edit(session, row.id, replace(row.values, starts_at=time(8), place="Nhà văn hóa"), on=TODAY)
    assert words(window)[1] == "Lịch 2/2"
    choose(window, MonthStep.PLAN)
    reports = window.shown
    qtbot.waitUntil(lambda: reports.preview is not None, timeout=10_000)
    assert reports.preview.draft.file_name == "lich-sinh-hoat 2026-11"


def test_a_closed_month_is_only_looked_at_until_it_is_opened_with_a_reason(qtbot, window) -> None:
    write_every_roll(window)
    close(window)
    screen = window.shown
    screen.board.table.setFocus()
    press(window, Qt.Key.Key_Return)
    assert "đã chốt lần 1" in screen.roll.notice.text.text()
    with window.db.read() as session:
        (meeting, _other) = meetings.of_month(session, 2026, 11)
    screen.roll.notice.button.click()
    (form,) = screen.findChildren(ReopenDialog)
    form.activateWindow()
    qtbot.waitUntil(form.reason.hasFocus)
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "lý do" in form.fields["reason"].message.text()
    type_text(form, "Bí thư báo nhầm")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.activateWindow()
    screen.show_roll(meeting.id)
    assert screen.roll.notice.text.text() == "Đang mở để đính chính (lần 1, ngày 14/11/2026)."
    qtbot.waitUntil(screen.roll.finder.hasFocus)
    type_text(window, "chu*")
    press(window, Qt.Key.Key_Escape)
    assert screen.pages.currentWidget() is screen.board
    assert words(window)[5] == "Đang mở để đính chính (lần 1, ngày 14/11/2026)"
    close(window)
    assert words(window)[5] == "Đã chốt lần 2"
    choose(window, MonthStep.CLOSE)
    dialog = next(one for one in screen.findChildren(EditionsDialog) if one.isVisible())
    shown = [(line.field, line.before, line.after) for _closing, line in dialog.rows]
    assert shown == [("Có mặt", "3", "2"), ("Vắng không lý do", "0", "1")]
    assert "lý do: Bí thư báo nhầm" in dialog.explanation.text()
    assert dialog.count.text() == "2 dòng"


def test_what_to_know_before_sending_is_listed(window) -> None:
    choose(window, MonthStep.CHECK)
    (dialog,) = (one for one in window.shown.findChildren(NamesDialog) if one.isVisible())
    assert any("Còn 2 chi bộ chưa ghi xong điểm danh tháng 11/2026" in text for text in dialog.rows)
    assert sum("chưa ghi" in text for text in dialog.rows) == 1  # both reports say it with the same words
    assert dialog.rows[0] in [one.text() for one in dialog.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("is_written", "expected"),
    [
        (False, "cuộc họp ngày 05/11/2026 chưa có danh sách điểm danh"),
        (True, "tỷ lệ tham gia sinh hoạt tháng 11/2026 3/3 = 100 %, đạt mục tiêu ≥ 90 %"),
    ],
)
def test_a_text_for_the_secretary_is_copied(qtbot, window, is_written: bool, expected: str) -> None:
    if is_written:
        write_every_roll(window)
    window.shown.board.table.setFocus()
    window.shown.board.table.selectRow(0)
    QGuiApplication.clipboard().setText("cũ")
    press(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "cũ")  # the button is pressed for a moment
    text = QGuiApplication.clipboard().text()
    assert "Gửi Chi bộ bản Tin Tốc: " in text
    assert expected in text


def test_the_whole_month_is_walked_with_the_keys_alone(qtbot, window) -> None:
    """Tab reaches every step of the month; a correction is named before the month is closed again."""
    screen = window.shown

    def reach(text: str) -> QWidget:
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        for _try in range(40):
            shown = QApplication.focusWidget()
            assert shown is not None
            if isinstance(shown, QAbstractButton) and shown.text().startswith(text):
                return shown
            QTest.keyClick(shown, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to “{text}”")

    def take(text: str) -> None:
        shown = reach(text)
        QTest.keyClick(shown, Qt.Key.Key_Space)

    def answer(yes: str) -> str:
        box = next(one for one in screen.findChildren(QMessageBox) if one.isVisible())
        said = f"{box.text()} {box.informativeText()}"
        next(one for one in box.buttons() if one.text() == yes).click()
        return said

    screen.board.table.setFocus()
    take("Điểm danh 0/2")
    for _cell in range(2):
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    screen.board.table.setFocus()
    take("Chấm điểm 0/2")
    assert screen.pages.currentWidget() is screen.score
    for _cell in range(2):
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.status.message.text().startswith("Đã hết các chi bộ")
    screen.board.table.setFocus()
    take("Chốt")
    assert "Chốt số liệu tháng 11/2026?" in answer("Chốt")
    with window.db.write("Đính chính") as session:
        closings.reopen(session, 2026, 11, "Bí thư báo nhầm", at=datetime(2026, 11, 14, 10))
    window.activateWindow()
    screen.board.table.setFocus()
    screen.board.table.selectRow(0)
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.roll.finder.hasFocus)
    type_text(window, "chu*")
    press(window, Qt.Key.Key_Escape)
    take("Đang mở để đính chính")
    said = answer("Chốt")
    assert "Chốt lần 2 số liệu tháng 11/2026?" in said
    assert "Khác lần 1: Chi bộ bản Tin Tốc – có mặt: 3 → 2; Chi bộ bản Tin Tốc – vắng không lý do: 0 → 1" in said
    assert words(window)[5] == "Đã chốt lần 2"


def test_who_was_unknown_at_the_closing_and_is_known_now_is_named_and_reopened_by_keys(qtbot, window) -> None:
    write_every_roll(window)
    close(window)
    screen = window.shown
    with window.db.write("Ghi ngày chính thức") as session:
        (meeting, _other) = meetings.of_month(session, 2026, 11)
        line = attendance.roll(session, meeting.id).lines[0]
        values = members.read(session, line.member_id)
        members.edit(session, line.member_id, replace(values, official_on=PartialDate(2011, 3, 3)), on=TODAY)
    screen.show_roll(meeting.id)
    assert f"nay sổ đảng viên đã rõ: {line.full_name} (chính thức)" in screen.roll.notice.text.text()
    assert screen.roll.notice.button.text() == "Mở lại để đính chính (lần 2)"
    assert screen.roll.notice.key.isVisible()
    press(window, Qt.Key.Key_F9)
    (form,) = screen.findChildren(ReopenDialog)
    form.activateWindow()
    qtbot.waitUntil(form.reason.hasFocus)
    type_text(form, "Ghi ngày chính thức")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with window.db.read() as session:
        standings = {one.full_name: one.standing for one in attendance.roll(session, meeting.id).lines}
    assert standings[line.full_name] is Standing.OFFICIAL
    assert Standing.UNKNOWN in standings.values()
    screen.show_board()
    close(window)
    choose(window, MonthStep.CLOSE)
    dialog = next(one for one in screen.findChildren(EditionsDialog) if one.isVisible())
    assert ("Chính thức", "0", "1") in [(one.field, one.before, one.after) for _closing, one in dialog.rows]

"""A meeting is scored with the keyboard alone, and the next one after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import Qt

from models import attendance, cells, meetings, members, rules, score_sheets, score_templates
from models.dates import PartialDate
from models.meetings import ClassSource, MeetingValues
from models.tables import Mark, MeetingClass, MeetingForm, MeetingKind
from tests.user import at_work, press, type_text
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.form import MeetingDialog

TODAY = date(2026, 11, 14)
SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)
NAMES = ("Lò Văn Ánh", "Mùa A Chư", "Quàng Thị Dung", "Lường Văn Đôi", "Cà Thị Hoan")


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    with db.write("Dựng hai chi bộ đã họp") as session:
        pattern = next(one for one in score_templates.rows(session) if one.effective_from is None)
        score_templates.save(session, replace(pattern, id=0, effective_from=date(2026, 1, 1)))
        for name in ("Chi bộ bản Tin Tốc", "Chi bộ Trạm Y tế"):
            cell = cells.add(session, cells.CellValues(name))
            who = [
                members.add(session, members.MemberValues(one, admitted_on=PartialDate(2010, 3, 3)), cell, on=TODAY)
                for one in NAMES
            ]
            values = MeetingValues(
                MeetingKind.REGULAR, date(2026, 11, 5), MeetingForm.IN_PERSON, time(19, 30), time(20, 50)
            )
            key = meetings.add(session, cell, 2026, 11, values)
            attendance.write(session, key, {who[1]: (Mark.EXCUSED, "ốm")}, on=TODAY)
    shown = at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))
    shown.show_screen("meetings", {"year": 2026, "month": 11})
    screen: Any = shown.shown
    screen.board.table.setFocus()
    screen.board.table.selectRow(0)
    return shown


def meeting(window, place: int = 0):
    with window.db.read() as session:
        return meetings.of_month(session, 2026, 11)[place]


def choose(page, number: str) -> None:
    wanted = next(line.criterion.id for line in page.sheet.lines if line.criterion.number == number)
    assert page.table.select_key(wanted)


def test_a_meeting_is_scored_by_keys_and_the_next_one_opens(window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    assert page.points.hasFocus()
    assert page.head.figure.text() == "98/100 – Tốt"  # 80 of 90 minutes, 80 % came
    choose(page, "3.1")
    type_text(window, "2,5")
    press(window, Qt.Key.Key_Return)
    assert page.table.current_row().criterion.number == "3.2"
    type_text(window, "-")
    press(window, Qt.Key.Key_Tab)
    type_text(window, "chưa có dự thảo")
    press(window, Qt.Key.Key_Return)
    assert page.points.hasFocus()
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert page.sheet.roll.meeting.cell_name == "Chi bộ Trạm Y tế"
    row = meeting(window)
    assert (row.values.score, row.self_class) == (96.5, MeetingClass.GOOD)
    assert row.values.deduction_note == (
        "Họp 80 phút, quy định từ 90 phút −1; 4/5 = 80 % dự −1; chuẩn bị nội dung −0,5; chưa có dự thảo −1"
    )
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.shown.pages.currentWidget() is window.shown.board
    assert meeting(window, 1).values.score == 98  # nothing to correct: one key


def test_points_a_line_does_not_have_are_refused_in_a_sentence(window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    choose(page, "2.1")
    type_text(window, "3,5")
    press(window, Qt.Key.Key_Return)
    assert "chỉ có các mức điểm: 4, 3, 2, 1" in page.notice.text.text()
    assert not page.sheet.is_written
    choose(page, "4.2")
    type_text(window, "11")
    press(window, Qt.Key.Key_Return)
    assert "từ 0 đến 10" in page.notice.text.text()
    assert not page.sheet.is_written


def test_minus_goes_down_the_bands_and_delete_back_to_the_register(window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    choose(page, "2.1")
    type_text(window, "-")
    assert page.table.current_row().points == 2
    type_text(window, "--")
    assert page.table.current_row().points == 1
    press(window, Qt.Key.Key_Delete)
    line = page.table.current_row()
    assert (line.points, line.is_by_hand) == (3, False)
    choose(page, "3.4")
    type_text(window, "-")
    assert page.table.current_row().points == 0
    type_text(window, "+")
    assert page.table.current_row().criterion.number == "3.5"
    window.undo()
    window.undo()
    assert next(line for line in page.sheet.lines if line.criterion.number == "3.4").points == 1


def test_what_the_committee_decides_wins_and_is_marked(qtbot, window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = page.open_result()
    form.official.set_value(MeetingClass.FAIR)
    form.official.picked.emit(MeetingClass.FAIR)
    assert form.decided_on.text() == "14/11/2026"
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    assert "cấp ủy xếp: Khá 14/11/2026" in page.head.verdict.text()
    row = meeting(window)
    with window.db.read() as session:
        assert meetings.class_by(rules.book(session), row) is MeetingClass.FAIR
    assert meetings.class_source(row) is ClassSource.DECIDED


def test_a_roll_corrected_later_says_which_lines_are_stale(window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_F4)
    roll = window.shown.roll
    assert roll.finder.hasFocus()
    type_text(window, "dung*")
    press(window, Qt.Key.Key_F4)
    assert "ở mục 2.1" in page.notice.text.text()
    page.notice.button.click()
    assert page.notice.isHidden()
    line = next(line for line in page.sheet.lines if line.criterion.number == "2.1")
    assert (line.points, line.reason) == (
        1,
        "3/5 = 60 % dự, vắng không lý do: Quàng Thị Dung: 1/4 điểm.",
    )


def test_a_meeting_without_a_template_says_so(window) -> None:
    with window.db.write("Bỏ mẫu") as session:
        for one in score_templates.rows(session):
            score_templates.delete(session, one.id)
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    assert "Chưa có mẫu phiếu" in page.notice.text.text()
    assert not page.model.rows
    press(window, Qt.Key.Key_Escape)
    assert window.shown.pages.currentWidget() is window.shown.board
    with window.db.read() as session:
        assert not score_sheets.exists(session, meeting(window).id)


def test_the_whole_month_is_decided_in_one_step(qtbot, window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    for _ in range(2):
        press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    window.shown.show_score(meeting(window).id)
    form = page.decide_month()
    form.decided_on.setText("01/11/2026")
    form.try_to_save()
    assert "từ 05/11/2026" in form.fields["decided_on"].message.text()
    form.decided_on.setText("10/11/2026")
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    found = [(row.values.quality, row.decided_on) for row in (meeting(window, 0), meeting(window, 1))]
    assert found == [(MeetingClass.GOOD, date(2026, 11, 10))] * 2
    again = page.decide_month()
    assert not again.save_button.isEnabled()
    assert again.told.text() == "Không có chi bộ nào đang chờ cấp ủy xếp loại."
    again.try_to_save()  # as Ctrl+Enter does, whatever the button says
    assert again.isVisible()
    assert again.notice.text() == again.told.text()
    window.undo()
    assert meeting(window).values.quality is None


def test_cells_not_scored_yet_are_told_where_the_month_is_decided(window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    nothing = "Không có chi bộ nào đang chờ cấp ủy xếp loại. Còn 2 chi bộ đã họp chưa chấm điểm."
    assert page.decide_month().told.text() == nothing
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert page.decide_month().told.text() == (
        "1 chi bộ chưa được xếp loại: 1 Tốt. Ghi đúng như chi bộ đề nghị? Còn 1 chi bộ đã họp chưa chấm điểm."
    )


def test_the_form_of_a_scored_meeting_leaves_the_score_to_the_sheet(qtbot, window) -> None:
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.edit()
    (form,) = page.findChildren(MeetingDialog)
    assert not form.score.isEnabled()
    assert form.quality.currentText() == "Theo phiếu: Tốt"
    form.ends_at.setText("21:00")
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    row = meeting(window)
    assert (row.minutes, row.values.score, row.self_class) == (90, 98, MeetingClass.GOOD)
    assert "ở mục 1" in page.notice.text.text()  # the sheet says what the new time changes, and changes nothing itself

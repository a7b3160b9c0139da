"""Setting targets and following them, by hand on a window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from models import targets
from models.dates import PartialDate, Period
from tests.models import bulk
from tests.user import at_work, opened, press, save, type_text
from ui.main_window import SCREENS, MainWindow
from ui.targets import words
from ui.targets.form import TargetForm
from ui.targets.screen import INDICATORS_PAGE
from ui.widgets.names import NamesDialog

YEAR = Period.year(2026)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(db, qtbot):
    """Return a window on two cells with five admitted this year."""
    with db.write("Dựng sổ") as session:
        cells = bulk.add_cells(session, 2)
        bulk.add_members(session, cells * 2, admitted=PartialDate(2026, 5, 19), since=date(2026, 5, 19))
        bulk.add_members(session, cells[:1], admitted=PartialDate(2026, 9, 2), since=date(2026, 9, 2), start=10)
    shown = at_work(qtbot, MainWindow(db, SCREENS, clock=db.clock))
    shown.show_screen("targets")
    return shown


def shown(window) -> list[str]:
    return [f"{words.body(one.row)}: {words.reached(one)}" for one in window.shown.targets.rows]


def test_a_target_is_set_followed_corrected_and_taken_away(window, qtbot):
    screen = window.shown
    assert screen.targets.table.empty.isVisible()
    qtbot.mouseClick(screen.targets.table.empty.button, LEFT)
    form = opened(qtbot, TargetForm)
    assert form.value.hasFocus()
    type_text(form, "8")
    save(qtbot, form)
    assert shown(window) == ["Toàn xã: 5/8"]
    assert screen.detail.sentence.text() == (
        "! Chậm tiến độ. Còn thiếu 3 đảng viên: cần 2 mỗi tháng trong 2 tháng còn lại."
    )

    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    press(window, Qt.Key.Key_F2)
    form = opened(qtbot, TargetForm)
    assert form.value.selectedText() == "8"
    type_text(form, "5")
    save(qtbot, form)
    assert shown(window) == ["Toàn xã: 5/5"]
    assert screen.targets.rows[0].pace.value == "Đạt"

    qtbot.mouseClick(screen.remove_button, LEFT)
    box = QApplication.activeModalWidget()
    assert box is not None
    yes = next(button for button in box.findChildren(QPushButton) if button.text() == "Xóa chỉ tiêu")
    qtbot.mouseClick(yes, LEFT)
    assert shown(window) == []
    window.undo()
    assert shown(window) == ["Toàn xã: 5/5"]
    window.undo()
    window.undo()
    assert shown(window) == []


def test_a_cell_is_given_its_part(window, qtbot):
    screen = window.shown
    qtbot.mouseClick(screen.add_button, LEFT)
    form = opened(qtbot, TargetForm)
    type_text(form, "8")
    save(qtbot, form)
    screen.targets.table.selectRow(0)
    screen.detail.table.selectRow(1)
    qtbot.mouseClick(screen.detail.target_button, LEFT)
    form = opened(qtbot, TargetForm)
    assert form.cell.currentText() == "1"
    type_text(form, "2")
    save(qtbot, form)
    assert shown(window) == ["Toàn xã: 5/8", "1: 2/2"]

    screen.targets.bring(screen.targets.rows[0].row.id)
    assert [words.reached(line.own) for line in screen.detail.model.rows if line.own] == ["2/2"]
    screen.detail.table.selectRow(1)
    assert screen.detail.target_button.text() == "Sửa chỉ tiêu chi bộ…"


def test_enter_shows_the_names_and_a_name_opens_the_member(window, qtbot):
    screen = window.shown
    screen.show_item({"indicator": "admitted"})
    screen.catalogue.table.setFocus()
    press(window, Qt.Key.Key_Return)
    dialog = opened(qtbot, NamesDialog)
    assert len(dialog.model.rows) == 5
    assert "5 đảng viên" in dialog.explanation.text()
    dialog.table.setFocus()
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shown.key == "members")


def test_a_refused_value_keeps_the_form_open(window, qtbot):
    screen = window.shown
    qtbot.mouseClick(screen.add_button, LEFT)
    form = opened(qtbot, TargetForm)
    type_text(form, "0")
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.isVisible()
    assert "lớn hơn 0" in form.fields["value"].message.text()
    press(form, Qt.Key.Key_Escape)
    assert shown(window) == []


def test_an_admission_written_elsewhere_moves_the_bar(window):
    screen = window.shown
    with window.db.write("Đặt chỉ tiêu") as session:
        from fractions import Fraction

        targets.set_target(session, targets.TargetValues("admitted", YEAR, Fraction(6)))
    assert shown(window) == ["Toàn xã: 5/6"]
    window.show_screen("members")
    with window.db.write("Kết nạp") as session:
        bulk.add_members(session, [1], admitted=PartialDate(2026, 11, 1), since=date(2026, 11, 1), start=50)
    window.show_screen("targets")
    assert shown(window) == ["Toàn xã: 6/6"]
    assert screen.subtitle.text().endswith("đạt 1/1 chỉ tiêu của xã")


def test_a_part_year_target_is_typed_and_its_names_are_reached_by_keys_alone(window, qtbot):
    screen = window.shown
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, TargetForm)
    type_text(form, "150")
    form.first.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(form, "01/07/2025")
    form.last.setFocus(Qt.FocusReason.TabFocusReason)
    type_text(form, "31/12/2027")
    form.per_year.setFocus()
    press(form, Qt.Key.Key_Down)
    save(qtbot, form)
    assert shown(window) == ["Toàn xã: 5/375"]  # 150 a year over two and a half years
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    screen.tabs.setFocus()
    press(window, Qt.Key.Key_Down)  # from the titles of the pages to the list
    assert screen.targets.table.hasFocus()
    press(window, Qt.Key.Key_Return)
    names = opened(qtbot, NamesDialog)
    assert len(names.rows) == 5
    names.close()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    screen.show_page(INDICATORS_PAGE)
    screen.tabs.setFocus()
    press(window, Qt.Key.Key_Down)
    assert screen.catalogue.table.hasFocus()

"""Which keys a text field leaves to the window it stands in, and what Enter does in a form."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStyleOptionComboBox

from ui.fields import Choice, FormDialog
from ui.main_window import MainWindow, ScreenSpec

SPECS = (ScreenSpec("members", "Đảng viên", "users", "ui.members.screen:MembersScreen"),)


@pytest.mark.parametrize(("key", "is_left"), [(Qt.Key.Key_E, True), (Qt.Key.Key_A, False), (Qt.Key.Key_C, False)])
def test_ctrl_e_is_left_to_the_window(db, qtbot, key: Qt.Key, is_left: bool) -> None:
    window = MainWindow(db, SPECS, clock=lambda: datetime(2026, 11, 14))
    qtbot.addWidget(window)
    window.show()
    field = QLineEdit("lo van", window)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(field, event)
    assert event.isAccepted() is not is_left


class Chosen(FormDialog):
    """A form with a list to choose from, a line and lines."""

    def __init__(self) -> None:
        super().__init__("Chọn")
        self.saved: list[object] = []
        self.kind = self.add("kind", "Loại", Choice([("Miễn", 1), ("Từ trần", 2)]))
        self.line = self.add("line", "Lý do", QLineEdit())
        self.lines = self.add("lines", "Ghi chú", QPlainTextEdit())

    def save(self) -> None:
        self.saved.append(self.kind.value())


def test_enter_saves_from_a_line_and_a_closed_list_but_chooses_in_an_open_one_and_breaks_lines_in_lines(qtbot) -> None:
    form = Chosen()
    qtbot.addWidget(form)
    form.open()
    qtbot.waitUntil(form.isActiveWindow)
    form.kind.showPopup()
    view = form.kind.view()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.isVisible())
    assert (form.kind.value(), form.saved) == (2, [])
    form.lines.setFocus()
    QTest.keyClick(form.lines, Qt.Key.Key_Return)
    assert form.saved == []
    form.kind.setFocus()
    QTest.keyClick(form.kind, Qt.Key.Key_Return)  # as in every dialog of Windows
    assert form.saved == [2]


def test_a_choice_too_long_ends_in_dots_and_is_told_whole(qtbot) -> None:
    words = "06/04/2007 – 05/04/2008: Chi bộ bản Co Tở - Noong Hịa, Dự bị, đang sinh hoạt"
    choice = Choice([(words, 1), ("Ngắn", 2)])
    qtbot.addWidget(choice)
    choice.resize(240, 32)
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith("…")  # type: ignore[attr-defined] - the stubs lack the fields of the option
    assert choice.toolTip() == words
    choice.set_value(2)
    choice.initStyleOption(option)
    assert choice.toolTip() == ""

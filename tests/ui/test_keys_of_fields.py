"""Which keys a text field leaves to the window it stands in."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

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

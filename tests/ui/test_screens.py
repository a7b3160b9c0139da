"""Every screen as the officer's old PC shows it: nothing cut off, nothing in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QLineEdit, QWidget

from models.database import Database
from tests.words import foreign
from ui import theme
from ui.main_window import SCREENS, MainWindow

SIZES = {"100": (1366, 768), "150": (911, 512)}  # scale in %: what it leaves of 1366×768
KEYS = [spec.key for spec in SCREENS]


@pytest.fixture
def window(qtbot, commune: Database, look: theme.Theme) -> MainWindow:
    """Return the window on the imported commune."""
    shown = MainWindow(commune, look=look, clock=commune.clock)
    qtbot.addWidget(shown)
    shown.showNormal()
    return shown


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("key", KEYS)
def test_no_button_is_cut_off(qtbot, window: MainWindow, key: str, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.show_screen(key)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert (window.width(), window.height()) == size  # else the screen asks for more room than there is
    places = (window.shown, window.status)  # the navigation shows icons only where there is little room
    buttons = [button for place in places for button in place.findChildren(QAbstractButton)]
    assert [_named(button) for button in buttons if button.isVisibleTo(window) and _is_cut(button)] == []
    assert not window.grab().isNull()


@pytest.mark.parametrize("key", KEYS)
def test_every_word_is_vietnamese(qtbot, window: MainWindow, key: str) -> None:
    window.resize(1366, 768)
    window.show_screen(key)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    path = str(window.db.path)  # as it is on this machine
    found = {text: foreign(text.replace(path, "")) for text in _texts(window)}
    found = {text: words for text, words in found.items() if words}
    assert found == {}


def _is_cut(button: QAbstractButton) -> bool:
    return bool(button.text()) and button.width() < button.sizeHint().width()


def _named(button: QAbstractButton) -> str:
    return f"{button.text()}: {button.width()} < {button.sizeHint().width()}"


def _texts(window: MainWindow) -> Iterator[str]:
    yield window.windowTitle()
    yield from (action.text() for action in window.findChildren(QAction))
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        elif isinstance(widget, QHeaderView) and widget.orientation() is Qt.Orientation.Horizontal:
            model = widget.model()
            for column in range(model.columnCount() if model else 0):
                yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")

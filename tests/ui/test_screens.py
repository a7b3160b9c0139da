"""Every screen as the officer's old PC shows it: nothing cut off, nothing in English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QLineEdit, QTabBar, QWidget

from models import cells, meetings
from models.database import Database
from tests.words import foreign
from ui import theme
from ui.data.dated_cards import DatedCards
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


@pytest.mark.parametrize("key", [*KEYS, "roll"])
def test_nothing_is_cut_in_very_large_letters(qtbot, commune: Database, free_look: theme.Theme, key: str) -> None:
    free_look.set_size(theme.TextSize.HUGE)
    window = MainWindow(commune, look=free_look, clock=commune.clock)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(911, 512)
    window.show_screen("meetings" if key == "roll" else key)
    if key == "roll":
        with commune.write("Mở kỳ") as session:
            meetings.open_month(session, 2026, 11, on=date(2026, 11, 5))
            cell = cells.rows(session, date(2026, 11, 5))[0]
        window.shown.open_cell_month(cell.id, 2026, 11)  # type: ignore[attr-defined]
        assert window.shown.heading.text().startswith(f"{cells.short_name(cell.name)}, họp ")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    qtbot.waitUntil(lambda: _check_nothing_is_cut(window) is None)
    assert window.width() == 911


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


def _check_nothing_is_cut(window: MainWindow) -> None:
    screen = window.shown
    heading = screen.heading
    if not heading.wordWrap():
        assert heading.width() >= heading.fontMetrics().horizontalAdvance(heading.text())
    buttons = [one for one in screen.findChildren(QAbstractButton) if one.isVisibleTo(window)]
    assert [_named(button) for button in buttons if _is_cut(button)] == []
    assert [one.text() for one in screen.header.buttons if one.isVisible() and not _is_inside(one, screen)] == []
    tabs = [bar for bar in screen.findChildren(QTabBar) if bar.isVisible()]
    assert [_last_tab(bar) for bar in tabs if bar.tabRect(bar.count() - 1).right() > bar.width()] == []
    assert [_last_tab(bar) for bar in tabs if not _is_inside(bar, screen)] == []


def _last_tab(bar: QTabBar) -> str:
    return bar.tabText(bar.count() - 1)


def _is_inside(widget: QWidget, screen: QWidget) -> bool:
    return widget.mapTo(screen, widget.rect().bottomRight()).x() <= screen.width()


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


def test_the_dated_cards_of_the_settings_show_all_columns_in_very_large_letters(
    qtbot, commune: Database, free_look: theme.Theme
) -> None:
    free_look.set_size(theme.TextSize.HUGE)
    window = MainWindow(commune, look=free_look, clock=commune.clock)
    qtbot.addWidget(window)
    window.showNormal()
    window.resize(911, 512)
    window.show_screen("data", ("settings", "ratings"))
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    shown = window.shown.findChildren(DatedCards)
    assert len(shown) == 5
    qtbot.waitUntil(lambda: all(card.table.isVisible() for card in shown))
    qtbot.waitUntil(lambda: not any(card.table.horizontalScrollBar().maximum() for card in shown))

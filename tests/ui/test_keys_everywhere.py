"""Screens and what their actions open are worked without a mouse: Tab reaches each button, Esc closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from models.database import Database
from ui import theme
from ui.main_window import SCREENS, MainWindow

KEYS = [spec.key for spec in SCREENS]
MOST_STEPS = 200


@pytest.fixture
def window(qtbot, commune: Database, look: theme.Theme) -> MainWindow:
    """Return the window on the imported commune."""
    shown = MainWindow(commune, look=look, clock=commune.clock)
    qtbot.addWidget(shown)
    shown.showNormal()
    shown.resize(1366, 768)
    shown.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    return shown


def bring(qtbot, window: MainWindow, key: str) -> QWidget:
    window.show_screen(key)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    return window.shown


def letters(root: QWidget) -> dict[str, int]:
    """The letters after “&” in what is visible, with how often each stands there."""
    texts = [one.text() for kind in (QAbstractButton, QLabel) for one in root.findChildren(kind) if one.isVisible()]
    texts += [bar.tabText(n) for bar in root.findChildren(QTabBar) if bar.isVisible() for n in range(bar.count())]
    marked = (text.replace("&&", "") for text in texts)
    return Counter(text[text.index("&") + 1].lower() for text in marked if "&" in text[:-1])


def sought(root: QWidget) -> set[QAbstractButton]:
    """The buttons that Tab should stop at; of a group of which one is chosen the arrows reach the others."""
    return {
        button
        for button in root.findChildren(QAbstractButton)
        if button.isVisible() and button.isEnabled() and not _is_one_of_many(button) and not _is_inside(button)
    }


def _is_one_of_many(button: QAbstractButton) -> bool:
    group = button.group()
    return button.autoExclusive() or (group is not None and group.exclusive())


def _is_inside(button: QAbstractButton) -> bool:
    """Whether it belongs to a field or a bar that has the keys itself: the cross in a search field, arrows of a bar."""
    parent = button.parentWidget()
    return not isinstance(button, QPushButton | QToolButton) or isinstance(parent, QTabBar | QLineEdit)


def walked(root: QWidget) -> set[QWidget]:
    """Everything the cursor stops at on its way round with Tab."""
    met: set[QWidget] = set()
    for _ in range(MOST_STEPS):
        now = QApplication.focusWidget()
        if now is None or now in met:
            break
        met.add(now)
        now.focusNextPrevChild(True)
    return met


def lost(root: QWidget) -> list[str]:
    """The buttons that Tab passes by."""
    met = walked(root)
    return sorted(f"{one.text() or one.toolTip()}" for one in sought(root) if one not in met and not _has_keys(one))


def _has_keys(button: QAbstractButton) -> bool:
    """Whether keys of its own press it, which its tooltip names."""
    return not button.shortcut().isEmpty() or button.toolTip().endswith(")")


@pytest.mark.parametrize("key", KEYS)
def test_tab_reaches_every_button_of_a_screen(qtbot, window: MainWindow, key: str) -> None:
    screen = bring(qtbot, window, key)
    assert {letter: times for letter, times in letters(screen).items() if times > 1} == {}
    assert lost(screen) == []


def actions(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """What the buttons at the right of the title do, menus unfolded; a menu is filled anew before each of its lines."""
    for button in window.shown.actions_shown:
        if not button.isVisible() or not button.isEnabled():
            continue
        menu = button.menu()
        if menu is None:
            yield button.text(), button.click
            continue
        menu.aboutToShow.emit()
        for place in range(len(list(_leaves(menu)))):
            menu.aboutToShow.emit()
            action = next(islice(_leaves(menu), place, None), None)
            if action is not None:
                yield action.text(), action.trigger


def _leaves(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _leaves(inner)
        elif action.isEnabled() and not action.isSeparator() and not action.isCheckable():
            yield action


def dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def closed_by_escape(qtbot, dialog: QDialog) -> bool:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    return not dialog.isVisible()


@pytest.mark.parametrize("key", ["members", "cells", "targets"])
def test_what_the_actions_open_is_worked_by_keys(qtbot, window: MainWindow, key: str, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    bring(qtbot, window, key)
    met: set[str] = set()
    for name, act in actions(window):
        act()
        for dialog in reversed(dialogs()):
            title = f"{name}: {dialog.windowTitle()}"
            met.add(title)
            dialog.activateWindow()
            qtbot.waitUntil(lambda dialog=dialog: QApplication.activeWindow() is dialog)
            assert [letter for letter, times in letters(dialog).items() if times > 1] == [], title
            assert lost(dialog) == [], title
            defaults = [one for one in dialog.findChildren(QPushButton) if one.isVisible() and one.isDefault()]
            assert len(defaults) <= 1, title
            assert closed_by_escape(qtbot, dialog), title
        window.activateWindow()
        if window.shown.key != key:
            bring(qtbot, window, key)
    assert met

"""Shortcuts written in the code's own words, whatever language the key names are shown in."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QWidget


def key_sequence(text: str) -> QKeySequence:
    """Return the shortcut “Ctrl+PgDown”, “Alt+Left” …

    `QKeySequence(text)` would read the names as the officer's language has them, where Return and Enter, or Left,
    may be other words.
    """
    return QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)


def turn_tabs_of(tabs: QTabBar, screen: QWidget) -> None:
    """Let Ctrl+PgDown, Ctrl+Tab go to the next tab of a screen, Ctrl+PgUp, Ctrl+Shift+Tab back; round and round."""

    def turn(step: int) -> None:
        tabs.setCurrentIndex((tabs.currentIndex() + step) % tabs.count())

    for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+Tab", 1), ("Ctrl+PgUp", -1), ("Ctrl+Shift+Tab", -1)):
        QShortcut(key_sequence(keys), screen).activated.connect(partial(turn, step))

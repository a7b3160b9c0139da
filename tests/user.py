"""The officer's hands: Vietnamese letters one key event each, as Unikey sends them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ui.fields import FormDialog

_TONES = frozenset("\u0301\u0300\u0309\u0303\u0323")  # sắc, huyền, hỏi, ngã, nặng
_SHAPES = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}

Window = TypeVar("Window", bound=QWidget)


def at_work(qtbot: QtBot, window: Window) -> Window:
    """Open a window on an office's screen of 1366×768 and wait until the typing goes to it."""
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    in_front(qtbot, window)
    return window


def in_front(qtbot: QtBot, window: QWidget) -> None:
    """Bring a window to the front, where shortcuts and typing go, and wait until it is there."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


def opened(qtbot: QtBot, kind: type[Window]) -> Window:
    """Return the one window of a kind that has just been opened, once it takes the keys."""

    def found() -> list[Window]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    (window,) = found()
    in_front(qtbot, window)
    return window


def save(qtbot: QtBot, form: FormDialog) -> None:
    """Save a form by Ctrl+Enter."""
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def drop(window: QWidget) -> None:
    """Close a window in which something was written, and answer that it may go."""
    window.close()
    (box,) = (one for one in window.findChildren(QMessageBox) if one.isVisible())
    next(one for one in box.buttons() if box.buttonRole(one) is QMessageBox.ButtonRole.DestructiveRole).click()


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release one key where the typing goes: the child of `widget` that has the focus, else `widget`."""
    QTest.keyClick(_target(widget), key, modifiers)


def take_entry(choice: QComboBox, steps: int) -> None:
    """Open a list that acts at once, go so many entries down, or up, and take the one there by Enter."""
    QTest.keyClick(choice, Qt.Key.Key_Down)
    for _step in range(abs(steps)):
        QTest.keyClick(choice.view(), Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(choice.view(), enter)  # QTest complains where it makes the window busy
    choice.activateWindow()  # a screen has not taken the keys from it; the offscreen platform has


def type_text(widget: QWidget, text: str) -> None:
    """Type a text letter by letter. QTest sends what a plain keyboard has, shortcuts included; it garbles the rest."""
    for letter in text:
        if letter.isascii():
            key = Qt.Key(ord(letter.upper()))  # Qt numbers printable ASCII keys by their capital
            QTest.sendKeyEvent(QTest.KeyAction.Click, _target(widget), key, letter, Qt.KeyboardModifier.NoModifier)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(_target(widget), event)


def unikey_type(widget: QWidget, text: str) -> None:
    """Type a text as Unikey's Telex does: plain letters, each taken back and sent anew once a mark changes it.

    The tone comes last in its word, so every letter from the changed vowel on is deleted and retyped.
    """
    for stroke in _strokes(text):
        if stroke == "\b":
            press(widget, Qt.Key.Key_Backspace)
        else:
            type_text(widget, stroke)


def unikey_at_once(widget: QWidget, text: str) -> None:
    """Type like `unikey_type`, the events of the whole text waiting in the queue: a slow machine gets them in a heap.

    As in life they go to an open popup first, which hands on what it does not want.
    """
    for stroke in _strokes(text):
        key = Qt.Key.Key_Backspace if stroke == "\b" else Qt.Key(ord(stroke.upper()) if stroke.isascii() else 0)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, stroke)
            QCoreApplication.postEvent(QApplication.activePopupWidget() or _target(widget), event)
    QApplication.processEvents()


def packet_type(widget: QWidget, text: str) -> None:
    """Type as EVKey may send it: the changed word taken back letter by letter, then all of it in one event."""
    for number, word in enumerate(text.split(" ")):
        before = " " if number else ""
        plain = "".join(_without_tone(letter)[:1] for letter in word)
        type_text(widget, before + plain)
        if plain != word:
            for _ in plain:
                press(widget, Qt.Key.Key_Backspace)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, word)
                QCoreApplication.sendEvent(_target(widget), event)


def compose_text(widget: QWidget, text: str) -> None:
    """Type as an input method of the system does: each word grows before the eyes, then is handed over whole."""
    for number, word in enumerate(text.split(" ")):
        for step in _steps(word):
            QCoreApplication.sendEvent(_target(widget), QInputMethodEvent(step, []))
        done = QInputMethodEvent()
        done.setCommitString(word if number == 0 else f" {word}")
        QCoreApplication.sendEvent(_target(widget), done)


def _strokes(text: str) -> Iterator[str]:
    """Give the letters of a text as Unikey sends them, "\\b" for each one it takes back."""
    for number, word in enumerate(text.split(" ")):
        if number:
            yield " "
        shown = ""
        for step in _steps(word):
            same = len(_common(shown, step))
            yield from "\b" * len(shown[same:])
            yield from step[same:]
            shown = step


def _steps(word: str) -> list[str]:
    """Return what stands in the field after each key of a word: "đấu" -> d, đ, đa, đâ, đâu, đấu."""
    toneless = "".join(unicodedata.normalize("NFC", _without_tone(letter)) for letter in word)
    steps: list[str] = []
    for place, letter in enumerate(toneless):
        keys = _SHAPES.get(letter.lower())
        if keys:
            steps.append(toneless[:place] + (keys[0].upper() if letter.isupper() else keys[0]))
        steps.append(toneless[: place + 1])
    return steps if toneless == word else [*steps, word]


def _without_tone(letter: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONES)


def _common(left: str, right: str) -> str:
    for place, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return left[:place]
    return left[: len(right)]


def _target(widget: QWidget) -> QWidget:
    focused = QApplication.focusWidget()
    return focused if focused is not None and widget.isAncestorOf(focused) else widget

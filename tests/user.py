"""The officer's hands: Vietnamese letters one key event each, as Unikey sends them."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_TONES = frozenset("\u0301\u0300\u0309\u0303\u0323")  # sắc, huyền, hỏi, ngã, nặng
_SHAPES = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release one key where the typing goes: the child of `widget` that has the focus, else `widget`."""
    QTest.keyClick(_target(widget), key, modifiers)


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
    for number, word in enumerate(text.split(" ")):
        if number:
            press(widget, Qt.Key.Key_Space)
        shown = ""
        for step in _steps(word):
            same = len(_common(shown, step))
            for _ in shown[same:]:
                press(widget, Qt.Key.Key_Backspace)
            type_text(widget, step[same:])
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

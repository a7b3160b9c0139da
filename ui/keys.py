"""Shortcuts written in the code's own words, whatever language the key names are shown in."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def key_sequence(text: str) -> QKeySequence:
    """Return the shortcut “Ctrl+PgDown”, “Alt+Left” …

    `QKeySequence(text)` would read the names as the officer's language has them, where Return and Enter, or Left,
    may be other words.
    """
    return QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)

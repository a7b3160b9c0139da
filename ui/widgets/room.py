"""How large a window opens: as it wishes, within the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window its size, at most nine tenths of what the screen has: at 150 % that is 820×460 of 911×512."""
    room = window.screen().availableGeometry().size()
    window.resize(min(width, room.width() * 9 // 10), min(height, room.height() * 9 // 10))

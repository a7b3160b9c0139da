"""How large a window opens: as it wishes, within the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def fit_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window its size, within what the screen has less the frame: at 150 % that is 874×460 of 911×512."""
    room = window.screen().availableGeometry().size()
    window.resize(min(width, room.width() * 24 // 25), min(height, room.height() * 9 // 10))

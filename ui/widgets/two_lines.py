"""A row of widgets of which one goes to a line of its own where they do not fit beside each other."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme


class TwoLines(QWidget):
    """A `line` in a `box` with room for one above or below it; `arrange` puts the one where there is room for it."""

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.UNIT)
        self.line = QHBoxLayout()
        self.line.setSpacing(spacing)

    def arrange(self) -> None:
        """Look again whether all fit into the line."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for all, or no more."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """So may larger letters, and another text or something hidden beside."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self.arrange()
        return super().event(event)

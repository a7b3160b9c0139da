"""A short list at the left of what it chooses, as wide as its longest line with a count after it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QSizePolicy, QWidget

from ui import theme


class SideList(QListWidget):
    """Lines of one height that never scroll sideways; they are measured anew when letters or their number change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("framed", True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Room for the longest line, a count after it, and a scroll bar."""
        texts = [self.item(number).text().partition("  (")[0] for number in range(self.count())]
        widest = max((self.fontMetrics().horizontalAdvance(f"{text}  (00)") for text in texts), default=0)
        return QSize(widest + 8 * theme.UNIT, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As wide as it wants to be, three lines high."""
        return QSize(self.sizeHint().width(), 3 * theme.CONTROL_HEIGHT)

    def showEvent(self, event: QShowEvent) -> None:
        """Lines filled in before the style was known are measured once it is."""
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line chosen stays in view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def changeEvent(self, event: Any) -> None:
        """Lines grow with the text."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

"""A list beside others in a column, that leaves them their room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget

from ui import theme


class LowList(QListWidget):
    """A list that takes the height there is and asks for two lines."""

    def sizeHint(self) -> QSize:
        """Two lines, as wide as the words."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(super().minimumSizeHint().width(), 2 * theme.CONTROL_HEIGHT)

"""A list beside others in a column, that leaves them their room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QWidget

from ui import theme
from ui.widgets.whole_lines import break_lines


class LowList(QListWidget):
    """A list that takes the height there is and asks for two lines; longer ones are broken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        break_lines(self)

    def sizeHint(self) -> QSize:
        """Two lines, as wide as the words."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(super().minimumSizeHint().width(), 2 * theme.CONTROL_HEIGHT)

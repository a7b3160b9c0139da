"""The line below a roll: the field for a name, the marks, the reason of an absence."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.meetings.mark_bar import MarkBar


class EntryLine(QWidget):
    """The marks stand between the two fields, or below them where there is no room for their words."""

    def __init__(self, finder: QWidget, marks: MarkBar, reason: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = (finder, reason)
        self._marks = marks
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.GAP)
        self._line.addWidget(finder, 20)
        self._line.addWidget(reason, 30)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.UNIT)
        self._box.addLayout(self._line)
        self._box.addWidget(marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line where there is room for it."""
        super().resizeEvent(event)
        marks_width = self._marks.width_in_one_line()
        is_wide = self.width() >= marks_width + sum(field.minimumWidth() for field in self._fields) + 2 * theme.GAP
        if is_wide == (self._line.indexOf(self._marks) >= 0):
            return
        if is_wide:
            self._box.removeWidget(self._marks)
            self._line.insertWidget(1, self._marks)
            self._marks.setMinimumWidth(marks_width)
        else:
            self._line.removeWidget(self._marks)
            self._marks.setMinimumWidth(0)
            self._box.addWidget(self._marks)

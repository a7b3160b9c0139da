"""What a form that is being learned is named, what it is made for, and which of its sheets is in view."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from exports.report import Needs
from ui import theme
from ui.fields import Choice
from ui.widgets.labels import label
from ui.widgets.two_lines import TwoLines


class FormHead(TwoLines):
    """The name, then what it is made for, its sheet and `propose`; a name too long for that has a line of its own."""

    def __init__(self, title: str, needs: Needs, sheets: Iterable[str], propose: QPushButton) -> None:
        super().__init__(theme.GAP)
        self.title = QLineEdit(title)
        self.title.setCursorPosition(0)  # its beginning tells forms apart
        self.needs = Choice(
            (
                (self.tr("Lập theo kỳ"), Needs.PERIOD),
                (self.tr("Lập theo tháng"), Needs.MONTH),
                (self.tr("Lập theo ngày"), Needs.DATE),
            )
        )
        self.needs.set_value(needs)
        self.sheet = Choice((name, name) for name in sheets)
        self.sheet.setAccessibleName(self.tr("Trang"))
        self.sheet.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheet.setMinimumContentsLength(12)
        self._named, self._words = QWidget(), label(self.tr("Tên mẫu"))
        name = QHBoxLayout(self._named)
        name.setContentsMargins(0, 0, 0, 0)
        name.addWidget(self._words)
        name.addWidget(self.title, 1)
        self._beside = (self.needs, self.sheet, propose)
        self.line.addWidget(self._named, 1)
        for widget in self._beside:
            self.line.addWidget(widget)
        self.box.addLayout(self.line)

    def arrange(self) -> None:
        """Put the name into the line, or above it."""
        letters = self.title.fontMetrics().horizontalAdvance(self.title.text()) + 2 * theme.MARGIN
        beside = sum(one.sizeHint().width() + theme.GAP for one in self._beside)
        is_apart = self._words.sizeHint().width() + theme.GAP + letters + beside > self.width()
        if self.title.hasFocus() or is_apart == (self.box.indexOf(self._named) >= 0):
            return  # nothing moves under the hands of who types
        if is_apart:
            self.line.removeWidget(self._named)
            self.line.insertStretch(0, 1)
            self.box.insertWidget(0, self._named)
        else:
            self.box.removeWidget(self._named)
            self.line.takeAt(0)
            self.line.insertWidget(0, self._named, 1)

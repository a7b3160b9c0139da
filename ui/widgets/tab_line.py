"""Tabs with other things at their right; where there is no room for both, the tabs take a line of their own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui import theme
from ui.widgets.two_lines import TwoLines


class TabLine(TwoLines):
    """`tabs` at the left, `right` after them, or below where the line is too short; no title of a tab is ever cut."""

    def __init__(self, tabs: QTabBar, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(theme.GAP, parent)
        self.tabs, self.right = tabs, right
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(True)  # never needed in the sizes the program is made for
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        # what is at the right takes what the tabs leave, never a part of theirs
        right.setSizePolicy(QSizePolicy.Policy.Ignored, right.sizePolicy().verticalPolicy())
        tabs.currentChanged.connect(lambda _number: tabs.updateGeometry())  # the one chosen is bold
        self.line.addWidget(tabs)
        self.line.addWidget(right, 1)
        self.box.addLayout(self.line)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the tabs in a line of their own."""
        return QSize(self._least_right(), super().minimumSizeHint().height())

    def _least_right(self) -> int:
        return max(self.right.minimumWidth(), self.right.minimumSizeHint().width())

    def arrange(self) -> None:
        """Put the tabs into the line, or above it."""
        needed = self.tabs.sizeHint().width() + theme.GAP + self._least_right()
        is_apart = needed > self.width()
        if is_apart == (self.box.indexOf(self.tabs) >= 0):
            return
        if is_apart:
            self.line.removeWidget(self.tabs)
            self.box.insertWidget(0, self.tabs)
        else:
            self.box.removeWidget(self.tabs)
            self.line.insertWidget(0, self.tabs)

"""Tabs with other things at their right; where there is no room for both, the tabs take a line of their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from ui import theme


class TabLine(QWidget):
    """`tabs` at the left, `right` after them, or below where the line is too short; no title of a tab is ever cut."""

    def __init__(self, tabs: QTabBar, right: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs, self.right = tabs, right
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(True)  # never needed in the sizes the program is made for
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        # what is at the right takes what the tabs leave, never a part of theirs
        right.setSizePolicy(QSizePolicy.Policy.Ignored, right.sizePolicy().verticalPolicy())
        tabs.currentChanged.connect(lambda _number: tabs.updateGeometry())  # the one chosen is bold
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.UNIT)
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.GAP)
        self._line.addWidget(tabs)
        self._line.addWidget(right, 1)
        self._box.addLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for both, or no more."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """So may larger letters, and what is shown or hidden at the right."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange):
            self._arrange()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the tabs in a line of their own."""
        return QSize(self._least_right(), super().minimumSizeHint().height())

    def _least_right(self) -> int:
        return max(self.right.minimumWidth(), self.right.minimumSizeHint().width())

    def _arrange(self) -> None:
        needed = self.tabs.sizeHint().width() + theme.GAP + self._least_right()
        is_apart = needed > self.width()
        if is_apart == (self._box.indexOf(self.tabs) >= 0):
            return
        if is_apart:
            self._line.removeWidget(self.tabs)
            self._box.insertWidget(0, self.tabs)
        else:
            self._box.removeWidget(self.tabs)
            self._line.insertWidget(0, self.tabs)

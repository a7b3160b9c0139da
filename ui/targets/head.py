"""The row above the pages of *Chỉ tiêu*: the tabs, the year, the day as of which everything is reckoned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QVBoxLayout, QWidget

from ui import theme
from ui.fields import DateField
from ui.widgets.labels import label

WORDS_FROM = 145
"""The day has words beside it from so many letters of width on."""


class Head(QWidget):
    """Tabs at the left, year and day at the right; the words beside the day make room in a narrow window."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabBar()
        self.before = self._arrow("chevron-left", self.tr("Năm trước (Alt+←)"), "Alt+Left")
        self.after = self._arrow("chevron-right", self.tr("Năm sau (Alt+→)"), "Alt+Right")
        self.year_shown = label("", "heading")
        self.day = DateField()
        self._day_words = label(self.tr("Tính đến ngày"), "muted")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)  # never needed in the sizes the program is made for
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for title in titles:
            self.tabs.addTab(title)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.UNIT)
        top = self._top = QHBoxLayout()
        top.setSpacing(theme.GAP)
        top.addWidget(self.tabs)
        top.addStretch(1)
        self._box.addLayout(top)
        for part in (self.before, self.year_shown, self.after):
            top.addWidget(part)
        top.addSpacing(theme.GAP)
        top.addWidget(self._day_words)
        top.addWidget(self.day)
        self.day.setToolTip(self.tr("Tính đến ngày"))
        self.day.setAccessibleName(self.tr("Tính đến ngày"))
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # follows the text size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words beside the day go first; then the tabs take a line of their own."""
        super().resizeEvent(event)
        self._day_words.setVisible(self.width() >= WORDS_FROM * self.fontMetrics().averageCharWidth())
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs other room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the tabs in a line of their own."""
        return QSize(self._years_width(), super().minimumSizeHint().height())

    def _years_width(self) -> int:
        parts = (self.before, self.year_shown, self.after, self.day)
        return sum(part.sizeHint().width() + theme.GAP for part in parts) + 2 * theme.GAP

    def _arrange(self) -> None:
        """Put the tabs in the line of the year if there is room for all of them, else above it."""
        needed = self.tabs.sizeHint().width() + self._years_width()
        is_apart = needed > self.width()
        if is_apart == (self._box.indexOf(self.tabs) >= 0):
            return
        if is_apart:
            self._top.removeWidget(self.tabs)
            self._box.insertWidget(0, self.tabs)
        else:
            self._box.removeWidget(self.tabs)
            self._top.insertWidget(0, self.tabs)

    def _arrow(self, icon: str, tip: str, keys: str) -> QToolButton:
        button = QToolButton()
        theme.dress(button, icon, "muted")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setShortcut(QKeySequence(keys))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

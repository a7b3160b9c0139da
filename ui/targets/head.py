"""The row above the pages of *Chỉ tiêu*: the tabs, the year, the day as of which everything is reckoned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QWidget

from ui import theme
from ui.fields import DateField
from ui.widgets.labels import label
from ui.widgets.tab_line import TabLine

WORDS_FROM = 145
"""The day has words beside it from so many letters of width on."""


class Head(TabLine):
    """Tabs at the left, year and day at the right; the words beside the day make room in a narrow window."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        tabs, right = QTabBar(), QWidget()
        for title in titles:
            tabs.addTab(title)
        super().__init__(tabs, right, parent)
        self.before = self._arrow("chevron-left", self.tr("Năm trước (Alt+←)"), "Alt+Left")
        self.after = self._arrow("chevron-right", self.tr("Năm sau (Alt+→)"), "Alt+Right")
        self.year_shown = label("", "heading")
        self.day = DateField()
        self._day_words = label(self.tr("Tính đến ngày"), "muted")
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addStretch(1)
        for part in (self.before, self.year_shown, self.after):
            row.addWidget(part)
        row.addSpacing(theme.GAP)
        row.addWidget(self._day_words)
        row.addWidget(self.day)
        self.day.setToolTip(self.tr("Tính đến ngày"))
        self.day.setAccessibleName(self.tr("Tính đến ngày"))
        self.day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # follows the text size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words beside the day go first; then the tabs take a line of their own."""
        self._day_words.setVisible(self.width() >= WORDS_FROM * self.fontMetrics().averageCharWidth())
        super().resizeEvent(event)

    def _arrow(self, icon: str, tip: str, keys: str) -> QToolButton:
        button = QToolButton()
        theme.dress(button, icon, "muted")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setShortcut(QKeySequence(keys))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

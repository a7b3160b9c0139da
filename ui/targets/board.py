"""The two lists of *Chỉ tiêu* and the card of what is chosen: side by side, or below each other in little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from ui import theme
from ui.targets.detail import Detail
from ui.targets.lists import FilteredList

WIDE_FROM = 114
"""The card lies beside the list from so many letters of width on; below, under it."""


class Board(QScrollArea):
    """One of the lists (`pages`), and `detail`."""

    def __init__(self, *lists: FilteredList) -> None:
        super().__init__(widgetResizable=True)
        self.pages = QStackedWidget()
        self.detail = Detail()
        for page in lists:
            self.pages.addWidget(page)
        inside = QWidget()
        inside.setProperty("bare", True)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.MARGIN)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._is_wide: bool | None = None
        self._arrange()

    def show_detail(self, is_shown: bool) -> None:
        """Show the card, or give its room to the list."""
        self.detail.setVisible(is_shown)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card beside the list where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.width() >= WIDE_FROM * self.fontMetrics().averageCharWidth()
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self._grid.addWidget(self.pages, 0, 0)
        self._grid.addWidget(self.detail, 0 if is_wide else 1, 1 if is_wide else 0, Qt.AlignmentFlag(0))
        self._share_room()
        self.pages.setMinimumHeight(0 if is_wide else self.fontMetrics().height() * 16)

    def _share_room(self) -> None:
        self._grid.setColumnStretch(0, 60)
        self._grid.setColumnStretch(1, 40 if self._is_wide and not self.detail.isHidden() else 0)

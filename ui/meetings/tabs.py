"""The pages of a meeting that is open, as tabs in the head of the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from ui import theme

ROLL, CONTENT, SCORE = 0, 1, 2
TITLES = ("Điểm danh", "Nội dung", "Chấm điểm")


class MeetingTabs(QTabBar):
    """*Điểm danh*, *Nội dung*, *Chấm điểm*; F3 and F4 turn from the roll to the others and back: no focus needed."""

    turned = Signal(int)
    """Another page was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for words in TITLES:
            self.addTab(words)
        self.setToolTip(self.tr("F3 nội dung, F4 chấm điểm; bấm lần nữa về điểm danh"))
        self.setMinimumWidth(self.sizeHint().width() + 4 * theme.UNIT)  # the one chosen is in bold
        self.currentChanged.connect(self.turned)

    def show_page(self, place: int) -> None:
        """Mark a page that is already in view."""
        self.blockSignals(True)
        self.setCurrentIndex(place)
        self.blockSignals(False)

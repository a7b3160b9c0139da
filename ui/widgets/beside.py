"""Two things side by side, or below each other where there is little room; what does not fit then scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QTableView, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.scrolled import Scrolled

WIDE_FROM = 114
"""Side by side from so many letters of width on."""
_LEAST_LINES = 16
"""A thing that stands above another is at least so many lines high."""


class Beside(Scrolled):
    """`left` and `right` with their shares of the width; `above` are widgets over both.

    Where it stands above the other, the left one is at least `least_lines` high.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        shares: tuple[int, int] = (60, 40),
        *,
        above: Sequence[QWidget] = (),
        least_lines: int = _LEAST_LINES,
    ) -> None:
        inside = QWidget()
        super().__init__(inside)
        self.left, self.right = left, right
        self._shares = shares
        self._least_lines = least_lines
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        for widget in above:
            box.addWidget(widget)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.MARGIN)
        box.addLayout(self._grid, 1)
        self._is_wide: bool | None = None
        self._arrange()
        for table in left.findChildren(QTableView):
            table.selectionModel().currentChanged.connect(partial(self._follow, table))

    def show_right(self, is_shown: bool) -> None:
        """Show the right side, or give its room to the left one."""
        self.right.setVisible(is_shown)
        self.share_room()

    def share_room(self) -> None:
        """Give the left side the room of a right one that is not shown."""
        self._grid.setColumnStretch(0, self._shares[0])
        self._grid.setColumnStretch(1, self._shares[1] if self._is_wide and not self.right.isHidden() else 0)

    def show_row(self, table: QTableView) -> None:
        """Bring the row under the cursor of a table inside into sight, once what has changed is laid out."""
        QTimer.singleShot(0, table, partial(self._scroll_to, table))

    def _follow(self, table: QTableView, *_cells: object) -> None:
        """Go along with the cursor while keys or the mouse move it; a list that is only filled moves nothing."""
        if table.hasFocus():
            self.show_row(table)

    def _scroll_to(self, table: QTableView) -> None:
        row = table.visualRect(table.currentIndex())
        if row.isValid():
            middle = table.viewport().mapTo(self.widget(), QPoint(0, row.center().y()))
            self.ensureVisible(0, middle.y(), 0, row.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.width() >= WIDE_FROM * self.fontMetrics().averageCharWidth()
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self._grid.addWidget(self.left, 0, 0)
        self._grid.addWidget(self.right, 0 if is_wide else 1, 1 if is_wide else 0, Qt.AlignmentFlag(0))
        self.share_room()
        self.left.setMinimumHeight(0 if is_wide else self.fontMetrics().height() * self._least_lines)

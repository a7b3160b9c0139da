"""The sign at the end of a table's header: so many columns have no room now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QPushButton, QWidget


class AwaySign(QPushButton):
    """Small and quiet, the next after the table by Tab; its tip names the columns, a press offers all of them there."""

    def __init__(self, header: QHeaderView, ask: Callable[[QPoint], object]) -> None:
        super().__init__(header.viewport())
        self._header = header
        self.setProperty("kind", "away")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        if table := header.parentWidget():
            QWidget.setTabOrder(table, self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: ask(self.geometry().bottomLeft()))

    def say(self, titles: Sequence[str], words: str, left: int | None) -> None:
        """Tell of the columns away, at the right end of the header or from a place of it on; nothing without any."""
        self.setVisible(bool(titles))
        if not titles:
            return
        self.setText(words)
        told = QCoreApplication.translate("AwaySign", "Ẩn vì thiếu chỗ: {titles}. Bấm để chọn cột hiện.")
        self.setToolTip(told.format(titles=", ".join(titles)))
        size = self.sizeHint()
        x = self._header.viewport().width() - size.width() if left is None else left
        self.setGeometry(x, (self._header.height() - size.height()) // 2, size.width(), size.height())

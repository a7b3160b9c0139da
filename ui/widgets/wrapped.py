"""A table whose last column is sentences that must be read in full."""

from __future__ import annotations

from typing import Generic

from PySide6.QtCore import QRect, Qt

from ui import theme
from ui.tables import Row, Table

_MOST = 3
"""Lines that a row may have, where three such rows are in view."""
_LOOKED_AT = 20
"""The longest texts that are measured; a list may have thousands."""


class WrappedTable(Table[Row], Generic[Row]):
    """Its rows are as high as the longest text of the last column asks for, all alike, so that a long list scrolls."""

    def _give_spare(self) -> None:
        super()._give_spare()
        last = self.shown_columns()[-1]
        column, room = self.rows_model.columns[last], self.columnWidth(last) - 3 * theme.UNIT
        texts = sorted({column.shown(row) for row in self.rows_model.rows}, key=len)[-_LOOKED_AT:]
        metrics = self.fontMetrics()
        paper = QRect(0, 0, max(room, 1), metrics.height() * len(max(texts, key=len, default=" ")))
        flags = int(Qt.TextFlag.TextWordWrap)
        heights = [metrics.boundingRect(paper, flags, text).height() for text in texts]
        most = min(_MOST, max(1, self.viewport().height() // 3 // metrics.lineSpacing()))
        height = min(max(heights, default=0), most * metrics.lineSpacing())
        self.setWordWrap(height > 1.5 * metrics.height())
        self.verticalHeader().setDefaultSectionSize(max(theme.CONTROL_HEIGHT, height + 2 * theme.UNIT))

"""A short table on a page that scrolls: as high as its rows, so that no word is cut and none is looked for."""

from __future__ import annotations

from typing import Any

from ui import theme
from ui.rows import Row
from ui.tables import Table

_LEAST, _MOST = 32, 100
"""Heights in units: of a table with hardly a row, and where one with many begins to scroll by itself."""


class WholeTable(Table[Row]):
    """Its rows may have as many lines as their words need."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.heights.is_free = True
        self.setMinimumHeight(theme.UNIT * _LEAST)

    def updateGeometries(self) -> None:
        """Qt: rows have come, or have another height."""
        super().updateGeometries()
        if not hasattr(self, "heights"):
            return  # Qt asks before there are any
        rows = sum(map(self.rowHeight, range(self.rows_model.rowCount())))
        wanted = self.horizontalHeader().height() + rows + 2 * self.frameWidth()
        height = min(max(wanted, theme.UNIT * _LEAST), theme.UNIT * _MOST)
        if height != self.minimumHeight():
            self.setMinimumHeight(height)

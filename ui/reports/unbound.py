"""How many blank cells of a form being learned are bound to nothing, and the way to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from exports.learned.xml.grid import Spot
from ui import theme
from ui.widgets.buttons import pass_enter


class UnboundCells(QPushButton):
    """Says how many there are on the sheet shown; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "flat")
        theme.dress(self, "arrow-down")
        self.setToolTip(self.tr("Đến ô trống kế tiếp của bảng mà chưa gắn gì (Ctrl+T)"))
        pass_enter(self)
        self._cells: Sequence[Spot] = ()
        self.hide()

    def show_cells(self, cells: Sequence[Spot]) -> None:
        """Show other cells, from the top down."""
        self._cells = cells
        self.setText(self.tr("Còn {n} ô trống chưa gắn").format(n=len(cells)))
        self.setVisible(bool(cells))

    def after(self, at: Spot | None) -> Spot | None:
        """Return the next of them after a cell, the first after the last; None where there is none."""
        later = (one for one in self._cells if at is not None and one > at)
        return next(later, next(iter(self._cells), None))

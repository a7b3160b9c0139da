"""What goes out to cells without a computer, and comes back: roll sheets on paper, slips in Excel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models.database import Database

SHEETS = "phieu-diem-danh"
"""The report of the printed roll sheets."""
Place = tuple[int, int, int | None]
"""Year, month and the one cell, None for all cells."""


class SlipSteps(QObject):
    """The steps behind *Phiếu* on the board, of all cells, and behind *Khác* on a roll, of its cell."""

    go = Signal(str, object)
    said = Signal(str)

    def __init__(self, db: Database, parent: QWidget) -> None:
        super().__init__(parent)
        self._db = db
        self._window = parent

    def fill(self, menu: QMenu, place: Callable[[], Place | None]) -> None:
        """Put the steps into a menu; `place` says, when one is chosen, of which month and cell they are."""

        def step(do: Callable[[Place], object]) -> Callable[[], None]:
            def run() -> None:
                where = place()
                if where is not None:
                    do(where)

            return run

        menu.addAction(self.tr("In phiếu điểm danh…"), step(self.print_sheets))

    def print_sheets(self, place: Place) -> None:
        """Show the sheets in *Báo cáo*, to be looked at and printed."""
        year, month, cell_id = place
        self.go.emit("reports", (SHEETS, f"{year}-{month:02}", cell_id))

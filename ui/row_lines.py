"""What a table draws over its rows: thin lines between them, and where the keys are."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

from ui import theme

FOCUS = 3
"""Pixels of the bar at the beginning of the row with the cursor, while the table has the keys."""


def draw(table: QTableView, rows: int) -> None:
    """Draw lines between the rows in view, none between columns, and the bar beside the row with the cursor."""
    painter = QPainter(table.viewport())
    painter.setPen(QColor(theme.colours().line))
    width, height = table.viewport().width(), table.viewport().height()
    for number in range(max(0, table.rowAt(0)), rows):
        bottom = table.rowViewportPosition(number) + table.rowHeight(number) - 1
        if bottom > height:
            break
        painter.drawLine(0, bottom, width, bottom)
    if table.hasFocus() and (row := table.currentIndex().row()) >= 0:
        top = table.rowViewportPosition(row)
        painter.fillRect(0, top, FOCUS, table.rowHeight(row), QColor(theme.colours().accent_text))

"""The one application of a measuring run, dressed as the program is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication

from ui import app, theme

_KEPT: list[theme.Theme] = []


def application() -> QApplication:
    """Return the application, made on first use."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = app.prepare()
    _KEPT.append(theme.Theme(made, theme.MemorySettings()))
    return made


class BareRows(QAbstractTableModel):
    """The least a table model can be: tuples, shown as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[object, ...]] = []

    def show(self, rows: list[tuple[object, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many rows."""
        return len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns."""
        return len(self._rows[0]) if self._rows else 0

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: one cell."""
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

"""The keys of copying for a table that never has the cursor, as a roll, whose fields below it keep it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.tables import Table

_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class CopyKeys(QObject):
    """Ctrl+C in a field with no text selected copies the rows of the table, Ctrl+A in an empty one selects them all.

    Any other key leaves only the row with the cursor selected, so that it is seen whom a mark is for.
    """

    def __init__(self, table: Table[Any], fields: Iterable[QWidget]) -> None:
        super().__init__(table)
        self._table = table
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two keys where the field has no use for them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            field = watched if isinstance(watched, QLineEdit) else None
            if event.matches(QKeySequence.StandardKey.Copy) and not (field and field.hasSelectedText()):
                self._table.copy()
                return True
            if event.matches(QKeySequence.StandardKey.SelectAll) and not (field and field.text()):
                self._table.selectAll()
                return True
            if event.key() not in _HELD and len(self._table.selected_rows()) > 1:
                self._table.selectRow(max(self._table.currentIndex().row(), 0))
        return super().eventFilter(watched, event)

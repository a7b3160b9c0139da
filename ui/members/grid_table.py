"""A table as a grid: a current cell to be seen, corrected in place, pasted into and filled down."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.errors import KnownError
from ui import theme
from ui.rows import Row, RowsModel, chosen_numbers
from ui.tables import Table

_NARROWEST = 22
"""Letters that an editor has room for, however narrow its column."""


class CellEditor(QStyledItemDelegate):
    """Edits a cell in a plain line of text, as Unikey and other input methods know it."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Make the line."""
        del option, index
        line = QLineEdit(parent)
        line.setProperty("cell", True)
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Put the whole value into the line, not the masked one."""
        assert isinstance(editor, QLineEdit)  # made above
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
        editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Cover the cell, and a little more where the column is narrow."""
        del index
        space: QRect = option.rect  # type: ignore[attr-defined]
        space.setWidth(max(space.width(), editor.fontMetrics().averageCharWidth() * _NARROWEST))
        editor.setGeometry(space)


class GridTable(Table[Row]):
    """F2 or typing corrects the cell with the frame; Ctrl+V and Ctrl+D are told to whoever listens."""

    paste_asked = Signal()
    """Ctrl+V: a block is to be pasted at the current cell."""
    fill_asked = Signal()
    """Ctrl+D: the value at the top of the selection is wanted in all its rows."""
    has_cells = True

    def __init__(
        self,
        model: RowsModel[Row],
        settings: theme.Settings | None,
        *,
        key: Callable[[Row], Hashable],
        sorting: str = "none",
        name: str = "",
    ) -> None:
        super().__init__(model, key=key, sorting=sorting, name=name, settings=settings)
        self._editor = CellEditor(self)
        self.setItemDelegate(self._editor)
        self.setEditTriggers(self.EditTrigger.EditKeyPressed | self.EditTrigger.AnyKeyPressed)

    @property
    def current_column(self) -> str:
        """The name of the column of the current cell, "" without one."""
        index = self.currentIndex()
        return self.rows_model.columns[index.column()].name if index.isValid() else ""

    @property
    def is_on_editable(self) -> bool:
        """Whether the current cell can be corrected in place."""
        index = self.currentIndex()
        return index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEditable)

    def rows_for(self, count: int) -> list[Row]:
        """Return the rows that a block of `count` lines is pasted to, as in Excel; fewer where the table ends before.

        A single line is for every row selected. More go from the top of the selection on, and to rows apart from each
        other only one by one: raises KnownError for another number of them.
        """
        rows, current = self.rows_model.rows, self.currentIndex().row()
        chosen = chosen_numbers(self.selectionModel())
        if len(chosen) < 2:
            chosen = [current] if current >= 0 else chosen
        elif count == 1 or count == len(chosen):
            return [rows[number] for number in chosen]
        elif chosen[-1] - chosen[0] >= len(chosen):
            words = QCoreApplication.translate(
                "GridTable",
                "Khối chép có {count} dòng mà đang chọn {chosen} dòng rời nhau; "
                "hãy chọn đúng {count} dòng, hoặc chỉ đứng ở dòng đầu tiên, rồi dán lại.",
            )
            raise KnownError(words.format(count=count, chosen=len(chosen)))
        return rows[chosen[0] : chosen[0] + count] if chosen else []

    def event(self, event: QEvent) -> bool:
        """F2 on a cell that can be corrected is the cell's, not the screen's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_f2 = event.key() == Qt.Key.Key_F2 and not event.modifiers() and self.is_on_editable
            if is_f2 or _is_fill(event) or event.matches(QKeySequence.StandardKey.Paste):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V and Ctrl+D; the blank selects, as in any list, and begins no editing."""
        if self.state() == self.State.EditingState and not self.hasFocus():
            event.accept()  # what the editor leaves over, such as Enter, is no wish of the table's
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif _is_fill(event):
            self.fill_asked.emit()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the current cell, where typing and pasting begin."""
        super().paintEvent(event)
        index = self.currentIndex()
        if not (index.isValid() and self.hasFocus()):
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colours().of("accent_text"), 1))
        painter.drawRect(self.visualRect(index).adjusted(0, 1, -1, -2))


def _is_fill(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier

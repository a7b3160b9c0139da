"""The table every screen shows its lists in: keyboard, copying, choosing columns, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QToolTip,
    QWidget,
)

from ui import copying, row_lines, theme
from ui.column_room import ColumnRoom
from ui.keys import key_sequence
from ui.row_room import RowRoom
from ui.rows import ROW_ROLE, Align, Column, Index, Row, RowsModel, chosen_numbers, show
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.widgets.away import AwaySign

__all__ = ["ROW_ROLE", "Align", "Column", "Row", "RowsModel", "Table", "show"]


class Table(QTableView, Generic[Row]):
    """A `RowsModel` as the officer sees it; whole rows are selected and stay selected by `key` across a reload.

    `sorting` says what a click on a header does: "rows" orders the rows at hand, "ask" emits `sort_asked` for a screen
    that orders in its query, "none" nothing. `name` is where chosen columns are kept in the settings.
    """

    opened = Signal(object)
    """Enter or double click: the row."""
    chosen = Signal(object)
    """The current row changed: the row, or None."""
    sort_asked = Signal(str, bool)
    """A header was clicked and `sorting` is "ask": name of the column, True when descending."""
    has_cells = False  # whether single cells are chosen, as in a grid

    def __init__(
        self,
        model: RowsModel[Row],
        parent: QWidget | None = None,
        *,
        key: Callable[[Row], Hashable] | None = None,
        sorting: str = "rows",
        name: str = "",
        settings: theme.Settings | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows_model = model
        self.key: Callable[[Row], Hashable] = key or (lambda row: id(row))
        self.sorting = sorting
        self._name = name
        self._settings = settings
        self._kept: tuple[Hashable, int, set[Hashable], int] | None = None
        self.room = ColumnRoom(self, model)
        self.heights = RowRoom(self, model)
        self.away_sign: AwaySign | None = None
        self.empty = EmptyState(self.viewport())
        self.empty.hide()

        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_header()
        self._measure()

        self.doubleClicked.connect(lambda index: self.opened.emit(model.row_at(index)))
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelAboutToBeReset.connect(self.heights.forget)
        model.modelReset.connect(self._restore_selection)
        model.modelReset.connect(self._show_empty)
        model.modelReset.connect(self._fit_words)
        self.horizontalHeader().sectionResized.connect(self.room.drag)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.heights.fit())

    def set_empty(self, text: str, button_text: str = "", slot: Callable[[], object] | None = None) -> None:
        """What stands in an empty table: a sentence that says what to do next, and the button that does it."""
        self.empty.set_words(text, button_text, slot)
        self._show_empty()

    def current_row(self) -> Row | None:
        """The row under the cursor, or None."""
        index = self.currentIndex()
        return self.rows_model.row_at(index) if index.isValid() else None

    def selected_rows(self) -> list[Row]:
        """The selected rows from top to bottom."""
        return [self.rows_model.rows[number] for number in chosen_numbers(self.selectionModel())]

    def shown_columns(self) -> list[int]:
        """The numbers of the columns in view, from left to right."""
        return [number for number in self.chosen_columns() if not self.isColumnHidden(number)]

    def chosen_columns(self) -> list[int]:
        """The numbers of the columns in view and of those only a narrow window takes away, from left to right."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [number for number in order if number in self.room.away or not self.isColumnHidden(number)]

    def select_key(self, wanted: Hashable) -> bool:
        """Put the cursor on the row with this key and scroll to it; False if it is not shown."""
        for number, row in enumerate(self.rows_model.rows):
            if self.key(row) == wanted:
                self.selectRow(number)
                self.scrollTo(self.currentIndex())
                return True
        return False

    def selectRow(self, row: int) -> None:
        """Select this row alone with the cursor on it, also while Ctrl or Shift is still held down.

        Qt's own adds to the selection then, so that Ctrl+Enter in a form left two rows selected behind it.
        """
        column = self.currentIndex().column()
        flag = self.selectionModel().SelectionFlag
        index = self.rows_model.index(row, max(column, 0))
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def set_sorted(self, name: str, *, descending: bool = False) -> None:
        """Show the arrow of the order the rows are in, without sorting anything."""
        header = self.horizontalHeader()
        for number, column in enumerate(self.rows_model.columns):
            if column.name == name:
                order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
                header.blockSignals(True)
                header.setSortIndicator(number, order)
                header.blockSignals(False)
                header.viewport().update()
                self._give_spare()  # the arrow may stand where the sign of the columns away was

    def copy(self) -> None:
        """Put the selected rows, if any, on the clipboard as a table Excel, Word and Zalo understand, with headers."""
        if self.selectionModel().hasSelection():
            QGuiApplication.clipboard().setMimeData(self.copied())

    def copied(self) -> QMimeData:
        """The selected rows, chosen columns in the order shown: text/plain (TSV) and text/html."""
        return copying.mime([self.rows_model.columns[number] for number in self.chosen_columns()], self.selected_rows())

    def copy_menu(self) -> QMenu:
        """What the right button offers where a screen offers nothing of its own: copying."""
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Sao chép các dòng đang chọn"), self.copy)
        copy.setShortcut(key_sequence("Ctrl+C"))
        copy.setEnabled(self.current_row() is not None)
        theme.dress(copy, "copy")
        every = menu.addAction(self.tr("Chọn tất cả"), self.selectAll)
        every.setShortcut(key_sequence("Ctrl+A"))
        return menu

    def set_column_shown(self, number: int, shown: bool) -> None:
        """Show or hide one column and remember it."""
        self.room.keep(number, shown)
        self.setColumnHidden(number, not shown)
        self._stretch_last()
        self._fit_words()
        if self._settings is not None and self._name:
            chosen = self.chosen_columns()
            hidden = [c.name for n, c in enumerate(self.rows_model.columns) if n not in chosen]
            self._settings.setValue(f"{self._name}/hidden", "\n".join(hidden))

    def column_menu(self) -> QMenu:
        """A menu with one tick for each column; the last visible one cannot be taken away."""
        menu = QMenu(self)
        visible = self.shown_columns()
        groups: dict[str, QMenu] = {}
        for number, column in enumerate(self.rows_model.columns):
            if column.group and column.group not in groups:
                groups[column.group] = menu.addMenu(column.group)
            narrow = self.tr("{title} (ẩn vì thiếu chỗ)") if number in self.room.away else "{title}"
            action = groups.get(column.group, menu).addAction(narrow.format(title=column.title))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.setEnabled(visible != [number])
            action.toggled.connect(lambda on, number=number: self.set_column_shown(number, on))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Ctrl+C copies, Ctrl+End is End, Qt's would choose no row; everything else is Qt's."""
        row, without_ctrl = self.current_row(), event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and row is not None:
            self.opened.emit(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not self.has_cells:
            super().keyPressEvent(QKeyEvent(event.type(), event.key(), without_ctrl))
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: Any, modifiers: Any) -> QModelIndex:
        """Home and End lead to the first and the last row, where rows are chosen and not cells."""
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: self.rows_model.rowCount() - 1}
        if self.has_cells or action not in ends:
            return super().moveCursor(action, modifiers)
        return self.rows_model.index(ends[action], max(self.currentIndex().column(), 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A table without a cursor gets one with the focus, on a row that is then selected too."""
        had_cursor = self.currentIndex().isValid()
        super().focusInEvent(event)
        if not had_cursor and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying under the right button and the menu key."""
        menu = self.copy_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Thin lines between rows, and where the keys are."""
        super().paintEvent(event)
        row_lines.draw(self, self.rows_model.rowCount())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The empty-state words stay in the middle, the row with the cursor in view if it was; a column that grows
        takes the room the others leave.
        """
        super().resizeEvent(event)
        row = self.visualRect(self.currentIndex())
        if row.isValid() and self.viewport().height() < row.bottom() and row.top() < event.oldSize().height():
            self.scrollTo(self.currentIndex())
        self._give_spare()
        self.empty.setGeometry(self.viewport().rect())

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the width is known."""
        super().showEvent(event)
        self._fit_words()

    def viewportEvent(self, event: QEvent) -> bool:
        """What is cut off in a cell, or gone from the row with its column, is told below the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid() and (words := self.hover_words(index)):
                QToolTip.showText(event.globalPos(), words, self.viewport())
                return True
        return super().viewportEvent(event)

    def hover_words(self, index: QModelIndex) -> str:
        """What is told of a cell below the pointer: its tip or its whole text, then the columns with no room."""
        told = index.data(Qt.ItemDataRole.ToolTipRole) or (str(index.data()) if self.heights.is_cut(index) else "")
        row = self.rows_model.row_at(index)
        gone = [self.rows_model.columns[number] for number in self.chosen_columns() if number in self.room.away]
        rest = [f"{column.title}: {words}" for column in gone if (words := column.shown(row))]
        return "\n".join(filter(None, (told, *rest)))

    def scrollTo(self, index: Index, hint: Any = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """The rows on the way have their height first, else the one wanted would end below the edge."""
        self.heights.fit(index.row())
        super().scrollTo(index, hint)

    def updateGeometries(self) -> None:
        """Rows as high as their words ask for, before Qt finds how far one can scroll."""
        if hasattr(self, "heights"):
            self.heights.fit()
        super().updateGeometries()

    def changeEvent(self, event: Any) -> None:
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.StyleChange) and hasattr(self, "_kept"):
            self._measure()

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_columns)
        clickable = self.sorting != "none"
        header.setSectionsClickable(clickable)
        header.setSortIndicatorShown(clickable)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._sort)
        remembered = self._settings.value(f"{self._name}/hidden") if self._settings is not None and self._name else None
        for number, column in enumerate(self.rows_model.columns):
            hidden = column.hidden if remembered is None else column.name in str(remembered).split("\n")
            self.setColumnHidden(number, hidden)
        self._stretch_last()

    def _measure(self) -> None:
        metrics = self.fontMetrics()
        height = max(theme.CONTROL_HEIGHT, metrics.height() + 2 * theme.UNIT)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(height + theme.UNIT)
        self.room.forget()
        for number, column in enumerate(self.rows_model.columns):
            self.setColumnWidth(number, self.room.asked(column))
        self._fit_words()

    def wanted_width(self) -> int:
        """What the columns chosen ask for together, in pixels, before any of them makes room."""
        return sum(self.room.asked(self.rows_model.columns[number]) for number in self.chosen_columns())

    def _fit_words(self) -> None:
        if self.isVisible():  # before that nobody sees what is cut off
            self.room.measure(self.chosen_columns())
            self._give_spare()

    def _give_spare(self) -> None:
        self.room.share(self.chosen_columns())
        self.heights.fit()
        self._tell_away()

    def _tell_away(self) -> None:
        """Say at the end of the header how many columns a narrow window has taken away."""
        if self.room.away and self.away_sign is None:
            from ui.widgets.away import AwaySign  # most tables never need it

            self.away_sign = AwaySign(self.horizontalHeader(), self._ask_columns)
        if self.away_sign is not None:
            self.away_sign.tell(self.rows_model, self.shown_columns()[-1], self.room.away)

    def _stretch_last(self) -> None:
        self.horizontalHeader().setStretchLastSection(True)

    def _ask_columns(self, where: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(where))

    def _sort(self, number: int, order: Qt.SortOrder) -> None:
        if number < 0:
            return
        if self.sorting == "rows":
            self.rows_model.sort(number, order)
        elif self.sorting == "ask":
            self.sort_asked.emit(self.rows_model.columns[number].name, order == Qt.SortOrder.DescendingOrder)

    def _tell_chosen(self, current: QModelIndex) -> None:
        self.chosen.emit(self.rows_model.row_at(current) if current.isValid() else None)

    def _keep_selection(self) -> None:
        current = self.current_row()
        selected = {self.key(row) for row in self.selected_rows()}
        if current is None and not selected:
            self._kept = None
            return
        name = self.key(current) if current is not None else None
        self._kept = (name, max(self.currentIndex().column(), 0), selected, self.verticalScrollBar().value())

    def _restore_selection(self) -> None:
        if self._kept is None:
            return
        current, column, selected, scroll = self._kept
        selection = self.selectionModel()
        flag = selection.SelectionFlag
        numbers = {self.key(row): number for number, row in enumerate(self.rows_model.rows)}
        left = sorted(numbers[name] for name in selected if name in numbers)
        for number in left:
            selection.select(self.rows_model.index(number, 0), flag.Select | flag.Rows)
        cursor = numbers.get(current, left[0] if left else None)  # its row gone: on one selected along with it
        if cursor is not None:
            selection.setCurrentIndex(self.rows_model.index(cursor, column), flag.Current | flag.Rows)
        self.verticalScrollBar().setValue(scroll)
        if cursor is None:
            self.chosen.emit(None)

    def _show_empty(self) -> None:
        self.empty.setVisible(self.empty.has_words and not self.rows_model.rows)
        self.empty.setGeometry(self.viewport().rect())

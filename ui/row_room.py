"""How high each row of a table is: as high as its words need where a column is too narrow for them."""

from __future__ import annotations

from typing import Generic

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ui import theme
from ui.rows import Row, RowsModel

_MOST = 6
"""Lines that a row may have, if they are in view at once; two in any case."""
_FREE = 2**12
_WIDE = 1.5
"""No words are wider than so many usual letters for each of theirs."""
_SLACK = theme.UNIT // 2
"""Words are drawn a little wider than they measure where a pixel of the program is not one of the screen."""


class RowRoom(Generic[Row]):
    """Words that a column cuts off go on in further lines of their row; other rows keep the usual height.

    Numbers at the right stay in one line. Only the rows in view and the last page are looked at, so that a list of
    thousands opens and scrolls as a short one does.
    """

    def __init__(self, table: QTableView, model: RowsModel[Row]) -> None:
        self._table = table
        self._model = model
        self._known: tuple[object, ...] = ()  # the heights hold for these widths
        self._seen: set[int] = set()
        self._high: set[int] = set()
        self._is_fitting = False
        self._widest = 0.0
        self._slack = 0 if table.devicePixelRatio() == 1 else _SLACK
        self.is_free = False
        """Whether a row may have as many lines as its words need: the table is then as high as its rows."""

    def forget(self) -> None:
        """Other rows, or other letters: what was measured no longer holds."""
        usual = self._table.verticalHeader().defaultSectionSize()
        for row in self._high:
            if row < len(self._model.rows):
                self._table.setRowHeight(row, usual)
        self._seen.clear()
        self._high.clear()

    def fit(self, around: int | None = None) -> None:
        """Give the rows in view, and those around one that is to come into view, the height they need."""
        if self._is_fitting or not self._model.rows or not self._table.isVisible():
            return
        self._is_fitting = True
        self._widest = self._table.fontMetrics().averageCharWidth() * _WIDE
        columns = self._wrapping()
        known = (self._usual, self._most(), *((n, self._table.columnWidth(n)) for n in columns))
        if known != self._known:
            self.forget()
            self._known = known
        page = self._table.viewport().height() // self._usual + 1
        first, count = max(0, self._table.rowAt(0)), len(self._model.rows)
        near = {*range(first, first + page), *range(count - page, count)}  # the last page says how far one can scroll
        if around is not None:
            near |= {*range(around - page, around + page)}
        for row in sorted(row for row in near - self._seen if 0 <= row < count):
            self._seen.add(row)
            if (height := self._needed(row, columns)) > self._usual:
                self._high.add(row)
                self._table.setRowHeight(row, height)
        self._is_fitting = False

    def is_cut(self, index: QModelIndex) -> bool:
        """Whether a cell needs more than its column and row give it."""
        number, row = index.column(), index.row()
        if self._advance(row, number) + self._padding(row, number) <= self._table.columnWidth(number):
            return False
        return number not in self._wrapping() or self._height(row, number) > self._table.rowHeight(row)

    @property
    def _usual(self) -> int:
        return self._table.verticalHeader().defaultSectionSize()

    def _most(self) -> int:
        line = self._table.fontMetrics().height()
        if self.is_free:
            return _FREE
        return min(_MOST * line + 2 * theme.UNIT, max(self._usual + line, self._table.viewport().height()))

    def _wrapping(self) -> list[int]:
        """The columns whose words may go on in another line: those in view that nobody paints in a way of his own."""
        numbers = range(len(self._model.columns))
        own = self._table.itemDelegateForColumn
        return [n for n in numbers if not (self._table.isColumnHidden(n) or own(n) or self._model.columns[n].brief)]

    def _needed(self, row: int, columns: list[int]) -> int:
        needed = max((self._height(row, number) for number in columns if self._is_longer(row, number)), default=0)
        return min(needed, self._most())

    def _is_longer(self, row: int, number: int) -> bool:
        room = self._table.columnWidth(number) - self._padding(row, number) - self._slack
        words = self._model.columns[number].shown(self._model.rows[row])
        if len(words) * self._widest <= room:  # measuring letters is what takes time
            return False
        return self._letters(number).horizontalAdvance(words) > room and not self._is_number(row, number)

    def _is_number(self, row: int, number: int) -> bool:
        side = self._model.index(row, number).data(Qt.ItemDataRole.TextAlignmentRole)
        return bool(side & Qt.AlignmentFlag.AlignRight)

    def _height(self, row: int, number: int) -> int:
        """What the words of a cell need in their column."""
        metrics = self._letters(number)
        room = self._table.columnWidth(number) - self._padding(row, number) - self._slack
        paper = QRect(0, 0, max(1, room), 100 * metrics.height())
        words = self._model.columns[number].shown(self._model.rows[row])
        return metrics.boundingRect(paper, int(Qt.TextFlag.TextWordWrap), words).height() + 2 * theme.UNIT

    def _advance(self, row: int, number: int) -> int:
        return self._letters(number).horizontalAdvance(self._model.columns[number].shown(self._model.rows[row]))

    def _padding(self, row: int, number: int) -> int:
        """What a cell needs beside its letters."""
        icon = self._model.columns[number].icon
        has_icon = icon is not None and icon(self._model.rows[row])
        return 2 * (theme.GAP + 3) + (theme.ICON + theme.UNIT if has_icon else 0)  # as the style indents the text

    def _letters(self, number: int) -> QFontMetrics:
        bold = self._model.columns[number].bold
        return QFontMetrics(theme.font_of(bold=True)) if bold else self._table.fontMetrics()

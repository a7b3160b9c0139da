"""The grid of a cell's ratings: a digit gives a level and goes on to the next line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from models.rating_rules import RatingRules
from models.ratings import RatingLine
from ui import theme
from ui.members.grid_table import GridTable
from ui.ratings import words
from ui.tables import RowsModel

LEVELS = ("cell", "committee")
DIGITS = "123456"
"""1–4 are the levels, 5 *được miễn*, 6 *chưa xếp loại*; in the column of causes 1–5."""


class RatingTable(GridTable[RatingLine]):
    """`typed` tells a digit, or "" for *Delete*, in a column of levels or of causes; `refused` a key unknown there."""

    typed = Signal(str)
    refused = Signal(str)
    _is_dense = False

    def __init__(self, rules: RatingRules) -> None:
        super().__init__(RowsModel[RatingLine](words.columns(rules)), None, key=lambda line: line.member_id)
        self.rules = rules

    def show_lines(self, lines: Sequence[RatingLine], rules: RatingRules, quarter: int) -> None:
        """Show a cell's lines of a quarter, or the whole year, in the words of the rules."""
        self.rows_model.columns = words.columns(rules, quarter)
        self.rules = rules
        self.rows_model.set_rows(lines)

    def set_dense(self, is_dense: bool) -> None:
        """Let the rows be little higher than their letters, where a low window would show too few of them."""
        if is_dense != self._is_dense:
            self._is_dense = is_dense
            self._measure()

    def _measure(self) -> None:
        super()._measure()
        if self._is_dense:
            self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme.UNIT)

    def go_to(self, row: int, column: str) -> None:
        """Put the frame on a cell and select its line alone, also while Ctrl is still held."""
        number = next(number for number, one in enumerate(self.rows_model.columns) if one.name == column)
        if 0 <= row < len(self.rows_model.rows):
            flag = self.selectionModel().SelectionFlag
            place = self.rows_model.index(row, number)
            self.selectionModel().setCurrentIndex(place, flag.ClearAndSelect | flag.Rows)

    def select_cell(self, member_id: int, column: str) -> None:
        """Put the frame on a member's line."""
        rows = self.rows_model.rows
        self.go_to(next((place for place, line in enumerate(rows) if line.member_id == member_id), -1), column)

    def go_on(self) -> bool:
        """Go to the next line whom the rules do not leave out, in the same column; False at the end."""
        place = self.currentIndex()
        for row in range(place.row() + 1, len(self.rows_model.rows)):
            if not self.rows_model.rows[row].is_exempt:
                self.setCurrentIndex(self.rows_model.index(row, place.column()))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and *Delete* in a column of levels; the rest is the grid's."""
        takes = self.current_column in (*LEVELS, "cause") and self.state() != self.State.EditingState
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if takes and plain and event.text() and event.text() in DIGITS:
            self.typed.emit(event.text())
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.typed.emit("")
        elif takes and plain and event.text().strip() and event.text().isprintable():
            self.refused.emit(event.text())
        else:
            super().keyPressEvent(event)

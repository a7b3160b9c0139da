"""How a table divides its width among its columns, and which of them leave where there is too little of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ui import theme
from ui.rows import Column, Row, RowsModel

_TITLE_PADDING = 26  # what the style sheet keeps free beside the title of a column


class ColumnRoom(Generic[Row]):
    """The room of the columns of one table.

    Columns with `least` shrink first. Where that is not enough, those with `leaves` go, the highest number first;
    they come back with the room. `away` are those gone now; one the officer ticks meanwhile stays (`keep`).
    """

    def __init__(self, table: QTableView, model: RowsModel[Row]) -> None:
        self.away: set[int] = set()
        self._table = table
        self._model = model
        self._kept: set[int] = set()

    def asked(self, column: Column[Row]) -> int:
        """The width a column asks for, in pixels."""
        return column.width * self._table.fontMetrics().averageCharWidth() + 4 * theme.UNIT

    def keep(self, number: int, kept: bool) -> None:
        """The officer has shown or hidden this column himself: it no longer leaves or comes back by itself."""
        self.away.discard(number)
        (self._kept.add if kept else self._kept.discard)(number)

    def share(self, chosen: list[int]) -> None:
        """Divide the width among the columns chosen to be shown."""
        if self._table.isVisible():  # before that the table has no width worth the name
            self._fold(chosen)
        shown = {number: self._model.columns[number] for number in chosen if number not in self.away}
        self._shrink(shown)
        growing = next((number for number, column in shown.items() if column.grows), None)
        if growing is not None:
            spare = self._table.viewport().width() - sum(map(self.asked, shown.values()))
            if spare >= 0 or not shown[growing].least:
                self._table.setColumnWidth(growing, self.asked(shown[growing]) + max(0, spare))

    def _fold(self, chosen: list[int]) -> None:
        columns = self._model.columns
        leaving = sorted(
            (number for number in chosen if columns[number].leaves and number not in self._kept),
            key=lambda number: columns[number].leaves,
        )
        needed = sum(self.asked(columns[number]) - self._spare(columns[number]) for number in chosen)
        away: set[int] = set()
        while leaving and needed > self._table.viewport().width():
            number = leaving.pop()
            away.add(number)
            needed -= self.asked(columns[number]) - self._spare(columns[number])
        before, self.away = self.away, away
        for number in before ^ away:
            self._table.setColumnHidden(number, number in away)

    def _spare(self, column: Column[Row]) -> int:
        """What a column can give and still show its title, the short one if it has one."""
        if not column.least:
            return 0
        titles = QFontMetrics(theme.font_of(bold=True))
        title = titles.horizontalAdvance(column.short or column.title) + _TITLE_PADDING
        letter = self._table.fontMetrics().averageCharWidth()
        return max(0, min((column.width - column.least) * letter, self.asked(column) - title))

    def _shrink(self, shown: Mapping[int, Column[Row]]) -> None:
        """Where the columns ask for more than there is, those that may shrink give it, each its share."""
        shrinking = {number: column for number, column in shown.items() if column.least}
        if not shrinking:
            return
        lacking = sum(map(self.asked, shown.values())) - self._table.viewport().width()
        titles = QFontMetrics(theme.font_of(bold=True))
        slack = sum(map(self._spare, shrinking.values()))
        for number, column in shrinking.items():
            own = self._spare(column)
            given = min(own, -(-max(0, lacking) * own // slack)) if slack else 0
            self._table.setColumnWidth(number, self.asked(column) - given)
        self._model.shorten(
            frozenset(
                number
                for number, column in shrinking.items()
                if column.short
                and self._table.columnWidth(number) < self.asked(column)  # at the width asked for it has its title
                and titles.horizontalAdvance(column.title) + _TITLE_PADDING > self._table.columnWidth(number)
            )
        )

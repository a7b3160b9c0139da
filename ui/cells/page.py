"""A list with its sum above, filters that count what they keep, and a table: cells and villages both look like this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from models.bodies import Body
from models.text import fold
from ui import theme
from ui.cells.identity import IdentityLine
from ui.tables import Column, RowsModel, Table
from ui.widgets.cards import Card
from ui.widgets.chip_row import ChipRow
from ui.widgets.chips import FilterChip, tab_through

ALL = "all"
_LOW, _FEW = 20, 2
"""Where there is room for fewer lines of text than this, the sum and the filters have so many lines together."""


@dataclass(frozen=True)
class Filter:
    """A part of the list: what names it, its words, which rows it keeps."""

    name: str
    title: str
    keeps: Callable[[Any], bool]


class ListPage(QWidget):
    """Shows rows through one filter and what is searched for; `words_of` is what a search looks through."""

    unsought = Signal()
    """What was searched for has been given up; the search field should be emptied."""

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        words_of: Callable[[Any], str],
        table_name: str,
        settings: theme.Settings,
    ) -> None:
        super().__init__()
        self.rows: list[Any] = []
        self.chips: dict[str, FilterChip] = {}
        self.filters: dict[str, Filter] = {}
        self.chosen = ALL
        self._sought = ""
        self._words_of = words_of
        self._nothing: tuple[str, str, Callable[[], object]] | None = None
        self.line = IdentityLine()
        self._chip_row = ChipRow()
        self._chip_row.add(self.line)
        self._choices = QButtonGroup(self)
        self.model = RowsModel[Any](columns, self)
        self.table: Table[Any] = Table(self.model, key=lambda row: row.id, name=table_name, settings=settings)
        card = Card()
        card.fill(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(self._chip_row)
        box.addWidget(card, 1)

    def set_empty(self, text: str, button_text: str, slot: Callable[[], object]) -> None:
        """What stands here while the list itself is empty."""
        self._nothing = (text, button_text, slot)

    def show_rows(self, rows: Sequence[Any], filters: Sequence[Filter]) -> None:
        """Show other rows; a filter that would keep nothing is offered only while it is chosen.

        Where the row chosen is no longer there, the one that came to its place is chosen.
        """
        place, chosen = self.table.currentIndex().row(), self.table.current_row()
        self.rows = list(rows)
        everything = Filter(ALL, self.tr("Tất cả"), lambda _row: True)
        offered = [
            one for one in (everything, *filters) if one.name in (ALL, self.chosen) or any(map(one.keeps, self.rows))
        ]
        self.filters = {one.name: one for one in offered}
        self._make_chips()
        tab_through([*self.line.figures.values(), *self.chips.values(), self._chip_row.more], self.table)
        for part in (self.line, self._chip_row):
            part.setVisible(bool(self.rows))
        self.choose(self.chosen if self.chosen in self.filters else ALL)
        shown = self.model.rows
        if chosen is not None and shown and all(row.id != chosen.id for row in shown):
            self.table.selectRow(min(place, len(shown) - 1))

    def choose(self, name: str) -> None:
        """Show the part of the list a filter keeps; an unknown name shows all."""
        self.chosen = name if name in self.filters else ALL
        if chip := self.chips.get(self.chosen):
            chip.setChecked(True)
        self._show()

    def search(self, text: str) -> None:
        """Keep only the rows whose words hold what was typed, accents or not."""
        self._sought = fold(text)
        self._show()

    def bring(self, key: int | Body) -> bool:
        """Put the cursor on a row, taking the filter away if it hides the row; False if there is no such row."""
        if self.table.select_key(key):
            return True
        self._show_all()
        return self.table.select_key(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the rows come before the filters."""
        super().resizeEvent(event)
        self._chip_row.set_lines(_FEW if self.height() < _LOW * self.fontMetrics().height() else 0)

    def _show(self) -> None:
        keeps = self.filters[self.chosen].keeps if self.filters else (lambda _row: True)
        shown = [row for row in self.rows if keeps(row) and self._sought in fold(self._words_of(row))]
        if self.rows:
            self.table.set_empty(self.tr("Không có dòng nào khớp."), self.tr("Hiện tất cả"), self._show_all)
        elif self._nothing is not None:
            self.table.set_empty(*self._nothing)
        self.model.set_rows(shown)
        if shown and self.table.current_row() is None:
            self.table.selectRow(0)

    def _show_all(self) -> None:
        self._sought = ""
        self.unsought.emit()
        self.choose(ALL)

    def _make_chips(self) -> None:
        if list(self.chips) != list(self.filters):
            for chip in self.chips.values():
                self._choices.removeButton(chip)
            self.chips = {}
            for one in self.filters.values():
                chip = FilterChip(one.title)
                chip.clicked.connect(partial(self.choose, one.name))
                self._choices.addButton(chip)
                self.chips[one.name] = chip
            self._chip_row.set_chips(self.chips.values())
        for name, chip in self.chips.items():
            chip.set_count(sum(map(self.filters[name].keeps, self.rows)))
        self._chip_row.arrange()

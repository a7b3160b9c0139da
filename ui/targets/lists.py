"""The two lists of *Chỉ tiêu*: the targets of a year, and the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Generic

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from models.indicators import Figure, Group
from models.pace import Pace, TargetProgress
from ui import theme
from ui.tables import Column, Row, RowsModel, Table
from ui.targets import words
from ui.targets.bars import TwoLines, two_lines
from ui.widgets.cards import Card
from ui.widgets.chips import FilterChip, tab_through
from ui.widgets.flow import FlowRow

tr = QCoreApplication.translate
ALL = "all"
Keeps = Callable[[Any], bool]


class WideTable(Table[Row], Generic[Row]):
    """A table whose first column takes the room that the others leave."""

    def _stretch_last(self) -> None:
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)


class HighTable(WideTable[Row], Generic[Row]):
    """A wide table whose rows have two lines."""

    def _measure(self) -> None:
        super()._measure()
        self.verticalHeader().setDefaultSectionSize(two_lines(self.fontMetrics()))


class FilteredList(QWidget):
    """Chips that show a part of the rows, and the table."""

    def __init__(self, table: Table[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.rows: list[Any] = []
        self.chosen = ALL
        self.chips: dict[str, FilterChip] = {}
        self._filters: dict[str, tuple[str, Keeps]] = {}
        self._row = FlowRow()
        self._choices = QButtonGroup(self)
        self.card = Card()
        self.card.fill(table)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(self._row)
        box.addWidget(self.card, 1)

    def show_rows(self, rows: Sequence[Any], filters: Sequence[tuple[str, str, Keeps]]) -> None:
        """Show other rows; filters are (name, words, keeps), and one that keeps nothing is not offered."""
        self.rows = list(rows)
        everything = (ALL, self.tr("Tất cả"), _anything)
        offered = [one for one in (everything, *filters) if one[0] in (ALL, self.chosen) or any(map(one[2], rows))]
        self._filters = {name: (title, keeps) for name, title, keeps in offered}
        self._make_chips()
        self._row.setVisible(bool(self.rows))
        self.choose(self.chosen if self.chosen in self._filters else ALL)

    def choose(self, name: str) -> None:
        """Show the part a filter keeps."""
        self.chosen = name
        self.chips[name].setChecked(True)
        keeps = self._filters[name][1]
        shown = [row for row in self.rows if keeps(row)]
        self.table.rows_model.set_rows(shown)
        if shown and self.table.current_row() is None:
            self.table.selectRow(0)

    def bring(self, key: object) -> bool:
        """Put the cursor on a row, showing all if the filter hides it; False if there is no such row."""
        if not self.table.select_key(key):  # type: ignore[arg-type]
            self.choose(ALL)
        return self.table.select_key(key)  # type: ignore[arg-type]

    def _make_chips(self) -> None:
        if list(self.chips) != list(self._filters):
            for chip in self.chips.values():
                self._choices.removeButton(chip)
                self._row.flow.removeWidget(chip)
                chip.deleteLater()
            self.chips = {}
            for name, (title, _keeps) in self._filters.items():
                chip = FilterChip(title)
                chip.clicked.connect(partial(self.choose, name))
                self._choices.addButton(chip)
                self._row.add(chip)
                self.chips[name] = chip
            tab_through([*self.chips.values()], self.table)
        for name, chip in self.chips.items():
            chip.set_count(sum(map(self._filters[name][1], self.rows)))


def _anything(_row: Any) -> bool:
    return True


class TargetList(FilteredList):
    """The targets of a year with their bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            Column[TargetProgress](tr("TargetList", "Chỉ tiêu"), lambda one: one.indicator.name, width=30, tip=_tip),
            Column[TargetProgress](tr("TargetList", "Thực hiện"), words.reached, width=22, tip=_tip),
            Column[TargetProgress](
                tr("TargetList", "Tình trạng"),
                lambda one: words.verdict(one.pace),
                width=23,
                state=lambda one: words.STATES[one.pace],
                tip=_tip,
            ),
        )
        table = HighTable(RowsModel[TargetProgress](columns), key=lambda one: one.row.id, sorting="none")
        table.rows_model.setParent(table)
        lower = (
            TwoLines(table, below=lambda one: f"{words.body(one.row)} · {words.period(one.period)}"),
            TwoLines(table, bar=words.bar, is_bold=True),
            TwoLines(table, below=words.pace),
        )
        for place, delegate in enumerate(lower):
            table.setItemDelegateForColumn(place, delegate)
        super().__init__(table, parent)

    def show_targets(self, targets: Sequence[TargetProgress]) -> None:
        """Show the targets of a year."""
        self.show_rows(
            targets,
            (
                ("commune", self.tr("Toàn xã"), lambda one: one.row.values.cell_id is None),
                ("cells", self.tr("Chi bộ"), lambda one: one.row.values.cell_id is not None),
                (
                    "late",
                    self.tr("Chậm, vượt mức, không đạt"),
                    lambda one: one.pace in (Pace.BEHIND, Pace.OVER, Pace.MISSED),
                ),
                ("met", self.tr("Đã đạt"), lambda one: one.pace is Pace.REACHED),
            ),
        )


def _tip(progress: TargetProgress) -> str:
    return f"{progress.indicator.name}\n{words.sentence(progress)}"


class Catalogue(FilteredList):
    """Every indicator with its value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            Column[Figure](tr("Catalogue", "Chỉ số"), lambda one: one.indicator.name, width=42, tip=_definition),
            Column[Figure](
                tr("Catalogue", "Giá trị"),
                words.value_of,
                width=11,
                align="right",
                bold=True,
                tip=_definition,
                longest="1.000,0 %",
            ),
            Column[Figure](tr("Catalogue", "Diễn giải"), words.explained, width=27, role="muted", tip=_definition),
        )
        table = WideTable(RowsModel[Figure](columns), key=lambda one: one.indicator.key, sorting="none")
        table.rows_model.setParent(table)
        super().__init__(table, parent)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show the indicators as of a day."""
        self.show_rows(figures, [(group.name, group.value, _of_group(group)) for group in Group])


def _of_group(group: Group) -> Keeps:
    return lambda figure: figure.indicator.group is group


def _definition(figure: Figure) -> str:
    return f"{figure.indicator.name}\n{figure.indicator.definition}"

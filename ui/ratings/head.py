"""The row above the ratings of a cell: year or quarter, the cell and what is left to do in it, what is done to many."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from models import cells
from models.rating_round import Round
from models.ratings import WHOLE_YEAR
from ui import theme
from ui.fields import Choice
from ui.theme import State
from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label

_NARROW = theme.UNIT * 62
_ANY = 16777215  # Qt's own word for no limit


class Head(FlowRow):
    """The quarters flow before the cell; the page fills `many_menu` when it opens."""

    quarter_picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.cell = Choice()
        self.cell.setAccessibleName(self.tr("Chi bộ"))
        self.progress = label("", "muted")
        self.many = QPushButton(self.tr("Ghi nhiều"))
        self.many_menu = QMenu(self.many)
        self.bodies = QPushButton(self.tr("Tổ chức đảng…"))
        self._quarters = QButtonGroup(self)
        self._build()
        self._quarters.buttonClicked.connect(lambda chip: self.quarter_picked.emit(chip.property("quarter")))
        self.check_quarter(WHOLE_YEAR)

    def check_quarter(self, quarter: int) -> None:
        """Mark the quarter in view."""
        for chip in self._quarters.buttons():
            chip.setChecked(chip.property("quarter") == quarter)

    def fold(self, is_low: bool) -> None:
        """Where there is little height be one line: what tips and the menu say as well makes room."""
        for chip in self._quarters.buttons():
            chip.setText(chip.property("short") if is_low else chip.accessibleName())
        self.progress.setVisible(not is_low)
        self.bodies.setVisible(not is_low)
        self.cell.setMaximumWidth(_NARROW if is_low else _ANY)

    def show_cells(self, found: Round, cell_id: int) -> None:
        """Offer the cells of a round with what is left to do in each; the one in view is not picked anew."""
        entries: list[tuple[str, int]] = []
        for row in found.cells:
            left = "✓" if row.is_done else self.tr("còn {n}").format(n=row.counts.open)
            if row.is_over and row.cap is not None:
                left += self.tr(" · {sign} quá {n} xuất sắc").format(sign=State.WARN.sign, n=row.cap.over)
            entries.append((f"{cells.short_name(row.name)} · {left}", row.cell_id))
        self.cell.blockSignals(True)
        self.cell.set_entries(entries)
        self.cell.set_value(cell_id)
        self.cell.blockSignals(False)

    def _build(self) -> None:
        chips = [(self.tr("Cả năm"), self.tr("Năm"), WHOLE_YEAR)]
        chips += [
            (self.tr("Quý {n}").format(n=roman), self.tr("Q.{n}").format(n=roman), n)
            for n, roman in enumerate(("I", "II", "III", "IV"), 1)
        ]
        for text, short, quarter in chips:
            chip = FilterChip(text)
            chip.setAccessibleName(text)
            chip.setToolTip(self.tr("{text} (Ctrl+→, Ctrl+←)").format(text=text))
            chip.setProperty("short", short)
            chip.setProperty("quarter", quarter)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._quarters.addButton(chip)
            self.add(chip)
        self.many.setMenu(self.many_menu)
        theme.dress(self.many, "list-checks")
        self.bodies.setToolTip(self.tr("Xếp loại chi bộ, tổ chức đảng của năm hoặc quý này"))
        theme.dress(self.bodies, "network")
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for widget in (self.cell, self.progress, self.many, self.bodies):
            row.addWidget(widget)
        self.add(right)

"""The matrix cells × months of one year, with the year before and after within reach."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from models import overview
from models.database import Database
from models.overview import Overview
from models.participation import Figures
from models.rules import RuleBook
from models.text import percent
from ui import theme
from ui.meetings.squares import TOTAL, matrix_rows
from ui.widgets.cards import Card
from ui.widgets.labels import ElidedLabel
from ui.widgets.matrix import Matrix, MatrixRow

LONG_ROWS = 16


class YearCard(Card):
    """One row a cell, one square a month; ◂ ▸ change the year."""

    month_chosen = Signal(object, int, int)
    """A square was chosen: cell (None: the whole commune), year, month."""
    cell_chosen = Signal(int, int)
    """A name was chosen: cell, year."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._db = db
        self.year = 0
        self._shown: Overview | None = None
        self._book: RuleBook | None = None
        self.matrix = Matrix()
        self.before = self._arrow("chevron-left", self.tr("Năm trước"))
        self.after = self._arrow("chevron-right", self.tr("Năm sau"))
        arrows = QHBoxLayout()
        arrows.setSpacing(0)
        arrows.addWidget(self.before)
        arrows.addWidget(self.after)
        self.top.insertLayout(1, arrows)
        self.legend = ElidedLabel(
            self.tr("▼ chưa đạt mục tiêu  ·  … chưa ghi hoặc chưa đến ngày họp  ·  – chưa họp hoặc không sinh hoạt")
        )
        self.legend.setProperty("role", "small")
        self.box.setSpacing(theme.UNIT)
        self.box.addWidget(self.matrix, 1)
        self.box.addWidget(self.legend)
        self.set_note(self.tr("tỷ lệ tham gia, %  ·  bấm một ô để mở cuộc họp"))
        self.before.clicked.connect(lambda: self.show_year(self.year - 1))
        self.after.clicked.connect(lambda: self.show_year(self.year + 1))
        self.matrix.opened.connect(self._open)
        self.matrix.row_opened.connect(self._open_row)

    def show_overview(self, shown: Overview, book: RuleBook) -> None:
        """Show the year of the day, or keep the year the officer went to."""
        is_first = self._shown is None
        self._shown, self._book = shown, book
        self.show_year(shown.on.year if is_first else self.year)

    def show_year(self, year: int) -> None:
        """Show one of the years there are figures of."""
        if self._shown is None or self._book is None:
            return
        stock = self._shown.stock
        self.year = min(max(year, stock.first_year), stock.last_year)
        with self._db.read() as session:
            figures = overview.year_figures(session, self._shown, self.year)
        rows = matrix_rows(figures, self.year, self._shown.on, self._book)
        active = {cell.id for cell in figures.cells if any(figures.is_active(cell, self.year, m) for m in range(1, 13))}
        self.matrix.set_rows(
            [self._with_tip(row, figures) for row in rows if row.key == TOTAL or row.key in active], self.tr("Chi bộ")
        )
        self.set_title(self.tr("Chi bộ theo tháng, năm {year}").format(year=self.year))
        self.before.setEnabled(self.year > stock.first_year)
        self.after.setEnabled(self.year < stock.last_year)

    def set_long(self, is_long: bool) -> None:
        """Show many rows at once, where the page scrolls as a whole."""
        self.matrix.setMinimumHeight(LONG_ROWS * (self.fontMetrics().height() + theme.UNIT) if is_long else 0)

    def _with_tip(self, row: MatrixRow, figures: Figures) -> MatrixRow:
        """Let a name tell its year so far, pooled."""
        if not isinstance(row.key, int):
            return row
        tally = overview.cell_year(figures, row.key, self.year)
        counted = f"{tally.counted} = {percent(tally.rate)}" if tally.meetings else self.tr("chưa họp")
        return replace(row, tip=f"{row.label} · {self.year}: {counted}")

    def _arrow(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        theme.dress(button, icon, "muted")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _open(self, key: object, month: int) -> None:
        self.month_chosen.emit(key if isinstance(key, int) else None, self.year, month)

    def _open_row(self, key: object) -> None:
        if isinstance(key, int):
            self.cell_chosen.emit(key, self.year)

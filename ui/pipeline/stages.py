"""The stages as a row of cards: how many stand at each, and what is urgent there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.pipeline import Line, Stage
from models.text import number
from ui import theme
from ui.theme import State
from ui.widgets.cards import StatCard
from ui.widgets.labels import label

LEAST_LETTERS = 15
"""A card is at least so many letters wide; narrower, the cards go on in another row."""


class StageCard(StatCard):
    """One stage; the title may take two lines, and the card chosen has a coloured border."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.wrapped = label(title, "small", wrap=True)
        self.wrapped.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        self.box = box
        for part in (self.title, self.bar):
            part.hide()
        box.replaceWidget(self.title, self.wrapped)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.figure)
        row.addWidget(self.caption, 1, Qt.AlignmentFlag.AlignBottom)
        box.insertLayout(1, row)

    def height_at(self, width: int) -> int:
        """Return the height of the title on a card of a width."""
        self.wrapped.ensurePolished()
        margins = self.box.contentsMargins()
        return self.wrapped.heightForWidth(width - margins.left() - margins.right() - 2)

    def keep_height(self, height: int) -> None:
        """Give the title this height, so that the figures of a row of cards stand level."""
        self.wrapped.setFixedHeight(height)

    def set_chosen(self, is_chosen: bool) -> None:
        """Show whether the table below shows this stage alone."""
        theme.set_role(self, "chosen", is_chosen)


class Stages(QWidget):
    """The cards; a click chooses a stage, another click on it lets go of it."""

    chosen = Signal(object)
    """The stage chosen, None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage: Stage | None = None
        self.cards = {stage: StageCard(stage.value) for stage in Stage}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.GAP)
        self._columns = 0
        for stage, card in self.cards.items():
            card.setToolTip(self.tr("Bấm để xem danh sách; bấm lần nữa để xem tất cả"))
            card.clicked.connect(partial(self._click, stage))
        self._arrange()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Count the lines of each stage."""
        for stage, card in self.cards.items():
            of_stage = [line for line in lines if line.stage is stage]
            late = sum(line.alarm is not None and line.alarm.is_late for line in of_stage)
            soon = sum(line.alarm is not None for line in of_stage) - late
            if late:
                card.show_figure(number(len(of_stage)), self.tr("{n} quá hạn").format(n=late), State.BAD)
            elif soon:
                card.show_figure(number(len(of_stage)), self.tr("{n} đến hạn").format(n=soon), State.WARN)
            else:
                card.show_figure(number(len(of_stage)), "", State.PLAIN if of_stage else State.IDLE)
            card.setAccessibleName(f"{stage.value}: {len(of_stage)}. {card.caption.text()}")
        self.cards[Stage.LEFT].setVisible(any(line.stage is Stage.LEFT for line in lines))

    def choose(self, stage: Stage | None) -> None:
        """Choose a stage, or all."""
        self.stage = stage
        for one, card in self.cards.items():
            card.set_chosen(one is stage)
        self.chosen.emit(stage)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards in a row as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Titles in larger letters take more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_columns"):
            self._arrange()

    def _click(self, stage: Stage) -> None:
        self.choose(None if stage is self.stage else stage)

    def _arrange(self) -> None:
        least = LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        columns = min(len(self.cards), max(1, self.width() // least))
        if columns < len(self.cards):
            columns = min(columns, -(-len(self.cards) // 2))  # two even rows look better than a long and a short one
        width = (self.width() - (columns - 1) * theme.GAP) // columns
        height = max(card.height_at(width) for card in self.cards.values())
        for card in self.cards.values():
            card.keep_height(height)
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

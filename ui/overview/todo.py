"""*Việc cần làm*: the lines that wait for the officer, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import State
from ui.widgets.cards import Card, TodoRow
from ui.widgets.labels import label

_URGENCY = (State.BAD, State.WARN, State.PLAIN, State.IDLE)


@dataclass(frozen=True)
class TodoLine:
    """One line: `key` is what the screen does on a click, `state` how urgent it is."""

    key: str
    icon: str
    text: str
    detail: str
    state: State


class _Lines(QScrollArea):
    """A scroll area that would like to show everything (Qt's own asks for a fixed number of letters)."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.wanted = 0
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """As high as the lines."""
        return QSize(super().sizeHint().width(), self.wanted)


class TodoCard(Card):
    """The card with the lines; it scrolls when there are more than fit."""

    chosen = Signal(str)
    """A line was clicked: its key, the one of the TodoLine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Việc cần làm"))
        self.rows: dict[str, TodoRow] = {}
        self._is_long = False
        self.nothing = label(self.tr("Đang xem còn việc gì…"), "muted", wrap=True)
        inside = QWidget()
        inside.setProperty("bare", True)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.nothing)
        self._lines.addStretch(1)
        self._scroll = _Lines()
        self._scroll.setWidget(inside)
        self.box.addWidget(self._scroll, 1)

    def show_lines(self, lines: Iterable[TodoLine]) -> None:
        """Show what is left to do, the most urgent first."""
        lines = sorted(lines, key=lambda line: _URGENCY.index(line.state))
        focused = next((key for key, row in self.rows.items() if row.hasFocus()), None)
        for row in self.rows.values():
            self._lines.removeWidget(row)
            row.deleteLater()
        self.rows = {}
        for place, line in enumerate(lines):
            row = TodoRow(line.icon, line.text, line.detail, line.state)
            row.clicked.connect(partial(self.chosen.emit, line.key))
            self._lines.insertWidget(place, row)
            self.rows[line.key] = row
        self.nothing.setText(self.tr("Không có việc nào đang chờ."))
        self.nothing.setVisible(not lines)
        if focused in self.rows:
            self.rows[focused].setFocus()
        self._fit()

    def set_long(self, is_long: bool) -> None:
        """Show every line at once, where the page scrolls as a whole."""
        self._is_long = is_long
        self._fit()

    def _fit(self) -> None:
        """Ask for the height of all lines, but do with three of them: what is more scrolls."""
        heights = [row.sizeHint().height() for row in self.rows.values()] or [self.nothing.sizeHint().height()]
        self._scroll.wanted = sum(heights)
        self._scroll.setMinimumHeight(sum(heights) if self._is_long else min(sum(heights), 3 * max(heights)))
        self._scroll.setMaximumHeight(sum(heights))
        self._scroll.updateGeometry()

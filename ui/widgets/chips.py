"""Small rounded things: filters that are on or off, key hints, and tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from models.text import number
from ui import theme
from ui.theme import State
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label


class FilterChip(QPushButton):
    """A filter that is on or off; `toggled(bool)` tells. It may show how many rows it keeps."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.title = text
        self.setCheckable(True)
        self.setProperty("chip", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the bold letters of a chip that is on, so that choosing it moves nothing."""
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        words = self.text()
        hint.setWidth(
            hint.width()
            + max(0, QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words))
        )
        return hint

    def set_count(self, count: int | None) -> None:
        """Show how many rows the filter keeps, or nothing."""
        self.setText(self.title if count is None else f"{self.title} · {number(count)}")


class KeyHints(FlowRow):
    """A line that says which key does what."""

    def __init__(self, hints: Iterable[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=theme.GAP * 2)
        self.hints: list[tuple[str, str]] = []
        self.show_hints(list(hints))

    def show_hints(self, hints: list[tuple[str, str]]) -> None:
        """Say of other keys what they do, in place of those told."""
        if hints == self.hints:
            return
        self.clear()
        self.hints = hints
        for key, meaning in hints:
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.GAP)
            cap = label(key)
            cap.setProperty("key", True)
            row.addWidget(cap)
            row.addWidget(label(meaning, "small"))
            self.add(pair)


def tag(text: str, state: State = State.IDLE) -> QLabel:
    """A word on a soft ground in the colour of its state."""
    made = label(text)
    made.setProperty("tag", True)
    made.setProperty("state", state.value)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def tab_through(stops: Sequence[QWidget], to: QWidget) -> None:
    """Let Tab come to some widgets in turn on its way to another one; made anew, they come after everything else."""
    before = to.previousInFocusChain() or to
    while before is not to and (before in stops or before.focusPolicy() is Qt.FocusPolicy.NoFocus):
        before = before.previousInFocusChain() or to
    for one in stops:
        QWidget.setTabOrder(before, one)
        before = one

"""A sum in words whose figures can be clicked: 22 thôn, bản = 17 có chi bộ độc lập + 4 ghép + 1 chưa có chi bộ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label

Part = tuple[str, str]
"""Words, and the name of the figure they can be clicked for; an empty name makes plain words."""


class IdentityLine(FlowRow):
    """Plain words and figures in a row; a figure looks like a link and opens what it counts."""

    chosen = Signal(str)
    """A figure was clicked: its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=theme.UNIT)
        self.figures: dict[str, QPushButton] = {}

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show another sum; a figure that was there before keeps its place and the focus."""
        names = [name for _words, name in parts]
        if names == getattr(self, "_names", None):
            for (words, _name), widget in zip(parts, self._widgets, strict=True):
                widget.setText(words)
            return
        self._names = names
        for widget in getattr(self, "_widgets", []):
            self.flow.removeWidget(widget)
            widget.deleteLater()
        self.figures = {}
        self._widgets = [self._figure(words, name) if name else label(words) for words, name in parts]
        self.add(*self._widgets)

    def text(self) -> str:
        """The whole line as one sentence."""
        return " ".join(widget.text() for widget in self._widgets)

    def _figure(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "link")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(partial(self.chosen.emit, name))
        self.figures[name] = button
        return button

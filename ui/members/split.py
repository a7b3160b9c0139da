"""The member table and, at its right, the card of the one chosen; the officer moves the border or hides the card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from ui import theme
from ui.widgets.cards import Card

CARD_WIDTH = 324
NARROW = 868
"""Below so many pixels there is room for the table or the card, not for both."""


class CardSplit(QSplitter):
    """Keeps the card's width, and whether it is shown, once the officer has said so; `button` shows and hides it."""

    toggled = Signal()
    """The officer showed or hid the card."""

    def __init__(self, table: QWidget, card: QWidget, button: QPushButton, settings: theme.Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._card, self._button, self._settings = card, button, settings
        frame = Card()
        frame.fill(table)
        self.addWidget(frame)
        self.addWidget(card)
        self.setStretchFactor(0, 1)
        self.setHandleWidth(theme.MARGIN)
        self.setChildrenCollapsible(False)
        width = str(settings.value("members/card_width", ""))
        self.setSizes([10_000, int(width) if width.isdecimal() else CARD_WIDTH])
        self.splitterMoved.connect(lambda *_: settings.setValue("members/card_width", str(self.sizes()[1])))
        button.clicked.connect(self._toggle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little room the table comes first."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        chosen = self._settings.value("members/card")
        shown = self.width() >= NARROW if chosen is None else str(chosen) == "1"
        theme.dress(self._button, "user", "accent_text" if shown else "muted")
        self._button.setChecked(shown)
        self._card.setVisible(shown)

    def _toggle(self, shown: bool) -> None:
        self._settings.setValue("members/card", "1" if shown else "0")
        self._fit()
        self.toggled.emit()

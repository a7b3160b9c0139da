"""The first and the last page of an import: where to drop a file, and what came in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.theme import State
from ui.widgets.labels import label, set_state

_PICTURE = 40


class Announcement(QWidget):
    """A card in the middle with a sign, a heading, some lines and, if asked for, a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = label("", "heading", wrap=True)
        self.words = label("", wrap=True)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.hide()
        for text in (self.heading, self.words):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = QFrame()
        card.setProperty("card", True)
        card.setMaximumWidth(560)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(3 * theme.MARGIN,) * 4)
        inside.setSpacing(theme.MARGIN)
        for widget in (self.picture, self.heading, self.words):
            inside.addWidget(widget)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 8)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addLayout(across)
        box.addStretch(3)

    def show_words(self, icon: str, heading: str, words: str, state: State = State.PLAIN) -> None:
        """Show a sign (name of an icon), a heading in the colour of its state, and lines below."""
        role = {State.GOOD: "green", State.WARN: "amber"}.get(state, "muted")
        self.picture.setPixmap(theme.pixmap(icon, role, _PICTURE))
        self.heading.setText(heading)
        set_state(self.heading, state)
        self.words.setText(words)

"""A line above a list that says what the officer should know, with the button that repairs it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui import theme
from ui.theme import State
from ui.widgets.labels import label, set_state


class Notice(QWidget):
    """An amber sentence, whole on as many lines as it needs, and at most one button; hidden without anything to say."""

    def __init__(self, parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(parent)
        self.text = label("", wrap=True)
        self.button = QPushButton()
        self.button.setProperty("kind", "link")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.repair)
        self.key = label(key, "small")
        self.key.hide()
        self._slot: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.UNIT, 0, theme.UNIT, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.key, 0, Qt.AlignmentFlag.AlignTop)
        self.key.setMinimumHeight(self.button.sizeHint().height())  # beside the words of the button, not above them
        self.hide()

    def say(self, text: str, button: str = "", slot: Callable[[], object] | None = None) -> None:
        """Show a sentence, and a button that calls `slot`; an empty text hides the line."""
        self._slot = slot
        self.text.setText(text)
        set_state(self.text, State.WARN)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.key.setVisible(bool(button and self.key.text()))
        self.key.setFixedHeight(self.button.sizeHint().height())  # on one line with the button, also in large letters
        self.setVisible(bool(text))

    def repair(self) -> None:
        """Do what the button says, if there is one; a page that names `key` calls it at that key."""
        if self._slot is not None:
            self._slot()

"""What an empty place says: what to do next, with the button that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.labels import label


class EmptyState(QWidget):
    """A sentence and, if there is something to do, one button, in the middle of the space given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label(role="muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._act)
        self._slot: Callable[[], object] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN,) * 4)
        box.setSpacing(theme.MARGIN)
        box.addStretch(2)
        box.addWidget(self.words)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self.set_words("")

    @property
    def has_words(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.words.text())

    def set_words(self, text: str, button_text: str = "", slot: Callable[[], object] | None = None) -> None:
        """Set the sentence and the button; without a slot there is no button."""
        self.words.setText(text)
        self.button.setText(button_text)
        self.button.setVisible(slot is not None)
        self._slot = slot

    def go_to_button(self) -> None:
        """Put the cursor on the button, if there is one; keys that would go to the rows come here."""
        if self.button.isVisible():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def setVisible(self, visible: bool) -> None:
        """Leave the cursor to what is shown instead; Qt would send it to the first widget of the window."""
        if not visible and self.button.hasFocus() and (behind := self.parentWidget()) is not None:
            behind.setFocus(Qt.FocusReason.OtherFocusReason)
        super().setVisible(visible)

    def _act(self) -> None:
        if self._slot:
            self._slot()

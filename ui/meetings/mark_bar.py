"""Beside the line edit of the roll-call: a button for each mark, or the sentence that nobody has the name typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedLayout, QWidget

from models.tables import Mark
from ui import theme
from ui.theme import State
from ui.widgets.flow import FlowRow
from ui.widgets.labels import ElidedLabel, set_state

_KEYS = {Mark.PRESENT: "+", Mark.EXCUSED: "-", Mark.UNEXCUSED: "*", Mark.ONLINE: "/", Mark.UNRECORDED: "Del"}


class MarkBar(QWidget):
    """The sentence takes the place of the buttons: while nobody is found there is nobody to mark."""

    pressed = Signal(object)
    """A button was pressed: its Mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._stack = QStackedLayout(self)
        self._row = FlowRow(gap=theme.UNIT)
        self.buttons = {
            mark: self._button(mark, words)
            for mark, words in (
                (Mark.PRESENT, self.tr("Có mặt")),
                (Mark.EXCUSED, self.tr("Có lý do")),
                (Mark.UNEXCUSED, self.tr("Không lý do")),
                (Mark.ONLINE, self.tr("Trực tuyến")),
                (Mark.UNRECORDED, self.tr("Chưa ghi")),
            )
        }
        self.sentence = ElidedLabel()
        set_state(self.sentence, State.BAD)
        self._stack.addWidget(self._row)
        self._stack.addWidget(self.sentence)

    def say(self, text: str) -> None:
        """Show a sentence instead of the buttons, the buttons again with an empty one."""
        self.sentence.setText(text)
        self._stack.setCurrentIndex(1 if text else 0)

    def width_in_one_line(self) -> int:
        """The room all buttons take beside each other."""
        return self._row.sizeHint().width()

    def _button(self, mark: Mark, words: str) -> QPushButton:
        button = QPushButton(f"{_KEYS[mark]}  {words}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("kind", "flat")
        button.clicked.connect(lambda: self.pressed.emit(mark))
        self._row.add(button)
        return button

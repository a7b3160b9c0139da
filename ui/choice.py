"""A list to choose from, by its letters too: typed one after the other, with or without accents, đ as d."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyle, QWidget

from models.text import fold

_PAUSE = 1_000
"""After so many milliseconds without a letter the next one begins a new word."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TypedAhead:
    """Remembers the letters typed into a list. Unikey takes letters back and sends them anew with their marks."""

    def __init__(self) -> None:
        self._letters = ""
        self._from = 0
        self._since = QElapsedTimer()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is a letter of what is sought, and then keep it; a blank is one only within a word."""
        if not self._since.isValid() or self._since.elapsed() > _PAUSE:
            self._letters = ""
        is_back = event.key() == Qt.Key.Key_Backspace and bool(self._letters)
        letter = event.text()
        is_letter = bool(letter.strip() or (letter and self._letters)) and letter.isprintable()
        if event.modifiers() & _COMMANDS or not (is_back or is_letter):
            return False
        self._letters = self._letters[:-1] if is_back else self._letters + letter
        self._since.restart()
        return True

    def place(self, words: Sequence[str], current: int) -> int:
        """Return the entry sought: one that begins so, else one with a word that does.

        If there is none, the one chosen before the word was begun: its first letters alone may fit quite another thing.
        One letter typed again and again goes on to the next entry that begins with it.
        """
        if len(self._letters) == 1:
            self._from = current
        folded, asked = [fold(word) for word in words], fold(self._letters)
        if asked and set(asked) == {asked[0]}:
            asked = asked[0]
            order = [*range(current + 1, len(words)), *range(current + 1)]
        else:
            order = list(range(len(words)))
        at = next((at for at in order if asked and folded[at].startswith(asked)), None)
        if at is None:
            at = next((at for at, word in enumerate(folded) if asked and f" {asked}" in word), None)
        return at if at is not None else min(self._from, len(words) - 1)


_EDGES = 2
"""Fusion draws the chosen word so many pixels narrower than the room that it asks for; the last letter became dots."""


class Choice(QComboBox):
    """A list to choose from, each entry with the value it stands for."""

    picked = Signal(object)
    """The officer chose another entry: its value."""
    _tip = ""

    def __init__(self, entries: Iterable[tuple[str, Any]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._typed = TypedAhead()
        self.set_entries(entries)
        self.activated.connect(lambda _: self.picked.emit(self.value()))

    def set_entries(self, entries: Iterable[tuple[str, Any]]) -> None:
        """Offer other entries (word, value), keeping the value chosen if it is among them."""
        kept = self.value()
        self.clear()
        for word, value in entries:
            self.addItem(word, value)
        self.set_value(kept)

    def value(self) -> Any:
        """The value chosen, None while there are no entries."""
        return self.currentData()

    def set_value(self, value: object) -> bool:
        """Choose the entry with this value; False, and the first entry, if there is none."""
        for number in range(self.count()):
            if self.itemData(number) == value:
                self.setCurrentIndex(number)
                return True
        self.setCurrentIndex(0 if self.count() else -1)
        return False

    def sizeHint(self) -> QSize:
        """Wide enough for the longest word, whole."""
        return super().sizeHint() + QSize(_EDGES, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters choose the entry that begins with them; Qt's own search wants every accent and ends at a blank."""
        if self.isEditable() or not self._typed.takes(event):
            super().keyPressEvent(event)
            return
        place = self._typed.place([self.itemText(number) for number in range(self.count())], self.currentIndex())
        if place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def initStyleOption(self, option: Any) -> None:
        """What is drawn: words that do not fit end in …; whole, they are the tooltip."""
        super().initStyleOption(option)
        style, words = self.style(), option.currentText
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 2)
        is_cut = option.currentText != words
        if is_cut or self._tip:
            self._tip = words if is_cut else ""
            if self.toolTip() != self._tip:
                self.setToolTip(self._tip)

    def wheelEvent(self, event: Any) -> None:
        """A wheel turned over a form scrolls the form; it never changes a value unseen."""
        event.ignore()


_OPENING = frozenset(
    {
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End),
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter),
    }
)


class ActingChoice(Choice):
    """A list whose choice acts at once, e.g. reads a file again: keys open it, and Enter takes the entry they go to.

    Closed, a list takes every entry that an arrow or a letter comes by; the second could never be reached.
    """

    _is_watched = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list, at the entry that the letters mean."""
        is_typed = self._typed.takes(event)
        if not is_typed and (event.key() not in _OPENING or event.modifiers() & _COMMANDS):
            QComboBox.keyPressEvent(self, event)
            return
        self.showPopup()
        if is_typed:
            self._go_to_typed()

    def showPopup(self) -> None:
        """Open the list, whose letters are read as those of the box."""
        if not self._is_watched:
            self.view().installEventFilter(self)
            self._is_watched = True
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read letters typed in the open list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._typed.takes(event):
            self._go_to_typed()
            return True
        return super().eventFilter(watched, event)

    def _go_to_typed(self) -> None:
        view = self.view()
        words = [self.itemText(number) for number in range(self.count())]
        view.setCurrentIndex(self.model().index(self._typed.place(words, view.currentIndex().row()), 0))

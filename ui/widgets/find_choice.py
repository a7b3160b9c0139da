"""A list to choose from that is found by typing: any part of the word, with or without accents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from models.text import clean, fold
from ui.fields import Choice

_FOLDED = Qt.ItemDataRole.UserRole + 1
_SHOWN = 12


class _Finder(QCompleter):
    """Finds what is typed anywhere in a word, accents aside, and shows the word as it is written."""

    def splitPath(self, path: str) -> list[str]:
        """What is sought, folded as the words are."""
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The word of a line found."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class FindChoice(Choice):
    """A Choice to type into: Enter or Tab takes the first entry that fits, what fits nothing is taken back."""

    _is_clicked_into = False

    def __init__(self, entries: Iterable[tuple[str, Any]] = (), parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        finder = _Finder(self.model(), self)
        finder.setCompletionRole(_FOLDED)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(_SHOWN)
        self.setCompleter(finder)
        self.finder = finder
        line = self.lineEdit()
        assert line is not None  # it is editable
        line.setPlaceholderText(self.tr("gõ để tìm"))
        line.editingFinished.connect(self._settle)
        line.installEventFilter(self)
        self.set_entries(entries)

    def set_entries(self, entries: Iterable[tuple[str, Any]]) -> None:
        """Offer other entries (word, value), keeping the value chosen if it is among them."""
        super().set_entries(entries)
        for number in range(self.count()):
            self.setItemData(number, fold(self.itemText(number)), _FOLDED)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing replaces the word shown also where a button or a click has led here, as it does after Tab."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() == Qt.FocusReason.OtherFocusReason:
            line.selectAll()
        self._is_clicked_into = event.reason() == Qt.FocusReason.MouseFocusReason

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The click that leads into the field selects the word once it is over; the next ones place the cursor."""
        line = self.lineEdit()
        if watched is line and event.type() == QEvent.Type.MouseButtonRelease and self._is_clicked_into:
            self._is_clicked_into = False
            if line is not None and not line.hasSelectedText():
                line.selectAll()
        return super().eventFilter(watched, event)

    def found(self, text: str) -> int:
        """Return the entry that fits what is typed best, -1 if none does: the same, one that begins so, one with it."""
        asked = fold(text)
        words = [fold(self.itemText(number)) for number in range(self.count())]
        fits = (lambda word: word == asked, lambda word: word.startswith(asked), lambda word: asked in word)
        return next((number for fit in fits for number, word in enumerate(words) if asked and fit(word)), -1)

    def _settle(self) -> None:
        """Take what is typed, or show again what is chosen."""
        chosen = self.currentIndex()
        popup = self.finder.popup()
        is_chosen_below = popup.isVisible() and popup.currentIndex().isValid()  # Qt takes it, and tells
        if is_chosen_below or self.currentText() == self.itemText(chosen):
            return
        found = self.found(self.currentText())
        self.setCurrentIndex(found if found >= 0 else chosen)
        self.setEditText(self.itemText(self.currentIndex()))
        if found not in (-1, chosen):
            self.picked.emit(self.value())


class FindOrWrite(FindChoice):
    """A FindChoice in which what fits no entry stays as it is typed; nothing typed is the first entry, an empty one."""

    def written(self) -> str:
        """Return the word chosen or typed."""
        return clean(self.currentText())

    def write(self, text: str) -> None:
        """Show a word, which may be none of the entries."""
        self.setCurrentIndex(max(self.findText(text), 0))
        self.setEditText(text)

    def _settle(self) -> None:
        """Take the entry that is typed with other accents or capitals."""
        found = self.found(self.currentText())
        if found >= 0 and fold(self.itemText(found)) == fold(self.currentText()):
            self.setCurrentIndex(found)

"""A field for one person: type a part of the name, with or without accents, and choose from the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from models.errors import KnownError
from models.person_names import PersonName
from models.text import fold

_FOLDED = Qt.ItemDataRole.UserRole + 1
_MOST = 12


def _sought(person: PersonName) -> str:
    """Return what a person is found by: any part of their label without accents, and their initials."""
    parts = (fold(person.label), fold(person.also), "".join(word[0] for word in fold(person.name).split()))
    return " ".join(part for part in parts if part)


class PersonFinder(QCompleter):
    """Finds what is typed anywhere in a name, accents aside; `words` says by what each is shown."""

    def __init__(self, people: Sequence[PersonName], words: Callable[[PersonName], str], parent: QWidget) -> None:
        super().__init__(parent)
        model = QStandardItemModel(self)
        for person in people:
            item = QStandardItem(words(person))
            item.setData(_sought(person), _FOLDED)
            model.appendRow(item)
        self.setModel(model)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_MOST)

    def splitPath(self, path: str) -> list[str]:
        """What is sought, folded as the names are."""
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The words of a line found: what it is found by never comes into the field."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class PersonField(QLineEdit):
    """A line edit that knows who may be meant; `value` is their id."""

    picked = Signal()
    """Another person was chosen, or nobody any more."""

    def __init__(self, people: Sequence[PersonName], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("gõ tên, hoặc bấm ↓ rồi chọn"))
        self.offer(people)
        self.editingFinished.connect(self._write_out)

    def offer(self, people: Sequence[PersonName]) -> None:
        """Let these be chosen, in this order; whoever is chosen stays if they are among them."""
        chosen = self.known_value() if self.text() else None
        self.people = list(people)
        self.finder = PersonFinder(self.people, lambda person: person.label, self)
        self.finder.activated.connect(self._take)
        self.setCompleter(self.finder)
        if chosen is not None:
            self.set_value(chosen)

    def value(self) -> int | None:
        """The id of the person meant, None when empty. Raises KnownError if the text fits nobody or several."""
        text = self.text().strip()
        if not text:
            return None
        exact = [person for person in self.people if person.label == text]
        near = exact or [one for one in self.people if fold(text) in map(fold, (one.name, one.label, one.also))]
        near = near or [person for person in self.people if fold(text) in _sought(person)]  # as the list shows them
        if len(near) == 1:
            return near[0].id
        if near:
            raise KnownError(self.tr("Có {n} tên như vậy; hãy chọn trong danh sách hiện ra.").format(n=len(near)))
        raise KnownError(self.tr("Không có “{text}” trong danh sách; hãy gõ tên rồi chọn.").format(text=text))

    def set_value(self, person_id: int | None) -> None:
        """Show a person; one who may no longer be chosen is left out."""
        self.setText(next((person.label for person in self.people if person.id == person_id), ""))
        self.setCursorPosition(0)

    def known_value(self) -> int | None:
        """The id if it can be told already, None while it is typed."""
        try:
            return self.value()
        except KnownError:
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow down opens the list, as in a field with an arrow: all of it while nothing is typed."""
        if event.key() == Qt.Key.Key_Down and not self.finder.popup().isVisible():
            self.finder.setCompletionPrefix("" if self.known_value() is not None else self.text())
            self.finder.complete()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What the Tab key selects is selected from its end, so that a long text shows its beginning, the name."""
        super().focusInEvent(event)
        if self.hasSelectedText():
            self.setSelection(len(self.text()), -len(self.text()))

    def _take(self, _chosen: object) -> None:
        self.picked.emit()

    def _write_out(self) -> None:
        found = self.known_value()
        if found is not None:
            self.set_value(found)
        self.picked.emit()

"""A field for several people, or one: names or their initials with commas between, each completed as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QLineEdit, QWidget

from models.errors import KnownError
from models.person_names import PersonName
from models.text import fold
from ui.widgets.person_field import PersonFinder


class _PeopleFinder(PersonFinder):
    """Completes the name after the last comma; the names before it stay."""

    def splitPath(self, path: str) -> list[str]:
        """What is sought: the last name, folded as the names are."""
        return [fold(path.rpartition(",")[2])]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole line once a name is chosen."""
        chosen = super().pathFromIndex(index)
        field = self.widget()
        before = field.text().rpartition(",")[0] if isinstance(field, QLineEdit) else ""
        return f"{before}, {chosen}" if before else chosen


class PeopleField(QLineEdit):
    """A line edit whose `values` are the ids of the people named in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people: list[PersonName] = []
        self.setMaxLength(1000)

    def set_people(self, people: Sequence[PersonName]) -> None:
        """Offer other people; the list that hangs open stays while they are the same."""
        if list(people) == self.people:
            return
        self.people = list(people)
        self.setCompleter(_PeopleFinder(self.people, lambda person: person.name, self))

    def values(self) -> list[int]:
        """The ids of those named, in the order typed. Raises KnownError for a name that fits nobody or several."""
        return [self._one(part.strip()) for part in self.text().split(",") if part.strip()]

    def value(self) -> int | None:
        """The id of the one named, None for nobody. Raises KnownError for several."""
        found = self.values()
        if len(found) > 1:
            raise KnownError(self.tr("Mỗi ý kiến ghi một người; hãy tách thành nhiều dòng."))
        return found[0] if found else None

    def set_values(self, ids: Sequence[int]) -> None:
        """Name people."""
        names = {person.id: person.name for person in self.people}
        self.setText(", ".join(names[one] for one in ids if one in names))

    def _one(self, text: str) -> int:
        wanted = fold(text)
        ranks = (
            [one for one in self.people if one.name == text],
            [one for one in self.people if fold(one.name) == wanted],
            [one for one in self.people if _initials(one) == wanted],
            [one for one in self.people if f" {wanted}" in f" {fold(one.name)}"],
        )
        found = next((rank for rank in ranks if rank), [])
        if len(found) == 1:
            return found[0].id
        if found:
            names = ", ".join(one.name for one in found[:3])
            raise KnownError(self.tr("“{text}” có thể là {names}; hãy gõ rõ hơn.").format(text=text, names=names))
        words = self.tr("Không có “{text}” trong danh sách chi bộ ngày họp; người ngoài chi bộ thì để trống ô này.")
        raise KnownError(words.format(text=text))


def _initials(person: PersonName) -> str:
    return "".join(word[0] for word in fold(person.name).split() if word[0].isalpha())

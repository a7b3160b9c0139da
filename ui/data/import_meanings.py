"""What an import asks about once for a whole file: what marks and words mean that the file does not explain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.outline import LEVELS, MARKS
from ui.choice import ActingChoice, Choice
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label


class Asked(NamedTuple):
    """The question about a mark or word, what it is when nobody says, and what may be said (key → words)."""

    question: str
    unsaid: str
    meanings: Mapping[str, str]


class Meanings(FlowRow):
    """A choice for each mark or word; none: nothing is shown."""

    told = Signal(str, str)
    """A mark or word and the key of what it means (models.outline.MARKS, LEVELS)."""

    def __init__(self, behind: QWidget) -> None:
        """`behind` is where Tab comes from."""
        super().__init__()
        self._behind = behind
        self.choices: dict[str, Choice] = {}
        self._asked: dict[str, Asked] = {}
        self.hide()

    def ask(self, marks: Mapping[str, str], *, are_levels: bool = False) -> None:
        """Ask what marks mean (mark → key, or ""); what was chosen with an earlier file can be changed."""
        asked = {mark: self._question(mark, are_levels=are_levels) for mark in marks}
        if asked != self._asked:
            self._asked = asked
            self.clear()
            self.choices.clear()
            before = self._behind
            for mark, one in asked.items():
                self.choices[mark] = choice = self._choice(mark, one)
                QWidget.setTabOrder(before, choice)  # made last, it would come behind the last button of the window
                before = choice
        for mark, key in marks.items():
            self.choices[mark].set_value(key)
        self.setVisible(bool(marks))

    def open_choice(self) -> Choice | None:
        """Return the first that nobody answered, None where all are."""
        return next((choice for choice in self.choices.values() if not choice.value()), None)

    def _question(self, mark: str, *, are_levels: bool) -> Asked:
        if are_levels:
            words = self.tr("Trình độ chỉ ghi “{mark}” là").format(mark=mark)
            return Asked(words, self.tr("(chưa rõ, giữ ở Ghi chú)"), LEVELS)
        return Asked(self.tr("Dấu “{mark}” là").format(mark=mark), self.tr("(chưa rõ)"), MARKS)

    def _choice(self, mark: str, asked: Asked) -> Choice:
        choice = ActingChoice([(asked.unsaid, ""), *((said, key) for key, said in asked.meanings.items())])
        choice.setAccessibleName(asked.question)
        choice.picked.connect(lambda key: self.told.emit(mark, key))
        self.add(label(asked.question), choice)
        return choice

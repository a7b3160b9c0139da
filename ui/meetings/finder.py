"""The line edit of the roll-call: letters find a name, a few keys mark the person found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from models.tables import Mark
from models.text import fold
from ui import theme

MARK_KEYS = {
    "+": Mark.PRESENT,
    "=": Mark.PRESENT,
    "-": Mark.EXCUSED,
    "*": Mark.UNEXCUSED,
    "/": Mark.ONLINE,
}
"""Keys that no input method touches (design.md 3)."""


class Finder(QLineEdit):
    """Keeps the focus of the roll-call; Unikey may compose and replay in it, as only the folded text counts."""

    typed = Signal(str)
    """The text to look for changed."""
    marked = Signal(object)
    """A mark key was pressed: the Mark, or None for the switch present ↔ excused (Space)."""
    moved = Signal(int)
    """Up or down by so many rows."""
    next_asked = Signal()
    """The next name that fits the text (Enter)."""
    reason_asked = Signal()
    """On to the reason (Tab)."""

    pasted = Signal(str)
    """Several cells were pasted: their text. A single word is pasted into the field as anywhere."""
    lost = Signal(str)
    """A mark was pressed although nobody fits the text: nothing is marked."""
    found_changed = Signal(bool)
    """Somebody fits the text or there is none, after nobody did; or the other way about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_found = True
        self._refused = ""
        self.setPlaceholderText(self.tr("Gõ tên để tìm"))
        self.setAccessibleName(self.tr("Tìm người trong danh sách điểm danh"))
        self.textEdited.connect(self._take_marks)
        self.textChanged.connect(lambda text: None if text else self.set_found(True))

    def set_found(self, is_found: bool) -> None:
        """Show whether anybody fits the text; the field is red while nobody does."""
        if is_found != self.has_found:
            self.has_found = is_found
            theme.set_role(self, "wrong", not is_found)
            self.found_changed.emit(is_found)

    def refuse(self) -> bool:
        """Tell whether a text that fits nobody is in the way; it is selected then: the next letter replaces it."""
        if self.has_found:
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()
        self.lost.emit(self.text())
        return True

    def event(self, event: QEvent) -> bool:
        """Tab goes to the reason instead of the next widget."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self.reason_asked.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mark or move; leave the rest to the text."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste) and _is_block(text := QGuiApplication.clipboard().text()):
            self.pasted.emit(text)
            return
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and event.text() in MARK_KEYS:
            self._mark(MARK_KEYS[event.text()])
        elif plain and key == Qt.Key.Key_Space:
            self._mark(None)
        elif plain and key == Qt.Key.Key_Delete:
            self._mark(Mark.UNRECORDED)
        elif plain and key in _STEPS:
            self.moved.emit(_STEPS[Qt.Key(key)])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def take_clipboard(self) -> None:
        """Hand on what was copied, as Ctrl+V does with several cells."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def _mark(self, mark: Mark | None) -> None:
        """Hand a mark on, unless the text fits nobody: then it would hit whoever happens to be chosen."""
        if not self.refuse():
            self.marked.emit(mark)

    def _take_marks(self, text: str) -> None:
        """Some input methods hand a mark over as text: take it out and obey it."""
        rest = "".join(char for char in text if char not in MARK_KEYS)
        if text and not rest and not self.has_found:  # the mark replaced the text refused just before: it stays
            rest = self._refused
        if rest != text:
            self.setText(rest)
        self._refused = rest
        self.typed.emit(rest)
        for char in text:
            if char in MARK_KEYS:
                self._mark(MARK_KEYS[char])


def _is_block(text: str) -> bool:
    """Tell whether a copied text is several cells: Excel ends even a single one with a line break."""
    return "\t" in text or len(text.rstrip("\r\n").splitlines()) > 1


_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_PageDown: 10,
}


def best_match(names: Sequence[str], text: str, after: int = -1) -> int | None:
    """Return the number of the name that fits a typed text best, None if none does.

    Best is the given name (the last word) from its start, then the initials (“lva”), then any other word or run of
    words. `after` looks for the next one behind that number and comes round.
    """
    wanted = fold(text)
    if not wanted:
        return None
    ranked = [(rank, number) for number, name in enumerate(names) if (rank := _rank(fold(name), wanted)) is not None]
    if after >= 0:
        order = sorted(number for _rank_, number in ranked)
        return next((number for number in order if number > after), order[0] if order else None)
    return min(ranked)[1] if ranked else None


def _rank(name: str, wanted: str) -> int | None:
    words = [word for word in name.split() if not word.startswith("(")]
    if words and words[-1].startswith(wanted):
        return 0
    if "".join(word[0] for word in words).startswith(wanted):
        return 1
    if name.startswith(wanted):
        return 2
    return 3 if f" {wanted}" in f" {name}" else None

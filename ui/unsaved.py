"""A window that holds what somebody writes until it is saved: Esc, × and its buttons ask before they drop it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from ui import messages


@runtime_checkable
class Holds(Protocol):
    """A field of several parts, which alone knows what it says; only the officer changes that."""

    def held(self) -> object:
        """What the field says, to be compared with what it said before."""
        ...


class UnsavedDialog(QDialog):
    """Closes without a question only while nothing that somebody wrote into it would be lost.

    What counts are fields that were typed into, ticked or chosen in by hand and differ from what they said when the
    window came up; what the program fills in does not. A window with an own way to know overrides `has_unsaved`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_first: dict[QWidget, object] = {}
        self._handled: set[QWidget] = set()

    def showEvent(self, event: QShowEvent) -> None:
        """What stands in the fields now is what the officer finds there."""
        self.watch()
        super().showEvent(event)

    def watch(self) -> None:
        """Look after fields that were not there before; call it again where more of them come."""
        for field in self.findChildren(QWidget):
            if field not in self._at_first and _is_field(field):
                self._at_first[field] = _said(field)
                for signal in _by_hand(field):
                    signal.connect(lambda *_, field=field: self._handle(field))

    def _handle(self, field: QWidget) -> None:
        if not isinstance(field, QListWidget) or field.hasFocus():  # its ticks change by the program too
            self._handled.add(field)

    def has_unsaved(self) -> bool:
        """Whether anything would be lost if the window closed now."""
        fields = (field for field in self.findChildren(QWidget) if field in self._at_first)
        return any(self._is_written(field) and _said(field) != self._at_first[field] for field in fields)

    def _is_written(self, field: QWidget) -> bool:
        if isinstance(field, QPlainTextEdit):
            return field.document().isUndoAvailable()  # text set by the program cannot be undone
        return isinstance(field, Holds) or field in self._handled

    def reject(self) -> None:
        """Close as Esc, × and *Hủy* do: what was written and not saved is asked about first."""
        self.leave(super().reject)

    def leave(self, then: messages.Then) -> None:
        """Do what closes the window, or asks first where that would lose something."""
        if self.has_unsaved():
            messages.ask_to_drop(self, self.windowTitle(), then)
        else:
            then()


def _is_field(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return not widget.isReadOnly() and not getattr(widget, "only_finds", False)
    return isinstance(widget, QComboBox | QCheckBox | QRadioButton | QListWidget | Holds)


def _by_hand(field: QWidget) -> Iterator[SignalInstance]:
    """Yield the signals by which a field tells that somebody, not the program, changes it."""
    if isinstance(field, QLineEdit):
        yield field.textEdited
        if (picked := getattr(field, "picked", None)) is not None:  # from a list below it, without a letter typed
            yield picked
    elif isinstance(field, QComboBox):
        yield field.activated
    elif isinstance(field, QCheckBox | QRadioButton):
        yield field.clicked
    elif isinstance(field, QListWidget):
        yield field.itemChanged


def _said(field: QWidget) -> object:
    if isinstance(field, Holds):
        return field.held()
    if isinstance(field, QLineEdit):
        return field.text().strip()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    if isinstance(field, QComboBox):
        return field.currentText(), field.currentData()
    if isinstance(field, QCheckBox | QRadioButton):
        return field.isChecked()
    if isinstance(field, QListWidget):
        lines = (field.item(number) for number in range(field.count()))
        return {line.text() for line in lines if line.checkState() is Qt.CheckState.Checked}
    return None

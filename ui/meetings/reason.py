"""The field of the roll-call that says why somebody is absent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from models.attendance import RollLine
from models.text import fold


class ReasonField(QLineEdit):
    """The reason of one line of the roll; the reasons used before are offered while typing.

    `write(line, reason)` is called once the officer goes on with another reason than the line's: on Enter, on leaving
    the field, or when another line is shown. `used()` gives the reasons to offer, the most used first: asked for with
    the first letter, as it reads every roll there is.
    """

    def __init__(
        self,
        write: Callable[[RollLine, str], object],
        used: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._ask_used = used
        self._line: RollLine | None = None
        self._used: Sequence[str] | None = None
        self._offered = QStringListModel(self)
        self.setPlaceholderText(self.tr("Lý do vắng (Tab)"))
        self.setAccessibleName(self.tr("Lý do vắng"))
        self.setMinimumWidth(150)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)  # _offer does the choosing
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)
        self.editingFinished.connect(self.keep)

    def forget_used(self) -> None:
        """Ask anew for the reasons to offer: those of another roll."""
        self._used = None

    def show_line(self, line: RollLine | None) -> None:
        """Show the reason of a line, having written what was typed for another one.

        What is being typed for this one stays: the roll is read anew at any time, also between two letters.
        """
        before = self._line
        if before is None or line is None or line.member_id != before.member_id:
            self.keep()
        is_typing = before is not None and before is self._line and self.text().strip() != before.reason
        self._line = line if line is not None and line.is_expected else None
        if not is_typing or line is None or before is None or line.member_id != before.member_id:
            self.setText(line.reason if line else "")
        self.setEnabled(line is not None and line.is_expected)

    def keep(self) -> None:
        """Write the reason typed, if it is not yet."""
        line, typed = self._line, self.text()
        if line is not None and typed.strip() != line.reason:
            self._line = None  # what the writing shows anew is not to be written again
            self._write(line, typed)

    def forget(self) -> None:
        """Let go of the line: what was typed is not written."""
        self._line = None

    def _offer(self, typed: str) -> None:
        """Offer the reasons used that contain what was typed; accents and case do not matter."""
        if self._used is None:
            self._used = self._ask_used()
        popup = self.completer().popup()
        popup.setFocusProxy(None)  # pyright: ignore[reportArgumentType] – woken late, it would take the cursor back
        self._offered.setStringList([reason for reason in self._used if fold(typed) in fold(reason)])

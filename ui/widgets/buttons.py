"""A push button with its icon and what it does, in one line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from ui import theme


def push_button(
    text: str,
    icon: str = "",
    slot: Callable[[], object] | None = None,
    *,
    kind: str = "",
    takes_enter: bool = True,
) -> QPushButton:
    """Return a button; `kind` is that of the style sheet: "primary", "flat" or "link".

    Without `takes_enter` it is as `pass_enter` makes it.
    """
    button = QPushButton(text)
    if kind:
        button.setProperty("kind", kind)
    if icon:
        theme.dress(button, icon, "on_accent" if kind == "primary" else "text")
    if not takes_enter:
        pass_enter(button)
    if slot is not None:
        button.clicked.connect(lambda: slot())
    return button


def pass_enter(button: QPushButton) -> None:
    """Let the Enter key of a dialog go past a button, to the list or the search one types in.

    Under the cursor Enter still presses it: so it does on a screen, and Qt of itself would do nothing.
    """
    button.setAutoDefault(False)
    button.installEventFilter(_Presser(button))


class _Presser(QObject):
    """Presses a button by Enter."""

    def eventFilter(self, button: QObject, event: QEvent) -> bool:
        """Take the Enter key, and nothing else."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(button, QPushButton):
            return False
        button.click()
        return True

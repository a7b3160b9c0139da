"""A push button with its icon and what it does, in one line."""

from __future__ import annotations

from collections.abc import Callable

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

    Without `takes_enter` the Enter key of a dialog goes past it, to the list or the search one types in.
    """
    button = QPushButton(text)
    if kind:
        button.setProperty("kind", kind)
    if icon:
        theme.dress(button, icon, "on_accent" if kind == "primary" else "text")
    if not takes_enter:
        button.setAutoDefault(False)
    if slot is not None:
        button.clicked.connect(lambda: slot())
    return button

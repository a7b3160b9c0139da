"""What the window tests share: the look and the language a user has, and a small window with two plain screens."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from ui import theme
from ui.app import speak_vietnamese


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> theme.Theme:
    """Return the look every test begins with: light, text size Vừa, Qt's own words in Vietnamese."""
    speak_vietnamese(qapp)
    return theme.Theme(qapp, theme.MemorySettings({"look/scheme": "light"}))


@pytest.fixture(autouse=True)
def no_file_chooser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail at once where a test would open the system's file chooser: nobody is there to answer it."""

    def asked(*_args: object, **_more: object) -> None:
        raise AssertionError("a test opened the system's file chooser")

    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, asked)


@pytest.fixture
def free_look(look: theme.Theme):
    """Give the look to a test that changes it, and put it back."""
    yield look
    look.set_scheme(theme.Scheme.LIGHT)
    look.set_size(theme.TextSize.MEDIUM)

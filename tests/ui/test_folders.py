"""Where the choosers of files begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from ui.folders import usual_folder


def test_it_is_always_a_folder_that_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder used last, else the documents, else home; a chooser told of a missing one opens beside the program."""
    home, documents, last = tmp_path / "nhà", tmp_path / "tài liệu", tmp_path / "USB"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(documents))
    assert usual_folder() == usual_folder(last) == home
    documents.mkdir()
    assert usual_folder() == usual_folder(last) == documents
    last.mkdir()
    assert usual_folder(last) == last

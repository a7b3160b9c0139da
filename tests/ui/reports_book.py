"""The screen *Báo cáo* on the small commune, for the tests that use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from models.opening import open_database
from tests.exports import commune
from ui.reports.screen import ReportsScreen

NOW = datetime(2026, 11, 10, 8)
DONE = 20_000  # ms at most for a preview on a busy machine


@contextmanager
def opened(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen in view, its first preview made."""
    copy = tmp_path / "so.db"
    copy.write_bytes(empty_file.read_bytes())
    db = open_database(copy, clock=lambda: NOW)
    with db.write("Mẫu") as session:
        commune.fill(session)
    made = ReportsScreen(db)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.reload()
    wait_for(qtbot, made, "tham-gia-sinh-hoat 2026-10")
    yield made
    made.jobs.stop_all()
    db.close()


def wait_for(qtbot: QtBot, screen: ReportsScreen, name: str) -> None:
    """Wait until a preview with that file name is shown."""
    qtbot.waitUntil(lambda: screen.preview is not None and screen.preview.draft.file_name == name, timeout=DONE)

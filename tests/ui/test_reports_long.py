"""A long report: its first pages are looked at and exported while the others are still being drawn."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.opening import open_database
from models.progress import Progress
from tests.exports import test_beginning as long
from ui.reports import preview
from ui.reports import screen as module
from ui.reports.preview import Preview
from ui.reports.screen import ReportsScreen


@pytest.mark.parametrize(("key", "page"), [("danh-sach-dang-vien", 3), ("nhap-lieu-4.0", 2)])
def test_the_first_pages_come_before_the_others(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, empty_file: Path, tmp_path: Path, key: str, page: int
) -> None:
    copy = tmp_path / "so.db"
    copy.write_bytes(empty_file.read_bytes())
    db = open_database(copy, clock=lambda: datetime(2026, 11, 10, 8))
    with db.write("Mẫu") as session:
        long.fill(session)
    gate = threading.Event()

    def complete(begun: Preview, progress: Progress) -> Preview:
        gate.wait(10)
        return preview.complete(begun, progress)

    monkeypatch.setattr(module, "complete", complete)
    screen = ReportsScreen(db)
    qtbot.addWidget(screen)
    screen.resize(1100, 700)
    screen.show()
    screen.show_item(key)

    def shown(*, is_whole: bool) -> bool:
        made = screen.preview
        return made is not None and made.draft.file_name == f"{key} 2026-11-10" and made.is_whole is is_whole

    qtbot.waitUntil(lambda: shown(is_whole=False), timeout=10_000)
    first = screen.view.pages
    assert screen.page_label.text() == "Trang 1, đang lập các trang sau…"
    assert screen.export_button.isEnabled()
    assert screen.check_button.isEnabled()
    assert not screen.print_button.isEnabled()  # it would put the first pages alone on paper
    screen.view.setFocus()
    screen.view.show_page(page)
    place = screen.view.verticalScrollBar().value()
    gate.set()
    qtbot.waitUntil(lambda: shown(is_whole=True), timeout=10_000)
    assert screen.view.pages[: len(first)] == first
    assert len(screen.view.pages) > len(first)
    assert screen.view.verticalScrollBar().value() == place
    assert screen.page_label.text() == f"Trang {page}/{len(screen.view.pages)}"
    assert screen.print_button.isEnabled()
    screen.jobs.stop_all()
    db.close()

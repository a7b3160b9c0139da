"""The day at the head of a report, still being typed or wrong: nothing leaves the office with another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from ui.reports.screen import ReportsScreen


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def test_nothing_is_written_of_another_day_than_the_one_typed(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.show_item(("danh-sach-dang-vien", None))
    wait_for(qtbot, screen, "danh-sach-dang-vien 2026-11-10")
    target = tmp_path / "ra.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    field = screen.chooser.day_field
    field.setFocus()
    field.setText("1/5/26")  # not yet left
    with qtbot.waitSignal(screen.said) as said:
        screen.export_button.click()
    assert "bấm lại" in said.args[0]
    wait_for(qtbot, screen, "danh-sach-dang-vien 2026-05-01")
    field.setText("31/02/2026")
    screen.export_button.click()
    assert screen.chooser.error.isVisible()
    assert not any(button.isEnabled() for button in screen.actions_shown)
    screen.show_item(("tham-gia-sinh-hoat", "2026-09"))
    assert not screen.export_button.isEnabled()  # what is still seen is not what was chosen
    assert not target.exists()
    field.setText("1/5/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_for(qtbot, screen, "tham-gia-sinh-hoat 2026-09")
    assert screen.export_button.isEnabled()

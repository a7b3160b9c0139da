"""What is said of a superior's list that the program does not read, and of one it has itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from exports import meeting_quality
from tests.exports.unseen_lists import FORMS
from tests.ui import reports_book
from ui.reports.screen import ReportsScreen


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def test_the_word_that_leaves_a_list_open_is_named(screen: ReportsScreen, tmp_path: Path) -> None:
    path = tmp_path / "danh sách.xlsx"
    path.write_bytes(next(one for one in FORMS if "tiêu biểu" in one.name).content())
    dialog = screen.learned.open_file(path)
    assert dialog is not None
    asked = dialog.propose()
    assert asked is not None
    assert "chưa hiểu chữ “TIÊU BIỂU” trong tiêu đề" in asked.untold.text()
    asked.accept()  # the name of the office; nothing else is read
    assert dialog.propose() is None
    assert "“TIÊU BIỂU”" in dialog.error.text()
    dialog.reject()


def test_the_monthly_list_leads_to_the_report(screen: ReportsScreen) -> None:
    dialog = screen.learned.open_file(resources.path("forms") / meeting_quality.FORM)
    assert dialog is not None
    assert dialog.known.isVisibleTo(dialog)
    assert meeting_quality.REPORT.title in dialog.known.told.text()
    dialog.reject()

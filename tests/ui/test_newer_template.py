"""A template that a newer program wrote: what this one does not know of it is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from exports.learned import template
from exports.learned.fill import Form
from exports.learned.template import Template
from exports.report import Needs
from tests.exports import learned_forms
from tests.exports.test_learned_forms import rewrite
from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from ui.reports.screen import ReportsScreen


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def test_a_template_of_a_newer_program_is_filled_but_not_changed(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path
) -> None:
    path = tmp_path / "bản mới.mau"
    Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx")).write(path)
    rewrite(path, {"schema": template.SCHEMA + 1, "later": "phần chưa biết"})
    sent = path.read_bytes()
    screen.learned.open_file(path)
    wait_for(qtbot, screen, "bản mới 2026-10")
    assert screen.learned.edit_chosen() is None
    told = screen.learned.findChild(QMessageBox)
    assert told is not None
    assert "phiên bản Sổ Chi Bộ mới hơn" in told.text()
    assert screen.learned.kept().file == sent  # all of it can still be sent on

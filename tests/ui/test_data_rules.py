"""The rules of meetings in *Thiết lập* as a file that goes to another office."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from models.database import Database
from ui.data.rule_cards import RuleCards


@pytest.fixture
def page(db: Database, qtbot: QtBot) -> RuleCards:
    shown = RuleCards(db)
    qtbot.addWidget(shown)
    shown.show()
    shown.reload()
    return shown


def test_a_card_goes_out_as_a_file_and_comes_in_as_a_new_version(qtbot: QtBot, page: RuleCards, tmp_path: Path) -> None:
    before = list(page.rows.rows)
    page.export(before[0], tmp_path / "quy-dinh.json")
    form = page.bring_in(tmp_path / "quy-dinh.json")
    assert form is not None
    assert form.effective_from.text() == "28/10/2025"
    assert form.document.text() == before[0].document
    form.effective_from.setText("01/02/2027")
    form.figures["large_from"].setText("30")
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    page.reload()
    assert page.rows.rows[1:] == before
    new = page.rows.rows[0]
    assert (new.large_from, new.result_days, new.good_from) == (30, 2, 90)


def test_a_file_of_something_else_is_refused(page: RuleCards, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert page.bring_in(tmp_path / "x.json") is None
    (box,) = page.findChildren(QMessageBox)
    assert "không phải là tệp quy định" in box.text() + box.informativeText()
    box.close()


def test_a_folder_that_cannot_be_written_is_told(page: RuleCards, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    page.export(page.rows.rows[0], tmp_path / "tệp" / "quy-dinh.json")
    assert len(page.findChildren(QMessageBox)) == 1
    page.findChildren(QMessageBox)[0].close()

"""A neighbour's template is taken, and its Party cells are replaced by ours in one step, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from exports.learned import bound, filters, template
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.report import Needs
from models import cells
from tests.exports import learned_forms
from tests.exports.commune import CO_KHAM, CO_MAN, SCHOOL
from tests.exports.learned_forms import SHEET
from tests.models import builders
from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from ui.reports.replacing import ReplacingDialog
from ui.reports.screen import ReportsScreen

NAMES = ("Bản Xa", "Bản Xóm", "Bản Co Khan")


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Give a template that a neighbour sent: two figures for each of three cells."""
    made = Template("Theo chi bộ", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx")).bind(
        *(
            Binding(Place(SHEET, spot_of(f"{column}{row}")), bound.INDICATOR, key, cell=name)
            for row, name in enumerate(NAMES, 20)
            for column, key in (("B", "members"), ("C", "women"))
        )
    )
    made.write(tmp_path / "Theo chi bộ.mau")
    return tmp_path / "Theo chi bộ.mau"


def asked(screen: ReportsScreen) -> ReplacingDialog:
    """Give the dialog that is open."""
    dialog = screen.window().findChild(ReplacingDialog)
    assert dialog is not None
    return dialog


def kept(screen: ReportsScreen) -> Template:
    """Give the template as it is kept."""
    row = screen.learned.kept()
    return template.of_bytes(row.file, row.name)


def test_who_takes_a_neighbours_template_is_asked_for_the_own_cells(
    qtbot: QtBot, screen: ReportsScreen, sent: Path
) -> None:
    screen.learned.open_file(sent)
    dialog = asked(screen)
    first, second, third = dialog.choices.values()
    assert (first.value(), second.value(), third.value()) == (None, None, CO_KHAM)
    assert dialog.left.text() == "2 chi bộ của sổ chưa có trong mẫu: Bản Co Mận - Nà Hin, Trường Mầm non."
    qtbot.keyClicks(first, "truong")
    assert first.value() == SCHOOL
    qtbot.keyClicks(second, "truong")
    assert dialog.twice.text() == "Chọn hai lần: Trường Mầm non."
    second.set_value(None)
    dialog.in_order.click()
    assert second.value() == CO_MAN
    assert not dialog.left.isVisibleTo(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.accept_all()
    wait_for(qtbot, screen, "Theo chi bộ 2026-10")
    assert [one.cell for one in kept(screen).bindings][::2] == [
        cells.short_name(one) for one in (SCHOOL, CO_MAN, CO_KHAM)
    ]
    assert screen.preview is not None
    assert not any("sổ không có" in one.text for one in screen.preview.draft.findings())


def test_it_can_be_put_off_and_done_from_the_menu(qtbot: QtBot, screen: ReportsScreen, sent: Path) -> None:
    screen.learned.open_file(sent)
    dialog = asked(screen)
    dialog.reject()
    wait_for(qtbot, screen, "Theo chi bộ 2026-10")
    assert [one.cell for one in kept(screen).bindings][::2] == list(NAMES)
    again = screen.learned.ask_places()
    assert again is not None
    for choice in again.choices.values():
        choice.set_value("")
    again.accept()
    assert kept(screen).bindings == ()
    assert screen.learned.ask_places() is None
    told = screen.learned.findChild(QMessageBox)
    assert told is not None
    assert "không nêu chi bộ" in told.text()
    told.close()


def test_nothing_is_asked_of_a_template_that_names_no_other_cells(screen: ReportsScreen, tmp_path: Path) -> None:
    made = Template("Của ta", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx"))
    made.bind(Binding(Place(SHEET, spot_of("B5")), bound.INDICATOR, "members", cell=CO_MAN)).write(tmp_path / "Ta.mau")
    screen.learned.open_file(tmp_path / "Ta.mau")
    assert screen.window().findChild(ReplacingDialog) is None


def test_one_that_is_closed_is_not_offered_nor_missed(screen: ReportsScreen, sent: Path) -> None:
    with screen.db.write("Giải thể") as session:
        cells.close(session, builders.cell(session, "Chi bộ Bản Cũ", date(2020, 1, 1)), date(2026, 7, 1))
    screen.learned.open_file(sent)
    dialog = asked(screen)
    assert "Bản Cũ" not in dialog.left.text()
    for choice in dialog.choices.values():
        assert choice.findText("Bản Cũ") < 0
    dialog.in_order.click()
    assert "Chi bộ Bản Cũ" not in dialog.taken.values()


def test_one_the_template_has_already_is_not_chosen_for_another_and_told_of(qtbot: QtBot, sent: Path) -> None:
    made = template.read(sent).bind(
        Binding(Place(SHEET, spot_of("B23")), bound.INDICATOR, "members", cell=cells.short_name(CO_KHAM))
    )
    ours = {filters.CELL: [CO_MAN, CO_KHAM], filters.VILLAGE: ["Bản Co Kham"]}
    dialog = ReplacingDialog(made, ours, ours)
    qtbot.addWidget(dialog)
    _first, second, third = dialog.choices.values()
    assert third.value() is None
    third.set_value(CO_KHAM)
    assert dialog.twice.text() == "Mẫu đã có: Bản Co Kham."
    third.set_value(None)
    second.set_value(CO_MAN)
    assert not dialog.twice.isVisibleTo(dialog)

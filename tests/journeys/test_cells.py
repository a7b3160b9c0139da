"""The officer keeps the register of cells and villages, keys and mouse, on the whole window."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models import cells, stays, villages
from models.tables import Ending
from models.villages import Served
from tests.models.builders import cell, held, meeting, people
from tests.user import press, type_text
from ui.cells.form import CellForm, CloseForm, VillageForm
from ui.cells.screen import CELLS, VILLAGES
from ui.main_window import MainWindow, ScreenSpec

NOW = datetime(2026, 11, 14, 9, 0)
TODAY = NOW.date()
SPECS = (ScreenSpec("cells", "Chi bộ, thôn bản", "network", "ui.cells.screen:CellsScreen"),)


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: NOW
    shown = MainWindow(db, SPECS, clock=db.clock)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    return shown


def rows_of(window):
    return [row.cell for row in window.shown.cells.model.rows]


def villages_of(window):
    return {row.name: row for row in window.shown.villages.model.rows}


def test_a_new_cell_and_its_village(window, qtbot):
    screen = window.shown
    qtbot.mouseClick(screen.add_cell_button, Qt.MouseButton.LeftButton)
    form = screen.findChild(CellForm)
    qtbot.waitUntil(form.isActiveWindow)
    type_text(form.name, "Chi bộ bản Nà Sáy")
    type_text(form.founded, "5.11.26")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (made,) = rows_of(window)
    assert (made.name, made.kind, made.valid_from) == (
        "Chi bộ bản Nà Sáy",
        "Chi bộ thôn, bản, tổ dân phố",
        date(2026, 11, 5),
    )
    assert screen.cells.table.current_row().id == made.id

    qtbot.mouseClick(screen.add_village_button, Qt.MouseButton.LeftButton)
    village = screen.findChild(VillageForm)
    type_text(village.name, "Nà Sáy")
    type_text(village.population, "1.459")
    village.cell.set_value(made.id)
    village.border.set_value(False)
    with qtbot.waitSignal(village.accepted):
        qtbot.mouseClick(village.save_button, Qt.MouseButton.LeftButton)
    row = villages_of(window)["Nà Sáy"]
    assert (row.population, row.households, row.is_border, row.served) == (1459, None, False, Served.OWN)
    assert screen.tabs.currentIndex() == VILLAGES


def test_another_cell_takes_a_village_over_from_a_day(window, qtbot):
    with window.db.write("Dựng") as session:
        old, new = cell(session, "Chi bộ bản Nà Sáy"), cell(session, "Chi bộ bản Pá Kháo")
        villages.add(session, villages.VillageValues("Pá Kháo", cell_id=old))
    screen = window.shown
    qtbot.waitUntil(lambda: len(villages_of(window)) == 1)
    screen.show_item({"village_id": villages_of(window)["Pá Kháo"].id})
    press(screen.villages.table, Qt.Key.Key_F2)
    form = screen.findChild(VillageForm)
    qtbot.waitUntil(form.isActiveWindow)
    assert not form.since.isEnabled()
    form.cell.set_value(new)
    assert form.since.isEnabled()
    type_text(form.since, "1/11/2026")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: villages_of(window)["Pá Kháo"].cell_id == new)
    with window.db.read() as session:
        assert villages.rows(session, date(2026, 10, 31))[0].cell_id == old

    window.undo()
    qtbot.waitUntil(lambda: villages_of(window)["Pá Kháo"].cell_id == old)


def test_a_wrong_form_says_where_and_stays(window, qtbot):
    with window.db.write("Dựng") as session:
        cell(session, "Chi bộ bản Nà Sáy")
    screen = window.shown
    screen.add_cell_button.click()
    form = screen.findChild(CellForm)
    form.save_button.click()
    assert form.fields["name"].message.text() == "Hãy nhập tên chi bộ."
    type_text(form.name, "chi bộ bản nà sáy")
    type_text(form.founded, "31/02/2026")
    form.save_button.click()
    assert "31/02/2026" in form.fields["valid_from"].message.text()
    form.founded.clear()
    form.save_button.click()
    assert form.fields["name"].message.text().startswith("Đã có “Chi bộ bản Nà Sáy”")
    assert len(rows_of(window)) == 1

    screen.add_village_button.click()
    village = screen.findChild(VillageForm)
    type_text(village.name, "Nà Sáy")
    type_text(village.households, "năm mươi")
    village.save_button.click()
    assert "chữ số" in village.fields["households"].message.text()
    with window.db.read() as session:
        assert villages.names(session) == {}


def test_a_cell_ends_with_its_opened_meetings_and_comes_back(window, qtbot):
    with window.db.write("Dựng") as session:
        first = cell(session, "Chi bộ bản Nà Sáy")
        villages.add(session, villages.VillageValues("Nà Sáy", cell_id=first))
        who = people(session, first, 1)[0]
        held(session, first, date(2026, 10, 3))
        meeting(session, first, date(2026, 11, 20))
        stays.leave(session, who, on=date(2026, 11, 1), ending=Ending.TRANSFERRED_OUT)
    screen = window.shown
    qtbot.waitUntil(lambda: len(rows_of(window)) == 1)
    assert screen.tabs.currentIndex() == CELLS
    qtbot.mouseClick(screen.close_button, Qt.MouseButton.LeftButton)
    form = screen.findChild(CloseForm)
    assert "Nà Sáy sẽ thành chưa có chi bộ" in form.words.text()
    assert "1 cuộc họp đã mở" in form.words.text()
    form.on.setText("2/10/2026")
    form.save_button.click()
    assert "02/10/2026" in form.fields["on"].message.text()
    form.on.setText("14/11/2026")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    qtbot.waitUntil(lambda: rows_of(window) == [])
    assert villages_of(window)["Nà Sáy"].served is Served.NONE

    window.undo()
    qtbot.waitUntil(lambda: len(rows_of(window)) == 1)
    assert villages_of(window)["Nà Sáy"].served is Served.OWN
    with window.db.read() as session:
        assert cells.rows(session, TODAY)[0].villages == ("Nà Sáy",)

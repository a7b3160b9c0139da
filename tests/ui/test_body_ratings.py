"""The dialog of the ratings of cells and organisations: keys, the form, the year, and the ways to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models import body_ratings
from models.bodies import Body
from models.tables import RatingLevel
from tests.models.builders import TODAY, cell
from ui.cells.screen import CellsScreen
from ui.ratings.bodies import BodyRatingForm, BodyRatingsDialog
from ui.ratings.page import RatingsPage


@pytest.fixture
def book(db):
    with db.write("Dựng") as session:
        for name in "ABC":
            cell(session, f"Chi bộ bản {name}")
    return db


def levels(book, year=2025):
    with book.read() as session:
        return [line.values.level for line in body_ratings.lines(session, year, on=TODAY)]


def test_digits_rate_the_rows_selected_and_the_sums_follow(book, qtbot):
    dialog = BodyRatingsDialog(book, 2025)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.table.selectAll()
    qtbot.keyClick(dialog.table, Qt.Key.Key_2)
    assert levels(book) == [RatingLevel.GOOD] * 3
    dialog.table.clearSelection()
    dialog.table.selectRow(1)
    qtbot.keyClick(dialog.table, Qt.Key.Key_1)
    assert "Đã xếp loại 3/3: HTXSNV 1 (33,33 %) · HTTNV 2 (66,67 %)" in dialog.words.text()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert levels(book) == [RatingLevel.GOOD, None, RatingLevel.GOOD]
    assert book.undo() == "Bỏ xếp loại năm 2025: Chi bộ bản B"
    dialog.year.setValue(2024)
    assert "Đã xếp loại 0/3" in dialog.words.text()


def test_the_form_writes_both_levels_and_shows_other_years(book, qtbot):
    dialog = BodyRatingsDialog(book, 2025, body=Body(cell_id=2))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClick(dialog.table, Qt.Key.Key_3)
    dialog.year.setValue(2024)
    dialog.table.select_key(Body(cell_id=2))
    form = dialog.edit()
    assert isinstance(form, BodyRatingForm)
    assert form.years.text() == "Năm 2025: HTNV"
    form.number.setText("5-QĐ/ĐU")
    form.try_to_save()
    assert form.fields["committee_rating"].message.text() == "Hãy chọn mức xếp loại."
    form.committee.set_value(RatingLevel.EXCELLENT)
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    assert levels(book, 2024) == [None, RatingLevel.EXCELLENT, None]


def test_it_opens_from_the_ratings_and_from_the_cell(book, qtbot):
    page = RatingsPage(book)
    qtbot.addWidget(page)
    page.reload(2025, TODAY)
    page.bodies.click()
    dialog = page.findChild(BodyRatingsDialog)
    assert dialog is not None
    assert dialog.year.value() == 2025
    screen = CellsScreen(book)
    qtbot.addWidget(screen)
    screen.reload()
    screen.cells.table.select_key(3)
    dialog = screen.decisions.rate()
    row = dialog.table.current_row()
    assert row is not None
    assert (row.body, dialog.year.value()) == (Body(cell_id=3), 2026)

"""Rows as high as their words ask for: each by itself, and none that is far away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui import theme
from ui.rows import Column, RowsModel
from ui.tables import Table
from ui.widgets.whole_table import WholeTable

SHORT, LONG = "Ngắn.", "Chưa ghi chi bộ nào phụ trách; 7 đảng viên cư trú."


@pytest.fixture
def table(qtbot) -> Table[str]:
    model = RowsModel[str](
        (
            Column("Tên", lambda _text: "A", width=6),
            Column("Cụ thể", str, width=12),
            Column("Số", lambda _text: 1_234_567, width=4),
        )
    )
    shown = Table(model, key=lambda text: text, sorting="none")
    qtbot.addWidget(shown)
    shown.resize(300, 300)
    shown.show()
    return shown


def heights(table: Table[str]) -> list[int]:
    return [table.rowHeight(row) for row in range(table.rows_model.rowCount())]


def test_a_row_is_as_high_as_its_own_words_ask_for(table: Table[str]) -> None:
    table.rows_model.set_rows([SHORT, LONG, SHORT])
    usual = table.verticalHeader().defaultSectionSize()
    low, high, last = heights(table)
    assert (low, last) == (usual, usual)
    assert high >= usual + table.fontMetrics().height()
    assert not table.heights.is_cut(table.rows_model.index(1, 1))
    table.rows_model.set_rows([LONG, SHORT, SHORT])
    assert heights(table) == [high, usual, usual]
    table.rows_model.set_rows([SHORT])
    assert heights(table) == [usual]


def test_rows_are_low_again_where_the_table_is_wide(table: Table[str]) -> None:
    table.rows_model.set_rows([SHORT, LONG])
    usual = table.verticalHeader().defaultSectionSize()
    table.resize(900, 300)
    assert heights(table) == [usual, usual]
    table.resize(300, 300)
    assert heights(table)[1] > usual


def test_rows_grow_with_the_letters(table: Table[str], free_look: theme.Theme) -> None:
    table.rows_model.set_rows([SHORT, LONG])
    before = heights(table)
    free_look.set_size(theme.TextSize.HUGE)
    assert all(now > was for now, was in zip(heights(table), before, strict=True))
    assert not table.heights.is_cut(table.rows_model.index(1, 1))


def test_words_told_in_full_elsewhere_and_numbers_stay_in_one_line(qtbot) -> None:
    model = RowsModel[str](
        (Column("Nội dung", str, width=12, brief=True), Column("Số", lambda _text: 1_234_567, width=2))
    )
    table = Table(model, sorting="none")
    qtbot.addWidget(table)
    table.resize(180, 300)
    table.show()
    model.set_rows([LONG])
    assert heights(table) == [table.verticalHeader().defaultSectionSize()]
    assert table.heights.is_cut(model.index(0, 0))


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Down])
def test_the_row_with_the_cursor_is_in_view_whole_however_it_was_reached(table: Table[str], qtbot, key) -> None:
    table.rows_model.set_rows([f"{number} {LONG}" for number in range(300)])
    table.selectRow(0)
    for _ in range(12):
        qtbot.keyClick(table, key)
        QApplication.processEvents()
        place = table.visualRect(table.currentIndex())
        assert table.viewport().rect().contains(place.adjusted(0, 0, -table.horizontalOffset() - place.width(), 0))
        assert not table.heights.is_cut(table.rows_model.index(table.currentIndex().row(), 1))


def test_only_rows_near_those_in_view_are_measured(table: Table[str], monkeypatch) -> None:
    asked = set[str]()
    column = table.rows_model.columns[1]
    table.room.measure([0, 1, 2])
    table.rows_model.set_rows([f"{number} {LONG}" for number in range(5000)])
    monkeypatch.setattr(type(column), "shown", lambda _self, row: (asked.add(row), str(row))[1])
    table.resize(301, 300)
    assert 0 < len(asked) < 60


def test_a_table_on_a_page_that_scrolls_is_as_high_as_its_rows(qtbot) -> None:
    model = RowsModel[str]((Column("Tên", lambda _text: "A", width=6), Column("Văn bản", str, width=12)))
    page, table = QWidget(), WholeTable(model, sorting="none")
    box = QVBoxLayout(page)
    box.addWidget(table)
    box.addStretch(1)
    qtbot.addWidget(page)
    page.resize(220, 900)
    page.show()
    model.set_rows([SHORT, LONG * 3])
    qtbot.waitUntil(lambda: table.rowHeight(1) > 7 * table.fontMetrics().height())  # more lines than elsewhere
    qtbot.waitUntil(lambda: table.viewport().height() >= sum(heights(table)))
    assert not table.heights.is_cut(model.index(1, 1))
    model.set_rows([SHORT])
    qtbot.waitUntil(lambda: table.height() < 200)

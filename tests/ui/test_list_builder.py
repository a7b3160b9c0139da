"""Putting a list together by keyboard: Enter stays with the field, what is typed finds it, what lacks is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.listing.kinds import By
from models.listing.view import Filter, GroupBy, Op
from tests.ui import reports_book
from ui import theme
from ui.colours import LIGHT
from ui.reports.lists.builder import ListBuilder
from ui.reports.screen import ReportsScreen
from ui.widgets.find_choice import FindChoice

CROSS = 3


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


@pytest.fixture
def builder(qtbot: QtBot, screen: ReportsScreen) -> ListBuilder:
    """Give a new list."""
    made = screen.own.make_new()
    made.activateWindow()
    made.name.setText("Câu hỏi")
    qtbot.waitUntil(made.isActiveWindow)
    return made


def find(choice: FindChoice, text: str) -> None:
    """Type part of a word into a choice gone to, and Enter."""
    choice.setFocus()
    QTest.keyClicks(choice, text)
    QTest.keyClick(choice, Qt.Key.Key_Return)


def test_enter_stays_with_the_field_typed_into(builder: ListBuilder) -> None:
    builder.tabs.setCurrentIndex(CROSS)
    QTest.keyClick(builder.cross.result, Qt.Key.Key_Down)
    find(builder.cross.rows.field, "ly luan")
    assert builder.tabs.currentIndex() == CROSS
    assert not [button.text() for button in builder.findChildren(QPushButton) if button.isDefault()]
    find(builder.cross.columns.field, "tuoi")
    made = builder.made.cross
    assert made is not None
    assert (made.rows, made.columns) == (GroupBy("theory"), GroupBy("age", By.BAND))
    builder.done(0)


def test_a_table_of_two_fields_without_them_says_so(qtbot: QtBot, builder: ListBuilder) -> None:
    builder.tabs.setCurrentIndex(CROSS)
    QTest.keyClick(builder.cross.result, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Dòng và ở Cột" in builder.error.text())
    builder.save()
    assert "Dòng và ở Cột" in builder.error.text()
    builder.done(0)


def test_who_was_absent_three_times_is_one_condition(builder: ListBuilder) -> None:
    builder.filters.add_button.click()
    line = builder.filters.lines[-1]
    QTest.keyClicks(line.field, "vang")  # in place of the field shown, though no Tab has led here
    QTest.keyClick(line.field, Qt.Key.Key_Return)
    QTest.keyClicks(line.text, "3")
    assert builder.made.filters[-1] == Filter("absent", Op.FROM, ("3",))
    builder.done(0)


def test_tab_goes_from_the_names_of_the_pages_to_a_field_and_a_new_condition_is_in_sight(
    qtbot: QtBot, builder: ListBuilder
) -> None:
    builder.tabs.setCurrentIndex(2)
    builder.tabs.buttons[2].setFocus()
    QTest.keyClick(builder.tabs.buttons[2], Qt.Key.Key_Tab)
    assert isinstance(builder.focusWidget(), FindChoice)
    builder.tabs.setCurrentIndex(1)
    lines = [builder.filters.add() for _ in range(6)]
    last = lines[-1]
    assert last is not None
    area = builder.filters.area.viewport()
    qtbot.waitUntil(lambda: last.mapTo(area, last.rect().bottomLeft()).y() <= area.height())
    builder.done(0)


def test_ctrl_tab_turns_the_pages_from_everywhere_in_the_window(qtbot: QtBot, builder: ListBuilder) -> None:
    builder.activateWindow()
    qtbot.waitUntil(builder.isActiveWindow)
    places = (builder.name, builder.subject, builder.save_button, builder.tabs.buttons[0])
    for widget in places:
        builder.tabs.setCurrentIndex(0)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert builder.tabs.currentIndex() == 1
        assert builder.tabs.buttons[1].hasFocus()
        builder.name.setFocus()
        QTest.keyClick(builder.name, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        assert builder.tabs.currentIndex() == 0
    builder.done(0)


def test_a_table_of_two_fields_that_lacks_one_is_said_beside_the_list_too(builder: ListBuilder) -> None:
    builder.tabs.setCurrentIndex(CROSS)
    for _times in ("cross", "both"):
        QTest.keyClick(builder.cross.result, Qt.Key.Key_Down)
    assert builder.cross.result.value() == "both"
    find(builder.cross.rows.field, "ly luan")
    builder.refresh()
    assert "Hãy chọn trường ở Dòng và ở Cột" in builder.error.text()
    assert not builder.view.pages  # what stood there is not the list put together now
    find(builder.cross.columns.field, "tuoi")
    builder.refresh()
    assert builder.error.text() == ""
    builder.done(0)


def test_of_the_two_lists_of_columns_the_one_the_keys_go_to_is_framed_in_red(
    qtbot: QtBot, builder: ListBuilder
) -> None:
    builder.setStyleSheet(theme.stylesheet(dark=False, size=theme.TextSize.MEDIUM))
    lists = builder.columns.offered, builder.columns.chosen
    for one in lists:
        one.setFocus()
        qtbot.waitUntil(one.hasFocus)
        framed = [each.grab().toImage().pixelColor(each.width() // 2, 0) == QColor(LIGHT.accent) for each in lists]
        assert framed == [each is one for each in lists]
    builder.done(0)

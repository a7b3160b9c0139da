"""Ctrl+K before everything is loaded: what is typed counts, the list is of what is typed, Enter waits for the rest."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.user import in_front, press, type_text
from ui.palette import Hit, SearchBox, matches

SCREENS, PEOPLE = ("Tổng quan", "Đảng viên", "Báo cáo"), ("Đào Thị Báo", "Lò Thị Đào")


class Box(SearchBox):
    """A search box whose people are known once `loaded` is set."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.loaded, self.chosen = threading.Event(), list[str]()

        def of(names: Sequence[str], typed: str) -> list[Hit]:
            return [Hit(one, "", "user", partial(self.chosen.append, one)) for one in names if matches(typed, one)]

        self.at_once = [lambda typed: of(SCREENS, typed)]
        self.providers = [lambda typed: of(PEOPLE, typed), *self.at_once]
        self.prepare = self.loaded.wait

    @property
    def titles(self) -> list[str]:
        return [hit.title for hit in self.hits()]


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[Box]:
    """Give the box opened over a window, its people not loaded."""
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    made = Box(window)
    made.open()
    yield made
    made.loaded.set()
    made.jobs.stop_all()


def test_what_is_typed_while_the_rest_loads_filters_what_there_is(box: Box, qtbot: QtBot) -> None:
    assert box.titles == [*SCREENS]
    type_text(box.line, "bao")
    qtbot.waitUntil(lambda: box.titles == ["Báo cáo"])
    box.loaded.set()
    qtbot.waitUntil(lambda: box.titles == ["Đào Thị Báo", "Báo cáo"])


def test_nothing_is_said_to_be_missing_while_the_rest_loads(box: Box, qtbot: QtBot) -> None:
    type_text(box.line, "lo")
    qtbot.waitUntil(lambda: box.none.isVisible())
    assert box.none.text() == "Đang tìm…"
    box.loaded.set()
    qtbot.waitUntil(lambda: box.titles == ["Lò Thị Đào"])
    type_text(box.line, "q")
    qtbot.waitUntil(lambda: box.none.isVisible())
    assert box.none.text().startswith("Không thấy gì khớp.")


def test_enter_before_all_is_loaded_goes_to_what_stands_first_of_all(box: Box) -> None:
    type_text(box.line, "bao")
    press(box.line, Qt.Key.Key_Return)
    assert box.chosen == ["Đào Thị Báo"]


def test_the_line_gone_to_stays_chosen_when_the_rest_comes(box: Box, qtbot: QtBot) -> None:
    press(box.line, Qt.Key.Key_Down)
    assert box.titles[box.list.currentRow()] == "Đảng viên"
    box.loaded.set()
    qtbot.waitUntil(lambda: len(box.titles) == len(SCREENS) + len(PEOPLE))
    press(box.line, Qt.Key.Key_Return)
    assert box.chosen == ["Đảng viên"]


def test_a_line_gone_to_is_run_though_the_rest_is_not_there_yet(box: Box) -> None:
    press(box.line, Qt.Key.Key_Down)
    press(box.line, Qt.Key.Key_Return)
    assert box.chosen == ["Đảng viên"]


def test_all_is_loaded_once(box: Box, qtbot: QtBot) -> None:
    box.loaded.set()
    qtbot.waitUntil(lambda: box.prepare is None)
    box.close_box()
    box.open()
    assert not box.jobs.busy
    assert box.titles == [*PEOPLE, *SCREENS]


def test_the_box_goes_when_the_cursor_goes_elsewhere_and_takes_it_back_when_asked_for_again(
    box: Box, qtbot: QtBot
) -> None:
    box.loaded.set()
    window = box.window()
    elsewhere = QLineEdit(window)
    elsewhere.show()
    in_front(qtbot, window)
    qtbot.waitUntil(box.line.hasFocus)
    elsewhere.setFocus(Qt.FocusReason.ShortcutFocusReason)  # as Ctrl+F does
    assert not box.isVisible()
    assert elsewhere.hasFocus()
    box.open()
    press(window, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert elsewhere.hasFocus()

"""A list to choose from by typing: without accents, by Enter, Tab and the arrow keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.user import type_text
from ui.widgets.find_choice import FindChoice

WORDS = ("Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Đang là đoàn viên", "Tuổi", "Tuổi Đảng (năm)")


@pytest.fixture
def choice(qtbot: QtBot) -> Iterator[FindChoice]:
    """Give the choice with the cursor in it, another field behind it."""
    window = QWidget()
    box = QVBoxLayout(window)
    made = FindChoice((word, number) for number, word in enumerate(WORDS))
    box.addWidget(made)
    box.addWidget(QLineEdit())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    made.setFocus()
    yield made
    window.close()


def line(choice: FindChoice) -> QLineEdit:
    found = choice.lineEdit()
    assert found is not None
    return found


def typed(choice: FindChoice, text: str) -> list[object]:
    """Type over what stands there; return the list that this fills with what is picked."""
    picked: list[object] = []
    choice.picked.connect(picked.append)
    line(choice).selectAll()
    type_text(line(choice), text)
    return picked


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dang", "Đang là đoàn viên"),  # one that begins so comes before one that has it
        ("vao dang", "Ngày vào Đảng"),
        ("CHINH", "Ngày chính thức"),
        ("tuoi", "Tuổi"),  # the same word comes first
        ("tuoi d", "Tuổi Đảng (năm)"),
        ("ngày sinh", "Ngày sinh"),
    ],
)
def test_enter_takes_what_fits_best(choice: FindChoice, text: str, word: str) -> None:
    picked = typed(choice, text)
    QTest.keyClick(line(choice), Qt.Key.Key_Return)
    assert choice.currentText() == word
    assert choice.value() == WORDS.index(word)
    assert picked == [WORDS.index(word)]


def test_tab_takes_it_too_and_what_fits_nothing_is_taken_back(choice: FindChoice, qtbot: QtBot) -> None:
    choice.set_value(1)
    picked = typed(choice, "chinh thuc")
    choice.finder.popup().hide()
    QTest.keyClick(line(choice), Qt.Key.Key_Tab)
    assert picked == [3]
    choice.setFocus()
    picked = typed(choice, "không có đâu")
    QTest.keyClick(line(choice), Qt.Key.Key_Tab)
    assert choice.currentText() == "Ngày chính thức"
    assert picked == []


def test_the_list_shows_what_fits_and_the_arrow_keys_go_through_it(choice: FindChoice) -> None:
    picked = typed(choice, "dang")
    popup = choice.finder.popup()
    assert popup.isVisible()
    shown = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert shown == ["Ngày vào Đảng", "Đang là đoàn viên", "Tuổi Đảng (năm)"]
    for _ in range(3):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    assert line(choice).text() == "Tuổi Đảng (năm)"  # as it is written, not as it is sought
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert choice.value() == WORDS.index("Tuổi Đảng (năm)")
    assert picked == [WORDS.index("Tuổi Đảng (năm)")]


def test_the_arrow_keys_go_from_entry_to_entry_without_typing(choice: FindChoice) -> None:
    picked: list[object] = []
    choice.picked.connect(picked.append)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert (choice.value(), picked) == (1, [1])


def test_other_entries_keep_the_value_that_is_still_among_them(choice: FindChoice) -> None:
    choice.set_value(5)
    choice.set_entries([("Tuổi đời", 5), ("Khác", 9)])
    assert (choice.value(), choice.currentText()) == (5, "Tuổi đời")
    assert choice.found("khac") == 1


def test_typing_after_a_click_into_the_field_replaces_the_word_and_opens_the_list(choice: FindChoice) -> None:
    other = choice.window().findChildren(QLineEdit)[-1]
    other.setFocus()
    QTest.mouseClick(line(choice), Qt.MouseButton.LeftButton)
    assert line(choice).selectedText() == WORDS[0]
    QTest.keyClicks(line(choice), "tuoi")
    assert line(choice).text() == "tuoi"
    assert choice.finder.popup().isVisible()
    QTest.keyClick(line(choice), Qt.Key.Key_Return)
    assert choice.currentText() == "Tuổi"
    QTest.mouseClick(line(choice), Qt.MouseButton.LeftButton)
    assert not line(choice).hasSelectedText()  # it is in the field already: the click places the cursor

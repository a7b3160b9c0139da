"""One condition of a list: what it says while it has no value, which words are in sight, where Tab goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models import listing
from models.listing.view import Filter, Op
from ui.reports.lists.filters import FilterLine, FiltersPage

CELLS = [f"Chi bộ {number}" for number in range(1, 31)]
MEMBERS = next(one for one in listing.SUBJECTS if one.key == "members")


def shown(qtbot: QtBot, *filters: Filter) -> FilterLine:
    line = FilterLine(MEMBERS, lambda _field: CELLS)
    qtbot.addWidget(line)
    for one in filters:
        line.show_filter(one)
    line.show()
    return line


def test_a_condition_without_a_value_says_that_it_holds_nothing_back(qtbot: QtBot) -> None:
    line = shown(qtbot)
    assert line.idle.isVisible()
    line.text.setText("Lò")
    line.text.textEdited.emit("Lò")
    assert not line.idle.isVisible()
    line.field.set_value("cell")
    line.field.picked.emit("cell")
    assert line.idle.isVisible()
    line.op.set_value(Op.EMPTY)
    line.op.picked.emit(Op.EMPTY)
    assert not line.idle.isVisible()  # “để trống” asks for no value


def test_the_word_ticked_is_in_sight(qtbot: QtBot) -> None:
    line = shown(qtbot, Filter("cell", Op.IS, (CELLS[24],)))
    assert line.words.ticked == (CELLS[24],)
    assert line.words.viewport().rect().contains(line.words.visualItemRect(line.words.item(24)))


def test_tab_comes_to_the_value_before_the_button_that_drops_the_condition(qtbot: QtBot) -> None:
    line = shown(qtbot, Filter("cell", Op.IS, (CELLS[0],)))
    line.activateWindow()
    line.field.setFocus()
    passed = []
    for _ in range(3):
        line.focusNextChild()
        passed.append(line.focusWidget())
    assert passed == [line.op, line.words, line.drop_button]


def test_tab_goes_from_a_new_condition_to_the_button_that_adds_one_more(qtbot: QtBot) -> None:
    page = FiltersPage(lambda _field: CELLS)
    qtbot.addWidget(page)
    page.show_filters(MEMBERS, [Filter("cell", Op.IS, (CELLS[0],))], is_any=False)
    page.show()
    page.activateWindow()
    line = page.add()
    assert line is not None
    qtbot.waitUntil(lambda: line.op.isVisible())
    passed = []
    for _ in range(4):
        page.focusNextChild()
        passed.append(page.focusWidget())
    assert passed == [line.op, line.text, line.drop_button, page.add_button]
    line.drop_button.setFocus()
    line.drop_button.click()
    page.focusPreviousChild()
    assert page.focusWidget() is page.lines[0].drop_button


def test_letters_typed_into_the_words_find_them_without_accents(qtbot: QtBot) -> None:
    line = FilterLine(MEMBERS, lambda _field: ["Bản Na Sáy", "Bản Đứa", "Trường Mầm non", "Trạm Y tế"])
    qtbot.addWidget(line)
    line.field.set_value("cell")
    line.field.picked.emit("cell")
    line.show()
    for keys, found in (("du", "Bản Đứa"), ("mam", "Trường Mầm non"), ("tra", "Trạm Y tế")):
        line.words.setCurrentRow(0)
        line.words.forget()
        QTest.keyClicks(line.words, keys)
        assert line.words.currentItem().text() == found
    QTest.keyClick(line.words, Qt.Key.Key_Space)
    assert line.words.ticked == ("Trạm Y tế",)

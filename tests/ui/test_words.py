"""Qt's own words, and the translation file behind them."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtCore import QDate, QLocale, QTranslator
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QMenu, QMessageBox, QPlainTextEdit

import resources
from tests.words import foreign

Button = QDialogButtonBox.StandardButton
SOURCE = resources.path("i18n/qt_vi.ts")


@pytest.mark.parametrize(
    ("button", "word"),
    [
        (Button.Save, "Lưu"),
        (Button.Cancel, "Hủy bỏ"),
        (Button.Yes, "Có"),
        (Button.No, "Không"),
        (Button.Ok, "Đồng ý"),
        (Button.Close, "Đóng"),
        (Button.Help, "Trợ giúp"),
    ],
)
def test_buttons_speak_vietnamese(qtbot, button: Button, word: str) -> None:
    box = QDialogButtonBox(button)
    qtbot.addWidget(box)
    assert box.button(button).text().replace("&", "") == word


def test_message_boxes_speak_vietnamese(qtbot) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "", "", QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Có", "Không"}


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_speaks_vietnamese(qtbot, field: type[QLineEdit | QPlainTextEdit]) -> None:
    made = field()
    qtbot.addWidget(made)
    menu = made.createStandardContextMenu()
    assert isinstance(menu, QMenu)
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert words == ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"]
    menu.deleteLater()


def messages() -> list[tuple[str, str, str, str]]:
    found = []
    for context in ElementTree.parse(SOURCE).getroot().iter("context"):
        for message in context.iter("message"):
            texts = (message.findtext(part) or "" for part in ("source", "comment", "translation"))
            found.append((context.findtext("name") or "", *texts))
    return found


def test_the_built_file_is_that_of_the_source() -> None:
    built = QTranslator()
    assert built.load(str(SOURCE.with_suffix(".qm")))
    assert {source for where, source, note, word in messages() if built.translate(where, source, note) != word} == set()


def test_every_word_is_vietnamese() -> None:
    technical = {"mm"}
    wrong = {word: left for *_, word in messages() if (left := set(foreign(word.replace("&", ""))) - technical)}
    assert wrong == {}


def test_numbers_and_dates_are_vietnamese() -> None:
    locale = QLocale()
    assert (locale.toString(1459), locale.decimalPoint()) == ("1.459", ",")
    assert locale.toString(QDate(2026, 11, 5), "dd/MM/yyyy") == "05/11/2026"

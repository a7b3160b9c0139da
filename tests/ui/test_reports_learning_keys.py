"""The window that learns a form: nothing in it is cut, and Esc beside the form goes back to it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.exports import learned_forms
from tests.exports.learned_forms import SHEET
from tests.ui import reports_book
from tests.user import press, type_text
from ui.reports.learning import LearningDialog
from ui.reports.screen import ReportsScreen

LONG = (
    "BIỂU TỔNG HỢP ĐỘI NGŨ ĐẢNG VIÊN THEO CHI BỘ VÀ TỶ LỆ ĐẢNG VIÊN NỮ, DÂN TỘC THIỂU SỐ, DỰ BỊ CỦA CÁC CHI BỘ "
    "TRỰC THUỘC"
)


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def learn(screen: ReportsScreen, folder: Path, content: bytes) -> LearningDialog:
    """Open the dialog on a form."""
    path = folder / "Biểu nhanh.xlsx"
    path.write_bytes(content)
    dialog = screen.learned.open_file(path)
    assert dialog is not None
    return dialog


def test_esc_beside_the_form_goes_back_to_its_cell(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    dialog = learn(screen, tmp_path, learned_forms.form())
    dialog.view.choose_cell(5, 2)
    press(dialog.view, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.search
    type_text(dialog.search, "nu")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.view
    assert dialog.view.chosen_cell == (SHEET, 5, 2)
    press(dialog.view, Qt.Key.Key_Down)
    assert dialog.view.chosen_cell == (SHEET, 6, 2)
    press(dialog.view, Qt.Key.Key_Escape)
    press(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def offered(dialog: LearningDialog) -> list[str]:
    return [dialog.offers.item(number).text() for number in range(dialog.offers.count())]


def test_what_stands_beside_the_form_follows_the_arrows(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    dialog = learn(screen, tmp_path, learned_forms.form())
    press(dialog.view, Qt.Key.Key_Return)
    assert dialog.view.chosen_cell is not None
    assert dialog.bind_button.isEnabled()
    dialog.view.choose_cell(5, 2)
    press(dialog.view, Qt.Key.Key_Return)
    press(dialog.search, Qt.Key.Key_Return)
    assert dialog.heading.text() == "Ô B5 – Đảng viên chính thức"
    assert offered(dialog)[0] == "Đang gắn: Đảng viên chính thức"
    press(dialog.view, Qt.Key.Key_Down)
    assert dialog.heading.text() == "Ô B6 – Đảng viên dự bị"
    assert not offered(dialog)[0].startswith("Đang gắn")
    assert dialog.focusWidget() is dialog.view
    press(dialog.view, Qt.Key.Key_Up)
    assert offered(dialog)[0] == "Đang gắn: Đảng viên chính thức"
    press(dialog.view, Qt.Key.Key_Delete)
    assert dialog.template.bindings == ()


def test_ctrl_l_on_the_form_narrows_the_cell_in_the_frame(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    dialog = learn(screen, tmp_path, learned_forms.form())
    dialog.open_cell(SHEET, 5, 2)
    press(dialog.search, Qt.Key.Key_Return)
    press(dialog.view, Qt.Key.Key_Down)
    assert dialog.view.chosen_cell == (SHEET, 6, 2)
    asked = dialog.narrow()
    assert asked is not None
    assert asked.place.itemText(0) == "Cả dòng 6"
    assert dialog.heading.text().startswith("Ô B6")
    asked.reject()
    dialog.bind()
    assert [str(one.place.spot) for one in dialog.template.bindings] == ["B5", "B6"]
    asked = dialog.narrow()
    assert asked is not None
    assert asked.place.itemText(0) == "Chỉ ô B6"
    asked.reject()


def test_another_sheet_leaves_the_cell_of_the_one_before(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    dialog = learn(screen, tmp_path, learned_forms.form(sheets=2))
    dialog.open_cell(SHEET, 5, 2)
    dialog.sheet.set_value("Trang 2")
    dialog.sheet.picked.emit("Trang 2")
    assert not dialog.bind_button.isEnabled()
    assert not dialog.heading.text().startswith("Ô B5")
    dialog.bind()
    assert dialog.template.bindings == ()


def test_enter_ticks_a_filter_and_only_ctrl_enter_saves(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    dialog = learn(screen, tmp_path, learned_forms.form())
    dialog.open_cell(SHEET, 5, 2)
    press(dialog.search, Qt.Key.Key_Return)
    asked = dialog.narrow()
    assert asked is not None
    qtbot.waitUntil(asked.isActiveWindow)
    type_text(asked.search, "nu")
    qtbot.waitUntil(lambda: asked.list.currentRow() == 0)
    press(asked.search, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert asked.chosen["cell"] == ["gender:female"]
    press(asked.search, Qt.Key.Key_Down)
    press(asked.list, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert asked.chosen["cell"] == []
    press(asked.list, Qt.Key.Key_Return)
    with qtbot.waitSignal(asked.accepted):
        qtbot.keyClick(asked.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.template.bindings[0].filters == ("gender:female",)


def is_whole(lines: QListWidget, number: int) -> bool:
    """Whether a line of a list has the height its words ask for in the width they are drawn in."""
    item = lines.item(number)
    room = lines.viewport().width() - 12  # what the style keeps free beside the words
    paper = lines.fontMetrics().boundingRect(0, 0, room, 1000, Qt.TextFlag.TextWordWrap, item.text())
    return lines.visualItemRect(item).height() >= paper.height()


def test_no_line_offered_is_cut_at_any_width(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    dialog = learn(screen, tmp_path, learned_forms.form())
    dialog.open_cell(SHEET, 5, 2)
    type_text(dialog.search, "moi dong")
    qtbot.waitUntil(lambda: dialog.offers.count() > 20)
    assert all(is_whole(dialog.offers, number) for number in range(dialog.offers.count()))
    dialog.reject()


def top(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().topLeft()).y()


def bottom(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().bottomLeft()).y()


def test_a_long_name_is_shown_whole(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(learned_forms.form()))
    book[SHEET]["A1"] = LONG
    made = BytesIO()
    book.save(made)
    dialog = learn(screen, tmp_path, made.getvalue())
    dialog.resize(1300, 640)
    title = dialog.title
    assert title.text().startswith("Biểu tổng hợp đội ngũ")
    wanted = title.fontMetrics().horizontalAdvance(title.text())
    qtbot.waitUntil(lambda: title.width() > wanted)
    assert top(dialog.needs) > bottom(title)
    title.setText("Biểu ngắn")
    dialog.resize(1310, 640)
    qtbot.waitUntil(lambda: top(dialog.needs) < bottom(title))
    dialog.reject()

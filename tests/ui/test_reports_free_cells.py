"""Blank cells of a superior's form written by hand in the preview, by keys and by the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from exports import files
from exports.learned.xml.grid import spot_of
from tests.exports.test_free_cells import SHEET, form, learned
from tests.exports.test_learned_forms import put
from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from tests.user import press, type_text
from ui.reports.by_hand import HandForm
from ui.reports.screen import ReportsScreen


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen with a form of the superior shown, C5 of it bound."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        put(made.db, learned(form(), "C5"))
        made.learned.changed.emit("mau:Biểu tổng hợp")
        wait_for(qtbot, made, "Biểu tổng hợp 2026-10")
        yield made


def opened(screen: ReportsScreen) -> HandForm:
    (found,) = (one for one in screen.findChildren(HandForm) if one.isVisible())
    return found


def shown(screen: ReportsScreen, address: str) -> str:
    return next(" ".join(one.lines) for one in screen.view.pages[0].words if one.cell == spot_of(address))


def drawn(qtbot: QtBot, screen: ReportsScreen) -> None:
    qtbot.waitUntil(lambda: screen._job is None, timeout=10_000)


def test_blank_cells_are_written_one_after_another_by_keys_and_exported(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.view.choose_cell(5, 3)
    press(screen.view, Qt.Key.Key_Down)
    assert screen.view.chosen_cell == (SHEET, 6, 3)
    press(screen.view, Qt.Key.Key_F2)
    one = opened(screen)
    assert one.windowTitle() == "Ghi tay ô này"
    assert one.reckoned.text() == "Sổ không có số cho ô này."
    type_text(one.value, "12")
    type_text(one.reason, "Theo văn hóa xã")
    with qtbot.waitSignal(one.accepted):
        press(one.reason, Qt.Key.Key_Return)
    drawn(qtbot, screen)
    assert shown(screen, "C6") == "12"
    assert screen.view._marks[SHEET, 6, 3].startswith("Số ghi tay: 12\nLý do: Theo văn hóa xã")
    press(screen.view, Qt.Key.Key_Down)
    press(screen.view, Qt.Key.Key_Return)  # Enter opens it as well: no names are behind it
    two = opened(screen)
    assert two.reason.text() == "Theo văn hóa xã"  # as the one before
    type_text(two.value, "4")
    with qtbot.waitSignal(two.accepted):
        press(two.value, Qt.Key.Key_Return)
    drawn(qtbot, screen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "ra.xlsx"), ""))
    screen.export_excel()
    qtbot.waitUntil(lambda: screen.done.isVisible(), timeout=10_000)
    sheet = load_workbook(tmp_path / "ra.xlsx", data_only=True)[SHEET]
    assert (sheet["C6"].value, sheet["C7"].value) == (12, 4)
    assert sheet["C8"].value == sheet["C5"].value + 16
    assert "Số ghi tay: 4" in files.beside(tmp_path / "ra.xlsx").read_text(encoding="utf-8-sig")
    screen.db.undo()
    screen.db.undo()
    screen.reload()
    drawn(qtbot, screen)
    assert (shown(screen, "C6"), shown(screen, "C7")) == ("", "")


def test_a_remark_is_typed_and_said_to_be_words(qtbot: QtBot, screen: ReportsScreen) -> None:
    screen.view.choose_cell(6, 5)
    press(screen.view, Qt.Key.Key_F2)
    one = opened(screen)
    type_text(one.value, "12")
    assert one.note.text().startswith("Tỷ lệ %")
    one.value.clear()
    type_text(one.value, "Đã thoát nghèo")
    assert one.note.text().startswith("Ghi thành chữ")
    type_text(one.reason, "Xã báo")
    with qtbot.waitSignal(one.accepted):
        press(one.reason, Qt.Key.Key_Return)
    drawn(qtbot, screen)
    assert shown(screen, "E6") == "Đã thoát nghèo"
    press(screen.view, Qt.Key.Key_F2)
    assert opened(screen).value.text() == "Đã thoát nghèo"
    opened(screen).reject()
    press(screen.view, Qt.Key.Key_Left)
    screen.view.choose_cell(5, 3)  # a number of the book
    press(screen.view, Qt.Key.Key_F2)
    number = opened(screen)
    number.value.setText("nhiều")
    assert number.note.text().startswith("Tỷ lệ %")
    number.reason.setText("Xã báo")
    number.try_to_save()
    assert "không phải là số" in number.fields["value"].message.text()
    number.reject()


def test_a_double_click_writes_and_the_right_button_takes_away(qtbot: QtBot, screen: ReportsScreen) -> None:
    view = screen.view
    view.show_cell(SHEET, 6, 3)
    assert view.chosen is not None
    where = view._rect(view.chosen).center().toPoint()
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    one = opened(screen)
    qtbot.mouseRelease(one, Qt.MouseButton.LeftButton)  # that of the second click meets the form
    assert not QGuiApplication.mouseButtons()
    type_text(one.value, "7")
    type_text(one.reason, "Xã báo")
    with qtbot.waitSignal(one.accepted):
        press(one.reason, Qt.Key.Key_Return)
    drawn(qtbot, screen)
    menu = screen.by_hand.open_menu(SHEET, 6, 3, QPoint())
    assert [action.text() for action in menu.actions()] == ["Ghi tay ô này…\tF2", "Bỏ số ghi tay"]
    menu.actions()[-1].trigger()
    menu.close()
    drawn(qtbot, screen)
    assert shown(screen, "C6") == ""


def test_a_formula_of_the_superior_is_not_written_over(screen: ReportsScreen) -> None:
    said: list[str] = []
    screen.said.connect(said.append)
    screen.view.show_cell(SHEET, 8, 3)
    press(screen.view, Qt.Key.Key_F2)
    assert not screen.findChildren(HandForm)
    assert "công thức của biểu" in said[-1]


def test_the_blank_cells_still_unbound_are_counted_and_gone_through_by_a_key(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path
) -> None:
    path = tmp_path / "Biểu mới.xlsx"
    path.write_bytes(form().content)
    dialog = screen.learned.open_file(path)
    assert dialog is not None
    wanted = ["C5", "D5", "C6", "C7", "D7", "D8", "C12"]  # no remarks; D6 came with a number, C8 is a formula
    assert dialog.unbound.text() == "Còn 7 ô trống chưa gắn"
    qtbot.waitUntil(dialog.isActiveWindow, timeout=10_000)
    seen: list[str] = []
    for _cell in wanted:
        press(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert dialog.place is not None
        seen.append(str(dialog.place.spot))
    assert seen == wanted
    press(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert dialog.heading.text() == "Ô C5 – Đảng viên chính thức"  # from the last to the first
    assert dialog.search.hasFocus()
    press(dialog.search, Qt.Key.Key_Return)
    assert dialog.unbound.text() == "Còn 6 ô trống chưa gắn"
    QDialog.reject(dialog)

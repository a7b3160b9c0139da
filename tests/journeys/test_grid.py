"""An afternoon with the member table and Excel: copied out, filled in, pasted back, taken back; doubles made one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from models import members, tsv
from models.dates import PartialDate
from tests.ui.members_book import TODAY, fill
from tests.user import in_front, press, type_text, unikey_type
from ui.main_window import MainWindow, ScreenSpec
from ui.members.paste import PasteDialog

SPECS = (ScreenSpec("members", "Đảng viên", "users", "ui.members.screen:MembersScreen"),)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def window(db, ids, qtbot):
    db.mark_start()
    shown = MainWindow(db, SPECS, clock=db.clock)
    qtbot.addWidget(shown)
    shown.showNormal()
    shown.resize(1366, 768)
    in_front(qtbot, shown)
    return shown


def cell(screen, name: str, column: str) -> str:
    shown = next(one for one in screen.model.columns if one.name == column)
    return shown.shown(next(row for row in screen.model.rows if row.full_name == name))


def walk_to(screen, name: str, column: str) -> None:
    """Go there with the arrows, as one does."""
    table = screen.table
    table.setFocus()
    press(table, Qt.Key.Key_Home, CTRL)
    while table.current_row().full_name != name:
        press(table, Qt.Key.Key_Down)
    while table.current_column != column:
        press(table, Qt.Key.Key_Right)


def test_a_list_goes_to_excel_and_comes_back_filled_in(qtbot, window, db) -> None:
    screen = window.shown
    screen.table.setFocus()
    press(screen.table, Qt.Key.Key_A, CTRL)
    press(screen.table, Qt.Key.Key_C, CTRL)
    rows = tsv.read(QGuiApplication.clipboard().text())
    born = rows[0].index("Ngày sinh")
    for row in rows[1:]:
        row[born] = row[born].replace("chưa rõ", "1/2/1955")
    QGuiApplication.clipboard().setText(tsv.write(rows))
    press(screen.table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PasteDialog)))
    dialog = next(one for one in window.findChildren(PasteDialog) if one.isVisible())
    in_front(qtbot, dialog)
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: cell(screen, "Mùa A Chư", "born_on") == "01/02/1955")
    assert cell(screen, "Lò Văn Ánh", "born_on") == "1965"
    qtbot.waitUntil(lambda: "Đã dán: sửa 3 đảng viên" in window.status.message.text())
    in_front(qtbot, window)
    screen.table.setFocus()
    press(screen.table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: cell(screen, "Mùa A Chư", "born_on") == "chưa rõ")
    press(screen.table, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: cell(screen, "Mùa A Chư", "born_on") == "01/02/1955")


def test_a_name_is_corrected_where_it_stands_and_the_rest_filled_down(qtbot, window, db, ids) -> None:
    screen = window.shown
    walk_to(screen, "Lường Thị Ban", "full_name")
    press(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    press(editor, Qt.Key.Key_A, CTRL)
    unikey_type(editor, "Lường Thị Bản")
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.table.current_row().full_name == "Lường Thị Bản")
    walk_to(screen, "Lường Thị Bản", "gender")
    type_text(screen.table, "n")
    editor = screen.table.findChild(QLineEdit)
    press(editor, Qt.Key.Key_A, CTRL)
    unikey_type(editor, "Nữ")
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(screen, "Lường Thị Bản", "gender") == "Nữ")
    press(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(screen.table, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: cell(screen, "Mùa A Chư", "gender") == "Nữ")
    for expected in ("Nam", "chưa rõ"):
        in_front(qtbot, window)
        screen.table.setFocus()
        press(screen.table, Qt.Key.Key_Z, CTRL)
        name = "Mùa A Chư" if expected == "Nam" else "Lường Thị Bản"
        qtbot.waitUntil(lambda name=name, expected=expected: cell(screen, name, "gender") == expected)
    with db.read() as session:
        assert members.read(session, ids["Lò Văn Ánh"]).born_on == PartialDate(1965)
        assert len(members.search(session, on=TODAY)) == 5

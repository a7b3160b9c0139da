"""Every kind of line of *Việc cần làm*, mended by keys alone: Enter on it, what is typed then, and it is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from models.tables import Member
from tests.ui.test_overview_repairs import CASES, Case, book, window  # noqa: F401
from tests.ui.work_to_do import Book
from tests.user import in_front, press, type_text
from ui.overview.screen import OverviewScreen
from ui.widgets.names import NamesDialog


class Keys:
    """A keyboard and nothing else: keys go where the cursor is, in the window in front."""

    def __init__(self, qtbot: QtBot, main: QWidget) -> None:
        self._qtbot = qtbot
        self._window = main
        self.count = 0

    def press(self, *words: str) -> None:
        """Press keys by name: “Ctrl+Return”, “Tab”."""
        for one in words:
            sequence: Any = QKeySequence.fromString(one)
            pressed = sequence[0]
            press(self._front(), pressed.key(), pressed.keyboardModifiers())
            self.count += 1

    def type(self, text: str) -> None:
        """Type a text."""
        type_text(self._front(), text)
        self.count += len(text)

    def to(self, words: str, key: str = "Tab") -> None:
        """Press Tab until the cursor is in the field, or on the button, that says so."""
        for _ in range(60):
            if words in _said(QApplication.focusWidget()):
                return
            self.press(key)
        raise AssertionError(words)

    def _front(self) -> QWidget:
        """The window in front: the last dialog opened, or the main window."""
        boxes = [one for one in self._window.findChildren(QDialog) if one.isVisible() and one.isModal()]
        front = boxes[-1] if boxes else self._window
        if (popup := QApplication.activePopupWidget()) is not None:
            return popup
        in_front(self._qtbot, front)
        return front


def _said(widget: QWidget | None) -> str:
    if widget is None:
        return ""
    text = getattr(widget, "text", None)
    return f"{text() if callable(text) else ''} {widget.accessibleName()}"


_MOST = 30
"""Keys that the longest of these repairs may take."""

TYPED: dict[str, Callable[[Keys], None]] = {}


def _typed(key: str) -> Callable[[Callable[[Keys], None]], Callable[[Keys], None]]:
    def keep(act: Callable[[Keys], None]) -> Callable[[Keys], None]:
        TYPED[key] = act
        return act

    return keep


@_typed("office")
def _office(keys: Keys) -> None:
    keys.type("Đảng ủy xã Mường Mẫu")
    keys.press("Ctrl+Return")


@_typed("open")
def _open(_keys: Keys) -> None:
    """Enter has opened the month."""


@_typed("month")
def _month(keys: Keys) -> None:
    keys.press("Ctrl+Return", "Ctrl+Return")


@_typed("unwritten")
def _unwritten(keys: Keys) -> None:
    keys.type("+")


@_typed("tasks")
def _tasks(keys: Keys) -> None:
    keys.type("+")


@_typed("lacking")
def _lacking(keys: Keys) -> None:
    keys.press("Ctrl+Return")
    keys.type("1/5/1980")
    keys.press("Ctrl+Return")


@_typed("probation")
def _probation(keys: Keys) -> None:
    keys.press("Ctrl+Return")
    keys.type("10/11/2026")
    keys.press("Ctrl+Return")


@_typed("transfers")
def _transfers(keys: Keys) -> None:
    keys.press("Ctrl+Return")
    keys.type("1/8/2026")
    keys.press("Return")


@_typed("badges")
def _badges(keys: Keys) -> None:
    keys.press("Ctrl+Return")
    keys.type("7/11/2026")
    keys.press("Ctrl+Return")


@_typed("backup")
def _backup(keys: Keys) -> None:
    keys.press("Space")


@_typed("BELOW")
def _below(keys: Keys) -> None:
    keys.press("Return", "Down")
    keys.type("+")
    keys.press("Down")
    keys.type("+")


@_typed("NO_THEMATIC")
def _no_thematic(keys: Keys) -> None:
    keys.press("Ctrl+Return", "Ctrl+Return", "Ctrl+Return")


@_typed("LATE_RESULT")
def _late(keys: Keys) -> None:
    keys.press("Return", "Ctrl+Return")
    keys.type("=" * 20)


@_typed("absent")
def _absent(keys: Keys) -> None:
    keys.press("Return")
    keys.to("Tháng 1:")
    keys.press("Return")
    keys.type("+")
    keys.press("Ctrl+2", "Left", "Return")
    keys.type("+")


@_typed("EXCUSED_RUNNING")
def _excused(keys: Keys) -> None:
    keys.press("Return")
    keys.to("Tháng 1:")
    keys.press("Return")
    keys.type("+")


@_typed("ceremony")
def _ceremony(keys: Keys) -> None:
    keys.to("Kết nạp")
    keys.press("Space")
    keys.type("15-QĐ/ĐU")
    keys.to("Ngày tổ chức lễ")
    keys.type("28/9/2026")
    keys.press("Ctrl+Return")


@_typed("certificates")
def _certificates(keys: Keys) -> None:
    keys.press("F2")
    keys.type("1/10/2026")
    keys.press("Ctrl+Return")


@_typed("short")
def _short(keys: Keys) -> None:
    keys.press("Ctrl+2")
    keys.type("lvab")
    keys.press("Ctrl+E")
    keys.to("Chi bộ mới")
    keys.type("Trạm")
    keys.press("Ctrl+Return")


@_typed("terms")
def _terms(keys: Keys) -> None:
    keys.to("Hồ sơ", "Shift+Tab")
    keys.press("Space", "Down", "Down", "Return")
    keys.to("Sửa…")
    keys.press("Space")
    keys.to("Đến hết ngày")
    keys.type("30/6/2027")
    keys.press("Ctrl+Return", "Esc")


@_typed("uncared")
def _uncared(keys: Keys) -> None:
    keys.to("Người phụ trách", "Shift+Tab")
    keys.press("Space", "Space")
    keys.type("Lò Văn Aa")
    keys.press("Return", "Ctrl+Return", "Esc")


@_typed("homes")
def _homes(keys: Keys) -> None:
    keys.press("Ctrl+Return")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_line_is_mended_by_keys(window, book: Book, db, qtbot: QtBot, case: Case) -> None:  # noqa: F811
    screen = window.screen_of("overview")
    assert isinstance(screen, OverviewScreen)
    with db.write("Có việc") as session:
        case.arrange(session, book)
    screen.reload()
    screen.todo.rows[case.key].setFocus()
    keys = Keys(qtbot, window)
    keys.press("Return")
    TYPED[case.key](keys)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    keys.press("Ctrl+1")
    assert window.shown is screen
    qtbot.waitUntil(lambda: case.key not in screen.todo.rows, timeout=3000)
    assert keys.count <= _MOST


def test_the_form_opens_at_what_the_part_in_view_lacks_and_the_next_line_waits(window, book, db, qtbot) -> None:  # noqa: F811
    with db.write("Thiếu") as session:
        for key in book.who[1:3]:
            row = session.get_one(Member, key)
            row.born_on = row.citizen_id = None
    screen = window.screen_of("overview")
    assert isinstance(screen, OverviewScreen)
    screen.reload()
    screen.todo.rows["lacking"].setFocus()
    keys = Keys(qtbot, window)
    keys.press("Return")
    keys.to("số định danh · 2", "Shift+Tab")
    keys.press("Space")
    (names,) = screen.findChildren(NamesDialog)
    for place in (1, 2):
        names.table.setFocus()
        assert names.table.current_row().member_id == book.who[place]
        keys.press("Ctrl+Return")
        keys.type(f"01108000{place:04}")
        assert "Số định danh" in _said(QApplication.focusWidget())
        keys.press("Ctrl+Return")
    assert [line.fields for line in names.rows] == [("born_on",)] * 2
    assert [chip.isChecked() for chip in names.chips] == [True, False]

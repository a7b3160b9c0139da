"""Ctrl+C where no table is: the preview of a report and the work to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from models import tsv
from tests.ui import reports_book
from tests.ui.test_overview import book, screen  # noqa: F401
from tests.user import in_front, press
from ui.overview.screen import OverviewScreen

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_cell_stood_on_in_the_preview_is_copied(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> None:
    with reports_book.opened(qtbot, empty_file, tmp_path) as reports:
        view = reports.view
        view.setFocus()
        QGuiApplication.clipboard().setText("")
        press(view, Qt.Key.Key_C, CTRL)  # on no cell: nothing
        assert QGuiApplication.clipboard().text() == ""
        press(view, Qt.Key.Key_Return)
        assert view.chosen is not None
        press(view, Qt.Key.Key_C, CTRL)
        (shown,) = view.chosen.words.lines
        assert QGuiApplication.clipboard().text().rstrip() == shown
        assert f'x:num="{shown}"' in QGuiApplication.clipboard().mimeData().html()


def test_the_lines_of_work_to_do_are_copied(qtbot: QtBot, screen: OverviewScreen) -> None:  # noqa: F811
    qtbot.waitUntil(lambda: len(screen.todo.lines) > 1)
    in_front(qtbot, screen)
    line = screen.todo.lines[1]
    screen.todo.rows[line.key].setFocus()
    press(screen, Qt.Key.Key_C, CTRL)
    head, *rows = tsv.read(QGuiApplication.clipboard().text())
    assert head == ["Việc cần làm", "Chi tiết"]
    assert rows == [[line.text, line.detail]]
    at = QPoint(1, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, screen.todo.mapToGlobal(at))
    QApplication.sendEvent(screen.todo, event)
    (menu,) = screen.todo.findChildren(QMenu)
    one, every = menu.actions()
    assert one.text().startswith("Sao chép dòng này")
    every.trigger()
    assert tsv.read(QGuiApplication.clipboard().text())[1:] == [[one.text, one.detail] for one in screen.todo.lines]
    menu.close()

"""A block from Excel pasted into the ratings of a cell onto several lines selected, as one does in Excel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.test_ratings import cell_ids, levels, page  # noqa: F401
from tests.user import in_front, press
from ui.ratings.page import RatingsPage
from ui.ratings.paste import RatingsDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def paste(qtbot, page: RatingsPage, text: str) -> None:  # noqa: F811
    """Paste what was copied, and write what is shown."""
    QApplication.clipboard().setText(text)
    press(page.table, Qt.Key.Key_V, CTRL)
    dialog = next(one for one in page.findChildren(RatingsDialog) if one.isVisible())
    in_front(qtbot, dialog)
    press(dialog, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def select(page: RatingsPage, first: int, count: int) -> None:  # noqa: F811
    page.table.go_to(first, "cell")
    for _ in range(count - 1):
        press(page.table, Qt.Key.Key_Down, SHIFT)


def test_a_block_begins_at_the_top_of_the_lines_selected(page: RatingsPage, qtbot):  # noqa: F811
    select(page, 0, 3)
    paste(qtbot, page, "1\r\n2\r\n3\r\n")
    assert levels(page) == ["HTXSNV/", "HTTNV/", "HTNV/", "miễn/miễn", "/"]


def test_one_level_goes_to_all_the_lines_selected(page: RatingsPage, db, qtbot):  # noqa: F811
    select(page, 0, 3)
    paste(qtbot, page, "HTTNV\r\n")
    assert levels(page)[:3] == ["HTTNV/"] * 3
    assert db.undo() == "Dán xếp loại năm 2026: 3 đảng viên"


def test_an_empty_cell_takes_no_points_away(page: RatingsPage, qtbot):  # noqa: F811
    paste(qtbot, page, "2\t\t90\n")
    page.table.go_to(0, "cell")
    paste(qtbot, page, "1\t\t\n")
    assert (levels(page)[0], page.lines[0].values.points) == ("HTXSNV/", 90)

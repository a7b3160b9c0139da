"""*Kiểm tra số liệu* where there is little room: 150 % and the largest letters on a screen of 1366×768."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.looking import faults
from tests.ui.check_cases import CASES
from tests.ui.test_check_repairs import _open, book, window  # noqa: F401
from tests.user import press
from ui import theme

SMALL = (911, 512)


def test_what_is_checked_has_the_room_of_its_weight(window, book, db, qtbot, free_look) -> None:  # noqa: F811
    free_look.set_size(theme.TextSize.HUGE)
    window.showNormal()
    window.resize(*SMALL)
    page = _open(window, qtbot, "unrecorded")
    table = page.rule_table
    assert [table.rows_model.columns[number].title for number in table.shown_columns()] == ["Số", "Điều kiểm tra"]
    assert max(table.rowHeight(row) for row in range(6)) < 3 * table.fontMetrics().height()
    assert table.hover_words(table.rows_model.index(0, 1)).splitlines()[-1].startswith("Mức độ: ")


@pytest.mark.parametrize("key", ["unrecorded", "roster", "doubles", "no-kind"])
def test_buttons_names_and_the_whole_sentence_are_seen(window, book, db, qtbot, free_look, key: str) -> None:  # noqa: F811
    case = next(case for case in CASES if case.key == key)
    with db.write("Có điều sai") as session:
        case.spoil(session, book)
    free_look.set_size(theme.TextSize.HUGE)
    window.showNormal()
    window.resize(*SMALL)
    page = _open(window, qtbot, key)
    table = page.name_table
    table.selectRow(0)
    press(table, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: table.visibleRegion().boundingRect().bottom() > table.horizontalHeader().height())
    qtbot.waitUntil(lambda: faults(page) == [], timeout=3000)
    cursor = table.visualRect(table.currentIndex()).translated(table.viewport().pos())
    assert table.visibleRegion().boundingRect().contains(cursor)
    assert table.rows_model.row_at(table.currentIndex()).what in page.detail.text()
    assert page.detail.heightForWidth(page.detail.width()) <= page.detail.height()

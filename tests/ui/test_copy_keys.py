"""Tables whose fields keep the cursor are copied by the keys too: roll, score sheet, content of a meeting."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from models import tsv
from models.tables import Mark
from tests.journeys.test_content import NAMES, window  # noqa: F401
from tests.user import press, type_text

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def copied(window) -> list[list[str]]:  # noqa: F811
    QGuiApplication.clipboard().setText("")
    press(window, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().hasHtml()
    return tsv.read(QGuiApplication.clipboard().text())


def test_the_roll_is_copied_from_the_field_of_names(window) -> None:  # noqa: F811
    press(window, Qt.Key.Key_Escape)
    window.shown.open_cell_month(1, 2026, 11)
    roll = window.shown.roll
    assert roll.finder.hasFocus()
    assert copied(window)[1][1:4] == [NAMES[0], "", "Có mặt"]  # the line chosen
    press(window, Qt.Key.Key_A, CTRL)
    rows = copied(window)
    assert rows[0][:5] == ["TT", "Họ và tên", "Chức vụ", "Điểm danh", "Lý do"]
    assert [row[1] for row in rows[1:]] == [line.shown_name for line in roll.roll.lines]
    assert rows[2][3:5] == ["– Vắng có lý do", "ốm"]
    line = roll.table.current_row()
    type_text(window, "*")  # back to one line, which is seen to get the mark
    assert [(one.member_id, one.mark) for one in roll.table.selected_rows()] == [(line.member_id, Mark.UNEXCUSED)]
    menu = {action.text() for action in roll.menu.actions()}
    assert {"Sao chép các dòng đang chọn (Ctrl+C)", "Chọn tất cả (Ctrl+A)"} <= menu


def test_a_text_selected_in_the_field_is_copied_itself(window) -> None:  # noqa: F811
    window.shown.open_cell_month(1, 2026, 11)
    type_text(window, NAMES[0][0].lower())
    press(window, Qt.Key.Key_A, CTRL)
    press(window, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == NAMES[0][0].lower()
    press(window, Qt.Key.Key_End)
    assert copied(window)[1][1] == NAMES[0]  # nothing selected in it: the line found


def test_the_lines_of_the_content_are_copied(window) -> None:  # noqa: F811
    for text in ("Việc một", "Việc hai"):
        type_text(window, text)
        press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_A, CTRL)
    assert [row[-1] for row in copied(window)] == ["Nội dung", "Việc một", "Việc hai"]


def test_the_score_sheet_is_copied(window) -> None:  # noqa: F811
    press(window, Qt.Key.Key_F4)
    page = window.shown.score
    assert page.points.hasFocus()
    press(window, Qt.Key.Key_A, CTRL)
    assert len(copied(window)) == 1 + len(page.sheet.lines)

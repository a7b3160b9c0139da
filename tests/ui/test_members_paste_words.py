"""A block pasted into the member table with words of schooling that may be of several things, by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.members import MemberValues
from tests.exports.test_more_schooling import MIXED
from tests.ui.members_book import fill
from tests.ui.test_members_grid import follow, paste, put, values
from tests.user import press, take_entry
from ui.members.screen import MembersScreen


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def screen(qtbot, db, ids) -> MembersScreen:
    shown = MembersScreen(db)
    qtbot.addWidget(shown)
    shown.reload()
    shown.show()
    follow(db, shown)
    return shown


def test_what_a_lone_word_means_is_asked_above_the_block(qtbot, screen, db, ids) -> None:
    put(f"Họ và tên\t{MIXED}\nLò Văn Ánh\t12/12, TC\n")
    dialog = paste(qtbot, screen)
    assert list(dialog.preview.marks) == ["TC"]
    assert "Trình độ chưa rõ mục: TC" in dialog.preview.full.toPlainText()
    press(dialog.preview.table, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.preview.marks["TC"]  # on the way to the button
    take_entry(dialog.preview.marks["TC"], 1)
    assert "Trình độ chuyên môn: Trung cấp" in dialog.preview.full.toPlainText()
    press(dialog.preview.table, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.write_button
    with qtbot.waitSignal(dialog.written):
        press(dialog.write_button, Qt.Key.Key_Return)
    found = values(db, ids["Lò Văn Ánh"])
    assert isinstance(found, MemberValues)
    assert (found.professional_id is not None, found.theory_id, found.note) == (True, None, "")


def test_a_block_without_such_words_asks_nothing(qtbot, screen, ids) -> None:
    put("Họ và tên\tNgày sinh\nLò Văn Ánh\t12/5/1965\n")
    dialog = paste(qtbot, screen)
    assert not dialog.preview.marks
    assert dialog.preview.open_choice() is None

"""An attendance book whose marks nobody explained: the officer says in the window what each means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import imports
from models.database import Database
from tests.exports.books import member, member_book
from tests.exports.test_more_schooling import MIXED
from tests.exports.test_more_schooling import book as list_of_levels
from tests.exports.test_unknown_marks import book
from tests.ui.test_import_columns import press
from tests.ui.test_import_dialog import dialog, jobs, look_at, settle, shown  # noqa: F401
from tests.ui.test_overview_typed import Keys
from tests.user import take_entry
from ui.data.import_dialog import ImportDialog

LOONG = "Chi bộ bản Huổi Loóng"


def test_each_mark_is_asked_about_once(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    people = [
        member(no=n, name=name, cell=LOONG, card=None, citizen=None, born=f"{n}/5/1970")
        for n, name in enumerate(("Lò Văn Ánh", "Cà Thị Xôm", "Vừ A Ín"), 1)
    ]
    look_at(qtbot, dialog, member_book(tmp_path / "ds.xlsx", *people))
    assert not dialog.preview.marks
    press(qtbot, dialog, dialog.import_button)
    look_at(qtbot, dialog, book(tmp_path / "a.xlsx"))
    assert list(dialog.preview.marks) == ["v", "o"]
    assert [word for word, _name in shown(dialog)].count("Lỗi") > 0
    choice = dialog.preview.marks["v"]
    choice.setFocus()
    take_entry(choice, 1)  # the first is “Có mặt”
    settle(qtbot, dialog)
    assert dialog.preview.marks["v"].value() == "present"
    choice = dialog.preview.marks["o"]
    take_entry(choice, 4)
    settle(qtbot, dialog)
    assert choice.value() == "unexcused"
    assert [word for word, _name in shown(dialog)].count("Lỗi") == 0
    press(qtbot, dialog, dialog.import_button)
    with db.read() as session:
        assert {"v": "present", "o": "unexcused"} in imports.as_before(session).remembered_marks.values()
    look_at(qtbot, dialog, book(tmp_path / "b.xlsx"))
    assert {mark: one.value() for mark, one in dialog.preview.marks.items()} == {"v": "present", "o": "unexcused"}
    assert dialog.preview.open_choice() is None
    assert {word for word, _name in shown(dialog)} == {"Bỏ qua"}
    choice = dialog.preview.marks["o"]
    choice.setFocus()
    take_entry(choice, -1)
    settle(qtbot, dialog)
    assert choice.value() == "excused"
    press(qtbot, dialog, dialog.import_button)
    with db.read() as session:
        assert {"v": "present", "o": "excused"} in imports.as_before(session).remembered_marks.values()


def test_a_lone_word_of_schooling_is_asked_about_once(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    look_at(qtbot, dialog, list_of_levels(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",), ("12/12, TC",)))
    assert list(dialog.preview.marks) == ["TC"]
    choice = dialog.preview.marks["TC"]
    assert [choice.itemText(n) for n in range(choice.count())] == [
        "(chưa rõ, giữ ở Ghi chú)",
        "Trình độ chuyên môn",
        "Lý luận chính trị",
    ]
    assert dialog.import_button.isEnabled()
    qtbot.keyClick(dialog.preview.table, Qt.Key.Key_Return)
    assert choice.hasFocus()  # on the way to the button
    take_entry(choice, 1)
    settle(qtbot, dialog)
    assert dialog.preview.marks["TC"].value() == "professional"
    qtbot.keyClick(dialog.preview.table, Qt.Key.Key_Return)
    assert dialog.import_button.hasFocus()
    dialog.preview.table.selectRow(len(shown(dialog)) - 1)
    assert "Trình độ chuyên môn: Trung cấp" in dialog.preview.full.toPlainText()
    press(qtbot, dialog, dialog.import_button)
    again = list_of_levels(tmp_path / "b.xlsx", (MIXED,), ("10/12, TC",))
    look_at(qtbot, dialog, again)
    choice = dialog.preview.marks["TC"]
    assert (choice.value(), dialog.preview.open_choice()) == ("professional", None)
    assert "“TC” là trình độ chuyên môn, như đã chọn." in dialog.preview.notes.text()
    take_entry(choice, 1)
    settle(qtbot, dialog)
    assert choice.value() == "theory"
    assert "“TC” là lý luận chính trị, như đã chọn." in dialog.preview.notes.text()
    press(qtbot, dialog, dialog.import_button)
    look_at(qtbot, dialog, again)
    assert dialog.preview.marks["TC"].value() == "theory"


def test_tab_goes_from_what_is_asked_of_the_file_to_its_lines(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    lines = (("12/12, TC",), ("12/12, SC",))
    look_at(qtbot, dialog, list_of_levels(tmp_path / "a.xlsx", (MIXED,), *lines))
    keys, preview = Keys(qtbot, dialog), dialog.preview
    for _again in range(2):  # the choices are made anew for the next file
        assert list(preview.marks) == ["TC", "SC"]
        preview.columns.setFocus()
        met: list[object] = []
        while preview.table not in met and len(met) < 20:
            keys.press("Tab")
            met.append(QApplication.focusWidget())
        assert met[:3] == [preview.as_of.day, *preview.marks.values()]
        assert met[-1] is preview.table
        preview.table.setFocus()
        keys.press("Shift+Tab", *["Shift+Tab"] * (len(met) - 4))
        assert QApplication.focusWidget() is preview.marks["SC"]
        look_at(qtbot, dialog, list_of_levels(tmp_path / "b.xlsx", (MIXED,), ("10/12, CĐ",), *lines))

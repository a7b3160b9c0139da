"""The import window by the keyboard alone: two columns for one thing, a remark that somebody left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from exports import import_report
from models import events, stays
from models.database import Database
from models.tables import EventKind
from tests.exports.books import member, member_book, write_book
from tests.ui.test_import_dialog import DOUBTFUL, WRONG, dialog, jobs, look_at, settle, shown  # noqa: F401
from tests.ui.test_overview_typed import Keys
from tests.user import at_work, in_front, press, take_entry, type_text
from ui.data.import_dialog import ImportDialog
from ui.main_window import MainWindow

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Ngày vào Đảng", "Chi bộ", "Ghi chú")


def test_two_columns_for_one_thing_are_named_and_the_cursor_is_on_the_second(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", member()))
    keys = Keys(qtbot, dialog)
    keys.to("Cột và chữ")
    keys.press("Space")
    page = dialog.columns
    assert page.isVisible()
    first, second = list(page.fields)[1:3]
    keys.to(page.fields[second].accessibleName())
    keys.press("Home")
    page.fields[second].set_value(page.fields[first].value())
    keys.press("Ctrl+Return")
    settle(qtbot, dialog)
    assert page.isVisible()
    assert dialog.error.isVisible()
    assert dialog.error.text().startswith("Hai cột ")
    assert QApplication.focusWidget() is page.fields[second]
    page.fields[second].set_value("")
    keys.press("Ctrl+Return")
    settle(qtbot, dialog)
    assert dialog.preview.isVisible()
    assert not dialog.error.isVisible()


def test_the_second_column_is_shown_on_whichever_sheet_it_is(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    row = (1, "Lò Văn Ánh", "12/05/1977", None, "15/10/2012", "Chi bộ Noong É", None)
    other = (1, "Vừ A Sử", "12/05/1978", None, "15/10/2012", "Chi bộ Noong É", None)
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"Một": [HEAD, row], "Hai": [HEAD, other]}))
    dialog._show_columns()
    page = dialog.columns
    page.sheet.set_value("Hai")
    page.sheet.picked.emit("Hai")
    page.fields[4].set_value("born")
    page.sheet.set_value("Một")
    page.sheet.picked.emit("Một")
    Keys(qtbot, dialog).press("Ctrl+Return")
    settle(qtbot, dialog)
    assert page.sheet.value() == "Hai"
    assert QApplication.focusWidget() is page.fields[4]


def test_a_remark_that_somebody_left_becomes_the_event_chosen(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    row = (1, "Lò Văn Ánh", "12/05/1977", "011077501364", "15/10/2012", "Chi bộ Noong É")
    before = write_book(tmp_path / "truoc.xlsx", {"S": [HEAD, (*row, None)]})
    import_report.run(db, before, is_dry=False, skips=False, say=str)
    look_at(qtbot, dialog, write_book(tmp_path / "sau.xlsx", {"S": [HEAD, (*row, "chuyển đi 3/2026")]}))
    assert shown(dialog)[0] == ("Cần quyết định", "Lò Văn Ánh")
    keys = Keys(qtbot, dialog)
    keys.press("Home", "Return")
    assert QApplication.focusWidget() is dialog.preview.answer
    type_text(dialog.preview.answer, "C")
    type_text(dialog.preview.answer.view(), "huyển")
    assert dialog.preview.answer.currentText() == "Chưa chọn"  # nothing is taken before Enter
    take_entry(dialog.preview.answer, 0)
    settle(qtbot, dialog)
    assert ("Sửa", "Lò Văn Ánh") in shown(dialog)
    keys.press("Ctrl+Return")
    settle(qtbot, dialog)
    assert dialog.done_page.isVisible()
    with db.read() as session:
        assert stays.current(session, 1) is None
        kinds = [(one.values.kind, one.values.effective_on) for one in events.history(session, 1)]
    assert kinds[-1][0] is EventKind.TRANSFER_OUT
    assert str(kinds[-1][1]) == "2026-03-01"


def test_enter_leads_past_the_question_to_leaving_out_but_never_leaves_out(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    import_report.run(db, member_book(tmp_path / "truoc.xlsx", member()), is_dry=False, skips=False, say=str)
    fresh = member(no=4, name="LÒ THỊ ĐÔI", citizen="011190000001", card=None, born="1990")
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", WRONG, DOUBTFUL, fresh))
    assert sorted(word for word, _name in shown(dialog)) == ["Hỏi", "Lỗi", "Thêm"]
    assert "Ctrl+Enter để nhập" in dialog.reason.text()
    keys = Keys(qtbot, dialog)
    dialog.preview.table.setFocus()
    keys.press("End", "Return")  # on a line that asks nothing
    assert QApplication.focusWidget() is dialog.preview.answer
    assert dialog.preview.table.current_row().word == "Hỏi"  # type: ignore[union-attr]
    take_entry(dialog.preview.answer, 1)
    settle(qtbot, dialog)
    assert "Hỏi" not in [word for word, _name in shown(dialog)]
    keys.press("Ctrl+Return")  # cannot yet: it leads to what is lacking
    assert QApplication.focusWidget() is dialog.preview.skip
    assert "phím cách để đánh dấu" in dialog.reason.text()
    keys.press("Return", "Ctrl+Return")
    assert not dialog.preview.skip.isChecked()
    assert dialog.preview.isVisible()
    assert QApplication.focusWidget() is dialog.preview.skip
    keys.press("Space")
    assert dialog.preview.skip.isChecked()
    assert dialog.reason.text() == ""
    keys.press("Ctrl+Return")
    settle(qtbot, dialog)
    assert dialog.done_page.isVisible()
    assert "Đã bỏ 1 dòng lỗi" in dialog.done_page.words.text()


def test_where_nothing_can_come_in_enter_leads_to_the_list_of_errors(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", WRONG))
    assert [word for word, _name in shown(dialog)] == ["Lỗi"]
    assert dialog.reason.text() == "Không có dòng nào nhập được."
    dialog.preview.table.setFocus()
    Keys(qtbot, dialog).press("Return")
    assert QApplication.focusWidget() is dialog.preview.save_errors


def test_ctrl_o_asks_for_a_file_from_every_screen(qtbot: QtBot, commune: Database, monkeypatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: asked.append(window.shown.key) or ([], ""))
    window = at_work(qtbot, MainWindow(commune, clock=commune.clock))
    assert list(window.specs)[-1] == "data"
    for key in window.specs:
        window.show_screen(key)
        qtbot.waitUntil(lambda: not window.jobs.busy)
        if key == "members":
            window.shown.search.setFocus()  # type: ignore[attr-defined]
        asked.clear()
        in_front(qtbot, window)
        press(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        assert asked == ["data"]
        (opened,) = [one for one in window.findChildren(ImportDialog) if one.isVisible()]
        opened.close()

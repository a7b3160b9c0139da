"""Lists about members in the import window: what the file is stands there in a sentence, another kind is one choice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import badges, events, members
from models.badges import BadgeValues
from models.database import Database
from models.tables import EventKind, RatingLevel
from tests.exports.books import write_book
from tests.exports.test_badge_lists import ONE as BADGES
from tests.exports.test_badge_lists import given, old_members  # noqa: F401
from tests.exports.test_rating_lists import ONE, levels, rated  # noqa: F401
from tests.exports.test_transfer_lists import OUT, made  # noqa: F401
from tests.ui.test_import_dialog import dialog, jobs, look_at, settle, shown  # noqa: F401
from tests.user import take_entry
from ui.data.import_dialog import ImportDialog

TODAY = date(2026, 11, 22)


def kinds_of(db: Database, name: str) -> list[EventKind]:
    with db.read() as session:
        return [
            row.values.kind
            for one in members.search(session, name, on=date(2026, 9, 1))
            for row in events.history(session, one.id)
            if row.values.kind in (EventKind.TRANSFER_OUT, EventKind.TEMP_OUT)
        ]


def test_a_list_of_transfers_is_told_put_right_brought_in_and_taken_back(
    qtbot: QtBot,
    made: Database,  # noqa: F811
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    look_at(qtbot, dialog, write_book(tmp_path / "di.xlsx", {"DS": OUT}))
    preview = dialog.preview
    assert preview.sentence.text().startswith("Đây là danh sách đảng viên chuyển đi: mỗi dòng")
    assert preview.sentence.text().endswith("; thêm 2 biến động.")
    assert preview.kind.value() == "chuyen-di"
    assert shown(dialog) == [("Thêm", "Lò Văn Ánh"), ("Thêm", "Cà Thị Xôm")]
    preview.kind.setFocus()
    take_entry(preview.kind, 3)  # đến, nội bộ, tạm thời đi
    settle(qtbot, dialog)
    assert preview.kind.value() == "tam-thoi-di"
    assert preview.sentence.text().startswith("Đây là danh sách sinh hoạt tạm thời đi")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert dialog.done_page.isVisible()
    assert "Thêm 2 biến động." in dialog.done_page.words.text()
    assert kinds_of(made, "Cà Thị Xôm") == [EventKind.TEMP_OUT]
    qtbot.keyClick(dialog.undo_button, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert kinds_of(made, "Cà Thị Xôm") == []
    look_at(qtbot, dialog, tmp_path / "di.xlsx")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert kinds_of(made, "Cà Thị Xôm") == [EventKind.TRANSFER_OUT]


def test_a_kind_that_does_not_fit_asks_for_the_columns(
    qtbot: QtBot,
    made: Database,  # noqa: F811
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    look_at(qtbot, dialog, write_book(tmp_path / "di.xlsx", {"DS": OUT}))
    dialog.preview.kind.setFocus()
    take_entry(dialog.preview.kind, dialog.preview.kind.count())  # thôn, bản
    settle(qtbot, dialog)
    assert dialog.columns.isVisible()
    assert dialog.columns.kind.value() == "thon-ban"


def test_ratings_of_a_year_nobody_named_are_asked_about_once(
    qtbot: QtBot,
    rated: Database,  # noqa: F811
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    rows = (("XẾP LOẠI ĐẢNG VIÊN",), *ONE[2:5])
    look_at(qtbot, dialog, write_book(tmp_path / "xl.xlsx", {"DS": rows}))
    preview = dialog.preview
    assert preview.kind.value() == "xep-loai"
    assert preview.sentence.text().startswith("Đây là danh sách xếp loại đảng viên:")
    assert preview.sentence.text().endswith("; hỏi năm xếp loại của 2 dòng.")
    assert [word for word, _name in shown(dialog)] == ["Hỏi", "Hỏi"]
    assert not preview.skip.isVisible()
    assert not preview.save_marked.isVisible()  # nothing is to be mended in the file
    assert dialog.reason.text() == "Hãy chọn năm xếp loại ở phía trên bảng."
    qtbot.waitUntil(lambda: preview.window().focusWidget() is preview.year)  # nothing else can be done first
    take_entry(preview.year, 2)  # this year, last year
    settle(qtbot, dialog)
    assert preview.year.value() == 2025
    assert [word for word, _name in shown(dialog)] == ["Thêm", "Thêm"]
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert "Thêm 2 xếp loại." in dialog.done_page.words.text()
    assert levels(rated)[1].committee_rating is RatingLevel.GOOD
    qtbot.keyClick(dialog.undo_button, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert levels(rated) == {}
    look_at(qtbot, dialog, write_book(tmp_path / "b.xlsx", {"DS": ONE}))
    assert not preview.year.isVisible()


def test_badges_are_brought_in_and_taken_back(
    qtbot: QtBot,
    old_members: Database,  # noqa: F811
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    look_at(qtbot, dialog, write_book(tmp_path / "hh.xlsx", {"DS": BADGES}))
    assert dialog.preview.kind.value() == "huy-hieu"
    assert dialog.preview.sentence.text().startswith("Đây là danh sách trao Huy hiệu Đảng:")
    assert shown(dialog) == [("Thêm", "Lò Văn Ánh"), ("Thêm", "Cà Thị Xôm")]
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert [badge.years for badge in given(old_members, 1)] == [50]
    qtbot.keyClick(dialog.undo_button, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert given(old_members, 1) == []


def test_a_badge_written_otherwise_is_asked_about_and_taken_from_the_file_when_that_is_chosen(
    qtbot: QtBot,
    old_members: Database,  # noqa: F811
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    with old_members.write("Đã trao") as session:
        badges.award(session, 1, BadgeValues(50, date(2025, 11, 7)))
    look_at(qtbot, dialog, write_book(tmp_path / "hh.xlsx", {"DS": BADGES}))
    preview = dialog.preview
    assert shown(dialog) == [("Cần quyết định", "Lò Văn Ánh (Huy hiệu 50 năm)"), ("Thêm", "Cà Thị Xôm")]
    assert preview.question.text() == "“Lò Văn Ánh (Huy hiệu 50 năm)” (dòng 4): ghi thế nào?"
    assert "Ngày trao (Huy hiệu 50 năm): 07/11/2025 → 03/02/2026" in preview.full.toPlainText()
    preview.answer.setFocus()
    take_entry(preview.answer, preview.answer.count())
    settle(qtbot, dialog)
    assert shown(dialog) == [("Sửa", "Lò Văn Ánh (Huy hiệu 50 năm)"), ("Thêm", "Cà Thị Xôm")]
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert [one.awarded_on for one in given(old_members, 1)] == [date(2026, 2, 3)]

"""Answers to single lines stay when the file is read again for what is asked of the whole, by the keyboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exports import import_report
from models import cells, members, stays
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import Duty
from tests.conftest import NOW
from tests.exports.books import write_book
from tests.exports.test_more_schooling import MIXED
from tests.exports.test_more_schooling import book as list_of_levels
from tests.ui.test_import_columns import choose as pick
from tests.ui.test_import_columns import press
from tests.ui.test_import_dialog import dialog, jobs, look_at, settle, shown  # noqa: F401
from tests.user import take_entry
from ui.data.import_dialog import ImportDialog
from ui.fields import Choice

CELL = "Chi bộ bản Co Mận"


def two_of_one_name(db: Database) -> None:
    """Make two members of a cell who share a name."""
    with db.write("Dựng") as session:
        cell = cells.add(session, CellValues(CELL))
        for year in (1950, 1960):
            said = MemberValues("Lò Văn Ánh", born_on=PartialDate(year), admitted_on=PartialDate(1990, 2, 3))
            members.add(session, said, cell, on=NOW.date())


def choose(qtbot: QtBot, dialog: ImportDialog, choice: Choice, times: int) -> None:  # noqa: F811
    """Choose by the arrow key, from a choice that has the keys."""
    assert choice.hasFocus()
    take_entry(choice, times)
    settle(qtbot, dialog)  # the file is read again


def answer_first(qtbot: QtBot, dialog: ImportDialog) -> None:  # noqa: F811
    """Go to the first line that asks and choose the first person."""
    dialog.preview.table.selectRow(0)
    qtbot.keyClick(dialog.preview.table, Qt.Key.Key_Return)
    choose(qtbot, dialog, dialog.preview.answer, 1)


def test_the_meaning_of_a_word_leaves_the_answers(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    two_of_one_name(db)
    rows = [(1, "Lò Văn Ánh", None, None, CELL, "12/12, TC"), (2, "Cà Thị Xôm", "2/5/1970", None, CELL, "9/12, TC")]
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", MIXED)
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"S": [head, *rows]}))
    assert shown(dialog)[0] == ("Hỏi", "Lò Văn Ánh")
    answer_first(qtbot, dialog)
    assert "Hỏi" not in dict(shown(dialog))
    qtbot.keyClick(dialog.preview.table, Qt.Key.Key_Return)
    choose(qtbot, dialog, dialog.preview.marks["TC"], 1)
    assert dict(shown(dialog)) == {"Sửa": "Lò Văn Ánh", "Thêm": "Cà Thị Xôm"}
    assert dialog.import_button.isEnabled()


def test_the_year_of_ratings_leaves_the_answers_and_a_line_that_asks_anew_is_asked(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    two_of_one_name(db)
    head = ("STT", "Họ và tên", "Chi bộ", "Chi bộ xếp loại", "Đảng ủy xếp loại")
    line = (1, "Lò Văn Ánh", CELL, "Hoàn thành tốt nhiệm vụ", "Hoàn thành tốt nhiệm vụ")
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"Xếp loại đảng viên": [head, line]}))
    choose(qtbot, dialog, dialog.preview.year, 2)
    answer_first(qtbot, dialog)
    assert shown(dialog) == [("Thêm", "Lò Văn Ánh")]
    dialog.preview.year.setFocus()
    choose(qtbot, dialog, dialog.preview.year, 1)
    assert shown(dialog) == [("Thêm", "Lò Văn Ánh")]
    other = write_book(tmp_path / "b.xlsx", {"Xếp loại đảng viên": [head, line]})
    look_at(qtbot, dialog, other)  # another file asks for itself
    choose(qtbot, dialog, dialog.preview.year, 1)
    assert shown(dialog) == [("Hỏi", "Lò Văn Ánh")]


def test_an_answer_is_dropped_where_the_line_asks_otherwise(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    two_of_one_name(db)
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"S": [head, (1, "Lò Văn Ánh", None, None, CELL)]}))
    answer_first(qtbot, dialog)
    assert shown(dialog) == [("Bỏ qua", "Lò Văn Ánh")]
    with db.write("Thêm người thứ ba") as session:
        cell = cells.add(session, CellValues("Chi bộ bản Nà Sáy"))
        members.add(session, MemberValues("Lò Văn Ánh", born_on=PartialDate(1970)), cell, on=NOW.date())
    dialog.again_button.click()
    settle(qtbot, dialog)
    assert shown(dialog) == [("Hỏi", "Lò Văn Ánh")]


def test_a_changed_meaning_is_kept_though_nothing_else_comes_in(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    path = list_of_levels(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",))
    import_report.run(db, path, is_dry=False, skips=False, say=lambda _line: None, meanings=("TC=lý luận",))
    look_at(qtbot, dialog, path)
    assert not dialog.import_button.isEnabled()
    dialog.preview.marks["TC"].setFocus()
    take_entry(dialog.preview.marks["TC"], -2)
    settle(qtbot, dialog)
    assert dialog.preview.marks["TC"].value() == ""
    press(qtbot, dialog, dialog.import_button)
    look_at(qtbot, dialog, path)
    assert dialog.preview.marks["TC"].value() == ""
    dialog.preview.marks["TC"].setFocus()
    choose(qtbot, dialog, dialog.preview.marks["TC"], 2)
    assert dict(shown(dialog)) == {"Bỏ qua": "Lò Văn Ánh"}
    assert dialog.reason.text() == "Không có gì mới để nhập; bấm Nhập để nhớ cách hiểu vừa chọn cho lần sau."
    press(qtbot, dialog, dialog.import_button)
    assert dialog.done_page.words.text().startswith("Sổ không có gì thay đổi; đã nhớ cách hiểu tệp cho lần sau.")
    assert "Hoàn tác" not in dialog.done_page.words.text()
    assert not dialog.undo_button.isVisible()  # there is no step of this import to take back
    look_at(qtbot, dialog, path)
    assert dialog.preview.marks["TC"].value() == "theory"


def test_what_an_earlier_meaning_wrote_is_named_once_the_meaning_is_another(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    path = list_of_levels(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",), ("9/12, TC",))
    import_report.run(db, path, is_dry=False, skips=False, say=lambda _line: None, meanings=("TC=lý luận",))
    look_at(qtbot, dialog, path)
    dialog.preview.marks["TC"].setFocus()
    take_entry(dialog.preview.marks["TC"], -1)
    settle(qtbot, dialog)
    assert dialog.preview.marks["TC"].value() == "professional"
    assert dialog.preview.chips["warning"].text() == "Lưu ý · 2"
    assert "Sổ ghi lý luận chính trị “Trung cấp”, có lẽ từ lần nhập trước" in dialog.preview.full.toPlainText()
    assert "Trình độ chuyên môn: Trung cấp" in dialog.preview.full.toPlainText()


def test_who_is_exempt_by_the_list_comes_in_so_unless_chosen_otherwise(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Ngày miễn SH")
    line = (1, "Lò Văn Ánh", "12/05/1947", "15/10/1972", CELL, "01/03/2020")
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"S": [head, line]}))
    assert ("Sửa", "Lò Văn Ánh") in shown(dialog)
    assert dialog.import_button.isEnabled()
    rows = dialog.preview.table.rows_model.rows
    dialog.preview.table.selectRow(next(n for n, row in enumerate(rows) if row.kind == "Biến động"))
    assert "từ 01/03/2020" in dialog.preview.full.toPlainText()
    pick(qtbot, dialog, "Ghi đang miễn")
    assert ("Bỏ qua", "Lò Văn Ánh") in shown(dialog)
    dialog.again_button.click()
    settle(qtbot, dialog)
    assert ("Bỏ qua", "Lò Văn Ánh") in shown(dialog)  # the answer stays
    look_at(qtbot, dialog, tmp_path / "a.xlsx")
    assert ("Sửa", "Lò Văn Ánh") in shown(dialog)
    press(qtbot, dialog, dialog.import_button)
    with db.read() as session:
        now = stays.current(session, 1)
    assert now is not None
    assert (now.duty, now.since) == (Duty.EXEMPT, date(2020, 3, 1))

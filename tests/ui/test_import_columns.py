"""The page of columns in the import window: an unknown list named by hand, letters converted wrongly taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from exports import import_report
from models import imports, stays
from models.database import Database
from models.dates import PartialDate
from models.members import MemberValues, search
from models.members import add as add_member
from tests.exports.books import INPUT, member, member_book
from tests.exports.test_leaving_column import book as leaving_book
from tests.exports.test_named_by_hand import ODD
from tests.exports.test_person_lines import BOOK, person
from tests.exports.test_turned_days import BIRTHS, english
from tests.exports.test_turned_days import book as turned_book
from tests.exports.test_unknown_lists import HEAD, ROWS, write_book
from tests.models import builders as make
from tests.ui.test_import_dialog import dialog, jobs, look_at, members, settle, shown  # noqa: F401
from ui.data.import_dialog import ImportDialog


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    return write_book(tmp_path / "la.xlsx", {"S": [("DANH SÁCH",), (), HEAD, *ROWS]})


def press(qtbot: QtBot, dialog: ImportDialog, button: object) -> None:  # noqa: F811
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[arg-type]
    settle(qtbot, dialog)


def test_an_unknown_list_is_named_by_hand_and_known_the_next_time(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    strange: Path,
    tmp_path: Path,
):
    look_at(qtbot, dialog, strange)
    page = dialog.columns
    assert page.isVisible()
    assert page.fields[1].value() == "name"
    page.fields[3].set_value("born")
    press(qtbot, dialog, page.again)
    assert dialog.error.text() == "Hai cột C và D cùng là “Ngày sinh”; hãy chỉ để một cột."
    assert page.isVisible()
    page.fields[3].set_value("admitted")
    press(qtbot, dialog, page.again)
    assert dialog.preview.isVisible()
    assert not dialog.error.isVisible()
    press(qtbot, dialog, dialog.import_button)
    assert members(db) == 3
    look_at(qtbot, dialog, write_book(tmp_path / "sau.xlsx", {"S": [HEAD, *ROWS]}))
    assert dialog.preview.isVisible()
    assert {word for word, _name in shown(dialog)} == {"Bỏ qua"}


def test_letters_converted_are_shown_and_one_click_takes_it_back(qtbot: QtBot, dialog: ImportDialog):  # noqa: F811
    look_at(qtbot, dialog, INPUT / "danh_sach_dang_vien_cu.xlsx")
    assert dialog.preview.chips["converted"].text().endswith("465")
    dialog.preview.table.select_key(next(line for line in _keys(dialog) if line[3] == "Nguyễn Văn Đạt"))
    assert "“NguyÔn V¨n §¹t” → Nguyễn Văn Đạt" in dialog.preview.full.toPlainText()
    press(qtbot, dialog, dialog.preview.keep_text)
    assert not [line for line in dialog.preview.table.rows_model.rows if line.name == "Nguyễn Văn Đạt"]
    assert dialog.preview.keep_text.isVisible() or dialog.columns.isVisible()


def _keys(dialog: ImportDialog) -> list[tuple[str, int | None, str, str]]:  # noqa: F811
    return [(line.sheet, line.row, line.kind, line.name) for line in dialog.preview.table.rows_model.rows]


def test_one_column_is_kept_as_it_is(qtbot: QtBot, dialog: ImportDialog):  # noqa: F811
    look_at(qtbot, dialog, INPUT / "danh_sach_dang_vien_cu.xlsx")
    press(qtbot, dialog, dialog.preview.columns)
    page = dialog.columns
    assert page.table.item(1, 2).text().startswith("Lß V¨n ¸nh → Lò Văn")  # type: ignore[union-attr]
    page.scripts[4].setCurrentIndex(1)
    press(qtbot, dialog, page.again)
    reasons = {problem.reason for line in dialog.preview.table.rows_model.rows for problem in line.problems}
    assert "Không có “Th¸i” trong danh mục." in reasons
    press(qtbot, dialog, dialog.preview.columns)
    assert page.scripts[4].currentIndex() == 1
    page.scripts[4].setCurrentIndex(0)
    press(qtbot, dialog, page.again)
    assert not dialog.preview.skip.isVisible()


def test_the_file_comes_back_marked(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    source = member_book(tmp_path / "a.xlsx", member(born="31/02/1977"))
    look_at(qtbot, dialog, source)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b.xlsx"), ""))
    press(qtbot, dialog, dialog.preview.save_marked)
    assert "31/02/1977" in str(load_workbook(tmp_path / "b.xlsx").worksheets[0]["J2"].value)


def test_a_number_left_out_is_marked_too_though_its_line_comes_in(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", member(citizen="0110900000", card=None)))
    assert not dialog.preview.skip.isVisible()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b.xlsx"), ""))
    press(qtbot, dialog, dialog.preview.save_marked)
    assert "chưa ghi số này" in str(load_workbook(tmp_path / "b.xlsx").worksheets[0]["J2"].value)


def test_a_list_of_villages_is_named_by_hand(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path):  # noqa: F811
    rows = [("Địa danh", "Nhà", "Người"), ("Bản Co Mận", 80, 390), ("Bản Noong É", 61, 300)]
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"S": rows}))
    page = dialog.columns
    assert page.isVisible()
    page.kind.set_value("thon-ban")
    page.kind.picked.emit("thon-ban")
    settle(qtbot, dialog)
    assert page.isVisible()
    assert [page.fields[0].itemText(n) for n in (1, 2)] == ["Tên thôn, bản", "Số hộ"]
    for column, field in enumerate(("name", "households", "households")):
        page.fields[column].set_value(field)
    press(qtbot, dialog, page.again)
    assert dialog.error.text() == "Hai cột B và C cùng là “Số hộ”; hãy chỉ để một cột."
    page.fields[2].set_value("population")
    press(qtbot, dialog, page.again)
    assert (dialog.preview.title.text(), dialog.preview.kind.currentText()) == ("a.xlsx", "Danh sách thôn, bản")
    assert shown(dialog) == [("Thêm", "Bản Co Mận"), ("Thêm", "Bản Noong É")]
    press(qtbot, dialog, dialog.preview.columns)
    assert page.kind.value() == "thon-ban"


def test_a_file_that_changed_is_not_written_but_read_again(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    source = member_book(tmp_path / "a.xlsx", member())
    look_at(qtbot, dialog, source)
    member_book(source, member(), member(no=2, name="CÀ VĂN XÔM", citizen=None, card=None))
    press(qtbot, dialog, dialog.import_button)
    assert dialog.error.text().endswith("chưa ghi gì, hãy đọc lại tệp rồi nhập.")
    assert members(db) == 0
    press(qtbot, dialog, dialog.again_button)
    assert not dialog.error.isVisible()
    press(qtbot, dialog, dialog.import_button)
    assert members(db) == 2


def test_a_day_of_leaving_is_decided_in_the_preview(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    import_report.run(db, leaving_book(tmp_path, "Đang sinh hoạt", None, "Không"), is_dry=False, skips=False, say=str)
    look_at(qtbot, dialog, leaving_book(tmp_path, "Đang sinh hoạt", "01/03/2026", "Không"))
    assert shown(dialog)[0] == ("Cần quyết định", "Lò Văn Ánh")
    assert not dialog.import_button.isEnabled()
    assert dialog.reason.text() == "Hãy chọn ở các dòng cần quyết định."
    preview = dialog.preview
    assert preview.question.text() == "“Lò Văn Ánh” (dòng 2): việc gì?"
    died = next(n for n in range(preview.answer.count()) if preview.answer.itemText(n).startswith("Từ trần"))
    preview.answer.setCurrentIndex(died)
    preview.answer.activated.emit(died)
    settle(qtbot, dialog)
    assert ("Sửa", "Lò Văn Ánh") in shown(dialog)
    press(qtbot, dialog, dialog.import_button)
    with db.read() as session:
        assert stays.current(session, 1) is None
    press(qtbot, dialog, dialog.undo_button)
    with db.read() as session:
        assert stays.current(session, 1) is not None


def choose(qtbot: QtBot, dialog: ImportDialog, words: str) -> None:  # noqa: F811
    answer = dialog.preview.answer
    place = next(n for n in range(answer.count()) if answer.itemText(n).startswith(words))
    answer.setCurrentIndex(place)
    answer.activated.emit(place)
    settle(qtbot, dialog)


def test_somebody_to_be_removed_goes_to_the_trash_only_when_chosen(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    import_report.run(db, leaving_book(tmp_path, "Đang sinh hoạt", None, "Không"), is_dry=False, skips=False, say=str)
    look_at(qtbot, dialog, leaving_book(tmp_path, "Đang sinh hoạt", None, "Có"))
    assert shown(dialog)[0] == ("Cần quyết định", "Lò Văn Ánh")
    assert not dialog.import_button.isEnabled()
    choose(qtbot, dialog, "Chuyển vào Thùng rác")
    assert dialog.import_button.isEnabled()
    dialog.preview.table.select_key(next(key for key in _keys(dialog) if key[2] == "Đề nghị xóa"))
    assert dialog.preview.answer.currentText() == "Ghi như trên; muốn khác thì chọn lại"
    choose(qtbot, dialog, "Giữ đồng chí")
    assert not dialog.import_button.isEnabled()
    dialog.preview.table.select_key(next(key for key in _keys(dialog) if key[2] == "Đề nghị xóa"))
    choose(qtbot, dialog, "Chuyển vào Thùng rác")
    press(qtbot, dialog, dialog.import_button)
    assert members(db) == 0
    assert "Chuyển 1 đồng chí vào Thùng rác." in dialog.done_page.words.text()
    press(qtbot, dialog, dialog.undo_button)
    assert members(db) == 1


def test_the_row_of_days_is_chosen_on_the_page_of_columns_and_remembered(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    with db.write("Dựng") as session:
        cell_id = make.cell(session, "Chi bộ bản Co Mận")
        for name in ("Lò Văn Ánh", "Lý Thị Say"):
            add_member(session, MemberValues(name, admitted_on=PartialDate(2010, 3, 3)), cell_id, on=make.TODAY)
    look_at(qtbot, dialog, write_book(tmp_path / "so.xlsx", {"Chi bộ bản Co Mận": ODD}))
    press(qtbot, dialog, dialog.preview.columns)
    page = dialog.columns
    assert page.days.isVisible()
    assert page.days.text() == "tự tìm"
    page.days.setValue(5)
    press(qtbot, dialog, page.again)
    assert dialog.preview.isVisible()
    assert not [one for one in dialog.preview.table.rows_model.rows if "Không thấy dòng" in one.content]
    press(qtbot, dialog, dialog.preview.columns)
    assert page.days.value() == 5
    press(qtbot, dialog, page.back)
    press(qtbot, dialog, dialog.import_button)
    with db.read() as session:
        assert list(imports.recalled_days(session).values()) == [3]


def test_a_list_without_days_has_no_row_of_days_to_choose(qtbot: QtBot, dialog: ImportDialog, strange: Path):  # noqa: F811
    look_at(qtbot, dialog, strange)
    assert dialog.columns.isVisible()
    assert not dialog.columns.days.isVisible()


def test_tab_goes_from_choice_to_choice(qtbot: QtBot, dialog: ImportDialog, strange: Path):  # noqa: F811
    look_at(qtbot, dialog, strange)
    page = dialog.columns
    first, second = list(page.fields)[:2]
    page.script.setFocus()
    qtbot.waitUntil(page.script.hasFocus)
    for widget in (page.fields[first], page.scripts[first], page.fields[second], page.scripts[second]):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert widget.hasFocus(), widget.accessibleName()


def test_a_list_without_a_header_says_so_and_loses_nobody(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path):  # noqa: F811
    rows = [
        (n, f"Lò Văn {name}", f"12/05/197{n}", f"01107{n}501364", "15/10/2012", "Chi bộ bản Noong É")
        for n, name in enumerate(("Ánh", "Bóng", "Chính"), 1)
    ]
    look_at(qtbot, dialog, write_book(tmp_path / "a.xlsx", {"DS": rows}))
    assert dialog.columns.isVisible()
    assert dialog.columns.header.text() == "không có"
    qtbot.keyClick(dialog.columns.again, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert dialog.preview.isVisible()
    assert [line.name for line in dialog.preview.table.rows_model.rows][1:] == [row[1] for row in rows]


def test_one_of_two_tables_side_by_side_is_left_out_and_taken_in_again(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")
    rows = [(1, name, "12/5/1977", "15/10/2012", "Chi bộ Noong É") for name in ("Lò Văn Ánh", "Vừ A Ín")]
    path = write_book(tmp_path / "hai.xlsx", {"S": [(*head, None, *head), (*rows[0], None, *rows[1])]})
    people = [("Thêm", "Lò Văn Ánh"), ("Thêm", "Vừ A Ín")]
    look_at(qtbot, dialog, path)
    assert shown(dialog)[-2:] == people
    press(qtbot, dialog, dialog.preview.columns)
    page = dialog.columns
    assert [page.sheet.itemText(n) for n in range(page.sheet.count())] == ["S", "S: bảng từ cột G"]
    page.sheet.set_value("S")
    page.sheet.picked.emit("S")
    page.is_wanted.setFocus()
    qtbot.keyClick(page.is_wanted, Qt.Key.Key_Space)
    press(qtbot, dialog, page.again)
    assert shown(dialog)[-1:] == people[1:]
    assert people[0] not in shown(dialog)
    press(qtbot, dialog, dialog.preview.columns)
    assert not page.is_wanted.isChecked()
    qtbot.keyClick(page.is_wanted, Qt.Key.Key_Space)
    press(qtbot, dialog, page.again)
    assert shown(dialog)[-2:] == people


def test_days_that_look_turned_are_asked_about_and_put_right_with_one_key(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    look_at(qtbot, dialog, turned_book(tmp_path, [english(*one) for one in BIRTHS]))
    offer = dialog.preview.turn_days
    assert offer.isVisible()
    assert "cột E" in offer.text()
    assert shown(dialog)[0][0] == "Lưu ý"  # above the people it is about
    offer.setFocus()
    qtbot.keyClick(offer, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert offer.isVisible()
    assert offer.isChecked()
    assert not any(word == "Lưu ý" for word, _rest in shown(dialog))
    press(qtbot, dialog, dialog.import_button)
    with db.read() as session:
        rows = {row.full_name: row.born_on for row in search(session, on=db.clock().date())}
    assert rows["Lò Văn Hai"] == PartialDate(1971, 4, 5)
    look_at(qtbot, dialog, member_book(tmp_path / "b.xlsx", member()))
    assert not offer.isVisible()
    assert not offer.isChecked()


def test_the_member_book_of_four_rows_a_person_comes_in(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    db: Database,
    tmp_path: Path,
):
    people = [
        person(n, name, f"01115600000{n}") for n, name in enumerate(("Lò Thị Biên", "Cà Thị Xôm", "Lường Thị Ón"), 1)
    ]
    rows = [("Chi bộ bản Co Mận", *[None] * 10), BOOK, *(line for lines in people for line in lines)]
    look_at(qtbot, dialog, write_book(tmp_path / "so.xlsx", {"So": rows}))
    assert dialog.preview.isVisible()
    press(qtbot, dialog, dialog.preview.columns)
    table = dialog.columns.table
    cells = [tuple(table.item(row, n).text() for n in (0, 1)) for row in range(table.rowCount())]  # type: ignore[union-attr]
    assert [heading for letter, heading in cells if letter == "C"] == ["Giới tính", "Ngày sinh", "Dân tộc", "Tôn giáo"]
    press(qtbot, dialog, dialog.columns.again)
    press(qtbot, dialog, dialog.import_button)
    with db.read() as session:
        found = search(session, on=date(2026, 11, 22))
    assert [(one.full_name, str(one.born_on)) for one in found] == [
        ("Lò Thị Biên", "12/05/1956"),
        ("Lường Thị Ón", "12/05/1956"),
        ("Cà Thị Xôm", "12/05/1956"),
    ]

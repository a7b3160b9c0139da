"""A superior's form learned in the window, by keyboard, and used like any report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

import resources
from exports.learned import forms, template
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import spot_of
from exports.report import Needs
from models.errors import KnownError
from tests.exports import learned_forms, listed_forms
from tests.exports.learned_forms import SHEET
from tests.exports.test_learned_forms import put, rewrite
from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from tests.user import drop
from ui.reports.learning import LearningDialog
from ui.reports.screen import ReportsScreen
from ui.widgets.names import NamesDialog


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


@pytest.fixture
def sent_form(tmp_path: Path) -> Path:
    """Give a form that came from above."""
    path = tmp_path / "Biểu nhanh.xlsx"
    path.write_bytes(learned_forms.form())
    return path


def learn(screen: ReportsScreen, path: Path) -> LearningDialog:
    """Open the dialog on a form."""
    dialog = screen.learned.open_file(path)
    assert dialog is not None
    return dialog


def offers(dialog: LearningDialog) -> list[str]:
    """Give the lines offered for a cell."""
    return [dialog.offers.item(number).text() for number in range(dialog.offers.count())]


def test_a_form_is_learned_by_keyboard_and_exported(
    qtbot: QtBot, screen: ReportsScreen, sent_form: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = learn(screen, sent_form)
    dialog.view.choose_cell(4, 2)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert dialog.heading.text() == "Ô B5 – Đảng viên chính thức"
    assert offers(dialog)[0] == "Gợi ý: Đảng viên chính thức · Đảng viên"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.search, "dang vien nu")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.count.text() == "Đã gắn 2 ô"
    marks = {words.cell: words.lines[0] for words in dialog.view.pages[0].words}
    assert marks[6, 2].startswith("‹Đ")  # the whole name is below the pointer and in the list
    assert dialog.bindings.item(1).text() == "B6: Đảng viên nữ"
    with qtbot.waitSignal(dialog.saved):
        dialog.save_button.click()
    wait_for(qtbot, screen, "Biểu tổng hợp đảng viên 2026-10")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "ra.xlsx"), ""))
    screen.export_excel()
    qtbot.waitUntil(lambda: screen.done.isVisible(), timeout=10_000)
    sheet = load_workbook(tmp_path / "ra.xlsx", data_only=True)[SHEET]
    assert sheet["B5"].value > 0
    assert sheet["B9"].value == sheet["B5"].value + sheet["B6"].value
    names = screen.open_names(SHEET, 5, 2)
    assert names is not None
    assert len(names.rows) == sheet["B5"].value
    names.close()


def test_a_percentage_of_two_cells_is_typed(qtbot: QtBot, screen: ReportsScreen, sent_form: Path) -> None:
    dialog = learn(screen, sent_form)
    dialog.open_cell(SHEET, 6, 3)
    qtbot.keyClicks(dialog.search, "b6/b5")
    qtbot.waitUntil(lambda: offers(dialog)[:1] == ["Tỷ lệ % của ô B6 trong ô B5"])
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.bindings.item(0).text() == "C6: Tỷ lệ % của ô B6 trong ô B5"
    QDialog.reject(dialog)


def test_a_percentage_is_offered_for_the_cell_stood_on(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for row in (("Chỉ tiêu", "Tổng số", "Trong đó nữ", "Tỷ lệ %"), ("Đảng viên",), ("Hộ dân",)):
        sheet.append(row)
    path = tmp_path / "Tỷ lệ.xlsx"
    book.save(path)
    dialog = learn(screen, path)
    dialog.open_cell(SHEET, 2, 4)
    assert not any("Tỷ lệ %" in line for line in offers(dialog))  # of nothing yet
    for column in (2, 3):
        dialog.open_cell(SHEET, 2, column)
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.open_cell(SHEET, 2, 4)
    texts = [dialog.bindings.item(number).text() for number in range(2)]
    assert texts == ["B2: Tổng số đảng viên", "C2: Tổng số đảng viên – Nữ"]
    assert offers(dialog)[0] == "Gợi ý: Tỷ lệ % của ô C2 trong ô B2"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.bindings.item(2).text() == "D2: Tỷ lệ % của ô C2 trong ô B2"
    for column, words in ((2, "dang vien du bi"), (3, "dang vien nu")):
        dialog.open_cell(SHEET, 3, column)
        qtbot.keyClicks(dialog.search, words)
        qtbot.waitUntil(lambda: not offers(dialog)[0].startswith(("Gợi ý", "Lập", "Tên")))
        qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.open_cell(SHEET, 3, 4)
    assert offers(dialog)[0] == "Có thể: Tỷ lệ % của ô C3 trong ô B3"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.bindings.count() == 5  # what the labels do not say is taken only where it is chosen
    QDialog.reject(dialog)


def test_nothing_is_bound_without_a_choice(qtbot: QtBot, screen: ReportsScreen, sent_form: Path) -> None:
    dialog = learn(screen, sent_form)
    dialog.open_cell(SHEET, 8, 2)  # “Hộ nghèo” is none of the figures
    assert not any(line.startswith("Gợi ý") for line in offers(dialog))
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.template.bindings == ()
    dialog.open_cell(SHEET, 9, 2)
    qtbot.keyClicks(dialog.search, "dang vien nu")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert "công thức" in dialog.error.text()
    dialog.reject()


def test_a_text_with_blanks_is_bound_and_freed_again(qtbot: QtBot, screen: ReportsScreen, sent_form: Path) -> None:
    dialog = learn(screen, sent_form)
    dialog.open_cell(SHEET, 2, 3)
    qtbot.keyClicks(dialog.search, "Ky {ky}")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.bindings.item(0).text() == "A2: Ky {ky}"
    qtbot.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert dialog.bindings.count() == 0
    drop(dialog)
    assert not screen.learned.reports()


def test_a_template_of_a_neighbour_is_taken_over_once(screen: ReportsScreen, sent_form: Path, tmp_path: Path) -> None:
    dialog = learn(screen, sent_form)
    dialog.template.write(tmp_path / "láng giềng.mau")
    dialog.reject()
    assert screen.learned.open_file(tmp_path / "láng giềng.mau") is None
    assert screen.report.key == "mau:láng giềng"
    assert screen.catalogue.report is not None
    with pytest.raises(KnownError, match="Đã có mẫu"):
        screen.learned.open_file(tmp_path / "láng giềng.mau")
    screen.learned.ask_drop()
    question = screen.learned.findChild(QMessageBox)
    assert question is not None
    question.buttons()[0].click()
    assert screen.report.group != forms.GROUP
    assert screen.db.undo() == "Bỏ mẫu của cấp trên láng giềng"
    assert [one.key for one in screen.learned.reports()] == ["mau:láng giềng"]


def test_a_template_of_a_newer_version_is_kept_to_the_letter_and_said(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "láng giềng.mau"
    Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx")).write(path)
    told = {
        "schema": 99,
        "bindings": [{"sheet": SHEET, "at": "B5", "kind": "plan", "key": "x", "of": "2027"}, {"new": 1}],
    }
    rewrite(path, told)
    screen.learned.open_file(path)
    wait_for(qtbot, screen, "láng giềng 2026-10")
    assert screen.preview is not None
    said = " ".join(one.text for one in screen.preview.draft.findings())
    assert "phiên bản mới hơn" in said
    assert "chưa biết cách gắn" in said
    assert "không đọc được nên để nguyên" in said
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "gửi.mau"), ""))
    screen.learned.save_copy()
    assert (tmp_path / "gửi.mau").read_bytes() == path.read_bytes()


def test_what_a_template_of_another_version_names_in_vain_is_said_and_freed(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path
) -> None:
    path = tmp_path / "bản cũ.mau"
    Template("Biểu", Needs.PERIOD, Form(learned_forms.form(), "bieu.xlsx")).write(path)
    gone = {"sheet": "Trang cũ", "at": "B6", "kind": "indicator", "key": "members"}
    rewrite(path, {"bindings": [{"sheet": SHEET, "at": "B5", "kind": "indicator", "key": "no_such"}, gone]})
    screen.learned.open_file(path)
    wait_for(qtbot, screen, "bản cũ 2026-10")
    dialog = screen.learned.edit_chosen()
    assert dialog is not None
    texts = [dialog.bindings.item(number).text() for number in range(2)]
    assert texts == ["B5: Chỉ số đã bỏ, mã “no_such”", "B6, trang “Trang cũ”: Tổng số đảng viên"]
    dialog.bindings.setCurrentRow(1)
    qtbot.keyClick(dialog.bindings, Qt.Key.Key_Return)
    assert dialog.heading.text().startswith("Biểu không có ô B6, trang “Trang cũ”")
    qtbot.keyClick(dialog.free_button, Qt.Key.Key_Space)
    assert dialog.bindings.count() == 1
    assert dialog.place is None
    QDialog.reject(dialog)


def test_a_number_of_a_list_opens_its_names_by_keyboard(qtbot: QtBot, screen: ReportsScreen) -> None:
    form = Form(listed_forms.form(), "biểu.xlsx")
    places = {"B5": "name", "D5": "members", "E5": "women"}
    made = Template("Danh sách", Needs.MONTH, form).bind(
        *(Binding(Place(listed_forms.LIST, spot_of(at)), "rows", f"cells.{key}") for at, key in places.items())
    )
    put(screen.db, made)
    screen.learned.changed.emit("mau:Danh sách")
    wait_for(qtbot, screen, "Danh sách 2026-10")
    screen.view.setFocus()
    screen.view.choose_cell(5, 4)
    qtbot.keyClick(screen.view, Qt.Key.Key_Return)
    dialog = screen.findChild(NamesDialog)
    assert dialog is not None
    assert dialog.windowTitle().startswith("Số đảng viên – Bản Co Mận - Nà Hin, tháng 10")
    assert [row.full_name for row in dialog.rows] == ["Lò Văn Ánh", "Cà Văn Ấm", "Tòng Văn Cú", "Quàng Thị Đôi"]
    dialog.reject()


def test_a_form_is_changed_afterwards(qtbot: QtBot, screen: ReportsScreen, sent_form: Path) -> None:
    learn(screen, sent_form).save()
    wait_for(qtbot, screen, "Biểu tổng hợp đảng viên 2026-10")
    dialog = screen.learned.edit_chosen()
    assert dialog is not None
    dialog.open_cell(SHEET, 6, 2)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    dialog.save()
    kept = screen.learned.kept()
    assert [one.key for one in template.of_bytes(kept.file, kept.name).bindings] == ["probationary"]


def test_a_template_is_saved_to_be_sent(
    qtbot: QtBot, screen: ReportsScreen, sent_form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn(screen, sent_form).save()
    wait_for(qtbot, screen, "Biểu tổng hợp đảng viên 2026-10")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "Biểu 1.2"), ""))
    screen.learned.save_copy()
    assert template.read(tmp_path / "Biểu 1.2.mau").title == "Biểu tổng hợp đảng viên"
    told = screen.learned.findChild(QMessageBox)
    assert told is not None
    assert "Biểu 1.2.mau" in told.text()
    told.buttons()[0].click()
    found = ReportsScreen.look_up(screen.db, "bieu tong hop dang vien")
    assert [one.title for one in found] == ["Biểu tổng hợp đảng viên"]
    assert learn(screen, sent_form).title.text() == "Biểu nhanh"  # the title on the sheet is another form's by now


def test_a_column_is_narrowed_by_keyboard(qtbot: QtBot, screen: ReportsScreen, sent_form: Path) -> None:
    dialog = learn(screen, sent_form)
    dialog.open_cell(SHEET, 5, 2)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    asked = dialog.narrow()
    assert asked is not None
    assert [asked.place.itemText(number) for number in range(3)] == ["Chỉ ô B5", "Cả dòng 5", "Cả cột B"]
    asked.place.set_value("column")
    asked.place.picked.emit("column")
    asked.search.setText("gioi tinh nu")
    qtbot.keyClick(asked.search, Qt.Key.Key_Return)
    assert asked.summary.text() == "Đang lọc – Cả cột B: Nữ."
    asked.accept()
    assert dialog.bindings.item(0).text() == "B5: Đảng viên chính thức – Nữ"
    dialog.open_cell(SHEET, 6, 2)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.bindings.item(1).text() == "B6: Đảng viên dự bị – Nữ"
    dialog.save()
    wait_for(qtbot, screen, "Biểu tổng hợp đảng viên 2026-10")
    kept = screen.learned.kept()
    made = template.of_bytes(kept.file, kept.name)
    assert [made.filters_of(one) for one in made.bindings] == [("gender:female",)] * 2


def test_a_whole_sheet_is_proposed_and_taken_in_part(qtbot: QtBot, screen: ReportsScreen, sent_form: Path) -> None:
    dialog = learn(screen, sent_form)
    asked = dialog.propose()
    assert asked is not None
    names = [asked.list.topLevelItem(number).text(1) for number in range(asked.list.topLevelItemCount())]
    assert names == ["Đảng viên chính thức", "Đảng viên dự bị", "Đảng viên nữ"]
    assert asked.count.text() == "Đã chọn 3 trong 3 ô"
    qtbot.keyClick(asked.list, Qt.Key.Key_Space)
    assert asked.count.text() == "Đã chọn 2 trong 3 ô"
    asked.take_button.click()
    assert [dialog.bindings.item(number).text() for number in range(dialog.bindings.count())] == [
        "B6: Đảng viên dự bị",
        "B7: Đảng viên nữ",
    ]
    again = dialog.propose()
    assert again is not None
    assert again.list.topLevelItemCount() == 1
    again.accept()
    assert dialog.propose() is None
    assert "bấm vào từng ô" in dialog.error.text()


def test_an_old_file_is_read_after_saying_what_it_loses(screen: ReportsScreen) -> None:
    assert screen.learned.open_file(Path(__file__).parents[1] / "data" / "lists" / "nhieu_ma_chu.xls") is None
    question = screen.learned.findChild(QMessageBox)
    assert question is not None
    assert "phông chữ" in question.informativeText()
    question.buttons()[0].click()
    dialog = screen.window().findChild(LearningDialog)
    assert dialog is not None
    assert dialog.template.form.ending == ".xlsx"
    dialog.reject()


def test_last_years_column_is_offered_and_another_time_can_be_chosen(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Tiêu chí", "Kỳ này", "Cùng kỳ năm trước", "%"], ["1. Kết nạp đảng viên"], ["2. Xóa tên"]):
        sheet.append(row)
    book.save(tmp_path / "Ba cột.xlsx")
    dialog = learn(screen, tmp_path / "Ba cột.xlsx")
    dialog.view.choose_cell(2, 3)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert dialog.span.currentText() == "Cùng kỳ năm trước"
    assert offers(dialog)[0] == "Gợi ý: Kết nạp đảng viên (cùng kỳ năm trước)"
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.bindings.item(0).text() == "C2: Kết nạp đảng viên (cùng kỳ năm trước)"
    dialog.open_cell(sheet.title, 3, 2)
    assert dialog.span.currentText() == "Của kỳ báo cáo"
    dialog.span.setFocus()
    qtbot.keyClicks(dialog.span, "luy")
    dialog.search.setFocus()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.bindings.item(1).text() == "B3: Xóa tên (lũy kế từ đầu năm)"
    QDialog.reject(dialog)


def test_a_form_the_program_has_is_told_and_its_report_opened(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path
) -> None:
    blank = resources.path("forms") / "bieu-07-nghiep-vu-cong-tac-dang-vien.xlsx"
    dialog = learn(screen, blank)
    assert dialog.known.told.text() == "Chương trình đã có sẵn biểu này: Biểu 7 – Nghiệp vụ công tác đảng viên."
    assert dialog.known.more.isHidden()
    dialog.known.open.setFocus()
    qtbot.keyClick(dialog.known.open, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.catalogue.report is not None and screen.catalogue.report.key == "bieu-7")
    book = load_workbook(blank)
    book.worksheets[0].delete_rows(30)
    book.save(tmp_path / "moi.xlsx")
    dialog = learn(screen, tmp_path / "moi.xlsx")
    assert dialog.known.told.text().startswith("Khác biểu có sẵn ở 1 chỗ, chỗ khác phải tự gắn: Biểu 7")
    dialog.known.more.click()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert "không thấy dòng “- Huy hiệu Đảng 50 năm” của mẫu" in box.informativeText() + box.detailedText()
    box.close()
    dialog.reject()


def test_any_other_form_says_nothing_of_ours(screen: ReportsScreen, sent_form: Path) -> None:
    dialog = learn(screen, sent_form)
    assert dialog.known.isHidden()
    dialog.reject()


def test_what_only_sounds_alike_is_offered_and_not_taken_by_enter(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path
) -> None:
    """“Huy hiệu Đảng 48 năm” is none of the rows that the program has, however like that of 45 years."""
    book = load_workbook(resources.path("forms") / "bieu-07-nghiep-vu-cong-tac-dang-vien.xlsx")
    book.worksheets[0]["A30"] = "- Huy hiệu Đảng 48 năm"
    book.save(tmp_path / "moi.xlsx")
    dialog = learn(screen, tmp_path / "moi.xlsx")
    dialog.open_cell(dialog.sheet.value(), 30, 2)
    assert offers(dialog)[0].startswith("Gợi ý: ")
    assert dialog.offers.currentRow() == -1
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.template.bindings == ()
    dialog.reject()

"""A list put together at the keyboard: women by cell with totals, kept, opened again, exported, sent to a neighbour."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from exports import own_lists
from models.errors import KnownError
from models.listing.kinds import By
from models.listing.view import Cross, Filter, GroupBy, Op, Share, Total, View
from tests.ui import reports_book
from tests.ui.reports_book import DONE, wait_for
from tests.user import drop, press, type_text
from ui.fields import Choice
from ui.reports.lists.builder import ListBuilder
from ui.reports.screen import ReportsScreen


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def wait_drawn(qtbot: QtBot, dialog: ListBuilder, *texts: str) -> None:
    """Wait until the preview shows some texts."""

    def shown() -> bool:
        drawn = {line for page in dialog.view.pages for words in page.words for line in words.lines}
        return all(text in drawn for text in texts)

    qtbot.waitUntil(shown, timeout=DONE)


def pick(choice: Choice, word: str) -> None:
    """Choose an entry by the arrow keys, as in a closed list."""
    choice.setFocus()
    wanted = choice.findText(word)
    assert wanted >= 0, word
    while choice.currentIndex() != wanted:
        QTest.keyClick(choice, Qt.Key.Key_Down if choice.currentIndex() < wanted else Qt.Key.Key_Up)


def tick(words: QListWidget, word: str) -> None:
    """Go to a word and tick it with Space."""
    words.setFocus()
    words.setCurrentItem(words.findItems(word, Qt.MatchFlag.MatchExactly)[0])
    QTest.keyClick(words, Qt.Key.Key_Space)


def add_column(dialog: ListBuilder, text: str) -> None:
    """Find a field by typing and add it with Enter."""
    dialog.columns.search.selectAll()
    type_text(dialog.columns.search, text)
    press(dialog.columns.search, Qt.Key.Key_Return)


def answer(parent: QWidget) -> None:
    """Say yes to the question asked."""
    question = parent.findChild(QMessageBox)
    assert question is not None
    question.buttons()[0].click()


def women_by_cell(qtbot: QtBot, screen: ReportsScreen) -> ListBuilder:
    """Put the list together with the keys."""
    dialog = screen.own.make_new()
    qtbot.waitExposed(dialog)
    type_text(dialog.name, "Nữ theo chi bộ")
    add_column(dialog, "tuoi")
    pick(dialog.columns.total, "trung bình")
    dialog.columns.chosen.setFocus()
    dialog.columns.chosen.setCurrentRow(dialog.columns.columns.index("admitted_on"))
    QTest.keyClick(dialog.columns.chosen, Qt.Key.Key_Delete)
    dialog.columns.chosen.setCurrentRow(dialog.columns.columns.index("age"))
    QTest.keyClick(dialog.columns.chosen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    dialog.tabs.setCurrentIndex(1)
    line = dialog.filters.add()
    assert line is not None
    pick(line.field, "Giới tính")
    tick(line.words, "Nữ")
    dialog.tabs.setCurrentIndex(2)
    pick(dialog.order.group_pairs[0].field, "Chi bộ")
    totals = "Trung bình Trường Mầm non", "Trung bình chung"
    wait_drawn(qtbot, dialog, "NỮ THEO CHI BỘ", "Chi bộ: Trường Mầm non (3)", *totals)
    return dialog


def test_a_list_is_put_together_kept_opened_again_and_exported(
    qtbot: QtBot, screen: ReportsScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dialog = women_by_cell(qtbot, screen)
    wanted = View(
        "Nữ theo chi bộ",
        "members",
        ("full_name", "born_on", "gender", "age", "cell"),
        (Filter("duty", Op.IS_NOT, ("Sinh hoạt tạm thời tại đây",)), Filter("gender", Op.IS, ("Nữ",))),
        groups=(GroupBy("cell"),),
        totals=(Total("age", dialog.columns.totals[0].how),),
    )
    assert dialog.made == wanted
    assert "Có 4 đảng viên" in dialog.count.text()
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, screen, "Nữ theo chi bộ 2026-11-10")
    assert screen.report.group == own_lists.GROUP

    again = screen.own.edit_chosen()
    assert again.made == wanted
    again.reject()  # nothing was changed, so nothing is asked
    assert again.findChild(QMessageBox) is None

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "ra.xlsx"), ""))
    screen.export_excel()
    qtbot.waitUntil(lambda: screen.done.isVisible(), timeout=DONE)
    sheet = load_workbook(tmp_path / "ra.xlsx")[own_lists.LIST]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=11, max_row=19)]
    assert [row[0] for row in values] == [
        "Chi bộ: Bản Co Mận - Nà Hin (1)",
        1,
        "Trung bình Bản Co Mận - Nà Hin",
        "Chi bộ: Trường Mầm non (3)",
        2,
        3,
        4,
        "Trung bình Trường Mầm non",
        "Trung bình chung",
    ]
    assert [row[4] for row in values] == [None, 70, 70, None, 37, 37, 38, 37.33, 45.5]


def test_a_table_of_two_fields_is_shown_and_opens_its_names(qtbot: QtBot, screen: ReportsScreen) -> None:
    dialog = screen.own.make_new()
    type_text(dialog.name, "Chi bộ, giới tính")
    dialog.tabs.setCurrentIndex(3)
    pick(dialog.cross.result, "Chỉ bảng hai chiều")
    qtbot.waitUntil(lambda: "Dòng và ở Cột" in dialog.error.text(), timeout=DONE)
    pick(dialog.cross.rows.field, "Chi bộ")
    pick(dialog.cross.columns.field, "Giới tính")
    pick(dialog.cross.share, "% của dòng")
    wait_drawn(qtbot, dialog, "Chi bộ và giới tính (% của dòng)", "25,00")
    assert dialog.made.cross == Cross(GroupBy("cell"), GroupBy("gender"), Share.ROWS)
    assert not dialog.error.isVisible()
    dialog.save()
    wait_for(qtbot, screen, "Chi bộ, giới tính 2026-11-10")
    names = screen.open_names(own_lists.CROSS, 14, 5)
    assert names is not None
    assert len(names.rows) == 3
    names.close()


def test_cells_are_listed_by_keys_alone_and_their_counts_open_names(qtbot: QtBot, screen: ReportsScreen) -> None:
    dialog = screen.own.make_new()
    qtbot.waitExposed(dialog)
    type_text(dialog.name, "Nữ ở chi bộ")
    pick(dialog.subject, "Chi bộ")
    add_column(dialog, "nu")
    pick(dialog.columns.total, "tổng")
    QTest.keyClick(dialog.columns.search, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert dialog.tabs.currentIndex() == 1
    line = dialog.filters.add()
    assert line is not None
    box = line.field.lineEdit()
    assert box is not None
    box.selectAll()
    type_text(box, "so dang vien")
    press(box, Qt.Key.Key_Return)
    type_text(line.text, "2")
    wait_drawn(qtbot, dialog, "NỮ Ở CHI BỘ", "Trường Mầm non")
    assert dialog.made.filters == (Filter("members", Op.FROM, ("2",)),)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, screen, "Nữ ở chi bộ 2026-11-10")
    names = screen.open_names(own_lists.LIST, 12, 8)
    assert names is not None
    assert [one.full_name for one in names.table.rows_model.rows] == ["Vi Thị Anh", "Nguyễn Thị Ảnh", "Nguyễn Thị Đào"]


def test_what_is_wrong_is_said_while_it_is_typed(qtbot: QtBot, screen: ReportsScreen) -> None:
    dialog = screen.own.make_new()
    dialog.tabs.setCurrentIndex(1)
    line = dialog.filters.add()
    assert line is not None
    pick(line.field, "Ngày sinh")
    type_text(line.text, "31/02/1990")
    qtbot.waitUntil(lambda: "không có thật" in dialog.error.text(), timeout=DONE)
    line.drop_button.click()
    qtbot.waitUntil(lambda: not dialog.error.isVisible(), timeout=DONE)
    dialog.save()
    assert dialog.error.text() == "Hãy đặt tên cho danh sách."
    assert dialog.isVisible()
    pick(dialog.subject, "Cuộc họp")
    wait_drawn(qtbot, dialog, "Tháng 10 năm 2026", "Phải dự")
    drop(dialog)
    assert not dialog.isVisible()


def test_lists_are_copied_sent_taken_over_and_dropped(
    qtbot: QtBot, screen: ReportsScreen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    women_by_cell(qtbot, screen).save()
    wait_for(qtbot, screen, "Nữ theo chi bộ 2026-11-10")
    path = tmp_path / "gửi.danhsach"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "gửi"), ""))
    screen.own.save_copy()
    (told,) = screen.own.findChildren(QMessageBox)
    assert "“gửi.danhsach”" in told.text()
    told.accept()
    qtbot.waitUntil(lambda: not screen.own.findChildren(QMessageBox))
    with pytest.raises(KnownError, match="Đã có danh sách"):
        screen.own.take_file(path)
    copy = screen.own.copy_chosen()
    type_text(copy.name, "Nữ trên 40")
    copy.order.group_pairs[0].field.setFocus()
    pick(copy.order.group_pairs[0].field, "Tuổi")
    assert copy.made.groups == (GroupBy("age", By.BAND),)
    copy.save()
    wait_for(qtbot, screen, "Nữ trên 40 2026-11-10")
    screen.catalogue.choose("ds:Nữ theo chi bộ")
    screen.own.ask_drop()
    answer(screen.own)
    assert screen.report.group != own_lists.GROUP
    screen.own.take_file(path)
    assert screen.report.title == "Nữ theo chi bộ"
    (tmp_path / "hỏng.danhsach").write_text("{", encoding="utf-8")
    with pytest.raises(KnownError, match="không phải là danh sách"):
        screen.own.take_file(tmp_path / "hỏng.danhsach")
    changed = own_lists.write(
        replace(own_lists.read(path)[0], columns=("full_name",), totals=()), tmp_path / "khác.danhsach"
    )
    told = json.loads(changed.read_text(encoding="utf-8"))
    told["columns"].append("blood_type")
    told["labels"]["blood_type"] = "Nhóm máu"
    changed.write_text(json.dumps(told), encoding="utf-8")
    screen.own.take_file(changed)
    assert screen.report.title == "Nữ theo chi bộ (2)"
    said = [box.text() for box in screen.own.findChildren(QMessageBox)]
    assert any("bỏ cột “Nhóm máu”" in text and "mang tên “Nữ theo chi bộ (2)”" in text for text in said)
    found = ReportsScreen.look_up(screen.db, "nu tren")
    assert [one.title for one in found] == ["Nữ trên 40"]

"""The import window: preview, filters, questions, refusals, writing, taking back, stopping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from exports import import_report
from models import list_files
from models.database import Database
from models.imports import NEW
from models.tables import Duty, Member, Stay, Step
from tests.exports.books import INPUT, member, member_book
from ui.data.import_dialog import ImportDialog
from ui.data.intake import DropArea
from ui.jobs import Jobs

DOUBTFUL = member(no=2, citizen=None, card=None, born=None)
WRONG = member(no=3, name="CÀ VĂN XÔM", citizen="011090000001", card=None, born="31/02/1990")


@pytest.fixture
def jobs(qapp: object):
    queue = Jobs()
    yield queue
    queue.stop_all()


@pytest.fixture
def dialog(qtbot: QtBot, db: Database, jobs: Jobs) -> ImportDialog:
    made = ImportDialog(db, jobs)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def known(db: Database, tmp_path: Path) -> Database:
    """Give a register with one member, Lò Văn Ánh."""
    book = member_book(tmp_path / "truoc.xlsx", member())
    import_report.run(db, book, is_dry=False, skips=False, say=lambda _line: None)
    return db


def look_at(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    dialog.open_file(path)
    settle(qtbot, dialog)


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._jobs.busy and dialog._job is None, timeout=20_000)


def members(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Member)) or 0


def shown(dialog: ImportDialog) -> list[tuple[str, str]]:
    return [(line.word, line.name) for line in dialog.preview.table.rows_model.rows]


def test_a_list_is_looked_at_brought_in_and_taken_back(qtbot: QtBot, dialog: ImportDialog, db: Database):
    assert dialog.start.isVisible()
    look_at(qtbot, dialog, INPUT / "DS_DANGVIEN.xlsx")
    assert dialog.preview.isVisible()
    assert (dialog.preview.title.text(), dialog.preview.kind.currentText()) == (
        "DS_DANGVIEN.xlsx",
        "Danh sách đảng viên",
    )
    assert dialog.preview.chips["add"].text() == "Thêm · 488"
    assert members(db) == 0
    with qtbot.waitSignal(dialog.imported) as said:
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert said.args == ["Thêm 27 chi bộ, 461 đảng viên."]
    assert members(db) == 461
    assert dialog.undo_button.isVisible()
    qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert members(db) == 0
    assert not dialog.undo_button.isVisible()
    assert dialog.done_page.heading.text() == "Đã hoàn tác"


def test_nothing_new_cannot_be_brought_in(qtbot: QtBot, dialog: ImportDialog, known: Database, tmp_path: Path):
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", member()))
    assert not dialog.import_button.isEnabled()
    assert dialog.reason.text() == "Không có gì mới để nhập."


def test_refused_rows_stop_the_file_until_they_are_left_out(
    qtbot: QtBot, dialog: ImportDialog, known: Database, tmp_path: Path
):
    fresh = member(no=4, name="LÒ THỊ ĐÔI", citizen="011190000001", card=None, born="1990")
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", member(), WRONG, fresh))
    assert shown(dialog)[0] == ("Lỗi", "Cà Văn Xôm")
    assert "ô E3, Ngày sinh “31/02/1990”" in dialog.preview.full.toPlainText()
    assert not dialog.import_button.isEnabled()
    dialog.preview.skip.click()
    assert dialog.import_button.isEnabled()
    dialog.import_button.click()
    settle(qtbot, dialog)
    assert members(known) == 2
    assert "Đã bỏ 1 dòng lỗi" in dialog.done_page.words.text()


def test_filters_show_one_kind_of_line(qtbot: QtBot, dialog: ImportDialog, known: Database, tmp_path: Path):
    changed = member(cell="Chi bộ bản Noong É")
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", changed, WRONG))
    assert [word for word, _name in shown(dialog)] == ["Lỗi", "Thêm", "Sửa"]
    qtbot.mouseClick(dialog.preview.chips["change"], Qt.MouseButton.LeftButton)
    assert shown(dialog) == [("Sửa", "Lò Văn Ánh")]
    assert dialog.preview.full.toPlainText() == "Chi bộ: Chi bộ bản Co Mận → Chi bộ bản Noong É"
    assert not dialog.preview.chips["skip"].isEnabled()


def test_a_doubtful_person_is_asked_and_the_answer_taken(
    qtbot: QtBot, dialog: ImportDialog, known: Database, tmp_path: Path
):
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", (*DOUBTFUL[:8], "Miễn sinh hoạt")))
    assert shown(dialog) == [("Hỏi", "Lò Văn Ánh")]
    answer = dialog.preview.answer
    assert answer.isVisible()
    assert answer.itemText(1) == "Lò Văn Ánh, sinh 12/05/1977, Chi bộ bản Co Mận, CCCD …1364"
    assert answer.itemData(2) == NEW
    answer.setCurrentIndex(1)
    answer.activated.emit(1)
    settle(qtbot, dialog)
    assert shown(dialog) == [("Sửa", "Lò Văn Ánh")]
    assert not answer.isVisible()
    dialog.import_button.click()
    settle(qtbot, dialog)
    with known.read() as session:
        assert session.scalars(select(Stay.duty).where(Stay.until.is_(None))).all() == [Duty.EXEMPT]
    assert members(known) == 1


def test_a_file_that_cannot_be_read_is_told_in_the_window(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path):
    (tmp_path / "a.xlsx").write_text("STT;Họ và tên", encoding="utf-8")
    look_at(qtbot, dialog, tmp_path / "a.xlsx")
    assert dialog.error.isVisible()
    assert "văn bản thường" in dialog.error.text()
    assert dialog.start.button.isEnabled()
    look_at(qtbot, dialog, INPUT / "thon_ban.xlsx")
    assert not dialog.error.isVisible()


def test_errors_can_be_copied_and_saved(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", WRONG))
    dialog.preview.copy_errors.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("DS\t2\tCà Văn Xôm\tTrang “DS”, ô E2")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "loi.txt"), ""))
    dialog.preview.save_errors.click()
    assert (tmp_path / "loi.txt").read_text(encoding="utf-8-sig") == copied + "\n"


def test_the_file_chooser_and_a_dropped_file_open_it(
    qtbot: QtBot, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
):
    chosen = str(INPUT / "thon_ban.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([chosen], ""))
    dialog.start.button.click()
    settle(qtbot, dialog)
    assert dialog.preview.kind.currentText() == "Danh sách thôn, bản"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(INPUT / "DS_DANGVIEN.xlsx"))])
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    dialog.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, no_key))
    settle(qtbot, dialog)
    assert dialog.preview.kind.currentText() == "Danh sách đảng viên"


def test_stopping_the_writing_leaves_nothing_behind(
    qtbot: QtBot, dialog: ImportDialog, db: Database, monkeypatch: pytest.MonkeyPatch
):
    look_at(qtbot, dialog, INPUT / "DS_DANGVIEN.xlsx")
    start = dialog._jobs.start

    def start_and_stop(job: Any) -> None:
        job.cancel()
        start(job)

    monkeypatch.setattr(dialog._jobs, "start", start_and_stop)
    dialog.import_button.click()
    settle(qtbot, dialog)
    assert members(db) == 0
    assert dialog.preview.isVisible()
    assert dialog.import_button.isEnabled()


def test_closing_while_reading_is_safe(qtbot: QtBot, dialog: ImportDialog, jobs: Jobs):
    dialog.open_file(INPUT / "so_diem_danh_2026.xlsx")
    dialog.close()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
    assert not dialog.isVisible()


def test_no_button_is_narrower_than_its_words(qtbot: QtBot, dialog: ImportDialog, known: Database, tmp_path: Path):
    dialog.resize(870, 450)
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", DOUBTFUL, WRONG))
    buttons = [dialog.other_button, dialog.close_button, dialog.import_button, *dialog.preview.chips.values()]
    for button in [*buttons, dialog.preview.copy_errors, dialog.preview.save_errors, dialog.preview.skip]:
        assert button.width() >= button.sizeHint().width(), button.text()


def test_ctrl_enter_brings_in_once(qtbot: QtBot, dialog: ImportDialog, db: Database, tmp_path: Path) -> None:
    look_at(qtbot, dialog, member_book(tmp_path / "ds.xlsx", member()))
    for _ in range(2):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, dialog)
    assert members(db) == 1
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Step).where(Step.label.startswith("Nhập"))) == 1


def test_enter_goes_from_the_lines_to_the_button_and_brings_in(
    qtbot: QtBot, dialog: ImportDialog, db: Database, tmp_path: Path
) -> None:
    look_at(qtbot, dialog, member_book(tmp_path / "ds.xlsx", member()))
    assert "Ctrl+Enter" in dialog.import_button.text()
    assert dialog.preview.table.hasFocus()
    qtbot.keyClick(dialog.preview.table, Qt.Key.Key_Return)
    assert dialog.import_button.hasFocus()
    assert members(db) == 0
    qtbot.keyClick(dialog.import_button, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert members(db) == 1


def test_enter_leads_to_what_is_to_be_decided_first(
    qtbot: QtBot, dialog: ImportDialog, known: Database, tmp_path: Path
) -> None:
    look_at(
        qtbot,
        dialog,
        member_book(
            tmp_path / "a.xlsx", DOUBTFUL, WRONG, member(no=4, name="Vừ A Ín", citizen=None, card=None, born="1990")
        ),
    )
    qtbot.keyClick(dialog.preview.table, Qt.Key.Key_Return)
    assert dialog.preview.answer.hasFocus()
    dialog.preview.filter_by("error")
    dialog.preview.table.setFocus()
    dialog.preview.table.selectRow(0)
    qtbot.keyClick(dialog.preview.table, Qt.Key.Key_Return)
    assert dialog.preview.skip.hasFocus()
    before = members(known)
    qtbot.keyClick(dialog.preview.skip, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.preview.skip, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert members(known) == before + 1


def test_tab_reaches_the_button_from_the_lines(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    look_at(qtbot, dialog, member_book(tmp_path / "ds.xlsx", member()))
    passed = 0
    while not dialog.import_button.hasFocus() and passed < 6:
        focused = dialog.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        passed += 1
    assert dialog.import_button.hasFocus(), dialog.focusWidget()


def test_the_chooser_offers_all_that_the_reader_reads(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *words: (offered.append(words[3]), ([], ""))[1])
    dialog.choose_file()
    assert [f"*{ending}" in offered[0] for ending in list_files.LISTS] == [True] * 7
    drop = DropArea()
    qtbot.addWidget(drop)
    assert any(", ".join(list_files.LISTS) in said.text() for said in drop.findChildren(QLabel))


def test_the_next_list_is_looked_for_beside_the_last(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    chosen = str(member_book(tmp_path / "ds.xlsx", member()))
    monkeypatch.setattr(ImportDialog, "folder", None)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *words: (asked.append(words[2]), ([chosen], ""))[1])
    for _ in range(2):
        dialog.choose_file()
        settle(qtbot, dialog)
    assert Path(asked[0]).is_absolute()
    assert asked[1] == str(tmp_path)


def test_a_chip_begins_with_the_first_of_its_lines(qtbot: QtBot, dialog: ImportDialog, db: Database) -> None:
    look_at(qtbot, dialog, INPUT / "danh_sach_dang_vien_cu.xlsx")
    preview = dialog.preview
    for key in ("skip", "warning"):  # those passed over are noted too, 180 lines further down
        qtbot.mouseClick(preview.chips[key], Qt.MouseButton.LeftButton)
        first = preview.table.rows_model.rows[0]
        assert preview.table.selected_rows() == [first]
        assert preview.table.current_row() is first
        assert preview.full.toPlainText() == first.full_text
        assert preview.table.verticalScrollBar().value() == 0
        assert not preview.table.heights.is_cut(preview.table.model().index(0, 0))  # “Bỏ qua” in four rows of hundreds


def test_the_last_page_says_what_was_passed_over_and_gives_it_as_a_file(
    qtbot: QtBot, dialog: ImportDialog, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at(qtbot, dialog, INPUT / "danh_sach_dang_vien_cu.xlsx")
    dialog.import_button.click()
    settle(qtbot, dialog)
    words = dialog.done_page.words.text()
    assert "4 dòng bỏ qua, 189 dòng có điều cần xem. Điều còn phải sửa trong sổ nằm ở trang Kiểm tra" in words
    target = tmp_path / "can-xem.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(dialog.done_page.button, Qt.MouseButton.LeftButton)
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 189
    assert any("Trùng dòng 100" in line for line in lines)
    dialog.undo()
    settle(qtbot, dialog)
    assert not dialog.done_page.button.isVisible()


def test_ctrl_o_on_the_last_page_takes_the_next_file(
    qtbot: QtBot, dialog: ImportDialog, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", member()))
    dialog.import_button.click()
    settle(qtbot, dialog)
    assert dialog.done_page.isVisible()
    assert not dialog.done_page.button.isVisible()  # nothing was noted
    following = member_book(tmp_path / "b.xlsx", WRONG)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(following)], ""))
    qtbot.keyClick(dialog, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert dialog.preview.title.text().startswith("b.xlsx")


def test_a_file_changed_meanwhile_is_read_again_with_enter(
    qtbot: QtBot, dialog: ImportDialog, db: Database, tmp_path: Path
) -> None:
    path = member_book(tmp_path / "a.xlsx", member())
    look_at(qtbot, dialog, path)
    member_book(path, member(), member(no=2, name="CÀ THỊ XÔM", citizen="011188232440", card=None, born="1988"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert "đã được sửa sau khi xem trước" in dialog.error.text()
    assert members(db) == 0
    assert dialog.again_button.hasFocus()
    qtbot.keyClick(dialog.again_button, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert not dialog.error.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, dialog)
    assert members(db) == 2

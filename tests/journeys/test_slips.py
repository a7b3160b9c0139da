"""Cells without a computer: the sheet's number opens its meeting, sheets and slips go out and come back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from exports import slips
from models import cells, meeting_codes, meetings, members
from models.cells import CellValues
from models.dates import PartialDate
from models.members import MemberValues
from models.tables import MeetingState
from tests.exports import slip_files
from tests.user import at_work, press, type_text
from ui.data.import_dialog import ImportDialog
from ui.main_window import MainWindow, ScreenSpec

TODAY = date(2026, 11, 14)
SPECS = (
    ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),
    ScreenSpec("reports", "Báo cáo", "file-text", "ui.reports.screen:ReportsScreen"),
)
CELLS = ("Chi bộ bản Tin Tốc", "Chi bộ Trạm Y tế", "Chi bộ Trường Mầm non")


@pytest.fixture
def window(db, qtbot):
    with db.write("Dựng ba chi bộ") as session:
        for cell_name in CELLS:
            cell = cells.add(session, CellValues(cell_name))
            for name in ("Lò Văn Ánh", "Mùa A Chư", "Sùng A Páo"):
                members.add(session, MemberValues(name, admitted_on=PartialDate(2010, 3, 3)), cell, on=TODAY)
        meetings.open_month(session, 2026, 11, on=TODAY)
    return at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))


def number_of(window, cell_name: str) -> str:
    with window.db.read() as session:
        row = next(row for row in meetings.of_month(session, 2026, 11) if row.cell_name == cell_name)
    return meeting_codes.code(row.id, row.cell_id, row.month)


@pytest.mark.parametrize("cell_name", CELLS)
def test_the_number_of_a_sheet_opens_its_meeting_from_anywhere(window, qtbot, cell_name):
    window.show_screen("reports")
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_text(window, number_of(window, cell_name))
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shown.key == "meetings" and window.shown.roll.roll is not None)
    assert window.shown.roll.roll.meeting.cell_name == cell_name


def test_the_number_typed_on_a_roll_opens_the_other_meeting(window):
    screen = window.shown
    screen.open_cell_month(1, 2026, 11)
    assert screen.roll.roll.meeting.cell_name == CELLS[0]
    type_text(window, number_of(window, CELLS[2]).replace(".", ""))
    press(window, Qt.Key.Key_Return)
    assert screen.roll.roll.meeting.cell_name == CELLS[2]
    assert screen.roll.finder.text() == ""

    wrong = number_of(window, CELLS[1]).replace(".", "")
    type_text(window, wrong[:-1] + str((int(wrong[-1]) + 1) % 10))
    press(window, Qt.Key.Key_Return)
    assert screen.roll.roll.meeting.cell_name == CELLS[2]
    assert not screen.roll.roll.is_written


def test_the_number_typed_on_the_month_list_opens_its_meeting(window):
    screen = window.shown
    screen.board.show_month(2026, 11)
    screen.board.number.setFocus()
    type_text(window, "061999")
    press(window, Qt.Key.Key_Return)
    assert screen.pages.currentWidget() is screen.board
    assert screen.board.number.selectedText() == "061999"
    type_text(window, number_of(window, CELLS[1]))
    press(window, Qt.Key.Key_Return)
    assert screen.roll.roll.meeting.cell_name == CELLS[1]
    assert screen.board.number.text() == ""


def test_the_sheets_of_all_cells_or_one_are_a_menu_away(window, qtbot):
    screen = window.shown
    screen.board.slips_menu.actions()[0].trigger()
    reports = window.shown
    assert reports.key == "reports"
    qtbot.waitUntil(lambda: reports.preview is not None, timeout=10_000)
    assert reports.preview.draft.file_name == "phieu-diem-danh 2026-11"
    assert len(reports.view.pages) == 3

    window.show_screen("meetings")
    screen.open_cell_month(2, 2026, 11)
    next(action for action in screen.roll.menu.actions() if "In phiếu" in action.text()).trigger()
    qtbot.waitUntil(lambda: len(reports.view.pages) == 1, timeout=10_000)
    assert reports.preview.draft.file_name == "phieu-diem-danh 2026-11 Trạm Y tế"
    assert reports.chooser.cell.isVisible()
    assert reports.chooser.cell.currentText() == "Trạm Y tế"


def test_slips_go_out_are_filled_in_and_come_back_in_one_step(window, qtbot, tmp_path, monkeypatch):
    steps = window.shown.slips
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    window.shown.board.year, window.shown.board.month = 2026, 11
    window.shown.board.slips_menu.actions()[1].trigger()
    qtbot.waitUntil(steps.done.isVisible, timeout=10_000)
    folder = tmp_path / "Phiếu điểm danh 2026-11"
    assert "Đã ghi 3 tệp" in steps.done.words.text()
    assert len(list(folder.iterdir())) == 3

    window.shown.board.slips_menu.actions()[1].trigger()  # what a cell filled in is never overwritten
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=10_000)
    (box,) = window.findChildren(QMessageBox)
    assert "có thể chi bộ đã điền" in box.text()
    box.close()

    for path in folder.iterdir():
        slip_files.filled(path, {"Sùng A Páo": "Vắng có lý do: ốm"})
    (folder / "ghi chú.xlsx").write_bytes(b"nothing")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    window.shown.board.slips_menu.actions()[3].trigger()
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog._job is None and dialog._plan is not None, timeout=10_000)
    assert [line.word for line in dialog.preview.table.rows_model.rows] == ["Lỗi", "Sửa", "Sửa", "Sửa"]
    assert not dialog.import_button.isEnabled()
    dialog.preview.skip.setChecked(True)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog._job is None and dialog.undo_button.isVisible(), timeout=10_000)
    assert states_of(window) == {MeetingState.RECORDED}
    dialog.undo_button.click()
    qtbot.waitUntil(lambda: states_of(window) == {MeetingState.PLANNED}, timeout=10_000)


def states_of(window) -> set[MeetingState]:
    with window.db.read() as session:
        return {row.state for row in meetings.of_month(session, 2026, 11)}


def test_slips_of_another_month_than_the_board_shows_are_refused(window, qtbot, tmp_path, monkeypatch):
    paths = slips.write_all(window.db, 2026, 11, tmp_path / "phieu")
    slip_files.filled(paths[0])
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(paths[0])], ""))
    window.shown.board.year, window.shown.board.month = 2026, 10
    window.shown.board.slips_menu.actions()[2].trigger()
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog._job is None and dialog._plan is not None, timeout=10_000)
    (line,) = dialog.preview.table.rows_model.rows
    assert "Phiếu của tháng 11/2026, đang nhập tháng 10/2026" in line.content
    assert not dialog.import_button.isEnabled()

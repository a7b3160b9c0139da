"""The exports of a report in the window: written again, compared with today's figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QFileDialog

from exports import files, making, pages, sent
from exports.report import OwnFile
from models import attendance, meetings
from models.dates import Period
from models.tables import Mark
from tests.models import builders as make
from ui.reports import paper
from ui.reports.screen import ReportsScreen
from ui.reports.sent import SentDialog
from ui.widgets.names import NamesDialog

OCTOBER = Period.month(2026, 10)
TODAY = date(2026, 11, 22)


@pytest.fixture
def screen(db, qtbot, tmp_path):
    db.clock = lambda: datetime(2026, 11, 22, 9)
    with db.write("Dựng") as session:
        cell = make.cell(session)
        who = make.people(session, cell, 4)
        make.held(session, cell, date(2026, 10, 5), {who[0]: Mark.UNEXCUSED})
    making.produce(db, "tham-gia-sinh-hoat", OCTOBER, TODAY, tmp_path)
    shown = ReportsScreen(db)
    qtbot.addWidget(shown)
    shown.resize(1366, 700)
    shown.show()
    shown.show_item(("tham-gia-sinh-hoat", OCTOBER))
    qtbot.waitUntil(lambda: shown.preview is not None and shown.preview.draft.scope.period == OCTOBER, timeout=10_000)
    yield shown
    shown.jobs.stop_all()


def opened(screen: ReportsScreen) -> SentDialog:
    screen.open_sent()
    (dialog,) = screen.findChildren(SentDialog)
    return dialog


def compared(dialog: SentDialog, qtbot) -> NamesDialog:
    """Wait for what a comparison shows: it is made beside the window."""
    qtbot.waitUntil(lambda: bool(dialog.findChildren(NamesDialog)))
    (shown,) = dialog.findChildren(NamesDialog)
    return shown


def test_what_is_printed_is_kept_like_an_export(screen, qtbot, tmp_path: Path) -> None:
    screen.print_on(QPdfWriter(str(tmp_path / "in.pdf")), 1200)
    qtbot.waitUntil(lambda: not screen.jobs.busy)
    dialog = opened(screen)
    assert [row.sent.file_name for row in dialog.rows] == [
        "tham-gia-sinh-hoat 2026-10 (in ra giấy).xlsx",
        "tham-gia-sinh-hoat 2026-10.xlsx",
    ]
    dialog.compare_with_before()
    assert compared(dialog, qtbot).rows == []


def test_an_export_is_written_again_as_it_was(screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = opened(screen)
    (row,) = dialog.rows
    assert row.sent.file_name == "tham-gia-sinh-hoat 2026-10.xlsx"
    assert dialog.count.text() == "1 bản · Enter lưu lại bản đang chọn"
    target = tmp_path / "lai" / "in lại"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    dialog.again.click()
    assert target.with_suffix(".xlsx").read_bytes() == (tmp_path / row.sent.file_name).read_bytes()


def test_an_export_has_the_ending_of_its_own_file_whatever_the_form_is_now(
    screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(screen)
    (row,) = dialog.rows
    now = replace(screen.preview.draft.report, own_file=OwnFile(content=lambda _data: b"", ending=".xlsm"))
    dialog._draft = replace(screen.preview.draft, report=now)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "lại"), ""))
    dialog.save_again()
    assert (tmp_path / "lại.xlsx").read_bytes() == (tmp_path / row.sent.file_name).read_bytes()
    assert not (tmp_path / "lại.xlsm").exists()


def test_the_numbers_by_hand_of_the_superiors_own_form_are_told_beside_it_again(
    screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(screen)
    told = {"ô B8 “Hộ nghèo”, trang “Biểu”": "12 (máy tính: 11); lý do: Theo biên bản"}
    monkeypatch.setattr(dialog.table, "current_row", lambda: replace(dialog.rows[0], by_hand=told))
    target = tmp_path / "lại.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    dialog.save_again()
    assert not files.beside(target).exists()  # notes of the cells tell of them in the file itself
    learned = replace(screen.preview.draft.report, own_file=OwnFile(content=lambda _data: b""))
    dialog._draft = replace(screen.preview.draft, report=learned)
    dialog.save_again()
    said = files.beside(target).read_text("utf-8-sig")
    assert "ô B8 “Hộ nghèo”, trang “Biểu”" in said
    assert "lý do: Theo biên bản" in said


def test_an_export_is_printed_again_as_it_was(screen, monkeypatch: pytest.MonkeyPatch) -> None:
    was = [words.lines for page in screen.preview.pages for words in page.words]
    with screen.db.write("Đính chính") as session:
        (meeting,) = meetings.of_month(session, 2026, 10)
        (line,) = (one for one in attendance.roll(session, meeting.id).lines if one.mark is Mark.UNEXCUSED)
        attendance.write(session, meeting.id, {line.member_id: (Mark.PRESENT, "")}, on=TODAY)
    printed: list[Any] = []
    monkeypatch.setattr(paper, "ask_printer", lambda *asked: printed.extend(asked))
    dialog = opened(screen)
    dialog.paper.click()
    name, paged, parent, say = printed
    assert (name, parent) == ("tham-gia-sinh-hoat 2026-10 (in lại 2026-11-22)", dialog)
    assert [words.lines for page in paged for words in page.words] == was
    say("Đã gửi 1 trang tới máy in.")
    assert dialog.count.text() == "Đã gửi 1 trang tới máy in."


def test_what_is_printed_again_is_coloured_by_the_day_it_was_made(screen, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[date] = []
    monkeypatch.setattr(paper, "ask_printer", lambda *_asked: None)
    monkeypatch.setattr(pages, "paginate", lambda *_asked, today, **_more: days.append(today) or [])
    draft = screen.preview.draft
    later = replace(draft, scope=replace(draft.scope, on=date(2026, 12, 31)))
    SentDialog(screen.db, later, screen.jobs, screen).paper.click()
    assert days == [date(2026, 11, 22)]


def test_what_changed_since_an_export_is_listed_by_cell(screen, qtbot) -> None:
    with screen.db.write("Đính chính") as session:
        (meeting,) = meetings.of_month(session, 2026, 10)
        (line,) = (one for one in attendance.roll(session, meeting.id).lines if one.mark is Mark.UNEXCUSED)
        attendance.write(session, meeting.id, {line.member_id: (Mark.PRESENT, "")}, on=TODAY)
    screen.preview = None
    screen.reload()
    qtbot.waitUntil(lambda: screen.preview is not None, timeout=10_000)
    dialog = opened(screen)
    assert not dialog.with_before.isEnabled()
    dialog.compare_with_today()
    shown = compared(dialog, qtbot)
    assert {(one.line, one.before, one.after) for one in shown.rows} >= {("Chi bộ bản Nà Sáy", "3", "4")}
    assert "ô khác" in shown.explanation.text()
    assert "tham-gia-sinh-hoat 2026-10.xlsx (" in shown.explanation.text()


def test_two_exports_that_are_selected_are_compared_whatever_lies_between(screen, qtbot, tmp_path: Path) -> None:
    for number in range(2):
        with screen.db.write("Đính chính") as session:
            (meeting,) = meetings.of_month(session, 2026, 10)
            lines = attendance.roll(session, meeting.id).lines
            attendance.write(session, meeting.id, {lines[number].member_id: (Mark.EXCUSED, "")}, on=TODAY)
        making.produce(screen.db, "tham-gia-sinh-hoat", OCTOBER, TODAY, tmp_path / str(number))
    dialog = opened(screen)
    assert len(dialog.rows) == 3
    assert dialog.with_before.text() == "So với bản trước"
    dialog.table.clearSelection()
    for row in (0, 2):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        dialog.table.selectionModel().select(dialog.table.rows_model.index(row, 0), flags)
    assert dialog.with_before.text() == "So hai bản đang chọn"
    dialog.compare_with_before()
    shown = compared(dialog, qtbot)
    assert ("3", "2") in {(one.before, one.after) for one in shown.rows}


def test_numbers_by_hand_that_differ_are_listed_with_their_reasons(screen, qtbot) -> None:
    dialog = opened(screen)
    (row,) = dialog.rows
    told = {"ô C9 “Chi bộ bản Nà Sáy”, trang “Chung”": "4 (máy tính: 3); lý do: Theo biên bản"}
    dialog._compare(lambda _progress: sent.compare_by_hand(row, told), row, "số liệu hiện nay")
    shown = compared(dialog, qtbot)
    assert shown.explanation.text().endswith(": 0 ô khác. Số sửa tay cũng khác: 1.")
    assert [(one.before, one.after) for one in shown.rows] == [("không sửa tay", *told.values())]


@pytest.mark.parametrize("sheet", [sent.RULES, sent.BY_HAND])
def test_a_sheet_of_the_superior_that_is_called_like_our_own_has_cells(screen, qtbot, sheet: str) -> None:
    from openpyxl import Workbook

    books = []
    for value in (1, 2):
        book = Workbook()
        book.worksheets[0].title, book.worksheets[0]["B1"] = sheet, value
        books.append(files.to_bytes(book))
    dialog = opened(screen)
    dialog._compare(lambda _progress: sent.compare(*books), dialog.rows[0], "số liệu hiện nay")
    assert compared(dialog, qtbot).explanation.text().endswith(": 1 ô khác.")


def test_what_cannot_be_compared_says_why(screen, qtbot) -> None:
    dialog = opened(screen)
    assert dialog.with_today.isEnabled()
    assert dialog.with_today.toolTip() == ""
    assert not dialog.with_before.isEnabled()
    assert dialog.with_before.toolTip().startswith("Không có bản nào trước đó của kỳ này. Giữ Shift")
    dialog.close()
    screen.chooser.step(1)
    qtbot.waitUntil(lambda: screen.preview is not None and screen.preview.draft.scope.period != OCTOBER, timeout=10_000)
    screen.open_sent()
    dialog = screen.findChildren(SentDialog)[-1]
    assert not dialog.with_today.isEnabled()
    assert dialog.with_today.toolTip().startswith("Bản này là của Tháng 10 năm 2026: hãy chọn kỳ, ngày ấy")

"""The screen Báo cáo: choose, look, check, export, print; by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QPdfWriter, QWheelEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from exports import REPORTS, files
from exports.learned import forms
from exports.names import Behind
from exports.offered import find
from exports.pages import Box, Face, Page, Words
from models import attendance, meetings
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from tests.exports import commune
from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from tests.user import press
from ui import printing
from ui.reports.screen import ReportsScreen
from ui.widgets.names import NamesDialog
from ui.widgets.page_view import PageView


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen on the small commune, its first preview made."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        yield made


def texts(screen: ReportsScreen) -> set[str]:
    """Give every text on the pages shown."""
    return {" ".join(words.lines) for page in screen.view.pages for words in page.words}


def save_as(monkeypatch: pytest.MonkeyPatch, target: Path | str) -> None:
    """Answer the system's file chooser."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))


def test_the_preview_is_that_of_last_month(screen: ReportsScreen) -> None:
    assert {"Tháng 10 năm 2026", commune.CO_MAN, "33,33"} <= texts(screen)
    assert screen.subtitle.text() == (
        "Tháng 10 năm 2026, tính đến 31/10/2026 · Đảng viên tham gia sinh hoạt chi bộ tháng"
    )
    assert screen.chooser.day_label.text() == "Ngày lập"  # the period's last day counts, not this one
    assert screen.page_label.text() == "Trang 1/2"


def test_the_arrow_keys_go_from_report_to_report(qtbot: QtBot, screen: ReportsScreen) -> None:
    screen.catalogue.setFocus()
    first_group = [f"{one.key} 2026-10" for one in REPORTS if one.group == REPORTS[0].group]
    for name in (*first_group[1:], "danh-sach-dang-vien 2026-11-10"):
        press(screen.catalogue, Qt.Key.Key_Down)
        wait_for(qtbot, screen, name)
        assert screen.chooser.cell.isVisible() == find(name.split()[0]).is_by_cell
    assert not screen.chooser.list.isVisible()
    assert screen.chooser.day_label.text() == "Tính đến ngày"
    assert screen.subtitle.text() == "Tính đến ngày 10/11/2026 · Danh sách đảng viên"
    press(screen.catalogue, Qt.Key.Key_Up)
    wait_for(qtbot, screen, first_group[-1])
    assert screen.chooser.list.isVisible()


def test_alt_and_an_arrow_change_the_month(qtbot: QtBot, screen: ReportsScreen) -> None:
    screen.activateWindow()
    qtbot.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    wait_for(qtbot, screen, "tham-gia-sinh-hoat 2026-09")
    assert "Tháng 9 năm 2026" in texts(screen)
    qtbot.mouseClick(screen.chooser.forward, Qt.MouseButton.LeftButton)
    wait_for(qtbot, screen, "tham-gia-sinh-hoat 2026-10")


def test_only_the_last_choice_is_shown(qtbot: QtBot, screen: ReportsScreen) -> None:
    for _ in range(5):
        screen.chooser.step(-1)
    wait_for(qtbot, screen, "tham-gia-sinh-hoat 2026-05")
    qtbot.waitUntil(lambda: not screen.jobs.busy)
    assert screen.chooser.list.currentText() == "Tháng 5 năm 2026"
    assert screen.preview is not None
    assert screen.preview.draft.file_name == "tham-gia-sinh-hoat 2026-05"


def test_nothing_leaves_the_office_while_another_report_is_being_made(qtbot: QtBot, screen: ReportsScreen) -> None:
    assert screen.export_button.isEnabled()
    screen.chooser.step(-1)
    assert not any(button.isEnabled() for button in screen.actions_shown)
    wait_for(qtbot, screen, "tham-gia-sinh-hoat 2026-09")
    assert screen.export_button.isEnabled()


def test_another_day_is_another_list(qtbot: QtBot, screen: ReportsScreen) -> None:
    screen.show_item(("danh-sach-dang-vien", None))
    wait_for(qtbot, screen, "danh-sach-dang-vien 2026-11-10")
    field = screen.chooser.day_field
    field.setText("1/5/26")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_for(qtbot, screen, "danh-sach-dang-vien 2026-05-01")
    field.setText("31/02/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "không có thật" in screen.chooser.error.text()
    assert screen.chooser.error.isVisible()
    field.setText("1/5/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not screen.chooser.error.isVisible()


def test_another_screen_can_ask_for_a_report(qtbot: QtBot, screen: ReportsScreen) -> None:
    screen.show_item(("xep-loai-sinh-hoat", "2026-09"))
    wait_for(qtbot, screen, "xep-loai-sinh-hoat 2026-09")
    screen.show_item(("xep-loai-sinh-hoat", Period.month(2026, 8)))
    wait_for(qtbot, screen, "xep-loai-sinh-hoat 2026-08")


def test_reports_are_found_without_accents(db: Database) -> None:
    assert ReportsScreen.look_up(db, "danh sach dang vien")[0].argument == ("danh-sach-dang-vien", None)
    assert [found.argument for found in ReportsScreen.look_up(db, "bieu 2b")] == [("bieu-2b", None)]
    found = [one.argument for one in ReportsScreen.look_up(db, "sinh hoat")]
    assert ("xep-loai-sinh-hoat", None) in found
    assert ("danh-sach-dang-vien", None) not in found


def test_a_list_and_a_form_of_the_superior_are_begun_from_the_search(
    screen: ReportsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(screen.own, "make_new", lambda: begun.append("list"))
    monkeypatch.setattr(screen.own, "ask_file", lambda: begun.append("list from a file"))
    monkeypatch.setattr(screen.learned, "ask_file", lambda: begun.append("form"))
    for words in ("danh sach tu lap", "lap danh sach", "nhan danh sach", "hoc mau", "mau cap tren"):
        found = [one.argument for one in ReportsScreen.look_up(screen.db, words) if isinstance(one.argument, str)]
        screen.show_item(found[0])
    assert begun == ["list", "list", "list from a file", "form", "form"]


def test_what_may_be_done_with_the_list_or_form_chosen_is_found_by_the_search(screen: ReportsScreen) -> None:
    def offered() -> list[str]:
        return [line.text() for menu in screen.menus_shown for line in menu.actions() if line.isEnabled()]

    screen.own.set_chosen("")
    screen.learned.set_chosen("")
    assert offered() == []
    screen.learned.set_chosen(f"{forms.PREFIX}Biểu nhanh")
    assert "Lưu mẫu đang chọn thành tệp để gửi xã khác…" in offered()
    assert not any("tự lập" in menu.title() for menu in screen.menus_shown)  # or before “Lập danh sách mới…”


def test_findings_are_listed_and_opened_by_the_check(qtbot: QtBot, screen: ReportsScreen) -> None:
    assert screen.findings.isVisible()
    assert screen.findings.texts[0] == "1 chi bộ không sinh hoạt tháng 10/2026: Chi bộ bản Co Kham."
    assert screen.findings.heading.text() == "!  2 điều cần xem trước khi gửi"
    closed = screen.findings.height()
    screen.findings.resize(300, closed)
    qtbot.mouseClick(screen.check_button, Qt.MouseButton.LeftButton)
    assert screen.findings.more.text() == "Thu gọn"


def test_the_preview_follows_the_data(qtbot: QtBot, screen: ReportsScreen) -> None:
    with screen.db.write("Xóa điểm danh") as session:
        (meeting,) = (row for row in meetings.of_month(session, 2026, 10) if row.cell_name == commune.CO_MAN)
        attendance.clear(session, meeting.id)
    screen.reload()
    qtbot.waitUntil(lambda: "Chưa ghi" in texts(screen))
    assert screen.findings.texts[0].startswith("Còn 1 chi bộ chưa ghi")


def test_the_workbook_is_written_and_offered(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "Báo cáo tháng 10")
    qtbot.mouseClick(screen.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.done.isVisible)
    target = tmp_path / "Báo cáo tháng 10.xlsx"
    written = [cell.value for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row]
    assert commune.CO_MAN in written
    assert 33.33 in written
    assert target.name in screen.done.words.text()
    opened: list[str] = []
    monkeypatch.setattr("ui.reports.done.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.mouseClick(screen.done.open_file, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.done.open_folder, Qt.MouseButton.LeftButton)
    assert opened == [str(target), str(tmp_path)]


def test_a_pdf_is_written(qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_as(monkeypatch, tmp_path / "a.pdf")
    qtbot.mouseClick(screen.pdf_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.done.isVisible)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_written_when_the_chooser_is_left(
    qtbot: QtBot, screen: ReportsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, "")
    qtbot.mouseClick(screen.export_button, Qt.MouseButton.LeftButton)
    assert not screen.jobs.busy


def test_a_file_open_in_excel_is_said_in_a_sentence(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise KnownError("Tệp “a.xlsx” đang mở. Hãy đóng Excel rồi thử lại.")

    save_as(monkeypatch, tmp_path / "a.xlsx")
    monkeypatch.setattr(files, "replacing", refuse)
    qtbot.mouseClick(screen.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(screen.findChildren(QMessageBox)))
    (box,) = screen.findChildren(QMessageBox)
    assert "đang mở" in box.text()
    assert not screen.done.isVisible()
    box.close()


def test_a_stopped_export_leaves_nothing(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ra"
    folder.mkdir()
    save_as(monkeypatch, folder / "a.xlsx")
    said: list[str] = []
    screen.said.connect(said.append)
    screen.jobs.started.connect(lambda job: job.cancel())
    qtbot.mouseClick(screen.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said == ["Đã dừng, chưa ghi tệp nào."])
    assert list(folder.iterdir()) == []


def test_the_pages_asked_for_are_printed(screen: ReportsScreen, tmp_path: Path) -> None:
    said: list[str] = []
    screen.said.connect(said.append)
    screen.print_on(QPdfWriter(str(tmp_path / "in.pdf")), 1200)
    screen.print_on(QPdfWriter(str(tmp_path / "in.pdf")), 1200, 2, 2)
    assert said == ["Đã gửi 2 trang tới máy in.", "Đã gửi 1 trang tới máy in."]


def test_without_a_preview_there_is_nothing_to_send(qtbot: QtBot, db: Database) -> None:
    screen = ReportsScreen(db)
    qtbot.addWidget(screen)
    assert not any(button.isEnabled() for button in screen.actions_shown)
    screen.jobs.stop_all()


# -- the preview ---------------------------------------------------------------------------------------------------


def _pages(count: int) -> list[Page]:
    face = Face("Times New Roman", 12, False, False, "", "#000000")
    words = Words(Box(100, 100, 300, 40), ("Chi bộ",), face, "left", "top")
    return [Page(595.276, 841.89, "Trang", number, (), (), (words,)) for number in range(1, count + 1)]


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    """Give a preview of sixty pages."""
    made = PageView()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.set_pages(_pages(60))
    made.show()
    return made


def test_only_pages_in_sight_are_painted(view: PageView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    real = printing.paint

    def paint(page: Page, *rest: Any) -> None:
        painted.append(page.number)
        real(page, *rest)

    monkeypatch.setattr(printing, "paint", paint)
    view.show_page(30)
    view.grab()
    assert set(painted) <= {29, 30, 31}
    assert 30 in painted


def test_the_page_number_follows_the_view(view: PageView) -> None:
    told: list[tuple[int, int]] = []
    view.page_changed.connect(lambda *at: told.append(at))
    view.show_page(7)
    press(view, Qt.Key.Key_End)
    press(view, Qt.Key.Key_Home)
    assert told == [(7, 60), (60, 60), (1, 60)]


def test_ctrl_and_the_wheel_change_the_size(view: PageView) -> None:
    fitted = view.zoom
    view.show_page(20)
    for up in (True, False):
        before = view.zoom
        turn = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, 120 if up else -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        view.wheelEvent(turn)
        assert (view.zoom > before) is up
    press(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(fitted)


def test_a_changed_size_keeps_the_place(view: PageView) -> None:
    told: list[tuple[int, int]] = []
    view.show_page(40)
    view.page_changed.connect(lambda *at: told.append(at))
    view.set_zoom(2.0)
    assert told[-1][0] in (39, 40, 41)


def test_every_report_is_offered(screen: ReportsScreen) -> None:
    assert all(screen.catalogue.choose(report.key) for report in REPORTS)
    assert not screen.catalogue.choose("bieu-99")


def test_a_click_on_a_number_opens_its_names(qtbot: QtBot, screen: ReportsScreen) -> None:
    """Principle 1 of design.md, in the preview too."""
    view = screen.view
    spot = view.spots()[0]
    where = view._rect(spot).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    dialog = screen.findChild(NamesDialog)
    assert dialog is not None
    assert f"{len(dialog.rows)}" == spot.words.lines[0]
    assert "tháng 10/2026" in dialog.windowTitle()
    with qtbot.waitSignal(screen.go) as heard:
        dialog.table.opened.emit(dialog.rows[0])
    assert heard.args == ["members", dialog.rows[0].member_id]


def test_the_numbers_are_walked_by_keyboard(qtbot: QtBot, screen: ReportsScreen) -> None:
    view = screen.view
    view.setFocus()
    press(view, Qt.Key.Key_Return)
    assert view.chosen == view.spots()[0]
    row, column = view.spots()[0].words.cell
    press(view, Qt.Key.Key_Right)
    assert view.chosen is not None
    assert view.chosen.words.cell == (row, column + 1)
    press(view, Qt.Key.Key_Down)
    assert view.chosen.words.cell == (row + 1, column + 1)
    press(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.cell_opened) as heard:
        press(view, Qt.Key.Key_Return)
    assert heard.args == ["Theo chi bộ", row, column + 1]
    press(view, Qt.Key.Key_Escape)
    assert view.chosen is None


def test_the_names_behind_a_form_and_its_findings_open(qtbot: QtBot, screen: ReportsScreen) -> None:
    screen.show_item(("bieu-3", "2026"))
    wait_for(qtbot, screen, "bieu-3 2026")
    assert screen.view.spots()
    dialog = screen.open_names("3-BTCTW", 8, 2)
    assert dialog is not None
    assert len(dialog.rows) == 8
    assert "Biểu số 3-BTCTW" in dialog.explanation.text()
    dialog.reject()
    assert screen.open_names("3-BTCTW", 8, 1) is None
    place = next(n for n, text in enumerate(screen.findings.texts) if "chưa ghi nghề nghiệp" in text)
    screen.check()
    assert f'href="{place}"' in screen.findings.full.toHtml()
    asked: list[object] = []
    screen.findings.opened.connect(asked.append)
    screen.findings.full.anchorClicked.emit(QUrl(str(place)))
    (found,) = asked
    assert isinstance(found, Behind)
    assert len(found.people) == 8


def test_a_name_behind_a_number_of_organisations_leads_to_them(qtbot: QtBot, screen: ReportsScreen) -> None:
    screen.show_item(("bieu-5", "2026"))
    wait_for(qtbot, screen, "bieu-5 2026")
    dialog = screen.open_names("5-BTCTW", 9, 6)
    assert dialog is not None
    asked: list[object] = []
    screen.go.connect(lambda *where: asked.append(where))
    dialog.opened.emit(dialog.rows[0])
    assert asked == [("cells", {"cell_id": dialog.rows[0].member_id})]
    dialog.reject()

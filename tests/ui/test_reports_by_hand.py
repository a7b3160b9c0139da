"""Numbers written by hand in the preview: F2, the right button, the mark, the list of what to see, going to a cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import reports_book
from tests.ui.reports_book import wait_for
from tests.ui.test_reports import texts
from tests.user import press, type_text
from ui import theme
from ui.reports.by_hand import HandForm
from ui.reports.screen import ReportsScreen

YEAR = "2026"


@pytest.fixture
def screen(qtbot: QtBot, empty_file: Path, tmp_path: Path) -> Iterator[ReportsScreen]:
    """Give the screen with Biểu 1 of the year shown."""
    with reports_book.opened(qtbot, empty_file, tmp_path) as made:
        made.show_item(("bieu-1", YEAR))
        wait_for(qtbot, made, f"bieu-1 {YEAR}")
        yield made


def sheet_of(screen: ReportsScreen) -> str:
    return screen.view.pages[0].sheet


def opened(screen: ReportsScreen) -> HandForm:
    (form,) = (one for one in screen.findChildren(HandForm) if one.isVisible())
    return form


def write(qtbot: QtBot, screen: ReportsScreen, row: int, column: int, text: str, reason: str = "Theo biên bản") -> None:
    """Write a number by hand with the keyboard, and wait for the preview."""
    screen.view.show_cell("", row, column)
    press(screen.view, Qt.Key.Key_F2)
    form = opened(screen)
    form.value.clear()
    type_text(form.value, text)
    type_text(form.reason, reason)
    with qtbot.waitSignal(form.accepted):
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    shown(qtbot, screen)


def shown(qtbot: QtBot, screen: ReportsScreen) -> None:
    qtbot.waitUntil(lambda: screen._job is None, timeout=10_000)


def at(screen: ReportsScreen, row: int, column: int) -> str:
    return next("".join(words.lines) for words in screen.view.pages[0].words if words.cell == (row, column))


def test_f2_writes_a_number_with_its_reason_and_marks_it(qtbot: QtBot, screen: ReportsScreen) -> None:
    assert at(screen, 10, 2) == "0"
    write(qtbot, screen, 10, 2, "5")
    assert at(screen, 10, 2) == "5"
    assert "Máy tính: 0" in screen.view._marks[sheet_of(screen), 10, 2]
    assert any("“1. Kết nạp” = 5; lý do: Theo biên bản" in text for text in screen.findings.texts)
    (words,) = (one for one in screen.view.pages[0].words if one.cell == (10, 2))
    spot = next(one for one in screen.view.spots() if one.words == words)
    picture = screen.view.grab().toImage()
    corner = screen.view._rect(spot).topRight() * picture.devicePixelRatio()
    assert picture.pixelColor(int(corner.x()) - 2, int(corner.y()) + 1).name() != "#ffffff"
    screen.db.undo()
    screen.reload()
    shown(qtbot, screen)
    assert at(screen, 10, 2) == "0"
    assert screen.view._marks == {}


def test_the_frame_of_a_cell_hides_no_digit(screen: ReportsScreen) -> None:
    screen.view.show_cell("", 10, 2)
    spot = screen.view.chosen
    assert spot is not None
    picture = screen.view.grab().toImage()
    ratio, rect = picture.devicePixelRatio(), screen.view._rect(spot)
    middle, accent = int(rect.center().y() * ratio), theme.colours().accent
    across = range(int(rect.left() * ratio) - 4, int(rect.right() * ratio) + 5)
    framed = [x for x in across if picture.pixelColor(x, middle).name() == QColor(accent).name()]
    assert framed
    assert not [x for x in framed if rect.left() * ratio < x < int(rect.right() * ratio) - 1]


def test_the_form_keeps_what_was_written_and_takes_it_away(qtbot: QtBot, screen: ReportsScreen) -> None:
    write(qtbot, screen, 10, 2, "5")
    screen.view.show_cell("", 10, 2)
    press(screen.view, Qt.Key.Key_F2)
    form = opened(screen)
    assert (form.value.text(), form.reason.text()) == ("5", "Theo biên bản")
    assert form.reckoned.text() == "Số máy tính: 0"
    with qtbot.waitSignal(form.accepted):
        form.back.click()
    shown(qtbot, screen)
    assert at(screen, 10, 2) == "0"


def test_the_next_number_is_written_from_where_the_last_one_was(qtbot: QtBot, screen: ReportsScreen) -> None:
    write(qtbot, screen, 10, 2, "5")
    assert screen.view.chosen_cell == (sheet_of(screen), 10, 2)
    press(screen.view, Qt.Key.Key_Right)
    press(screen.view, Qt.Key.Key_F2)
    form = opened(screen)
    assert form.windowTitle() == "Sửa số này"
    type_text(form.value, "7")
    type_text(form.reason, "Theo biên bản")
    with qtbot.waitSignal(form.accepted):
        press(form.reason, Qt.Key.Key_Return)
    shown(qtbot, screen)
    assert (at(screen, 10, 2), at(screen, 10, 3)) == ("5", "7")
    assert screen.view.chosen_cell == (sheet_of(screen), 10, 3)
    screen.show_item(("bieu-2", YEAR))
    wait_for(qtbot, screen, f"bieu-2 {YEAR}")
    assert screen.view.chosen_cell is None


def test_no_reason_no_number(screen: ReportsScreen) -> None:
    screen.view.show_cell("", 10, 2)
    press(screen.view, Qt.Key.Key_F2)
    form = opened(screen)
    form.value.setText("5")
    form.try_to_save()
    assert "lý do" in form.fields["reason"].message.text()
    form.value.setText("năm")
    form.try_to_save()
    assert "không phải là số" in form.fields["value"].message.text()
    form.reject()


def test_the_right_button_offers_names_and_change_and_the_way_back(qtbot: QtBot, screen: ReportsScreen) -> None:
    write(qtbot, screen, 10, 2, "5")
    view = screen.view
    view.show_cell("", 10, 2)
    assert view.chosen is not None
    where = view._rect(view.chosen).center().toPoint()
    menus: list[tuple[str, int, int]] = []
    view.cell_menu_asked.connect(lambda sheet, row, column, _where: menus.append((sheet, row, column)))
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, view.viewport().mapToGlobal(where))
    )
    assert menus == [(sheet_of(screen), 10, 2)]
    menu = screen.by_hand.open_menu(sheet_of(screen), 10, 2, where)
    assert [one.text() for one in menu.actions()] == ["Xem tên", "Sửa số này…\tF2", "Về số máy tính"]
    menu.actions()[-1].trigger()
    menu.close()
    shown(qtbot, screen)
    assert at(screen, 10, 2) == "0"


def test_a_line_without_data_says_what_it_wants_where_the_number_is_written(
    qtbot: QtBot, screen: ReportsScreen
) -> None:
    screen.view.show_cell("", 9, 2)
    press(screen.view, Qt.Key.Key_F2)
    form = opened(screen)
    assert not form.card.isVisible()
    form.reject()
    screen.show_item(("bieu-2", YEAR))
    wait_for(qtbot, screen, f"bieu-2 {YEAR}")
    shown(qtbot, screen)
    screen.view.show_cell("", 62, 2)
    press(screen.view, Qt.Key.Key_Return)
    form = opened(screen)
    assert form.reckoned.text() == "Sổ không có số cho ô này."
    assert form.card.isVisible()
    assert "cần số đảng bộ cơ sở không còn ai để kết nạp" in form.card.text()
    assert "Nguồn: đảng ủy tự xác định khi lập biểu" in form.card.text()
    type_text(form.value, "0")
    type_text(form.reason, "Còn quần chúng")
    with qtbot.waitSignal(form.accepted):
        press(form.reason, Qt.Key.Key_Return)
    shown(qtbot, screen)
    (number,) = (words for page in screen.view.pages for words in page.words if words.cell == (62, 2))
    assert "".join(number.lines) == "0"


def test_a_label_is_no_number(screen: ReportsScreen) -> None:
    spots = {spot.words.cell for spot in screen.view.spots()}
    assert (10, 2) in spots
    assert (10, 1) not in spots
    where = next(one.box for one in screen.view.pages[0].words if one.cell == (10, 1))
    assert screen.view.spot_at(QPointF(where.x, where.y)) is None


def test_a_finding_leads_to_the_cell_here_and_in_another_form(qtbot: QtBot, screen: ReportsScreen) -> None:
    write(qtbot, screen, 24, 2, "9")
    place = next(n for n, text in enumerate(screen.findings.texts) if "Biểu 3" in text and "= 9" in text)
    assert "Xem ô B24" in screen.findings.full.toPlainText()
    assert "Xem ô B8 (Biểu 3)" in screen.findings.full.toPlainText()
    screen.findings.open_cell(place, 0)
    assert screen.view.chosen is not None
    assert screen.view.chosen.words.cell == (24, 2)
    screen.findings.full.anchorClicked.emit(QUrl(f"{place}-1"))
    wait_for(qtbot, screen, f"bieu-3 {YEAR}")
    shown(qtbot, screen)
    assert screen.view.chosen is not None
    assert screen.view.chosen.words.cell == (8, 2)
    assert any("Biểu 1, ô B24, số sửa tay" in text for text in screen.findings.texts)


def test_the_cells_of_a_broken_sum_are_opened_by_keyboard(qtbot: QtBot, screen: ReportsScreen) -> None:
    write(qtbot, screen, 24, 2, "9")
    words, stood = screen.findings.full, set[object]()
    links = words.toHtml().count("<a href")
    for number in range(links):
        screen.check()  # which stands on the first link
        for _link in range(number):
            press(words, Qt.Key.Key_Tab)
        assert words.viewport().rect().contains(words.cursorRect().center())
        asked = words.textCursor().selectedText()
        assert asked.startswith("Xem")
        if asked.startswith("Xem ô") and "(" not in asked:  # of this form
            press(words, Qt.Key.Key_Return)
            assert screen.view.chosen is not None
            stood.add(screen.view.chosen.words.cell)
            assert asked == f"Xem ô B{screen.view.chosen.words.cell[0]}"
    assert {(24, 2), (8, 2), (9, 2), (15, 2)} <= stood  # D = A + B − C


def test_the_pdf_and_the_paper_have_the_number_and_not_the_mark(qtbot: QtBot, screen: ReportsScreen) -> None:
    before = screen.view.pages
    write(qtbot, screen, 10, 2, "5")
    assert "5" in texts(screen)
    assert len(screen.view.pages) == len(before)
    assert screen.view.pages[0].patches == before[0].patches


def test_the_file_written_before_a_number_by_hand_is_no_longer_told_of(
    qtbot: QtBot, screen: ReportsScreen, tmp_path: Path
) -> None:
    screen.done.show_file(tmp_path / "bieu-1 2026.xlsx")
    write(qtbot, screen, 10, 2, "5")
    assert not screen.done.isVisible()

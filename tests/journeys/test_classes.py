"""Holding a class: writing it down, ticking who takes part, the certificates, by hand on a window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from models import candidates, training
from models.candidates import CandidateValues
from models.dates import Period
from tests.models import builders
from tests.user import at_work, opened, press, save, type_text
from ui.main_window import SCREENS, MainWindow
from ui.pipeline.class_forms import CertificateForm, ClassForm, EnrolForm, numbered
from ui.targets.screen import CLASSES, TargetsScreen
from ui.widgets.names import NamesDialog

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 14)


@pytest.fixture
def window(db, qtbot):
    """Return a window on a cell of three members and two candidates, showing the classes."""
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session)
        builders.people(session, cell, 3)
        for name in ("Vừ A Dính", "Thào Thị Mỷ"):
            candidates.add(session, CandidateValues(name, cell, date(2026, 1, 5)), on=TODAY)
    shown = at_work(qtbot, MainWindow(db, SCREENS, clock=db.clock))
    shown.show_screen("targets")
    screen = shown.shown
    assert isinstance(screen, TargetsScreen)
    screen.show_page(CLASSES)
    return shown


def figures(window) -> list[str]:
    return [card.figure.text() for card in window.shown.classes.cards]


def test_a_class_is_held(window, qtbot):
    page = window.shown.classes
    qtbot.mouseClick(page.table.empty.button, LEFT)
    form = opened(qtbot, ClassForm)
    assert form.name.text() == "Lớp bồi dưỡng nhận thức về Đảng"
    press(form, Qt.Key.Key_End)
    type_text(form, " khóa I")
    press(form, Qt.Key.Key_Tab)
    type_text(form, "12/5/2026")
    press(form, Qt.Key.Key_Tab)
    type_text(form, "16/5/2026")
    save(qtbot, form)
    assert [row.values.name for row in page.model.rows] == ["Lớp bồi dưỡng nhận thức về Đảng khóa I"]

    qtbot.mouseClick(page.enrol_button, LEFT)
    form = opened(qtbot, EnrolForm)
    press(form, Qt.Key.Key_Return, CTRL)
    assert "đánh dấu" in form.fields["list"].message.text()
    form.search.setFocus()
    for sought in ("dinh", "mỷ", "lo van ab"):
        form.search.clear()
        type_text(form, sought)
        press(form, Qt.Key.Key_Return)  # seeks at once and goes to the names; the form stays
        assert form.list.hasFocus()
        press(form, Qt.Key.Key_Space)
        form.search.setFocus()
    assert form.save_button.text() == "Thêm 3 người"
    save(qtbot, form)
    assert figures(window) == ["1", "3", "3", "0"]

    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert page.certify_button.text() == "Ghi giấy chứng nhận cho 3 người…"
    qtbot.mouseClick(page.certify_button, LEFT)
    form = opened(qtbot, CertificateForm)
    assert form.on.text() == "16/05/2026"
    type_text(form, "09/GCN")
    save(qtbot, form)
    assert figures(window) == ["1", "3", "3", "3"]
    assert [one.certificate_number for one in page.people.rows] == ["09/GCN", "10/GCN", "11/GCN"]

    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    page.cards[2].setFocus()
    press(window, Qt.Key.Key_Return)
    dialog = opened(qtbot, NamesDialog)
    assert sorted(line.name.name for line in dialog.rows) == ["Lò Văn Ab", "Thào Thị Mỷ", "Vừ A Dính"]
    press(dialog, Qt.Key.Key_Escape)
    for _ in range(3):
        window.undo()
    assert page.model.rows == []


def test_one_is_taken_off_the_list_and_the_class_away(window, qtbot):
    screen = window.shown
    with window.db.write("Lớp") as session:
        key = training.add(session, training.ClassValues(1, "Lớp thử", date(2025, 5, 12)))
        training.enrol(session, key, candidate_ids=[1, 2])
    assert screen.classes.model.rows == []
    screen.show_item({"class": key})
    assert screen.year == 2025
    screen.classes.list.selectRow(0)
    qtbot.mouseClick(screen.classes.withdraw_button, LEFT)
    assert len(screen.classes.people.rows) == 1
    qtbot.mouseClick(screen.remove_button, LEFT)
    box = QApplication.activeModalWidget()
    assert box is not None
    yes = next(button for button in box.findChildren(QPushButton) if button.text() == "Xóa lớp")
    qtbot.mouseClick(yes, LEFT)
    with window.db.read() as session:
        assert training.rows(session, Period.year(2025)) == []


@pytest.mark.parametrize(
    ("first", "count", "made"),
    [
        ("09/GCN", 3, ["09/GCN", "10/GCN", "11/GCN"]),
        ("GCN-8", 3, ["GCN-8", "GCN-9", "GCN-10"]),
        ("", 2, ["", ""]),
        ("như cũ", 2, ["như cũ", ""]),
    ],
)
def test_numbers_run_on(first: str, count: int, made: list[str]) -> None:
    assert numbered(first, count) == made


def test_a_class_without_names_is_written_by_its_number(window, qtbot):
    window.shown.classes.add()
    form = opened(qtbot, ClassForm)
    form.first_day.setText("4/5/2026")
    form.heads["heads"].setText("1.303")
    form.heads["women"].setText("2000")
    form.try_to_save()
    assert "1.303" in form.fields["women"].message.text()
    form.heads["women"].setText("90")
    save(qtbot, form)
    page = window.shown.classes
    qtbot.waitUntil(lambda: page.line is not None)
    assert figures(window)[:3] == ["1", "1.303", "1.303"]
    assert (page.line.people, page.line.women, page.line.nameless) == (1303, 90, 1303)
    page.edit()
    form = opened(qtbot, ClassForm)
    assert form.heads["heads"].text() == "1.303"
    form.reject()

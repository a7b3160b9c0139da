"""From a new name in the source list to a member on the cell's list, by hand on a window."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from models import candidates, events, members
from models.candidates import Admission, CandidateValues
from models.dates import PartialDate
from models.pipeline import Stage
from models.tables import EventKind
from tests.models import builders
from tests.user import at_work, in_front, opened, press, save, type_text, unikey_type
from ui.main_window import SCREENS, MainWindow
from ui.members.event_form import EventForm
from ui.pipeline.form import CandidateForm
from ui.pipeline.steps import LeaveForm, StepForm
from ui.targets.screen import CLASSES, PIPELINE, TargetsScreen

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(db, qtbot):
    """Return a window on a cell of four official members, showing the way into the Party."""
    with db.write("Dựng sổ") as session:
        builders.people(session, builders.cell(session), 4)
    shown = at_work(qtbot, MainWindow(db, SCREENS, clock=db.clock))
    shown.show_screen("targets")
    screen = shown.shown
    assert isinstance(screen, TargetsScreen)
    screen.show_page(PIPELINE)
    return shown


def tab_to(form, widget) -> None:
    """Go on with Tab until a field has the cursor, as an officer does."""
    for _ in range(40):
        if widget.hasFocus():
            return
        press(form, Qt.Key.Key_Tab)
    raise AssertionError("Tab never gets there")


def fill(form, name: str, text: str) -> None:
    field = form.fields[name].widget
    tab_to(form, field)
    type_text(form, text)


def step(qtbot, window, title: str) -> Any:
    """Press F4 for the next step; the form has its name."""
    in_front(qtbot, window)
    press(window, Qt.Key.Key_F4)
    form = opened(qtbot, StepForm)
    assert form.windowTitle() == title
    return form


def stages(window) -> dict[Stage, int]:
    return {stage: sum(line.stage is stage for line in window.shown.pipeline.lines) for stage in Stage}


def test_from_a_new_name_to_a_member(window, qtbot):
    page = window.shown.pipeline
    assert page.table.empty.isVisible()
    qtbot.mouseClick(page.table.empty.button, Qt.MouseButton.LeftButton)
    form = opened(qtbot, CandidateForm)
    unikey_type(form, "Vừ A Dính")
    fill(form, "born_on", "2/5/2000")
    tab_to(form, form.choices["cell_id"])
    press(form, Qt.Key.Key_Down)
    fill(form, "listed_on", "1/3/2025")
    fill(form, "helper1_id", "lò văn ac")
    save(qtbot, form)
    assert [line.full_name for line in page.model.rows] == ["Vừ A Dính"]
    assert page.card.who.text().startswith("Bản Nà Sáy")

    form = step(qtbot, window, "Ghi giấy chứng nhận lớp nhận thức")
    type_text(form, "12/GCN")
    fill(form, "certificate_on", "15/6/2025")
    save(qtbot, form)
    form = step(qtbot, window, "Ghi chi bộ đề nghị")
    type_text(form, "3.2.2026")
    fill(form, "introducer1_id", "lo van aa")
    fill(form, "introducer2_id", "lo van ab")
    save(qtbot, form)
    form = step(qtbot, window, "Ghi xong hồ sơ, thẩm tra")
    type_text(form, "19/5/2026")
    save(qtbot, form)
    form = step(qtbot, window, "Ghi quyết định kết nạp")
    type_text(form, "45-QĐ/ĐU")
    fill(form, "decision_on", "20/10/2026")
    save(qtbot, form)
    assert page.line is not None
    assert page.line.stage is Stage.DECIDED
    assert "chờ lễ, hạn 01/12/2026" in page.card.alarm.text()

    form = step(qtbot, window, "Kết nạp")
    assert form.dates["ceremony_on"].hasFocus()  # what was written with the decision stands there already
    number = form.texts["decision_number"]
    number.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(lambda: number.selectedText() == "45-QĐ/ĐU")
    assert "Lò Văn Aa" in form.people["introducer1_id"].text()
    fill(form, "ceremony_on", "12/11/2026")
    assert "cùng công tác" in form.checks.text()
    assert "Lễ kết nạp quá hạn" not in form.checks.text()
    save(qtbot, form)
    assert stages(window)[Stage.PROBATION] == 1
    with window.db.read() as session:
        (row,) = [row for row in members.search(session, on=date(2026, 11, 14)) if row.full_name == "Vừ A Dính"]
        event = events.history(session, row.id)[0].values
    assert (event.kind, event.effective_on, event.ceremony_on, event.decision_number) == (
        EventKind.ADMISSION,
        date(2026, 10, 20),
        date(2026, 11, 12),
        "45-QĐ/ĐU",
    )

    in_front(qtbot, window)
    page.table.setFocus()
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shown.key == "members")
    window.show_screen("targets")
    press(window, Qt.Key.Key_Z, CTRL)
    assert (stages(window)[Stage.DECIDED], stages(window)[Stage.PROBATION]) == (1, 0)


def test_one_on_probation_is_recognised_from_the_day_the_twelve_months_ended(window, qtbot):
    page = window.shown.pipeline
    with window.db.write("Kết nạp") as session:
        new = CandidateValues("Vừ A Dính", 1, date(2025, 1, 5), born_on=PartialDate(2000, 5, 2))
        key = candidates.add(session, new, on=date(2026, 11, 14))
        paper = Admission("9-QĐ/ĐU", date(2025, 11, 2), date(2025, 11, 10))
        member = candidates.admit(session, key, paper, on=date(2026, 11, 14))
    page.show_candidate(key)
    assert page.card.alarm.text() == "! xét chính thức, hạn 14/12/2026"
    assert page.card.next_button.text() == "Công nhận chính thức…"
    press(window, Qt.Key.Key_F4)
    form = opened(qtbot, EventForm)
    assert form.kind.value() is EventKind.RECOGNITION
    type_text(form, "2/11/2026")
    save(qtbot, form)
    assert (stages(window)[Stage.PROBATION], stages(window)[Stage.OFFICIAL]) == (0, 1)
    wanted = {"Công nhận chính thức", "02/11/2026"}
    qtbot.waitUntil(lambda: wanted <= {one.text() for one in page.card.findChildren(QLabel) if one.isVisible()})
    with window.db.read() as session:
        assert str(members.read(session, member).official_on) == "02/11/2026"


@pytest.fixture
def somebody(window) -> int:
    with window.db.write("Nguồn") as session:
        values = CandidateValues("Thào Thị Mỷ", 1, date(2026, 1, 5), born_on=PartialDate(2001, 4, 9))
        return candidates.add(session, values, on=date(2026, 11, 14))


def test_a_stage_is_chosen_and_let_go_of_with_the_keyboard(window, qtbot, somebody):
    page = window.shown.pipeline
    page.stages.cards[Stage.DECIDED].setFocus()
    press(window, Qt.Key.Key_Return)
    assert page.model.rows == []
    assert page.told.text() == "Có quyết định, chờ lễ: 0 người"
    page.stages.cards[Stage.LISTED].setFocus()
    press(window, Qt.Key.Key_Space)
    assert [line.candidate_id for line in page.model.rows] == [somebody]
    page.everyone.setFocus()
    press(window, Qt.Key.Key_Return)
    assert page.stages.stage is None
    assert page.table.hasFocus()


def test_a_name_typed_wrong_keeps_the_form_open_and_says_so(window, qtbot, somebody):
    page = window.shown.pipeline
    page.write_step(Stage.PROPOSED)
    form = opened(qtbot, StepForm)
    type_text(form, "3/2/2026")
    fill(form, "introducer1_id", "nguyễn văn không")
    press(form, Qt.Key.Key_Return, CTRL)
    assert form.isVisible()
    assert "Không có “nguyễn văn không”" in form.fields["introducer1_id"].message.text()
    form.people["introducer1_id"].clear()
    form.dates["proposed_on"].clear()
    press(form, Qt.Key.Key_Return, CTRL)
    assert "Hãy ghi ngày" in form.fields["proposed_on"].message.text()
    press(form, Qt.Key.Key_Escape)


def test_one_leaves_with_a_reason_and_is_brought_back(window, qtbot, somebody):
    page = window.shown.pipeline
    page.write_step(Stage.LEFT)
    form = opened(qtbot, LeaveForm)
    press(form, Qt.Key.Key_Return, CTRL)
    assert "lý do" in form.fields["left_reason"].message.text()
    type_text(form, "Chuyển về tỉnh khác")
    save(qtbot, form)
    assert stages(window)[Stage.LEFT] == 1
    in_front(qtbot, window)
    page.stages.choose(Stage.LEFT)
    page.card.next_button.setFocus()
    press(window, Qt.Key.Key_Space)
    assert (stages(window)[Stage.LEFT], stages(window)[Stage.LISTED]) == (0, 1)


def test_a_name_entered_by_mistake_is_taken_out_and_comes_back(window, qtbot, somebody):
    screen = window.shown
    screen.pipeline.show_candidate(somebody)
    qtbot.mouseClick(screen.remove_button, Qt.MouseButton.LeftButton)
    box = QApplication.activeModalWidget()
    assert box is not None
    yes = next(button for button in box.findChildren(QPushButton) if button.text() == "Xóa khỏi nguồn")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert screen.pipeline.lines == [line for line in screen.pipeline.lines if line.candidate_id is None]
    window.undo()
    assert [line.candidate_id for line in screen.pipeline.lines] == [somebody]


def test_the_search_box_finds_a_candidate(window, qtbot, somebody):
    found = type(window.shown).look_up(window.db, "thao thi")
    assert [(one.title, one.argument) for one in found] == [("Thào Thị Mỷ", {"candidate": somebody})]
    window.show_screen("targets", found[0].argument)
    line = window.shown.pipeline.line
    assert line is not None
    assert line.candidate_id == somebody


def test_ctrl_n_adds_somebody_and_the_keys_turn_the_tabs(window, qtbot):
    screen = window.shown
    shift = CTRL | Qt.KeyboardModifier.ShiftModifier
    for key, held, page in (
        (Qt.Key.Key_PageDown, CTRL, CLASSES),
        (Qt.Key.Key_PageUp, CTRL, PIPELINE),
        (Qt.Key.Key_Tab, CTRL, CLASSES),
        (Qt.Key.Key_Tab, shift, PIPELINE),
    ):
        press(window, key, held)
        assert screen.tabs.currentIndex() == page
    press(window, Qt.Key.Key_N, CTRL)
    opened(qtbot, CandidateForm)


def test_on_a_small_screen_the_line_of_a_step_stays_in_sight(window, qtbot):
    page = window.shown.pipeline
    with window.db.write("Nguồn") as session:
        names = [f"Vừ A D{letter}" for letter in "abcdefghiklmno"]
        listed = [CandidateValues(name, 1, date(2025, 1, 1 + place)) for place, name in enumerate(names)]
        *_, key = [candidates.add(session, one, on=date(2026, 11, 14)) for one in listed]
    window.resize(900, 500)  # an office's screen at 150 %: the list stands below the stages, and the page scrolls
    page.show_candidate(key)
    page.stages.cards[Stage.LISTED].setFocus()
    form = step(qtbot, window, "Ghi giấy chứng nhận lớp nhận thức")
    fill(form, "certificate_on", "15/6/2025")
    save(qtbot, form)

    def row_is_in_sight() -> bool:
        row = page.table.visualRect(page.table.currentIndex())
        return row.isValid() and page.table.viewport().visibleRegion().contains(row.center())

    assert page.line is not None
    assert (page.line.candidate_id, page.line.stage) == (key, Stage.TAUGHT)
    qtbot.waitUntil(row_is_in_sight)

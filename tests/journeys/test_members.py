"""A member as an officer takes them through the book: typed in, found, corrected, moved, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import cells, members, stays
from models.dates import PartialDate
from models.tables import Duty, EventKind, Gender, Standing
from tests.user import in_front, opened, press, type_text, unikey_type
from ui.main_window import MainWindow, ScreenSpec
from ui.members.event_form import EventForm
from ui.members.form import MemberForm

SPECS = (ScreenSpec("members", "Đảng viên", "users", "ui.members.screen:MembersScreen"),)
TODAY = date(2026, 11, 14)


@pytest.fixture
def window(db, qtbot):
    with db.write("Dựng hai chi bộ") as session:
        places = [cells.add(session, cells.CellValues(name)) for name in ("Chi bộ bản Tin Tốc", "Chi bộ Trạm Y tế")]
        for name in ("Lò Văn Ánh", "Mùa A Chư", "Quàng Thị Dung"):
            values = members.MemberValues(name, admitted_on=PartialDate(2010, 3, 3))
            members.add(session, values, places[0], on=TODAY)
    shown = MainWindow(db, SPECS, clock=db.clock)
    qtbot.addWidget(shown)
    shown.showNormal()
    shown.resize(1366, 768)
    in_front(qtbot, shown)
    return shown


@pytest.fixture
def screen(window):
    return window.shown


def names(screen) -> list[str]:
    return [row.full_name for row in screen.model.rows]


def search(qtbot, screen, text: str, expected: list[str]) -> None:
    screen.search.setFocus()
    press(screen.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(screen.search, text)
    qtbot.waitUntil(lambda: names(screen) == expected)


def take_back(qtbot, screen) -> None:
    in_front(qtbot, screen.window())
    screen.table.setFocus()
    press(screen.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def add_dao(qtbot, screen) -> None:
    press(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, MemberForm)
    unikey_type(form.full_name, "Nguyễn Thị Đào")
    type_text(form.born_on, "5.4.65")
    form.choices["gender"].setFocus()
    type_text(form.choices["gender"], "n")  # Nam
    press(form.choices["gender"], Qt.Key.Key_Down)
    type_text(form.citizen_id, "011165004321")
    press(form.cell, Qt.Key.Key_Down)
    type_text(form.admitted_on, "15/10/2012")
    with qtbot.waitSignal(form.accepted):
        press(form.full_name, Qt.Key.Key_Return)


def stored(db, name: str):
    with db.read() as session:
        (row,) = members.search(session, name, on=TODAY)
        return row, members.read(session, row.id), stays.history(session, row.id)


def test_a_new_member_is_found_without_accents(qtbot, db, screen) -> None:
    add_dao(qtbot, screen)
    assert screen.table.current_row().full_name == "Nguyễn Thị Đào"
    for typed in ("dao", "nguyen t d", "ntd 1965", "4321"):
        search(qtbot, screen, typed, ["Nguyễn Thị Đào"])
    row, values, history = stored(db, "dao")
    assert (row.gender, row.born_on) == (Gender.FEMALE, PartialDate(1965, 4, 5))
    assert values.official_on is None  # offered, never written by itself
    assert [stay.standing for stay in history] == [Standing.PROBATIONARY, Standing.UNKNOWN]


def test_the_search_waits_for_letters_and_enter_opens_the_one_found(qtbot, screen) -> None:
    assert screen.search.hasFocus()
    type_text(screen.search, "chu")
    press(screen.search, Qt.Key.Key_Return)
    assert names(screen) == ["Mùa A Chư"]
    assert screen.table.hasFocus()
    press(screen.table, Qt.Key.Key_Return)
    assert opened(qtbot, MemberForm).full_name.text() == "Mùa A Chư"


def test_a_wrong_date_is_explained_beside_the_field(qtbot, db, screen) -> None:
    search(qtbot, screen, "lva", ["Lò Văn Ánh"])
    press(screen, Qt.Key.Key_F2)
    form = opened(qtbot, MemberForm)
    form.born_on.setFocus()
    type_text(form.born_on, "31/02/1960")
    press(form.born_on, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.fields["born_on"].message.text() == "Ngày 31/02/1960 không có thật; hãy sửa lại ngày."
    assert form.born_on.hasFocus()
    form.born_on.selectAll()
    type_text(form.born_on, "5/1960")
    with qtbot.waitSignal(form.accepted):
        press(form.born_on, Qt.Key.Key_Return)
    assert stored(db, "lva")[1].born_on == PartialDate(1960, 5)
    qtbot.waitUntil(lambda: screen.card.profile.values["born_on"].text() == "05/1960")


def test_moving_to_another_cell_and_taking_it_back(qtbot, db, window, screen) -> None:
    search(qtbot, screen, "lva", ["Lò Văn Ánh"])
    press(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, EventForm)
    while form.kind.value() is not EventKind.TRANSFER_INTERNAL:
        press(form.kind, Qt.Key.Key_Down)
    form.cell.setFocus()
    press(form.cell, Qt.Key.Key_Down)
    press(form.cell, Qt.Key.Key_Down)
    form.on.setFocus()
    form.on.selectAll()
    type_text(form.on, "1/11/2026")
    with qtbot.waitSignal(form.accepted):
        press(form.on, Qt.Key.Key_Return)
    _row, _values, history = stored(db, "lva")
    assert [(stay.cell_name, stay.until) for stay in history][-2:] == [
        ("Chi bộ bản Tin Tốc", date(2026, 10, 31)),
        ("Chi bộ Trạm Y tế", None),
    ]
    assert screen.lookup.cells[screen.table.current_row().cell_id] == "Trạm Y tế"

    take_back(qtbot, screen)
    assert stored(db, "lva")[2][-1].cell_name == "Chi bộ bản Tin Tốc"
    assert screen.lookup.cells[screen.table.current_row().cell_id] == "Bản Tin Tốc"
    assert "Chuyển sinh hoạt nội bộ: Lò Văn Ánh" in window.status.message.text()


def test_ctrl_z_takes_a_new_member_off_again(qtbot, screen) -> None:
    add_dao(qtbot, screen)
    take_back(qtbot, screen)
    assert names(screen) == ["Lò Văn Ánh", "Mùa A Chư", "Quàng Thị Dung"]


def test_one_who_dies_leaves_the_list_is_found_again_and_taken_back(qtbot, db, window, screen) -> None:
    search(qtbot, screen, "chu", ["Mùa A Chư"])
    screen.steps.fill(screen.more)
    (died,) = (action for action in screen.more.actions() if action.data() is EventKind.DIED)
    died.trigger()
    form = opened(qtbot, EventForm)
    assert form.on.hasFocus()
    type_text(form.on, "5.11.26")
    with qtbot.waitSignal(form.accepted):
        press(form.on, Qt.Key.Key_Return)
    assert names(screen) == []
    assert window.status.message.text() == "Đã ghi: Từ trần: Mùa A Chư (Bản Tin Tốc). Ctrl+Z để lấy lại."
    screen.filters.set_value(members.MemberFilter(has_left=True))
    assert names(screen) == ["Mùa A Chư"]
    assert screen.bar.count.text() == "1 đồng chí đã ra khỏi danh sách"
    screen.card.tabs.setCurrentWidget(screen.card.history)
    qtbot.waitUntil(lambda: screen.card.history.lines[:1] == ["05/11/2026 · Từ trần"])
    row = screen.table.current_row()
    screen.steps.remove(max(screen.card.history.bins), screen.card.history.lines[0])
    box = next(box for box in screen.findChildren(QMessageBox) if box.isVisible())
    (yes,) = (button for button in box.buttons() if button.text() == "Bỏ biến động")
    yes.click()
    qtbot.waitUntil(lambda: names(screen) == [])
    screen.filters.clear()
    qtbot.waitUntil(lambda: row.id in [one.id for one in screen.model.rows])


def test_who_dies_stays_on_the_card_and_nobody_else_is_chosen(qtbot, db, window, screen) -> None:
    member_id = next(row.id for row in screen.model.rows if row.full_name == "Lò Văn Ánh")
    with db.write("Năm sinh") as session:
        values = replace(members.read(session, member_id), born_on=PartialDate(1965))
        members.edit(session, member_id, values, on=date(2026, 11, 1))
    screen.table.setFocus()
    assert screen.table.select_key(member_id)
    press(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, EventForm)
    type_text(form.kind, "tu tran")
    press(form.kind, Qt.Key.Key_Tab)
    type_text(form.on, "5/11/2026")
    with qtbot.waitSignal(form.accepted):
        press(form.on, Qt.Key.Key_Return)
    in_front(qtbot, window)
    assert "Lò Văn Ánh" not in names(screen)
    assert screen.table.selected_rows() == []
    qtbot.waitUntil(lambda: screen.card.name.text() == "Lò Văn Ánh")
    assert screen.edit_button.isEnabled()
    assert "Lò Văn Ánh (sinh 1965, Bản Tin Tốc)" in window.status.message.text()
    take_back(qtbot, screen)
    assert "Lò Văn Ánh" in names(screen)


def test_the_menu_says_who_left_how_and_opens_that_first(qtbot, db, screen) -> None:
    search(qtbot, screen, "chu", ["Mùa A Chư"])
    press(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, EventForm)
    type_text(form.kind, "xoa ten")
    press(form.kind, Qt.Key.Key_Tab)
    type_text(form.on, "5/11/2026")
    with qtbot.waitSignal(form.accepted):
        press(form.on, Qt.Key.Key_Return)
    screen.filters.set_value(members.MemberFilter(has_left=True))
    screen.steps.fill(screen.more)
    said = [action.text() for action in screen.more.actions() if action.text()]
    assert said[0].endswith("Xóa tên")
    assert said[1:4] == ["Sửa “Xóa tên 05/11/2026”…", "Kết nạp lại…", "Phục hồi đảng tịch…"]
    screen.more.actions()[1].trigger()
    form = opened(qtbot, EventForm)
    assert (form.kind.value(), form.on.text()) == (EventKind.STRUCK_OFF, "05/11/2026")
    type_text(form.on, "6/11/2026")
    with qtbot.waitSignal(form.accepted):
        press(form.on, Qt.Key.Key_Return)
    in_front(qtbot, screen.window())
    press(screen, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, EventForm)
    assert form.kind.value() is EventKind.READMISSION


def test_the_history_is_corrected_by_keys_and_the_keyboard_keeps_its_place(qtbot, db, window, screen) -> None:
    search(qtbot, screen, "chu", ["Mùa A Chư"])
    member_id = screen.table.current_row().id
    with db.write("Miễn") as session:
        stays.change(session, member_id, on=date(2026, 9, 1), duty=Duty.EXEMPT)
    in_front(qtbot, window)
    press(window, Qt.Key.Key_F6)
    press(window, Qt.Key.Key_Right)
    card = screen.card.history
    qtbot.waitUntil(lambda: [one.isVisible() for one in card.pencils.values()] == [True] * 3)
    card.add.setFocus()
    met = []
    while not card.homes.add.hasFocus():
        met.append(window.focusWidget())
        press(window, Qt.Key.Key_Tab)
        assert len(met) < 20
    newest, before, first = card.pencils
    wanted = [buttons[key] for key in card.pencils for buttons in (card.pencils, card.bins)]
    assert card.posts.add in met
    assert [one for one in met if one in wanted] == wanted  # as they stand, before the homes
    for _button in wanted:
        press(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert card.pencils[newest].hasFocus()
    press(window, Qt.Key.Key_Space)
    form = opened(qtbot, EventForm)
    type_text(form.on, "16/9/2026")
    with qtbot.waitSignal(form.accepted):
        press(form.on, Qt.Key.Key_Return)
    in_front(qtbot, window)
    qtbot.waitUntil(lambda: card.lines[0].startswith("16/09/2026"))
    assert card.pencils[newest].hasFocus()
    press(window, Qt.Key.Key_Tab)
    press(window, Qt.Key.Key_Space)
    (box,) = (box for box in screen.findChildren(QMessageBox) if box.isVisible())
    in_front(qtbot, box)
    (yes,) = (button for button in box.buttons() if button.text() == "Bỏ biến động")
    yes.setFocus()
    press(box, Qt.Key.Key_Space)
    in_front(qtbot, window)
    qtbot.waitUntil(lambda: list(card.bins) == [before, first])
    assert card.bins[before].hasFocus()
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: list(card.bins) == [newest, before, first])
    assert card.bins[before].hasFocus()


def test_the_search_box_over_the_list_has_the_keys_to_itself(qtbot, window, screen) -> None:
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_text(window.search.line, "a")
    qtbot.waitUntil(lambda: len(window.search.hits()) > 1)
    press(window.search.line, Qt.Key.Key_Down)
    assert (window.search.list.currentRow(), window.search.line.hasFocus()) == (1, True)
    press(window.search.line, Qt.Key.Key_Escape)
    assert not window.search.isVisible()

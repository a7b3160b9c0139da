"""The trash and merging as the officer meets them: asked before, found again, put back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import cells, different_people, members, stays, trash
from models.dates import PartialDate
from models.errors import KnownError
from models.members import MemberValues
from models.tables import TrashKind
from tests.models import builders
from tests.ui.members_book import TODAY, fill
from tests.user import in_front, press
from ui.cells.screen import CellsScreen
from ui.data.check import CheckPage
from ui.data.restore_form import RestoreForm
from ui.data.screen import DataScreen
from ui.data.told_apart import ToldApartDialog
from ui.data.trash import TrashPage
from ui.members.merge_form import MergeForm
from ui.members.screen import MembersScreen
from ui.removing import RemoveForm


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


def shown(qtbot, screen):
    qtbot.addWidget(screen)
    screen.resize(1170, 740)
    screen.reload()
    screen.show()
    return screen


@pytest.fixture
def people(qtbot, db, ids) -> MembersScreen:
    screen = shown(qtbot, MembersScreen(db))
    db.listeners.append(lambda _tables: screen.reload())
    return screen


@pytest.fixture
def page(qtbot, db, ids) -> TrashPage:
    screen = shown(qtbot, DataScreen(db))
    screen.show_item("trash")
    db.listeners.append(lambda _tables: screen.pages["trash"].reload())
    found = screen.pages["trash"]
    assert isinstance(found, TrashPage)
    return found


def dialog(qtbot, screen, kind):
    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(kind)))
    return next(one for one in screen.findChildren(kind) if one.isVisible())


def names(screen: MembersScreen) -> list[str]:
    return [row.full_name for row in screen.model.rows]


def throw_away(db, member_id: int) -> int:
    with db.write("Xóa") as session:
        return trash.remove(session, TrashKind.MEMBER, member_id, on=TODAY)


def test_a_member_goes_into_the_trash_after_a_word_of_what_goes_along(qtbot, people, db, ids) -> None:
    with db.write("Họp") as session:
        cell_id = next(row.cell_id for row in people.model.rows if row.id == ids["Lò Văn Ánh"])
        builders.held(session, cell_id, TODAY)
    people.table.select_key(ids["Lò Văn Ánh"])
    people.grid.remove()
    form = dialog(qtbot, people, RemoveForm)
    assert "1 dòng điểm danh" in form.words.text()
    assert "ghi ở Biến động" in form.words.text()
    form.reason.setText("Ghi hai lần")
    with qtbot.waitSignal(people.said) as said:
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert said.args == ["Đã đưa Lò Văn Ánh vào Thùng rác (Dữ liệu). Ctrl+Z để lấy lại."]
    assert "Lò Văn Ánh" not in names(people)
    with db.read() as session:
        assert [row.reason for row in trash.items(session)] == ["Ghi hai lần"]
    assert db.undo() == "Xóa đảng viên Lò Văn Ánh"
    assert "Lò Văn Ánh" in names(people)


def test_the_page_puts_back(qtbot, page, db, ids) -> None:
    throw_away(db, ids["Mùa A Chư"])
    assert [row.name for row in page.rows.rows] == ["Mùa A Chư"]
    with qtbot.waitSignal(page.said) as said:
        qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert said.args == ["Khôi phục Mùa A Chư: đã xong. Ctrl+Z để hoàn tác."]
    assert page.rows.rows == []
    assert not page.empty_button.isEnabled()
    with db.read() as session:
        assert "Mùa A Chư" in [row.full_name for row in members.search(session, on=TODAY)]


def test_enter_below_the_titles_puts_back_who_of_the_same_name_is_known_by_the_birth(qtbot, page, db, ids) -> None:
    throw_away(db, ids["Lò Văn Ánh"])
    assert page.rows.rows[0].detail.startswith("sinh 1965")
    throw_away(db, ids["Mùa A Chư"])
    assert "sinh" not in page.rows.rows[0].detail  # not known
    screen = page.owner
    in_front(qtbot, screen)
    screen.tabs.setFocus()
    press(screen.tabs, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    press(page.table, Qt.Key.Key_End)
    press(page.table, Qt.Key.Key_Return)
    assert [row.name for row in page.rows.rows] == ["Mùa A Chư"]


def test_the_arrow_below_the_titles_leads_into_every_page(qtbot, page) -> None:
    screen = page.owner
    in_front(qtbot, screen)
    for place in range(screen.tabs.count()):
        screen.tabs.setFocus()
        screen.tabs.setCurrentIndex(place)
        press(screen.tabs, Qt.Key.Key_Down)
        assert screen.page(screen.shown).isAncestorOf(screen.focusWidget()), screen.shown


def test_emptying_says_what_will_be_lost(qtbot, page, db, ids) -> None:
    for one in list(ids.values()):
        throw_away(db, one)
    qtbot.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    box = dialog(qtbot, page, QMessageBox)
    assert box.text() == "Xóa hẳn 5 mục khỏi thùng rác?"
    assert "– Đảng viên: Lò Văn Ánh (" in box.informativeText()
    no = next(button for button in box.buttons() if button.text() == "Không")
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert len(page.rows.rows) == 5
    qtbot.waitUntil(lambda: not any(one.isVisible() for one in page.findChildren(QMessageBox)))
    qtbot.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    box = dialog(qtbot, page, QMessageBox)
    yes = next(button for button in box.buttons() if button.text() != "Không")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert page.rows.rows == []


def test_a_cell_entered_by_mistake_goes_and_one_with_people_does_not(qtbot, db, ids) -> None:
    with db.write("Thêm") as session:
        wrong = cells.add(session, cells.CellValues("Chi bộ ghi nhầm"))
    screen = shown(qtbot, CellsScreen(db))
    screen.show_item({"cell_id": wrong})
    screen.remove()
    form = dialog(qtbot, screen, RemoveForm)
    with qtbot.waitSignal(form.accepted):
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    screen.reload()
    assert [line.cell.name for line in screen.cells.model.rows] == ["Chi bộ bản Tin Tốc", "Chi bộ Trạm Y tế"]
    screen.cells.table.selectRow(0)
    with pytest.raises(KnownError, match="Giải thể"):  # shown as a sentence by the window
        screen.remove()


@pytest.fixture
def double(db, ids) -> int:
    with db.write("Ghi lần hai") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        values = MemberValues("Lò Văn Ánh", born_on=PartialDate(1965, 5, 12), phone="0912345678")
        return members.add(session, values, cell_id, on=TODAY, since=date(2020, 1, 1))


def test_two_records_are_made_one_and_taken_apart(qtbot, people, page, db, ids, double) -> None:
    people.reload()
    flag = people.table.selectionModel().SelectionFlag
    people.table.clearSelection()
    for number, row in enumerate(people.model.rows):
        if row.full_name == "Lò Văn Ánh":
            people.table.selectionModel().select(people.model.index(number, 0), flag.Select | flag.Rows)
    people.grid.merge()
    form = dialog(qtbot, people, MergeForm)
    form.keep.set_value(ids["Lò Văn Ánh"])
    form.keep.picked.emit(ids["Lò Văn Ánh"])
    assert form.choices["phone"][1].isChecked()  # only the other has one
    assert form.choices["born_on"][0].isChecked()
    form.choices["born_on"][1].setChecked(True)
    with qtbot.waitSignal(people.said) as said:
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert said.args[0].startswith("Đã gộp hai lý lịch. Ctrl+Z để lấy lại")
    assert names(people).count("Lò Văn Ánh") == 1
    with db.read() as session:
        values = members.read(session, ids["Lò Văn Ánh"])
    assert (values.born_on, values.phone) == (PartialDate(1965, 5, 12), "0912345678")
    assert page.restore_button.text() == "Tách lại"
    qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert names(people).count("Lò Văn Ánh") == 2


def test_the_record_that_holds_more_is_offered_to_be_kept(qtbot, people, db, ids) -> None:
    with db.write("Ghi lần hai") as session:
        row = next(row for row in members.search(session, on=TODAY) if row.full_name == "Lò Văn Ánh")
        again = members.add(
            session, MemberValues("Lò Văn Ánh", born_on=row.born_on), row.cell_id, on=TODAY, since=TODAY
        )
    for order in ((row.id, again), (again, row.id)):
        people.grid.offer_merge(*order)
        form = next(one for one in people.findChildren(MergeForm) if one.isVisible())
        assert (form.kept_id, form.history.value()) == (row.id, row.id)
        form.reject()


@pytest.mark.parametrize("sure", [False, True])
def test_records_with_two_identity_numbers_are_not_merged_with_one_key(qtbot, people, db, ids, sure) -> None:
    numbers = {}
    with db.write("Ghi hai số") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        for number in ("011077000001", "011077000002"):
            values = MemberValues("Giàng A Dơ", born_on=PartialDate(1965), citizen_id=number)
            numbers[number] = members.add(session, values, cell_id, on=TODAY, since=date(2020, 1, 1))
    first, second = numbers.values()
    people.grid.offer_merge(first, second)
    form = dialog(qtbot, people, MergeForm)
    assert form.warning.isVisible()
    assert form.warning.text().startswith("Có thể đây là hai người: hai số định danh khác nhau.")
    assert all(number in form.warning.text() for number in numbers)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    box = dialog(qtbot, form, QMessageBox)
    assert "hai số định danh khác nhau" in box.text()
    assert all(number in box.informativeText() for number in numbers)
    assert box.defaultButton().text() == "Không"
    with db.read() as session:
        assert {row.id for row in members.search(session, on=TODAY)} >= {first, second}
    if sure:
        button = next(one for one in box.buttons() if one.text() == "Đúng là một người, gộp")
        with qtbot.waitSignal(form.accepted):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert form.isVisible()
    with db.read() as session:
        left = {row.id for row in members.search(session, on=TODAY)} & {first, second}
    assert left == ({first} if sure else {first, second})


def test_the_check_leads_from_a_double_to_both_records(qtbot, db, ids, double) -> None:
    screen = shown(qtbot, DataScreen(db))
    screen.show_item(("check", "doubles"))
    check = screen.pages["check"]
    assert isinstance(check, CheckPage)
    qtbot.waitUntil(lambda: bool(check.names.rows))
    assert check.merge_button.isVisible()
    check.name_table.selectRow(0)
    with qtbot.waitSignal(screen.go) as asked:
        qtbot.mouseClick(check.merge_button, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "members"
    assert set(asked.args[1]) == {ids["Lò Văn Ánh"], double}
    people = shown(qtbot, MembersScreen(db))
    people.show_item(asked.args[1])
    assert dialog(qtbot, people, MergeForm).windowTitle() == "Gộp hai lý lịch của một người"


def test_two_people_are_told_apart_and_taken_back(qtbot, db, ids, double) -> None:
    screen = shown(qtbot, DataScreen(db))
    screen.show_item(("check", "doubles"))
    check = screen.pages["check"]
    assert isinstance(check, CheckPage)
    db.listeners.append(lambda _tables: check.reload())
    qtbot.waitUntil(lambda: bool(check.names.rows))
    check.name_table.selectRow(0)
    qtbot.mouseClick(check.apart_button, Qt.MouseButton.LeftButton)
    box: Any = dialog(qtbot, screen, QMessageBox)
    assert "Lò Văn Ánh" in box.informativeText() + box.text()
    yes = next(button for button in box.buttons() if button.text() == "Hai người khác nhau")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    with db.read() as session:
        assert len(different_people.pairs(session)) == 1
    qtbot.waitUntil(lambda: not check.names.rows)
    assert check.told_button.isVisible()
    qtbot.mouseClick(check.told_button, Qt.MouseButton.LeftButton)
    told: Any = dialog(qtbot, screen, ToldApartDialog)
    qtbot.mouseClick(told.forget_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(check.names.rows))


def test_somebody_whose_cell_is_gone_is_asked_where_to(qtbot, db, ids, page) -> None:
    with db.write("Xóa") as session:
        row = next(one for one in members.search(session, on=TODAY) if one.id == ids["Lò Văn Ánh"])
        trash.remove(session, TrashKind.MEMBER, row.id, on=TODAY)
        other = builders.cell(session, "Chi bộ bản Mới")
        for one in members.search(session, on=TODAY):
            if one.cell_id == row.cell_id:
                stays.change(session, one.id, on=TODAY, cell_id=other)
        cells.close(session, row.cell_id, TODAY)
    qtbot.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    form = dialog(qtbot, page, RestoreForm)
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert form.isVisible()  # nothing chosen, nothing done
    form.home.set_value(other)
    with qtbot.waitSignal(page.said):
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    with db.read() as session:
        assert {one.id: one.cell_id for one in members.search(session, on=TODAY)}[ids["Lò Văn Ánh"]] == other

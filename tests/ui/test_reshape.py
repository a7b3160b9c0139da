"""The forms of a decision on cells: a secretary for the new cell, and who came after the day goes along."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMessageBox

from models import cells, events, members
from models.bodies import Body
from models.events import EventValues
from models.tables import Duty, EventKind, Position, Standing
from tests.models.builders import cell, held, people
from tests.user import in_front, press, type_text
from ui import theme
from ui.cells.rename import RenameForm, ReparentForm
from ui.cells.reshape import DissolveForm, MergeForm, SplitForm
from ui.cells.superiors import SplitOrganizationForm

NOW = datetime(2026, 11, 22, 9, 0)
ON = date(2026, 10, 3)


@pytest.fixture
def book(db):
    db.clock = lambda: NOW
    with db.write("Dựng") as session:
        for place, name in enumerate("ABC"):
            people(session, cell(session, f"Chi bộ bản {name}"), 3, start=place * 10)
        events.record(session, 7, EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 10, 20), cell_id=2))
    return db


def opened(qtbot, form):
    qtbot.addWidget(form)
    form.on.setText("03/10/2026")
    form.on.editingFinished.emit()
    form.show()
    in_front(qtbot, form)
    return form


def test_a_merger_takes_late_comers_along_and_names_the_secretary(book, qtbot):
    form = opened(qtbot, MergeForm(book, 1))
    form.cells.item(1).setCheckState(Qt.CheckState.Checked)
    form.into.set_value(None)
    assert "Đi theo cả người đến sau ngày này: Lò Văn Au (20/10/2026)" in form.effect.text()
    form.name.setText("Chi bộ bản A")
    assert form.secretary.set_value(4)
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    with book.read() as session:
        assert [(row.name, row.members) for row in cells.rows(session, NOW.date())] == [
            ("Chi bộ bản A", 7),
            ("Chi bộ bản C", 2),
        ]
        assert members.positions(session, ON) == {4: Position.SECRETARY}


def test_a_merger_counts_guests_apart_and_names_the_roll_that_stands_in_its_way(book, qtbot):
    with book.write("Dựng") as session:
        people(session, 1, 1, start=40, duty=Duty.GUEST)
        held(session, 1, date(2026, 10, 5))
    form = opened(qtbot, MergeForm(book, 1))
    form.cells.item(1).setCheckState(Qt.CheckState.Checked)
    form.into.set_value(2)
    said = form.effect.text()
    assert "3 đảng viên, 1 người sinh hoạt tạm thời, 0 thôn bản chuyển đi; 1 chi bộ thôi hoạt động." in said
    assert "Đã có điểm danh đến ngày 05/10/2026 ở chi bộ thôi hoạt động" in said
    assert "đã điểm danh các đồng chí ở chi bộ cũ" not in said
    form.try_to_save()
    assert "hãy chọn ngày sau cuộc họp cuối cùng" in form.fields["on"].message.text()


def test_a_split_offers_those_who_come_as_secretary(book, qtbot):
    form = opened(qtbot, SplitForm(book, 2))
    form.names[0].setText("Chi bộ Mới")
    form.closes.setChecked(True)
    form.moves.table.selectAll()
    form.moves.target.set_value(0)
    form.moves.send_selected()
    details = [form.moves.model.index(row, 1).data() for row in range(4)]
    assert "Chính thức, đến ngày 20/10/2026" in details
    choice = form.secretaries[0]
    assert choice.count() == 5
    assert choice.set_value(5)
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    with book.read() as session:
        assert [row.name for row in cells.rows(session, ON)] == ["Chi bộ bản A", "Chi bộ Mới", "Chi bộ bản C"]
        assert members.positions(session, ON) == {5: Position.SECRETARY}


def test_a_name_typed_anew_keeps_who_goes_there_and_the_secretary(book, qtbot):
    form = opened(qtbot, SplitForm(book, 2))
    form.names[0].setText("Chi bộ Mói")
    form.closes.setChecked(True)
    form.moves.table.selectAll()
    form.moves.target.set_value(0)
    form.moves.send_selected()
    going = form.moves.members_of(0)
    assert form.secretaries[0].set_value(5)
    form.names[0].clear()
    form.save_button.click()
    assert form.fields["name"].message.text() == "Hãy ghi tên chi bộ mới."
    form.names[0].setText("Chi bộ Mới")
    assert form.moves.members_of(0) == going
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    with book.read() as session:
        assert members.positions(session, ON) == {5: Position.SECRETARY}


def test_a_split_sends_to_the_new_cell_and_says_what_to_choose(book, qtbot):
    form = opened(qtbot, SplitForm(book, 2))
    moves = form.moves
    moves.table.clearSelection()
    moves.send.click()
    assert "Hãy chọn trong bảng" in moves.words.text()
    moves.table.selectAll()
    moves.send.click()
    assert "Hãy ghi tên nơi mới trước" in moves.words.text()
    form.names[0].setText("Chi bộ Mới")
    assert moves.target.currentText() == "Chi bộ Mới"
    assert moves.send.text() == "Chuyển đến Chi bộ Mới"
    form.names[0].setText("Chi bộ cơ quan Ủy ban nhân dân xã Mường Mẫu")
    assert moves.send.text().startswith("Chuyển đến Chi bộ cơ quan")
    assert moves.send.text().endswith("…")
    assert moves.send.toolTip() == "Chuyển đến Chi bộ cơ quan Ủy ban nhân dân xã Mường Mẫu"
    form.names[0].setText("Chi bộ Mới")
    moves.target.set_value(None)
    assert moves.send.text() == "Để là “Ở lại”"
    moves.send.click()
    assert "“Ở lại”; hãy chọn nơi khác" in moves.words.text()
    assert moves.words.property("role") == "error"
    moves.target.set_value(0)
    moves.send.click()
    assert moves.words.property("role") == "small"
    assert len(moves.moving) == 3
    moves.target.set_value(None)
    moves.send.click()
    assert moves.moving == []


def is_whole(form):
    button = form.moves.send
    right = button.mapTo(form, button.rect().topRight()).x()
    return button.width() >= button.sizeHint().width() and right < form.width() - theme.MARGIN


@pytest.mark.parametrize("size", [theme.TextSize.MEDIUM, theme.TextSize.HUGE])
def test_nothing_is_cut_at_the_side_when_a_long_name_is_chosen(db, qtbot, free_look, size):
    free_look.set_size(size)
    db.clock = lambda: NOW
    with db.write("Dựng") as session:
        for name in ("Chi bộ bản A", "Chi bộ cơ quan Ủy ban nhân dân xã Mường Mẫu"):
            people(session, cell(session, name), 3, start=len(name))
    form = DissolveForm(db, 1)
    qtbot.addWidget(form)
    form.open()
    in_front(qtbot, form)
    form.moves.target.setFocus()
    press(form, Qt.Key.Key_Home)
    press(form, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        press(form.moves.target, key)
        qtbot.waitUntil(lambda: is_whole(form))


def test_a_red_sentence_goes_as_soon_as_it_is_followed(book, qtbot):
    form = opened(qtbot, SplitForm(book, 2))
    form.activateWindow()
    form.save_button.click()
    name = form.fields["name"].message
    assert name.text() == "Hãy ghi tên chi bộ mới."
    assert form.focusWidget() is form.names[0]
    form.names[0].setText("Chi bộ Mới")
    assert name.text() == ""
    form.save_button.click()
    members = form.fields["members"].message
    assert members.text() == "Hãy chọn đảng viên chuyển sang Chi bộ Mới."
    assert form.focusWidget() is form.moves.table
    moves = form.moves
    moves.table.clearSelection()
    moves.send.click()
    assert "Hãy chọn trong bảng" in moves.words.text()
    moves.table.selectRow(0)
    assert moves.words.text() == "Ở lại: 3 đồng chí (3 chính thức)"
    moves.target.set_value(None)
    moves.send.click()
    assert "hãy chọn nơi khác" in moves.words.text()
    moves.target.set_value(0)
    assert moves.words.text() == "Ở lại: 3 đồng chí (3 chính thức)"
    assert members.text() != ""
    moves.send.click()
    assert members.text() == ""


def send(form, *rows):
    """Choose rows then send them to the place offered."""
    table = form.moves.table
    table.setFocus()
    table.clearSelection()
    for place in rows:
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().select(form.moves.model.index(place, 0), flags)
    press(form.moves.send, Qt.Key.Key_Space)


def test_a_split_says_who_stays_and_who_goes_and_what_becomes_too_small(book, qtbot):
    with book.write("Dự bị") as session:
        people(session, 2, 2, start=40, standing=Standing.PROBATIONARY)
    form = opened(qtbot, SplitForm(book, 2))
    type_text(form.names[0], "Chi bộ Mới")
    assert form.moves.words.text() == "Ở lại: 5 đồng chí (3 chính thức, 2 dự bị)"
    assert form.warning.isHidden()
    send(form, 0, 1, 3)
    assert form.moves.words.text() == (
        "Chi bộ Mới: 3 đồng chí (2 chính thức, 1 dự bị) · Ở lại: 2 đồng chí (1 chính thức, 1 dự bị)"
    )
    assert form.warning.text().endswith("Dưới 3 đảng viên chính thức: Chi bộ Mới (2), Chi bộ bản B (1).")
    send(form, 2)
    assert form.warning.text().endswith("Dưới 3 đảng viên chính thức: Chi bộ bản B (0).")
    form.closes.setChecked(True)
    assert form.warning.isHidden()
    form.closes.setChecked(False)
    with qtbot.waitSignal(form.accepted):  # a warning, no block
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_split_that_leaves_nobody_asks_whether_the_cell_ends(book, qtbot):
    form = opened(qtbot, SplitForm(book, 1))
    type_text(form.names[0], "Chi bộ Mới")
    send(form, 0, 1, 2)
    assert form.moves.words.text() == "Chi bộ Mới: 3 đồng chí (3 chính thức) · Ở lại: 0 đồng chí"
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (box,) = form.findChildren(QMessageBox)
    assert box.text() == "Không còn đồng chí nào ở lại Chi bộ bản A."
    press(box, Qt.Key.Key_Escape)
    assert form.isVisible()
    with book.read() as session:
        assert cells.rows(session, ON)[0].name == "Chi bộ bản A"
    form.save_button.click()
    (box,) = (one for one in form.findChildren(QMessageBox) if one.isVisible())
    (yes,) = (one for one in box.buttons() if one.text() == "Chi bộ cũ thôi hoạt động")
    with qtbot.waitSignal(form.accepted):
        press(yes, Qt.Key.Key_Space)
    with book.read() as session:
        assert [(row.name, row.members) for row in cells.rows(session, ON)] == [
            ("Chi bộ Mới", 3),
            ("Chi bộ bản B", 3),
            ("Chi bộ bản C", 3),
        ]
        assert cells.rows(session, date(2026, 10, 2))[0].name == "Chi bộ bản A"


def test_a_cell_to_which_somebody_comes_later_is_not_asked_about(book, qtbot):
    form = opened(qtbot, SplitForm(book, 2))
    type_text(form.names[0], "Chi bộ Mới")
    send(form, 0, 1, 2)
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with book.read() as session:
        assert [row.members for row in cells.rows(session, NOW.date())] == [3, 1, 3, 2]


def test_tab_comes_to_the_names_where_they_stand(book, qtbot):
    split = opened(qtbot, SplitForm(book, 2))
    split.add_name()
    above = opened(qtbot, SplitOrganizationForm(book, None))
    above.add_name()
    for form, before in ((split, split.cell), (above, above.organization)):
        chain, one = [], before
        for _ in range(200):
            one = one.nextInFocusChain()
            if one in (*form.names, form.more, form.closes, form.save_button):
                chain.append(one)
            if one is form.save_button:
                break
        assert chain == [*form.names, form.more, form.closes, form.save_button]


def test_tab_comes_to_the_cell_ticked_in_the_list(book, qtbot):
    form = opened(qtbot, MergeForm(book, 2))
    form.on.setFocus()
    press(form, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.cells
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Space)
    assert form.chosen == [2, 3]


@pytest.mark.parametrize(
    "make",
    [
        lambda db: SplitForm(db, 2),
        lambda db: MergeForm(db, 2),
        lambda db: DissolveForm(db, 2),
        lambda db: RenameForm(db, Body(cell_id=2)),
        lambda db: ReparentForm(db, Body(cell_id=2)),
    ],
)
def test_every_decision_begins_at_its_number(book, qtbot, make):
    form = make(book)
    qtbot.addWidget(form)
    form.open()
    assert form.focusWidget() is form.number
    form.reject()

"""The forms that split and merge organisations above the cells, reached from the tree."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QScrollArea

from models import cells, codes, organizations
from models.bodies import Body
from models.cells import CellValues
from models.organizations import OrganizationValues
from tests.models import builders as make
from tests.models.builders import TODAY
from ui.cells.rename import EndOrganizationForm, RenameForm
from ui.cells.reshape import SplitForm
from ui.cells.screen import TREE, CellsScreen
from ui.cells.superiors import MergeOrganizationsForm, SplitOrganizationForm


@pytest.fixture
def book(db):
    with db.write("Dựng") as session:
        organizations.add(session, OrganizationValues("Đảng bộ xã"))
        for name in ("Đảng bộ các cơ quan Đảng", "Đảng bộ UBND xã"):
            organizations.add(session, OrganizationValues(name, parent_id=1))
        for place, above in enumerate((2, 2, 3)):
            cells.add(session, CellValues(f"Chi bộ {place + 1}", organization_id=above))
    return db


def above(book, day=TODAY):
    with book.read() as session:
        names = {row.id: row.name for row in organizations.rows(session, day)}
        return [names[row.organization_id or 0] for row in cells.rows(session, day)]


def test_the_menu_asks_for_what_stands_under_the_cursor(book, qtbot):
    screen = CellsScreen(book)
    qtbot.addWidget(screen)
    screen.reload()
    screen.tabs.setCurrentIndex(TREE)
    screen.tree.table.select_key(Body(organization_id=2))
    for form in (screen.decisions.split(), screen.decisions.merge()):
        assert isinstance(form, SplitOrganizationForm | MergeOrganizationsForm)
        form.reject()
    menu = QMenu()
    screen.decisions.fill_records(menu)
    assert "Các tháng sinh hoạt…" not in {action.text() for action in menu.actions()}
    screen.tree.table.select_key(Body(cell_id=1))
    screen.decisions.fill_records(menu)
    assert "Các tháng sinh hoạt…" in {action.text() for action in menu.actions()}
    form = screen.decisions.split()
    assert isinstance(form, SplitForm)
    form.reject()


def test_after_a_decision_the_row_under_the_cursor_is_in_view(book, qtbot):
    with book.write("Dựng") as session:
        for place in range(40):
            cells.add(session, CellValues(f"Chi bộ trường {place}", organization_id=2))
    screen = CellsScreen(book)
    qtbot.addWidget(screen)
    screen.resize(1100, 600)
    screen.show()
    screen.reload()
    screen.tabs.setCurrentIndex(TREE)
    table = screen.tree.table
    table.select_key(Body(cell_id=1))
    table.scrollToTop()
    book.listeners.append(lambda _tables: screen.reload())  # as the window does
    form = screen.decisions.reparent()
    form.parent_body.set_value(3)
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert table.current_row().body == Body(cell_id=1)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def test_the_end_of_an_organisation_says_what_goes_elsewhere_and_what_stays_where_it_is(book, qtbot):
    with book.write("Dựng") as session:
        make.people(session, 1, 3)
        make.people(session, 2, 2, start=5)
        cells.add(session, CellValues("Chi bộ mới lập", organization_id=3, valid_from=TODAY))
    said = {}
    for key in (1, 2):
        end = EndOrganizationForm(book, key, "Đảng bộ")
        qtbot.addWidget(end)
        said[key] = end.effect.text()
    stays = "3 chi bộ dưới các tổ chức ấy vẫn trực thuộc như cũ."
    assert f"Chuyển về cấp trên mới: 2 tổ chức; {stays} Đảng viên vẫn ở chi bộ của mình." in said[1]
    assert "Chuyển về cấp trên mới: 2 chi bộ, 5 đảng viên." in said[2]
    end = EndOrganizationForm(book, 3, "Đảng bộ")
    qtbot.addWidget(end)
    end.on.setText("01/10/2026")
    end.on.editingFinished.emit()
    assert "Chuyển về cấp trên mới: 2 chi bộ." in end.effect.text()  # one is founded later and comes along


def test_a_split_sends_each_to_its_new_superior(book, qtbot):
    form = SplitOrganizationForm(book, 2)
    qtbot.addWidget(form)
    form.show()
    form.on.setText("01/10/2026")
    form.on.editingFinished.emit()
    form.names[0].setText("Đảng bộ Đảng ủy")
    form.more.click()
    form.names[1].setText("Đảng bộ Mặt trận")
    form.closes.setChecked(True)
    form.try_to_save()
    assert form.fields["bodies"].message.text().startswith("Hãy chọn chi bộ, tổ chức trực thuộc chuyển về")
    assert form.focusWidget() is next(iter(form.places.values()))
    for place, choice in enumerate(form.places.values()):
        assert choice.set_value(place)
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert above(book) == ["Đảng bộ Đảng ủy", "Đảng bộ Mặt trận", "Đảng bộ UBND xã"]
    assert above(book, date(2026, 9, 30))[0] == "Đảng bộ các cơ quan Đảng"
    assert book.undo() == "Tách Đảng bộ các cơ quan Đảng"


def test_a_merger_with_the_commune_is_into_the_commune_unless_told_otherwise(book, qtbot):
    with book.write("Dựng") as session:
        kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
        organizations.edit(session, 1, OrganizationValues("Đảng bộ xã", kind))
    form = MergeOrganizationsForm(book, 2)
    qtbot.addWidget(form)
    form.show()
    assert form.into.value() is None
    for place in range(form.list.count()):
        form.list.item(place).setCheckState(Qt.CheckState.Checked)
    assert form.into.currentText() == "Đảng bộ xã"
    form.into.set_value(3)
    form.into.picked.emit(3)
    form.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert form.into.value() == 3


def test_a_merger_into_a_new_one(book, qtbot):
    form = MergeOrganizationsForm(book, 2)
    qtbot.addWidget(form)
    form.show()
    for place in range(form.list.count()):
        item = form.list.item(place)
        is_third = item.data(Qt.ItemDataRole.UserRole) == 3
        item.setCheckState(Qt.CheckState.Checked if is_third else item.checkState())
    form.into.set_value(None)
    assert "3 chi bộ, tổ chức trực thuộc chuyển về; 2 tổ chức thôi hoạt động." in form.effect.text()
    form.try_to_save()
    assert form.fields["name"].message.text() == "Hãy ghi tên tổ chức mới."
    form.name.setText("Đảng bộ các cơ quan xã")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert above(book) == ["Đảng bộ các cơ quan xã"] * 3


def test_what_is_split_off_the_commune_stands_under_it_unless_told_otherwise(book, qtbot):
    with book.write("Dựng") as session:
        kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
        organizations.edit(session, 1, OrganizationValues("Đảng bộ xã", kind))
        organizations.add(session, OrganizationValues("Đảng bộ tỉnh"))
        cells.add(session, CellValues("Chi bộ 4", organization_id=1))
    form = SplitOrganizationForm(book, 1)
    qtbot.addWidget(form)
    form.show()
    assert form.parent_choice.currentText() == "Đảng bộ xã"
    order, here = [], form.number
    for _ in range(8):
        order.append(here)
        here = here.nextInFocusChain()
        while here.focusPolicy() == Qt.FocusPolicy.NoFocus:
            here = here.nextInFocusChain()
    first = [form.number, form.decided, form.on, form.organization, form.parent_choice, form.names[0], form.more]
    assert order == [*first, form.closes]  # Tab goes as one reads
    assert "ngang cấp" not in form.effect.text()
    form.closes.setChecked(True)
    assert form.parent_choice.count() == 1  # beside it, for it is there no more
    form.closes.setChecked(False)
    form.parent_choice.set_value(None)
    form.parent_choice.picked.emit(None)
    assert "ngang cấp với Đảng bộ xã" in form.effect.text()
    form.parent_choice.set_value(1)
    form.names[0].setText("Đảng bộ trường học")
    form.places[Body(cell_id=4)].set_value(0)
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    with book.read() as session:
        made = next(row for row in organizations.rows(session, TODAY) if row.name == "Đảng bộ trường học")
    assert (made.parent_id, made.kind) == (1, "Đảng bộ trực thuộc")
    assert above(book)[-1] == "Đảng bộ trường học"


def test_the_list_of_places_alone_scrolls_not_the_form_around_it(book, qtbot):
    with book.write("Dựng") as session:
        for place in range(30):
            cells.add(session, CellValues(f"Chi bộ trường {place}", organization_id=2))
    form = SplitOrganizationForm(book, 2)
    qtbot.addWidget(form)
    form.open()
    assert form.area.verticalScrollBar().maximum() > 0
    assert form.screen().availableGeometry().height() > 700
    around = [area for area in form.findChildren(QScrollArea) if area is not form.area]
    qtbot.waitUntil(lambda: all(area.verticalScrollBar().maximum() == 0 for area in around))
    form.reject()


def test_who_renames_the_commune_or_ends_it_is_told_what_hangs_on_it(book, qtbot):
    with book.write("Dựng") as session:
        kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
        organizations.edit(session, 1, OrganizationValues("Đảng bộ xã", kind))
    for key, is_told in ((1, True), (2, False)):
        form = RenameForm(book, Body(organization_id=key))
        qtbot.addWidget(form)
        assert ("trang Thiết lập" in form.effect.text()) is is_told
        end = EndOrganizationForm(book, key, "Đảng bộ")
        qtbot.addWidget(end)
        assert ("chính sổ này" in end.warning.text()) is is_told

"""The officer keeps the register of cells and villages, keys and mouse, on the whole window."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from models import cells, codes, organizations, villages
from models.bodies import Body
from models.organizations import OrganizationValues
from models.tables import Ending, Member, Task, Village
from models.villages import Served
from tests.leaving import leave
from tests.models.builders import cell, held, meeting, people
from tests.user import at_work, in_front, opened, press, save, type_text
from ui.cells.form import CellForm, VillageForm
from ui.cells.kinds import KindsDialog
from ui.cells.organization_form import OrganizationForm
from ui.cells.screen import CELLS, TREE, VILLAGES
from ui.main_window import MainWindow, ScreenSpec

NOW = datetime(2026, 11, 14, 9, 0)
TODAY = NOW.date()
SPECS = (ScreenSpec("cells", "Chi bộ, thôn bản", "network", "ui.cells.screen:CellsScreen"),)


@pytest.fixture
def window(db, qtbot):
    db.clock = lambda: NOW
    return at_work(qtbot, MainWindow(db, SPECS, clock=db.clock))


def rows_of(window):
    return [row.cell for row in window.shown.cells.model.rows]


def villages_of(window):
    return {row.name: row for row in window.shown.villages.model.rows}


def test_the_arrows_go_on_in_the_list_of_what_was_added(window, qtbot):
    with window.db.write("Dựng") as session:
        cell(session, "Chi bộ bản Nà Sáy")
    screen = window.shown
    screen.cells.table.setFocus()
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    form = opened(qtbot, VillageForm)
    type_text(form, "Nà Sáy")
    save(qtbot, form)
    in_front(qtbot, window)
    assert screen.tabs.currentIndex() == VILLAGES
    assert screen.villages.table.hasFocus()
    screen.add_organization()
    above = opened(qtbot, OrganizationForm)
    type_text(above, "Đảng bộ khối trường học")
    save(qtbot, above)
    in_front(qtbot, window)
    assert screen.tabs.currentIndex() == TREE
    assert screen.tree.table.hasFocus()
    assert screen.tree.table.current_row().name == "Đảng bộ khối trường học"


def test_a_new_cell_and_its_village(window, qtbot):
    screen = window.shown
    qtbot.mouseClick(screen.add_cell_button, Qt.MouseButton.LeftButton)
    form = screen.findChild(CellForm)
    qtbot.waitUntil(form.isActiveWindow)
    type_text(form.name, "Chi bộ bản Nà Sáy")
    type_text(form.founded, "5.11.26")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (made,) = rows_of(window)
    assert (made.name, made.kind, made.valid_from) == (
        "Chi bộ bản Nà Sáy",
        "Chi bộ thôn, bản, tổ dân phố",
        date(2026, 11, 5),
    )
    assert screen.cells.table.current_row().id == made.id

    qtbot.mouseClick(screen.add_village_button, Qt.MouseButton.LeftButton)
    village = screen.findChild(VillageForm)
    type_text(village.name, "Nà Sáy")
    type_text(village.population, "1.459")
    village.cell.set_value(made.id)
    village.border.set_value(False)
    with qtbot.waitSignal(village.accepted):
        qtbot.mouseClick(village.save_button, Qt.MouseButton.LeftButton)
    row = villages_of(window)["Nà Sáy"]
    assert (row.population, row.households, row.is_border, row.served) == (1459, None, False, Served.OWN)
    assert screen.tabs.currentIndex() == VILLAGES


def test_another_cell_takes_a_village_over_from_a_day(window, qtbot):
    with window.db.write("Dựng") as session:
        old, new = cell(session, "Chi bộ bản Nà Sáy"), cell(session, "Chi bộ bản Pá Kháo")
        villages.add(session, villages.VillageValues("Pá Kháo", cell_id=old))
    screen = window.shown
    qtbot.waitUntil(lambda: len(villages_of(window)) == 1)
    screen.show_item({"village_id": villages_of(window)["Pá Kháo"].id})
    press(screen.villages.table, Qt.Key.Key_F2)
    form = screen.findChild(VillageForm)
    qtbot.waitUntil(form.isActiveWindow)
    assert not form.since.isEnabled()
    form.cell.set_value(new)
    assert form.since.isEnabled()
    type_text(form.since, "1/11/2026")
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: villages_of(window)["Pá Kháo"].cell_id == new)
    with window.db.read() as session:
        assert villages.rows(session, date(2026, 10, 31))[0].cell_id == old

    window.undo()
    qtbot.waitUntil(lambda: villages_of(window)["Pá Kháo"].cell_id == old)


def test_a_wrong_form_says_where_and_stays(window, qtbot):
    with window.db.write("Dựng") as session:
        cell(session, "Chi bộ bản Nà Sáy")
    screen = window.shown
    screen.add_cell_button.click()
    form = screen.findChild(CellForm)
    form.save_button.click()
    assert form.fields["name"].message.text() == "Hãy nhập tên chi bộ."
    type_text(form.name, "chi bộ bản nà sáy")
    type_text(form.founded, "31/02/2026")
    form.save_button.click()
    assert "31/02/2026" in form.fields["valid_from"].message.text()
    form.founded.clear()
    form.save_button.click()
    assert form.fields["name"].message.text().startswith("Đã có “Chi bộ bản Nà Sáy”")
    assert len(rows_of(window)) == 1

    screen.add_village_button.click()
    village = screen.findChild(VillageForm)
    type_text(village.name, "Nà Sáy")
    type_text(village.households, "năm mươi")
    village.save_button.click()
    assert "chữ số" in village.fields["households"].message.text()
    with window.db.read() as session:
        assert villages.names(session) == {}


def test_a_cell_ends_with_its_opened_meetings_and_comes_back(window, qtbot):
    with window.db.write("Dựng") as session:
        first = cell(session, "Chi bộ bản Nà Sáy")
        villages.add(session, villages.VillageValues("Nà Sáy", cell_id=first))
        who = people(session, first, 1)[0]
        held(session, first, date(2026, 10, 3))
        meeting(session, first, date(2026, 11, 20))
        leave(session, who, on=date(2026, 11, 1), ending=Ending.TRANSFERRED_OUT)
    screen = window.shown
    qtbot.waitUntil(lambda: len(rows_of(window)) == 1)
    assert screen.tabs.currentIndex() == CELLS
    form = screen.decisions.dissolve()
    assert "1 thôn, bản sẽ thành chưa có chi bộ" in form.effect.text()
    assert "1 cuộc họp đã mở" in form.effect.text()
    form.on.setText("2/10/2026")
    form.save_button.click()
    assert "Chưa chọn nơi đến cho Lò Văn Aa" in form.fields["members"].message.text()
    form.on.setText("14/11/2026")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    qtbot.waitUntil(lambda: rows_of(window) == [])
    assert villages_of(window)["Nà Sáy"].served is Served.NONE

    window.undo()
    qtbot.waitUntil(lambda: len(rows_of(window)) == 1)
    assert villages_of(window)["Nà Sáy"].served is Served.OWN
    with window.db.read() as session:
        assert cells.rows(session, TODAY)[0].villages == ("Nà Sáy",)


@pytest.fixture
def two(window, qtbot):
    """Two cells of five and four, the first with two villages, in the window."""
    with window.db.write("Dựng") as session:
        one, other = cell(session, "Chi bộ liên bản"), cell(session, "Chi bộ bản Pá Kháo")
        homes = [villages.add(session, villages.VillageValues(name, cell_id=one)) for name in ("Nà Sáy", "Nà Hin")]
        for who, home in zip(people(session, one, 5), [*homes, homes[1], homes[1], None], strict=True):
            session.get_one(Member, who).village_id = home
        people(session, other, 4, start=10)
        held(session, one, date(2026, 10, 3))
    qtbot.waitUntil(lambda: len(rows_of(window)) == 2)
    window.shown.cells.bring(one)
    return window


def choose(form, *names):
    table = form.moves.table
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for number, line in enumerate(form.moves.model.rows):
        if (getattr(line.thing, "full_name", None) or line.thing.name) in names:
            table.selectionModel().select(form.moves.model.index(number, 0), flags)


def test_a_village_of_a_joint_cell_gets_its_own_in_one_step(two, qtbot):
    screen = two.shown
    form = screen.decisions.split()
    qtbot.waitUntil(form.isActiveWindow)
    type_text(form.number, "15-QĐ/ĐU")
    form.save_button.click()
    assert form.fields["name"].message.text() == "Hãy ghi tên chi bộ mới."
    type_text(form.names[0], "Chi bộ bản Nà Hin")
    form.save_button.click()
    assert "Hãy chọn đảng viên" in form.fields["members"].message.text()
    choose(form, "Nà Hin")
    form.moves.target.set_value(0)
    qtbot.mouseClick(form.moves.send, Qt.MouseButton.LeftButton)
    assert "Chi bộ bản Nà Hin: 3 đồng chí (3 chính thức) · Ở lại: 2 đồng chí (2 chính thức)" in form.moves.words.text()
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [row.members for row in rows_of(two)] == [2, 3, 4])  # beside the one it came from
    assert villages_of(two)["Nà Hin"].served is Served.OWN
    dialog = screen.decisions.show_past()
    assert [(line.before, line.after, line.number) for line in dialog.rows] == [
        ("Chi bộ liên bản", "Chi bộ bản Nà Hin", "15-QĐ/ĐU")
    ]
    dialog.reject()
    two.undo()
    qtbot.waitUntil(lambda: [row.members for row in rows_of(two)] == [5, 4])
    assert villages_of(two)["Nà Hin"].served is Served.JOINT


def test_two_cells_become_one(two, qtbot):
    form = two.shown.decisions.merge()
    form.save_button.click()
    assert "ít nhất hai chi bộ" in form.fields["cells"].message.text()
    form.cells.item(1).setCheckState(Qt.CheckState.Checked)
    form.into.set_value(form.chosen[0])
    assert "4 đảng viên, 0 thôn bản chuyển đi; 1 chi bộ thôi hoạt động." in form.effect.text()
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    qtbot.waitUntil(lambda: [(row.name, row.members) for row in rows_of(two)] == [("Chi bộ liên bản", 9)])
    two.shown.show_day(date(2026, 11, 13))
    assert [row.members for row in rows_of(two)] == [5, 4]


def test_a_new_name_and_the_old_one_before_its_day(two, qtbot):
    form = two.shown.decisions.rename()
    type_text(form.name, "Chi bộ tổ dân phố 1")
    form.on.setText("1/11/2026")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    qtbot.waitUntil(lambda: rows_of(two)[0].name == "Chi bộ tổ dân phố 1")
    two.shown.show_day(date(2026, 10, 31))
    assert rows_of(two)[0].name == "Chi bộ liên bản"


def test_a_cell_is_dissolved_into_another(two, qtbot):
    form = two.shown.decisions.dissolve()
    form.moves.everyone.click()
    form.moves.target.set_value(rows_of(two)[1].id)
    form.moves.send.click()
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    qtbot.waitUntil(lambda: [(row.name, row.members) for row in rows_of(two)] == [("Chi bộ bản Pá Kháo", 9)])
    assert rows_of(two)[0].villages == ("Nà Sáy", "Nà Hin")


def test_cells_come_under_an_intermediate_organisation_and_out_of_it_again(two, qtbot):
    screen = two.shown
    with two.db.write("Lập") as session:
        kind = codes.id_of(session, codes.ORGANIZATION_KIND, "commune")
        commune = organizations.add(session, OrganizationValues("Đảng bộ xã", kind_id=kind))
        office = organizations.add(session, OrganizationValues("Đảng bộ cơ quan", parent_id=commune))
    qtbot.waitUntil(lambda: screen.tree.model.rowCount() == 4)
    form = screen.decisions.reparent()
    form.on.setText("1/11/2026")
    form.save_button.click()
    assert form.fields["parent_id"].message.text() == "Hãy chọn cấp trên mới."
    form.parent_body.set_value(office)
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    qtbot.waitUntil(lambda: [line.depth for line in screen.tree.model.rows] == [0, 1, 2, 1])
    screen.tabs.setCurrentIndex(TREE)
    screen.tree.bring(Body(organization_id=office))
    ending = screen.decisions.dissolve()
    ending.parent_body.set_value(commune)
    with qtbot.waitSignal(ending.accepted):
        ending.save_button.click()
    qtbot.waitUntil(lambda: [line.depth for line in screen.tree.model.rows] == [0, 1, 1])


def test_terms_are_written_and_told_when_they_end(two, qtbot):
    screen = two.shown
    dialog = screen.decisions.terms()
    form = dialog.add()
    form.since.setText("1/1/2025")
    form.until.setText("31/12/2024")
    form.save_button.click()
    assert "ở sau ngày bắt đầu" in form.fields["until"].message.text()
    form.until.setText("31/12/2026")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert [row.name for row in dialog.model.rows] == ["2025–2026"]
    dialog.reject()
    qtbot.waitUntil(lambda: "term" in screen.tree.filters)
    screen.show_item({"term": True})
    assert [line.name for line in screen.tree.model.rows] == ["Chi bộ liên bản"]


def test_the_office_adds_a_kind_of_cell(two, qtbot):
    dialog = KindsDialog(two.db, codes.CELL_KIND, two)
    dialog.open()
    form: Any = dialog.add()
    type_text(form.word, "Chi bộ Đồn Biên phòng")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert dialog.model.rows[-1].label == "Chi bộ Đồn Biên phòng"
    dialog.reject()
    editing = CellForm(two.db, rows_of(two)[0], two.shown)
    assert "Chi bộ Đồn Biên phòng" in [editing.kind.itemText(place) for place in range(editing.kind.count())]
    editing.deleteLater()


def test_somebody_is_put_in_charge_of_a_village_and_of_households(two, qtbot):
    screen = two.shown
    with two.db.write("Ghi số hộ") as session:
        session.get_one(Village, 1).households = 40
    assert screen.show_people() is None
    screen.show_item({"uncared": True})
    assert [row.name for row in screen.villages.model.rows] == ["Nà Sáy", "Nà Hin"]
    dialog = screen.show_people()
    form = dialog.add()
    form.save_button.click()
    assert form.fields["member_id"].message.text() == "Hãy chọn đảng viên phụ trách."
    form.member.setText("lo van ab")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    form = dialog.add()
    form.task.set_value(Task.HOUSEHOLDS)
    form.member.setText("Lò Văn Ac")
    form.households.setText("41")
    form.save_button.click()
    assert "Nhóm 1" in form.fields["group_name"].message.text()
    form.group.setText("Nhóm 1")
    form.save_button.click()
    assert "chỉ có 40 hộ" in form.fields["households"].message.text()
    form.households.setText("12")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert [(row.full_name, row.group_name, row.households) for row in dialog.model.rows] == [
        ("Lò Văn Ab", "", None),
        ("Lò Văn Ac", "Nhóm 1", 12),
    ]
    dialog.reject()
    qtbot.waitUntil(lambda: [row.name for row in screen.villages.model.rows] == ["Nà Hin"])
    assert screen.villages.care_of(screen.villages.rows[0]).in_charge == ("Lò Văn Ab",)
    two.undo()
    two.undo()
    qtbot.waitUntil(lambda: len(screen.villages.model.rows) == 2)

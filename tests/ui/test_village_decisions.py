"""The forms of a decision on villages: what they propose, say and write."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from models import cell_register, cells, committee, members, past_decisions, villages
from models.committee import PostValues
from models.tables import CommitteeRole, Member, Position, Task
from models.villages import VillageValues
from tests.models.builders import cell, people
from tests.user import press
from ui.cells.organization_form import OrganizationForm
from ui.cells.people import PeopleDialog
from ui.cells.screen import CELLS, VILLAGES, CellsScreen
from ui.cells.village_decisions import EndVillageForm, MergeVillagesForm, RenameVillageForm, SplitVillageForm

NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture
def screen(db, qtbot):
    db.clock = lambda: NOW
    with db.write("Dựng") as session:
        for place, (name, homes) in enumerate((("Nà Sáy", 60), ("Co Tở", 45), ("Pá Kháo", None))):
            key = cell(session, f"Chi bộ bản {name}")
            home = villages.add(session, VillageValues(name, homes, 200 + place, cell_id=key))
            for who in people(session, key, 3 - place, start=place * 10):
                session.get_one(Member, who).village_id = home
    made = CellsScreen(db)
    qtbot.addWidget(made)
    made.resize(1170, 738)
    made.show()
    made.reload()
    made.tabs.setCurrentIndex(VILLAGES)
    return made


def tick(form, *places):
    for place in places:
        form.list.item(place).setCheckState(Qt.CheckState.Checked)


def rows(screen):
    with screen.db.read() as session:
        return [(row.name, row.households, row.members, row.cell_id) for row in villages.rows(session, NOW.date())]


def test_a_merger_proposes_the_sums_and_says_that_the_cells_stay(screen, qtbot):
    form = screen.decisions.reshape_village(MergeVillagesForm)
    assert [row.name for row in form.chosen] == ["Nà Sáy"]
    tick(form, 1)
    assert (form.name.text(), form.households.text(), form.population.text()) == ("Nà Sáy", "105", "401")
    assert "5 đảng viên" in form.effect.text()
    assert "Chi bộ bản Nà Sáy, Chi bộ bản Co Tở vẫn để nguyên" in form.effect.text()
    tick(form, 2)
    assert form.households.text() == ""  # one of the three is not known
    form.list.item(2).setCheckState(Qt.CheckState.Unchecked)
    form.number.setText("45/NQ-HĐND")
    with qtbot.waitSignal(screen.said) as said:
        form.save_button.click()
    assert said.args == ["Đã sáp nhập thôn, bản Nà Sáy, Co Tở"]
    assert rows(screen) == [("Nà Sáy", 105, 5, 1), ("Pá Kháo", None, 1, 3)]
    assert screen.db.undo() == "Sáp nhập thôn, bản Nà Sáy, Co Tở"
    assert len(rows(screen)) == 3


def test_what_was_picked_for_a_merger_stays_when_another_village_is_ticked(screen):
    form = screen.decisions.reshape_village(MergeVillagesForm)
    for choice in (form.difficult, form.cell):
        choice.setFocus()
        press(choice, Qt.Key.Key_End)
    picked = form.difficult.value(), form.cell.value()
    assert picked == (False, 3)
    tick(form, 1)
    assert (form.difficult.value(), form.cell.value()) == picked
    assert form.border.value() is None  # nobody picked it


@pytest.mark.parametrize(("key", "into"), [(Qt.Key.Key_End, "Một chi bộ mới"), (Qt.Key.Key_Down, "Chi bộ bản Co Tở")])
def test_the_cell_picked_for_a_merger_stays_when_another_village_is_ticked(screen, key, into):
    form = screen.decisions.reshape_village(MergeVillagesForm)
    tick(form, 1)
    form.with_cells.setFocus()
    press(form.with_cells, Qt.Key.Key_Space)
    form.into.setFocus()
    press(form.into, key)
    assert form.into.currentText() == into
    form.list.setFocus()
    form.list.setCurrentRow(2)
    press(form.list, Qt.Key.Key_Space)
    assert form.list.item(2).checkState() is Qt.CheckState.Checked
    assert form.into.currentText() == into


def test_a_cell_picked_for_a_merger_gives_way_when_its_village_is_not_ticked_any_more(screen):
    form = screen.decisions.reshape_village(MergeVillagesForm)
    tick(form, 1, 2)
    form.with_cells.setChecked(True)
    form.into.setFocus()
    press(form.into, Qt.Key.Key_Down)
    assert form.into.currentText() == "Chi bộ bản Co Tở"
    form.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert form.into.currentText() == "Chi bộ bản Nà Sáy"


def test_a_merger_may_take_the_cells_along_in_one_decision(screen, qtbot):
    form = screen.decisions.reshape_village(MergeVillagesForm)
    assert form.with_cells.isHidden()
    tick(form, 1)
    assert form.with_cells.isVisible()
    assert form.fields["cells"].isHidden()
    form.with_cells.setChecked(True)
    assert form.into.currentText() == "Chi bộ bản Nà Sáy"
    assert not form.cell.isEnabled()
    assert "2 đảng viên chuyển chi bộ; 1 chi bộ thôi hoạt động." in form.effect.text()
    form.into.set_value(None)
    form.save_button.click()
    assert form.fields["cell_name"].message.text() == "Hãy ghi tên chi bộ mới."
    form.cell_name.setText("Chi bộ bản Nà Sáy")
    assert form.secretary.set_value(4)
    form.number.setText("45/NQ-HĐND")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    found = rows(screen)
    with screen.db.read() as session:
        assert [row.name for row in cells.rows(session, NOW.date())] == ["Chi bộ bản Nà Sáy", "Chi bộ bản Pá Kháo"]
        assert found[0] == ("Nà Sáy", 105, 5, cells.rows(session, NOW.date())[0].id)
        assert members.positions(session, NOW.date()) == {4: Position.SECRETARY}
        (line,) = past_decisions.lines(session)
        assert line.before == "Chi bộ bản Nà Sáy, Chi bộ bản Co Tở, Nà Sáy, Co Tở"
    assert screen.db.undo() == "Sáp nhập thôn, bản Nà Sáy, Co Tở"
    assert len(rows(screen)) == 3


def test_ticking_a_village_moves_no_row_and_members_are_said_to_live_there(screen):
    form = screen.decisions.reshape_village(MergeVillagesForm)
    assert form.list.item(0).text() == "Nà Sáy – 60 hộ, 3 đảng viên cư trú"

    def heights():
        rows = [form.list.visualItemRect(form.list.item(place)).height() for place in range(3)]
        return [form.list.height(), *rows]

    before = heights()
    tick(form, 1, 2)
    assert form.fields["villages"].isVisible()
    assert heights() == before
    assert len(set(before[1:])) == 1
    assert form.list.minimumHeight() == form.list.maximumHeight()
    assert "6 đảng viên cư trú" in form.effect.text()


def test_a_split_asks_where_each_member_lives(screen, qtbot):
    form = screen.decisions.reshape_village(SplitVillageForm)
    assert form.parts[0].name.text() == "Nà Sáy"
    form.parts[1].name.setText("Nà Sáy 2")
    form.parts[1].households.setText("20")
    form.moves.table.selectRow(2)
    form.moves.target.set_value(1)
    form.moves.send_selected()
    assert form.moves.words.text() == "Nà Sáy 2: 1 đồng chí (1 chính thức) · Nà Sáy: 2 đồng chí (2 chính thức)"
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert rows(screen)[:2] == [("Nà Sáy", None, 2, 1), ("Nà Sáy 2", 20, 1, 1)]


def test_a_name_typed_anew_keeps_who_goes_there(screen, qtbot):
    form = screen.decisions.reshape_village(SplitVillageForm)
    form.parts[1].name.setText("Nà Say 2")
    form.moves.table.selectRow(2)
    form.moves.target.set_value(1)
    form.moves.send_selected()
    form.parts[1].name.clear()
    form.save_button.click()
    assert form.fields["name1"].message.text() == "Hãy ghi tên thôn, bản thứ 2."
    form.parts[1].name.setText("Nà Sáy 2")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert [row[2] for row in rows(screen)[:2]] == [2, 1]


def test_a_part_with_figures_or_whom_nobody_was_told_to_leave_asks_for_its_name(screen):
    form = screen.decisions.reshape_village(SplitVillageForm)
    form.add_part()
    form.parts[0].name.clear()
    form.parts[1].name.setText("Nà Sáy 2")
    form.parts[2].name.setText("Nà Sáy 3")
    form.save_button.click()
    assert form.fields["name0"].message.text() == "Hãy ghi tên thôn, bản thứ 1."
    form.parts[0].name.setText("Nà Sáy 1")
    form.parts[2].name.clear()
    form.parts[2].households.setText("20")
    form.save_button.click()
    assert form.fields["name2"].message.text() == "Hãy ghi tên thôn, bản thứ 3."
    assert form.isVisible()
    assert len(rows(screen)) == 3


def test_a_name_already_there_is_said_beside_the_field(screen):
    form = screen.decisions.reshape_village(SplitVillageForm)
    form.parts[1].name.setText("Co Tở")
    form.save_button.click()
    assert form.isVisible()
    assert "Đã có thôn, bản “Co Tở”" in form.fields["name1"].message.text()
    assert len(rows(screen)) == 3


def test_a_new_name_and_an_end(screen, qtbot):
    form = screen.decisions.reshape_village(RenameVillageForm)
    form.name.setText("Tổ dân phố 1")
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    screen.reload()
    screen.villages.table.selectRow(1)
    form = screen.decisions.reshape_village(EndVillageForm)
    assert "2 đảng viên ở đây thành chưa ghi nơi ở" in form.effect.text()
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert [row[0] for row in rows(screen)] == ["Tổ dân phố 1", "Pá Kháo"]
    dialog = screen.decisions.show_past()
    assert [(line.before, line.after) for line in dialog.rows] == [
        ("Thôn, bản Co Tở", ""),
        ("Thôn, bản Nà Sáy", "Tổ dân phố 1"),
    ]


def test_who_is_in_charge_is_one_button_away_on_the_villages(screen):
    assert screen.people_button.isVisible()
    screen.people_button.click()
    assert screen.findChild(PeopleDialog).windowTitle() == "Người phụ trách Nà Sáy"
    screen.tabs.setCurrentIndex(CELLS)
    assert not screen.people_button.isVisible()


def test_somebody_in_no_committee_is_pointed_out_and_can_be_saved(screen, qtbot):
    with screen.db.write("Cấp ủy") as session:
        committee.write(session, 1, PostValues(CommitteeRole.COMMITTEE_MEMBER), on=NOW.date())
    form = screen.show_people().form_for(None)
    assert form.fields["member_id"].message.text() == "Cấp ủy viên đứng đầu danh sách."
    press(form.member, Qt.Key.Key_Down)
    popup = form.member.completer().popup()
    assert popup.isVisible()
    first = popup.model().index(0, 0).data()
    assert first.startswith("Lò Văn Aa · Đảng ủy viên, ")
    popup.hide()
    form.member.set_value(1)
    form.member.picked.emit()
    assert form.fields["member_id"].message.text() == ""
    form.task.set_value(Task.HOUSEHOLDS)  # there anybody may be chosen, by name
    assert form.member.text() == "Lò Văn Aa · Bản Nà Sáy"
    form.task.set_value(Task.VILLAGE)
    assert form.member.text() == first
    form.member.set_value(2)
    form.member.picked.emit()
    assert "chưa ghi chức vụ trong cấp ủy" in form.fields["member_id"].message.text()
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()


def test_for_households_those_who_live_in_the_village_stand_first(screen):
    screen.villages.table.selectRow(1)
    form = screen.show_people().form_for(None)
    form.task.set_value(Task.HOUSEHOLDS)
    with screen.db.read() as session:
        here = {line.member_id for line in cell_register.residents(session, 2, NOW.date())}
    assert len(here) == 2
    assert {person.id for person in form.member.people[:2]} == here
    assert form.fields["member_id"].message.text() == "Đảng viên ở thôn, bản này đứng đầu danh sách."


def test_the_menu_leads_to_who_is_in_charge_and_to_a_new_organisation(screen):
    menus = (screen.decisions.menu, screen.decisions.records_menu)
    lines = {action.text(): action for menu in menus for action in menu.actions()}
    lines["Người phụ trách thôn, bản…"].trigger()
    assert screen.findChild(PeopleDialog).windowTitle() == "Người phụ trách Nà Sáy"
    lines["Thêm tổ chức đảng…"].trigger()
    assert screen.findChild(OrganizationForm).isVisible()


def test_the_menu_of_decisions_does_not_sound_like_sorting_or_importing(screen):
    words = [
        action.text()
        for menu in (screen.decisions.menu, *screen.decisions.menu.findChildren(QMenu))
        for action in menu.actions()
    ]
    assert {"Sáp nhập…", "Sáp nhập thôn, bản…"} <= set(words)
    assert not any(word.startswith(("Nhập", "Sắp xếp")) or "sắp xếp" in word for word in words)


def test_a_decision_on_a_cell_asked_for_on_a_village_begins_with_its_cell(screen, qtbot):
    screen.villages.table.setFocus()
    screen.villages.table.selectRow(1)
    with screen.db.read() as session:
        names = cells.names(session)
    for form in (screen.decisions.split(), screen.decisions.dissolve()):
        assert names[form.cell.value()] == "Chi bộ bản Co Tở"
        form.reject()
    assert screen.decisions.rename().body.currentText() == "Chi bộ bản Co Tở"

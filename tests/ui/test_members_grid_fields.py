"""Every field of the record in the member table: in a column of its own, filled down, given to many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from models import members
from tests.ui.members_book import TODAY, fill
from tests.ui.test_members_grid import CTRL, follow, go_to, told, values
from tests.user import press, type_text
from ui.members.bulk import BulkForm
from ui.members.screen import MembersScreen


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def screen(qtbot, db, ids) -> MembersScreen:
    shown = MembersScreen(db)
    qtbot.addWidget(shown)
    shown.resize(1170, 740)
    shown.reload()
    shown.show()
    follow(db, shown)
    return shown


def test_other_fields_of_the_record_wait_in_the_menu_and_are_corrected_in_place(qtbot, screen, db, ids) -> None:
    names = [one.name for one in screen.model.columns]
    assert screen.table.isColumnHidden(names.index("address"))
    menu = screen.table.column_menu()
    (others,) = menu.findChildren(QMenu)
    assert {"Chỗ ở hiện nay", "Ghi chú", "Số lý lịch", "Nhóm nghề nghiệp"} <= {one.text() for one in others.actions()}
    go_to(screen, ids["Lò Văn Ánh"], "address")
    press(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    type_text(editor, "Đội 3")
    with qtbot.waitSignal(screen.said):
        press(editor, Qt.Key.Key_Return)
    assert values(db, ids["Lò Văn Ánh"]).address == "Đội 3"
    shown = next(row for row in screen.model.rows if row.id == ids["Lò Văn Ánh"])
    assert screen.model.columns[names.index("address")].shown(shown) == "Đội 3"


def test_other_fields_are_filled_down_sorted_and_emptied(qtbot, screen, db, ids) -> None:
    with db.write("Ghi") as session:
        steps = members.read(session, ids["Mùa A Chư"])
        members.edit(session, ids["Mùa A Chư"], replace(steps, health="Tốt"), on=TODAY)
    go_to(screen, ids["Mùa A Chư"], "health")
    screen.table.sort_asked.emit("health", False)
    assert screen.model.rows[0].id == ids["Mùa A Chư"]
    go_to(screen, ids["Mùa A Chư"], "health")
    screen.table.selectAll()
    press(screen.table, Qt.Key.Key_D, CTRL)
    assert {values(db, key).health for key in ids.values()} >= {"Tốt"}
    first = screen.model.rows[0]
    screen.grid.write_cell(first, "health", "")
    assert values(db, first.id).health == ""


def test_a_number_of_the_dossier_is_never_filled_down(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "dossier_number")
    screen.table.selectAll()
    press(screen.table, Qt.Key.Key_D, CTRL)
    assert "không điền xuống được" in told(qtbot, screen).text()


def test_a_yes_or_no_is_given_to_many(qtbot, screen, db, ids) -> None:
    screen.table.setFocus()
    screen.table.selectAll()
    screen.grid.edit_many()
    form = screen.findChild(BulkForm)
    form.what.set_value("is_merit_family")
    form._change_field()
    form.choices.set_value("có")
    form.look()
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    assert {values(db, row.id).is_merit_family for row in screen.model.rows} == {True}


def test_another_name_typed_over_one_is_told_once_where_a_decision_goes(qtbot, screen, db, ids) -> None:
    said: list[str] = []
    screen.said.connect(said.append)
    for name in ("Lò Văn Ảnh", "Lò Văn Anh"):
        go_to(screen, ids["Lò Văn Ánh"], "full_name")
        press(screen.table, Qt.Key.Key_F2)
        editor = screen.table.findChild(QLineEdit)
        type_text(editor, name)
        with qtbot.waitSignal(screen.said):
            press(editor, Qt.Key.Key_Return)
    assert ["Biến động › Đổi" in words for words in said] == [True, False]

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from models import body_awards, codes
from models.bodies import Body
from models.dates import PartialDate
from tests.ui.members_book import fill
from ui.cells.records import BodyRecordsDialog
from ui.cells.screen import CellsScreen
from ui.members.record_forms import CommendationForm, PlainDisciplineForm


@pytest.fixture
def dialog(qtbot, db) -> BodyRecordsDialog:
    fill(db)
    screen = CellsScreen(db)
    qtbot.addWidget(screen)
    screen.reload()
    screen.show()
    action = next(one for one in screen.decisions.records_menu.actions() if one.text() == "Khen thưởng, kỷ luật…")
    action.trigger()
    shown = screen.findChild(BodyRecordsDialog)
    assert shown is not None
    return shown


def test_a_commendation_and_a_discipline_are_written_by_keyboard(qtbot, db, dialog) -> None:
    assert dialog.windowTitle().startswith("Khen thưởng, kỷ luật của Chi bộ ")
    dialog.add_button.setFocus()
    qtbot.keyClick(dialog.add_button, Qt.Key.Key_Space)
    form = dialog.findChild(CommendationForm)
    assert form.name == dialog.name
    form.try_to_save()
    assert form.fields["kind_id"].message.text() == "Hãy chọn hình thức khen thưởng."
    form.choices["kind_id"].setCurrentText("Giấy khen của đảng ủy")
    form.choices["level_id"].setCurrentText("Cấp xã")
    form.dates["awarded_on"].setText("2/2026")
    form.try_to_save()
    qtbot.keyClick(dialog.discipline_button, Qt.Key.Key_Space)
    form = dialog.findChild(PlainDisciplineForm)
    words = [form.choices["form_id"].itemText(n) for n in range(form.choices["form_id"].count())]
    assert words == ["(chọn)", "Khiển trách", "Cảnh cáo", "Giải tán"]
    form.choices["form_id"].setCurrentText("Cảnh cáo")
    form.texts["issuer"].setText("Đảng ủy xã")
    form.dates["effective_on"].setText("4/5/2026")
    form.try_to_save()
    shown = [[dialog.model.index(row, column).data() for column in range(6)] for row in range(2)]
    assert shown == [
        ["04/05/2026", "Kỷ luật", "Cảnh cáo", "", "", "Đảng ủy xã"],
        ["02/2026", "Khen thưởng", "Giấy khen của đảng ủy", "", "", "Cấp xã"],
    ]
    assert db.undo() == f"Ghi kỷ luật: {dialog.name}"
    dialog.reload()
    assert dialog.model.rowCount() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_under_the_cursor(qtbot, dialog, key) -> None:
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.discipline_button.setFocus()
    qtbot.keyClick(dialog.discipline_button, key)
    assert dialog.findChild(PlainDisciplineForm).isVisible()


def test_a_record_is_corrected_and_taken_out(qtbot, db, dialog) -> None:
    with db.write("Ghi") as session:
        values = body_awards.CommendationValues(
            codes.id_of(session, codes.BODY_COMMENDATION, "certificate"), awarded_on=PartialDate(2026)
        )
        body_awards.write(session, dialog.body, values, on=date(2026, 11, 1))
    dialog.reload()
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    form = dialog.findChild(CommendationForm)
    assert form.windowTitle() == "Sửa khen thưởng"
    assert form.choices["kind_id"].currentText() == "Giấy khen"
    form.texts["title"].setText("Xây dựng nông thôn mới")
    form.try_to_save()
    assert dialog.model.index(0, 3).data() == "Xây dựng nông thôn mới"
    qtbot.keyClick(dialog.remove_button, Qt.Key.Key_Space)
    assert dialog.model.rowCount() == 0
    assert db.undo() == f"Bỏ “Giấy khen” của {dialog.name}"
    with db.read() as session:
        assert len(body_awards.of(session, dialog.body)) == 1


def test_an_organisation_above_the_cells_has_records_too(qtbot, db, dialog) -> None:
    from models import organizations
    from models.organizations import OrganizationValues

    with db.write("Thêm") as session:
        commune = Body(organization_id=organizations.add(session, OrganizationValues("Đảng bộ xã Mường Mẫu")))
    shown = BodyRecordsDialog(db, commune, "Đảng bộ xã Mường Mẫu")
    qtbot.addWidget(shown)
    shown.open()
    form = shown.add()
    assert isinstance(form, CommendationForm)
    form.choices["kind_id"].setCurrentText("Cờ của tỉnh ủy tặng tổ chức đảng")
    form.try_to_save()
    with db.read() as session:
        assert len(body_awards.of(session, commune)) == 1

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMessageBox

from models import calendar
from tests.user import type_text
from ui.data.holidays import HolidayEditor


@pytest.fixture
def editor(qtbot, db) -> HolidayEditor:
    shown = HolidayEditor(db)
    qtbot.addWidget(shown)
    shown.reload()
    shown.show()
    return shown


def names(editor: HolidayEditor) -> list[str]:
    return [row.name for row in editor.rows.rows]


def is_working(db, day: date) -> bool:
    with db.read() as session:
        return calendar.read(session).is_working_day(day)


def test_the_office_adds_the_days_of_tet(db, editor) -> None:
    form = editor.add()
    form.try_to_save()
    assert form.fields["day"].message.text() == "Hãy ghi ngày, ví dụ 17/02/2026."
    type_text(form.name, "Tết Nguyên đán")
    type_text(form.day, "8.2.27")
    form.try_to_save()
    assert not is_working(db, date(2027, 2, 8))
    assert names(editor)[-1] == "Tết Nguyên đán"
    assert db.undo() == "Thêm ngày nghỉ Tết Nguyên đán"


def test_a_worked_saturday_is_of_one_year(db, editor) -> None:
    form = editor.add()
    type_text(form.name, "Làm bù")
    type_text(form.day, "22.8.26")
    form.every_year.setChecked(True)
    form.is_worked.setChecked(True)
    assert not form.every_year.isChecked()
    form.try_to_save()
    assert is_working(db, date(2026, 8, 22))


def test_a_day_is_corrected_and_taken_off(qtbot, db, editor) -> None:
    editor.table.selectRow(0)
    form = editor.edit()
    assert (form.name.text(), form.day.text(), form.every_year.isChecked()) == ("Tết Dương lịch", "01/01/2026", True)
    form.name.setText("Năm mới")
    form.try_to_save()
    assert names(editor)[0] == "Năm mới"
    editor.table.selectRow(0)
    editor.remove()
    (box,) = (box for box in editor.findChildren(QMessageBox) if box.isVisible())
    (yes,) = (button for button in box.buttons() if button.text() == "Bỏ ngày này")
    yes.click()
    qtbot.waitUntil(lambda: "Năm mới" not in names(editor))
    assert is_working(db, date(2027, 1, 1))

"""One value for many members of whom some cannot have it: who they are is said, and the others may still get it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from models.dates import PartialDate
from tests.ui.test_members_grid import CTRL, bulk, go_to, ids, screen, told, values  # noqa: F401
from tests.user import in_front, press, save

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_filling_down_names_who_cannot_have_the_value(qtbot, screen, db, ids) -> None:  # noqa: F811
    go_to(screen, ids["Lò Văn Ánh"], "admitted_on")
    for _ in range(2):
        press(screen.table, Qt.Key.Key_Down, SHIFT)
    press(screen.table, Qt.Key.Key_D, CTRL)
    said = told(qtbot, screen).text()
    assert said.startswith("Mùa A Chư: Ngày chính thức 1981 trước ngày kết nạp 15/10/2012.")
    assert values(db, ids["Lường Thị Ban"]).admitted_on == PartialDate(1995, 2, 3)  # nothing is written


def test_filling_down_one_row_says_what_to_select(qtbot, screen, ids) -> None:  # noqa: F811
    go_to(screen, ids["Lò Văn Ánh"], "ethnic")
    with qtbot.waitSignal(screen.said, timeout=2000) as said:
        press(screen.table, Qt.Key.Key_D, CTRL)
    assert said.args[0].startswith("Chọn từ hai dòng trở lên")


def test_who_cannot_have_a_value_may_be_left_out(qtbot, screen, db, ids) -> None:  # noqa: F811
    screen.table.setFocus()
    screen.table.selectAll()
    before = {name: values(db, key).admitted_on for name, key in ids.items()}
    form = bulk(qtbot, screen)
    form.what.set_value("admitted")
    form.what.picked.emit("admitted")
    assert form.skip.isHidden()
    form.dates.setText("1960")
    form.look()
    wrong = [one.name for one in form.table.rows_model.rows if one.problems and one.write is None]
    assert form.skip.text() == "Bỏ qua 2 đồng chí không sửa được"
    assert not form.save_button.isEnabled()
    press(form.skip, Qt.Key.Key_Space)
    assert form.save_button.isEnabled()
    form.skip.setFocus()
    form.dates.setText("1961")  # wrong for the same two
    form.look()
    assert form.save_button.isEnabled()
    assert form.focusWidget() is form.skip
    form.dates.setText("1990")  # wrong for others, too: they are looked at first
    form.look()
    assert not form.save_button.isEnabled()
    form.dates.setText("1961")
    form.look()
    press(form.skip, Qt.Key.Key_Space)
    in_front(qtbot, form)
    save(qtbot, form)
    changed = {name for name, key in ids.items() if values(db, key).admitted_on == PartialDate(1961)}
    assert changed == set(ids) - set(wrong)
    assert len(wrong) == 2
    assert db.undo() == "Ghi Ngày kết nạp “1961” cho 3 đảng viên"
    assert {name: values(db, key).admitted_on for name, key in ids.items()} == before


def test_nobody_is_left_out_before_it_is_ticked(qtbot, screen, db, ids) -> None:  # noqa: F811
    """Ctrl+Enter saves also where the button cannot be pressed, and before a value just typed has been looked at."""
    screen.table.setFocus()
    screen.table.selectAll()
    before = {name: values(db, key).admitted_on for name, key in ids.items()}
    form = bulk(qtbot, screen)
    form.what.set_value("admitted")
    form.what.picked.emit("admitted")
    form.dates.setText("1960")
    form.look()
    form.try_to_save()
    assert form.isVisible()
    form.skip.setChecked(True)
    form.dates.setText("1990")  # wrong for others, too
    form.try_to_save()
    assert form.isVisible()
    assert {name: values(db, key).admitted_on for name, key in ids.items()} == before


def test_where_nobody_can_have_it_there_is_nothing_to_leave_out(qtbot, screen) -> None:  # noqa: F811
    screen.table.selectAll()
    form = bulk(qtbot, screen)
    form.what.set_value("admitted")
    form.what.picked.emit("admitted")
    form.dates.setText("31/2/2010")
    form.look()
    assert form.skip.isHidden()
    assert not form.save_button.isEnabled()

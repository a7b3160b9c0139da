"""*Chỉ tiêu khác*: the list and the form, by keys."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt

from models import own_targets
from models.dates import Period
from tests.user import at_work, opened, press, type_text
from ui.targets.own import OwnTargetForm, OwnTargetsDialog
from ui.targets.own_numbers import OwnNumberForm, OwnNumbersDialog
from ui.targets.screen import INDICATORS_PAGE, TARGETS, TargetsScreen

YEAR = Period.year(2026)


@pytest.fixture
def screen(qtbot, db) -> TargetsScreen:
    shown = TargetsScreen(db)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    shown.reload()
    return shown


def test_a_target_is_written_told_of_and_counted(qtbot, db, screen) -> None:
    dialog = screen.open_own()
    form = dialog.add()
    assert isinstance(form, OwnTargetForm)
    form.try_to_save()
    assert "tên chỉ tiêu" in form.fields["name"].message.text()
    type_text(form.name, "Hộ nghèo")
    for field, text in ((form.unit, "%"), (form.planned, "12,5"), (form.actual, "mười")):
        field.setText(text)
    form.way.set_value(True)
    form.try_to_save()
    assert "không phải là số" in form.fields["actual"].message.text()
    form.actual.setText("11,98")
    form.last.setText("1/1/2020")
    form.try_to_save()
    assert "trước ngày đầu" in form.fields["last_day"].message.text()
    form.last.setText("31/12/2026")
    form.try_to_save()
    with db.read() as session:
        (row,) = own_targets.rows(session, YEAR)
    assert (row.values.planned, row.values.actual, row.is_met) == (Fraction("12.5"), Fraction("11.98"), True)
    shown = [column.text(column.value(dialog.model.rows[0])) for column in dialog.model.columns]
    assert shown == ["Hộ nghèo", "≤ 12,5 %", "11,98", "đạt", "", "Năm 2026"]
    assert "Đạt 1/1 chỉ tiêu (100 %)" in dialog.words.text()
    screen.reload()
    assert "1/1 chỉ tiêu khác" in screen.subtitle.text()


def test_a_target_is_corrected_and_taken_away_by_keys(qtbot, db, screen) -> None:
    with db.write("Dựng") as session:
        values = own_targets.OwnTargetValues("Thôn văn hóa", YEAR, Fraction(10), "thôn")
        own_targets.add(session, values, on=db.clock().date())
    dialog = OwnTargetsDialog(db, 2026)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "1 chỉ tiêu chưa ghi số thực hiện" in dialog.words.text()
    press(dialog.table, Qt.Key.Key_Return)
    (form,) = dialog.findChildren(OwnTargetForm)
    assert (form.name.text(), form.planned.text(), form.actual.text()) == ("Thôn văn hóa", "10", "")
    form.actual.setText("8")
    form.try_to_save()
    assert "Đạt 0/1 chỉ tiêu" in dialog.words.text()
    dialog.remove()
    assert dialog.model.rows == []
    assert db.undo() == "Bỏ chỉ tiêu khác: Thôn văn hóa"


def test_ctrl_n_adds_in_a_list_of_a_dialog(qtbot, db) -> None:
    dialog = at_work(qtbot, OwnTargetsDialog(db, 2026))
    press(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = opened(qtbot, OwnTargetForm)
    type_text(form, "Hộ nghèo")
    assert form.name.text() == "Hộ nghèo"


def test_the_button_stands_with_the_targets_only(screen) -> None:
    screen.show_page(INDICATORS_PAGE)
    assert screen.own_button.isHidden()
    screen.show_page(TARGETS)
    assert not screen.own_button.isHidden()


def test_the_search_box_finds_a_target_and_opens_its_line(db, screen) -> None:
    with db.write("Dựng") as session:
        on = db.clock().date()
        for name, period in (("Hộ nghèo", YEAR), ("Thôn văn hóa", Period.year(2024)), ("Nước sạch", YEAR)):
            values = own_targets.OwnTargetValues(name, period, Fraction(10), document="NQ Đại hội XXI")
            own_targets.add(session, values, on=on)
    assert [one.title for one in TargetsScreen.look_up(db, "nq dai hoi")] == ["Hộ nghèo", "Nước sạch", "Thôn văn hóa"]
    for typed, name, year in (("nuoc", "Nước sạch", 2026), ("thon van", "Thôn văn hóa", 2024)):
        (found,) = (one for one in TargetsScreen.look_up(db, typed) if one.title == name)
        assert found.detail == f"chỉ tiêu khác, Năm {year}"
        screen.show_item(found.argument)
        dialog = screen.findChildren(OwnTargetsDialog)[-1]
        assert (dialog.year, dialog.table.current_row().values.name) == (year, name)
        dialog.reject()


def names(dialog: OwnTargetsDialog) -> list[str]:
    return [row.values.name for row in dialog.model.rows]


def test_ctrl_z_takes_back_what_was_done_in_the_list_and_nothing_older(qtbot, db, screen) -> None:
    on = db.clock().date()
    with db.write("Dựng") as session:
        for name in ("Hộ nghèo", "Thôn văn hóa", "Che phủ rừng"):
            own_targets.add(session, own_targets.OwnTargetValues(name, YEAR, Fraction(10), "thôn"), on=on)
    dialog = screen.open_own()
    qtbot.waitUntil(dialog.isActiveWindow)
    before = names(dialog)
    press(dialog.table, Qt.Key.Key_End)
    assert dialog.table.current_row().values.name == before[-1]
    dialog.remove_button.setFocus()
    dialog.remove_button.click()
    assert names(dialog) == before[:-1]
    assert dialog.done_words.text() == f"Đã bỏ chỉ tiêu khác: {before[-1]}. Ctrl+Z lấy lại."
    assert dialog.focusWidget() is dialog.remove_button
    assert dialog.table.current_row().values.name == before[-2]  # not the first one, far from where one stood
    press(dialog.remove_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(dialog) == before
    assert dialog.done_words.text() == f"Đã hoàn tác: Bỏ chỉ tiêu khác: {before[-1]}"
    press(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(dialog) == before  # what was there when it was opened stays


def test_the_cursor_goes_to_the_target_that_was_added_and_its_number_is_of_today(qtbot, db, screen) -> None:
    on = db.clock().date()
    with db.write("Dựng") as session:
        for name in ("Hộ nghèo", "Thôn văn hóa"):
            own_targets.add(session, own_targets.OwnTargetValues(name, YEAR, Fraction(10), "thôn"), on=on)
    dialog = screen.open_own()
    form = dialog.add()
    type_text(form.name, "Hộ dùng điện lưới")
    type_text(form.planned, "1.200")
    type_text(form.actual, "1.150")
    assert form.actual_on.day() == on
    form.actual_on.clear()
    type_text(form.actual_on, "1/3/2026")
    type_text(form.actual, "0")  # another number, as of the day that was written
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    row = dialog.table.current_row()
    assert (row.values.name, f"{row.values.actual_on:%d/%m/%Y}") == ("Hộ dùng điện lưới", "01/03/2026")


def test_what_was_done_in_a_list_over_the_list_is_seen_and_taken_back_there_only(qtbot, db) -> None:
    on = db.clock().date()
    june = own_targets.OwnTargetValues("Hộ nghèo", YEAR, Fraction(10), "%", Fraction(12), date(2026, 6, 30))
    with db.write("Dựng") as session:
        key = own_targets.add(session, june, on=on)
    with db.write("Ghi thêm") as session:
        own_targets.tell(session, key, Fraction(11), date(2026, 9, 30), on=on)
    dialog = OwnTargetsDialog(db, 2026)
    qtbot.addWidget(dialog)
    dialog.open()
    for is_taken_back in (False, True):
        form = dialog.edit()
        assert isinstance(form, OwnTargetForm)
        listed = form.open_history()
        assert listed is not None
        if is_taken_back:
            listed.take_back()  # nothing was written while it is open
        else:
            listed.remove()
            listed.take_back()
            listed.remove()
        listed.reject()
        form.reject()
        assert dialog.model.rows[0].values.actual == 12
    dialog.take_back()
    assert dialog.model.rows[0].values.actual == 11
    dialog.take_back()  # what was there when it was opened stays
    assert dialog.model.rows[0].values.actual == 11


def test_a_number_of_another_day_joins_the_series_that_the_form_lists(qtbot, db) -> None:
    on = db.clock().date()
    with db.write("Dựng") as session:
        june = own_targets.OwnTargetValues("Hộ nghèo", YEAR, Fraction(10), "%", Fraction(12), date(2026, 6, 30))
        key = own_targets.add(session, june, on=on)
    dialog = OwnTargetsDialog(db, 2026)
    qtbot.addWidget(dialog)
    dialog.open()
    press(dialog.table, Qt.Key.Key_Return)
    (form,) = dialog.findChildren(OwnTargetForm)
    assert (form.actual.text(), form.actual_on.text()) == ("12", "30/06/2026")
    assert form.history_button.text() == "Các số đã ghi (1)…"
    form.actual.selectAll()
    type_text(form.actual, "11")
    assert form.actual_on.day() == on
    with qtbot.waitSignal(form.accepted):
        form.save_button.click()
    with db.read() as session:
        assert [one.actual for one in own_targets.numbers(session, key)] == [11, 12]
        (row,) = own_targets.rows(session, YEAR, date(2026, 7, 31))
    assert row.values.actual == 12

    form = dialog.edit()
    assert isinstance(form, OwnTargetForm)
    form.actual.setText("")
    form.try_to_save()
    assert "Các số đã ghi" in form.fields["actual"].message.text()
    form.history_button.setFocus()
    press(form.history_button, Qt.Key.Key_Space)
    (listed,) = form.findChildren(OwnNumbersDialog)
    assert [row.actual for row in listed.model.rows] == [11, 12]
    listed.remove()
    assert "11 %" in listed.done_words.text()
    one = listed.edit()
    assert isinstance(one, OwnNumberForm)
    one.actual.setText("12,5")
    one.try_to_save()
    late = listed.add()
    assert isinstance(late, OwnNumberForm)
    late.actual.setText("13")
    late.actual_on.setText("30/6/2026")
    late.try_to_save()
    assert "đã ghi số thực hiện" in late.fields["actual_on"].message.text()
    late.actual_on.setText("31/3/2026")
    late.try_to_save()
    listed.reject()
    assert (form.actual.text(), form.actual_on.text()) == ("12,5", "30/06/2026")
    assert form.history_button.text() == "Các số đã ghi (2)…"
    assert db.undo() == "Ghi số thực hiện: Hộ nghèo"
    assert db.undo() == "Sửa số thực hiện: Hộ nghèo"
    assert db.undo() == "Bỏ số thực hiện 11 %: Hộ nghèo"

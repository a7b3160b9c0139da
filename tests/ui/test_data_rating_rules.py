"""The dated rules of ratings and the code lists in *Thiết lập*."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMessageBox

from models import codes, rating_rules
from models.tables import CapBase, CapScope
from ui.cells.kinds import KindForm
from ui.data.code_lists import CodeLists
from ui.data.rating_rules import RatingRuleEditor, RatingRuleForm


@pytest.fixture
def editor(qtbot, db) -> RatingRuleEditor:
    shown = RatingRuleEditor(db)
    qtbot.addWidget(shown)
    shown.reload()
    shown.show()
    return shown


@pytest.fixture
def lists(qtbot, db) -> CodeLists:
    shown = CodeLists(db)
    qtbot.addWidget(shown)
    shown.reload()
    shown.show()
    return shown


def test_the_card_in_force_is_compared_and_corrected(db, editor) -> None:
    row = editor.table.current_row()
    assert row is not None
    assert (row.effective_from, row.values.is_checked) == (date(2025, 8, 30), False)
    form = editor.edit()
    assert isinstance(form, RatingRuleForm)
    form.cap_percent.setText("hai mươi")
    form.try_to_save()
    assert "số nguyên" in form.fields["cap_percent"].message.text()
    form.cap_percent.setText("15")
    form.cap_base.set_value(CapBase.GOOD_OR_BETTER)
    assert form.cap_scope.value() is CapScope.COMMUNE
    form.cap_scope.set_value(CapScope.CELL)
    form.excellent_from.setText("")
    form.is_checked.setChecked(True)
    form.try_to_save()
    with db.read() as session:
        now = rating_rules.book(session).on(date(2026, 1, 1))
    assert (now.cap_percent, now.cap_base, now.excellent_from, now.is_checked) == (
        15,
        CapBase.GOOD_OR_BETTER,
        None,
        True,
    )
    assert now.newcomer_months == 6
    assert now.is_capped_by_cell
    assert editor.rows.columns[3].shown(editor.rows.rows[0]).endswith("của từng chi bộ")
    assert db.undo() == "Sửa quy định xếp loại từ 30/08/2025"


def test_a_new_card_waits_to_be_compared(db, editor) -> None:
    form = editor.add()
    assert isinstance(form, RatingRuleForm)
    form.effective_from.setText("30/8/2025")
    form.document.setText("Hướng dẫn 2026")
    form.try_to_save()
    assert "sửa bản đó" in form.fields["effective_from"].message.text()
    form.effective_from.setText("1/7/2026")
    form.newcomer_months.setText("3")
    form.try_to_save()
    assert editor.rows.rows[0].effective_from == date(2026, 7, 1)
    assert not editor.rows.rows[0].values.is_checked
    assert editor.rows.rows[0].values.newcomer_months == 3


def test_a_list_is_opened_a_word_added_renamed_and_taken_out(qtbot, db, lists) -> None:
    row = next(one for one in lists.rows.rows if one.name == codes.COMMENDATION)
    assert (row.title, row.unchecked) == ("Hình thức khen thưởng", 3)
    lists.table.select_key(codes.COMMENDATION)
    dialog = lists.open_list()
    assert dialog is not None
    form = dialog.add()
    assert isinstance(form, KindForm)
    form.word.setText("Giấy khen của Hội Nông dân")
    form.try_to_save()
    assert dialog.model.rows[-1].label == "Giấy khen của Hội Nông dân"
    dialog.table.select_key(dialog.model.rows[0].id)
    form = dialog.edit()
    assert isinstance(form, KindForm)
    form.is_checked.setChecked(True)
    form.try_to_save()
    dialog.remove()
    box = dialog.findChild(QMessageBox)
    assert box is not None
    assert "mục có sẵn" in box.text() + box.informativeText()
    box.close()
    dialog.table.select_key(dialog.model.rows[-1].id)
    dialog.remove()
    assert all(word.label != "Giấy khen của Hội Nông dân" for word in dialog.model.rows)
    dialog.reject()
    assert next(one for one in lists.rows.rows if one.name == codes.COMMENDATION).unchecked == 2
    assert db.undo() == "Bỏ khỏi danh mục: Giấy khen của Hội Nông dân"

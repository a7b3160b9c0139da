"""The dated rules of admission in *Thiết lập*."""

from __future__ import annotations

from datetime import date

import pytest

from models import membership_rules
from ui.data.membership_rules import MembershipRuleEditor


@pytest.fixture
def editor(qtbot, db) -> MembershipRuleEditor:
    shown = MembershipRuleEditor(db)
    qtbot.addWidget(shown)
    shown.reload()
    shown.show()
    return shown


def on(db, day: date) -> membership_rules.TermValues:
    with db.read() as session:
        return membership_rules.book(session).on(day)


def test_every_number_of_a_card_is_in_its_form(editor) -> None:
    assert set(editor.add().numbers) == set(membership_rules.NUMBERS)


def test_a_new_rule_holds_from_its_day_and_starts_from_the_present_one(db, editor) -> None:
    form = editor.add()
    assert form.numbers["ceremony_days"].text() == "30"
    form.try_to_save()
    assert "ngày bắt đầu" in form.fields["effective_from"].message.text()
    form.effective_from.setText("26/7/2026")
    form.try_to_save()
    assert "sửa bản đó" in form.fields["effective_from"].message.text()
    form.effective_from.setText("1/1/2027")
    form.numbers["ceremony_days"].setText("hai")
    form.document.setText("Quy định 300-QĐ/TW")
    form.try_to_save()
    assert "số nguyên" in form.fields["ceremony_days"].message.text()
    form.numbers["ceremony_days"].setText("20")
    form.try_to_save()
    assert (on(db, date(2026, 12, 31)).ceremony_days, on(db, date(2027, 1, 1)).ceremony_days) == (30, 20)
    assert editor.rows.rows[0].effective_from == date(2027, 1, 1)
    assert db.undo() == "Quy định kết nạp mới từ 01/01/2027"


def test_the_card_in_force_is_corrected(db, editor) -> None:
    row = editor.table.current_row()
    assert row is not None
    assert row.effective_from == date(2026, 7, 26)
    assert "cần đối chiếu" in row.values.document
    form = editor.edit()
    assert form is not None
    assert form.effective_from.isReadOnly()
    form.document.setText("Quy định 208-QĐ/TW, 26/7/2026")
    form.numbers["most_age"].setText("18")
    form.try_to_save()
    assert "lớn hơn" in form.fields["most_age"].message.text()
    form.numbers["most_age"].setText("60")
    form.try_to_save()
    assert on(db, date(2026, 11, 1)).document == "Quy định 208-QĐ/TW, 26/7/2026"


def test_the_badges_and_their_waves_are_rules_too(db, editor) -> None:
    form = editor.add()
    form.effective_from.setText("1/1/2027")
    form.document.setText("Hướng dẫn mới")
    for text in ("31/2", "19-5", "3 tháng 2", "", "29/2"):
        form.badge_waves.setText(text)
        form.try_to_save()
        assert "ngày/tháng" in form.fields["badge_waves"].message.text()
    form.badge_waves.setText("2/9, 3/2 19/5;7/11")
    for text in ("ba mươi", "0", "30, 400", ""):
        form.badge_years.setText(text)
        form.try_to_save()
        assert "năm tuổi Đảng" in form.fields["badge_years"].message.text()
    form.badge_years.setText("40 30,30, 95")
    form.try_to_save()
    old, new = on(db, date(2026, 12, 31)), on(db, date(2027, 1, 1))
    assert (new.badge_waves, new.badge_years) == ("03/02, 19/05, 02/09, 07/11", "30, 40, 95")
    assert (new.milestones, new.waves) == ((30, 40, 95), ((2, 3), (5, 19), (9, 2), (11, 7)))
    assert old.milestones[-1] == 90

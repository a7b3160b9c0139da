"""A change of name, typed on the card with its decision, corrected, taken out and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import former_names, members
from tests.ui.members_book import TODAY, card_shown, fill
from tests.user import in_front, press, type_text
from ui.members.card import MemberCard
from ui.members.names import NameForm


@pytest.fixture
def card(qtbot, db) -> MemberCard:
    member = fill(db)["Lò Văn Ánh"]
    shown = card_shown(qtbot, db, 700)
    shown.tabs.setCurrentWidget(shown.history)
    shown.show_member(member, TODAY)
    return shown


def shown(card: MemberCard) -> list[tuple[str, str, tuple[str, ...]]]:
    card.show_member(card.member_id, TODAY)
    return [(entry.title, entry.when, entry.lines) for entry in card.history.names.entries]


def form_of(card: MemberCard) -> NameForm:
    return next(one for one in card.findChildren(NameForm) if one.isVisible())


def test_a_change_of_name_is_written_corrected_and_taken_out_by_keys(qtbot, db, card) -> None:
    part = card.history.names
    assert shown(card) == []
    part.add.setFocus()
    press(part.add, Qt.Key.Key_Space)
    form = form_of(card)
    in_front(qtbot, form)
    assert form.former.text() == "Lò Văn Ánh"
    assert form.new_name.hasFocus()
    type_text(form.new_name, "Lò Văn Ảnh")
    for words in ("1/6/2026", "12/QD", "20/5/2026", "cai chinh"):
        press(form, Qt.Key.Key_Tab)
        type_text(form, words)
    press(form, Qt.Key.Key_Return)
    assert shown(card) == [
        ("Lò Văn Ánh → Lò Văn Ảnh", "Từ 01/06/2026", ("Quyết định số 12/QD ngày 20/05/2026", "cai chinh"))
    ]
    assert card.name.text() == "Lò Văn Ảnh"
    (pencil,) = part.pencils.values()
    pencil.setFocus()
    press(pencil, Qt.Key.Key_Space)
    form = form_of(card)
    form.since.setFocus()
    form.since.selectAll()
    type_text(form.since, "1/7/2099")
    press(form.since, Qt.Key.Key_Return)
    assert "chưa đến" in form.fields["since"].message.text()
    form.since.selectAll()
    type_text(form.since, "1/7/2026")
    press(form.since, Qt.Key.Key_Return)
    assert shown(card)[0][1] == "Từ 01/07/2026"
    (bin_,) = part.bins.values()
    press(bin_, Qt.Key.Key_Space)
    box = card.window().findChild(QMessageBox)
    assert "lại mang họ tên Lò Văn Ánh" in box.informativeText()
    next(button for button in box.buttons() if button.text() == "Bỏ").click()
    assert shown(card) == []
    assert card.name.text() == "Lò Văn Ánh"
    db.undo()
    assert shown(card)[0][1] == "Từ 01/07/2026"


def test_the_table_of_a_past_day_has_the_older_name(qtbot, db, card) -> None:
    change = former_names.NameChange("Lò Văn Ánh", "Lò Văn Ảnh", date(2026, 6, 1))
    with db.write("Đổi tên") as session:
        former_names.record(session, card.member_id, change, on=TODAY)
    with db.read() as session:
        names = [{row.full_name for row in members.search(session, on=day)} for day in (date(2026, 5, 1), TODAY)]
    assert "Lò Văn Ánh" in names[0]
    assert "Lò Văn Ảnh" in names[1] - names[0]
    card.show_member(card.member_id, date(2026, 5, 1))
    assert card.name.text() == "Lò Văn Ánh"
    card.show_member(card.member_id, TODAY)
    assert card.name.text() == "Lò Văn Ảnh"


def test_tab_shows_that_it_stands_on_the_page_to_be_scrolled(qtbot, db, card) -> None:
    card.tabs.setCurrentWidget(card.profile)
    card.profile.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(card.profile.hasFocus)
    seen = card.profile.grab().toImage().pixelColor(0, 40)
    card.tabs.setFocus()
    assert seen != card.profile.grab().toImage().pixelColor(0, 40)

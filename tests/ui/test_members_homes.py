"""Where a member lives: written on the card with its day, corrected, taken out; the form asks for the day too."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import residence, villages
from models.tables import Member
from models.villages import VillageValues
from tests.ui.members_book import TODAY, card_shown, fill
from ui.members.card import MemberCard
from ui.members.form import MemberForm
from ui.members.homes import HomeForm


@pytest.fixture
def card(qtbot, db) -> MemberCard:
    member = fill(db)["Lò Văn Ánh"]
    with db.write("Bản") as session:
        made = [villages.add(session, VillageValues(name)) for name in ("Tin Tốc", "Co Tở", "Pá Kháo")]
        session.get_one(Member, member).village_id = made[0]
    shown = card_shown(qtbot, db, 700)
    shown.tabs.setCurrentWidget(shown.history)
    shown.show_member(member, TODAY)
    return shown


def homes(card: MemberCard) -> list[tuple[str, str]]:
    card.show_member(card.member_id, TODAY)
    return [(entry.title, entry.when) for entry in card.history.homes.entries]


def form_of(card: MemberCard) -> HomeForm:
    return next(one for one in card.findChildren(HomeForm) if one.isVisible())


def test_a_move_is_written_corrected_and_taken_out(qtbot, db, card) -> None:
    part = card.history.homes
    assert homes(card) == [("Tin Tốc", "")]
    qtbot.mouseClick(part.add, Qt.MouseButton.LeftButton)
    form = form_of(card)
    form.village.setCurrentText("Co Tở")
    form.try_to_save()
    assert form.fields["since"].message.text() == "Hãy ghi ngày chuyển đến."
    form.since.setText("1/6/2026")
    form.try_to_save()
    assert homes(card) == [("Co Tở", "Từ 01/06/2026"), ("Tin Tốc", "Đến 31/05/2026")]
    assert part.bins[0].isHidden()
    qtbot.mouseClick(part.pencils[1], Qt.MouseButton.LeftButton)
    form = form_of(card)
    form.since.setText("1/7/2026")
    form.try_to_save()
    assert homes(card)[0] == ("Co Tở", "Từ 01/07/2026")
    qtbot.mouseClick(part.bins[1], Qt.MouseButton.LeftButton)
    box = card.window().findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Bỏ").click()
    assert homes(card) == [("Tin Tốc", "")]
    assert db.undo() == "Bỏ lần chuyển nơi ở đến Co Tở của Lò Văn Ánh"


def test_the_form_of_the_card_moves_with_a_day_and_corrects_without_one(qtbot, db, card) -> None:
    form = MemberForm(db, member_id=card.member_id)
    qtbot.addWidget(form)
    form.show()
    assert not form.lives_since.isEnabled()
    form.choices["village_id"].setCurrentText("Co Tở")
    form.lives_since.setText("1/6/2026")
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    assert homes(card) == [("Co Tở", "Từ 01/06/2026"), ("Tin Tốc", "Đến 31/05/2026")]
    form = MemberForm(db, member_id=card.member_id)
    qtbot.addWidget(form)
    form.show()
    form.choices["village_id"].setCurrentText("Pá Kháo")
    form.lives_since.setText("1/5/2026")
    form.try_to_save()
    assert "đã ghi một lần chuyển nơi ở" in form.fields["lives_since"].message.text()
    form.lives_since.clear()
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    assert homes(card) == [("Pá Kháo", "Từ 01/06/2026"), ("Tin Tốc", "Đến 31/05/2026")]
    with db.read() as session:
        assert residence.history(session, card.member_id)[1].since == date(2026, 6, 1)

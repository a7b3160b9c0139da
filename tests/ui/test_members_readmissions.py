"""The second time in the Party: its own probation, its own recognition; the card keeps the dates of the first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from models import events, members, renaming, stays
from models.bodies import Body
from models.database import Database
from models.dates import PartialDate
from models.decisions import Decision
from models.events import EventValues
from models.tables import EventKind, Standing
from tests.ui.members_book import TODAY, card_shown, fill
from tests.user import in_front, press, save, type_text
from ui.members import past
from ui.members.card import MemberCard
from ui.members.event_form import EventForm


@pytest.fixture
def member(db) -> int:
    """Return a secretary struck off in 2020."""
    who = fill(db)["Lò Văn Ánh"]
    with db.write("Xóa tên") as session:
        events.record(session, who, EventValues(EventKind.STRUCK_OFF, date(2020, 3, 1)))
    return who


def admitted_again(db: Database, member: int, day: date) -> None:
    with db.write("Kết nạp lại") as session:
        cell_id = stays.history(session, member)[-1].cell_id
        events.record(session, member, EventValues(EventKind.READMISSION, day, cell_id=cell_id))


@pytest.fixture
def card(qtbot, db, member) -> MemberCard:
    return card_shown(qtbot, db)


def recognising(qtbot, db: Database, card: MemberCard, member: int) -> EventForm:
    form = EventForm(db, member, card, kind=EventKind.RECOGNITION)
    form.open()
    in_front(qtbot, form)
    return form


def test_one_admitted_again_is_recognised_from_the_end_of_that_probation(qtbot, db, card, member) -> None:
    admitted_again(db, member, date(2025, 5, 1))
    form = recognising(qtbot, db, card, member)
    press(form, Qt.Key.Key_Tab)
    press(form, Qt.Key.Key_Space)
    assert form.on.text() == "01/05/2026"
    form.on.selectAll()
    type_text(form, "30042026")
    assert "kết nạp 01/05/2025, đến 01/05/2026 mới hết thời gian dự bị" in form.offer.early.text()
    form.on.selectAll()
    type_text(form, "01052026")
    save(qtbot, form)
    with db.read() as session:
        assert stays.history(session, member)[-1].standing is Standing.OFFICIAL
        assert members.read(session, member).official_on == PartialDate(2013, 10, 15)


def test_the_end_of_a_second_probation_still_to_come_is_said(qtbot, db, card, member) -> None:
    admitted_again(db, member, date(2026, 11, 2))
    form = recognising(qtbot, db, card, member)
    assert "Kết nạp 02/11/2026: hết thời gian dự bị ngày 02/11/2027." in form.fields["on"].message.text()
    assert not form.offer.isVisible()


def test_the_card_tells_who_left_came_back_and_was_exempt_as_the_member_form_asks(db, card, member) -> None:
    exempt = EventValues(EventKind.EXEMPT_START, date(2014, 1, 5))
    with db.write("Quá trình") as session:
        cell_id = stays.history(session, member)[-1].cell_id
        events.record(session, member, exempt, EventValues(EventKind.EXEMPT_END, date(2014, 7, 1)))
    admitted_again(db, member, date(2024, 5, 1))
    with db.write("Quá trình") as session:
        again = events.history(session, member)[-1]
        named = replace(again.values, first_introducer="Lò Văn Một", second_introducer="Đoàn xã")
        events.correct(session, again.id, named)
        events.record(
            session,
            member,
            EventValues(EventKind.RECOGNITION, date(2025, 5, 1)),
            EventValues(EventKind.EXPELLED, date(2025, 9, 1)),
            EventValues(EventKind.RESTORED, date(2026, 2, 1), cell_id=cell_id),
            EventValues(EventKind.EXEMPT_START, date(2026, 3, 1)),
        )
    card.show_member(member, TODAY)
    shown = {name: card.profile.values[name].text() for name in past.NAMES}
    assert shown == {
        "exempt": "từ 05/01/2014, hết từ 01/07/2014\ntừ 01/03/2026",
        "left_party": "Xóa tên 01/03/2020, Bản Tin Tốc\nKhai trừ 01/09/2025, Bản Tin Tốc",
        "readmitted": "01/05/2024, Bản Tin Tốc. Giới thiệu: Lò Văn Một; Đoàn xã. Chính thức 01/05/2025",
        "restored": "01/02/2026, Bản Tin Tốc",
    }
    card.show_member(member, date(2013, 12, 31))
    assert {card.profile.values[name].isHidden() for name in past.NAMES} == {True}
    assert "Kết nạp lại" not in card.profile.lacking.text()


def test_the_history_tells_the_cell_that_was_left_as_it_was_called_then(db, card, member) -> None:
    with db.write("Đổi tên") as session:
        cell_id = stays.history(session, member)[-1].cell_id
        decision = Decision(date(2022, 1, 1), "5-QĐ/ĐU")
        renaming.rename(session, Body(cell_id=cell_id), "Chi bộ bản Mới", decision, today=TODAY)
    card.show_member(member, TODAY)
    card.tabs.setCurrentWidget(card.history)
    assert "Chi bộ bản Tin Tốc" in [one.text() for one in card.history.findChildren(QLabel)]

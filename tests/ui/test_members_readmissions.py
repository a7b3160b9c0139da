"""The second time in the Party: its own probation, its own recognition; the card keeps the dates of the first."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from models import events, members, stays
from models.database import Database
from models.dates import PartialDate
from models.events import EventValues
from models.tables import EventKind, Standing
from tests.ui.members_book import card_shown, fill
from tests.user import in_front, press, save, type_text
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

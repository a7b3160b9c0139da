"""Transfers out that wait for the arrival to be confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models import calendar, events, transfers
from models.errors import KnownError
from models.events import EventValues
from models.tables import EventKind, Scope
from tests.models import builders
from tests.models.builders import left_to_do

LEFT = date(2026, 6, 1)
GONE = EventValues(EventKind.TRANSFER_OUT, LEFT, scope=Scope.SAME_PROVINCE, place="Đảng ủy xã Pú Sáy")


@pytest.fixture
def session(db):
    with db.write("Chuyển đi") as session:
        yield session


@pytest.fixture
def member(session) -> int:
    (member,) = builders.people(session, builders.cell(session), 1)
    return member


def due(session, start: date = LEFT) -> date:
    return calendar.read(session).add_working_days(start, 60)


def test_after_sixty_working_days_it_is_told_until_it_is_confirmed(session, member) -> None:
    events.record(session, member, GONE)
    last = due(session)
    assert transfers.unconfirmed(session, last) == []
    (line,) = transfers.unconfirmed(session, last + timedelta(days=1))
    assert (line.member_id, line.due_on, line.place) == (member, last, "Đảng ủy xã Pú Sáy")
    assert left_to_do(session, last + timedelta(days=1)).transfers == (line,)
    confirmed = last + timedelta(days=10)
    events.correct(session, line.event_id, replace(GONE, confirmed_on=confirmed))
    assert transfers.unconfirmed(session, last + timedelta(days=9)) == [line]  # as it was then
    assert transfers.unconfirmed(session, confirmed) == []


def test_it_counts_from_the_letter_if_there_is_one(session, member) -> None:
    letter = LEFT - timedelta(days=20)
    events.record(session, member, replace(GONE, decision_number="12-GTSHĐ", decision_on=letter))
    last = due(session, letter)
    assert transfers.unconfirmed(session, last) == []
    (line,) = transfers.unconfirmed(session, last + timedelta(days=1))
    assert (line.since, line.letter_number) == (letter, "12-GTSHĐ")


def test_one_who_came_back_and_an_old_transfer_are_left_alone(session, member) -> None:
    events.record(session, member, GONE)
    assert len(transfers.unconfirmed(session, date(2027, 5, 31))) == 1
    assert transfers.unconfirmed(session, date(2027, 6, 2)) == []
    events.record(session, member, EventValues(EventKind.TRANSFER_IN, date(2026, 9, 1), cell_id=1))
    assert transfers.unconfirmed(session, date(2026, 11, 1)) == []


def test_several_are_confirmed_at_once_and_not_before_they_left(session, member) -> None:
    events.record(session, member, EventValues(EventKind.TRANSFER_OUT, LEFT, scope=Scope.SAME_PROVINCE))
    lines = transfers.unconfirmed(session, LEFT + timedelta(days=200))
    assert [one.member_id for one in lines] == [member]
    with pytest.raises(KnownError, match="không thể tiếp nhận trước ngày chuyển đi") as refused:
        transfers.confirm(session, lines, LEFT - timedelta(days=1))
    assert refused.value.field == "confirmed_on"
    assert lines[0].full_name in refused.value.message
    transfers.confirm(session, lines, LEFT + timedelta(days=5))
    assert transfers.unconfirmed(session, LEFT + timedelta(days=200)) == []

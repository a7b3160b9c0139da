"""Where members live is changed from a day on, corrected and taken back; the villages of a past day keep theirs."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import members, residence, village_decisions, villages
from models.decisions import Decision
from models.errors import KnownError
from models.tables import Member
from models.villages import VillageValues
from tests.models.builders import TODAY, cell, people

NA_SAY, CO_TO, PA_KHAO = 1, 2, 3
JUNE, AUGUST = date(2026, 6, 1), date(2026, 8, 1)


@pytest.fixture
def session(db):
    with db.write("Dựng") as session:
        key = cell(session)
        for name in ("Nà Sáy", "Co Tở", "Pá Kháo"):
            villages.add(session, VillageValues(name, cell_id=key))
        who = people(session, key, 1)[0]
        session.get_one(Member, who).village_id = NA_SAY
        session.flush()
        yield session


def homes(session):
    return [(row.name, row.since, row.until) for row in residence.history(session, 1)]


def counted(session, day):
    return {row.id for row in villages.rows(session, day) if row.members}


def test_a_move_is_dated_and_the_past_keeps_its_people(session):
    residence.move(session, 1, CO_TO, JUNE, on=TODAY)
    assert homes(session) == [("Nà Sáy", None, date(2026, 5, 31)), ("Co Tở", JUNE, None)]
    assert [counted(session, day) for day in (date(2026, 5, 31), JUNE)] == [{NA_SAY}, {CO_TO}]
    residence.move(session, 1, PA_KHAO, date(2026, 2, 1), on=TODAY)  # entered late: the move of June stays
    assert [name for name, *_ in homes(session)] == ["Nà Sáy", "Pá Kháo", "Co Tở"]
    assert session.get_one(Member, 1).village_id == CO_TO


def test_the_list_of_members_of_a_past_day_has_the_villages_of_that_day(session):
    residence.move(session, 1, CO_TO, JUNE, on=TODAY)
    residence.move(session, 1, PA_KHAO, AUGUST, on=TODAY)
    days = [date(2026, 5, 31), JUNE, date(2026, 7, 31), AUGUST, TODAY]
    found = [members.search(session, on=day)[0].village_id for day in days]
    assert found == [NA_SAY, CO_TO, CO_TO, PA_KHAO, PA_KHAO]


def test_a_move_is_corrected_and_taken_back(session):
    residence.move(session, 1, CO_TO, JUNE, on=TODAY)
    residence.correct(session, 1, 1, PA_KHAO, AUGUST, on=TODAY)
    assert homes(session) == [("Nà Sáy", None, date(2026, 7, 31)), ("Pá Kháo", AUGUST, None)]
    residence.correct(session, 1, 0, None, None, on=TODAY)
    assert counted(session, JUNE) == set()  # where they lived then is not known
    assert counted(session, AUGUST) == {PA_KHAO}
    residence.remove(session, 1, 1)
    assert homes(session) == [("", None, None)]


@pytest.mark.parametrize(
    ("village", "since", "words", "field"),
    [
        (CO_TO, None, "ngày chuyển đến", "since"),
        (CO_TO, date(2027, 1, 1), "chưa đến", "since"),
        (NA_SAY, date(2026, 5, 1), "đã ghi ở đó", "village_id"),
        (PA_KHAO, JUNE, "đã ghi một lần", "since"),
    ],
)
def test_what_cannot_be_is_refused(session, village, since, words, field):
    residence.move(session, 1, CO_TO, JUNE, on=TODAY)
    with pytest.raises(KnownError, match=words) as told:
        residence.move(session, 1, village, since, on=TODAY)
    assert told.value.field == field


def test_a_correction_does_not_pass_another_move(session):
    residence.move(session, 1, CO_TO, JUNE, on=TODAY)
    residence.move(session, 1, PA_KHAO, AUGUST, on=TODAY)
    for place, day in ((1, AUGUST), (2, JUNE)):
        with pytest.raises(KnownError, match="vượt qua"):
            residence.correct(session, 1, place, NA_SAY, day, on=TODAY)


def test_a_decision_on_villages_of_before_the_move_reaches_the_time_there(session):
    """Moved away in August; in June the village had become another: June and July were lived in the new one."""
    residence.move(session, 1, CO_TO, AUGUST, on=TODAY)
    village_decisions.rename(session, NA_SAY, "Nà Sáy Mới", Decision(JUNE), today=TODAY)
    assert homes(session) == [
        ("Nà Sáy", None, date(2026, 5, 31)),
        ("Nà Sáy Mới", JUNE, date(2026, 7, 31)),
        ("Co Tở", AUGUST, None),
    ]
    with pytest.raises(KnownError, match="quyết định sắp xếp"):
        residence.remove(session, 1, 1)
    residence.remove(session, 1, 2)
    assert homes(session)[-1] == ("Nà Sáy Mới", JUNE, None)


def home(session, days):
    known, now = residence.Homes(session), session.get_one(Member, 1).village_id
    return [known.of(1, now, day) for day in days]


_STEPS = st.lists(
    st.tuples(st.sampled_from(["move", "correct", "remove"]), st.integers(0, 3), st.integers(0, 40), st.integers(0, 4)),
    max_size=10,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_every_day_has_one_residence_as_in_a_calendar_kept_by_hand(session, steps):
    """Against the plainest model: a dictionary of days."""
    first = date(2026, 9, 1)
    days = [first + timedelta(days=number) for number in range(41)]
    with session.begin_nested() as point:
        for what, village, offset, place in steps:
            rows = residence.history(session, 1)
            before = home(session, days)
            day = first + timedelta(days=offset)
            try:
                if what == "move":
                    residence.move(session, 1, village or None, day, on=TODAY)
                elif place < len(rows) and place:
                    if what == "remove":
                        residence.remove(session, 1, place)
                    else:
                        residence.correct(session, 1, place, village or None, day, on=TODAY)
            except KnownError:
                continue
            now = residence.history(session, 1)
            after = home(session, days)
            assert [one.since for one in now[1:]] == sorted({one.since for one in now[1:] if one.since})
            assert all(one.until == two.since - timedelta(days=1) for one, two in pairwise(now))
            if what == "move":
                end = next((row.until for row in rows if row.until is None or row.until >= day), None)
                wanted = [
                    (village or None) if one >= day and (end is None or one <= end) else old
                    for one, old in zip(days, before, strict=True)
                ]
                assert after == wanted
        point.rollback()
    session.expire_all()


def test_the_card_corrects_the_present_time_only(session):
    residence.move(session, 1, CO_TO, JUNE, on=TODAY)
    values = members.read(session, 1)
    members.edit(session, 1, values.__class__(**{**vars(values), "village_id": PA_KHAO}), on=TODAY)
    assert homes(session) == [("Nà Sáy", None, date(2026, 5, 31)), ("Pá Kháo", JUNE, None)]

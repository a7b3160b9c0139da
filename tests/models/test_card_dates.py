"""The dates of the card and the events they belong to are one fact: correcting either moves the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from models import events, members, party_age, stays
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.members import MemberValues
from models.tables import EventKind, Standing
from tests.models import builders as make
from tests.models.builders import TODAY

VALUES = MemberValues("Lò Văn Dần", admitted_on=PartialDate(2024, 5, 1), official_on=PartialDate(2025, 5, 1))


def admitted(session: Session, values: MemberValues = VALUES, **paper) -> int:
    assert values.admitted_on is not None
    by = EventValues(EventKind.ADMISSION, values.admitted_on.first, **paper)
    return members.add(session, values, make.cell(session), on=TODAY, by=by)


def change(session: Session, who: int, **fields) -> None:
    members.edit(session, who, replace(members.read(session, who), **fields), on=TODAY)
    session.flush()


def told(session: Session, who: int) -> list[tuple[EventKind, date, bool]]:
    return [(row.values.kind, row.values.effective_on, row.values.is_day_known) for row in events.history(session, who)]


def stood(session: Session, who: int) -> list[tuple[Standing, date]]:
    return [(row.standing, row.since) for row in stays.history(session, who)]


def test_a_corrected_admission_moves_its_event_and_the_list(session: Session) -> None:
    who = admitted(session)
    change(session, who, admitted_on=PartialDate(2024, 3, 10), official_on=PartialDate(2025, 3, 10))
    assert told(session, who) == [
        (EventKind.ADMISSION, date(2024, 3, 10), True),
        (EventKind.RECOGNITION, date(2025, 3, 10), True),
    ]
    assert stood(session, who) == [
        (Standing.PROBATIONARY, date(2024, 3, 10)),
        (Standing.OFFICIAL, date(2025, 3, 10)),
    ]


def test_both_dates_may_move_past_what_was_written(session: Session) -> None:
    who = admitted(session)
    change(session, who, admitted_on=PartialDate(2025, 6, 1), official_on=PartialDate(2026, 6, 1))
    assert stood(session, who) == [(Standing.PROBATIONARY, date(2025, 6, 1)), (Standing.OFFICIAL, date(2026, 6, 1))]


def test_a_date_known_to_the_month_leaves_a_day_within_it(session: Session) -> None:
    who = admitted(session)
    change(session, who, admitted_on=PartialDate(2024, 5))
    assert told(session, who)[0] == (EventKind.ADMISSION, date(2024, 5, 1), True)
    change(session, who, admitted_on=PartialDate(2024, 4))
    assert told(session, who)[0] == (EventKind.ADMISSION, date(2024, 4, 1), False)


def test_an_admission_after_something_that_rests_on_it_is_refused(session: Session) -> None:
    who = admitted(session)
    events.record(session, who, EventValues(EventKind.EXEMPT_START, date(2025, 8, 1)))
    with pytest.raises(KnownError, match="không có trong danh sách") as refused:
        change(session, who, admitted_on=PartialDate(2025, 9, 1), official_on=PartialDate(2026, 9, 1))
    assert refused.value.field == "admitted_on"


def test_an_admission_that_is_an_event_is_not_emptied(session: Session) -> None:
    who = admitted(session)
    with pytest.raises(KnownError, match="thẻ Quá trình") as refused:
        change(session, who, admitted_on=None, official_on=None)
    assert refused.value.field == "admitted_on"


def test_one_found_on_a_list_begins_where_the_admission_is_corrected_to(session: Session) -> None:
    who = members.add(session, replace(VALUES, official_on=None), make.cell(session), on=TODAY)
    assert stood(session, who) == [(Standing.PROBATIONARY, date(2024, 5, 1)), (Standing.UNKNOWN, date(2025, 5, 1))]
    change(session, who, admitted_on=PartialDate(2020, 2, 1))
    assert stood(session, who) == [(Standing.PROBATIONARY, date(2020, 2, 1)), (Standing.UNKNOWN, date(2021, 2, 1))]
    change(session, who, admitted_on=PartialDate(2026, 6, 1))
    assert stood(session, who) == [(Standing.PROBATIONARY, date(2026, 6, 1))]


@pytest.mark.parametrize(
    "later",
    [
        (EventValues(EventKind.EXEMPT_START, date(2026, 5, 1), False, decision_number="7-QĐ", reason="Tuổi cao"),),
        (EventValues(EventKind.RECOGNITION, date(2025, 7, 1), False, decision_number="8-QĐ"),),
        (
            EventValues(EventKind.TRANSFER_OUT, date(2025, 9, 1), False, place="Xã Mường Ảng"),
            EventValues(EventKind.TRANSFER_IN, date(2026, 2, 1), False, 1, Standing.OFFICIAL),
        ),
    ],
)
def test_a_corrected_admission_leaves_alone_what_came_later(session: Session, later: tuple[EventValues, ...]) -> None:
    who = members.add(session, VALUES, make.cell(session), on=TODAY)
    if later[0].kind is EventKind.RECOGNITION:
        (found,) = (row for row in events.history(session, who) if row.values.kind is EventKind.RECOGNITION)
        events.correct(session, found.id, later[0])
    else:
        events.record(session, who, *later)
    change(session, who, admitted_on=PartialDate(2024, 4, 1))
    assert [row.values for row in events.history(session, who)][-len(later) :] == list(later)
    assert stood(session, who)[0] == (Standing.PROBATIONARY, date(2024, 4, 1))


def test_a_known_first_day_stays_where_it_is(session: Session) -> None:
    who = members.add(session, VALUES, make.cell(session), on=TODAY, since=date(2025, 9, 1))
    change(session, who, admitted_on=PartialDate(2020, 2, 1))
    assert stood(session, who) == [(Standing.OFFICIAL, date(2025, 9, 1))]


@pytest.mark.parametrize("way", ["kết nạp", "ghi sổ", "ghi sổ khi đã chính thức"])
def test_an_emptied_official_date_takes_the_standing_back(session: Session, way: str) -> None:
    if way == "kết nạp":
        who, left = admitted(session), Standing.PROBATIONARY  # nobody has recognised them on paper
    else:
        since = date(2026, 1, 1) if "chính thức" in way else None
        who, left = members.add(session, VALUES, make.cell(session), on=TODAY, since=since), Standing.UNKNOWN
    assert stood(session, who)[-1][0] is Standing.OFFICIAL
    change(session, who, official_on=None)
    assert stood(session, who)[-1][0] is left
    change(session, who, official_on=PartialDate(2025, 5, 1))
    assert stood(session, who)[-1][0] is Standing.OFFICIAL


def test_a_recognition_with_its_decision_is_not_emptied(session: Session) -> None:
    who = admitted(session, replace(VALUES, official_on=None))
    paper = EventValues(EventKind.RECOGNITION, date(2025, 5, 1), decision_number="12-QĐ/ĐU")
    events.record(session, who, paper)
    with pytest.raises(KnownError, match="kèm quyết định") as refused:
        change(session, who, official_on=None)
    assert refused.value.field == "official_on"


def test_decision_and_ceremony_stand_on_the_card_and_in_the_event(session: Session) -> None:
    who = admitted(session, decision_on=date(2024, 4, 20), ceremony_on=date(2024, 5, 15))
    card = members.read(session, who)
    days = (card.admission_decided_on, card.admission_ceremony_on)
    assert days == (PartialDate(2024, 4, 20), PartialDate(2024, 5, 15))
    change(session, who, admission_decided_on=PartialDate(2024, 4, 2), admission_ceremony_on=None)
    (event, _recognition) = events.history(session, who)
    assert (event.values.decision_on, event.values.ceremony_on) == (date(2024, 4, 2), None)
    assert party_age.ages(session, TODAY)[who].counted_from == date(2024, 4, 2)
    events.correct(session, event.id, replace(event.values, decision_on=None))
    assert members.read(session, who).admission_decided_on is None


def test_an_admission_moved_to_a_month_says_so_on_the_card(session: Session) -> None:
    who = admitted(session)
    (event, _recognition) = events.history(session, who)
    moved = replace(event.values, effective_on=date(2024, 2, 1), is_day_known=False)
    events.correct(session, event.id, moved)
    assert members.read(session, who).admitted_on == PartialDate(2024, 2)

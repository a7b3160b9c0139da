"""Recognition as official: what it rewrites, what bears its decision, and what taking it out leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import checks, events, members, official_dates, stays
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.tables import Duty, EventKind, Standing
from tests.models import builders as make
from tests.models.builders import TODAY


def test_taking_out_another_event_of_the_day_leaves_the_official_date(db):
    with db.write("Dựng") as session:
        values = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2025, 1, 1))
        who = members.add(session, values, make.cell(session), on=date(2025, 6, 1))
        events.record(session, who, EventValues(EventKind.RECOGNITION, date(2026, 1, 1)))
        events.record(session, who, EventValues(EventKind.EXEMPT_START, date(2026, 1, 1)))
        events.remove(session, events.history(session, who)[-1].id)
        assert members.read(session, who).official_on == PartialDate(2026, 1, 1)


def test_taking_out_a_recognition_leaves_an_official_date_of_another_day(db):
    with db.write("Dựng") as session:
        values = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2025, 1, 1))
        who = members.add(session, values, make.cell(session), on=date(2025, 6, 1))
        stays.recognise(session, who, PartialDate(2026, 1, 20))
        written = next(row for row in events.history(session, who) if row.values.kind is EventKind.RECOGNITION)
        told = replace(written.values, effective_on=date(2026, 1, 1), is_day_known=False, is_month_known=True)
        events.correct(session, written.id, told)  # the month says nothing new to the card
        events.remove(session, written.id)
        assert members.read(session, who).official_on == PartialDate(2026, 1, 20)


@pytest.mark.parametrize(
    ("official", "kinds"),
    [
        (date(2020, 1, 1), [EventKind.LISTED]),
        (date(2020, 1, 2), [EventKind.LISTED, EventKind.RECOGNITION]),
    ],
)
def test_who_came_on_the_day_of_the_recognition_is_listed_as_official(db, official: date, kinds: list[EventKind]):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, standing=Standing.UNKNOWN, since=date(2020, 1, 1))
        stays.recognise(session, who, PartialDate.of(official))
        assert [row.values.kind for row in events.history(session, who)] == kinds
        assert stays.history(session, who)[-1].standing is Standing.OFFICIAL


def test_recognition_rewrites_what_later_lists_said_of_the_standing_and_nothing_else(db):
    with db.write("Dựng") as session:
        home = make.cell(session)
        (who,) = make.people(session, home, 1, standing=Standing.UNKNOWN, since=date(2020, 1, 1))
        for day, standing in ((date(2021, 1, 1), Standing.PROBATIONARY), (date(2023, 1, 1), Standing.UNKNOWN)):
            events.record(session, who, EventValues(EventKind.LISTED, day, standing=standing))
        events.record(session, who, EventValues(EventKind.EXEMPT_START, date(2024, 1, 1)))
        stays.recognise(session, who, PartialDate(2022, 5))
        told = [(row.values.kind, row.values.standing, str(row.values.day)) for row in events.history(session, who)]
        assert told == [
            (EventKind.LISTED, Standing.PROBATIONARY, "01/01/2020"),
            (EventKind.LISTED, Standing.PROBATIONARY, "01/01/2021"),
            (EventKind.RECOGNITION, None, "05/2022"),
            (EventKind.LISTED, None, "01/01/2023"),
            (EventKind.EXEMPT_START, None, "01/01/2024"),
        ]
        stays.recognise(session, who, PartialDate(2022))  # told anew, not twice
        days = [row.values.day for row in events.history(session, who) if row.values.kind is EventKind.RECOGNITION]
        assert days == [PartialDate(2022)]


@pytest.mark.parametrize("paper", [{"decision_number": "05-QĐ/ĐU"}, {"decision_on": date(2019, 12, 1)}, {}])
def test_who_was_listed_already_recognised_bears_no_decision(db, paper: dict):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, standing=Standing.UNKNOWN, since=date(2020, 1, 1))
        told = EventValues(EventKind.RECOGNITION, date(2019, 12, 1), **paper)
        if paper:
            with pytest.raises(KnownError, match="khi đã là đảng viên chính thức"):
                stays.recognise(session, who, PartialDate(2019, 12, 1), told)
        else:
            stays.recognise(session, who, PartialDate(2019, 12, 1), told)
            assert [row.values.kind for row in events.history(session, who)] == [EventKind.LISTED]


def test_who_was_admitted_here_is_recognised_by_an_event_whatever_the_day(db):
    with db.write("Dựng") as session:
        came = EventValues(EventKind.ADMISSION, date(2025, 1, 1))
        values = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2025, 1, 1))
        who = members.add(session, values, make.cell(session), on=TODAY, by=came)
        paper = EventValues(EventKind.RECOGNITION, date(2025, 1, 1), decision_number="05-QĐ/ĐU")
        stays.recognise(session, who, PartialDate(2025, 1, 1), paper)
        assert [(row.values.kind, row.values.decision_number) for row in events.history(session, who)] == [
            (EventKind.ADMISSION, ""),
            (EventKind.RECOGNITION, "05-QĐ/ĐU"),
        ]


def test_recognition_leaves_what_papers_and_lists_of_duties_said(db):
    with db.write("Dựng") as session:
        home = make.cell(session)
        came = EventValues(EventKind.TRANSFER_IN, date(2020, 1, 1), cell_id=home, standing=Standing.UNKNOWN)
        who = members.add(session, members.MemberValues("Lò Thị Mới"), home, on=TODAY, by=came)
        busy = EventValues(EventKind.LISTED, date(2020, 6, 1), duty=Duty.SPECIAL_DUTY)
        back = replace(came, effective_on=date(2024, 1, 1), standing=Standing.OFFICIAL)
        events.record(session, who, busy, EventValues(EventKind.TRANSFER_OUT, date(2023, 1, 1)), back)
        stays.recognise(session, who, PartialDate(2021, 5, 1))
        told = [(row.values.kind, row.values.standing) for row in events.history(session, who)]
    assert told == [
        (EventKind.TRANSFER_IN, Standing.UNKNOWN),
        (EventKind.LISTED, None),
        (EventKind.RECOGNITION, None),
        (EventKind.TRANSFER_OUT, None),
        (EventKind.TRANSFER_IN, Standing.OFFICIAL),
    ]


@pytest.mark.parametrize("kind", [EventKind.TRANSFER_IN, EventKind.TEMP_IN, EventKind.LISTED])
def test_who_arrived_already_recognised_is_official_from_the_arrival(db, kind: EventKind):
    with db.write("Dựng") as session:
        home = make.cell(session)
        came = EventValues(kind, date(2020, 1, 1), cell_id=home, standing=Standing.PROBATIONARY)
        who = members.add(session, members.MemberValues("Lò Thị Mới"), home, on=TODAY, by=came)
        stays.recognise(session, who, PartialDate(2019, 5, 1))
        told = [(row.values.kind, row.values.standing) for row in events.history(session, who)]
        assert told == [(kind, Standing.OFFICIAL)]
        assert {row.standing for row in stays.history(session, who)} == {Standing.OFFICIAL}


def test_an_official_date_moved_before_the_arrival_takes_the_recognition_out(db):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, standing=Standing.UNKNOWN, since=date(2020, 1, 1))
        stays.recognise(session, who, PartialDate(2021, 1, 1))
        assert EventKind.RECOGNITION in {row.values.kind for row in events.history(session, who)}
        stays.recognise(session, who, PartialDate(2019, 1, 1))
        assert [row.values.kind for row in events.history(session, who)] == [EventKind.LISTED]


def test_of_two_recognitions_the_last_is_the_one_whose_day_is_corrected(db):
    kind = EventKind
    with db.write("Dựng") as session:
        home = make.cell(session)
        came = EventValues(kind.ADMISSION, date(2010, 1, 1))
        values = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2010, 1, 1))
        who = members.add(session, values, home, on=TODAY, by=came)
        events.record(
            session,
            who,
            EventValues(kind.RECOGNITION, date(2011, 1, 1)),
            EventValues(kind.STRUCK_OFF, date(2015, 1, 1)),
            EventValues(kind.READMISSION, date(2020, 1, 1), cell_id=home),
            EventValues(kind.RECOGNITION, date(2021, 1, 1)),
        )
        stays.recognise(session, who, PartialDate(2021, 3, 1))
        days = [row.values.effective_on for row in events.history(session, who) if row.values.kind is kind.RECOGNITION]
    assert days == [date(2011, 1, 1), date(2021, 3, 1)]


@pytest.fixture
def readmitted(db) -> int:
    """Return one recognised in 2016, struck off in 2022 and admitted again in March 2025."""
    with db.write("Dựng") as session:
        values = members.MemberValues(
            "Lò Thị Mới", admitted_on=PartialDate(2015, 6, 15), official_on=PartialDate(2016, 6, 15)
        )
        cell = make.cell(session)
        who = members.add(session, values, cell, on=TODAY, since=date(2015, 6, 15))
        events.record(session, who, EventValues(EventKind.STRUCK_OFF, date(2022, 2, 1)))
        events.record(session, who, EventValues(EventKind.READMISSION, date(2025, 3, 10), cell_id=cell))
    return who


def recognitions(session, who: int) -> list[str]:
    return [str(row.values.day) for row in events.history(session, who) if row.values.kind is EventKind.RECOGNITION]


@pytest.mark.parametrize("way", [events.record, None])
def test_a_second_recognition_leaves_the_first_official_date_on_the_card(db, readmitted: int, way):
    second = EventValues(EventKind.RECOGNITION, date(2026, 3, 10), decision_number="16-QĐ/ĐU")
    with db.write("Công nhận") as session:
        if way is None:
            stays.recognise(session, readmitted, PartialDate(2026, 3, 10), second)
        else:
            way(session, readmitted, second)
    with db.read() as session:
        assert members.read(session, readmitted).official_on == PartialDate(2016, 6, 15)
        assert recognitions(session, readmitted) == ["15/06/2016", "10/03/2026"]
        assert events.history(session, readmitted)[-1].values.decision_number == "16-QĐ/ĐU"
    with db.write("Sửa") as session:
        last = events.history(session, readmitted)[-1]
        events.correct(session, last.id, replace(last.values, effective_on=date(2026, 3, 12)))
    with db.write("Bỏ") as session:
        assert members.read(session, readmitted).official_on == PartialDate(2016, 6, 15)
        events.remove(session, events.history(session, readmitted)[-1].id)
        assert members.read(session, readmitted).official_on == PartialDate(2016, 6, 15)


def test_the_official_date_of_the_card_moves_the_first_recognition(db, readmitted: int):
    with db.write("Công nhận") as session:
        events.record(session, readmitted, EventValues(EventKind.RECOGNITION, date(2026, 3, 10)))
        card = members.read(session, readmitted)
        members.edit(session, readmitted, replace(card, official_on=PartialDate(2016, 6, 20)), on=TODAY)
        assert recognitions(session, readmitted) == ["20/06/2016", "10/03/2026"]
        members.edit(session, readmitted, replace(card, official_on=None), on=TODAY)
        assert recognitions(session, readmitted) == ["10/03/2026"]


def test_one_listed_as_official_and_admitted_again_was_official_before(db):
    with db.write("Dựng") as session:
        cell = make.cell(session)
        (who,) = make.people(session, cell, 1, since=date(2010, 1, 1))
        events.record(session, who, EventValues(EventKind.STRUCK_OFF, date(2022, 2, 1)))
        events.record(session, who, EventValues(EventKind.READMISSION, date(2025, 3, 10), cell_id=cell))
        stays.recognise(session, who, PartialDate(2026, 3, 10))
        told = [(row.standing, row.since) for row in stays.history(session, who)]
    assert told == [
        (Standing.OFFICIAL, date(2010, 1, 1)),
        (Standing.PROBATIONARY, date(2025, 3, 10)),
        (Standing.OFFICIAL, date(2026, 3, 10)),
    ]


@pytest.mark.parametrize("is_recognised", [False, True])
def test_nobody_admitted_again_is_offered_the_end_of_a_first_probation_that_was_broken_off(db, is_recognised: bool):
    with db.write("Dựng") as session:
        home = make.cell(session)
        values = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2000, 1, 1))
        who = members.add(session, values, home, on=date(2000, 2, 1))
        again = EventValues(EventKind.READMISSION, date(2025, 8, 1), cell_id=home)
        events.record(session, who, EventValues(EventKind.STRUCK_OFF, date(2000, 6, 1)), again)
        if is_recognised:
            events.record(session, who, EventValues(EventKind.RECOGNITION, date(2026, 8, 1)))
        assert official_dates.offer_official_dates(session, TODAY) == []
        assert "no-official-date" not in {one.rule.key for one in checks.run(session, TODAY)}


def test_events_of_one_admitted_again_corrected_together_leave_the_card(db):
    with db.write("Dựng") as session:
        home = make.cell(session)
        first = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2000, 1, 1), official_on=PartialDate(2001))
        who = members.add(session, first, home, on=date(2010, 2, 1))
        days = {
            EventKind.STRUCK_OFF: date(2012, 6, 1),
            EventKind.READMISSION: date(2020, 8, 1),
            EventKind.RECOGNITION: date(2021, 8, 1),
            EventKind.EXEMPT_START: date(2023, 8, 1),
        }
        events.record(session, who, *(EventValues(kind, day, cell_id=home) for kind, day in days.items()))
        later = events.history(session, who)[-2:]
        moved = {row.id: replace(row.values, effective_on=row.values.effective_on.replace(month=9)) for row in later}
        events.correct_all(session, moved)
        assert members.read(session, who).official_on == PartialDate(2001)

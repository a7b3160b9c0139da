"""The names behind a figure and the year of a member (domain.md 4.5)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models import attenders, meetings, participation, stays
from models.attenders import MemberYear
from models.dates import Period
from models.tables import Duty, SeveralMeetings
from tests.models import builders as make
from tests.models.builders import TODAY, C, K, P, T, X

OCTOBER = Period.month(2026, 10)
DAY = date(2026, 10, 5)


def test_the_year_of_a_member(session: Session) -> None:
    key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    one, two = make.people(session, key, 2)
    for month, mark in enumerate((X, P, K, T, C, K), 1):
        make.held(session, key, date(2026, month, 5), {one: mark})
    stays.change(session, one, on=date(2026, 7, 1), cell_id=other)
    make.held(session, other, date(2026, 7, 5), {one: K})
    stays.change(session, one, on=date(2026, 8, 1), duty=Duty.TEMP_AWAY)
    make.held(session, other, date(2026, 8, 5))
    everywhere = attenders.member_years(session, 2026)
    assert everywhere[one] == MemberYear(attended=2, obliged=6, excused=1, unexcused=3)
    assert everywhere[two] == MemberYear(attended=6, obliged=6, excused=0, unexcused=0)
    assert attenders.member_years(session, 2026, cell_id=key)[one].unexcused == 2
    assert attenders.member_years(session, 2026, through=3)[one].obliged == 3
    assert set(attenders.member_years(session, 2026, members=[one])) == {one}
    assert attenders.member_years(session, 2025) == {}


def test_every_figure_opens_its_names(session: Session) -> None:
    key = make.cell(session)
    who = make.people(session, key, 3)
    (away,) = make.people(session, key, 1, duty=Duty.TEMP_AWAY, start=9)
    make.held(session, key, DAY, {who[1]: P})
    known = participation.figures(session, OCTOBER, on=TODAY)
    tally, lines = known.total, attenders.people(session, known)
    assert sum(line.is_eligible for line in lines) == tally.eligible == 3
    assert [line.member_id for line in lines if line.mark is P] == [who[1]]
    assert [(line.member_id, line.duty) for line in lines if not line.is_eligible] == [(away, Duty.TEMP_AWAY)]


def test_the_year_of_a_member_counts_the_meetings_that_count_for_the_cell(session: Session) -> None:
    """Two meetings in a month: only the first under the card of HD 42, both once a card pools them."""
    key = make.cell(session)
    (one,) = make.people(session, key, 1)
    make.card(session, date(2026, 6, 1), several=SeveralMeetings.POOLED)
    for month in (5, 6):
        make.held(session, key, date(2026, month, 5), {one: X})
        make.held(session, key, date(2026, month, 20), {one: K})
    assert attenders.member_years(session, 2026, through=5)[one] == MemberYear(1, 1, 0, 0)
    assert attenders.member_years(session, 2026, cell_id=key)[one] == MemberYear(2, 3, 0, 1)
    tally = participation.figures(session, Period.year(2026), on=TODAY).total
    assert (tally.attended, tally.eligible) == (2, 3)


def test_a_meeting_that_was_not_held_is_not_the_first_of_the_month(session: Session) -> None:
    key = make.cell(session)
    (one,) = make.people(session, key, 1)
    meetings.set_not_held(session, make.meeting(session, key, DAY), "Mưa lũ")
    make.held(session, key, date(2026, 10, 20), {one: P})
    assert attenders.member_years(session, 2026)[one] == MemberYear(0, 1, 1, 0)

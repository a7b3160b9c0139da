"""Party age: full years and months, time outside the Party taken off, never falling."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import badges, events, members, membership_rules, party_age
from models.badges import BadgeValues
from models.dates import PartialDate, add_months
from models.errors import KnownError
from models.events import EventValues
from models.party_age import Gap
from models.tables import Duty, EventKind, Standing
from tests.models import builders as make

ON = date(2026, 11, 22)
DAYS = st.dates(date(1950, 1, 1), date(2026, 11, 22))


@st.composite
def lives(draw) -> tuple[date, list[Gap]]:
    """Draw an admission and times outside the Party, apart and in order; the last may be open."""
    first, *days = sorted(draw(st.sets(DAYS, min_size=1, max_size=7)))
    gaps = [Gap(out, back) for out, back in zip(days[::2], days[1::2], strict=False)]
    return first, [*gaps, Gap(days[-1])] if len(days) % 2 else gaps


def months(life: tuple[date, list[Gap]], on: date) -> int:
    first, gaps = life
    known = [Gap(gap.out, gap.back if gap.back and gap.back <= on else None) for gap in gaps if gap.out <= on]
    return party_age.age(PartialDate.of(first), known, on).months


@given(lives(), DAYS, st.integers(0, 4000))
def test_it_never_falls_as_days_go_by(life, day: date, later: int) -> None:
    assert months(life, day) <= months(life, day + timedelta(days=later))


@given(lives(), DAYS)
def test_time_outside_never_adds_and_at_most_takes_what_it_lasted(life, day: date) -> None:
    first, gaps = life
    whole = party_age.full_months(first, day)
    mine = months(life, day)
    outside = sum(((min(gap.back or day, day) - gap.out).days for gap in gaps if gap.out < day), 0)
    assert mine <= whole
    assert mine >= whole - outside / 28 - len(gaps) - 1


@given(lives(), st.integers(0, 2000))
def test_it_stands_still_outside(life, days: int) -> None:
    _first, gaps = life
    for gap in gaps:
        inside = min(gap.out + timedelta(days=days), (gap.back or date.max) - timedelta(days=1))
        assert months(life, inside) == months(life, gap.out)


@given(DAYS, st.integers(0, 90))
def test_a_milestone_is_reached_on_its_day_and_not_the_day_before(first: date, years: int) -> None:
    age = party_age.age(PartialDate.of(first), (), ON)
    day = age.reaches(years)
    assert day is not None
    assert day == add_months(first, 12 * years)
    assert party_age.full_months(first, day) == 12 * years
    assert years == 0 or party_age.full_months(first, day - timedelta(days=1)) < 12 * years


def test_years_and_months_in_words() -> None:
    assert str(party_age.age(PartialDate(1994, 6, 12), (), ON)) == "32 năm 5 tháng"
    assert str(party_age.age(PartialDate(1994, 11, 22), (), ON)) == "32 năm"
    assert str(party_age.age(PartialDate(2026, 6, 1), (), ON)) == "5 tháng"
    assert not party_age.age(PartialDate(1994), (), ON).is_exact


@pytest.fixture
def home(session) -> int:
    return make.cell(session)


def member(session, home: int, admitted: str, name: str = "Lò Văn Ánh", **more) -> int:
    day = PartialDate.parse(admitted)
    values = members.MemberValues(name, admitted_on=day, official_on=PartialDate(day.year + 1, 12, 1), **more)
    return members.add(session, values, home, on=ON)


def age(session, member_id: int, on: date = ON) -> party_age.PartyAge:
    session.flush()
    found = party_age.ages(session, on, [member_id])[member_id]
    assert party_age.Ages(session).of(member_id, on) == found
    return found


def event(session, member_id: int, kind: EventKind, day: date, **more) -> None:
    events.record(session, member_id, EventValues(kind, day, **more))


def test_one_struck_off_and_readmitted_loses_the_time_between(session, home) -> None:
    who = member(session, home, "1/1/1990")
    event(session, who, EventKind.STRUCK_OFF, date(2000, 1, 1))
    assert str(age(session, who)) == "10 năm"
    assert age(session, who).ended_on == date(2000, 1, 1)
    event(session, who, EventKind.READMISSION, date(2006, 1, 1), cell_id=home)
    assert age(session, who).months == 12 * 10 + 12 * 20 + 10
    assert str(age(session, who, date(2003, 5, 5))) == "10 năm"  # as it was known then


@pytest.mark.parametrize(
    ("on", "reached", "counted_from", "is_over"),
    [
        (date(2010, 7, 4), 125, date(2000, 1, 20), False),
        (date(2010, 7, 5), 125, date(2000, 1, 20), True),  # the day of leaving: no more is counted
        (date(2015, 7, 9), 125, date(2000, 1, 20), True),
        (date(2015, 7, 10), 125, date(2005, 1, 26), False),  # back with 125 months and the 15 days reached beyond them
        (date(2015, 7, 25), 125, date(2005, 1, 26), False),
        (date(2015, 7, 26), 126, date(2005, 1, 26), False),
    ],
)
def test_the_very_days_of_leaving_and_coming_back(
    session, home, on: date, reached: int, counted_from: date, is_over: bool
) -> None:
    who = member(session, home, "20/1/2000")
    event(session, who, EventKind.STRUCK_OFF, date(2010, 7, 5))
    event(session, who, EventKind.READMISSION, date(2015, 7, 10), cell_id=home)
    found = age(session, who, on)
    assert (found.months, found.counted_from) == (reached, counted_from)
    assert found.ended_on == (date(2010, 7, 5) if is_over else None)


def test_an_age_begins_on_the_day_of_admission(session, home) -> None:
    who = member(session, home, "20/1/2000")
    assert age(session, who, date(2000, 1, 20)).months == 0
    assert party_age.ages(session, date(2000, 1, 19)) == {}
    assert party_age.Ages(session).of(who, date(2000, 1, 19)) is None


def test_years_reached_on_the_last_day_that_counts_are_reached() -> None:
    ended = party_age.age(PartialDate(1990, 5, 19), [Gap(date(2020, 5, 19))], ON)
    assert ended.reaches(30) == date(2020, 5, 19)
    assert party_age.age(PartialDate(1990, 5, 20), [Gap(date(2020, 5, 19))], ON).reaches(30) is None


def test_one_restored_loses_nothing(session, home) -> None:
    who = member(session, home, "1/1/1990")
    event(session, who, EventKind.EXPELLED, date(2000, 1, 1))
    event(session, who, EventKind.RESTORED, date(2006, 1, 1), cell_id=home, standing=Standing.OFFICIAL)
    assert str(age(session, who)) == "36 năm 10 tháng"


def test_moving_away_and_back_loses_nothing(session, home) -> None:
    who = member(session, home, "1/1/1990")
    event(session, who, EventKind.TRANSFER_OUT, date(2000, 1, 1))
    event(session, who, EventKind.TRANSFER_IN, date(2006, 1, 1), cell_id=home, standing=Standing.OFFICIAL)
    assert str(age(session, who)) == "36 năm 10 tháng"


def test_it_counts_from_the_decision_not_the_ceremony(session, home) -> None:
    values = members.MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2024, 9, 15))
    by = EventValues(EventKind.ADMISSION, date(2024, 9, 15), decision_on=date(2024, 8, 25))
    who = members.add(session, values, home, on=ON, by=by)
    assert age(session, who).counted_from == date(2024, 8, 25)  # the example of domain.md 2.6


def test_the_override_comes_first_and_needs_its_reason(session, home) -> None:
    who = member(session, home, "1/1/1990", party_age_from=PartialDate(1988, 5, 1), party_age_reason="điều lệ cũ")
    assert age(session, who).is_overridden
    assert age(session, who).counted_from == date(1988, 5, 1)
    with pytest.raises(KnownError, match="Hãy ghi lý do") as refused:
        member(session, home, "1/1/1990", party_age_from=PartialDate(1988, 5, 1))
    assert refused.value.field == "party_age_reason"


def test_nobody_without_a_day_of_admission_has_an_age(session, home) -> None:
    who = members.add(session, members.MemberValues("Lò Văn Ánh"), home, on=ON)
    assert party_age.ages(session, ON) == {}
    assert party_age.Ages(session).of(who, ON) is None
    assert who not in party_age.ages(session, ON)


@pytest.mark.parametrize(
    ("on", "wave", "before"),
    [
        (date(2026, 11, 22), date(2027, 2, 3), date(2026, 11, 7)),
        (date(2026, 2, 3), date(2026, 2, 3), date(2025, 11, 7)),
        (date(2026, 5, 20), date(2026, 9, 2), date(2026, 5, 19)),
    ],
)
def test_the_next_wave(session, on: date, wave: date, before: date) -> None:
    assert badges.next_wave(membership_rules.book(session), on) == wave
    assert badges.wave_before(membership_rules.book(session), wave) == before


def test_who_is_due_at_a_wave(session, home) -> None:
    wave = date(2027, 2, 3)
    new = member(session, home, "3/2/1997", "Đúng Ngày")
    member(session, home, "4/2/1997", "Sau Một Ngày")
    old = member(session, home, "1/1/1980", "Từ Lâu")
    given = member(session, home, "1/1/1985", "Đã Nhận")
    badges.award(session, given, BadgeValues(40, date(2025, 2, 3)))
    members.add(
        session,
        members.MemberValues("Khách Qua", admitted_on=PartialDate(1980, 1, 1)),
        home,
        on=ON,
        duty=Duty.GUEST,
    )
    session.flush()
    lines = {line.member_id: line for line in badges.due(session, wave, on=ON)}
    assert set(lines) == {new, old}
    assert (lines[new].years, lines[new].is_new, lines[new].reached_on) == (30, True, wave)
    assert (lines[old].years, lines[old].is_new, lines[old].unwritten) == (45, False, (30, 40))
    badges.award(session, new, BadgeValues(30, wave, "12-QĐ/TU", date(2027, 1, 15)))
    session.flush()
    assert new not in {line.member_id for line in badges.due(session, wave, on=ON)}
    (row,) = badges.of(session, new)
    assert row.values == BadgeValues(30, wave, "12-QĐ/TU", date(2027, 1, 15))
    badges.take_back(session, row.id)
    session.flush()
    assert new in {line.member_id for line in badges.due(session, wave, on=ON)}


def test_years_reached_on_the_day_of_a_wave_were_due_at_it_and_are_not_new_at_the_next(session, home) -> None:
    then, after = member(session, home, "7/11/1996", "Đúng Đợt"), member(session, home, "8/11/1996", "Sau Đợt")
    session.flush()
    is_new = {line.member_id: line.is_new for line in badges.due(session, date(2027, 2, 3), on=ON)}
    assert is_new == {then: False, after: True}
    (line,) = badges.due(session, date(2026, 11, 7), on=ON)
    assert (line.member_id, line.is_new) == (then, True)


def test_a_badge_may_be_given_on_the_day_it_is_decided(session, home) -> None:
    who, day = member(session, home, "1/1/1980"), date(2025, 2, 3)
    badges.award(session, who, BadgeValues(40, day, "12-QĐ/TU", decision_on=day))
    session.flush()
    assert [row.values.decision_on for row in badges.of(session, who)] == [day]


def test_a_badge_of_other_years_is_refused(session, home) -> None:
    who = member(session, home, "1/1/1980")
    with pytest.raises(KnownError, match="Không có Huy hiệu 35"):
        badges.award(session, who, BadgeValues(35))
    with pytest.raises(KnownError, match="ở sau ngày trao"):
        badges.award(session, who, BadgeValues(40, date(2025, 2, 3), decision_on=date(2025, 3, 3)))

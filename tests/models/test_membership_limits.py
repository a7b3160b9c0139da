"""The dated limits of the register: a new card changes what holds from its day, and nothing before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models import badges, cell_register, checks, members, membership_rules, overview, todo
from models.badges import BadgeValues
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.indicators import Facts, Scope, find
from models.members import MemberValues
from models.tables import Gender
from tests.models import builders as make
from tests.models import bulk

NEW = date(2026, 11, 1)
BEFORE = NEW - timedelta(days=1)


def rule(session: Session, **values: object) -> None:
    present = membership_rules.book(session).on(NEW)
    membership_rules.save(session, NEW, replace(present, document="Quy định mới", **values))
    session.flush()


def small(session: Session, on: date) -> list[int]:
    indicator = find("cells_small")
    assert indicator is not None
    return [name.id for name in indicator.figure(Facts(session, Scope(Period.year(on.year), on))).names]


def test_a_cell_of_four_is_small_once_five_are_asked(session: Session) -> None:
    cell = make.cell(session)
    make.people(session, cell, 4)
    rule(session, least_official=5)
    for on, shown in ((BEFORE, []), (NEW, [cell])):
        assert small(session, on) == shown
        assert [line.id for line in cell_register.lines(session, on) if line.is_short] == shown
        rules = [one for one in checks.RULES if one.key == "small-cells"]
        assert [one.cell_id for one in checks.run(session, on, rules=rules)] == shown
        work = todo.read(session, overview.read(session, on))
        assert [one.id for one in work.short] == shown
        assert work.least_official == (5 if shown else 3)


def test_who_is_young_goes_by_the_rule_of_the_day_of_admission(session: Session) -> None:
    villages, cells = bulk.add_villages(session, 1), bulk.add_cells(session, 1)
    bulk.serve(session, [(cells[0], villages[0])])
    for place, day in enumerate((date(2026, 10, 5), date(2026, 11, 5))):
        admitted = PartialDate.of(day)
        known = {"born_on": PartialDate(1992, 3, 1), "gender": Gender.MALE}
        bulk.add_members(session, cells, villages=villages, admitted=admitted, since=day, start=place, **known)
    rule(session, youth_age=35)
    young = find("admitted_young")
    assert young is not None
    found = young.figure(Facts(session, Scope(Period.year(2026), make.TODAY)))
    assert [name.detail for name in found.names] == ["kết nạp 05/11/2026"]


def test_a_new_badge_and_a_new_wave_hold_from_their_day(session: Session) -> None:
    (who,) = bulk.add_members(session, bulk.add_cells(session, 1), admitted=PartialDate(1990, 12, 1))
    badges.award(session, who, BadgeValues(30))
    with pytest.raises(KnownError):
        badges.award(session, who, BadgeValues(35))
    rule(session, badge_years="30, 35, 40", badge_waves="03/02, 22/12")
    book = membership_rules.book(session)
    assert badges.next_wave(book, date(2026, 9, 2)) == date(2026, 9, 2)
    for day in (date(2026, 9, 3), BEFORE, NEW):  # 07/11 is no wave any more on that day
        assert badges.next_wave(book, day) == date(2026, 12, 22)
    assert badges.wave_before(book, date(2026, 12, 22)) == date(2026, 9, 2)  # the old card held on that day
    assert badges.wave_before(book, date(2027, 2, 3)) == date(2026, 12, 22)
    assert badges.next_wave(book, date(2026, 12, 23)) == date(2027, 2, 3)
    assert badges.due(session, date(2026, 9, 2), on=BEFORE) == []
    (line,) = badges.due(session, date(2026, 12, 22), on=make.TODAY)
    assert (line.years, line.is_new) == (35, False)
    badges.award(session, who, BadgeValues(35, date(2026, 12, 22)))
    session.flush()
    assert badges.due(session, date(2026, 12, 22), on=make.TODAY) == []


def test_a_year_may_be_without_a_wave_between_two_cards(session: Session) -> None:
    rule(session, badge_waves="03/02")
    values = membership_rules.book(session).on(NEW)
    membership_rules.save(session, date(2027, 1, 15), replace(values, document="Quy định sau", badge_waves="10/01"))
    session.flush()
    book = membership_rules.book(session)
    assert badges.next_wave(book, NEW) == date(2028, 1, 10)
    assert badges.wave_before(book, date(2028, 1, 10)) == date(2026, 9, 2)


def test_the_age_of_admission_is_that_of_the_rule(session: Session) -> None:
    (who,) = bulk.add_members(session, bulk.add_cells(session, 1), admitted=PartialDate(2026, 11, 5))
    session.get_one(bulk.Member, who).born_on = PartialDate(2007, 5, 1)
    session.flush()
    rules = [one for one in checks.RULES if one.key == "under-age"]
    assert checks.run(session, make.TODAY, rules=rules) == []
    rule(session, least_age=20)
    (found,) = checks.run(session, make.TODAY, rules=rules)
    assert "chưa đủ 20 tuổi" in found.what


def test_the_card_of_a_member_is_as_strict_as_the_rule(session: Session) -> None:
    home = make.cell(session)
    young = MemberValues("Lò Văn Ánh", born_on=PartialDate(2008, 1, 1), admitted_on=PartialDate(2026, 11, 5))
    members.add(session, young, home, on=make.TODAY)
    rule(session, least_age=20)
    with pytest.raises(KnownError, match="chưa đủ 20 tuổi"):
        members.add(session, replace(young, full_name="Lò Văn Bình"), home, on=make.TODAY)
    earlier = replace(young, full_name="Lò Văn Cường", admitted_on=PartialDate(2026, 10, 5))
    members.add(session, earlier, home, on=make.TODAY)

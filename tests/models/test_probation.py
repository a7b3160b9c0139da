"""The length of the probation as a dated rule: whoever was admitted under it goes by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import checks, events, membership_rules, official_dates, reminders, stays
from models import members as people
from models.checks import Severity
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.members import MemberValues
from models.tables import EventKind, Member, Standing
from tests.models import builders

TODAY = date(2026, 11, 22)


@pytest.fixture
def who(db: Database) -> dict[str, int]:
    """One admitted under a rule of twelve months, one after it became six."""
    with db.write("Dựng sổ") as session:
        book = membership_rules.book(session)
        shorter = replace(book.on(date(2026, 1, 1)), document="Quy định mới", probation_months=6)
        membership_rules.save(session, date(2026, 1, 1), shorter)
        cell = builders.cell(session)
        days = {"old": PartialDate(2025, 12, 20), "new": PartialDate(2026, 5, 10)}
        return {
            name: people.add(session, MemberValues(f"Lò Văn {name}", admitted_on=day), cell, on=TODAY)
            for name, day in (("A", days["old"]), ("B", days["new"]))
        }


def test_who_was_admitted_under_a_shorter_one_is_through_sooner(db: Database, who: dict[str, int]) -> None:
    with db.read() as session:
        standing = {key: row.standing for key, row in ((k, stays.current(session, v)) for k, v in who.items()) if row}
        assert standing == {"A": Standing.PROBATIONARY, "B": Standing.UNKNOWN}
        (offer,) = official_dates.offer_official_dates(session, TODAY)
        assert (offer.member_id, offer.official_on) == (who["B"], PartialDate(2026, 11, 10))
        assert [line.due_on for line in reminders.probation_due(session, TODAY)] == [date(2026, 12, 20)]
        assert who["B"] in {one.member_id for one in checks.run(session, TODAY) if one.rule.key == "standing"}


def test_a_month_stays_a_month(db: Database, who: dict[str, int]) -> None:
    with db.read() as session:
        terms = membership_rules.book(session)
    assert official_dates.proposed(PartialDate(2026, 3), TODAY, terms) == PartialDate(2026, 9)
    assert official_dates.proposed(PartialDate(2020), TODAY, terms) == PartialDate(2021)
    assert official_dates.proposed(PartialDate(2026, 6), TODAY, terms) is None


def test_no_probation_at_all_is_no_rule(db: Database) -> None:
    with db.write("Sửa") as session:
        values = replace(membership_rules.book(session).on(TODAY), document="x", probation_months=0)
        with pytest.raises(KnownError) as refused:
            membership_rules.save(session, date(2026, 1, 1), values)
    assert refused.value.field == "probation_months"


@pytest.mark.parametrize(
    ("admitted", "official", "is_early"),
    [
        ("03/02/2005", "02/02/2006", True),
        ("03/02/2005", "03/02/2006", False),
        ("03/02/2005", "2/2006", False),
        ("03/02/2005", "2005", True),
        ("2005", "2005", True),
        ("2005", "2006", False),
        ("03/02/2005", "02/02/2005", False),  # wrong in another way, and said there
        ("10/01/2026", "09/07/2026", True),  # six months by the rule of that year
        ("10/01/2026", "10/07/2026", False),
    ],
)
def test_an_official_date_before_the_probation_was_over_is_named(
    db: Database, who: dict[str, int], admitted: str, official: str, is_early: bool
) -> None:
    with db.write("Như tệp cũ") as session:
        member = session.get_one(Member, who["A"])
        member.admitted_on, member.official_on = map(PartialDate.parse, (admitted, official))
    with db.read() as session:
        every = [one for one in checks.run(session, TODAY) if one.rule.key == "official-too-early"]
    assert [one.member_id for one in every] == [who["A"]] * is_early
    assert {one.severity for one in every} <= {Severity.WARNING}


@pytest.mark.parametrize(("is_day_known", "told"), [(True, PartialDate(2025, 12, 1)), (False, PartialDate(2025, 12))])
def test_of_one_admitted_again_the_day_is_that_of_this_probation_as_far_as_it_is_known(
    db: Database, is_day_known: bool, told: PartialDate
) -> None:
    with db.write("Kết nạp lại") as session:
        cell = builders.cell(session)
        first = MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2000, 1, 1), official_on=PartialDate(2001, 1, 1))
        who = people.add(session, first, cell, on=TODAY)
        again = EventValues(EventKind.READMISSION, date(2025, 12, 1), is_day_known, cell, is_month_known=True)
        events.record(session, who, EventValues(EventKind.STRUCK_OFF, date(2012, 1, 1)), again)
        [due] = reminders.probation_due(session, TODAY)
    assert (due.admitted_on, due.due_on) == (told, date(2026, 12, 1))

"""The rule that holds a roll against the list of its day, on the first and the last day of a stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import attendance, checks, events
from models.database import Database
from models.tables import Ending
from tests.leaving import leave
from tests.models.builders import TODAY, cell, held, people

HELD = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("came", "went", "is_listed"),
    [
        (HELD, None, True),
        (date(2026, 10, 6), None, False),
        (date(2020, 1, 1), date(2026, 10, 6), True),
        (date(2020, 1, 1), HELD, False),
    ],
)
def test_the_first_and_the_last_day_on_a_list_belong_to_it(
    db: Database, came: date, went: date | None, is_listed: bool
) -> None:
    with db.write("Dựng") as session:
        home = cell(session)
        people(session, home, 2)
        (who,) = people(session, home, 1, since=date(2020, 1, 1), start=2)
        attendance.write(session, held(session, home, HELD), on=TODAY)
    with db.write("Đổi") as session:
        (row,) = events.history(session, who)[-1:]
        events.correct(session, row.id, replace(row.values, effective_on=came))
        if went is not None:
            leave(session, who, on=went, ending=Ending.TRANSFERRED_OUT)
    (rule,) = (one for one in checks.RULES if one.key == "roster")
    with db.read() as session:
        assert (list(rule.find(session, TODAY)) == []) is is_listed

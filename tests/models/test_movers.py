"""What stands in the way of a decision on cells is told before it is written."""

from __future__ import annotations

from datetime import date

from models import movers, reorganize
from models.database import Database
from models.decisions import Decision
from tests.models.builders import TODAY, cell, held, people
from tests.whole import refused

ON = date(2026, 10, 1)


def test_a_roll_written_since_is_told_as_what_stands_in_the_way(db: Database) -> None:
    with db.write("Dựng") as session:
        one, other = (cell(session, f"Chi bộ bản {name}") for name in "AB")
        for place, key in enumerate((one, other)):
            people(session, key, 3, start=10 * place)
            held(session, key, date(2026, 10, 5 + place))
    with db.read() as session:
        found = movers.effects(session, [one], movers.movers(session, [one], ON), ON)
        assert (found.last_roll, found.rolls) == (date(2026, 10, 5), 0)
        found = movers.effects(session, [], movers.movers(session, [other], ON), ON)
        assert (found.last_roll, found.rolls) == (None, 1)
    decision = Decision(ON, "12-QĐ/ĐU")
    said = refused(db, lambda session: reorganize.merge(session, [one, other], other, decision, today=TODAY))
    assert "hãy chọn ngày sau cuộc họp cuối cùng" in str(said)

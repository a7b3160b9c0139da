"""Rolls that did not know who is official learn it from the register."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import months, stays, votes
from models.database import Database
from models.dates import PartialDate
from models.tables import Attendance, Mark, Standing
from tests.models.builders import K, cell, held, people

SEPTEMBER, OCTOBER = date(2026, 9, 5), date(2026, 10, 5)
OFFICIAL_ON = PartialDate(2026, 10, 1)


def standings(session: Session, meeting_id: int) -> list[Standing]:
    query = select(Attendance.standing).where(Attendance.meeting_id == meeting_id).order_by(Attendance.line)
    return list(session.scalars(query))


def test_a_roll_learns_how_its_people_stood_that_day(db: Database) -> None:
    with db.write("Họp") as session:
        key = cell(session)
        first, second = people(session, key, 2, standing=Standing.UNKNOWN)
        before, after = held(session, key, SEPTEMBER), held(session, key, OCTOBER, {first: K})
        assert standings(session, after) == [Standing.UNKNOWN, Standing.UNKNOWN]
        assert votes.base(session, after).voters == 0
    with db.write("Ghi ngày chính thức") as session:
        stays.recognise(session, first, OFFICIAL_ON)
        assert standings(session, after) == [Standing.OFFICIAL, Standing.UNKNOWN]
        assert standings(session, before) == [Standing.PROBATIONARY, Standing.UNKNOWN]
        base = votes.base(session, after)
        assert (base.voters, len(base.unknown)) == (1, 1)
        marks = select(Attendance.mark).where(Attendance.meeting_id == after).order_by(Attendance.line)
        assert list(session.scalars(marks)) == [Mark.UNEXCUSED, Mark.PRESENT]
        stays.recognise(session, second, OFFICIAL_ON)
        assert votes.base(session, after).voters == 2
    db.undo()
    with db.read() as session:
        assert standings(session, after) == [Standing.UNKNOWN, Standing.UNKNOWN]


def test_what_a_roll_knew_and_what_is_closed_stays(db: Database) -> None:
    with db.write("Họp") as session:
        key = cell(session)
        (unknown,) = people(session, key, 1, standing=Standing.UNKNOWN)
        (probation,) = people(session, key, 1, standing=Standing.PROBATIONARY, start=5)
        closed, open_one = held(session, key, SEPTEMBER), held(session, key, OCTOBER)
        months.close(session, 2026, 9, at=datetime(2026, 10, 2, 9), by="Lò Thị Mai")
    with db.write("Ghi ngày chính thức") as session:
        stays.recognise(session, unknown, PartialDate(2011, 1, 1))
        stays.recognise(session, probation, OFFICIAL_ON)
        assert standings(session, closed) == [Standing.UNKNOWN, Standing.PROBATIONARY]
        assert standings(session, open_one) == [Standing.OFFICIAL, Standing.PROBATIONARY]

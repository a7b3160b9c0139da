"""Queries of columns that are asked of SQLite itself: the same rows, the same errors, nothing stale."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import Date, bindparam, select

from models import asking, attendance, attenders, rules
from models.asking import Asked, ids, run
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.tables import Attendance, Gender, Mark, Meeting, MeetingState, Member
from tests.heard import heard
from tests.models import builders as make
from tests.models.builders import TODAY, K, P

DAY = date(2026, 10, 5)


def test_the_rows_are_those_of_the_session(db: Database) -> None:
    """Enums, days, partial dates, truth values and what is empty come back as Python has them."""
    with db.write("Thử") as session:
        key = make.cell(session)
        who = make.people(session, key, 3)
        meeting = make.held(session, key, DAY, {who[0]: P})
        session.get_one(Member, who[0]).born_on = PartialDate(1956, 5)
        session.get_one(Member, who[1]).gender = Gender.FEMALE
    people = select(Member.id, Member.full_name, Member.born_on, Member.gender).order_by(Member.id)
    held = select(Meeting.id, Meeting.held_on, Meeting.state, Meeting.is_thematic_combined, Meeting.starts_at).where(
        Meeting.held_on <= bindparam("day", type_=Date), Meeting.state == MeetingState.RECORDED
    )
    some = select(Member.id).where(Member.id.in_(ids("those"))).order_by(Member.id)
    with db.read() as session:
        assert Asked(people).rows(session) == [(*row,) for row in session.execute(people)]
        assert Asked(held).rows(session, day=DAY) == [(*row,) for row in session.execute(held, {"day": DAY})]
        assert Asked(held).rows(session, day=DAY)[0][0] == meeting
        assert Asked(held).rows(session, day=date(2026, 10, 4)) == []
        assert Asked(some).rows(session, those=f"[{who[2]}, {who[0]}]") == [(who[0],), (who[2],)]


def test_what_is_pending_is_written_before_a_query(db: Database) -> None:
    with db.write("Thử") as session:
        key = make.cell(session)
        (one,) = make.people(session, key, 1)
        session.get_one(Member, one).gender = Gender.FEMALE
        assert Asked(select(Member.gender)).rows(session) == [(Gender.FEMALE,)]


def test_a_file_in_use_is_told_in_words_and_a_mistake_stays_a_bug(db: Database) -> None:
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other, db.read() as session:
        link = session.connection()
        run(link, "PRAGMA busy_timeout=0").close()
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(KnownError, match="chờ việc kia xong"):
            rules.book(session)
        other.execute("ROLLBACK")
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            run(link, "SELECT * FROM no_table")


def test_a_drive_that_goes_away_between_two_rows_is_told_in_words(db: Database, monkeypatch) -> None:
    class Gone:
        def fetchall(self) -> list[tuple[object, ...]]:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
            raise error

    monkeypatch.setattr(asking, "run", lambda *_asked: Gone())
    with db.read() as session, pytest.raises(KnownError, match="ổ đĩa hoặc USB"):
        Asked(select(Member.id)).rows(session)


def test_a_changed_rule_card_holds_at_once(db: Database) -> None:
    """However it was changed: here, by taking back, by doing again, by another program."""

    def target() -> int:
        with db.read() as session:
            return int(rules.book(session).on(TODAY).target * 100)

    first = target()
    with db.write("Đổi mục tiêu") as session:
        book = rules.book(session)
        rules.save(session, book.rules[-1].effective_from, {**rules.values_of(book.rules[-1]), "target": 77.0})
        assert int(rules.book(session).on(TODAY).target * 100) == 77
    assert target() == 77
    db.undo()
    assert target() == first != 77
    db.redo()
    assert target() == 77
    with closing(sqlite3.connect(db.path)) as other, other:
        other.execute("UPDATE meeting_rule SET target = 66")
    assert target() == 66


def test_a_mark_taken_back_and_done_again_shows_in_the_roll_and_in_the_year(db: Database) -> None:
    with db.write("Dựng") as session:
        key = make.cell(session)
        (one,) = make.people(session, key, 1)
        meeting = make.held(session, key, DAY)

    def shown() -> tuple[Mark, str, int]:
        with db.read() as session:
            (line,) = attendance.roll(session, meeting).lines
            assert attenders.member_years(session, 2026, members=[one])[one] == line.year
        return line.mark, line.reason, line.year.unexcused

    before = shown()
    with db.write("Điểm danh") as session:
        attendance.write(session, meeting, {one: (K, " ốm ")}, on=TODAY)
    assert shown() == (K, "ốm", 1)
    assert db.undo() == "Điểm danh"
    assert shown() == before
    assert db.redo() == "Điểm danh"
    assert shown() == (K, "ốm", 1)


def test_a_roll_and_a_mark_ask_little(db: Database) -> None:
    """One mark at a time, all day long: a page of a written roll with its year, and what a mark writes."""
    with db.write("Dựng") as session:
        key = make.cell(session)
        who = make.people(session, key, 5)
        meeting = [make.held(session, key, date(2026, month, 5)) for month in range(1, 11)][-1]
    with heard(db) as asked:
        with db.read() as session:
            roll = attendance.roll(session, meeting)
        assert len(roll.lines) == 5
        assert len(asked) <= 6
        asked.clear()
        with db.write("Điểm danh") as session:
            attendance.write(session, meeting, {who[0]: (K, "")}, on=TODAY)
        assert len(asked) <= 5
    with db.read() as session:
        assert session.query(Attendance).filter_by(meeting_id=meeting, mark=Mark.UNEXCUSED).count() == 1

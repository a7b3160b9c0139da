"""Opening a roll and setting one mark, against one bare commit of one row."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

from sqlalchemy import select

from models import attendance
from models.tables import Attendance, Mark, Meeting, MeetingState
from tests.bench.data import TODAY, opened
from tests.bench.timing import Result, compare

ROUNDS = 60


def run(large: Path) -> Iterator[Result]:
    """Measure the verbs; the bare commit in a copy, as either would make the other forget the pages it has read."""
    copied = shutil.copyfile(large, large.with_name("sao.db"))
    with closing(opened(large)) as db, closing(sqlite3.connect(copied, isolation_level=None)) as link:
        for pragma in ("foreign_keys=ON", "journal_mode=DELETE", "synchronous=FULL", "busy_timeout=5000"):
            link.execute(f"PRAGMA {pragma}").close()
        with db.read() as session:
            query = (
                select(Meeting.id, Attendance.id, Attendance.member_id)
                .join(Attendance, Attendance.meeting_id == Meeting.id)
                .where(Meeting.state == MeetingState.RECORDED, Attendance.mark == Mark.PRESENT)
                .order_by(Meeting.held_on.desc(), Meeting.id, Attendance.line)
                .limit(2)
            )
            (meeting, _line, who), (_meeting, line, _who) = session.execute(query)  # one person each
        bare, marks = cycle(("absent_excused", "present")), cycle((Mark.EXCUSED, Mark.PRESENT))

        def floor() -> None:
            link.execute("BEGIN IMMEDIATE")
            link.execute("UPDATE attendance SET mark = ? WHERE id = ?", (next(bare), line))
            link.execute("COMMIT")

        def mark() -> None:
            with db.write("Điểm danh") as session:
                attendance.write(session, meeting, {who: (next(marks), "ốm")}, on=TODAY)

        def ours() -> None:
            with db.read() as session:
                attendance.roll(session, meeting)
            mark()

        yield compare("open a roll and set one mark", ours, floor, aim=2, rounds=ROUNDS)
        yield compare("… of that, the mark alone", mark, floor, aim=None, rounds=ROUNDS)

"""The log: one line for each piece of work, and what can be taken back from it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models import attendance, cells, codes, journal, members, office, stays, taking_back
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.office import Office
from models.opening import open_database
from models.tables import Attendance, Cell, Change, Duty, Ending, Mark, Member, Standing, Stay
from tests.leaving import leave
from tests.models import builders as make
from tests.models.builders import TODAY
from tests.whole import whole


def _labels(db: Database) -> list[str]:
    with db.read() as session:
        return [row.label for row in journal.log(session)]


def _add_cell(db: Database, name: str) -> int:
    with db.write(f"Thêm {name}") as session:
        return cells.add(session, CellValues(name))


def test_one_write_is_one_line_with_all_its_rows(db: Database) -> None:
    db.user = "Lường Thị Biên"
    with db.write("Thêm chi bộ và đảng viên") as session:
        key = make.cell(session)
        make.people(session, key, 2)
    with db.read() as session:
        (line,) = journal.log(session)
        changes = list(taking_back.lines_of(session.connection(), line.id))
    assert (line.label, line.user, line.undone_at) == ("Thêm chi bộ và đảng viên", "Lường Thị Biên", None)
    assert line.at == db.clock()
    assert line.rows == len(changes)
    assert [table for table, *_rest in changes] == ["cell", "member", "event", "stay", "member", "event", "stay"]
    assert all(before is None and after for _table, _row, before, after in changes)


def test_what_was_changed_and_taken_out_at_once_comes_back_as_it_was(db: Database) -> None:
    key = _add_cell(db, "Chi bộ bản A")
    before = whole(db)
    with db.write("Bỏ chi bộ") as session:
        cell = session.get_one(Cell, key)
        cell.name = "Chi bộ bản B"
        session.delete(cell)
    db.undo()
    assert whole(db) == before


def test_work_that_changed_nothing_leaves_no_line(db: Database) -> None:
    told: list[frozenset[str]] = []
    key = _add_cell(db, "Chi bộ bản A")
    db.listeners.append(told.append)
    with db.write("Chỉ xem"):
        pass
    with db.write("Sửa chi bộ") as session:
        cells.edit(session, key, CellValues("Chi bộ bản A", codes.id_of(session, codes.CELL_KIND, "village")))
    assert _labels(db) == ["Thêm Chi bộ bản A"]
    assert told == []


def test_work_that_failed_leaves_nothing(db: Database) -> None:
    told: list[frozenset[str]] = []
    db.listeners.append(told.append)
    before = whole(db)
    with pytest.raises(KnownError), db.write("Thêm chi bộ") as session:
        _ = [make.cell(session) for _time in range(2)]  # the second has the name of the first
    with pytest.raises(IntegrityError), db.write("Thêm đảng viên") as session:
        session.add(Stay(member_id=99, cell_id=99, standing=Standing.OFFICIAL, duty=Duty.ACTIVE, since=TODAY))
    assert (whole(db), _labels(db), told) == (before, [], [])


def test_a_change_keeps_only_what_changed_as_it_is_stored(db: Database) -> None:
    with db.write("Thêm") as session:
        (who,) = make.people(session, make.cell(session), 1)
    with db.write("Sửa") as session:
        member = session.get_one(Member, who)
        member.born_on = PartialDate(1956, 5)
        member.phone = "0412345678"
        member.note = None  # as it was
    with db.read() as session:
        (change,) = taking_back.lines_of(session.connection(), journal.log(session)[0].id)
    assert change == (
        "member",
        who,
        {"born_on": None, "phone": None},
        {"born_on": "1956-05", "phone": "0412345678"},
    )


def test_undo_and_redo_go_back_and_forth_exactly(db: Database) -> None:
    """Rows added, changed and deleted, in several flushes of one step."""
    with db.write("Lập danh sách") as session:
        key, other = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
        one, two, young = make.people(session, key, 3)
        meeting = make.held(session, key, date(2026, 10, 5), {one: Mark.EXCUSED})
    states = [whole(db)]
    with db.write("Nhiều việc") as session:
        office.save(session, Office(commune="Đảng ủy xã Mường Mẫu"))
        stays.change(session, one, on=date(2026, 6, 1), cell_id=other)
        stays.change(session, one, on=date(2026, 6, 1), duty=Duty.EXEMPT)
        leave(session, two, on=date(2026, 6, 1), ending=Ending.DIED)
        stays.recognise(session, young, PartialDate(2020, 1, 1))
        attendance.clear(session, meeting)
        session.flush()
        attendance.write(session, meeting, {young: (Mark.UNEXCUSED, "")}, on=TODAY)
    states.append(whole(db))
    with db.write("Đổi tên") as session:
        cells.edit(session, other, CellValues("Chi bộ bản Khác"))
    states.append(whole(db))
    for _round in range(2):
        assert [db.undo(), db.undo()] == ["Đổi tên", "Nhiều việc"]
        assert whole(db) == states[0]
        assert db.redo() == "Nhiều việc"
        assert whole(db) == states[1]
        assert db.redo() == "Đổi tên"
        assert whole(db) == states[2]
    assert db.redo() is None
    assert db.undo() == "Đổi tên"
    assert whole(db) == states[1]


def test_undo_stops_at_the_work_of_this_run(db: Database) -> None:
    _add_cell(db, "Chi bộ bản A")
    path = db.path
    db.close()
    with closing(open_database(path)) as again:
        assert again.undo() is None
        _add_cell(again, "Chi bộ bản B")
        assert again.undo() == "Thêm Chi bộ bản B"
        assert again.undo() is None
        assert again.undo(of_this_run=False) == "Thêm Chi bộ bản A"
        assert _labels(again) == ["Thêm Chi bộ bản B", "Thêm Chi bộ bản A"]


def test_redo_brings_nothing_back_from_an_earlier_run(db: Database) -> None:
    for name in ("Chi bộ bản A", "Chi bộ bản B"):
        _add_cell(db, name)
    db.undo()
    db.close()
    with closing(open_database(db.path)) as again:
        assert again.redo() is None
        assert again.undo(of_this_run=False) == "Thêm Chi bộ bản A"
        assert [again.redo(), again.redo()] == ["Thêm Chi bộ bản A", None]


def test_undo_stops_where_the_start_was_marked(db: Database) -> None:
    """As after filling a file with sample data: the officer did not do that."""
    _add_cell(db, "Chi bộ bản A")
    db.mark_start()
    assert db.undo() is None
    _add_cell(db, "Chi bộ bản B")
    assert [db.undo(), db.undo()] == ["Thêm Chi bộ bản B", None]


def test_new_work_drops_what_was_taken_back(db: Database) -> None:
    for name in "AB":
        _add_cell(db, name)
    db.undo()
    db.undo()
    _add_cell(db, "C")
    assert db.redo() is None
    assert db.undo() == "Thêm C"
    assert db.redo() == "Thêm C"
    with db.read() as session:
        assert list(session.scalars(select(Cell.name))) == ["C"]


def test_looking_does_not_drop_what_was_taken_back(db: Database) -> None:
    _add_cell(db, "A")
    db.undo()
    with db.write("Không đổi gì"):
        pass
    assert db.redo() == "Thêm A"


def test_the_log_says_what_was_taken_back_and_when(db: Database) -> None:
    db.clock = lambda: datetime(2026, 11, 22, 10, 30)
    _add_cell(db, "A")
    db.undo()
    with db.read() as session:
        assert [row.undone_at for row in journal.log(session)] == [datetime(2026, 11, 22, 10, 30)]
    db.redo()
    with db.read() as session:
        assert [row.undone_at for row in journal.log(session)] == [None]


def test_undo_refuses_when_the_rows_are_no_longer_there(db: Database) -> None:
    key = _add_cell(db, "A")
    with closing(sqlite3.connect(db.path)) as link:
        link.execute("DELETE FROM cell WHERE id = ?", (key,))
        link.commit()
    with pytest.raises(KnownError, match="Không hoàn tác được"):
        db.undo()
    with db.read() as session:
        assert journal.log(session)[0].undone_at is None


def test_listeners_hear_of_the_tables_after_the_commit(db: Database) -> None:
    heard: list[tuple[frozenset[str], int]] = []

    def listen(tables: frozenset[str]) -> None:
        with closing(sqlite3.connect(db.path)) as link:  # another connection sees it, so it is committed
            heard.append((tables, link.execute("SELECT count(*) FROM member").fetchone()[0]))

    db.listeners.append(listen)
    with db.write("Thêm") as session:
        make.people(session, make.cell(session), 1)
        session.flush()
        assert heard == []
    assert heard == [(frozenset({"cell", "member", "event", "stay"}), 1)]
    db.undo()
    db.redo()
    assert heard[1:] == [
        (frozenset({"cell", "member", "event", "stay"}), 0),
        (frozenset({"cell", "member", "event", "stay"}), 1),
    ]
    assert db.redo() is None
    assert len(heard) == 3


def test_reading_changes_nothing(db: Database) -> None:
    before = whole(db)
    with db.read() as session:
        make.cell(session)
    assert whole(db) == before


def test_the_log_is_read_in_pages(db: Database) -> None:
    for number in range(5):
        _add_cell(db, f"Chi bộ {number}")
    with db.read() as session:
        first = journal.log(session, limit=2)
        second = journal.log(session, limit=2, before=first[-1].id)
    assert [row.label for row in (*first, *second)] == [f"Thêm Chi bộ {number}" for number in (4, 3, 2, 1)]


def test_the_same_work_writes_the_same_log(db: Database) -> None:
    """Many rows changed in one flush are noted in the order of their ids, not in that of the memory."""
    with db.write("Thêm") as session:
        who = make.people(session, make.cell(session), 30)
    with db.write("Sửa") as session:
        for member in session.scalars(select(Member).order_by(Member.id.desc())).all():
            member.phone = "0412345678"
    with db.read() as session:
        told = taking_back.lines_of(session.connection(), journal.log(session)[0].id)
        assert [row for _table, row, *_rest in told] == who


def test_the_log_notes_itself_not(db: Database) -> None:
    _add_cell(db, "A")
    with db.read() as session:
        assert set(session.scalars(select(Change.table_name))) == {"cell"}
        assert list(session.scalars(select(Attendance.id))) == []
        assert members.search(session, on=TODAY) == []

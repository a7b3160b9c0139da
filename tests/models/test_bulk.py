"""Many rows at once: the indexes come back as they were, also when something goes wrong."""

from __future__ import annotations

import gc
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from sqlalchemy.exc import IntegrityError

from models import bulk, journal
from models.asking import driver
from models.bulk import indexes_set_aside, made_ahead, without_collecting
from models.database import Database
from models.tables import Member
from models.text import name_forms


def _indexes(db: Database) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(db.path)) as link:
        return set(link.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'"))


def _columns(numbers: list[str]) -> dict[str, list[object]]:
    fold, order, initials = name_forms("Lò Văn Ánh")
    return {
        "full_name": ["Lò Văn Ánh"] * len(numbers),
        "name_fold": [fold] * len(numbers),
        "name_sort": [order] * len(numbers),
        "initials": [initials] * len(numbers),
        "citizen_id": list(numbers),
    }


def test_indexes_are_down_meanwhile_and_back_afterwards(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_MANY", 3)
    before = _indexes(db)
    with db.write("Nhập") as session, indexes_set_aside(session, (Member,), 3):
        left = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE tbl_name = 'member'")
        assert not [name for (name,) in left if name.startswith(("ix_", "uq_"))]
        journal.insert_many(session, Member, _columns(["011077000001", "011077000002", "011077000003"]))
    assert _indexes(db) == before


def test_few_rows_leave_them_standing(db: Database) -> None:
    with db.write("Nhập") as session, indexes_set_aside(session, (Member,), 3):
        left = session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE tbl_name = 'member'")
        assert "uq_member_citizen_id" in {name for (name,) in left}


def test_a_number_given_twice_is_still_refused_and_nothing_is_written(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_MANY", 2)
    before = _indexes(db)
    with (
        pytest.raises(IntegrityError),
        db.write("Nhập") as session,
        indexes_set_aside(session, (Member,), 2),
    ):
        journal.insert_many(session, Member, _columns(["011077000001", "011077000001"]))
    assert _indexes(db) == before
    with db.read() as session:
        assert session.query(Member).count() == 0


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    with without_collecting():
        with without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250, 499, 500, 501, 1001])
def test_rows_that_go_in_together_are_all_there_in_their_order(db: Database, count: int) -> None:
    columns = _columns([f"0110775{n:05d}" for n in range(count)])
    with db.write("Nhập") as session:
        ids = journal.insert_many(session, Member, columns)
        query = "SELECT citizen_id FROM member ORDER BY id"
        assert [number for (number,) in session.connection().exec_driver_sql(query)] == columns["citizen_id"]
    assert len(ids) == count
    if count:
        db.undo()
        db.redo()
        with db.read() as session:
            assert [row[0] for row in session.connection().exec_driver_sql(query)] == columns["citizen_id"]


def test_what_is_made_ahead_comes_in_its_order_from_one_other_thread() -> None:
    makers: set[int] = set()

    def items() -> Iterator[int]:
        for n in range(20):
            makers.add(threading.get_ident())
            yield n

    usual = sys.getswitchinterval()
    with made_ahead(items()) as ready:
        assert list(ready) == list(range(20))
    assert sys.getswitchinterval() == usual
    assert len(makers) == 1
    assert threading.get_ident() not in makers
    with made_ahead(()) as ready:
        assert list(ready) == []


def test_the_next_is_made_while_the_one_before_is_at_work() -> None:
    begun = threading.Event()

    def items() -> Iterator[int]:
        yield 0
        begun.set()
        yield 1

    with made_ahead(items()) as ready:
        assert next(ready) == 0
        assert begun.wait(30)


def test_an_error_in_the_making_is_raised_where_the_item_is_wanted() -> None:
    def items() -> Iterator[int]:
        yield 0
        raise LookupError("không có")

    with made_ahead(items()) as ready:
        assert next(ready) == 0
        with pytest.raises(LookupError, match="không có"):
            next(ready)


def test_stopping_ends_the_making_too() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for n in range(1000):
            made.append(n)
            yield n

    before = threading.active_count()
    with suppress(KeyboardInterrupt), made_ahead(items()) as ready:
        next(ready)
        raise KeyboardInterrupt
    assert threading.active_count() == before
    assert len(made) <= 2


def test_a_statement_holds_no_more_values_than_sqlite_takes(db: Database) -> None:
    names = [f"c{n}" for n in range(80)]
    rows = [tuple(range(n, n + 80)) for n in range(1000)]
    with db.write("Nhập") as session:
        link = session.connection()
        link.exec_driver_sql(f"CREATE TEMP TABLE wide ({', '.join(names)})")
        driver(link).setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)  # as where Python brings SQLite along
        assert bulk.insert_rows(link, "wide", names, rows) == 1000
        assert [tuple(row) for row in link.exec_driver_sql("SELECT * FROM wide ORDER BY c0")] == rows
        link.exec_driver_sql("DROP TABLE wide")

"""Many rows at once: the indexes come back as they were, also when something goes wrong."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import IntegrityError

from models import bulk, journal
from models.asking import driver
from models.bulk import indexes_set_aside, without_collecting
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

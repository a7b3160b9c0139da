"""The data file while somebody else uses it, or when the disk is in trouble: a sentence, and nothing half done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, PendingRollbackError
from sqlalchemy.orm import Session

from models.asking import link_of, run
from models.database import Database
from models.errors import KnownError, trouble_with_file
from models.tables import Cell, Setting
from tests.models import builders as make


@pytest.fixture
def other(db: Database) -> Iterator[sqlite3.Connection]:
    """Another connection to the same file, as a job has; nobody waits for it."""
    with db.read() as session:
        session.connection().exec_driver_sql("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(db.path, isolation_level=None)) as link:
        yield link


def _cells(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Cell)) or 0


def test_a_step_while_another_reads_is_refused_in_words_and_can_be_done_afterwards(
    db: Database, other: sqlite3.Connection
) -> None:
    before = _cells(db)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM cell").fetchone()
    with pytest.raises(KnownError, match="Một việc khác đang dùng tệp dữ liệu"), db.write("Thêm chi bộ") as session:
        make.cell(session)
    assert _cells(db) == before
    other.execute("COMMIT")
    with db.write("Thêm chi bộ") as session:
        make.cell(session)
    assert _cells(db) == before + 1


@pytest.mark.parametrize("verb", ["read", "write", "undo", "redo"])
def test_whatever_is_asked_while_another_writes_is_refused_in_words(
    db: Database, other: sqlite3.Connection, verb: str
) -> None:
    with db.write("Thêm chi bộ") as session:
        make.cell(session)
    _add(db)
    db.undo()  # so that there is something to bring again
    other.execute("BEGIN EXCLUSIVE")
    asked = {"read": lambda: _cells(db), "write": lambda: _add(db), "undo": db.undo, "redo": db.redo}[verb]
    with pytest.raises(KnownError, match="chờ việc kia xong"):
        asked()
    other.execute("ROLLBACK")
    assert db.undo() == "Thêm chi bộ"


def _add(db: Database, count: int = 1) -> None:
    with db.write("Thêm nữa") as session:
        for number in range(count):
            make.cell(session, f"Chi bộ bản {number} Co Mặn trên núi")


def test_a_full_disk_is_told_in_words_and_leaves_nothing_behind(db: Database) -> None:
    before = _cells(db)
    with db.read() as session:
        link = session.connection()
        pages = link.exec_driver_sql("PRAGMA page_count").scalar_one()
        link.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(KnownError, match="Ổ đĩa đã đầy"):
        _add(db, 300)
    assert _cells(db) == before


def test_a_mistake_in_a_statement_stays_a_bug(db: Database) -> None:
    assert trouble_with_file(sqlite3.OperationalError("no such table: no_table")) is None
    assert trouble_with_file(None) is None
    with pytest.raises(Exception, match="no such table") as caught, db.read() as session:
        session.connection().exec_driver_sql("SELECT * FROM no_table")
    assert not isinstance(caught.value, KnownError)


def test_what_is_asked_inside_a_step_sees_the_file_as_it_was_before(db: Database) -> None:
    before = _cells(db)
    with db.write("Thêm chi bộ") as session:
        make.cell(session)
        session.flush()
        assert _cells(db) == before  # by another connection: the one of the step is busy
    assert _cells(db) == before + 1


def test_another_thread_asks_by_a_connection_of_its_own(db: Database) -> None:
    with db.write("Thêm chi bộ") as session, ThreadPoolExecutor(1) as worker:
        make.cell(session)
        session.flush()
        seen = worker.submit(_cells, db).result()
    assert seen + 1 == _cells(db)


def test_a_step_that_fails_leaves_the_connection_for_looking_only(db: Database) -> None:
    before = _cells(db)
    with pytest.raises(KnownError), db.write("Thêm chi bộ") as session:
        _fail(session)
    with db.read() as session, closing(sqlite3.connect(db.path, timeout=0, isolation_level=None)) as link:
        assert session.scalar(select(func.count()).select_from(Cell)) == before
        link.execute("BEGIN IMMEDIATE").connection.rollback()  # nobody holds the file for writing


def _fail(session: Session) -> None:
    make.cell(session)
    session.flush()
    raise KnownError("Không ghi được.")


def test_two_looks_one_in_the_other_do_not_share_a_connection(db: Database) -> None:
    with db.read() as outer:
        with db.read() as inner:
            assert inner.connection() is not outer.connection()
        assert outer.scalar(select(func.count()).select_from(Cell)) == _cells(db)


def test_a_step_at_work_while_the_file_is_closed_still_ends(db: Database) -> None:
    before = _cells(db)
    with db.write("Thêm chi bộ") as session:
        make.cell(session)
        session.flush()
        db.close()
    assert _cells(db) == before + 1


def test_after_a_flush_that_failed_nothing_more_is_written(db: Database) -> None:
    before = _cells(db)
    with pytest.raises(PendingRollbackError), db.write("Thêm chi bộ") as session:
        _go_on_after_a_failure(session)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Setting).where(Setting.key == "tên")) == 0
    assert _cells(db) == before


def test_what_is_put_into_a_session_after_its_step_comes_into_no_other(db: Database) -> None:
    with db.write("Thêm chi bộ") as session:
        make.cell(session)
    session.add(Setting(key="lạc", value="x"))
    with db.write("Thêm nữa") as other:
        make.cell(other, "Chi bộ bản Co Mận")
    with db.read() as looking:
        assert looking.scalar(select(func.count()).select_from(Setting).where(Setting.key == "lạc")) == 0


def _go_on_after_a_failure(session: Session) -> None:
    make.cell(session)
    session.flush()
    session.add(Setting(key=None, value=None))
    with suppress(IntegrityError):
        session.flush()
    run(link_of(session), "INSERT INTO setting (key, value) VALUES ('tên', 'x')")

"""What is asked of a data file, by whatever way: SQLite itself tells it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, event

from models.database import Database


@contextmanager
def heard(db: Database) -> Iterator[list[str]]:
    """Give the list of what is asked meanwhile: statements with their values, without BEGIN and its kind."""
    asked: list[str] = []

    def note(statement: str) -> None:
        if statement.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            asked.append(statement)

    def hear(link: Connection) -> None:
        _trace(link, note)

    def leave(link: Connection) -> None:
        _trace(link, None)

    heard_at = (("begin", hear), ("commit", leave), ("rollback", leave))
    for name, turn in heard_at:
        event.listen(db.engine, name, turn)
    try:
        yield asked
    finally:
        for name, turn in heard_at:
            event.remove(db.engine, name, turn)


def _trace(link: Connection, note: Callable[[str], None] | None) -> None:
    cast("sqlite3.Connection", link.connection.driver_connection).set_trace_callback(note)

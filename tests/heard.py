"""What is asked of a data file, by whatever way: SQLite itself tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from models.database import Database


@contextmanager
def heard(db: Database) -> Iterator[list[str]]:
    """Give the list of what is asked meanwhile: statements with their values, without BEGIN and its kind."""
    asked: list[str] = []

    def note(statement: str) -> None:
        if statement.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            asked.append(statement)

    def hear(connection: Any, *_more: object) -> None:
        connection.set_trace_callback(note)

    def leave(connection: Any, *_more: object) -> None:
        connection.set_trace_callback(None)

    event.listen(db.engine, "checkout", hear)
    event.listen(db.engine, "checkin", leave)
    try:
        yield asked
    finally:
        event.remove(db.engine, "checkout", hear)
        event.remove(db.engine, "checkin", leave)

"""What is asked of a data file, by whatever way: SQLite itself tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection

from sqlalchemy import event

from models.database import Database


@contextmanager
def heard(db: Database) -> Iterator[list[str]]:
    """Give the list of what is asked meanwhile: statements with their values, without BEGIN and its kind."""
    asked: list[str] = []

    def note(statement: str) -> None:
        if statement.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            asked.append(statement)

    def hear(link: Connection, *_others: object) -> None:
        link.set_trace_callback(note)

    def leave(link: Connection, *_others: object) -> None:
        link.set_trace_callback(None)

    heard_at = (("checkout", hear), ("checkin", leave))
    db.let_go()
    for name, turn in heard_at:
        event.listen(db.engine, name, turn)
    try:
        yield asked
    finally:
        db.let_go()
        for name, turn in heard_at:
            event.remove(db.engine, name, turn)

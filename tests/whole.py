"""All that a data file holds but its log: what a refused step leaves as it was, and undo and redo bring back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.database import Database
from models.errors import KnownError

LOG = ("step", "change")


def whole(file: Database | Path) -> list[str]:
    """Return every table and index, then every row as it is stored (1 is not 1.0); not the rows of the log."""
    with closing(sqlite3.connect(file.path if isinstance(file, Database) else file)) as link:
        made = link.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        lines = [repr(one) for one in made]
        for kind, name, _sql in made:
            if kind == "table" and name not in LOG:
                lines += [f"{name} {row}" for row in link.execute(f'SELECT * FROM "{name}"')]
        return lines


def hold(db: Database, label: str, act: Callable[[Session], object], said: Callable[[Session], object]) -> bool:
    """Do one thing as a step and return whether it was done, which no older paper (`said`) may tell from not.

    Refused, it leaves the file as it was; done, undo takes all of it back and redo brings all of it again.
    """
    before = whole(db)
    with db.read() as session:
        told = said(session)
    try:
        with db.write(label) as session:
            act(session)
    except KnownError:
        assert whole(db) == before
        return False
    after = whole(db)
    with db.read() as session:
        assert said(session) == told
    assert db.undo() == label
    assert whole(db) == before
    assert db.redo() == label
    assert whole(db) == after
    return True


def refused(db: Database, act: Callable[[Session], object]) -> KnownError:
    """Return what is said of something that cannot be done, which leaves the file as it was."""
    before = whole(db)
    with pytest.raises(KnownError) as told, db.write("Không thể") as session:
        act(session)
    assert whole(db) == before
    return told.value

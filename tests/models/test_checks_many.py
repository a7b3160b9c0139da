"""The rules of the data over more rows than SQLite takes values by one statement."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from models import checks
from models.asking import driver
from models.database import Database
from tests.models.builders import TODAY, cell, held, people


def test_more_rolls_unlike_their_lists_than_sqlite_takes_values_are_told(db: Database, monkeypatch: pytest.MonkeyPatch):
    with db.write("Dựng") as session:
        home = cell(session)
        people(session, home, 1)
        rolls = [held(session, home, date(2026, month, 5)) for month in range(1, 11)]
        people(session, home, 1, since=date(2026, 3, 1), start=1)
    monkeypatch.setattr("models.checks.meetings._MANY", 1)
    (rule,) = (one for one in checks.RULES if one.key == "roster")
    with db.read() as session:
        driver(session.connection()).setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 7)
        assert [hit.meeting_id for hit in rule.find(session, TODAY)] == rolls[2:]

"""Step 19: what a file of before tells by its log and by names becomes data."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

from sqlalchemy import select

from models import events, first_month
from models.database import Database
from models.events import EventValues
from models.opening import open_database
from models.tables import EventKind, Scope, Setting
from tests.models import builders as make


def test_an_older_file_gets_its_first_month_its_identity_and_the_nearness_of_stays(db: Database) -> None:
    with db.write("Dựng") as session:
        cell = make.cell(session, "Chi bộ Đội 5")
        near, far = make.people(session, cell, 2)
        for who, place in ((near, "chi bộ đội 5"), (far, "Đảng ủy phường Noong Bua")):
            events.record(session, who, EventValues(EventKind.TEMP_OUT, date(2026, 9, 1), place=place))
    for label in ("Mở kỳ tháng 3/2026", "Mở kỳ tháng 10/2026", "Mở kỳ tháng 11/2026"):
        db.clock = lambda: make.NOW
        with db.write(label) as session:
            make.cell(session, f"Chi bộ {label[-6:]}")
    path = db.path
    db.close()
    with closing(sqlite3.connect(path)) as link:
        link.execute("DELETE FROM setting WHERE key = 'file.identity'")
        link.execute("UPDATE event SET scope = NULL")
        link.execute("PRAGMA user_version = 18")
        link.commit()
    with closing(open_database(path)) as opened, opened.read() as session:
        assert first_month.read(session) == (2026, 10)  # March was opened to fill an old book
        identity = session.scalars(select(Setting.value).where(Setting.key == "file.identity")).one()
        assert len(identity) == 16
        letters = [events.history(session, who)[-1].values for who in (near, far)]
        scopes = {letter.place: letter.scope for letter in letters}
    assert scopes == {"chi bộ đội 5": Scope.SAME_BODY, "Đảng ủy phường Noong Bua": None}

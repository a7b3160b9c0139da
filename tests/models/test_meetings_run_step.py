"""Step 19: what a file of before tells by its log and by names becomes data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models import events, first_month, migrations
from models.database import Database
from models.events import EventValues
from models.tables import EventKind, Scope, Setting
from tests.models import builders as make


def test_an_older_file_gets_its_first_month_its_identity_and_the_nearness_of_stays(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.write("Dựng") as session:
        cell = make.cell(session, "Chi bộ Đội 5")
        near, far = make.people(session, cell, 2)
        for who, place in ((near, "chi bộ đội 5"), (far, "Đảng ủy phường Noong Bua")):
            events.record(session, who, EventValues(EventKind.TEMP_OUT, date(2026, 9, 1), place=place))
    for label in ("Mở kỳ tháng 3/2026", "Mở kỳ tháng 10/2026", "Mở kỳ tháng 11/2026"):
        db.clock = lambda: make.NOW
        with db.write(label) as session:
            make.cell(session, f"Chi bộ {label[-6:]}")
    with db.engine.begin() as link:
        link.exec_driver_sql("DELETE FROM setting WHERE key = 'file.identity'")
        link.exec_driver_sql("UPDATE event SET scope = NULL")
        link.exec_driver_sql("PRAGMA user_version = 18")
    steps = migrations._steps()
    with monkeypatch.context() as patch:  # the step changes no table, so the later ones may be there
        patch.setattr(migrations, "_steps", lambda: steps[:19])
        patch.setattr(migrations, "VERSION", 19)
        migrations.migrate(db, tmp_path)
    with db.read() as session:
        assert first_month.read(session) == (2026, 10)  # March was opened to fill an old book
        identity = session.scalars(select(Setting.value).where(Setting.key == "file.identity")).one()
        assert len(identity) == 16
        letters = [events.history(session, who)[-1].values for who in (near, far)]
        scopes = {letter.place: letter.scope for letter in letters}
    assert scopes == {"chi bộ đội 5": Scope.SAME_BODY, "Đảng ủy phường Noong Bua": None}

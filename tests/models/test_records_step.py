"""The step that gave the card its own days of decision and ceremony keeps what the events said of them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from models import members, migrations
from models.database import Database
from models.dates import PartialDate

_MEMBER = "INSERT INTO member (id, full_name, name_fold, name_sort, initials) VALUES (1, 'Lò Văn Dần', 'x', 'x', 'lvd')"
_EVENT = (
    "INSERT INTO event (member_id, kind, effective_on, is_day_known, decision_on, ceremony_on) "
    "VALUES (1, 'admission', '2024-09-15', 1, '2024-08-25', '2024-09-15')"
)


def test_the_decision_on_admission_is_written_on_the_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = migrations._steps()
    with closing(Database(tmp_path / "so.db")) as db:
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "_steps", lambda: steps[:6])
            patch.setattr(migrations, "VERSION", 6)
            migrations.migrate(db, tmp_path)
        with db.engine.begin() as link:
            link.exec_driver_sql(_MEMBER)
            link.exec_driver_sql(_EVENT)
        migrations.migrate(db, tmp_path)
        with db.read() as session:
            card = members.read(session, 1)
    days = (card.admission_decided_on, card.admission_ceremony_on)
    assert days == (PartialDate(2024, 8, 25), PartialDate(2024, 9, 15))

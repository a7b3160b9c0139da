"""What the program itself puts together about members and is brought in again changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports import drafts, making, own_lists
from exports.readers import read_file
from models import badges, events, imports, listing, members, ratings
from models.badges import BadgeValues
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.imports import Verdict
from models.listing.view import View, start
from models.members import MemberValues
from models.ratings import RatingValues
from models.tables import EventKind, RatingLevel
from tests.models import builders

TODAY = date(2026, 11, 22)
YEAR = Period.parse("2026")


@pytest.fixture
def lived(db: Database) -> Database:
    """Five members: two have left, one changed cell, one was rated, one has a badge."""
    with db.write("Dựng") as session:
        co_man, na_say = (builders.cell(session, f"Chi bộ bản {name}") for name in ("Co Mận", "Nà Sáy"))
        keys: list[int] = []
        for number, name in enumerate(("Lò Văn Ánh", "Cà Thị Xôm", "Vừ A Ín", "Lò Thị Mai", "Quàng Văn Bó"), 1):
            values = MemberValues(
                name,
                born_on=PartialDate(1950 + number, 5, number),
                admitted_on=PartialDate(1975, 5, 1),
                official_on=PartialDate(1976, 5, 1),
            )
            keys.append(members.add(session, values, co_man, on=date(2026, 1, 5)))
        away = EventValues(EventKind.TRANSFER_OUT, date(2026, 6, 1), place="Đảng bộ xã Thanh Nưa")
        events.record(session, keys[0], away)
        events.record(session, keys[1], EventValues(EventKind.DIED, date(2026, 7, 2), reason="ốm"))
        events.record(session, keys[2], EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 8, 1), cell_id=na_say))
        given = RatingValues(cell_rating=RatingLevel.GOOD, committee_rating=RatingLevel.EXCELLENT, points=91.5)
        ratings.put(session, keys[3], 2026, 0, given, on=TODAY)
        badges.award(session, keys[4], BadgeValues(50, date(2026, 5, 19), "12-QĐ", date(2026, 5, 1)))
    return db


SUBJECTS = {"events": "chuyen", "left": "chuyen-di", "ratings": "xep-loai", "badges": "huy-hieu"}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("whole", [False, True])
def test_a_list_put_together_here_changes_nothing(lived: Database, tmp_path: Path, subject: str, whole: bool) -> None:
    of = listing.subject(subject)
    view = start(of, of.label)
    if whole:
        view = View(of.label, of.key, tuple(field.key for field in of.fields)[:40], view.filters, shows_numbers=True)
    ready = drafts.draft(lived, own_lists.report_of(view), YEAR, TODAY)
    reading = read_file(making.save(ready, tmp_path / "ra.xlsx"), TODAY)
    with lived.read() as session:
        plan = imports.plan(session, reading, TODAY)
    assert reading.layout == SUBJECTS[subject]
    assert {action.verdict for action in plan.actions} == {Verdict.SKIP}

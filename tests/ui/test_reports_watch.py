"""What the screen Báo cáo must hear of: whatever a report, a list or an indicator of a learned form is made of."""

from __future__ import annotations

import re
from datetime import date

import pytest

from exports import REPORTS, drafts, own_lists
from exports.report import Needs
from models import listing, tables
from models.database import Database
from models.dates import Period
from models.indicators import INDICATORS
from models.listing.view import View
from models.pace import Reader
from tests.exports import commune
from tests.heard import heard
from ui.reports.screen import ReportsScreen

YEAR, MONTH = Period.year(2026), Period.month(2026, 10)
_OWN = {"step", "change", "override", "snapshot"}  # the log, and what the screen itself writes


def missed(said: list[str]) -> set[str]:
    """Return the tables asked that the screen does not watch."""
    asked = {name for one in said for name in re.findall(r"(?:FROM|JOIN) (\w+)", one)}
    return (asked & set(tables.Base.metadata.tables)) - ReportsScreen.watches - _OWN


@pytest.fixture
def book(db: Database) -> Database:
    """Give the small commune."""
    with db.write("Mẫu") as session:
        commune.fill(session)
    return db


def test_every_table_a_report_asks_is_watched(book: Database) -> None:
    with heard(book) as said:
        for one in REPORTS:
            period = {Needs.DATE: None, Needs.MONTH: MONTH, Needs.PERIOD: YEAR}[one.needs]
            drafts.draft(book, one, period, commune.TODAY).findings()
    assert len(said) > len(REPORTS)
    assert missed(said) == set()


def test_every_table_a_list_asks_is_watched(book: Database) -> None:
    with heard(book) as said:
        for one in listing.SUBJECTS:
            keys = [field.key for field in one.fields]
            for some in (keys[:50], keys[50:]):  # more is no list
                if some:
                    made = own_lists.report_of(View("Mọi cột", one.key, tuple(some)))
                    drafts.draft(book, made, YEAR if one.of_period else None, commune.TODAY)
    assert missed(said) == set()


def test_every_table_an_indicator_asks_is_watched(book: Database) -> None:
    with heard(book) as said, book.read() as session:
        reader = Reader(session, date(2026, 11, 10))
        for one in INDICATORS:
            reader.figure(one, YEAR)
    assert missed(said) == set()

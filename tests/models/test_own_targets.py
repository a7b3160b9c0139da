"""Targets written by hand: the figures of domain.md 8.7, what is refused, the log and taking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from models import changes, journal, own_targets
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.indicators import formulas
from models.own_targets import OwnTargetValues
from models.text import percent
from tests.models.builders import TODAY

YEAR = Period.year(2026)
NEW = OwnTargetValues("Xã đạt chuẩn nông thôn mới", YEAR, Fraction(21), "xã")


def test_18_of_21_communes_are_85_71_per_cent(session: Session) -> None:
    key = own_targets.add(session, NEW, on=TODAY)
    (row,) = own_targets.rows(session, YEAR)
    assert (row.is_met, row.done) == (None, None)
    own_targets.edit(session, key, replace(NEW, actual=Fraction(18), actual_on=date(2026, 6, 30)), on=TODAY)
    (row,) = own_targets.rows(session, YEAR)
    assert (row.is_met, percent(row.done, 2)) == (False, "85,71 %")


def test_12_of_the_17_targets_of_the_congress_are_reached(session: Session) -> None:
    term = Period(date(2020, 7, 1), date(2025, 6, 30))
    for number in range(17):
        asked = OwnTargetValues(f"Chỉ tiêu {number}", term, Fraction("92.5"), "%", is_ceiling=number % 2 == 1)
        better = Fraction(90 if asked.is_ceiling else 95) if number < 12 else None
        worse = None if number == 16 else Fraction(95 if asked.is_ceiling else 90)
        own_targets.add(session, replace(asked, actual=better or worse), on=TODAY)
    found = own_targets.rows(session, Period.year(2024))
    assert own_targets.reached(found) == (12, 17)
    assert percent(formulas.share(*own_targets.reached(found)), 2) == "70,59 %"
    assert [row.is_met for row in found].count(None) == 1
    assert own_targets.rows(session, YEAR) == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"unit": "x" * 41}, "unit"),
        ({"planned": None}, "planned"),
        ({"planned": Fraction(-1)}, "planned"),
        ({"actual": Fraction(10**13)}, "actual"),
        ({"actual_on": date(2026, 1, 1)}, "actual"),
        ({"actual": Fraction(1), "actual_on": date(2027, 1, 1)}, "actual_on"),
    ],
)
def test_what_cannot_be_is_refused(session: Session, more: dict[str, object], field: str) -> None:
    with pytest.raises(KnownError) as told:
        own_targets.add(session, replace(NEW, **more), on=TODAY)
    assert told.value.field == field


def test_it_is_in_the_log_and_taken_back(db: Database) -> None:
    with db.write("Thêm chỉ tiêu khác") as session:
        key = own_targets.add(session, replace(NEW, is_ceiling=True), on=TODAY)
    with db.write("Bỏ chỉ tiêu khác") as session:
        own_targets.remove(session, key)
    with db.read() as session:
        assert own_targets.rows(session, YEAR) == []
        step = journal.log(session)[1].id
        told = " ".join(f"{line.action} {line.subject} {line.after}" for line in changes.lines(session, step))
    assert "Xã đạt chuẩn nông thôn mới" in told
    assert "Mức được giao: 21" in told
    assert db.undo() == "Bỏ chỉ tiêu khác"
    with db.read() as session:
        assert [row.values.name for row in own_targets.rows(session, YEAR)] == [NEW.name]

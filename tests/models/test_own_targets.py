"""Targets written by hand: the figures of domain.md 8.7, what is refused, the log and taking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy.orm import Session

from models import changes, journal, own_targets
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.indicators import formulas
from models.migrations import v0037_own_target_numbers
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


def told(session: Session, on: date) -> tuple[Fraction | None, date | None]:
    (row,) = own_targets.rows(session, YEAR, on)
    return row.values.actual, row.values.actual_on


def test_a_day_has_the_last_number_that_is_not_after_it(session: Session) -> None:
    key = own_targets.add(session, NEW, on=TODAY)
    march, june, september = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
    for day, reached in ((june, 8), (march, 5), (september, 9)):  # a late one too
        own_targets.edit(session, key, replace(NEW, actual=Fraction(reached), actual_on=day), on=TODAY)
    assert told(session, date(2026, 3, 30)) == (None, None)
    assert [told(session, day)[0] for day in (march, date(2026, 6, 29), june, TODAY)] == [5, 5, 8, 9]
    (row,) = own_targets.rows(session, Period.month(2026, 7))  # a report of July never knows September
    assert (row.values.actual, row.values.actual_on) == (8, june)
    own_targets.edit(session, key, replace(NEW, actual=Fraction(7), actual_on=june), on=TODAY)
    assert [(one.actual, one.reached_on) for one in own_targets.numbers(session, key)] == [
        (9, september),
        (7, june),
        (5, march),
    ]
    own_targets.edit(session, key, replace(NEW, note="Chỉ sửa ghi chú"), on=TODAY)
    assert told(session, TODAY) == (9, september)


def test_a_number_without_a_day_holds_until_the_first_that_has_one(session: Session) -> None:
    key = own_targets.add(session, replace(NEW, actual=Fraction(4)), on=TODAY)
    own_targets.tell(session, key, Fraction(6), date(2026, 5, 1), on=TODAY)
    assert [told(session, date(2026, month, 1))[0] for month in (1, 4, 5)] == [4, 4, 6]


def test_a_target_that_is_over_shows_what_was_told_of_it_later(session: Session) -> None:
    key = own_targets.add(session, replace(NEW, period=Period.year(2025)), on=TODAY)
    own_targets.tell(session, key, Fraction(20), date(2026, 1, 15), on=TODAY)
    assert [row.values.actual for row in own_targets.rows(session, Period.year(2025))] == [20]
    assert [row.values.actual for row in own_targets.rows(session, Period.month(2025, 11))] == [None]


def test_numbers_are_corrected_and_taken_out(session: Session) -> None:
    key = own_targets.add(session, NEW, on=TODAY)
    may, june = date(2026, 5, 31), date(2026, 6, 30)
    for day in (may, june):
        own_targets.tell(session, key, Fraction(day.month), day, on=TODAY)
    latest, first = own_targets.numbers(session, key)
    own_targets.correct(session, latest.id, Fraction(8), date(2026, 7, 31), on=TODAY)
    assert told(session, TODAY) == (8, date(2026, 7, 31))
    own_targets.take_out(session, latest.id)
    assert told(session, TODAY) == (5, may)
    refused = (
        (lambda: own_targets.tell(session, key, Fraction(1), may, on=TODAY), "actual_on"),
        (lambda: own_targets.tell(session, key, Fraction(1), None, on=TODAY), "actual_on"),
        (lambda: own_targets.tell(session, key, None, june, on=TODAY), "actual"),
        (lambda: own_targets.correct(session, first.id, Fraction(-1), may, on=TODAY), "actual"),
        (lambda: own_targets.correct(session, first.id, Fraction(1), date(2027, 1, 1), on=TODAY), "actual_on"),
    )
    for write, field in refused:
        with pytest.raises(KnownError) as error:
            write()
        assert error.value.field == field


def test_the_numbers_go_and_come_back_with_the_target_and_are_in_the_log(db: Database) -> None:
    with db.write("Thêm chỉ tiêu khác") as session:
        key = own_targets.add(session, replace(NEW, actual=Fraction(3), actual_on=date(2026, 3, 31)), on=TODAY)
    with db.write("Ghi số thực hiện") as session:
        own_targets.tell(session, key, Fraction(9), date(2026, 9, 30), on=TODAY)
    with db.read() as session:
        said = " ".join(f"{line.subject} {line.after}" for line in changes.lines(session, journal.log(session)[0].id))
    assert "Xã đạt chuẩn nông thôn mới, 30/09/2026" in said
    assert "Đã thực hiện: 9" in said
    with db.write("Bỏ chỉ tiêu khác") as session:
        own_targets.remove(session, key)
    assert db.undo() == "Bỏ chỉ tiêu khác"
    assert db.undo() == "Ghi số thực hiện"
    with db.read() as session:
        assert [one.actual for one in own_targets.numbers(session, key)] == [3]
    assert db.redo() == "Ghi số thực hiện"
    with db.read() as session:
        assert [one.actual for one in own_targets.numbers(session, key)] == [9, 3]


def test_the_one_number_of_an_older_file_is_the_first_of_the_series(tmp_path: Path) -> None:
    db = Database(tmp_path / "older.db")
    with db.engine.begin() as link:
        link.exec_driver_sql(
            "CREATE TABLE own_target (id INTEGER PRIMARY KEY, name TEXT, first_day DATE, last_day DATE, actual DOUBLE,"
            " actual_on DATE)"
        )
        for told in ("1, 11.4, '2026-06-30'", "2, 8, NULL", "3, NULL, NULL"):
            link.exec_driver_sql(f"INSERT INTO own_target (id, actual, actual_on) VALUES ({told})")
        v0037_own_target_numbers.upgrade(Operations(MigrationContext.configure(link)))
        kept = link.exec_driver_sql("SELECT own_target_id, reached_on, actual FROM own_target_number").all()
        columns = {row[1] for row in link.exec_driver_sql("PRAGMA table_info(own_target)")}
    db.close()
    assert [tuple(row) for row in kept] == [(1, "2026-06-30", 11.4), (2, None, 8.0)]
    assert not {"actual", "actual_on"} & columns


def test_a_number_without_a_day_is_not_lost_behind_those_that_have_one(session: Session) -> None:
    key = own_targets.add(session, replace(NEW, actual=Fraction(18), actual_on=date(2026, 6, 30)), on=TODAY)
    with pytest.raises(KnownError) as refused:
        own_targets.edit(session, key, replace(NEW, actual=Fraction(20)), on=TODAY)
    assert refused.value.field == "actual_on"
    assert [row.actual for row in own_targets.numbers(session, key)] == [18]

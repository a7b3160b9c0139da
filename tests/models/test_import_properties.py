"""What must hold for any list: twice is once, a blank never erases, every row is accounted for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import imports
from models.database import Database
from models.dates import PartialDate
from models.imports import ImportPlan, Verdict
from models.imports.actions import WriteEvent
from models.opening import open_database
from models.records import MemberRecord, Reading
from models.tables import Duty, Gender, Member, Stay
from tests.whole import whole

ON = date(2026, 11, 22)
OPTIONAL = ("citizen_id", "card_number", "born_on", "admitted_on", "official_on", "gender", "duty")

_WORDS = st.sampled_from(["Lò", "Văn", "Ánh", "Anh", "Thị", "Hoà", "Mùa"])
_NAMES = st.lists(_WORDS, min_size=2, max_size=3).map(" ".join)
_BORN = st.one_of(st.none(), st.integers(1940, 1990).map(PartialDate), st.just(PartialDate(1977, 5, 12)))
_ADMITTED = st.one_of(st.none(), st.integers(2008, 2012).map(PartialDate), st.just(PartialDate(2026, 3, 1)))
_NUMBER = st.one_of(st.none(), st.integers(0, 9).map(lambda n: f"01107700000{n}"))
_PERSON = st.fixed_dictionaries(
    {
        "sheet": st.just("DS"),
        "row": st.just(0),
        "full_name": _NAMES,
        "citizen_id": _NUMBER,
        "card_number": _NUMBER,
        "born_on": _BORN,
        "admitted_on": _ADMITTED,
        "official_on": st.one_of(st.none(), st.integers(2013, 2020).map(PartialDate)),
        "gender": st.one_of(st.none(), st.sampled_from(Gender)),
        "left_on": st.one_of(st.none(), st.just(PartialDate(2025, 3, 1))),
        "removal": st.one_of(st.none(), st.booleans()),
        "cell_name": st.sampled_from(["Chi bộ A", "Chi bộ B"]),
        "duty": st.one_of(st.none(), st.sampled_from([Duty.ACTIVE, Duty.EXEMPT, Duty.TEMP_AWAY])),
    }
).map(lambda said: MemberRecord(**cast("dict[str, Any]", said)))


def _numbered(people: list[MemberRecord]) -> list[MemberRecord]:
    """Give rows, and leave out numbers seen before, as a reader would have refused them."""
    seen: set[tuple[str, str]] = set()
    found: list[MemberRecord] = []
    for row, one in enumerate(people, 2):
        fields: dict[str, Any] = {"row": row}
        for field in ("citizen_id", "card_number"):
            number = getattr(one, field)
            if number and (field, number) in seen:
                fields[field] = None
            seen.add((field, number))
        if one.official_on and one.admitted_on and one.official_on.first < one.admitted_on.first:
            fields["official_on"] = None
        found.append(one._replace(**fields))
    return found


_PEOPLE = st.lists(_PERSON, min_size=1, max_size=8).map(_numbered)


@contextmanager
def _fresh(empty_file: Path) -> Iterator[Database]:
    with TemporaryDirectory() as folder, closing(open_database(Path(shutil.copy(empty_file, folder)))) as db:
        yield db


def _bring_in(db: Database, people: list[MemberRecord]) -> ImportPlan:
    with db.write("Nhập") as session:
        plan = imports.plan(session, Reading("a.xlsx", "", "dang-vien", "Danh sách", tuple(people)), ON)
        imports.apply(session, plan, skip=True)
    return plan


def _contents(db: Database) -> list[tuple[Any, ...]]:
    columns = [getattr(Member, name) for name in ("id", "full_name", *OPTIONAL[:-1])]
    query = select(*columns, Stay.cell_id, Stay.standing, Stay.duty, Stay.since, Stay.until).join(Stay)
    with db.read() as session:
        return [(*row,) for row in session.execute(query.order_by(Member.id, Stay.since))]


_SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_SLOW
@given(_PEOPLE)
def test_twice_is_once(empty_file: Path, people: list[MemberRecord]):
    with _fresh(empty_file) as db:
        first = _bring_in(db, people)
        assert len(first.actions) >= len(people)
        once = whole(db)
        again = _bring_in(db, people)
        assert again.counts[Verdict.ADD] == again.counts[Verdict.CHANGE] == 0
        assert whole(db) == once


@_SLOW
@given(_PEOPLE, st.sets(st.sampled_from(OPTIONAL)))
def test_a_blank_never_erases(empty_file: Path, people: list[MemberRecord], blanked: set[str]):
    with _fresh(empty_file) as db:
        _bring_in(db, people)
        before = _contents(db)
        _bring_in(db, [one._replace(**dict.fromkeys(blanked)) for one in people])
        after = {row[0]: row for row in _contents(db)}
        for row in before:
            for was, now in zip(row[1:8], after[row[0]][1:8], strict=True):
                assert now is not None or was is None


@_SLOW
@given(_PEOPLE, _PEOPLE)
def test_undo_brings_back_every_row(empty_file: Path, first: list[MemberRecord], second: list[MemberRecord]):
    with _fresh(empty_file) as db:
        _bring_in(db, first)
        before = whole(db)
        plan = _bring_in(db, second)
        after = whole(db)
        if plan.changes_something:
            db.undo()
            assert whole(db) == before
            db.redo()
        assert whole(db) == after


@_SLOW
@given(_PEOPLE, st.integers(1, 7))
def test_what_was_decided_once_is_asked_no_more(empty_file: Path, people: list[MemberRecord], way: int):
    with _fresh(empty_file) as db:
        _bring_in(db, people)
        decisions = {(one.sheet, one.row): way for one in people}
        reading = Reading("a.xlsx", "", "dang-vien", "Danh sách", tuple(people))
        with db.write("Nhập") as session:
            plan = imports.plan(session, reading, ON, decisions=decisions)
            imports.apply(session, plan, skip=True)
        written = {(action.sheet, action.row) for action in plan.actions if isinstance(action.write, WriteEvent)}
        with db.read() as session:
            again = imports.plan(session, reading, ON)
        assert not [
            action
            for action in again.actions
            if action.verdict is Verdict.DECIDE and (action.sheet, action.row) in written
        ]

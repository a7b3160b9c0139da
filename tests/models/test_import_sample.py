"""The sample commune from empty: three files in, figures as truth.json says, twice is once, undo takes all back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from fractions import Fraction
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from sqlalchemy import func, select

from exports.readers import read_file
from models import imports, participation, villages
from models.database import Database
from models.dates import Period
from models.imports import Outcome, Subject, Verdict
from models.opening import open_database
from models.tables import Attendance, Cell, Change, Duty, Meeting, Member, Standing, Stay, Village
from tests.exports.books import INPUT

ON = date(2026, 11, 22)
YEAR = Period.parse("2026")
FILES = ("thon_ban.xlsx", "DS_DANGVIEN.xlsx", "so_diem_danh_2026.xlsx")
TABLES = (Cell, Village, Member, Stay, Meeting, Attendance, Change)


def bring_in(db: Database, name: str) -> Outcome:
    reading = read_file(INPUT / name, ON)
    with db.write(f"Nhập {name}") as session:
        return imports.apply(session, imports.plan(session, reading, ON))


def sizes(db: Database) -> dict[str, int]:
    with db.read() as session:
        return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}


@pytest.fixture(scope="module")
def filled_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "so.db"
    copy(empty_file, path)
    with closing(open_database(path)) as database:
        for name in FILES:
            bring_in(database, name)
    return path


@pytest.fixture
def filled(filled_file: Path, tmp_path: Path) -> Iterator[Database]:
    with closing(open_database(Path(copy(filled_file, tmp_path / "day.db")))) as database:
        yield database


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))


def test_everything_is_there(filled: Database):
    found = sizes(filled)
    assert (found["member"], found["cell"], found["village"], found["meeting"]) == (461, 27, 22, 262)


def test_the_figures_are_the_true_ones(filled: Database, truth: dict[str, Any]):
    with filled.read() as session:
        figures = participation.figures(session, YEAR, on=ON)
        cells = dict(session.execute(select(Cell.name, Cell.id)).all())
    expected = truth["attendance"]

    def pair(tally: participation.Tally) -> tuple[int, int]:
        return tally.attended, tally.eligible

    present, due, _percent = expected["commune_year"]
    assert pair(figures.total) == (present, due)
    assert figures.total.rate == Fraction(present, due)
    for month, (present, due, _percent) in expected["by_month"].items():
        assert pair(figures.month(2026, int(month))) == (present, due)
        assert figures.met(2026, int(month)) == (expected["cells_met"][month], 27)
    for cell in truth["cells"]:
        cell_id = cells[cell["name"]]
        assert pair(figures.cell(cell_id)) == tuple(expected["by_cell"][cell["code"]][:2])
        months = {str(m): pair(figures.cell_month(cell_id, 2026, m).tally) for m in range(1, 13)}
        by_month = {month: tuple(row[:2]) for month, row in expected["by_cell_month"][cell["code"]].items()}
        assert {month: found for month, found in months.items() if found != (0, 0)} == by_month


def test_members_are_the_true_ones_and_nothing_is_invented(filled: Database, truth: dict[str, Any]):
    with filled.read() as session:
        rows = session.execute(
            select(Member, Stay, Cell.name)
            .join(Stay, Stay.member_id == Member.id)
            .join(Cell, Cell.id == Stay.cell_id)
            .where(Stay.until.is_(None))
            .order_by(Member.id)
        ).all()
    cells = {cell["code"]: cell["name"] for cell in truth["cells"]}
    assert [
        (one.full_name, one.citizen_id, one.born_on and one.born_on.iso, one.admitted_on and one.admitted_on.iso, cell)
        for one, _stay, cell in rows
    ] == [(p["full_name"], p["citizen_id"], p["birth"], p["admitted"], cells[p["cell"]]) for p in truth["people"]]
    assert {(one.gender, one.official_on, one.ethnic_id, one.village_id) for one, _stay, _cell in rows} == {(None,) * 4}
    assert sum(stay.duty is Duty.EXEMPT for _one, stay, _cell in rows) == truth["exempt"]
    assert {stay.is_since_known for _one, stay, _cell in rows} == {False}
    for one, stay, _cell in rows:
        is_recent = one.admitted_on is not None and one.admitted_on.first > date(2025, 11, 22)
        assert stay.standing is (Standing.PROBATIONARY if is_recent else Standing.UNKNOWN)


def test_villages_are_the_true_ones(filled: Database, truth: dict[str, Any]):
    with filled.read() as session:
        rows = villages.rows(session, ON)
    assert [(v.name, v.households, v.population, v.is_especially_difficult, v.is_border) for v in rows] == [
        (v["name"], v["households"], v["population"], v["especially_difficult"], None) for v in truth["villages"]
    ]
    served = {name: cell["name"] for cell in truth["cells"] for name in cell["villages"]}
    assert {v.name: v.cell_name for v in rows if v.cell_name} == served


def test_the_roster_is_frozen_with_the_standing_of_the_day(filled: Database):
    with filled.read() as session:
        query = select(Meeting.held_on, Attendance.standing, Member.admitted_on).select_from(Attendance)
        rows = session.execute(query.join(Meeting).join(Member, Member.id == Attendance.member_id)).all()
    probation = {standing for day, standing, at in rows if at and (day - at.first).days < 360}
    later = {standing for day, standing, at in rows if at and (day - at.first).days > 370}
    assert (probation, later) == ({Standing.PROBATIONARY}, {Standing.UNKNOWN})


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_again_changes_nothing(filled: Database, name: str):
    before = sizes(filled)
    outcome = bring_in(filled, name)
    assert sizes(filled) == before
    assert {verdict for verdict, _subject in outcome.counts} == {Verdict.SKIP}


def test_undo_takes_each_file_back_and_redo_brings_it_again(db: Database):
    states = [sizes(db)]
    for name in FILES:
        bring_in(db, name)
        states.append(sizes(db))
    for name, state in zip(reversed(FILES), states[-2::-1], strict=True):
        assert db.undo() == f"Nhập {name}"
        found = sizes(db)
        assert {key: found[key] for key in found if key != "change"} == {
            key: state[key] for key in state if key != "change"
        }
    for name in FILES:
        assert db.redo() == f"Nhập {name}"
    assert sizes(db) == states[-1]


def test_members_before_villages_come_to_the_same(db: Database, filled: Database):
    for name in ("DS_DANGVIEN.xlsx", "thon_ban.xlsx", "so_diem_danh_2026.xlsx"):
        bring_in(db, name)
    first, second = sizes(db), sizes(filled)
    assert {key: first[key] for key in first if key != "change"} == {
        key: second[key] for key in second if key != "change"
    }


def test_the_book_before_the_members_is_refused_with_the_repair(db: Database):
    reading = read_file(INPUT / "so_diem_danh_2026.xlsx", ON)
    with db.read() as session:
        plan = imports.plan(session, reading, ON)
    assert plan.counts[Verdict.ERROR] == 27
    assert {(action.subject, action.verdict) for action in plan.actions} == {(Subject.SHEET, Verdict.ERROR)}
    assert "danh sách đảng viên trước" in plan.errors[0].repair

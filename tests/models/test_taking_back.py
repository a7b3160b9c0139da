"""Taking back what brought in many rows at once: the batches of the log go and come as they stand."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import func, select

from models import badges, bulk, imports, log_batches, taking_back
from models.badges import BadgeValues
from models.database import Database
from models.errors import KnownError
from models.log_batches import Line
from models.progress import Cancelled
from models.tables import Badge, Member, Stay
from tests.models.test_import_members import ON, person, reading
from tests.whole import whole


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set indexes aside from three rows on."""
    monkeypatch.setattr(bulk, "_MANY", 3)


def bring_in(db: Database, count: int, start: int = 0) -> None:
    people = [
        person(row=n, full_name=f"Lò Văn {chr(65 + n)}", citizen_id=f"0110775{n:05d}", card_number=None)
        for n in range(start, start + count)
    ]
    with db.write("Nhập") as session:
        imports.apply(session, imports.plan(session, reading(*people), ON))


def test_a_list_is_taken_back_and_done_again_to_the_letter(db: Database):
    bring_in(db, 2)
    before = whole(db)
    bring_in(db, 9, start=2)
    after = whole(db)
    for _time in range(2):
        assert db.rows_to_undo() == 9 * 5
        assert db.undo() == "Nhập"
        assert whole(db) == before
        assert db.rows_to_redo() == 9 * 5
        assert db.redo() == "Nhập"
        assert whole(db) == after


def test_no_row_of_a_batch_is_unpacked(db: Database, monkeypatch: pytest.MonkeyPatch):
    bring_in(db, 9)

    def unpacked(*_line: object) -> None:
        raise AssertionError("hundreds of thousands of dictionaries")

    monkeypatch.setattr(log_batches, "unpacked", unpacked)
    assert (db.undo(), db.redo()) == ("Nhập", "Nhập")


def test_a_row_that_came_and_was_changed_in_one_step(db: Database):
    before = whole(db)
    with db.write("Nhập rồi sửa") as session:
        people = [person(row=n, full_name=f"Lò Văn {chr(65 + n)}", citizen_id=f"0110775{n:05d}") for n in range(4)]
        people = [one._replace(card_number=None) for one in people]
        imports.apply(session, imports.plan(session, reading(*people), ON))
        session.get_one(Member, 2).full_name = "Lò Văn Khác"
        session.flush()
    after = whole(db)
    assert db.undo() == "Nhập rồi sửa"
    assert whole(db) == before
    db.redo()
    assert whole(db) == after


class Stopped:
    """Stops at a step."""

    def __init__(self, at: int) -> None:
        self.told: list[tuple[int, int]] = []
        self._at = at

    def step(self, done: int, total: int, text: str = "") -> None:
        del text
        self.told.append((done, total))
        if len(self.told) >= self._at:
            raise Cancelled


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_stopped_it_leaves_everything_as_it_was(db: Database, at: int):
    bring_in(db, 9)
    before = whole(db)
    stopped = Stopped(at)
    with pytest.raises(Cancelled):
        db.undo(progress=stopped)
    assert whole(db) == before
    assert {total for _done, total in stopped.told} == {9 * 5 + 1}
    assert db.undo() == "Nhập"
    with pytest.raises(Cancelled):
        db.redo(progress=Stopped(at))
    assert db.redo() == "Nhập"
    assert whole(db) == before


def test_rows_taken_away_behind_our_back_refuse_the_undo(db: Database):
    bring_in(db, 4)
    with closing(sqlite3.connect(db.path)) as link, link:
        link.execute("DELETE FROM stay WHERE id = 2")
    before = whole(db)
    with pytest.raises(KnownError, match="bằng cách khác"):
        db.undo()
    assert whole(db) == before


def test_lines_of_a_step_are_given_row_by_row(db: Database):
    bring_in(db, 2)
    with db.read() as session:
        lines = list(taking_back.lines_of(session.connection(), 1))
    assert [line.table for line in lines] == ["cell", "member", "member", *["event"] * 4, *["stay"] * 4][: len(lines)]
    assert all(isinstance(line, Line) and line.before is None and line.after for line in lines)


def test_what_came_is_told_as_it_came_whatever_became_of_it(db: Database):
    bring_in(db, 4)

    def told() -> list[Line]:
        with db.read() as session:
            return list(taking_back.lines_of(session.connection(), 1))

    came = told()
    assert len(came) == 1 + 4 * 5
    with db.write("Sửa") as session:
        session.get_one(Member, 2).full_name = "Lò Văn Khác"
        session.delete(session.get_one(Stay, session.scalars(select(func.max(Stay.id))).one()))
    assert told() == came
    with db.write("Sửa nữa") as session:
        session.get_one(Member, 2).full_name = "Lò Văn Khác Nữa"
    bring_in(db, 1, start=4)  # whose stay gets the number of the one deleted
    assert told() == came
    for step in ("Nhập", "Sửa nữa", "Sửa", "Nhập"):
        assert db.undo() == step
        assert told() == came
    db.redo()
    db.redo()
    assert told() == came


def test_what_came_into_a_column_that_is_no_more_is_left_empty(db: Database):
    bring_in(db, 2)
    with closing(sqlite3.connect(db.path)) as link, link:
        link.execute("DROP TABLE stay")
        link.execute("ALTER TABLE event DROP COLUMN standing")
    with db.read() as session:
        lines = list(taking_back.lines_of(session.connection(), 1))
    assert {line.table for line in lines} == {"cell", "member", "event"}
    standings = [(line.after or {})["standing"] for line in lines if line.table == "event"]
    assert set(standings) == {None}


def test_a_number_that_went_from_one_to_the_next_comes_back(db: Database):
    bring_in(db, 2)
    before = whole(db)
    with db.write("Sửa số") as session:
        first, second = session.scalars(select(Member).order_by(Member.id))
        given = first.citizen_id
        first.citizen_id = "011077599999"
        session.flush()
        second.citizen_id = given
    after = whole(db)
    for _time in range(2):
        assert db.undo() == "Sửa số"
        assert whole(db) == before
        assert db.redo() == "Sửa số"
        assert whole(db) == after


def _both_ways(db: Database, label: str, before: list[str]) -> None:
    after = whole(db)
    assert after != before
    for _time in range(2):
        assert db.undo() == label
        assert whole(db) == before
        assert db.redo() == label
        assert whole(db) == after


def test_two_who_exchanged_their_numbers_have_them_back(db: Database):
    bring_in(db, 3)
    before = whole(db)
    with db.write("Đổi số") as session:
        people = session.scalars(select(Member).order_by(Member.id)).all()
        numbers = [one.citizen_id for one in people]
        for one in people:
            one.citizen_id = None
        session.flush()
        for one, number in zip(people, [numbers[1], numbers[0], numbers[2]], strict=True):
            one.citizen_id = number
    _both_ways(db, "Đổi số", before)


def test_what_cannot_be_empty_goes_round_too(db: Database):
    bring_in(db, 1)
    with db.write("Ghi huy hiệu") as session:
        for years in (30, 40, 45):
            badges.award(session, 1, BadgeValues(years))
    before = whole(db)
    with db.write("Sửa huy hiệu") as session:
        rows = session.scalars(select(Badge).order_by(Badge.years)).all()
        for row, meanwhile, then in zip(rows, (50, 55, 60), (40, 45, 30), strict=True):
            row.years = meanwhile
            session.flush()
            row.note = str(then)
        for row in rows:
            row.years = int(row.note or 0)
            session.flush()
    _both_ways(db, "Sửa huy hiệu", before)


def test_an_exchange_that_cannot_be_taken_back_leaves_the_checks_on(db: Database):
    bring_in(db, 3)
    with db.write("Đổi số") as session:
        first, second = session.scalars(select(Member).where(Member.id < 3).order_by(Member.id))
        numbers = first.citizen_id, second.citizen_id
        first.citizen_id = second.citizen_id = None
        session.flush()
        second.citizen_id, first.citizen_id = numbers
    with db.engine.begin() as link:  # what the first is to hold meanwhile, taken behind our back
        link.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        link.exec_driver_sql("UPDATE member SET citizen_id = '-1' WHERE id = 3")
        link.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    before = whole(db)
    with pytest.raises(KnownError, match="mọi thứ vẫn giữ nguyên"):
        db.undo()
    assert whole(db) == before
    with db.engine.connect() as one, db.engine.connect() as other:  # whichever the undo had
        assert [link.exec_driver_sql("PRAGMA ignore_check_constraints").scalar() for link in (one, other)] == [0, 0]


def test_a_number_given_to_another_behind_our_back_refuses_the_undo(db: Database):
    bring_in(db, 2)
    with db.write("Sửa số") as session:
        first = session.get_one(Member, 1)
        taken, first.citizen_id = first.citizen_id, None
    with db.engine.begin() as link:
        link.exec_driver_sql("UPDATE member SET citizen_id = ? WHERE id = 2", (taken,))
    before = whole(db)
    with pytest.raises(KnownError, match="mọi thứ vẫn giữ nguyên"):
        db.undo()
    assert whole(db) == before

"""Newcomers of a list: many at once get the history that one by one would give them, in few lines of the log."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import bulk, changes, imports, journal, membership_rules, stays, taking_back
from models.database import Database
from models.dates import PartialDate
from models.events import EventValues
from models.imports import Subject, arrivals, leaving, writing
from models.imports.actions import WriteMember
from models.imports.histories import Histories
from models.progress import SILENT, Cancelled, Progress
from models.records import MemberRecord, Reading
from models.tables import Change, Duty, Event, EventKind, Member, Stay
from models.text import name_forms
from tests.models import builders as make
from tests.models.builders import TODAY
from tests.whole import whole

ADMITTED = (None, "1956", "05/1998", "12/05/2001", "21/11/2025", "22/11/2025", "01/06/2026", "22/11/2026")
OFFICIAL = (None, "1957", "05/1999", "12/05/2002", "21/11/2026", "22/11/2026", "23/11/2026")


def _day(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


def _life(session: Session, member_id: int) -> tuple[list[object], list[object]]:
    """Return all that is kept of a member's events and stays but their numbers."""
    found: list[list[object]] = []
    for kind in (Event, Stay):
        columns = [column for column in kind.__table__.columns if column.name not in ("id", "member_id")]
        query = select(*columns).where(kind.member_id == member_id).order_by(kind.id)
        found.append([tuple(row) for row in session.execute(query)])
    return found[0], found[1]


def _member(session: Session, life: tuple[PartialDate | None, PartialDate | None]) -> Member:
    member = Member(full_name="Lò Văn Ánh", admitted_on=life[0], official_on=life[1])
    member.name_fold, member.name_sort, member.initials = name_forms(member.full_name)
    session.add(member)
    session.flush()
    return member


def _alone(member: Member) -> range:
    return range(member.id, member.id + 1)


def test_a_history_made_for_many_is_the_one_made_for_one(db: Database) -> None:
    lives = [(_day(a), _day(o)) for a, o in itertools.product(ADMITTED, OFFICIAL)]
    with db.write("Nhập") as session:
        cell_id = make.cell(session)
        histories = Histories(session, TODAY, membership_rules.book(session))
        for life, duty in itertools.product(lives, Duty):
            one, other = _member(session, life), _member(session, life)
            stays.begin(session, one, cell_id, on=TODAY, duty=duty)
            values = {"admitted_on": life[0], "official_on": life[1]}
            people = arrivals.of_writes([WriteMember(None, values, "na say", duty)])
            histories.write(_alone(other), histories.drawn(people, {"na say": cell_id}))
            session.flush()
            assert _life(session, other.id) == _life(session, one.id), (life, duty)


def test_somebody_who_left_again_gets_the_end_too(db: Database) -> None:
    admitted, died = PartialDate(1990, 5, 12), EventValues(EventKind.DIED, date(2026, 3, 1))
    with db.write("Nhập") as session:
        cell_id = make.cell(session)
        terms = membership_rules.book(session)
        member = _member(session, (admitted, None))
        one = WriteMember(None, {"admitted_on": admitted}, "na say", Duty.ACTIVE, died)
        histories = Histories(session, TODAY, terms)
        histories.write(_alone(member), histories.drawn(arrivals.of_writes([one]), {"na say": cell_id}))
        written, lists = _life(session, member.id)
        life = stays.Life(admitted, None)
        wanted = leaving.history(life, cell_id, on=TODAY, duty=Duty.ACTIVE, terms=terms, leaving=died)
    assert [row[0] for row in written] == [values.kind for values in wanted]  # type: ignore[index]
    assert lists[-1][5] == died.effective_on - timedelta(days=1)  # type: ignore[index]


def test_somebody_without_a_cell_comes_to_no_list(db: Database) -> None:
    with db.write("Nhập") as session:
        member = _member(session, (None, None))
        histories = Histories(session, TODAY, membership_rules.book(session))
        people = arrivals.of_writes([WriteMember(None, {}, None, Duty.ACTIVE)])
        histories.write(_alone(member), histories.drawn(people, {}))
        assert _life(session, member.id) == ([], [])


def _brought_in(db: Database, count: int, progress: Progress = SILENT) -> None:
    records = tuple(
        MemberRecord("DS", n, make.name(n), admitted_on=PartialDate(2001, 1, 1 + n % 28), cell_name="Chi bộ bản Nà Sáy")
        for n in range(count)
    )
    with db.write("Nhập tệp ds.xlsx") as session:
        plan = imports.plan(session, Reading("ds.xlsx", "0" * 64, "dang-vien", "Danh sách", records), TODAY)
        assert plan.added(Subject.MEMBER) == count
        imports.apply(session, plan, progress=progress)


def test_a_whole_import_is_few_lines_of_the_log_but_counts_and_tells_every_row(db: Database) -> None:
    _brought_in(db, 40)
    with db.read() as session:
        (line,) = journal.log(session, limit=1)
        told = list(taking_back.lines_of(session.connection(), line.id))
        kept = session.scalar(select(func.count()).select_from(Change).where(Change.step_id == line.id)) or 0
        names = {row.id: row.full_name for row in session.scalars(select(Member))}
        assert changes.summary(session, line.id) == "Thêm 1 chi bộ, 40 đảng viên, 80 biến động, 80 dòng quá trình"
        words = changes.lines(session, line.id)
    assert kept < 10
    assert line.rows == len(told) == 1 + 40 + 80 + 80
    people = [(row, after) for table, row, _before, after in told if table == "member"]
    assert {row: after and after["full_name"] for row, after in people} == names
    assert all(before is None for _table, _row, before, _after in told)
    first = next(one for one in words if one.action == "Thêm đảng viên")
    assert first.subject == make.name(0)
    assert "01/01/2001" in first.after


def test_a_whole_import_is_taken_back_and_done_again(db: Database) -> None:
    before = whole(db)
    _brought_in(db, 40)
    after = whole(db)
    assert db.undo() == "Nhập tệp ds.xlsx"
    assert whole(db) == before
    assert db.redo() == "Nhập tệp ds.xlsx"
    assert whole(db) == after


def test_what_was_changed_in_the_step_that_brought_it_in_goes_with_it(db: Database) -> None:
    before = whole(db)
    with db.write("Nhập và sửa") as session:
        ids = journal.insert_many(session, Member, _columns(3))
        session.get_one(Member, ids[1]).note = "đã sửa"
    after = whole(db)
    db.undo()
    assert whole(db) == before
    db.redo()
    assert whole(db) == after


def _columns(count: int) -> dict[str, list[object]]:
    names = [make.name(n) for n in range(count)]
    forms = zip(*map(name_forms, names), strict=True)
    return {
        "full_name": list(names),
        **{key: list(form) for key, form in zip(("name_fold", "name_sort", "initials"), forms, strict=True)},
    }


class _StoppedAt:
    """An officer who presses Dừng when so many people are written."""

    def __init__(self, done: int) -> None:
        self._done = done

    def step(self, done: int, total: int, text: str = "") -> None:
        if text == "Ghi đảng viên" and done >= self._done:
            raise Cancelled


@pytest.mark.parametrize("stop", [0, 10, 39])
def test_stopping_between_two_parts_of_a_list_leaves_everything_as_it_was(
    db: Database, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    monkeypatch.setattr(writing, "_CHUNK", 7)
    monkeypatch.setattr(bulk, "_MANY", 3)
    before = whole(db)
    with pytest.raises(Cancelled):
        _brought_in(db, 60, _StoppedAt(stop))
    assert whole(db) == before
    _brought_in(db, 60)
    with db.read() as session:
        found = session.scalars(select(Member).order_by(Member.id)).all()
        assert [(one.full_name, one.name_fold, one.name_sort, one.initials) for one in found] == [
            (make.name(n), *name_forms(make.name(n))) for n in range(60)
        ]


def test_an_error_that_comes_up_while_a_part_is_drawn_leaves_everything_as_it_was(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_CHUNK", 7)
    turns_of, seen = stays.turns_of, itertools.count()

    def turns_of_some(*life: Any, **said: Any) -> stays.Turns:
        if next(seen) == 20:
            raise LookupError("không có")
        return turns_of(*life, **said)

    monkeypatch.setattr(stays, "turns_of", turns_of_some)
    before = whole(db)
    with pytest.raises(LookupError):
        _brought_in(db, 60)
    assert whole(db) == before

"""One value for many members: the same as for each by itself, in as few queries for many as for a few."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from exports.readers import clip
from models import card_dates, events, imports, members, stays
from models.card_dates import CardDates
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.members import MemberValues
from models.tables import Duty, EventKind, Member, Position, Post, Standing
from tests.models import builders as make
from tests.models.builders import TODAY
from tests.whole import whole

ADMITTED, OFFICIAL = PartialDate(2001, 3, 4), PartialDate(2002, 3, 4)


def found_on_a_list(db: Database, count: int) -> list[int]:
    """Add members of whom no paper gives a day: some with both dates, some with one, some with none."""
    with db.write("Dựng sổ") as session:
        cell = make.cell(session)
        return [
            members.add(
                session,
                MemberValues(
                    make.name(number),
                    admitted_on=ADMITTED if number % 3 else None,
                    official_on=OFFICIAL if number % 3 == 1 else None,
                ),
                cell,
                on=TODAY,
                duty=Duty.EXEMPT if number % 5 == 0 else Duty.ACTIVE,
            )
            for number in range(count)
        ]


def give(db: Database, field: str, text: str, who: list[int]) -> None:
    with db.read() as session:
        names = session.scalars(select(Member.full_name).where(Member.id.in_(who)).order_by(Member.id)).all()
        plan = imports.plan_rows(session, clip.one_value(field, text, names, TODAY), TODAY, who)
    with db.write("Sửa hàng loạt") as session:
        imports.apply(session, plan)


def lives(db: Database) -> list[object]:
    with db.read() as session:
        everybody = session.scalars(select(Member.id).order_by(Member.id)).all()
        return [
            (
                [row.values for row in events.history(session, who)],
                [(row.since, row.until, row.standing, row.duty, row.cell_name) for row in stays.history(session, who)],
            )
            for who in everybody
        ]


VALUES = [
    ("admitted", "05/2001"),
    ("admitted", "12/5/2026"),
    ("official", "7/8/2002"),
    ("duty", "Miễn sinh hoạt"),
    ("cell", "Chi bộ bản Mới"),
]


@pytest.mark.parametrize(("field", "text"), VALUES)
def test_many_at_once_are_as_one_by_one(db: Database, tmp_path, field: str, text: str) -> None:
    who = found_on_a_list(db, 15)
    if field == "admitted" and "2026" in text:
        with db.write("Bỏ ngày chính thức") as session:
            for member_id in who:
                session.get_one(Member, member_id).official_on = None
    before = lives(db)
    give(db, field, text, who)
    together = lives(db)
    assert together != before
    db.undo()
    assert lives(db) == before
    for member_id in who:
        give(db, field, text, [member_id])
    assert lives(db) == together


@pytest.mark.parametrize(("field", "text"), VALUES[2:] + VALUES[:1])
def test_the_queries_do_not_grow_with_the_members_and_undo_is_exact(db: Database, field: str, text: str) -> None:
    who = found_on_a_list(db, 60)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *values: asked.append(values[2]))
    before = whole(db)
    counts: list[int] = []
    for some in (who[:15], who):
        asked.clear()
        give(db, field, text, some)
        counts.append(sum(statement.startswith("SELECT") for statement in asked))
        after = whole(db)
        db.undo()
        assert whole(db) == before
        db.redo()
        assert whole(db) == after
        db.undo()
    assert counts[1] - counts[0] <= 3


def test_a_pasted_admission_moves_the_event_that_bears_it(db: Database) -> None:
    with db.write("Kết nạp") as session:
        values = MemberValues("Lò Văn Dần", admitted_on=PartialDate(2024, 5, 1), official_on=PartialDate(2025, 5, 1))
        paper = EventValues(EventKind.ADMISSION, date(2024, 5, 1), decision_number="12-QĐ/ĐU")
        who = members.add(session, values, make.cell(session), on=TODAY, by=paper)
    give(db, "admitted", "10/3/2024", [who])
    with db.read() as session:
        first, *_rest = events.history(session, who)
        assert (first.values.kind, first.values.effective_on) == (EventKind.ADMISSION, date(2024, 3, 10))
        assert first.values.decision_number == "12-QĐ/ĐU"
        assert stays.history(session, who)[0].since == date(2024, 3, 10)


def test_an_admission_typed_on_the_card_begins_the_history_as_a_pasted_one_does(db: Database) -> None:
    first, second = found_on_a_list(db, 4)[::3]  # nothing is known of either
    give(db, "admitted", "12/5/2001", [first])
    with db.write("Sửa lý lịch") as session:
        known = members.read(session, second)
        members.edit(session, second, MemberValues(known.full_name, admitted_on=PartialDate(2001, 5, 12)), on=TODAY)
    told = lives(db)
    assert [stay[:3] for stay in told[first - 1][1]] == [  # type: ignore[index]
        (date(2001, 5, 12), date(2002, 5, 11), Standing.PROBATIONARY),
        (date(2002, 5, 12), None, Standing.UNKNOWN),
    ]
    assert [stay[:3] for stay in told[second - 1][1]] == [stay[:3] for stay in told[first - 1][1]]  # type: ignore[index]


def test_what_cannot_be_says_whose(db: Database) -> None:
    who = found_on_a_list(db, 3)
    with db.read() as session:
        early = {who[0]: stays.NewState(duty=Duty.EXEMPT), who[2]: stays.NewState(duty=Duty.EXEMPT)}
        with pytest.raises(KnownError, match=f"^{make.name(0)}: đồng chí đã sinh hoạt"):
            stays.change_all(session, early, on=date(1999, 1, 1))


def test_a_post_ends_with_the_cell_for_many_as_for_one(db: Database) -> None:
    who = found_on_a_list(db, 3)
    with db.write("Bầu") as session:
        members.set_position(session, who[0], Position.SECRETARY, on=date(2026, 1, 5))
        members.set_position(session, who[1], Position.DEPUTY_SECRETARY, on=TODAY)
    give(db, "cell", "Chi bộ bản Mới", who)
    with db.read() as session:
        assert session.scalars(select(Post.until)).all() == [date(2026, 11, 21)]  # the other was of that very day


def _some_day(dice: random.Random, first: int) -> PartialDate:
    known = dice.randint(1, 3)
    day = PartialDate(dice.randint(first, 2025), dice.randint(1, 12), dice.randint(1, 28))
    return replace(day, day=None if known < 3 else day.day, month=None if known < 2 else day.month)


def _live(db: Database, dice: random.Random, number: int, cells: list[int]) -> int | None:
    """Add somebody to whom something happened, not always in an order that can be."""
    day = _some_day(dice, 1985)
    admitted = day if dice.random() < 0.8 else None
    official = replace(day, year=day.year + 1) if admitted and dice.random() < 0.7 else None
    paper = EventValues(EventKind.ADMISSION, day.first, day.is_full, decision_number="5-QĐ")
    values = MemberValues(make.name(number), admitted_on=admitted, official_on=official)
    try:
        with db.write("Thêm") as session:
            by = paper if admitted and dice.random() < 0.3 else None
            duty = dice.choice([Duty.ACTIVE, Duty.EXEMPT]) if by is None else Duty.ACTIVE
            who = members.add(session, values, dice.choice(cells), on=TODAY, by=by, duty=duty)
    except KnownError:
        return None
    for _time in range(dice.randint(0, 3)):
        kind = dice.choice([EventKind.EXEMPT_START, EventKind.EXEMPT_END, EventKind.TRANSFER_OUT, EventKind.TEMP_OUT])
        kind, cell = (kind, None) if dice.random() < 0.7 else (EventKind.TRANSFER_INTERNAL, dice.choice(cells))
        step = EventValues(kind, _some_day(dice, 2003).first, dice.random() < 0.4, cell, decision_number="7-QĐ")
        with suppress(KnownError), db.write("Biến động") as session:
            events.record(session, who, step)
    return who


@pytest.mark.parametrize("seed", [1, 4, 6])
def test_dates_of_random_lives_change_together_as_one_by_one_and_undo_is_exact(db: Database, seed: int) -> None:
    dice = random.Random(seed)
    with db.write("Chi bộ") as session:
        cells = [make.cell(session), make.cell(session, "Chi bộ bản Mới")]
    found = [_live(db, dice, number, cells) for number in range(25)]
    wanted: dict[int, dict[str, PartialDate | None]] = {}
    for who in (one for one in found if one is not None):
        new = {"admitted_on": _some_day(dice, 1995), "official_on": _some_day(dice, 1996)}
        wanted[who] = {field: dice.choice([day, day, None]) for field, day in new.items() if dice.random() < 0.7}

    def change(some: list[int]) -> None:
        with db.write("Sửa ngày") as session:
            people = [session.get_one(Member, who) for who in some]
            before = {one.id: CardDates.of(one) for one in people}
            for one in people:
                for field, day in wanted[one.id].items():
                    setattr(one, field, day)
            card_dates.follow_all(session, before, on=TODAY)

    start, papers = whole(db), [_papers(life) for life in lives(db)]
    can: list[int] = []
    for who in wanted:
        before = whole(db)
        try:
            change([who])
        except KnownError:
            continue
        can.append(who)
        after = whole(db)
        if after != before:
            db.undo()
            assert whole(db) == before
            db.redo()
            assert whole(db) == after
    alone = lives(db)
    assert [_papers(life) for life in alone] == papers
    while whole(db) != start:
        assert db.undo() == "Sửa ngày"
    change(can)
    assert lives(db) == alone


def _papers(life: Any) -> int:
    """Return how many events bear a decision: no date corrected on a card takes one away."""
    return sum(bool(values.decision_number) for values in life[0])

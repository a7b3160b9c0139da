"""Cells are split, merged, dissolved, renamed: what moves, what is refused, and that the past stays as it was."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from models import (
    cells,
    codes,
    events,
    meetings,
    members,
    organizations,
    participation,
    renaming,
    reorganize,
    villages,
)
from models.bodies import Body
from models.cells import CellValues
from models.dates import Period
from models.decisions import Decision
from models.errors import KnownError
from models.events import EventValues
from models.organizations import OrganizationValues
from models.reorganize import Part
from models.tables import Cell, EventKind, Mark, Meeting, Position, Reorganization, Reshaping, Succession
from models.villages import VillageValues
from tests.models.builders import TODAY, cell, held, meeting, people
from tests.models.told import merge_as_told
from tests.whole import hold, refused

ON = date(2026, 10, 1)
EVE = date(2026, 9, 30)
DECISION = Decision(ON, "12-QĐ/ĐU", date(2026, 9, 25))


@pytest.fixture
def book(db):
    """Cells A (5 members, two villages), B (4, one village) and C (3), with meetings up to September."""
    with db.write("Dựng") as session:
        for place, (name, number, homes) in enumerate((("A", 5, ("Ba", "Bon")), ("B", 4, ("Nam",)), ("C", 3, ()))):
            key = cell(session, f"Chi bộ bản {name}")
            who = people(session, key, number, start=place * 10)
            members.set_position(session, who[0], Position.SECRETARY, on=date(2024, 1, 1))
            for home in homes:
                villages.add(session, VillageValues(f"Bản {home}", cell_id=key))
            for month in (7, 8, 9):
                held(session, key, date(2026, month, 3 + place), {who[-1]: Mark.EXCUSED})
    return db


def of_cell(session, cell_id, on=ON):
    return [row.id for row in members.search(session, on=on) if row.cell_id == cell_id]


def facts(session, day):
    """Everything older papers say of a day and its month: names, counts, villages, participation."""
    figures = participation.figures(session, Period(day.replace(day=1), day), on=day)
    return (
        [(row.name, row.members, row.official, row.villages, row.organization_id) for row in cells.rows(session, day)],
        [(row.name, row.cell_name, row.served) for row in villages.rows(session, day)],
        [(span.name, figures.cell(span.id)) for span in figures.cells],
        [(row.cell_name, row.values.held_on) for row in meetings.of_month(session, day.year, day.month)],
        [(line.name, line.depth, line.members) for line in organizations.tree(session, day)],
    )


def total(session, day):
    return sum(row.members for row in cells.rows(session, day))


def test_a_split_founds_a_cell_and_leaves_the_old_one_its_rest(book):
    with book.write("Tách") as session:
        who = of_cell(session, 1)[1:3]
        reorganize.split(session, 1, [Part(CellValues("Chi bộ bản Bốn"), tuple(who), (2,))], DECISION, today=TODAY)
    with book.read() as session:
        rows = {row.name: row for row in cells.rows(session, ON)}
        assert [(row.members, row.villages) for row in rows.values()] == [
            (3, ("Bản Ba",)),
            (2, ("Bản Bon",)),  # beside the one it came from
            (4, ("Bản Nam",)),
            (3, ()),
        ]
        assert rows["Chi bộ bản Bốn"].valid_from == ON
        moved = events.history(session, who[0])[-1].values
        assert (moved.kind, moved.effective_on, moved.decision_number, moved.decision_on) == (
            EventKind.TRANSFER_INTERNAL,
            ON,
            "12-QĐ/ĐU",
            date(2026, 9, 25),
        )
        made = session.scalars(select(Reorganization)).one()
        link = session.scalars(select(Succession)).one()
        assert (made.kind, link.cell_id, link.successor_id) == (Reshaping.SPLIT, 1, 4)


def test_the_secretary_who_stays_keeps_the_post_and_one_who_moves_loses_it(book):
    with book.write("Nhập") as session:
        keeper, mover = of_cell(session, 1)[0], of_cell(session, 2)[0]
        reorganize.merge(session, [1, 2], 1, DECISION, today=TODAY)
    with book.read() as session:
        assert keeper in members.positions(session, TODAY)
        assert mover not in members.positions(session, TODAY)
        assert mover in members.positions(session, EVE)


def test_a_merger_takes_everybody_and_every_village(book):
    with book.write("Nhập") as session:
        planned = meeting(session, 2, date(2026, 10, 20))
        reorganize.merge(session, [1, 2], CellValues("Chi bộ liên bản"), DECISION, today=TODAY)
    with book.read() as session:
        assert [(row.name, row.members, len(row.villages)) for row in cells.rows(session, ON)] == [
            ("Chi bộ liên bản", 9, 3),
            ("Chi bộ bản C", 3, 0),
        ]
        assert session.get(Meeting, planned) is None
        assert session.get_one(Cell, 1).valid_to == EVE
        assert {(link.cell_id, link.successor_id) for link in session.scalars(select(Succession))} == {(1, 4), (2, 4)}


def test_a_dissolved_cell_sends_its_members_to_several(book):
    with book.write("Giải thể") as session:
        who = of_cell(session, 1)
        parts = [Part(2, tuple(who[:2]), (1,)), Part(3, tuple(who[2:]))]
        reorganize.dissolve(session, 1, parts, DECISION, today=TODAY)
    with book.read() as session:
        assert [(row.members, row.villages) for row in cells.rows(session, ON)] == [(6, ("Bản Ba", "Bản Nam")), (6, ())]
        assert {row.name: row.cell_name for row in villages.rows(session, ON)}["Bản Bon"] == ""


def test_an_empty_cell_is_dissolved_without_anyone_to_move(db):
    with db.write("Dựng") as session:
        key = cell(session)
        reorganize.dissolve(session, key, [], DECISION, today=TODAY)
        assert session.scalars(select(Succession)).one().successor_id is None
        assert cells.rows(session, ON) == []


def test_a_new_name_holds_from_its_day_and_older_papers_keep_the_old(book):
    with book.write("Đổi tên") as session:
        held(session, 1, date(2026, 10, 5))
        renaming.rename(session, Body(cell_id=1), "Chi bộ tổ dân phố 1", DECISION, today=TODAY)
    with book.read() as session:
        assert [cells.names(session, day)[1] for day in (EVE, ON)] == ["Chi bộ bản A", "Chi bộ tổ dân phố 1"]
        assert [meetings.of_month(session, 2026, month)[0].cell_name for month in (9, 10)] == [
            "Chi bộ bản A",
            "Chi bộ tổ dân phố 1",
        ]
        month = participation.figures(session, Period.month(2026, 9), on=TODAY)
        assert month.cells[0].name == "Chi bộ bản A"
        assert participation.figures(session, Period.month(2026, 10), on=TODAY).cells[0].name == "Chi bộ tổ dân phố 1"


def test_two_names_in_turn_each_hold_in_their_time(book):
    with book.write("Đổi tên") as session:
        renaming.rename(session, Body(cell_id=1), "Chi bộ Hai", Decision(date(2026, 8, 1)), today=TODAY)
    with book.write("Đổi tên") as session:
        renaming.rename(session, Body(cell_id=1), "Chi bộ Ba", DECISION, today=TODAY)
    with book.read() as session:
        days = (date(2026, 7, 31), date(2026, 8, 1), EVE, ON)
        assert [cells.names(session, day)[1] for day in days] == [
            "Chi bộ bản A",
            "Chi bộ Hai",
            "Chi bộ Hai",
            "Chi bộ Ba",
        ]


def test_another_superior_holds_from_its_day(book):
    with book.write("Lập") as session:
        commune = organizations.add(session, OrganizationValues("Đảng bộ xã", kind_id=kind(session, "commune")))
        office = organizations.add(session, OrganizationValues("Đảng bộ UBND xã", parent_id=commune))
        renaming.reparent(session, [Body(cell_id=1), Body(cell_id=2)], office, DECISION, today=TODAY)
        with pytest.raises(KnownError, match="đã trực thuộc"):
            renaming.reparent(session, [Body(cell_id=3)], commune, DECISION, today=TODAY)
    with book.read() as session:
        assert [(line.name, line.depth) for line in organizations.tree(session, EVE)] == [
            ("Đảng bộ xã", 0),
            ("Đảng bộ UBND xã", 1),
            ("Chi bộ bản A", 1),
            ("Chi bộ bản B", 1),
            ("Chi bộ bản C", 1),
        ]
        lines = organizations.tree(session, ON)
        assert [(line.name, line.depth, line.cells, line.members) for line in lines][:3] == [
            ("Đảng bộ xã", 0, 3, 12),
            ("Đảng bộ UBND xã", 1, 2, 9),
            ("Chi bộ bản A", 2, 0, 5),
        ]


def test_a_closed_intermediate_organisation_gives_its_cells_to_its_superior(book):
    with book.write("Lập") as session:
        commune = organizations.add(session, OrganizationValues("Đảng bộ xã", kind_id=kind(session, "commune")))
        office = organizations.add(session, OrganizationValues("Đảng bộ UBND xã", parent_id=commune))
        renaming.reparent(session, [Body(cell_id=1)], office, Decision(date(2026, 8, 1)), today=TODAY)
    with book.write("Kết thúc") as session:
        with pytest.raises(KnownError, match="còn 1 chi bộ"):
            renaming.dissolve_organization(session, office, None, DECISION, today=TODAY)
        renaming.dissolve_organization(session, office, commune, DECISION, today=TODAY)
    with book.read() as session:
        assert [line.name for line in organizations.tree(session, ON) if line.depth == 0] == ["Đảng bộ xã"]
        assert {row.name: row.organization_id for row in cells.rows(session, EVE)}["Chi bộ bản A"] == office
        assert session.scalars(select(Reorganization.kind)).all() == [Reshaping.REPARENT, Reshaping.DISSOLVE]


def kind(session, code):
    return codes.id_of(session, codes.ORGANIZATION_KIND, code)


@pytest.mark.parametrize(
    ("act", "words", "field"),
    [
        (lambda s: reorganize.split(s, 1, [], DECISION, today=TODAY), "tên chi bộ mới", "name"),
        (
            lambda s: reorganize.split(s, 1, [Part(CellValues("Chi bộ Mới"))], DECISION, today=TODAY),
            "chọn đảng viên chuyển sang Chi bộ Mới",
            "members",
        ),
        (
            lambda s: reorganize.split(s, 1, [Part(CellValues("chi bộ bản b"), (1,))], DECISION, today=TODAY),
            "Đã có “Chi bộ bản B”",
            "name",
        ),
        (
            lambda s: reorganize.split(s, 1, [Part(CellValues("Chi bộ Mới"), (1, 6))], DECISION, today=TODAY),
            "không có trong danh sách",
            "members",
        ),
        (lambda s: reorganize.merge(s, [1], 1, DECISION, today=TODAY), "ít nhất hai", "cells"),
        (
            lambda s: reorganize.dissolve(s, 1, [Part(2, (1, 2))], DECISION, today=TODAY),
            "Chưa chọn nơi đến cho Lò Văn Ac, Lò Văn Ad, Lò Văn Ae",
            "members",
        ),
        (
            lambda s: reorganize.merge(s, [1, 2], 1, Decision(date(2026, 9, 1)), today=TODAY),
            "đã có điểm danh từ ngày 01/09/2026",
            "on",
        ),
        (
            lambda s: reorganize.merge(s, [1, 2], 1, Decision(date(2027, 1, 1)), today=TODAY),
            "chưa tới",
            "on",
        ),
        (lambda s: renaming.rename(s, Body(cell_id=1), "Chi bộ bản B", DECISION, today=TODAY), "Đã có", "name"),
        (lambda s: renaming.rename(s, Body(cell_id=1), "Chi bộ bản A", DECISION, today=TODAY), "giống", "name"),
        (lambda s: renaming.reparent(s, [], 1, DECISION, today=TODAY), "ít nhất một", "cells"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(book, act, words, field):
    told = refused(book, act)
    assert (words in str(told), told.field) == (True, field)


def test_whose_history_stands_in_the_way_is_named(book):
    with book.write("Chuyển") as session:
        who = of_cell(session, 2)[0]
        events.record(session, who, EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 10, 20), cell_id=1))
    with pytest.raises(KnownError, match="Lò Văn Ak: không ghi được"), book.write("Nhập") as session:
        reorganize.merge(session, [1, 2], 1, DECISION, today=TODAY)


@pytest.mark.parametrize(
    "act",
    [
        lambda session, key, decision: renaming.rename(
            session, Body(cell_id=key), "Chi bộ bản Đ", decision, today=TODAY
        ),
        lambda session, key, decision: reorganize.merge(session, [key], 1, decision, today=TODAY),
        lambda session, key, decision: reorganize.dissolve(session, key, (), decision, today=TODAY),
    ],
    ids=["rename", "merge", "dissolve"],
)
def test_a_cell_founded_today_is_told_the_first_day_and_corrected_instead(book, act):
    with book.write("Lập") as session:
        key = cells.add(session, CellValues("Chi bộ bản D", valid_from=TODAY))
    with pytest.raises(KnownError) as refused_, book.write("Đổi") as session:
        act(session, key, Decision(TODAY, "13-QĐ/ĐU"))
    assert refused_.value.field == "on"
    assert f"{TODAY + timedelta(days=1):%d/%m/%Y}" in refused_.value.message
    assert "bằng F2" in refused_.value.message
    with book.write("Sửa") as session:  # the repair that is named
        cells.edit(session, key, CellValues("Chi bộ bản D", valid_from=TODAY - timedelta(days=1)))
        act(session, key, Decision(TODAY, "13-QĐ/ĐU"))


def test_a_second_name_on_an_earlier_day_is_refused(book):
    with book.write("Đổi tên") as session:
        renaming.rename(session, Body(cell_id=1), "Chi bộ Hai", DECISION, today=TODAY)
    with pytest.raises(KnownError, match="01/10/2026"), book.write("Đổi tên") as session:
        renaming.rename(session, Body(cell_id=1), "Chi bộ Ba", Decision(date(2026, 8, 1)), today=TODAY)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("split", "merge", "dissolve", "rename")),
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(1, 50),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_past_and_the_totals_stay_and_undo_takes_all_back(book, steps):
    done = 0
    for number, (what, first, second, days) in enumerate(steps):
        decision = Decision(ON + timedelta(days=days), f"{number}-QĐ/ĐU")
        past = [date(2026, 7, 31), date(2026, 8, 31), EVE, decision.on - timedelta(days=1)]

        def act(session, what=what, first=first, second=second, decision=decision, number=number):
            _do(session, what, first, second, decision, number)

        def said(session, past=past, on=decision.on):
            return [facts(session, day) for day in past], [total(session, day) for day in (*past, on, TODAY)]

        done += hold(book, what, act, said)
    for _ in range(done):
        book.undo()


def _do(session, what, first, second, decision, number):
    open_cells = [row.id for row in cells.rows(session, decision.on)]
    one, other = open_cells[first % len(open_cells)], open_cells[second % len(open_cells)]
    who = of_cell(session, one, decision.on)
    homes = [row.id for row in villages.rows(session, decision.on) if row.cell_id == one]
    match what:
        case "split":
            part = Part(CellValues(f"Chi bộ Mới {number}"), tuple(who[: 1 + second]), tuple(homes[:1]))
            reorganize.split(session, one, [part], decision, today=TODAY, is_closing=len(who) <= 1 + second)
        case "merge":
            into = one if first % 2 else CellValues(f"Chi bộ Liên {number}")
            merge_as_told(session, [one, other], into, decision)
        case "dissolve":
            reorganize.dissolve(session, one, [Part(other, tuple(who), tuple(homes))], decision, today=TODAY)
        case _:
            renaming.rename(session, Body(cell_id=one), f"Chi bộ Tên {number} {first}", decision, today=TODAY)


def test_hundreds_of_members_move_with_hardly_more_questions_than_a_few(db):
    asked: list[int] = []
    for number in (20, 320):
        with db.write("Dựng") as session:
            key = cell(session, f"Chi bộ {number} đồng chí")
            who = people(session, key, number, start=number)
        with db.write("Tách") as session, _counting(db) as count:
            part = Part(CellValues(f"Chi bộ kế tục {number}"), tuple(who))
            reorganize.split(session, key, [part], DECISION, today=TODAY, is_closing=True)
        asked.append(len(count))
    assert asked[1] < asked[0] + 10


@contextmanager
def _counting(db):
    """Give the list of statements sent to the data file."""
    sent: list[str] = []

    def note(_link, _cursor, statement, *_more):
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)

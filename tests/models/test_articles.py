"""The figures of the articles (domain.md 8, ✔) that no other test works out from a register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from models import cells, imports, reorganize, residence
from models.cells import CellValues
from models.dates import Period
from models.decisions import Decision
from models.indicators import formulas
from models.records import MemberRecord, Reading, VillageRecord
from models.reorganize import Part
from models.tables import CellVillage, Duty, Event, EventKind, Standing
from models.text import percent
from tests.models import builders as make
from tests.models import bulk
from tests.models.builders import TODAY, figure

YEAR = Period.year(2026)


def listed(session: Session, members: list[int], cells: list[int]) -> None:
    """Write down that members are on the list of a cell, as a history from which they can move."""
    state = {"kind": EventKind.LISTED, "standing": Standing.OFFICIAL, "duty": Duty.ACTIVE}
    for member_id, cell_id in zip(members, cells, strict=True):
        session.add(Event(member_id=member_id, cell_id=cell_id, effective_on=bulk.LONG_AGO, **state))
    session.flush()


def brought_in(session: Session, kind: str, records: Sequence[MemberRecord | VillageRecord], on: date) -> None:
    """Let a list in, as the import does."""
    plan = imports.plan(session, Reading("ds.xlsx", "0" * 64, kind, "Danh sách", tuple(records)), on)
    imports.apply(session, plan)
    session.flush()


def people(homes: Sequence[str], cell: str, start: int = 0) -> list[MemberRecord]:
    """Return somebody who lives in each village, all in one cell."""
    return [
        MemberRecord("DS", number, make.name(number), f"011077{number:06}", village=home, cell_name=cell)
        for number, home in enumerate(homes, start)
    ]


def test_327_villages_without_a_cell_and_95_white_ones_become_191_and_21(session):
    """The province, 2016 to 5/2018: 136 and 74 fewer, the latter 77,9 % of 95; 1 601 of 1 813 have a cell."""
    start, now = date(2016, 1, 1), date(2018, 5, 1)
    own, peopled, without = 1813 - 327 - 95, 1813 - 95, 1813 - 21
    places = [f"Bản số {number}" for number in range(1813)]
    cell_of = {place: f"Chi bộ {place}" for place in places[:1601]}
    before = [
        VillageRecord("TB", n, place, cell_name=cell_of[place] if n < own else None) for n, place in enumerate(places)
    ]
    brought_in(session, "thon-ban", before, start)
    brought_in(session, "dang-vien", people(places[:peopled], cell_of[places[0]]), start)
    for place in places[own:1601]:
        cells.add(session, CellValues(cell_of[place], valid_from=now))
    founded = [VillageRecord("TB", n, place, cell_name=cell_of[place]) for n, place in enumerate(places[own:1601])]
    brought_in(session, "thon-ban", founded, now)
    brought_in(session, "dang-vien", people(places[peopled:without], cell_of[places[0]], 2000), now)
    keys = ("villages_members_no_own", "villages_white")
    then = [figure(session, key, on=start).count for key in keys]
    after = [figure(session, key, on=now).count for key in keys]
    assert (then, after) == ([327, 95], [191, 21])
    assert [one - two for one, two in zip(then, after, strict=True)] == [136, 74]
    assert percent(formulas.reduction(then[1], after[1])) == "77,9 %"
    found = figure(session, "villages_own", on=now)
    assert (found.count, found.of, found.of - found.count) == (1601, 1813, 191 + 21)
    assert percent(figure(session, "villages_own", on=now).value) == "88,3 %"


def test_27_joint_cells_are_split_by_decision(session):
    """Điện Biên Đông, 2016 to 5/2018: 27 of them, one in three, so that 38 cells are founded (11 into three)."""
    joint = bulk.add_cells(session, 27)
    villages = bulk.add_villages(session, 27 * 3)
    homes = [cell for cell in joint for _ in range(3)]
    members = bulk.add_members(session, homes, villages=villages)
    listed(session, members, homes)
    bulk.serve(session, zip(homes, villages, strict=True))
    for place, cell in enumerate(joint):
        parts = [
            Part(CellValues(f"Chi bộ mới {place}-{part}"), (members[place * 3 + part],), (villages[place * 3 + part],))
            for part in range(2 if place < 11 else 1)
        ]
        decision = Decision(date(2026, 4, 1), f"{place}-QĐ/HU")
        reorganize.split(session, cell, parts, decision, today=TODAY)
    found = figure(session, "cells_joint_split")
    assert (found.count, figure(session, "cells_founded").count) == (27, 38)
    assert figure(session, "cells_joint_split", Period.parse("2026-Q1")).count == 0
    (only,) = bulk.add_cells(session, 1, start=900)  # one that served one village is no joint cell
    session.add(CellVillage(cell_id=only, village_id=bulk.add_villages(session, 1, start=900)[0]))
    who = bulk.add_members(session, [only] * 2, start=900)
    listed(session, who, [only] * 2)
    part = Part(CellValues("Chi bộ mới nữa"), (who[0],))
    reorganize.split(session, only, [part], Decision(date(2026, 4, 1)), today=TODAY)
    assert figure(session, "cells_joint_split").count == 27


def test_a_move_makes_a_white_village_and_ends_another(session):
    villages = bulk.add_villages(session, 2)
    who = bulk.add_members(session, bulk.add_cells(session, 1), villages=villages[:1])
    residence.move(session, who[0], villages[1], date(2026, 6, 1), on=TODAY)
    white = [
        [name.id for name in figure(session, "villages_white", on=day).names] for day in (date(2026, 5, 31), TODAY)
    ]
    assert white == [[villages[1]], [villages[0]]]
    assert formulas.share(1, 2) == Fraction(1, 2)

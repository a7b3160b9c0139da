"""The figures of the articles (domain.md 8, ✔) that no other test works out from a register."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from models import reorganize, residence
from models.cells import CellValues
from models.dates import PartialDate, Period
from models.decisions import Decision
from models.indicators import formulas
from models.reorganize import Part
from models.tables import CellVillage, Duty, Event, EventKind, Organization, Standing
from models.targets import cells_under
from models.text import percent
from tests.models import bulk
from tests.models.builders import TODAY, figure

YEAR = Period.year(2026)


def body(session: Session, name: str) -> int:
    row = Organization(name=name)
    session.add(row)
    session.flush()
    return row.id


def listed(session: Session, members: list[int], cells: list[int]) -> None:
    """Write down that members are on the list of a cell, as a history from which they can move."""
    state = {"kind": EventKind.LISTED, "standing": Standing.OFFICIAL, "duty": Duty.ACTIVE}
    for member_id, cell_id in zip(members, cells, strict=True):
        session.add(Event(member_id=member_id, cell_id=cell_id, effective_on=bulk.LONG_AGO, **state))
    session.flush()


def test_the_communes_admitted_247_of_the_407_of_a_quarter(session):
    """First quarter of 2018, the province: 60,7 %."""
    admitted = PartialDate(2018, 2, 3)
    communes, others = body(session, "Khối xã"), body(session, "Khối cơ quan")
    there = [
        bulk.add_cells(session, 4, organization_id=communes),
        bulk.add_cells(session, 2, organization_id=others, start=4),
    ]
    for cells, many, start in ((there[0], 247, 0), (there[1], 160, 300)):
        where = [cells[place % len(cells)] for place in range(many)]
        bulk.add_members(session, where, admitted=admitted, since=admitted.first, start=start)
    period = Period.parse("2018-Q1")
    part = figure(session, "admitted", period, cells=cells_under(session, communes)).count
    whole = figure(session, "admitted", period).count
    assert (part, whole, percent(formulas.share(part, whole))) == (247, 407, "60,7 %")


def test_327_villages_without_a_cell_and_95_white_ones_become_191_and_21(session):
    """The province, 2016 to 5/2018: 136 and 74 fewer, the latter 77,9 % of 95; 1 601 of 1 813 have a cell."""
    start, now = date(2016, 1, 1), date(2018, 5, 1)
    villages = bulk.add_villages(session, 1813)
    own = 1813 - 327 - 95
    cells = bulk.add_cells(session, 1601)
    bulk.serve(session, zip(cells[:own], villages, strict=False))
    bulk.serve(session, zip(cells[own:], villages[own:1601], strict=True), since=now)
    peopled = villages[: own + 327]
    bulk.add_members(session, [cells[0]] * len(peopled), villages=peopled)
    later = villages[own + 327 : 1601 + 191]
    bulk.add_members(session, [cells[0]] * len(later), villages=later, since=now, start=2000)
    keys = ("villages_members_no_own", "villages_white")
    before = [figure(session, key, on=start).count for key in keys]
    after = [figure(session, key, on=now).count for key in keys]
    assert (before, after) == ([327, 95], [191, 21])
    assert [one - two for one, two in zip(before, after, strict=True)] == [136, 74]
    assert percent(formulas.reduction(before[1], after[1])) == "77,9 %"
    assert percent(figure(session, "villages_own", on=now).value) == "88,3 %"


def test_4_of_14_communes_have_a_cell_of_its_own_in_every_village(session):
    """Điện Biên Đông, 5/2018: 28,6 % of the communes; the others lack one village each."""
    whole = 0
    for number in range(14):
        commune = body(session, f"Đảng bộ xã {number}")
        cells = bulk.add_cells(session, 3, start=number * 3, organization_id=commune)
        villages = bulk.add_villages(session, 3 if number < 4 else 4, start=number * 4)
        bulk.serve(session, zip(cells, villages, strict=False))
        bulk.serve(session, ((cells[0], village) for village in villages[3:]))
        whole += figure(session, "villages_own", cells=cells_under(session, commune)).value == 1
    assert (whole, percent(formulas.share(whole, 14))) == (4, "28,6 %")


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

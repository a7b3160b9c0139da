"""Every figure of the articles marked ✔ in domain.md 8, from a register written by the verbs the screens use.

| Figure of domain.md 8 | Test |
|---|---|
| 91/100, 90/100 and “trên 90 %” (8.1) | test_indicators_meetings: test_91_and_90_of_100_against_both_comparators |
| 69 = 29 + 40 (8.2) | test_69_organisations_are_29_and_40 |
| 492/375 = 131,2 %, 375 = 150 × 2,5 (8.2) | test_492_admitted_of_150_a_year_in_two_and_a_half_years |
| 247/407 = 60,7 % (8.2) | test_the_communes_admitted_247_of_407 |
| 221 + 56 → 274, so −3 (8.2) | test_luan_gioi_had_221_admitted_56_and_ended_with_274 |
| 158/243 = 65 % (8.3) | test_158_of_243_villages_have_a_cell_of_their_own |
| 1 601/1 813 = 88,3 %, 212 = 191 + 21, −136, −74 = 77,9 % (8.3) | test_articles, by lists brought in |
| white villages 5 → 0, of four communes (8.3) | test_the_last_white_villages_of_four_communes_have_members |
| 58 joint cells, 27 split into 38 new ones, 282 = 244 + 38 (8.3) | test_of_58_joint_cells_27_are_split_into_38_more |
| Luân Giói 16 and 3 → 0, Pú Hồng 2 → 0 (8.3) | test_joint_cells_of_two_communes_come_to_none |
| 4/14 = 28,6 % (8.3) | test_4_of_14_communes_have_a_cell_in_every_village |
| 11,98, 74,76, 12,94, 0,32 % of 626 (8.5) | test_626_members_are_rated_and_the_parts_make_100 |
| 62/71 = 87,32 %, 9/71 = 12,68 % (8.5) | test_62_and_9_of_71_bodies_are_rated |
| 7/437, 5/282, 17/303 and 302/437 = 69,1 % (8.6) | test_the_classes_of_2013_and_who_was_admitted |
| 18/21 = 85,71 %, 12/17 (8.7) | test_so_many_of_the_targets_are_reached |
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from models import (
    body_ratings,
    candidates,
    cells,
    codes,
    events,
    members,
    organizations,
    pace,
    ratings,
    targets,
    training,
    villages,
)
from models.bodies import Body
from models.body_ratings import BodyRatingValues
from models.candidates import CandidateValues
from models.cells import CellValues
from models.dates import PartialDate, Period
from models.decisions import Decision
from models.events import EventValues
from models.indicators import formulas
from models.members import MemberValues
from models.organizations import OrganizationValues
from models.pace import Reader
from models.ratings import WHOLE_YEAR, RatingValues
from models.reorganize import Part, split
from models.tables import EventKind, RatingLevel, Scope
from models.targets import TargetValues, cells_under
from models.text import percent
from models.training import ClassValues
from models.villages import VillageValues
from tests.models.builders import TODAY, figure

YEAR = Period.year(2026)


def add_cells(session: Session, many: int, name: str = "Chi bộ", above: int | None = None) -> list[int]:
    return [cells.add(session, CellValues(f"{name} {number}", organization_id=above)) for number in range(many)]


def admit(session: Session, where: Sequence[int], day: date, name: str = "Lò Văn") -> list[int]:
    """Admit a member to each cell named."""
    values = (MemberValues(f"{name} {_letters(number)}") for number in range(len(where)))
    by = EventValues(EventKind.ADMISSION, day)
    return [
        members.add(session, value, cell, on=TODAY, by=EventValues(**{**vars(by), "cell_id": cell}))
        for value, cell in zip(values, where, strict=True)
    ]


def _letters(number: int) -> str:
    high, low = divmod(number, 26)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)


def test_69_organisations_are_29_and_40(session):
    """Huyện Điện Biên, 2013: 29 đảng bộ and 40 chi bộ, which stand at one level."""
    district = organizations.add(session, OrganizationValues("Đảng bộ huyện"))
    for number in range(29):
        organizations.add(session, OrganizationValues(f"Đảng bộ xã {number}", parent_id=district))
    add_cells(session, 40, "Chi bộ cơ sở", district)
    below = [line for line in organizations.tree(session, TODAY) if line.depth == 1]
    bodies = sum(line.body.cell_id is None for line in below)
    assert (len(below), bodies, len(below) - bodies) == (69, 29, 40)
    assert figure(session, "cells").count == 40


def test_158_of_243_villages_have_a_cell_of_their_own(session):
    """Điện Biên Đông, 5/2018: 65 %; of 38 cells founded since 2016 the article's “gần 20 %” does not come out."""
    own = add_cells(session, 158)
    for number in range(243):
        villages.add(session, VillageValues(f"Bản {number}", cell_id=own[number] if number < 158 else None))
    found = figure(session, "villages_own")
    assert (found.count, found.of, percent(found.value, 0)) == (158, 243, "65 %")
    assert figure(session, "villages_no_own").count == 85


def test_492_admitted_of_150_a_year_in_two_and_a_half_years(session):
    """Điện Biên Đông, 2016 to the middle of 2018: 375 asked, 131,2 %, “vượt 31,2 %”."""
    period = Period(date(2016, 1, 1), date(2018, 6, 30))
    (cell,) = add_cells(session, 1)
    for year, many in ((2016, 164), (2017, 200), (2018, 128)):
        admit(session, [cell] * many, date(year, 5, 19), f"Lò Văn {_letters(year)}")
    aim = TargetValues("admitted", period, formulas.for_period(150, period))
    targets.set_target(session, aim)
    (found,) = pace.of_period(session, period, date(2018, 6, 30))
    assert (found.row.goal, found.actual) == (375, 492)
    assert (percent(found.done), percent(found.exceeded)) == ("131,2 %", "31,2 %")
    assert [figure(session, "admitted", Period.year(year)).count for year in (2016, 2017, 2018)] == [164, 200, 128]


def test_the_communes_admitted_247_of_407(session):
    """The province, first quarter of 2018: 60,7 %."""
    quarter = Period.parse("2018-Q1")
    bodies = [organizations.add(session, OrganizationValues(name)) for name in ("Khối xã", "Khối cơ quan")]
    for body, many in zip(bodies, (247, 160), strict=True):
        there = add_cells(session, 4, f"Chi bộ {body}", body)
        admit(session, [there[number % 4] for number in range(many)], date(2018, 2, 3), f"Lò {_letters(body)}")
    part = figure(session, "admitted", quarter, cells=cells_under(session, bodies[0])).count
    whole = figure(session, "admitted", quarter).count
    assert (part, whole, percent(formulas.share(part, whole))) == (247, 407, "60,7 %")


def test_626_members_are_rated_and_the_parts_make_100(session):
    """Huyện Điện Biên, 2013: 75, 468, 81 and 2 are 11,98, 74,76, 12,94 and 0,32 %."""
    (cell,) = add_cells(session, 1)
    people = admit(session, [cell] * 626, date(2010, 5, 19))
    levels = dict(zip(RatingLevel, (75, 468, 81, 2), strict=True))
    left = iter(people)
    for level, many in levels.items():
        for _ in range(many):
            ratings.put(session, next(left), 2013, WHOLE_YEAR, RatingValues(committee_rating=level), on=TODAY)
    session.flush()
    found = [figure(session, f"rated_{level.value}", Period.year(2013)) for level in levels]
    assert [(one.count, one.of) for one in found] == [(75, 626), (468, 626), (81, 626), (2, 626)]
    assert [percent(one.share, 2) for one in found] == ["11,98 %", "74,76 %", "12,94 %", "0,32 %"]
    assert sum(formulas.closing([one.count for one in found])) == 100


def test_luan_gioi_had_221_admitted_56_and_ended_with_274(session):
    """221 on the list before the period, 56 admitted in it, 274 at its end: three fewer by all else that happened."""
    (cell,) = add_cells(session, 1)
    before = admit(session, [cell] * 221, date(2020, 5, 19), "Lò Văn")
    admit(session, [cell] * 56, date(2026, 3, 3), "Quàng Thị")
    left = (EventKind.DIED, EventKind.TRANSFER_OUT, EventKind.STRUCK_OFF, EventKind.EXPELLED)
    for person, kind in zip(before, left, strict=False):
        scope = Scope.OTHER_PROVINCE if kind is EventKind.TRANSFER_OUT else None
        events.record(session, person, EventValues(kind, date(2026, 4, 2), scope=scope))
    by = EventValues(EventKind.TRANSFER_IN, date(2026, 4, 2), cell_id=cell, scope=Scope.SAME_PROVINCE)
    members.add(session, MemberValues("Vừ A Ín"), cell, on=TODAY, by=by)
    session.flush()
    opening, closing = (figure(session, "members", on=day).count for day in (date(2025, 12, 31), TODAY))
    admitted, net = (figure(session, key).count for key in ("admitted", "net_change"))
    assert (opening, admitted, closing) == (221, 56, 274)
    assert (net, net - admitted) == (53, -3)


def test_of_58_joint_cells_27_are_split_into_38_more(session):
    """Điện Biên Đông, 2016 to 5/2018: of 244 cells 58 are joint; 11 of the 27 split ones become three, so 282 cells."""
    add_cells(session, 244 - 58, "Chi bộ thôn")
    joint = add_cells(session, 58, "Chi bộ ghép")
    before, day = date(2026, 3, 31), date(2026, 4, 1)
    for place, cell in enumerate(joint):
        homes = [villages.add(session, VillageValues(f"Bản {place}{part}", cell_id=cell)) for part in "ABC"]
        if place >= 27:
            continue
        people = admit(session, [cell] * 3, date(2020, 5, 19), f"Lò Văn {_letters(place)}")
        made = [
            Part(CellValues(f"Chi bộ mới {place}{part}"), (people[part],), (homes[part],))
            for part in ((1, 2) if place < 11 else (1,))
        ]
        split(session, cell, made, Decision(day, f"{place}-QĐ/HU"), today=TODAY)
    assert [figure(session, "cells", on=on).count for on in (before, day)] == [244, 282]
    joint_then = figure(session, "cells_joint", on=before)
    assert (joint_then.count, joint_then.of) == (58, 244)
    assert (figure(session, "cells_joint_split").count, figure(session, "cells_founded").count) == (27, 38)
    assert figure(session, "cells_founded", Period.parse("2026-Q1")).count == 0
    still = figure(session, "cells_joint", on=day)
    assert (still.count, still.of) == (58 - 11, 282)  # those made two keep two villages in one of them


def test_4_of_14_communes_have_a_cell_in_every_village(session):
    """Luân Giói, Pú Hồng, Na Son, TT Điện Biên Đông: 28,6 %; in each of the others two villages share a cell."""
    found: list[tuple[int | None, int | None]] = []
    for number in range(14):
        commune = organizations.add(session, OrganizationValues(f"Đảng bộ xã {number}"))
        own = add_cells(session, 3, f"Chi bộ {number}.", commune)
        for place in range(3 if number < 4 else 4):
            villages.add(session, VillageValues(f"Bản {number}.{place}", cell_id=own[place % 3]))
        told = figure(session, "villages_own", cells=cells_under(session, commune))
        found.append((told.count, told.of))
    assert found == [(3, 3)] * 4 + [(2, 4)] * 10
    done = sum(own == whole for own, whole in found)
    assert percent(formulas.share(done, len(found))) == "28,6 %"


def test_62_and_9_of_71_bodies_are_rated(session):
    """Huyện Điện Biên, 2013: 87,32 % did their task well, 12,68 % did it."""
    bodies = [Body(cell_id=cell) for cell in add_cells(session, 71)]
    levels = {RatingLevel.GOOD: bodies[:62], RatingLevel.FULFILLED: bodies[62:]}
    for level, some in levels.items():
        body_ratings.put(session, some, 2025, WHOLE_YEAR, BodyRatingValues(committee_rating=level), on=TODAY)
    session.flush()
    told = {key: figure(session, f"bodies_{key}", Period.year(2025)) for key in ("httnv", "htnv", "rated")}
    assert [(one.count, one.of) for one in told.values()] == [(62, 71), (9, 71), (71, 71)]
    assert [percent(told[key].share, 2) for key in ("httnv", "htnv")] == ["87,32 %", "12,68 %"]


def test_the_classes_of_2013_and_who_was_admitted(session):
    """7 classes with 437, 5 with 282, 17 with 303 turns; 302 admitted of 437 with the certificate are 69,1 %."""
    year, on = Period.year(2013), date(2013, 12, 31)
    (cell,) = add_cells(session, 1)
    values = [CandidateValues(f"Quàng Thị {_letters(number)}", cell, date(2013, 1, 2)) for number in range(437)]
    outside = [candidates.add(session, one, on=on) for one in values]
    people = admit(session, [cell] * 303, date(2013, 5, 19))
    events.correct(
        session,
        events.of_member(session, people[-1])[0].id,
        EventValues(EventKind.ADMISSION, date(2012, 5, 19), cell_id=cell),
    )
    classes = {
        (training.AWARENESS, 7): ("candidate_ids", outside),
        (training.NEW_MEMBER, 5): ("member_ids", people[:282]),
        (training.PARTY_WORK, 17): ("member_ids", people),
    }
    for (code, many), (whom, who) in classes.items():
        kind = codes.id_of(session, codes.CLASS_KIND, code)
        for number in range(many):
            one = training.add(session, ClassValues(kind, f"Lớp {number}", date(2013, 6, 2), date(2013, 6, 5)))
            training.enrol(session, one, **{whom: who[number::many]})
    session.flush()
    told = {key: figure(session, key, year, on).count for key in _CLASSES}
    assert told == _CLASSES
    ratio = figure(session, "admitted_of_certified", year, on)
    assert (ratio.count, ratio.of, percent(ratio.value)) == (302, 437, "69,1 %")


_CLASSES = {
    **{"awareness_classes": 7, "awareness_turns": 437, "new_member_classes": 5, "new_member_turns": 282},
    **{"party_work_classes": 17, "party_work_turns": 303, "classes": 29, "class_turns": 437 + 282 + 303},
}


def test_joint_cells_of_two_communes_come_to_none(session):
    """Luân Giói 3 → 0, Pú Hồng 2 → 0: each is split, so that every village has a cell of its own."""
    day, found = date(2026, 4, 1), {}
    for name, many in (("Luân Giói", 3), ("Pú Hồng", 2)):
        commune = organizations.add(session, OrganizationValues(f"Đảng bộ xã {name}"))
        for number in range(many):
            cell = cells.add(session, CellValues(f"Chi bộ ghép {name} {number}", organization_id=commune))
            homes = [villages.add(session, VillageValues(f"Bản {name} {number}{part}", cell_id=cell)) for part in "AB"]
            people = admit(session, [cell] * 2, date(2020, 5, 19), f"Lò {name} {_letters(number)}")
            part = Part(CellValues(f"Chi bộ {name} {number}B", organization_id=commune), (people[1],), (homes[1],))
            split(session, cell, [part], Decision(day, f"{number}-QĐ/HU"), today=TODAY)
        found[name] = cells_under(session, commune)
    for name, many in (("Luân Giói", 3), ("Pú Hồng", 2)):
        joint = [figure(session, "cells_joint", on=on, cells=found[name]).count for on in (date(2026, 3, 31), day)]
        assert joint == [many, 0]
        assert figure(session, "villages_own", cells=found[name]).value == 1


def test_the_last_white_villages_of_four_communes_have_members(session):
    """Keo Lôm, Pú Nhi, Noong U, Chiềng Sơ: five villages without a member, then none (5 of 5)."""
    before, after = date(2026, 2, 28), date(2026, 3, 1)
    names = ("Háng Lìa I", "Há Pa", "Thẩm Chẩu", "Tà Té D", "Bản thứ năm")
    communes = ("Keo Lôm", "Chiềng Sơ", "Chiềng Sơ", "Noong U", "Pú Nhi")
    bodies = {one: organizations.add(session, OrganizationValues(f"Đảng bộ xã {one}")) for one in set(communes)}
    for number, (name, commune) in enumerate(zip(names, communes, strict=True)):
        cell = cells.add(session, CellValues(f"Chi bộ bản {name}", organization_id=bodies[commune]))
        home = villages.add(session, VillageValues(f"Bản {name}", cell_id=cell))
        by = EventValues(EventKind.ADMISSION, after, cell_id=cell)
        members.add(session, MemberValues(f"Giàng A {_letters(number)}", village_id=home), cell, on=TODAY, by=by)
    session.flush()
    assert [figure(session, "villages_white", on=on).count for on in (before, after)] == [5, 0]
    white = [figure(session, "villages_white", on=after, cells=cells_under(session, key)) for key in bodies.values()]
    assert [(one.count, one.unknown) for one in white] == [(0, 0)] * 4


@pytest.mark.parametrize(("met", "whole", "written"), [(18, 21, "85,71 %"), (12, 17, "70,59 %")])
def test_so_many_of_the_targets_are_reached(session, met: int, whole: int, written: str):
    """“18/21 xã” and “12/17 chỉ tiêu”: each body has a target of its own, which as many reach as the article says."""
    bodies = [organizations.add(session, OrganizationValues(f"Đảng bộ xã {number}")) for number in range(whole)]
    for number, body in enumerate(bodies):
        (cell,) = add_cells(session, 1, f"Chi bộ của xã {number}", body)
        admit(session, [cell] * (2 if number < met else 1), date(2026, 5, 19), f"Lò {_letters(number)}")
        targets.set_target(session, TargetValues("admitted", YEAR, Fraction(2), organization_id=body))
    found = pace.of_period(session, YEAR, date(2026, 12, 31))
    assert pace.reached(found) == (met, whole)
    assert percent(formulas.share(*pace.reached(found)), 2) == written
    assert whole - pace.reached(found)[0] == whole - met


def test_what_was_corrected_since_changes_the_figure(session):
    """The figures are the register's: an admission taken out of the history is one less."""
    (cell,) = add_cells(session, 1)
    people = admit(session, [cell] * 3, date(2026, 5, 19))
    assert Reader(session, TODAY).figure(pace.ADMITTED, YEAR).count == 3
    (event,) = events.of_member(session, people[0])
    events.correct(session, event.id, EventValues(EventKind.ADMISSION, date(2025, 5, 19), cell_id=cell))
    session.flush()
    assert Reader(session, TODAY).figure(pace.ADMITTED, YEAR).count == 2
    assert PartialDate(2025, 5, 19) == members.read(session, people[0]).admitted_on

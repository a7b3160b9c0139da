"""The registry, and the figures of domain.md 8.2 and 8.3 worked out from a register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from models import events, indicators
from models.dates import PartialDate, Period
from models.events import EventValues
from models.indicators import INDICATORS, Facts, Scope, Subject, Unit
from models.tables import Cell, Duty, EventKind, Gender, Organization, Standing, Stay
from models.tables import Scope as Where
from models.targets import cells_under
from models.text import percent
from tests.models import builders, bulk
from tests.models.builders import figure
from tests.words import foreign

YEAR = Period.year(2026)
TODAY = builders.TODAY


@pytest.fixture
def session(db) -> Iterator[Session]:
    """Give a session whose rows are thrown away."""
    with db.read() as given:
        yield given


def count(session: Session, key: str, period: Period = YEAR, on: date = TODAY) -> int:
    return figure(session, key, period, on).count


class TestRegistry:
    def test_keys_and_names_are_unique(self):
        assert len({one.key for one in INDICATORS}) == len({one.name for one in INDICATORS}) == len(INDICATORS)
        assert all(indicators.find(one.key) is one for one in INDICATORS)
        assert all(len(one.key) <= 40 for one in INDICATORS)
        assert indicators.find("nothing") is None
        assert indicators.title("nothing") == "chỉ số chưa biết"

    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.key)
    def test_the_card_is_complete_and_vietnamese(self, indicator):
        words = (indicator.name, indicator.definition, indicator.source, indicator.counts.value)
        assert all(words)
        assert foreign(" ".join(words)) == []
        assert indicator.definition.endswith(".")
        assert indicator.is_share <= (indicator.denominator is not None)
        assert (indicator.unit is Unit.PERCENT) == indicator.is_share

    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.key)
    def test_nothing_comes_of_an_empty_register(self, session, indicator):
        found = indicator.figure(Facts(session, Scope(YEAR, TODAY)))
        assert (found.count, found.unknown, found.names) == (0, 0, ())
        assert not found.of
        assert found.value == (None if indicator.is_share else 0)

    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.key)
    def test_the_cells_make_up_the_commune_in_an_imported_register(self, commune, indicator):
        with commune.read() as session:
            found = indicator.figure(Facts(session, Scope(YEAR, TODAY)))
            parts = found.by_cell()
            scopes = [
                indicator.figure(Facts(session, Scope(YEAR, TODAY, frozenset({key}))))
                for key in list(parts)[:3]
                if key is not None
            ]
        assert sum(part.count for part in parts.values()) == found.count
        assert sum(part.of or 0 for part in parts.values()) == (found.of or 0)
        assert sum(part.unknown for part in parts.values()) == found.unknown
        assert len({(name.subject, name.id, name.detail) for name in found.names}) <= len(found.names)
        for part in scopes:
            assert part.scope.cells is not None
            (key,) = part.scope.cells
            assert (part.names, part.base, part.unsure) == (parts[key].names, parts[key].base, parts[key].unsure)


class TestVillages:
    def test_158_of_243_villages_have_an_own_cell(self, session):
        """Điện Biên Đông, 5/2018: 65 %, which leaves 85 without; 58 joint cells serve the rest in part."""
        villages = bulk.add_villages(session, 243)
        own = bulk.add_cells(session, 158)
        bulk.serve(session, zip(own, villages, strict=False))
        found = figure(session, "villages_own")
        assert (found.count, found.of) == (158, 243)
        assert percent(found.value, 0) == "65 %"
        assert count(session, "villages_no_own") == len(found.rest) == 85

    def test_1601_of_1813_villages_have_a_cell_and_212_are_191_and_21(self, session):
        """The province, 5/2018: villages = with own cell + with members but no cell + trắng."""
        villages = bulk.add_villages(session, 1813)
        cells = bulk.add_cells(session, 1601)
        bulk.serve(session, zip(cells, villages, strict=False))
        living = villages[: 1601 + 191]
        bulk.add_members(session, [cells[0]] * len(living), villages=living)

        assert percent(figure(session, "villages_own").value) == "88,3 %"
        assert count(session, "villages_own") == count(session, "villages_with_cell") == 1601
        without, white = figure(session, "villages_members_no_own"), figure(session, "villages_white")
        assert (without.count, white.count) == (191, 21)
        assert count(session, "villages_no_own") == 212
        assert (without.unknown, white.unknown) == (0, 0)
        assert 1601 + without.count + white.count == count(session, "villages") == 1813

    def test_nobody_calls_a_village_white_while_a_residence_is_not_written(self, session):
        villages = bulk.add_villages(session, 3)
        cells = bulk.add_cells(session, 1)
        bulk.add_members(session, cells * 2, villages=[villages[0], None])
        found = figure(session, "villages_white")
        assert (found.count, found.unknown) == (0, 2)
        assert [name.id for name in found.unsure] == villages[1:]
        assert [name.id for name in found.rest] == villages[:1]

    def test_five_white_villages_become_none(self, session):
        villages = bulk.add_villages(session, 9)
        cells = bulk.add_cells(session, 1)
        bulk.add_members(session, cells * 4, villages=villages[:4])
        bulk.add_members(session, cells * 5, villages=villages[4:], since=date(2026, 6, 1), start=100)
        assert count(session, "villages_white", on=date(2026, 5, 31)) == 5
        assert count(session, "villages_white", on=date(2026, 6, 1)) == 0

    def test_27_joint_cells_split_and_38_new_ones_make_282(self, session):
        """244 + 38 = 282 cells; Luân Giói alone: 16 own and 3 joint, then none joint."""
        since = date(2026, 4, 1)
        villages = bulk.add_villages(session, 22)
        own, joint = bulk.add_cells(session, 16), bulk.add_cells(session, 3, start=16)
        bulk.add_cells(session, 244 - 19, start=19)
        bulk.serve(session, zip(own, villages, strict=False))
        bulk.serve(session, zip(joint * 2, villages[16:], strict=True))
        before = figure(session, "cells_joint", on=date(2026, 3, 31))
        assert (before.count, before.of) == (3, 244)
        assert count(session, "villages_own", on=date(2026, 3, 31)) == 16

        new = bulk.add_cells(session, 38, since=since, start=300)
        split = [(new[place], villages[19 + place]) for place in range(3)]
        for cell, village in split:
            link = session.query(bulk.CellVillage).filter_by(village_id=village).one()
            link.until = date(2026, 3, 31)
            session.flush()
            bulk.serve(session, [(cell, village)], since=since)
        after = figure(session, "cells_joint", on=since)
        assert (after.count, after.of) == (0, 282)
        assert count(session, "cells_founded") == 38
        assert count(session, "cells_founded", Period.parse("2026-Q1")) == 0
        assert figure(session, "villages_own", on=since).value == 1
        assert count(session, "cells") == 282

    def test_a_cell_s_scope_holds_its_own_villages(self, session):
        villages = bulk.add_villages(session, 3)
        cells = bulk.add_cells(session, 2)
        bulk.serve(session, [(cells[0], villages[0]), (cells[1], villages[1]), (cells[1], villages[2])])
        found = figure(session, "villages_own", cells=frozenset(cells[1:]))
        assert (found.count, found.of, found.value) == (0, 2, 0)


class TestCells:
    def test_69_organisations_are_29_and_40(self, session):
        """Two bodies under one roof; each one's figure is that of the cells under it, down to the last level."""
        roof = Organization(name="Đảng bộ")
        session.add(roof)
        session.flush()
        left, right = Organization(name="A", parent_id=roof.id), Organization(name="B", parent_id=roof.id)
        session.add_all([left, right])
        session.flush()
        bulk.add_cells(session, 29, organization_id=left.id)
        bulk.add_cells(session, 40, organization_id=right.id, start=29)
        counts = [figure(session, "cells", cells=cells_under(session, body.id)).count for body in (left, right, roof)]
        assert counts == [29, 40, 69]

    def test_small_cells_and_those_that_may_be(self, session):
        cells = bulk.add_cells(session, 3)
        bulk.add_members(session, [cells[0]] * 3)
        bulk.add_members(session, [cells[1]] * 2, start=10)
        bulk.add_members(session, [cells[2]] * 2, start=20)
        bulk.add_members(session, cells[2:], standing=Standing.UNKNOWN, start=30)
        found = figure(session, "cells_small")
        assert ([name.id for name in found.names], [name.id for name in found.unsure]) == (cells[1:2], cells[2:])

    def test_closed_cells_count_in_the_period_they_ended_in(self, session):
        cells = bulk.add_cells(session, 2)
        bulk.close(session, cells[:1], date(2026, 7, 1))
        assert count(session, "cells_closed", Period.parse("2026-H1")) == 1
        assert count(session, "cells_closed", Period.parse("2026-H2")) == 0
        assert count(session, "cells") == 1

    def test_schools_and_stations_are_told_by_the_kind_of_the_cell(self, session):
        for title in ("Chi bộ Trường Tiểu học", "Chi bộ Trạm Y tế", "Chi bộ bản Nà Sáy", "Chi bộ Cao su"):
            builders.cell(session, title)
        assert count(session, "school_cells") == count(session, "health_cells") == 1
        assert [name.name for name in figure(session, "school_cells").unsure] == ["Chi bộ Cao su"]


class TestMembers:
    def test_members_by_standing_sex_people_and_duty(self, session):
        cell = builders.cell(session)
        builders.people(session, cell, 5)
        builders.people(session, cell, 2, standing=Standing.PROBATIONARY, start=5)
        builders.people(session, cell, 1, standing=Standing.UNKNOWN, start=7)
        builders.people(session, cell, 1, duty=Duty.EXEMPT, start=8)
        builders.people(session, cell, 1, duty=Duty.GUEST, start=9)
        kinh, thai = (indicators_ethnic(session, code) for code in ("01", "03"))
        for number, stay in enumerate(session.query(Stay).filter(Stay.duty != Duty.GUEST, Stay.until.is_(None))):
            member = session.get_one(bulk.Member, stay.member_id)
            member.gender = (Gender.FEMALE, Gender.MALE, None)[number % 3]
            member.ethnic_id = (kinh, thai, None)[number % 3]
        session.flush()
        assert count(session, "members") == 9
        shown = {key: figure(session, key) for key in ("official", "probationary", "women", "minority", "exempt")}
        assert {key: (one.count, one.unknown) for key, one in shown.items()} == {
            "official": (6, 1),
            "probationary": (2, 1),
            "women": (3, 3),
            "minority": (3, 3),
            "exempt": (1, 0),
        }
        assert shown["women"].share is None
        assert shown["exempt"].share == Fraction(1, 9)

    def test_one_who_came_later_is_not_counted_before(self, session):
        cells = bulk.add_cells(session, 1)
        bulk.add_members(session, cells, since=date(2026, 3, 1))
        days = (date(2026, 2, 28), date(2026, 3, 1))
        assert [count(session, "members", on=day) for day in days] == [0, 1]
        assert count(session, "members", Period.year(2025)) == 0


class TestMovements:
    def test_492_admitted_in_two_and_a_half_years(self, session):
        cells = bulk.add_cells(session, 4)
        for place, year in enumerate((2016, 2017, 2018)):
            admitted = PartialDate(year, 5, 19)
            bulk.add_members(session, cells * 41, admitted=admitted, since=admitted.first, start=place * 200)
        bulk.add_members(session, cells, admitted=PartialDate(2018, 7, 1), since=date(2018, 7, 1), start=900)
        period = Period(date(2016, 1, 1), date(2018, 6, 30))
        found = figure(session, "admitted", period)
        assert found.count == 492
        assert {part.count for part in found.by_cell().values()} == {123}
        assert count(session, "admitted", Period.year(2016)) == 164

    def test_one_admitted_elsewhere_and_one_before_the_list_began_are_not_ours(self, session):
        cells = bulk.add_cells(session, 1)
        here, there = PartialDate(2026, 3, 3), PartialDate(2026, 2, 3)
        bulk.add_members(session, cells, admitted=here, since=here.first)
        bulk.add_members(session, cells, admitted=there, since=date(2026, 6, 1), start=1)
        assert [name.detail for name in figure(session, "admitted").names] == ["kết nạp 03/03/2026"]

    def test_a_partial_date_that_may_be_another_period_is_told_apart(self, session):
        cells = bulk.add_cells(session, 1)
        bulk.add_members(session, cells, admitted=PartialDate(2026), since=date(2026, 1, 1))
        year, half = figure(session, "admitted"), figure(session, "admitted", Period.parse("2026-H1"))
        assert (year.count, year.unknown) == (1, 0)  # what stands in the book has happened, so within the year
        assert (half.count, half.unknown) == (0, 1)

    def test_admissions_and_recognitions_come_from_events(self, session):
        cell = builders.cell(session)
        away = EventValues(EventKind.RESIGNED, date(2020, 1, 1))
        first, second, third = bulk.add_members(session, [cell] * 3)
        session.query(Stay).delete()
        day = date(2026, 3, 3)
        events.record_first(session, first, EventValues(EventKind.ADMISSION, day, cell_id=cell))
        back = EventValues(EventKind.READMISSION, day, cell_id=cell)
        listed = EventValues(EventKind.LISTED, date(2015, 1, 1), cell_id=cell, standing=Standing.PROBATIONARY)
        events.record_first(session, second, listed, away, back)
        events.record_first(session, third, listed, EventValues(EventKind.RECOGNITION, day))
        session.flush()
        assert {name.id for name in figure(session, "admitted").names} == {first, second}
        assert [name.id for name in figure(session, "recognised").names] == [third]
        assert count(session, "recognised", Period.parse("2026-H2")) == 0

    def test_admissions_by_sex_people_and_village(self, session):
        """“Đảng viên trẻ người thôn bản”: of the village of the cell, at most 30 on the day."""
        villages = bulk.add_villages(session, 2)
        cells = bulk.add_cells(session, 1)
        bulk.serve(session, [(cells[0], villages[0])])
        admitted = PartialDate(2026, 5, 19)
        born = (
            PartialDate(1995, 5, 20),
            PartialDate(1995, 5, 19),
            PartialDate(1995),
            PartialDate(2000, 1, 1),
            None,
        )
        homes = (villages[0], villages[0], villages[0], villages[1], villages[0])
        for place, (birth, home) in enumerate(zip(born, homes, strict=True)):
            bulk.add_members(
                session,
                cells,
                villages=[home],
                admitted=admitted,
                since=admitted.first,
                start=place,
                born_on=birth,
                gender=Gender.FEMALE if place else None,
            )
        young, women = figure(session, "admitted_young"), figure(session, "admitted_women")
        assert ([name.name for name in young.names], young.unknown, young.of) == (["Lò Văn 0"], 2, 5)
        assert (women.count, women.unknown, women.of) == (4, 1, 5)

    def test_the_lines_of_form_1(self, session):
        cell, other = builders.cell(session, "Chi bộ 1"), builders.cell(session, "Chi bộ 2")
        day = date(2026, 4, 2)
        begin = EventValues(EventKind.LISTED, date(2015, 1, 1), cell_id=cell, standing=Standing.OFFICIAL)
        histories = {
            "transferred_in": [EventValues(EventKind.TRANSFER_IN, day, cell_id=cell, scope=Where.SAME_PROVINCE)],
            "transferred_out": [begin, EventValues(EventKind.TRANSFER_OUT, day)],
            "moved_inside": [begin, EventValues(EventKind.TRANSFER_INTERNAL, day, cell_id=other)],
            "died": [begin, EventValues(EventKind.DIED, day)],
            "expelled": [begin, EventValues(EventKind.EXPELLED, day)],
            "struck_off": [begin, EventValues(EventKind.STRUCK_OFF, day)],
            "resigned": [begin, EventValues(EventKind.RESIGNED, day)],
        }
        people = bulk.add_members(session, [cell] * len(histories))
        session.query(Stay).delete()
        for who, history in zip(people, histories.values(), strict=True):
            events.record_first(session, who, *history)
        session.flush()
        found = {key: [name.id for name in figure(session, key).names] for key in histories}
        assert found == {key: [who] for key, who in zip(histories, people, strict=True)}
        assert count(session, "net_change") == 1 - 5
        assert figure(session, "moved_inside").names[0].cell_id == other
        eve = date(2025, 12, 31)
        members = [count(session, "members", Period(day, day), day) for day in (eve, TODAY)]
        assert members[1] - members[0] == count(session, "net_change")

    def test_cells_that_admitted_anyone(self, session):
        cells = bulk.add_cells(session, 4)
        admitted = PartialDate(2026, 5, 19)
        bulk.add_members(session, cells[:1] * 2, admitted=admitted, since=admitted.first)
        found = figure(session, "cells_admitting")
        assert (found.count, found.of, found.value) == (1, 4, Fraction(1, 4))


def indicators_ethnic(session: Session, code: str) -> int:
    from models import codes

    return codes.id_of(session, codes.ETHNIC, code)


def test_names_lead_somewhere(commune):
    """Whoever stands behind a figure can be opened: the ids are those of the register."""
    from models import cells, villages
    from models.tables import Meeting, Member

    with commune.read() as session:
        facts = Facts(session, Scope(YEAR, TODAY))
        known = {
            Subject.MEMBER: {key for (key,) in session.query(Member.id)},
            Subject.CELL: set(cells.names(session)),
            Subject.VILLAGE: set(villages.names(session)),
            Subject.MEETING: {key for (key,) in session.query(Meeting.id)},
        }
        seen: set[Subject] = set()
        for indicator in INDICATORS:
            found = indicator.figure(facts)
            for name in (*found.names, *(found.base or ()), *found.unsure):
                assert name.id in known[name.subject]
                assert name.name
                seen.add(name.subject)
        assert seen == set(known)
        assert all(cell.name for cell in session.query(Cell))

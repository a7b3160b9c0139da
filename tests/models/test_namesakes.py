"""Two of one name in a cell are told apart by their birth, and only they."""

from __future__ import annotations

from datetime import date

from models import absences, attendance, events, members, movers, namesakes, participation, rating_entry, ratings
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.ratings import WHOLE_YEAR
from models.tables import EventKind, RatingLevel
from tests.models import builders as make
from tests.models.builders import LONG_AGO, TODAY

DAY = date(2026, 10, 20)


def test_the_year_tells_two_apart_and_the_whole_date_where_it_is_the_same() -> None:
    born = [PartialDate(1961), PartialDate(1973, 5), PartialDate(1973, 5, 12), None]
    people = [(key, "Lường Văn Đôi", one) for key, one in enumerate(born)]
    found = namesakes.marks([*people, (9, "Vừ A Bằng", PartialDate(1961))])
    assert found == {0: " (1961)", 1: " (05/1973)", 2: " (12/05/1973)"}


def test_one_person_twice_in_a_list_is_no_namesake() -> None:
    assert namesakes.marks([(1, "Lò Văn Ánh", PartialDate(1961))] * 2) == {}


def test_every_list_of_a_cell_tells_them_apart_alike(db: Database) -> None:
    with db.write("Dựng") as session:
        here, there = make.cell(session), make.cell(session, "Chi bộ bản Pá Hẹ")

        def add(cell: int, year: int) -> int:
            values = members.MemberValues("Lò Văn Ánh", born_on=PartialDate(year))
            return members.add(session, values, cell, on=TODAY, since=LONG_AGO)

        old, young, alone = add(here, 1956), add(here, 1987), add(there, 1960)
        meeting = make.held(session, here, DAY, {old: make.P})
        assert namesakes.on(session, DAY) == {old: " (1956)", young: " (1987)"}
        assert namesakes.on(session, DAY, there) == {}
        told = [namesakes.told(session, one, DAY) for one in (old, young, alone)]
        assert told == ["Lò Văn Ánh (1956)", "Lò Văn Ánh (1987)", "Lò Văn Ánh"]
        lines = ratings.of_cell(session, here, 2026, WHOLE_YEAR, on=TODAY)
        told = {old: "Lò Văn Ánh (1956)", young: "Lò Văn Ánh (1987)"}
        assert {line.member_id: line.shown_name for line in lines} == told
        assert {line.member_id: line.shown_name for line in attendance.roll(session, meeting).lines} == told
        assert {one.id: one.shown_name for one in movers.movers(session, [here], DAY)} == told
        known = participation.figures(session, Period.month(2026, 10), on=TODAY)
        assert [one.shown_name for one in absences.read(session, known)] == ["Lò Văn Ánh (1956)"]
        rules = ratings.rules_of(session, 2026, WHOLE_YEAR)
        named = rating_entry.pasted(lines, lambda count: lines[:count], "cell", [["Lò Văn Ánh (1987)", "2"]], rules)
        assert {key: values.cell_rating for key, values in named.items()} == {young: RatingLevel.GOOD}
        assert namesakes.on(session, date(2009, 1, 1)) == {}
        assert alone not in namesakes.on(session, DAY)


def test_one_who_left_is_told_apart_as_on_the_last_day(db: Database) -> None:
    with db.write("Dựng") as session:
        here = make.cell(session)

        def add(year: int) -> int:
            values = members.MemberValues("Lò Văn Ánh", born_on=PartialDate(year))
            return members.add(session, values, here, on=TODAY, since=LONG_AGO)

        gone, stays = add(1956), add(1987)
        events.record(session, gone, EventValues(EventKind.STRUCK_OFF, date(2026, 9, 1)))
        told = [namesakes.told(session, one, DAY) for one in (gone, stays)]
        assert told == ["Lò Văn Ánh (1956)", "Lò Văn Ánh"]

"""A cell and a member get other names in June: rows about a day before it keep the names of that day; what is to be
done now is told by the names of today.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event as sql
from sqlalchemy.orm import Session

from models import (
    awards,
    badges,
    body_awards,
    cell_names,
    cell_register,
    codes,
    committee,
    content,
    events,
    former_names,
    late_tasks,
    movements,
    organizations,
    reminders,
    renaming,
    tasks,
    transfers,
)
from models.awards import CommendationValues
from models.badges import BadgeValues
from models.bodies import Body
from models.dates import PartialDate, Period
from models.decisions import Decision
from models.events import EventValues
from models.former_names import NameChange
from models.listing.awards import BadgeFacts, BodyCommendationFacts, CommendationFacts
from models.movements import Change
from models.organizations import OrganizationValues
from models.tables import EventKind, Part, Position, Post, Scope
from tests.models.builders import TODAY, cell, held, people

APRIL, JUNE, SEPTEMBER = date(2026, 4, 3), date(2026, 6, 1), date(2026, 9, 3)
OLD, NEW = "Chi bộ bản Nà Sáy", "Chi bộ tổ dân phố 1"
YEAR = Period.year(2026)


@pytest.fixture
def session(db):
    """Give a register with a cell and two members; the first is called Lò Văn Aa until June."""
    with db.write("Dựng") as session:
        home = cell(session, OLD)
        people(session, home, 2)
        organizations.add(session, OrganizationValues("Đảng bộ xã Mường Mẫu"))
        session.flush()
        yield session


def rename(session: Session) -> None:
    renaming.rename(session, Body(cell_id=1), NEW, Decision(JUNE), today=TODAY)
    renaming.rename(session, Body(organization_id=1), "Đảng bộ xã Mường Mới", Decision(JUNE), today=TODAY)
    former_names.record(session, 1, NameChange("Lò Văn Aa", "Lò Văn Bảo", JUNE), on=TODAY)
    session.flush()


def test_all_changes_are_asked_for_at_once(session):
    rename(session)
    names = cell_names.Names(session)
    asked: list[str] = []
    sql.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert names.of(1, None, NEW, APRIL) == OLD
    assert names.of(1, None, NEW, date(2026, 5, 31)) == OLD
    assert names.of(1, None, NEW, JUNE) == NEW
    assert names.of(None, 1, "Đảng bộ xã Mường Mới", APRIL) == "Đảng bộ xã Mường Mẫu"
    assert names.of(2, None, "Chi bộ khác", APRIL) == "Chi bộ khác"
    assert asked == []


def test_what_members_were_given_bears_the_names_of_its_day(session):
    kind = codes.items(session, codes.COMMENDATION)[0]
    badges.award(session, 1, BadgeValues(30, APRIL))
    badges.award(session, 1, BadgeValues(40, SEPTEMBER))
    for day in (PartialDate(2026, 4), PartialDate(2026, 9, 3)):
        awards.write(session, 1, CommendationValues(kind.id, awarded_on=day), on=TODAY)
    rename(session)
    for facts in (BadgeFacts(session, YEAR, YEAR.last), CommendationFacts(session, YEAR, YEAR.last)):
        assert [(one.name, one.cell) for one in facts.who] == [
            ("Lò Văn Aa", "Tổ dân phố 1"),  # the cell is that of the end of the period
            ("Lò Văn Bảo", "Tổ dân phố 1"),
        ]


def test_what_bodies_were_given_bears_the_names_of_its_day(session):
    kind = codes.items(session, codes.BODY_COMMENDATION)[0]
    for body in (Body(cell_id=1), Body(organization_id=1)):
        for day in (APRIL, SEPTEMBER):
            values = CommendationValues(kind.id, awarded_on=PartialDate.of(day))
            body_awards.write(session, body, values, on=TODAY)
    rename(session)
    found = BodyCommendationFacts(session, YEAR, YEAR.last).who
    assert [(one.name, one.cell) for one in found] == [
        ("Bản Nà Sáy", "Tổ dân phố 1"),
        ("Đảng bộ xã Mường Mẫu", ""),
        ("Tổ dân phố 1", "Tổ dân phố 1"),
        ("Đảng bộ xã Mường Mới", ""),
    ]
    earlier = BodyCommendationFacts(session, Period.month(2026, 4), date(2026, 4, 30)).who
    assert [one.cell for one in earlier] == ["Bản Nà Sáy", ""]


@pytest.mark.parametrize(
    "lines",
    [
        lambda session, day: cell_register.residents(session, None, day),
        movements.lines,
    ],
    ids=["residents", "movements"],
)
def test_who_was_on_the_lists_is_told_by_the_names_of_the_day(session, lines: Callable[[Session, date], list]):
    rename(session)
    for day, names, where in (
        (APRIL, ["Lò Văn Aa", "Lò Văn Ab"], OLD),
        (SEPTEMBER, ["Lò Văn Ab", "Lò Văn Bảo"], NEW),  # by the names shown
    ):
        assert [(line.full_name, line.cell_name) for line in lines(session, day)] == [(name, where) for name in names]


def test_more_members_cost_no_more_queries(session):
    rename(session)
    asked: list[str] = []
    sql.listen(session.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))

    def ask() -> int:
        asked.clear()
        cell_register.residents(session, None, APRIL)
        movements.lines(session, APRIL)
        reminders.lacking(session, APRIL)
        return len(asked)

    before = ask()
    people(session, 1, 9, start=2)
    session.flush()
    assert ask() == before > 0


def leave(session: Session, member_id: int, day: date) -> None:
    values = EventValues(EventKind.TRANSFER_OUT, day, scope=Scope.SAME_PROVINCE, place="Đảng ủy xã Pú Sáy")
    events.record(session, member_id, values)


def test_who_left_is_told_by_the_names_of_the_last_day_and_asked_after_by_those_of_today(session):
    leave(session, 1, APRIL)
    rename(session)
    (gone,) = (line for line in movements.lines(session, TODAY) if line.change is Change.LEFT)
    assert (gone.full_name, gone.cell_name, gone.day) == ("Lò Văn Aa", OLD, APRIL)
    assert [line.full_name for line in transfers.unconfirmed(session, TODAY)] == ["Lò Văn Bảo"]


def test_a_meeting_keeps_the_names_of_those_who_spoke_and_were_given_tasks(session):
    meetings = [held(session, 1, day) for day in (APRIL, SEPTEMBER)]
    for key in meetings:
        content.add(session, key, Part.OPINION, "Nhất trí.", 1)
        tasks.add(session, key, "Vận động làm đường", (1,), date(2026, 10, 1))
    rename(session)
    for key, name in zip(meetings, ("Lò Văn Aa", "Lò Văn Bảo"), strict=True):
        assert [line.speaker for line in content.read(session, key)] == [name]
        assert [row.names for row in tasks.given(session, key)] == [(name,)]
    assert [one.task.names for one in tasks.brought_back(session, meetings[1])] == [("Lò Văn Bảo",)]
    late = late_tasks.overdue(session, TODAY)  # to be done now, also that of April
    assert [(one.task.names, one.cell_name) for one in late] == [(("Lò Văn Bảo",), NEW)] * 2


def test_a_line_of_nobody_stays_a_line(session):
    key = held(session, 1, APRIL)
    content.add(session, key, Part.AGENDA, "Đánh giá tháng 3")
    rename(session)
    assert [(line.text, line.speaker) for line in content.read(session, key)] == [("Đánh giá tháng 3", "")]


def test_whose_papers_lack_something_is_told_by_the_names_of_the_day(session):
    rename(session)
    for day, names in ((APRIL, ["Lò Văn Aa", "Lò Văn Ab"]), (TODAY, ["Lò Văn Ab", "Lò Văn Bảo"])):
        assert [line.full_name for line in reminders.lacking(session, day)] == names


def test_a_position_is_in_the_body_as_called_on_its_last_day(session):
    for since, until in ((date(2025, 1, 1), APRIL), (JUNE, None)):
        session.add(Post(member_id=1, cell_id=1, position=Position.SECRETARY, since=since, until=until))
    rename(session)
    assert [row.place for row in committee.of(session, 1)] == [NEW, OLD]

"""A whole card in the trash and back: whatever hangs on a member comes back equal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    awards,
    badges,
    candidates,
    codes,
    committee,
    different_people,
    dismissals,
    events,
    former_names,
    images,
    members,
    ratings,
    residence,
    stays,
    training,
    trash,
    villages,
)
from models.awards import CardIssueValues, CommendationValues, CourseValues, DisciplineValues
from models.badges import BadgeValues
from models.candidates import CandidateValues
from models.committee import PostValues
from models.database import Database
from models.dates import PartialDate
from models.events import EventValues
from models.former_names import NameChange
from models.ratings import RatingValues
from models.tables import (
    Assignment,
    CardIssueKind,
    CommitteeRole,
    EventKind,
    Mark,
    Meeting,
    MeetingLine,
    MeetingTask,
    Member,
    Part,
    Position,
    RatingCause,
    RatingLevel,
    RatingState,
    Task,
    TaskPerson,
    TrashKind,
)
from models.training import ClassValues
from models.villages import VillageValues
from tests.models import builders
from tests.models.test_trash import register

TODAY = date(2026, 11, 22)


def write_card(session: Session, who: int, other: int, cell: int) -> None:
    """Write something of every kind that a card, a roll, the way into the Party and a village know of a member."""
    old = members.read(session, who).full_name
    places = [villages.add(session, VillageValues(f"Bản {name} của {old}")) for name in ("Nà Sáy", "Co Mận")]
    session.get_one(Member, who).village_id = places[0]
    residence.move(session, who, places[1], date(2024, 5, 1), on=TODAY)
    former_names.record(session, who, NameChange(old, "Lò Văn Mới", date(2025, 1, 1), "5-QĐ"), on=TODAY)
    members.set_position(session, who, Position.SECRETARY, on=date(2020, 1, 1))
    committee.write(
        session, who, PostValues(CommitteeRole.COMMITTEE_MEMBER, date(2025, 7, 1), note="bổ sung"), on=TODAY
    )
    kind = codes.items(session, codes.COMMENDATION)[0].id
    awards.write(session, who, CommendationValues(kind, "Dân vận khéo", PartialDate(2024, 2), "45-QĐ"), on=TODAY)
    awards.write(session, who, CourseValues("Trung cấp lý luận", last_on=PartialDate(2018), school="Tỉnh"), on=TODAY)
    awards.write(session, who, CardIssueValues(CardIssueKind.LOST, PartialDate(2025, 10), note="cháy nhà"), on=TODAY)
    warning, dismissal = (codes.id_of(session, codes.DISCIPLINE, code) for code in ("warning", dismissals.CODE))
    awards.write(session, who, DisciplineValues(warning, date(2015, 3, 1), ends_on=date(2016, 3, 1)), on=TODAY)
    dismissed = awards.write(session, who, DisciplineValues(dismissal, date(2026, 3, 1), "Vi phạm"), on=TODAY)
    dismissals.end(session, dismissed, [one.key for one in dismissals.held(session, who, dismissed)])
    for years in (30, 40):
        badges.award(session, who, BadgeValues(years, date(1986 + years, 2, 3), "7-QĐ/TU", note="trao sớm"))
    failed = RatingValues(committee_rating=RatingLevel.NOT_FULFILLED, cause=RatingCause.DISCIPLINED, points=40.5)
    for quarter, values in ((0, failed), (1, RatingValues(state=RatingState.NOT_YET, note="đi học"))):
        ratings.put(session, who, 2026, quarter, values, on=TODAY)
    ratings.put(session, who, 2025, 0, RatingValues(RatingLevel.GOOD, date(2025, 12, 1)), on=TODAY)
    events.record(session, who, EventValues(EventKind.EXEMPT_START, date(2026, 6, 1), reason="tuổi cao"))
    write_around(session, who, other, cell, places[0])


def write_around(session: Session, who: int, other: int, cell: int, village: int) -> None:
    """Name the member where others are spoken of."""
    session.add(Assignment(member_id=who, village_id=village, task=Task.HOUSEHOLDS, households=9))
    different_people.note(session, who, [other], on=TODAY)
    meeting = session.get_one(Meeting, builders.held(session, cell, date(2026, who % 9 + 1, 5), {who: Mark.EXCUSED}))
    meeting.chair_id = meeting.secretary_id = who
    session.add(MeetingLine(meeting_id=meeting.id, part=Part.OPINION, line=1, member_id=who, text="Nhất trí"))
    session.add(task := MeetingTask(meeting_id=meeting.id, line=1, text="Vận động"))
    session.flush()
    session.add(TaskPerson(task_id=task.id, member_id=who))
    kind = codes.items(session, codes.CLASS_KIND)[0].id
    held = training.add(session, ClassValues(kind, "Lớp đảng viên mới", date(2025, 5, 5)))
    training.enrol(session, held, member_ids=[who])
    for names in (("helper1_id", "introducer1_id"), ("helper2_id", "introducer2_id", "former_id")):
        named: dict[str, Any] = dict.fromkeys(names, who)
        values = CandidateValues("Vừ A Dính", cell_id=cell, listed_on=date(2025, 3, 1), **named)
        candidates.add(session, values, on=TODAY)


def card(session: Session, who: int) -> list[Any]:
    """Return what the card says of a member, whatever the numbers of its rows."""
    records = awards.of(session, who)
    return [
        members.read(session, who),
        [list(held.values()) for held in (records.commendations, records.disciplines, records.courses, records.cards)],
        records.classes,
        [row.values for row in badges.of(session, who)],
        [(row.year, row.quarter, row.values) for row in ratings.of(session, who)],
        [(row.title, row.place, row.since, row.until, row.values) for row in committee.of(session, who)],
        [row.values for row in former_names.history(session, who)],
        residence.history(session, who),
        [row.values for row in events.history(session, who)],
        [(row.cell_id, row.standing, row.duty, row.since, row.until) for row in stays.history(session, who)],
    ]


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session)
        who = builders.people(session, cell, 4)
        write_card(session, who[3], who[0], cell)
        values = CandidateValues("Lò Văn Mới", cell_id=cell, listed_on=date(2000, 3, 1))
        admitted = candidates.add(session, values, on=TODAY)
        session.get_one(candidates.Candidate, admitted).member_id = who[3]
    return {"cell": cell, "first": who[0], "second": who[1], "last": who[3]}


def test_everything_that_hangs_on_a_member_comes_back_equal(db: Database, ids: dict[str, int]) -> None:
    with db.read() as session:
        row = session.get_one(Member, ids["last"])
        named = {(kind.__tablename__, column) for _one, kind, column in images.pointing(session, row)}
        may_be = {(kind.__tablename__, column) for kind, column in images.links("member")}
    assert named | {("different_people", "member_id"), ("different_people", "other_id")} == may_be
    before = register(db)
    with db.write("Xóa") as session:
        item = trash.remove(session, TrashKind.MEMBER, ids["last"], on=TODAY)
    with db.write("Khôi phục") as session:
        assert trash.restore(session, item).notes == ()
    assert register(db) == before


def test_a_card_comes_back_equal_though_others_have_its_numbers(db: Database, ids: dict[str, int]) -> None:
    with db.read() as session:
        before = card(session, ids["last"])
    with db.write("Xóa") as session:
        item = trash.remove(session, TrashKind.MEMBER, ids["last"], on=TODAY)
    with db.write("Người khác") as session:
        (new,) = builders.people(session, ids["cell"], 1, start=40)
        assert new == ids["last"]  # the number of the last row is given again
        write_card(session, new, ids["second"], ids["cell"])
        after = card(session, new)
    with db.write("Khôi phục") as session:
        trash.restore(session, item)
        session.flush()
        back = session.scalars(select(Member.id).where(Member.id != new).order_by(Member.id.desc())).first()
        assert back is not None
        assert card(session, back) == before
        assert card(session, new) == after

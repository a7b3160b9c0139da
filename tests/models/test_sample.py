"""The made-up commune is a sound one: the verbs of the program could have written every row of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict

import pytest
from sqlalchemy import select

from models import (
    assignments,
    attendance,
    badges,
    balance,
    cells,
    checks,
    closings,
    codes,
    committee,
    content,
    journal,
    late_tasks,
    meetings,
    members,
    membership_rules,
    months,
    office,
    organizations,
    own_targets,
    papers,
    participation,
    past_decisions,
    pipeline,
    ratings,
    score_sheets,
    stays,
    tasks,
    training,
    villages,
    votes,
)
from models.balance import Line
from models.checks import growth
from models.database import Database
from models.dates import Period, add_months
from models.opening import open_database
from models.pipeline import Alarm, Stage
from models.sample import generate
from models.tables import (
    Badge,
    CommitteeRole,
    Duty,
    Ending,
    Event,
    Gender,
    Mark,
    Meeting,
    MeetingState,
    Member,
    PaperKind,
    Part,
    Position,
    RatingLevel,
    RatingState,
    Reshaping,
    Standing,
)
from models.villages import Served

TODAY = date(2026, 11, 22)


class Sizes(TypedDict, total=False):
    seed: int
    cells: int
    members: int
    months: int


def _made(source: Path, target: Path, sizes: Sizes, on: date = TODAY) -> Database:
    path = Path(shutil.copy(source, target))
    db = open_database(path, clock=lambda: datetime(on.year, on.month, on.day, 9))
    generate(db, on, **sizes)
    return db


def _dump(db: Database) -> list[str]:
    with closing(sqlite3.connect(db.path)) as link:
        return list(link.iterdump())


@pytest.fixture(scope="module")
def sample(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with closing(_made(empty_file, tmp_path_factory.mktemp("sample") / "mau.db", {})) as db:
        yield db


def test_it_is_the_same_for_the_same_seed_and_day(empty_file: Path, tmp_path: Path) -> None:
    small: Sizes = {"cells": 6, "members": 60, "months": 3}
    first, again = (_made(empty_file, tmp_path / f"{name}.db", small) for name in ("a", "b"))
    other = _made(empty_file, tmp_path / "c.db", {**small, "seed": 7})
    with closing(first), closing(again), closing(other):
        assert _dump(first) == _dump(again)
        assert _dump(first) != _dump(other)


@pytest.mark.parametrize("on", [date(2026, 11, 1), date(2027, 1, 1), date(2028, 2, 29)])
@pytest.mark.parametrize("sizes", [{"cells": 3, "members": 20, "months": 0}, {"cells": 9, "members": 90, "months": 16}])
def test_it_can_be_made_for_any_day_and_size(empty_file: Path, tmp_path: Path, on: date, sizes: Sizes) -> None:
    with closing(_made(empty_file, tmp_path / "mau.db", sizes, on)) as db, db.read() as session:
        here = members.search(session, on=on)
        assert sum(row.duty is not Duty.GUEST for row in here) == sizes.get("members")
        assert len(cells.rows(session, on)) == sizes.get("cells")
        assert len(meetings.of_month(session, on.year, on.month)) == sizes.get("cells")


def test_the_commune_has_what_a_commune_has(sample: Database) -> None:
    with sample.read() as session:
        rows = cells.rows(session, TODAY)
        places = villages.rows(session, TODAY)
        profile = office.read(session)
    assert len(rows) == 24
    assert sum(row.is_joint for row in rows) == 2
    kinds = Counter(row.kind for row in rows)
    assert kinds["Chi bộ thôn, bản, tổ dân phố"] == 16
    assert kinds["Chi bộ trường học"] == 3
    assert all(row.code and row.place and row.kind for row in rows)
    assert len(places) == 20
    assert [(row.is_white, row.members > 0) for row in places if row.served is Served.NONE] == [
        (False, True),
        (True, False),
    ]
    assert profile.commune == "Đảng ủy xã Mường Mẫu"
    assert all([profile.superior, profile.place, profile.preparer, profile.preparer_phone, profile.signer])


def test_cards_are_filled_and_agree_with_themselves(sample: Database) -> None:
    with sample.read() as session:
        women = {row.id for row in members.search(session, on=TODAY) if row.gender is Gender.FEMALE}
        cards = {row.id: members.read(session, row.id) for row in members.search(session, on=TODAY)}
    assert len(cards) == 453  # three are guests of other communes
    assert len({card.citizen_id for card in cards.values()}) == len(cards)
    for key, card in cards.items():
        assert None not in (card.born_on, card.admitted_on, card.ethnic_id, card.education_id, card.village_id)
        assert card.born_on is not None
        assert card.admitted_on is not None
        assert all([card.dossier_number, card.home_town, card.address])
        assert card.citizen_id[3] == str((card.born_on.year >= 2000) * 2 + (key in women))
        assert card.citizen_id[4:6] == f"{card.born_on.year % 100:02}"
        assert card.admitted_on.first >= add_months(card.born_on.first, 18 * 12)
        if card.official_on is None:
            assert add_months(card.admitted_on.first, 12) > TODAY
        else:
            assert card.card_number == card.citizen_id
            assert card.official_on.first == add_months(card.admitted_on.first, 12)
    assert {len(card.born_on.iso) for card in cards.values() if card.born_on} == {4, 7, 10}  # a year, a month, a day


def test_the_people_of_the_place_are_there(sample: Database) -> None:
    with sample.read() as session:
        labels = codes.labels(session, codes.ETHNIC)
        rows = members.search(session, on=TODAY)
        endings = Counter(
            line.ending for row in session.scalars(select(Member.id)) for line in stays.history(session, row)
        )
    people = Counter(labels[row.ethnic_id] for row in rows if row.ethnic_id)
    assert set(people) == {"Thái", "Mông", "Kinh", "Khơ-mú"}
    assert min(people.values()) > 20
    assert {row.duty for row in rows} == set(Duty)
    assert 5 < sum(row.standing is Standing.PROBATIONARY for row in rows) < 40
    assert Standing.UNKNOWN not in {row.standing for row in rows}
    assert {Ending.TRANSFERRED_OUT, Ending.DIED, Ending.STRUCK_OFF} <= set(endings)


def test_every_coming_and_going_has_its_event(sample: Database) -> None:
    """Form 1 of both years balances without a line that no paper explains."""
    with sample.read() as session:
        years = [balance.of_commune(session, Period.year(year)) for year in (2025, 2026)]
    assert all(year.is_balanced for year in years)
    lines = Counter(movement.line for year in years for movement in year.movements)
    assert set(lines) == {Line.B1, Line.B2A, Line.B2B, Line.C1, Line.C3, Line.C4, Line.C5A, Line.C5B}
    assert lines[Line.B1] > 15


def test_every_cell_has_a_secretary_of_its_own(sample: Database) -> None:
    with sample.read() as session:
        for month in range(24):
            day = add_months(date(2024, 11, 1), month)
            here = members.search(session, on=day)
            for cell in cells.rows(session, day):
                posts = members.positions(session, day, cell.id)
                listed = {row.id: row for row in here if row.cell_id == cell.id}
                assert list(posts.values()).count(Position.SECRETARY) == 1, (cell.name, day)
                assert set(posts) <= set(listed), (cell.name, day)
                assert {listed[key].standing for key in posts} == {Standing.OFFICIAL}


def test_rolls_are_those_the_register_would_propose(sample: Database) -> None:
    """Nobody missing, nobody too many, in the roll's order, and every meeting judged as its day wants."""
    with sample.read() as session:
        for meeting in session.scalars(select(Meeting).where(Meeting.state == MeetingState.RECORDED)):
            assert not attendance.differences(session, meeting.id)
        some = session.scalars(select(Meeting.id).where(Meeting.state == MeetingState.RECORDED).limit(40)).all()
        for key in some:
            roll = attendance.roll(session, key)
            listed = attendance.on_list(session, roll.meeting.cell_id, roll.meeting.held_on)
            assert [line.member_id for line in roll.lines] == [person[0] for person in listed]
            values = roll.meeting.values
            here = {line.member_id for line in roll.lines if line.mark is Mark.PRESENT}
            assert {values.chair_id, values.secretary_id} <= here
            assert all(line.mark is Mark.UNRECORDED and not line.reason for line in roll.outside)
            assert all(bool(line.reason) == (line.mark is Mark.EXCUSED) for line in roll.expected)


def test_past_months_are_whole_and_the_present_one_is_at_work(sample: Database) -> None:
    with sample.read() as session:
        known = participation.figures(session, Period(date(2024, 11, 1), TODAY), on=TODAY)
    past = [value for (_cell, *month), value in known.by_cell_month.items() if month != [2026, 11]]
    assert {value.state for value in past} == {participation.MonthState.RECORDED, participation.MonthState.NOT_MET}
    assert 0 < sum(value.state is participation.MonthState.NOT_MET for value in past) < 12
    assert all(0.8 < float(known.month(*month).rate or 0) < 1 for month in known.period.months()[:-1])
    present = [known.cell_month(cell.id, 2026, 11) for cell in known.cells if cell.is_active(2026, 11)]
    assert {value.state for value in present} == set(participation.MonthState)
    assert any(value.tally.unrecorded for value in present)
    assert any(value.tally.unwritten for value in present)
    assert known.month(2026, 11).rate is None


def test_scores_say_why_points_were_lost(sample: Database) -> None:
    with sample.read() as session:
        held = [row for row in meetings.of_month(session, 2026, 10) if row.state is MeetingState.RECORDED]
        classes = {meetings.class_of(session, row) for row in held if row.values.score is not None}
    for row in held:
        if row.values.score is not None:
            lost = [int(part.rpartition("−")[2]) for part in row.values.deduction_note.split("; ") if part]
            assert 100 - sum(lost) == row.values.score
    assert len(classes) > 1
    assert any(row.values.is_thematic_combined for row in held)
    assert any("Đồng chí" in row.values.superior_guest for row in held)
    assert all(row.minutes and 70 <= row.minutes <= 150 for row in held)


def test_cards_say_what_the_statistics_count(sample: Database) -> None:
    with sample.read() as session:
        labels = codes.labels(session, codes.OCCUPATION)
        cards = [members.read(session, row.id) for row in members.search(session, on=TODAY)]
        levels: Counter[RatingLevel | RatingState | None] = Counter()
        for cell in cells.rows(session, date(2025, 12, 31)):
            rated = [line.values for line in ratings.of_cell(session, cell.id, 2025, on=TODAY)]
            levels.update(values.level or values.state for values in rated)
        roles = Counter(role for held in committee.roles(session, TODAY).values() for role in held)
        given = session.scalars(select(Badge)).all()
        due = badges.due(session, badges.next_wave(membership_rules.book(session), TODAY), on=TODAY)
    work = Counter(labels[card.occupation_id or 0] for card in cards)
    assert work["Người làm nông, lâm, ngư nghiệp"] > work["Viên chức đơn vị sự nghiệp công lập"] > 20
    assert work["Đã nghỉ hưu, nghỉ công tác"] > 10
    assert all(card.is_business_owner is False for card in cards)
    assert roles[CommitteeRole.SECRETARY] == roles[CommitteeRole.STANDING_DEPUTY] == 1
    assert roles[CommitteeRole.COMMITTEE_MEMBER] > 4
    assert levels[RatingLevel.GOOD] > 6 * levels[RatingLevel.FULFILLED]
    assert 10 < levels[RatingLevel.EXCELLENT] < 0.2 * levels[RatingLevel.GOOD]
    assert levels[RatingState.EXEMPT] > 10
    assert len(given) > 60
    assert all(badge.awarded_on and badge.awarded_on <= TODAY for badge in given)
    assert 0 < len(due) < 25


def test_targets_written_by_hand_and_introducers_are_there(sample: Database) -> None:
    with sample.read() as session:
        found = own_targets.rows(session, Period.year(2026))
        assert {row.is_met for row in found} == {True, False, None}
        assert not checks.run(session, TODAY, rules=growth.RULES)


def test_a_cell_was_founded_and_one_closed(sample: Database) -> None:
    with sample.read() as session:
        known = participation.figures(session, Period(date(2024, 11, 1), date(2026, 10, 31)), on=TODAY)
        counts = [known.met(year, month)[1] for year, month in known.period.months()]
    assert counts == [24] * 10 + [25] * 5 + [24] * 9


def test_the_tree_the_decisions_and_the_people_in_charge_are_there(sample: Database) -> None:
    with sample.read() as session:
        tree = organizations.tree(session, TODAY)
        decisions = past_decisions.lines(session)
        ending = organizations.ending_terms(session, TODAY)
        alone = assignments.uncared(session, TODAY)
        cared = assignments.care(session, TODAY)
        (merger,) = session.scalars(select(Event).where(Event.reason.startswith("Sáp nhập")).limit(1))
    assert [line.depth for line in tree][:3] == [0, 1, 2]
    assert all(line.term_until for line in tree[1:])
    assert [line.kind for line in decisions] == [Reshaping.MERGE, Reshaping.SPLIT]
    assert merger.decision_number == decisions[0].number
    assert len(ending) == 2
    assert len(alone) == 2
    assert sum(care.groups for care in cared.values()) > 20


def test_the_log_reads_well_and_can_be_taken_back(empty_file: Path, tmp_path: Path) -> None:
    with closing(_made(empty_file, tmp_path / "mau.db", {"cells": 3, "members": 20, "months": 2})) as db:
        with db.read() as session:
            labels = [row.label for row in journal.log(session)]
        assert labels == [
            "Đính chính tháng 9/2026",
            "Chốt tháng 9/2026",
            "Chấm điểm sinh hoạt tháng trước",
            "Ghi nội dung, nhiệm vụ, biểu quyết, văn bản",
            "Điểm danh tháng 11/2026",
            "Mở kỳ tháng 11/2026",
            "Ghi sinh hoạt và điểm danh năm 2026",
            "Ghi chức vụ, khen thưởng, xếp loại",
            "Lập danh sách nguồn, mở lớp bồi dưỡng",
            "Ghi chỉ tiêu được giao",
            "Ghi nhiệm kỳ, phân công phụ trách thôn bản, nhóm hộ",
            "Lập danh sách đảng viên, chi ủy",
            "Lập danh sách chi bộ, thôn bản",
            "Ghi thông tin cơ quan",
        ]
        assert [db.undo() for _label in labels] == labels
        with db.read() as session:
            assert session.scalars(select(Member)).first() is None
            assert cells.rows(session, TODAY) == []


def test_some_are_at_every_stage_and_two_classes_are_held_a_year(sample: Database) -> None:
    with sample.read() as session:
        lines = pipeline.lines(session, TODAY)
        classes = {year: training.rows(session, Period.year(year)) for year in (2025, 2026)}
    stages = Counter(line.stage for line in lines)
    assert {stage for stage in Stage if not stages[stage]} <= {Stage.OFFICIAL}
    assert {Alarm.CEREMONY_LATE, Alarm.CEREMONY, Alarm.CERTIFICATE_SOON} <= {line.alarm for line in lines}
    for held in classes.values():
        assert [row.kind_code for row in held] == [training.NEW_MEMBER, training.AWARENESS]
        assert all(row.people and row.certificates == row.people for row in held)


def test_some_meetings_are_scored_on_a_sheet_and_most_of_those_decided(sample: Database) -> None:
    with sample.read() as session:
        rows = [row for row in meetings.of_month(session, 2026, 10) if score_sheets.exists(session, row.id)]
        assert len(rows) >= 5
        for row in rows:
            sheet = score_sheets.read(session, row.id)
            assert sheet.outdated == ()
            assert (row.values.score, row.self_class) == (sheet.total.score, sheet.total.quality)
            assert row.values.deduction_note == sheet.shown_note
    decided = [row for row in rows if row.decided_on]
    assert 0 < len(decided) < len(rows)


def test_the_last_meetings_spoke_of_something_and_a_month_was_closed_twice(sample: Database) -> None:
    with sample.read() as session:
        held = [row for row in meetings.of_month(session, 2026, 10) if score_sheets.exists(session, row.id)]
        for row in held:
            assert content.counts(session, row.id)[Part.AGENDA] == 3
            assert len(content.speakers(session, row.id)) == 3
            assert len(tasks.given(session, row.id)) == 2
            assert [one.result for one in tasks.brought_back(session, row.id)].count(None) == 0
            (vote,) = votes.read(session, row.id)
            base = votes.base(session, row.id)
            assert (vote.base, vote.is_carried(base), base.unsure) == (base.voters, True, ())
        late = late_tasks.overdue(session, TODAY)
        kinds = Counter(row.values.kind for row in papers.rows(session))
        first, second = closings.history(session, 2026, 9)
        known = months.read(session, 2026, 9, on=TODAY, as_of=date(2026, 9, 30))
        assert months.drift(known) == []
    assert 2 < len(late) < 40
    assert set(kinds) == {PaperKind.MINUTES, PaperKind.RESOLUTION, PaperKind.CALENDAR}
    assert (first.label, second.label) == ("lần 1, ngày 10/10/2026", "lần 2, ngày 12/10/2026")
    assert {one.field for one in closings.corrections(first, second)} == {"Có mặt", "Vắng có lý do"}

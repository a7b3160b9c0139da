from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import awards, codes, ratings, stays
from models.awards import DisciplineValues
from models.database import Database
from models.errors import KnownError
from models.rating_rules import RatingRules
from models.ratings import NOTHING, WHOLE_YEAR, RatingValues
from models.tables import Duty, Mark, RatingCause, RatingLevel, RatingState
from tests.models import builders as make
from tests.models.builders import TODAY

GOOD = RatingValues(RatingLevel.GOOD, date(2025, 12, 5), RatingLevel.FULFILLED, date(2025, 12, 20), 81.5)


@pytest.fixture
def people(db: Database) -> tuple[int, list[int]]:
    with db.write("Dựng") as session:
        cell = make.cell(session)
        return cell, make.people(session, cell, 3)


def test_year_and_quarters_are_kept_apart_and_written_anew(db: Database, people: tuple[int, list[int]]) -> None:
    who = people[1][0]
    with db.write("Xếp loại") as session:
        ratings.put(session, who, 2025, WHOLE_YEAR, GOOD, on=TODAY)
        ratings.put(session, who, 2026, 3, RatingValues(RatingLevel.EXCELLENT), on=TODAY)
        ratings.put(session, who, 2025, 4, RatingValues(RatingLevel.GOOD), on=TODAY)
    with db.write("Sửa") as session:
        ratings.put(session, who, 2025, 4, RatingValues(RatingLevel.FULFILLED, note=" họp  muộn "), on=TODAY)
    with db.read() as session:
        rows = ratings.of(session, who)
    assert [(row.year, row.quarter, row.values.level) for row in rows] == [
        (2026, 3, RatingLevel.EXCELLENT),
        (2025, 0, RatingLevel.FULFILLED),  # the committee's word is the last
        (2025, 4, RatingLevel.FULFILLED),
    ]
    assert rows[1].values == GOOD
    assert rows[2].values.note == "họp muộn"
    with db.write("Bỏ") as session:
        ratings.put(session, who, 2025, 4, NOTHING, on=TODAY)
    with db.read() as session:
        assert len(ratings.of(session, who)) == 2


@pytest.mark.parametrize(
    ("year", "quarter", "change", "field", "words"),
    [
        (2027, 0, {}, "year", "Năm 2027 chưa đến"),
        (2027, 1, {}, "year", "Quý I năm 2027 chưa đến"),
        (2025, 0, {"points": 101.0}, "points", "từ 0 đến 100"),
        (2025, 0, {"state": RatingState.EXEMPT}, "state", "Đã có mức"),
        (2025, 0, {"cell_rating": None}, "cell_rating", "hãy chọn mức"),
        (2025, 0, {"committee_rating": None}, "committee_rating", "hãy chọn mức"),
        (2025, 0, {"cell_rated_on": date(2026, 12, 1)}, "cell_rated_on", "chưa đến"),
        (2025, 4, {"cell_rated_on": date(2025, 9, 30)}, "cell_rated_on", "trước kỳ"),
        (2025, 0, {"committee_rated_on": date(2025, 12, 4)}, "committee_rated_on", "sau chi bộ"),
        (2025, 0, {"cause": RatingCause.UNDER_HALF}, "cause", "chỉ ghi khi không hoàn thành"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    db: Database, people: tuple[int, list[int]], year: int, quarter: int, change: dict, field: str, words: str
) -> None:
    with db.write("Xếp loại") as session, pytest.raises(KnownError, match=words) as refused:
        ratings.put(session, people[1][0], year, quarter, replace(GOOD, **change), on=TODAY)
    assert refused.value.field == field


def test_the_cell_is_rated_as_it_stood_at_the_end_of_the_period(db: Database, people: tuple[int, list[int]]) -> None:
    cell, (one, two, three) = people
    with db.write("Dựng") as session:
        other = make.cell(session, "Chi bộ bản Na Côm")
        stays.change(session, two, on=date(2026, 3, 1), cell_id=other)
        make.people(session, cell, 1, duty=Duty.GUEST, start=5)
        make.held(session, cell, date(2025, 5, 5), {one: Mark.UNEXCUSED, three: Mark.EXCUSED})
        make.held(session, cell, date(2025, 6, 5))
        warning = codes.id_of(session, codes.DISCIPLINE, "warning")
        awards.write(session, three, DisciplineValues(warning, date(2025, 7, 1)), on=TODAY)
        ratings.put(session, one, 2025, WHOLE_YEAR, GOOD, on=TODAY)
    with db.read() as session:
        lines = ratings.of_cell(session, cell, 2025, on=TODAY)
        now = ratings.of_cell(session, cell, 2026, 4, on=TODAY)  # the quarter still runs: as of today
        quarters = [ratings.of_cell(session, cell, 2025, quarter, on=TODAY) for quarter in (2, 3, 4)]
    assert [line.member_id for line in lines] == [one, two, three]
    assert [line.values for line in lines] == [GOOD, NOTHING, NOTHING]
    assert [(line.meetings.obliged, line.meetings.attended) for line in lines] == [(2, 1), (2, 2), (2, 1)]
    assert [line.disciplines for line in lines] == [(), (), ("Cảnh cáo",)]
    assert [of[-1].disciplines for of in quarters] == [(), ("Cảnh cáo",), ("Cảnh cáo",)]
    assert [line.member_id for line in now] == [one, three]


def test_doubts_are_said_and_nothing_is_refused() -> None:
    excellent = RatingValues(RatingLevel.EXCELLENT, points=88)
    rules = RatingRules("Quy định 366-QĐ/TW", excellent_from=90)
    assert [*ratings.doubts(excellent, rules, ("Khiển trách",))] == [
        "Hoàn thành xuất sắc nhiệm vụ cần từ 90 điểm trở lên (Quy định 366-QĐ/TW).",
        "Trong năm đã bị kỷ luật: khiển trách; hãy đối chiếu quy định.",
    ]
    assert [*ratings.doubts(excellent, replace(rules, excellent_from=None), ())] == []  # before that rule
    assert [*ratings.doubts(replace(excellent, cell_rating=RatingLevel.FULFILLED), rules, ("Cảnh cáo",))] == []
    assert [*ratings.doubts(RatingValues(RatingLevel.GOOD), replace(rules, is_discipline_weighed=False), ("X",))] == []


def test_one_word_takes_away_what_it_rules_out() -> None:
    day = date(2025, 12, 5)
    failed = RatingValues().with_level("cell", RatingLevel.NOT_FULFILLED, day)
    failed = replace(failed, cause=RatingCause.UNDER_HALF, note="họp muộn")
    assert failed.with_level("committee", RatingLevel.FULFILLED).cause is None
    assert failed.with_level("cell", None) == RatingValues(note="họp muộn")
    assert failed.with_state(RatingState.EXEMPT) == RatingValues(state=RatingState.EXEMPT, note="họp muộn")
    exempt = RatingValues(state=RatingState.NOT_YET)
    assert exempt.with_level("cell", RatingLevel.GOOD, day) == RatingValues(RatingLevel.GOOD, day)
    assert exempt.with_level("cell", None) == exempt


def test_the_log_names_the_period(db: Database, people: tuple[int, list[int]]) -> None:
    from models import changes, journal

    with db.write("Xếp loại") as session:
        ratings.put(session, people[1][0], 2026, 3, RatingValues(RatingLevel.EXCELLENT), on=TODAY)
    with db.read() as session:
        step = journal.log(session, limit=1)[0].id
        assert changes.lines(session, step)[0].subject == "Lò Văn Aa, 2026, quý 3"


def test_a_quarter_counts_its_own_meetings_and_a_year_all_of_them(db: Database) -> None:
    with db.write("Họp") as session:
        cell = make.cell(session)
        make.people(session, cell, 2)
        for month in (1, 2, 3, 4, 10):
            make.held(session, cell, date(2026, month, 5))
        counted = {
            quarter: ratings.of_cell(session, cell, 2026, quarter, on=TODAY)[0].meetings.obliged
            for quarter in (WHOLE_YEAR, 1, 2, 4)
        }
    assert counted == {WHOLE_YEAR: 5, 1: 3, 2: 1, 4: 1}

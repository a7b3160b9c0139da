from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import tasks
from models.database import Database
from models.dates import add_months
from models.errors import KnownError
from models.tables import MeetingKind, TaskResult
from models.tasks import Judged, Share
from tests.models.builders import cell, held, people

AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 5) for month in (8, 9, 10))


@pytest.fixture
def months(db: Database) -> tuple[int, int, int, list[int]]:
    with db.write("Họp") as session:
        key = cell(session)
        who = people(session, key, 3)
        return (*(held(session, key, day) for day in (AUGUST, SEPTEMBER, OCTOBER)), who)  # type: ignore[return-value]


def came_back(session: Session, meeting_id: int) -> list[tuple[str, str, str]]:
    return [(row.task.text, row.start_words, row.result_words) for row in tasks.brought_back(session, meeting_id)]


def test_a_task_comes_back_until_it_is_done(db: Database, months: tuple[int, int, int, list[int]]) -> None:
    august, september, october, who = months
    with db.write("Giao") as session:
        road = tasks.add(session, august, "Làm đường bản", [who[1], who[0]], date(2026, 9, 1))
        tasks.add(session, august, "Thu quỹ", who[2:])
        assert came_back(session, august) == []
        assert came_back(session, september) == [
            ("Làm đường bản", "Mới giao, quá hạn 01/09/2026", ""),
            ("Thu quỹ", "Mới giao", ""),
        ]
        assert tasks.brought_back(session, september)[0].task.who == "Lò Văn Aa, Lò Văn Ab"
        assert tasks.brought_back(session, september)[0].is_overdue
    with db.write("Đánh giá") as session:
        tasks.judge(session, september, road, TaskResult.DOING, "còn 200 m")
    with db.write("Đánh giá") as session:
        tasks.judge(session, october, road, TaskResult.DONE, "", date(2026, 9, 28))
    with db.read() as session:
        assert came_back(session, october) == [
            ("Làm đường bản", "Đang thực hiện, quá hạn 01/09/2026", "Đã hoàn thành ngày 28/09/2026"),
            ("Thu quỹ", "Mới giao", ""),
        ]
        assert came_back(session, september)[0] == (
            "Làm đường bản",
            "Mới giao, quá hạn 01/09/2026",
            "Đang thực hiện: còn 200 m",
        )
    with db.write("Họp") as session:
        november = held(session, 1, date(2026, 11, 5))
        assert [row.task.text for row in tasks.brought_back(session, november)] == ["Thu quỹ"]


def test_only_regular_meetings_judge(db: Database, months: tuple[int, int, int, list[int]]) -> None:
    august, *_ = months
    with db.write("Giao") as session:
        task = tasks.add(session, august, "Thu quỹ")
        theme = held(session, 1, date(2026, 8, 20), kind=MeetingKind.THEMATIC)
        assert tasks.brought_back(session, theme) == []
    with pytest.raises(KnownError, match="không phải việc cần đánh giá"), db.write("Đánh giá") as session:
        tasks.judge(session, theme, task, TaskResult.DONE)


def test_what_a_later_meeting_found_is_not_pulled_away(db: Database, months: tuple[int, int, int, list[int]]) -> None:
    august, september, october, _who = months
    with db.write("Giao") as session:
        task = tasks.add(session, august, "Thu quỹ")
        tasks.judge(session, october, task, TaskResult.DOING)
    with pytest.raises(KnownError, match="05/10/2026 đã đánh giá"), db.write("Đánh giá") as session:
        tasks.judge(session, september, task, TaskResult.DONE)
    with pytest.raises(KnownError, match="không xóa được"), db.write("Xóa") as session:
        tasks.remove(session, task)
    with db.write("Bỏ") as session:
        tasks.judge(session, october, task, None)
        tasks.judge(session, september, task, TaskResult.DONE)
        assert tasks.brought_back(session, september)[0].done_on == SEPTEMBER
        assert tasks.brought_back(session, october) == []


def test_days_are_held_against_the_meetings(db: Database, months: tuple[int, int, int, list[int]]) -> None:
    august, september, _october, who = months
    with pytest.raises(KnownError, match="trước ngày họp"), db.write("Giao") as session:
        tasks.add(session, august, "Thu quỹ", (), date(2026, 8, 4))
    with db.write("Giao") as session:
        task = tasks.add(session, august, "Thu quỹ", who[:1], AUGUST)
    for day in (date(2026, 8, 4), date(2026, 9, 6)):
        with pytest.raises(KnownError, match="Ngày hoàn thành phải từ"), db.write("Đánh giá") as session:
            tasks.judge(session, september, task, TaskResult.DONE, done_on=day)
    with db.write("Sửa") as session:
        tasks.edit(session, task, "Thu quỹ khuyến học", [who[2], who[1]], None)
        assert [(row.text, row.people, row.due_on) for row in tasks.given(session, august)] == [
            ("Thu quỹ khuyến học", (who[1], who[2]), None)
        ]
        tasks.remove(session, task)
        assert tasks.given(session, august) == []


def test_the_share_counts_what_is_due(db: Database, months: tuple[int, int, int, list[int]]) -> None:
    august, september, *_ = months
    with db.write("Giao") as session:
        due = [tasks.add(session, august, f"Việc {n}", (), date(2026, 8, 30)) for n in range(3)]
        later = tasks.add(session, august, "Việc dài", (), date(2026, 12, 30))
        dropped = tasks.add(session, august, "Việc thôi")
        assert tasks.share(tasks.brought_back(session, september)) == Share(0, 4, 4)
        for one in due[:2]:
            tasks.judge(session, september, one, TaskResult.DONE)
        tasks.judge(session, september, dropped, TaskResult.DROPPED)
        assert tasks.share(tasks.brought_back(session, september)).rate is None  # one is not judged yet
        tasks.judge(session, september, due[2], TaskResult.NOT_DONE)
        assert tasks.share(tasks.brought_back(session, september)).rate == Fraction(2, 3)
        tasks.judge(session, september, later, TaskResult.DONE)
        assert tasks.share(tasks.brought_back(session, september)) == Share(3, 4, 0)


RESULTS = st.lists(st.lists(st.sampled_from([None, *TaskResult]), min_size=3, max_size=3), min_size=1, max_size=4)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RESULTS)
def test_every_task_is_either_ended_or_comes_back(db: Database, found: list[list[TaskResult | None]]) -> None:
    """`found[k]` is what the three meetings after find of task k, given in the first; all is undone at the end."""
    with db.write("Họp") as session:
        key = cell(session, f"Chi bộ {id(found)}")
        people(session, key, 1)
        days = [add_months(date(2026, 3, 5), n) for n in range(5)]
        first, *rest = (held(session, key, day) for day in days)
        given_ = [tasks.add(session, first, f"Việc {n}") for n in range(len(found))]
        for place, meeting_id in enumerate(rest[:3]):
            back = {row.task.id for row in tasks.brought_back(session, meeting_id)}
            for task, results in zip(given_, found, strict=True):
                ended = any(result is not None and result.ends for result in results[:place])
                assert (task in back) == (not ended)
                if task in back:
                    tasks.judge(session, meeting_id, task, results[place])
        last: list[Judged] = tasks.brought_back(session, rest[3])
        open_ = [
            task
            for task, results in zip(given_, found, strict=True)
            if not any(result is not None and result.ends for result in results)
        ]
        assert [row.task.id for row in last] == open_
        for row in last:
            seen = [result for result in found[given_.index(row.task.id)] if result is not None]
            assert row.before == (seen[-1] if seen else None)
    db.undo()

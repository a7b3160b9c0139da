from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import content, meetings, months, tasks, trash, votes
from models.database import Database
from models.errors import KnownError
from models.tables import MeetingLine, MeetingVote, Part, TaskResult, TaskReview, TrashKind, VoteKind
from tests.models.builders import TODAY, K, P, cell, held, meeting, people


@pytest.fixture
def place(db: Database) -> tuple[int, list[int]]:
    with db.write("Họp") as session:
        key = cell(session)
        who = people(session, key, 4)
        return held(session, key, date(2026, 10, 5)), who


def test_lines_keep_their_order_and_their_speaker(db: Database, place: tuple[int, list[int]]) -> None:
    meeting_id, who = place
    with db.write("Ghi") as session:
        first = content.add(session, meeting_id, Part.OPINION, "  Đề nghị  sửa đường ", who[0])
        second = content.add(session, meeting_id, Part.OPINION, "Nhất trí & <bổ sung>", who[1])
        content.add(session, meeting_id, Part.OPINION, "Đại biểu cấp trên phát biểu")
        content.add(session, meeting_id, Part.CONCLUSION, "Thông qua")
        content.shift(session, second, -1)
        content.shift(session, second, -1)
    with db.read() as session:
        found = content.read(session, meeting_id, Part.OPINION)
        assert [row.text for row in found] == [
            "Nhất trí & <bổ sung>",
            "Đề nghị sửa đường",
            "Đại biểu cấp trên phát biểu",
        ]
        assert [row.speaker for row in found] == ["Lò Văn Ab", "Lò Văn Aa", ""]
        assert content.speakers(session, meeting_id) == {who[0], who[1]}
        assert content.counts(session, meeting_id) == {Part.OPINION: 3, Part.CONCLUSION: 1}
    with db.write("Sửa") as session:
        content.edit(session, first, "Đề nghị sửa cầu", who[2])
        content.remove(session, second)
    with db.read() as session:
        assert [(row.text, row.member_id) for row in content.read(session, meeting_id, Part.OPINION)] == [
            ("Đề nghị sửa cầu", who[2]),
            ("Đại biểu cấp trên phát biểu", None),
        ]


def test_whom_the_roll_marks_absent_does_not_speak(db: Database) -> None:
    with db.write("Họp") as session:
        key = cell(session)
        who = people(session, key, 3)
        meeting_id = held(session, key, date(2026, 10, 5), {who[0]: P, who[1]: K})
        for absent, words in ((who[0], "vắng có lý do"), (who[1], "vắng không lý do")):
            with pytest.raises(KnownError, match=f"Điểm danh ghi .* {words}"):
                content.add(session, meeting_id, Part.OPINION, "Đề nghị sửa đường", absent)
        content.add(session, meeting_id, Part.OPINION, "Đề nghị sửa đường", who[2])
        assert content.speakers(session, meeting_id) == {who[2]}


def test_what_cannot_be_written_is_said(db: Database, place: tuple[int, list[int]]) -> None:
    meeting_id, _who = place
    with db.write("Người khác") as session:
        stranger = people(session, cell(session, "Chi bộ bản Co Mận"), 1, start=9)[0]
    for text, member, words in (
        ("  ", None, "Hãy ghi nội dung"),
        ("a" * 2001, None, "tách thành nhiều dòng"),
        ("Ý kiến", stranger, "không có trong danh sách chi bộ ngày họp"),
    ):
        with pytest.raises(KnownError, match=words), db.write("Ghi") as session:
            content.add(session, meeting_id, Part.OPINION, text, member)


def test_a_meeting_that_was_not_held_has_no_content(db: Database) -> None:
    with db.write("Họp") as session:
        key = meeting(session, cell(session), date(2026, 10, 5))
        meetings.set_not_held(session, key, "mưa lũ")
    with pytest.raises(KnownError, match="không sinh hoạt"), db.write("Ghi") as session:
        content.add(session, key, Part.AGENDA, "Nội dung")


def test_a_closed_month_is_only_looked_at(db: Database, place: tuple[int, list[int]]) -> None:
    meeting_id, who = place
    with db.write("Giao") as session:
        september = held(session, meetings.read(session, meeting_id).cell_id, date(2026, 9, 5))
        came_back = tasks.add(session, september, "Họp dân", who[:1])
        line = content.add(session, meeting_id, Part.AGENDA, "Nội dung")
        task = tasks.add(session, meeting_id, "Làm đường", who[:2], date(2026, 10, 30))
        vote = votes.add(session, meeting_id, "Thông qua", VoteKind.SIMPLE)
    with db.write("Chốt") as session:
        months.close(session, 2026, 10, at=datetime(2026, 11, 1), by="")
    verbs: list[Callable[[Session], object]] = [
        lambda session: content.add(session, meeting_id, Part.AGENDA, "Thêm"),
        lambda session: content.edit(session, line, "Khác"),
        lambda session: content.shift(session, line, 1),
        lambda session: content.remove(session, line),
        lambda session: tasks.add(session, meeting_id, "Thêm"),
        lambda session: tasks.edit(session, task, "Khác", (), None),
        lambda session: tasks.remove(session, task),
        lambda session: tasks.judge(session, meeting_id, came_back, TaskResult.DONE),
        lambda session: votes.add(session, meeting_id, "Thêm", VoteKind.SIMPLE),
        lambda session: votes.edit(session, vote, "Khác", VoteKind.SPECIAL, None),
        lambda session: votes.remove(session, vote),
        lambda session: votes.set_exempt_came(session, meeting_id, who[0], True, on=TODAY),
    ]
    for verb in verbs:
        with pytest.raises(KnownError, match="đã chốt số liệu"), db.write("Sửa") as session:
            verb(session)


def test_a_meeting_takes_its_content_to_the_trash_and_back(db: Database, place: tuple[int, list[int]]) -> None:
    meeting_id, who = place
    with db.write("Ghi") as session:
        content.add(session, meeting_id, Part.OPINION, "Ý kiến", who[0])
        september = held(session, meetings.read(session, meeting_id).cell_id, date(2026, 9, 5))
        given = tasks.add(session, september, "Họp dân", who[:2], date(2026, 9, 20))
        tasks.judge(session, meeting_id, given, TaskResult.DOING, "mới xong một nửa")
        votes.add(session, meeting_id, "Thông qua", VoteKind.SIMPLE, votes.Count(4))
    with db.write("Xóa") as session:
        gone = trash.remove(session, TrashKind.MEETING, meeting_id, on=TODAY)
        left = [session.scalar(select(func.count()).select_from(one)) for one in (MeetingLine, TaskReview, MeetingVote)]
        assert left == [0, 0, 0]
    with db.write("Trả lại") as session:
        trash.restore(session, gone)
    with db.read() as session:
        back = meetings.of_month(session, 2026, 10)[0].id
        assert [row.text for row in content.read(session, back)] == ["Ý kiến"]
        assert [row.result for row in tasks.brought_back(session, back)] == [TaskResult.DOING]
        assert [row.in_favour for row in votes.read(session, back)] == [4]

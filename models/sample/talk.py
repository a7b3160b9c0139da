"""What the last meetings spoke of: lines, tasks given and judged, votes, and the documents made of them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import papers, vote_rules
from models.dates import add_months
from models.sample.agenda import (
    AGENDA,
    CONCLUSIONS,
    DIRECTIONS,
    FEES,
    LIMITS,
    OPINIONS,
    POLITICS,
    PRAISES,
    REMINDERS,
    TASKS,
    WORK,
)
from models.tables import (
    Attendance,
    Duty,
    Mark,
    Meeting,
    MeetingKind,
    MeetingLine,
    MeetingState,
    MeetingTask,
    MeetingVote,
    Paper,
    PaperKind,
    Part,
    Standing,
    TaskPerson,
    TaskResult,
    TaskReview,
    VoteKind,
)

_THERE = (Mark.PRESENT, Mark.ONLINE)
_LATE = 6
"""Every so manieth cell leaves a task undone past its day."""


def fill(session: Session, chance: Random, on: date) -> None:
    """Write the content of the last two months that are over, and the documents of the last one.

    The tasks of the first come back in the second, its own in this month; in a few cells one is still not done.
    """
    last = add_months(on.replace(day=1), -1)
    before = add_months(last, -1)
    open_tasks: dict[int, list[MeetingTask]] = defaultdict(list)
    for month in (before, last):
        held = _held(session, month)
        rolls = _rolls(session, held)
        for number, meeting in enumerate(held):
            roll = rolls[meeting.id]
            _lines(session, chance, meeting, roll)
            _judge(session, meeting, open_tasks.pop(meeting.cell_id, []), is_late=number % _LATE == 1)
            open_tasks[meeting.cell_id] = _give(session, chance, meeting, roll)
            _vote(session, chance, meeting, roll)
    for number, meeting in enumerate(_held(session, on)):
        _judge(session, meeting, open_tasks.pop(meeting.cell_id, []), is_late=number % _LATE == 1)
    _papers(session, _held(session, last)[::4], last)
    session.flush()


def _held(session: Session, month: date) -> list[Meeting]:
    query = select(Meeting).where(
        Meeting.year == month.year,
        Meeting.month == month.month,
        Meeting.kind == MeetingKind.REGULAR,
        Meeting.state == MeetingState.RECORDED,
    )
    return list(session.scalars(query.order_by(Meeting.id)))


def _rolls(session: Session, held: list[Meeting]) -> dict[int, list[Attendance]]:
    rolls: dict[int, list[Attendance]] = defaultdict(list)
    query = select(Attendance).where(Attendance.meeting_id.in_([one.id for one in held]))
    for line in session.scalars(query.order_by(Attendance.meeting_id, Attendance.line)):
        rolls[line.meeting_id].append(line)
    return rolls


def _lines(session: Session, chance: Random, meeting: Meeting, roll: list[Attendance]) -> None:
    there = [line.member_id for line in roll if line.mark in _THERE]
    said: list[tuple[Part, str, int | None]] = [(Part.AGENDA, text, None) for text in AGENDA]
    for part, texts in (
        (Part.POLITICS, POLITICS),
        (Part.WORK, WORK),
        (Part.PRAISE, PRAISES),
        (Part.REMINDER, REMINDERS),
        (Part.LIMIT, LIMITS),
        (Part.FEE, FEES),
        (Part.DIRECTION, DIRECTIONS),
        (Part.CONCLUSION, CONCLUSIONS),
    ):
        said.append((part, chance.choice(texts), None))
    speakers = chance.sample(there, min(len(there), 3))
    said += [(Part.OPINION, text, who) for who, text in zip(speakers, chance.sample(OPINIONS, 3), strict=False)]
    places: dict[Part, int] = defaultdict(int)
    for part, text, who in said:
        places[part] += 1
        session.add(MeetingLine(meeting_id=meeting.id, part=part, line=places[part], member_id=who, text=text))


def _give(session: Session, chance: Random, meeting: Meeting, roll: list[Attendance]) -> list[MeetingTask]:
    there = [line.member_id for line in roll if line.mark in _THERE]
    due = (meeting.held_on + timedelta(days=20), add_months(meeting.held_on, 3))
    given = [
        MeetingTask(meeting_id=meeting.id, line=number, text=text, due_on=day)
        for number, (text, day) in enumerate(zip(chance.sample(TASKS, 2), due, strict=True), 1)
    ]
    session.add_all(given)
    session.flush()
    for task in given:
        session.add(TaskPerson(task_id=task.id, member_id=chance.choice(there)))
    return given


def _judge(session: Session, meeting: Meeting, back: list[MeetingTask], *, is_late: bool) -> None:
    for place, task in enumerate(back):
        result = TaskResult.DOING if place or is_late else TaskResult.DONE
        done_on = task.due_on if result is TaskResult.DONE else None
        session.add(TaskReview(task_id=task.id, meeting_id=meeting.id, result=result, done_on=done_on))


def _vote(session: Session, chance: Random, meeting: Meeting, roll: list[Attendance]) -> None:
    rule = vote_rules.on(session, meeting.held_on)
    left_out = {Duty.TEMP_AWAY, Duty.EXEMPT, Duty.GUEST}
    if not rule.counts_suspended:
        left_out.add(Duty.SUSPENDED)
    official = [line for line in roll if line.standing is Standing.OFFICIAL and line.duty not in left_out]
    there = sum(line.mark in _THERE for line in official)
    against = int(chance.random() < 0.1 and there > 5)
    session.add(
        MeetingVote(
            meeting_id=meeting.id,
            line=1,
            subject=f"Thông qua nghị quyết tháng {meeting.month}",
            kind=VoteKind.SIMPLE,
            base=len(official),
            in_favour=there - against,
            against=0,
            other=against,
        )
    )


def _papers(session: Session, held: list[Meeting], month: date) -> None:
    for meeting in held:
        for kind, title in (
            (PaperKind.MINUTES, f"Sinh hoạt chi bộ tháng {meeting.month}"),
            (PaperKind.RESOLUTION, f"Lãnh đạo thực hiện nhiệm vụ tháng {meeting.month}"),
        ):
            session.add(
                Paper(
                    kind=kind,
                    cell_id=meeting.cell_id,
                    meeting_id=meeting.id,
                    year=meeting.year,
                    month=meeting.month,
                    number=month.month,
                    symbol=papers.SYMBOLS[kind],
                    issued_on=meeting.held_on,
                    title=title,
                )
            )
    session.add(
        Paper(
            kind=PaperKind.CALENDAR,
            year=month.year,
            month=month.month,
            number=month.month,
            symbol=papers.SYMBOLS[PaperKind.CALENDAR],
            issued_on=add_months(month, -1).replace(day=25),
            title=f"Lịch sinh hoạt lệ các chi bộ trực thuộc tháng {month.month}",
        )
    )

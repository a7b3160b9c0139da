"""Tasks given in a meeting; they come back in the cell's next regular meetings to be judged (domain.md 4.4, table I.3).

A task is open at a meeting if an earlier one gave it and no earlier one ended it, so a past meeting shows what it saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from models import content
from models.errors import KnownError
from models.late_tasks import TASKS, TaskRow, with_people
from models.tables import (
    Meeting,
    MeetingKind,
    MeetingTask,
    TaskPerson,
    TaskResult,
    TaskReview,
)
from models.text import clean

LONGEST = 1000
_LONGEST_NOTE = 500


@dataclass(frozen=True)
class Judged:
    """A task as it came back in a meeting: how it stood before, and what the meeting found (None: nothing yet)."""

    task: TaskRow
    on: date
    before: TaskResult | None
    result: TaskResult | None
    note: str
    done_on: date | None

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done by the day of the meeting and is not known to be."""
        due = self.task.due_on
        return due is not None and due < self.on and (self.result is None or not self.result.ends)

    @property
    def is_counted(self) -> bool:
        """Whether it counts for the share of tasks done: due, or done early; what was dropped does not."""
        if self.result is TaskResult.DROPPED:
            return False
        return self.result is TaskResult.DONE or self.task.due_on is None or self.task.due_on <= self.on

    @property
    def start_words(self) -> str:
        """“Tình trạng đầu kỳ” of table I.3."""
        words = "Mới giao" if self.before is None else self.before.label
        due = self.task.due_on
        return f"{words}, quá hạn {due:%d/%m/%Y}" if due is not None and due < self.on else words

    @property
    def result_words(self) -> str:
        """“Kết quả thực hiện” of table I.3; "" while nothing is found."""
        if self.result is None:
            return self.note
        day = f" ngày {self.done_on:%d/%m/%Y}" if self.done_on else ""
        return f"{self.result.label}{day}" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True)
class Share:
    """How many of the tasks that count were done, and how many are still to be judged."""

    done: int
    counted: int
    unjudged: int

    @property
    def rate(self) -> Fraction | None:
        """0–1; None while one of them is not judged, or if there is none."""
        return Fraction(self.done, self.counted) if self.counted and not self.unjudged else None


# -- giving ----------------------------------------------------------------------------------------------------------


def given(session: Session, meeting_id: int) -> list[TaskRow]:
    """Return the tasks a meeting gave, in the order they were written; who does them as called on its day."""
    query = TASKS.where(MeetingTask.meeting_id == meeting_id).order_by(MeetingTask.line, MeetingTask.id)
    return with_people(session, session.execute(query).all(), session.get_one(Meeting, meeting_id).held_on)


def add(session: Session, meeting_id: int, text: str, people: Sequence[int] = (), due_on: date | None = None) -> int:
    """Give a task in a meeting and return its id. Raises KnownError."""
    meeting = content.held(session, meeting_id)
    last = select(func.max(MeetingTask.line)).where(MeetingTask.meeting_id == meeting_id)
    task = MeetingTask(meeting_id=meeting_id, line=(session.scalar(last) or 0) + 1)
    _fill(task, meeting, text, due_on)
    content.on_the_list(session, meeting_id, people)
    session.add(task)
    session.flush()
    for member_id in dict.fromkeys(people):
        session.add(TaskPerson(task_id=task.id, member_id=member_id))
    session.flush()
    return task.id


def edit(session: Session, task_id: int, text: str, people: Sequence[int], due_on: date | None) -> None:
    """Correct a task in the meeting that gave it. Raises KnownError."""
    task = _task(session, task_id)
    meeting = content.held(session, task.meeting_id)
    _fill(task, meeting, text, due_on)
    known = {row.member_id: row for row in _people(session, task_id)}
    content.on_the_list(session, task.meeting_id, [one for one in people if one not in known])
    for member_id, row in known.items():
        if member_id not in people:
            session.delete(row)
    for member_id in dict.fromkeys(people):
        if member_id not in known:
            session.add(TaskPerson(task_id=task_id, member_id=member_id))


def remove(session: Session, task_id: int) -> None:
    """Take a task out that was written wrongly. Raises KnownError if a later meeting has judged it."""
    task = _task(session, task_id)
    content.held(session, task.meeting_id)
    if session.scalar(select(func.count()).where(TaskReview.task_id == task_id)):
        raise KnownError(
            "Cuộc họp sau đã đánh giá nhiệm vụ này; không xóa được. Nếu thôi, hãy ghi “không thực hiện nữa”."
        )
    for row in _people(session, task_id):
        session.delete(row)
    session.flush()
    session.delete(task)


def _fill(task: MeetingTask, meeting: Meeting, text: str, due_on: date | None) -> None:
    task.text = content.said(text, LONGEST, "nhiệm vụ")
    if due_on is not None and due_on < meeting.held_on:
        raise KnownError(
            f"Hạn {due_on:%d/%m/%Y} trước ngày họp {meeting.held_on:%d/%m/%Y}; hãy sửa lại.", field="due_on"
        )
    task.due_on = due_on


def _task(session: Session, task_id: int) -> MeetingTask:
    task = session.get(MeetingTask, task_id)
    if task is None:
        raise KnownError("Nhiệm vụ này không còn; hãy chọn nhiệm vụ khác.")
    return task


def _people(session: Session, task_id: int) -> list[TaskPerson]:
    return list(session.scalars(select(TaskPerson).where(TaskPerson.task_id == task_id)))


# -- judging ---------------------------------------------------------------------------------------------------------


def brought_back(session: Session, meeting_id: int) -> list[Judged]:
    """Return the tasks that come back in a meeting, oldest first; none in a meeting that is not a regular one."""
    meeting = session.get_one(Meeting, meeting_id)
    if meeting.kind is not MeetingKind.REGULAR:
        return []
    ender, other = aliased(TaskReview), aliased(Meeting)
    ended_before = (
        select(ender.id)
        .join(other, other.id == ender.meeting_id)
        .where(ender.task_id == MeetingTask.id, ender.result.in_([one for one in TaskResult if one.ends]))
        .where(_earlier(other, meeting))
        .exists()
    )
    query = TASKS.where(Meeting.cell_id == meeting.cell_id, _earlier(Meeting, meeting), ~ended_before).order_by(
        Meeting.held_on, Meeting.id, MeetingTask.line, MeetingTask.id
    )
    rows = with_people(session, session.execute(query).all(), meeting.held_on)
    before, now = _reviews(session, meeting, [row.id for row in rows])
    return [
        Judged(
            row,
            meeting.held_on,
            before.get(row.id),
            now[row.id].result if row.id in now else None,
            (now[row.id].note or "") if row.id in now else "",
            now[row.id].done_on if row.id in now else None,
        )
        for row in rows
    ]


def _earlier(one: type[Meeting], meeting: Meeting):  # noqa: ANN202 - a condition
    return or_(one.held_on < meeting.held_on, and_(one.held_on == meeting.held_on, one.id < meeting.id))


def _reviews(
    session: Session, meeting: Meeting, ids: Iterable[int]
) -> tuple[dict[int, TaskResult], dict[int, TaskReview]]:
    """Return what the last meeting before found of each task, and what this one did."""
    query = (
        select(TaskReview, Meeting)
        .join(Meeting, Meeting.id == TaskReview.meeting_id)
        .where(TaskReview.task_id.in_(list(ids)))
        .order_by(Meeting.held_on, Meeting.id)
    )
    before: dict[int, TaskResult] = {}
    now: dict[int, TaskReview] = {}
    for review, held in session.execute(query):
        if held.id == meeting.id:
            now[review.task_id] = review
        elif (held.held_on, held.id) < (meeting.held_on, meeting.id):
            before[review.task_id] = review.result
    return before, now


def judge(
    session: Session,
    meeting_id: int,
    task_id: int,
    result: TaskResult | None,
    note: str = "",
    done_on: date | None = None,
) -> None:
    """Write what a meeting finds of a task that came back; `result` None takes it away again.

    A task that is done without a day was done on the day of the meeting. Raises KnownError.
    """
    meeting = content.held(session, meeting_id)
    if task_id not in {one.task.id for one in brought_back(session, meeting_id)}:
        raise KnownError("Nhiệm vụ này không phải việc cần đánh giá trong cuộc họp này.")
    note = clean(note)
    if len(note) > _LONGEST_NOTE:
        raise KnownError(f"Kết quả dài quá {_LONGEST_NOTE} chữ; hãy ghi gọn lại.", field="note")
    row = session.scalar(select(TaskReview).where(TaskReview.task_id == task_id, TaskReview.meeting_id == meeting_id))
    if result is None:
        if row is not None:
            session.delete(row)
        return
    if result is not TaskResult.DONE:
        done_on = None
    elif done_on is None:
        done_on = meeting.held_on
    given_on = session.get_one(Meeting, _task(session, task_id).meeting_id).held_on
    if done_on is not None and not given_on <= done_on <= meeting.held_on:
        raise KnownError(
            f"Ngày hoàn thành phải từ ngày giao {given_on:%d/%m/%Y} đến ngày họp {meeting.held_on:%d/%m/%Y}.",
            field="done_on",
        )
    if result.ends:
        _refuse_later(session, meeting, task_id)
    if row is None:
        row = TaskReview(task_id=task_id, meeting_id=meeting_id)
        session.add(row)
    row.result, row.note, row.done_on = result, note or None, done_on


def _refuse_later(session: Session, meeting: Meeting, task_id: int) -> None:
    """Raise KnownError for ending a task that a later meeting has judged: there it would be gone."""
    query = (
        select(Meeting)
        .join(TaskReview, TaskReview.meeting_id == Meeting.id)
        .where(TaskReview.task_id == task_id)
        .order_by(Meeting.held_on, Meeting.id)
    )
    for later in session.scalars(query):
        if (later.held_on, later.id) > (meeting.held_on, meeting.id):
            raise KnownError(
                f"Cuộc họp {later.held_on:%d/%m/%Y} đã đánh giá nhiệm vụ này; hãy bỏ đánh giá ở đó trước rồi sửa ở đây."
            )


def share(rows: Iterable[Judged]) -> Share:
    """Count the tasks of a meeting for criterion 6: those due by its day or done, without what was dropped."""
    counted = [row for row in rows if row.is_counted]
    done = sum(row.result is TaskResult.DONE for row in counted)
    return Share(done, len(counted), sum(row.result is None for row in counted))

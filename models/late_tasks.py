"""Tasks with who does them, and those past their day: what the start of the program asks of them (domain.md 4.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import called
from models.tables import (
    Cell,
    Meeting,
    MeetingKind,
    MeetingState,
    MeetingTask,
    Member,
    TaskPerson,
    TaskResult,
    TaskReview,
)


@dataclass(frozen=True)
class TaskRow:
    """A task with who does it; `people` are member ids in the order of their names."""

    id: int
    meeting_id: int
    given_on: date
    text: str
    due_on: date | None
    people: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def who(self) -> str:
        """Their names in one line."""
        return ", ".join(self.names)


TASKS = select(MeetingTask.id, MeetingTask.meeting_id, Meeting.held_on, MeetingTask.text, MeetingTask.due_on).join(
    Meeting, Meeting.id == MeetingTask.meeting_id
)


def with_people(session: Session, found: Sequence[Any], day: date | None = None) -> list[TaskRow]:
    """Return the rows that `TASKS` finds, each with who does the task: called as on a day, else as today."""
    people: dict[int, list[tuple[int, str]]] = defaultdict(list)
    query = (
        select(TaskPerson.task_id, Member.id, Member.full_name if day is None else called.name_on(day))
        .join(Member, Member.id == TaskPerson.member_id)
        .where(TaskPerson.task_id.in_([row[0] for row in found]))
        .order_by(Member.name_sort, Member.id)
    )
    for task_id, member_id, name in session.execute(query):
        people[task_id].append((member_id, name))
    return [
        TaskRow(*row, people=tuple(key for key, _ in people[row[0]]), names=tuple(name for _, name in people[row[0]]))
        for row in found
    ]


@dataclass(frozen=True)
class LateTask:
    """A task past its day that no meeting found done or dropped.

    `meeting_id` is where it is judged: the cell's last regular meeting after it was given, else the one that gave it.
    """

    task: TaskRow
    cell_id: int
    cell_name: str
    meeting_id: int


def overdue(session: Session, on: date) -> list[LateTask]:
    """Return the tasks of all cells that should have been done before a day, the longest overdue first.

    They are to be done now: whose they are is told by the names of today.
    """
    ended = select(TaskReview.task_id).where(TaskReview.result.in_([one for one in TaskResult if one.ends]))
    query = TASKS.where(MeetingTask.due_on < on, MeetingTask.id.not_in(ended))
    rows = with_people(session, session.execute(query.order_by(MeetingTask.due_on, MeetingTask.id)).all())
    if not rows:
        return []
    homes = session.execute(
        select(Meeting.id, Meeting.cell_id, Cell.name)
        .join(Cell, Cell.id == Meeting.cell_id)
        .where(Meeting.id.in_({row.meeting_id for row in rows}))
    ).all()
    cells = {meeting_id: (cell_id, name) for meeting_id, cell_id, name in homes}
    last: dict[int, tuple[date, int]] = {}
    later = select(Meeting.cell_id, Meeting.held_on, Meeting.id).where(
        Meeting.cell_id.in_({cell_id for cell_id, _name in cells.values()}),
        Meeting.kind == MeetingKind.REGULAR,
        Meeting.state != MeetingState.NOT_HELD,
        Meeting.held_on <= on,
    )
    for cell_id, held_on, meeting_id in session.execute(later.order_by(Meeting.held_on, Meeting.id)):
        last[cell_id] = (held_on, meeting_id)
    found: list[LateTask] = []
    for row in rows:
        cell_id, name = cells[row.meeting_id]
        newest = last.get(cell_id, (row.given_on, row.meeting_id))
        where = newest[1] if newest > (row.given_on, row.meeting_id) else row.meeting_id
        found.append(LateTask(row, cell_id, name, where))
    return found

"""The tasks a meeting gave, and what later ones found of them (domain.md 4.4)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, by_value


class TaskResult(LabelledEnum):
    """How a task stands at a meeting that judges it; the last two end it."""

    NOT_DONE = "not_done", "Chưa thực hiện"
    DOING = "doing", "Đang thực hiện"
    DONE = "done", "Đã hoàn thành"
    DROPPED = "dropped", "Không thực hiện nữa"

    @property
    def ends(self) -> bool:
        """Whether the task does not come back after it."""
        return self in (TaskResult.DONE, TaskResult.DROPPED)


class MeetingTask(Base):
    """A task given in a meeting; it comes back in the cell's next regular meetings until one of them ends it."""

    __tablename__ = "meeting_task"
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    line: Mapped[int]
    text: Mapped[str] = mapped_column(String(1000))
    due_on: Mapped[date | None]


class TaskPerson(Base):
    """Somebody who is to do a task."""

    __tablename__ = "task_person"
    __table_args__ = (UniqueConstraint("task_id", "member_id", name="uq_task_person"),)
    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("meeting_task.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)


class TaskReview(Base):
    """What a later meeting found of a task; `done_on` is the day it was done, for a task that is."""

    __tablename__ = "task_review"
    __table_args__ = (
        UniqueConstraint("task_id", "meeting_id", name="uq_task_review"),
        CheckConstraint("done_on IS NULL OR result = 'done'", name="day_of_what_is_done"),
    )
    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("meeting_task.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    result: Mapped[TaskResult] = mapped_column(by_value(TaskResult))
    note: Mapped[str | None] = mapped_column(String(500))
    done_on: Mapped[date | None]

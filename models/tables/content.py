"""What a meeting spoke of: its lines, the tasks it gave and judged, and its votes (domain.md 4.2, 4.4, 4.5)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value
from models.tables.meeting_rule import Comparator


class Part(LabelledEnum):
    """The parts of the minutes and of the resolution that are written line by line, in the order they are worked."""

    AGENDA = "agenda", "Nội dung họp"
    POLITICS = "politics", "Chính trị, tư tưởng"
    WORK = "work", "Kết quả nhiệm vụ"
    PRAISE = "praise", "Biểu dương"
    REMINDER = "reminder", "Nhắc nhở"
    LIMIT = "limit", "Hạn chế, nguyên nhân"
    OPINION = "opinion", "Ý kiến"
    DIRECTION = "direction", "Phương hướng, nhiệm vụ"
    CONCLUSION = "conclusion", "Kết luận"
    FEE = "fee", "Tình hình đóng đảng phí"


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


class VoteKind(LabelledEnum):
    """Which share a vote needs; the card of the meeting's day says how large it is."""

    SIMPLE = "simple", "Quyết định thông thường"
    SPECIAL = "special", "Kết nạp, công nhận, khai trừ"


class MeetingLine(Base):
    """One line of a part of a meeting: an opinion also has who gave it (None: a guest, named in the text)."""

    __tablename__ = "meeting_line"
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    part: Mapped[Part] = mapped_column(by_value(Part))
    line: Mapped[int]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    text: Mapped[str] = mapped_column(String(2000))


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


class MeetingVote(Base):
    """A vote: who was for, against, of another opinion; `base` is the number it was reckoned on when it was counted.

    All four are None until it is counted.
    """

    __tablename__ = "meeting_vote"
    __table_args__ = (
        CheckConstraint("in_favour >= 0 AND against >= 0 AND other >= 0", name="votes_not_negative"),
        CheckConstraint("in_favour + against + other <= base", name="votes_within_base"),
    )
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    line: Mapped[int]
    subject: Mapped[str] = mapped_column(String(500))
    kind: Mapped[VoteKind] = mapped_column(by_value(VoteKind))
    base: Mapped[int | None]
    in_favour: Mapped[int | None]
    against: Mapped[int | None]
    other: Mapped[int | None]


class VoteRule(Base):
    """Which shares votes need from a day on; shares are texts such as “1/2”.

    `quorum_share` is the share of official members that must be there; `counts_suspended` whether those whose Party
    life is suspended stand in the base.
    """

    __tablename__ = "vote_rule"
    id: Mapped[Key]
    effective_from: Mapped[date] = mapped_column(unique=True)
    document: Mapped[ShortText]
    simple_share: Mapped[str] = mapped_column(String(10))
    simple_comparator: Mapped[Comparator] = mapped_column(by_value(Comparator))
    special_share: Mapped[str] = mapped_column(String(10))
    special_comparator: Mapped[Comparator] = mapped_column(by_value(Comparator))
    quorum_share: Mapped[str] = mapped_column(String(10))
    counts_suspended: Mapped[bool]

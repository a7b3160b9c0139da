"""What a meeting spoke of: its lines, and its votes (domain.md 4.2, 4.5)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
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

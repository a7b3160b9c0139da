"""Score sheets of meetings: the dated template with its criteria, and what a meeting was given (domain.md 4.3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value
from models.tables.meeting import MeetingClass
from models.tables.meeting_rule import Comparator


class ScoreKind(LabelledEnum):
    """How points are given to a criterion; a group only sums up what is below it."""

    GROUP = "group", "Nhóm"
    NUMBER = "number", "Nhập điểm"
    TICK = "tick", "Đạt – không đạt"
    CHOICE = "choice", "Chọn mức"
    AUTO = "auto", "Tự động theo mức"


class ScoreSource(LabelledEnum):
    """What the register itself knows of a meeting."""

    DURATION = "duration", "Thời lượng so với quy định"
    ATTENDANCE = "attendance", "Tỷ lệ dự, có vắng không lý do thì mức thấp nhất"
    RATE = "rate", "Tỷ lệ dự"
    UNEXCUSED = "unexcused", "Không ai vắng không lý do"
    LONG_ABSENCE = "long_absence", "Không ai vắng có lý do liên tiếp quá mức"
    SPEAKERS = "speakers", "Tỷ lệ đảng viên phát biểu"
    TASKS = "tasks", "Tỷ lệ nhiệm vụ kỳ trước hoàn thành"
    MINUTES = "minutes", "Có biên bản"


class Applies(LabelledEnum):
    """Which meetings a criterion speaks of; the others are given full marks, or are counted without it."""

    ALWAYS = "always", "Mọi cuộc họp"
    THEMATIC = "thematic", "Chỉ khi có chuyên đề"
    COMMITTEE = "committee", "Chỉ chi bộ có chi ủy (chỉ có bí thư: đủ điểm)"


class WithoutTheme(LabelledEnum):
    """How a sheet reaches 100 in a month without a thematic part; no guide is known to say."""

    FULL = "full", "Tính đủ điểm phần chuyên đề"
    RESCALE = "rescale", "Bỏ phần chuyên đề, quy các mục còn lại về 100"


class ScoreTemplate(Base):
    """A score sheet of 100 points, for meetings from `effective_from` on; without a day it is a pattern to copy."""

    __tablename__ = "score_template"
    id: Mapped[Key]
    name: Mapped[ShortText]
    issuer: Mapped[ShortText | None]
    document: Mapped[ShortText | None]
    effective_from: Mapped[date | None] = mapped_column(unique=True)
    without_theme: Mapped[WithoutTheme] = mapped_column(by_value(WithoutTheme))


class ScoreCriterion(Base):
    """A criterion in its place (`line`) on the sheet, in a group or not; `max_points` None for a group."""

    __tablename__ = "score_criterion"
    __table_args__ = (CheckConstraint("max_points > 0", name="some_points"),)
    id: Mapped[Key]
    template_id: Mapped[int] = mapped_column(ForeignKey("score_template.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("score_criterion.id"), index=True)
    line: Mapped[int]
    text: Mapped[str] = mapped_column(String(300))
    kind: Mapped[ScoreKind] = mapped_column(by_value(ScoreKind))
    max_points: Mapped[float | None]
    source: Mapped[ScoreSource | None] = mapped_column(by_value(ScoreSource))
    applies: Mapped[Applies] = mapped_column(by_value(Applies))
    must_be_max: Mapped[bool] = mapped_column(default=False)


class ScoreOption(Base):
    """A band of a criterion: its points from so many per cent on, or up to so many minutes short; neither: the rest."""

    __tablename__ = "score_option"
    __table_args__ = (CheckConstraint("points >= 0", name="no_debt"),)
    id: Mapped[Key]
    criterion_id: Mapped[int] = mapped_column(ForeignKey("score_criterion.id"), index=True)
    line: Mapped[int]
    text: Mapped[ShortText]
    points: Mapped[float]
    at_least: Mapped[float | None]
    short_by: Mapped[float | None]
    comparator: Mapped[Comparator] = mapped_column(by_value(Comparator), default=Comparator.AT_LEAST)


class ScoreSheet(Base):
    """The sheet of one meeting, on the template of its day; what the cell gave itself, where that differs."""

    __tablename__ = "score_sheet"
    __table_args__ = (CheckConstraint("self_score BETWEEN 0 AND 100", name="score_frame"),)
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("score_template.id"), index=True)
    self_score: Mapped[float | None]
    self_class: Mapped[MeetingClass | None] = mapped_column(by_value(MeetingClass))
    deduction_note: Mapped[str | None] = mapped_column(String(500))


class ScoreMark(Base):
    """The points of one criterion (None: not scored yet), why, and whether the officer gave them by hand.

    `is_out` marks a criterion that is left out of this sheet's sum.
    """

    __tablename__ = "score_mark"
    __table_args__ = (UniqueConstraint("sheet_id", "criterion_id", name="uq_score_mark_criterion"),)
    id: Mapped[Key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("score_criterion.id"), index=True)
    points: Mapped[float | None]
    reason: Mapped[str | None] = mapped_column(String(500))
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    is_out: Mapped[bool] = mapped_column(default=False)

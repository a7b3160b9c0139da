"""The dated rule card of cell meetings."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class Comparator(LabelledEnum):
    """How a rate is held against the target: “trên 90 %” is strict, “từ 90 % trở lên” is not."""

    AT_LEAST = "ge", "≥"
    MORE_THAN = "gt", ">"


class SeveralMeetings(LabelledEnum):
    """Which regular meetings of one month make the month's figure (domain.md 4.5)."""

    FIRST = "first", "Lấy cuộc họp đầu tiên"
    POOLED = "pooled", "Cộng gộp các cuộc họp"


class MeetingRule(Base):
    """What a guide says of cell meetings from `effective_from` on; the meeting's date picks the card.

    `target` and the class limits are per cent and points; `excluded_duties` the duties (values, comma between)
    that are on the list but need not attend; minutes are the least duration, `minutes_large` that of cells with
    `large_from` members or more (None: no such rule); `due_day` the day of the month after which a missing meeting is
    an alarm; documents go out `notice_days` before the meeting and the result within `result_days` after it (None: the
    guide is not known to say). Alarms: so many unexcused absences in a year, more than `excused_running` excused in a
    row, `months_below` the target in a row.
    """

    __tablename__ = "meeting_rule"
    __table_args__ = (
        CheckConstraint("target BETWEEN 0 AND 100", name="target_percent"),
        CheckConstraint("good_from > fair_from AND fair_from > average_from", name="classes_in_order"),
        CheckConstraint("due_day BETWEEN 1 AND 31", name="due_day_of_month"),
        CheckConstraint("unexcused_alarm >= unexcused_notice", name="alarms_in_order"),
    )
    id: Mapped[Key]
    effective_from: Mapped[date] = mapped_column(unique=True)
    document: Mapped[ShortText]
    target: Mapped[float]
    comparator: Mapped[Comparator] = mapped_column(by_value(Comparator))
    excluded_duties: Mapped[str] = mapped_column(String(200))
    counts_guests: Mapped[bool]
    several_meetings: Mapped[SeveralMeetings] = mapped_column(by_value(SeveralMeetings))
    good_from: Mapped[float]
    fair_from: Mapped[float]
    average_from: Mapped[float]
    minutes_regular: Mapped[int]
    minutes_combined: Mapped[int]
    due_day: Mapped[int]
    large_from: Mapped[int | None]
    minutes_large: Mapped[int] = mapped_column(server_default="120")
    thematic_per_quarter: Mapped[int] = mapped_column(server_default="1")
    notice_days: Mapped[int | None]
    result_days: Mapped[int | None]
    unexcused_notice: Mapped[int] = mapped_column(server_default="2")
    unexcused_alarm: Mapped[int] = mapped_column(server_default="3")
    excused_running: Mapped[int] = mapped_column(server_default="3")
    months_below: Mapped[int] = mapped_column(server_default="2")

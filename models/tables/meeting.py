"""Cell meetings and their frozen rosters."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value
from models.tables.stay import Duty, Standing


class MeetingKind(LabelledEnum):
    """Kind of meeting (domain.md 4.1)."""

    REGULAR = "regular", "Thường kỳ"
    THEMATIC = "thematic", "Chuyên đề"
    EXTRAORDINARY = "extraordinary", "Đột xuất"
    COMMITTEE = "committee", "Họp chi ủy"
    CONGRESS = "congress", "Đại hội chi bộ"
    REVIEW = "review", "Kiểm điểm cuối năm"


class MeetingForm(LabelledEnum):
    """How a meeting is held (domain.md 4.1)."""

    IN_PERSON = "in_person", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"
    COMBINED = "combined", "Kết hợp"


class MeetingState(LabelledEnum):
    """Where a meeting stands: opened for the month, roll written, or known not to have been held."""

    PLANNED = "planned", "Chưa ghi"
    RECORDED = "recorded", "Đã ghi"
    NOT_HELD = "not_held", "Không sinh hoạt"


class MeetingClass(LabelledEnum):
    """Class of a meeting's quality (HD 42-HD/BTCTW, II.5)."""

    GOOD = "good", "Tốt"
    FAIR = "fair", "Khá"
    AVERAGE = "average", "Trung bình"
    POOR = "poor", "Kém"


class Mark(LabelledEnum):
    """What the roll says of one person; `UNRECORDED` is a state of its own, neither absent nor zero."""

    UNRECORDED = "unrecorded", "Chưa ghi"
    PRESENT = "present", "Có mặt"
    ONLINE = "present_online", "Trực tuyến"
    EXCUSED = "absent_excused", "Vắng có lý do"
    UNEXCUSED = "absent_unexcused", "Vắng không lý do"


class Meeting(Base):
    """A meeting of one cell, belonging to the month `year`-`month` whatever day it was held on.

    `quality` is the class decided above the cell, on `decided_on` where that is known; `self_class` the one proposed
    with the score sheet, which stands until then.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_year"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score_frame"),
        Index("ix_meeting_month", "year", "month", "cell_id"),
        Index("ix_meeting_cell", "cell_id", "year", "month"),
    )
    id: Mapped[Key]
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"))
    kind: Mapped[MeetingKind] = mapped_column(by_value(MeetingKind), default=MeetingKind.REGULAR)
    form: Mapped[MeetingForm | None] = mapped_column(by_value(MeetingForm))
    state: Mapped[MeetingState] = mapped_column(by_value(MeetingState), default=MeetingState.PLANNED)
    year: Mapped[int]
    month: Mapped[int]
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    place: Mapped[ShortText | None]
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    superior_guest: Mapped[ShortText | None]
    is_thematic_combined: Mapped[bool] = mapped_column(default=False)
    score: Mapped[float | None]
    quality: Mapped[MeetingClass | None] = mapped_column(by_value(MeetingClass))
    self_class: Mapped[MeetingClass | None] = mapped_column(by_value(MeetingClass))
    decided_on: Mapped[date | None]
    deduction_note: Mapped[str | None] = mapped_column(String(500))
    note: Mapped[str | None] = mapped_column(String(500))


class Attendance(Base):
    """One line of a frozen roster: the person as they stood on the day, and the mark.

    `full_name`, `standing` and `duty` are copies made when the roll was first written, so that a later
    transfer or correction never moves a past rate (domain.md 10).
    """

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id", name="uq_attendance_person"),
        Index("ix_attendance_member", "member_id", "mark"),
    )
    id: Mapped[Key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    line: Mapped[int]
    full_name: Mapped[str] = mapped_column(String(100))
    standing: Mapped[Standing] = mapped_column(by_value(Standing))
    duty: Mapped[Duty] = mapped_column(by_value(Duty))
    mark: Mapped[Mark] = mapped_column(by_value(Mark), default=Mark.UNRECORDED)
    reason: Mapped[str | None] = mapped_column(String(200))

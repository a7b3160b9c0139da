"""Standing assignments: committee members in charge of villages, members in charge of household groups."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class Task(LabelledEnum):
    """What a member is in charge of (domain.md 1.5, 8.4)."""

    VILLAGE = "village", "Cấp ủy viên phụ trách thôn, bản"
    HOUSEHOLDS = "households", "Đảng viên phụ trách nhóm hộ"


class Assignment(Base):
    """A member is in charge of a village, or of a group of its households, from `since` to `until`."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_starts"),
        CheckConstraint("households >= 0", name="households_count"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"), index=True)
    task: Mapped[Task] = mapped_column(by_value(Task))
    group_name: Mapped[ShortText | None]
    households: Mapped[int | None]
    since: Mapped[date | None]
    until: Mapped[date | None]

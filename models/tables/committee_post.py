"""Positions above the cell: in the commune's Party committee and its bodies, dated."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class CommitteeRole(LabelledEnum):
    """Position in a Party committee above the cell, in the order of rank (domain.md 1.5)."""

    SECRETARY = "secretary", "Bí thư Đảng ủy"
    STANDING_DEPUTY = "standing_deputy", "Phó Bí thư Thường trực Đảng ủy"
    DEPUTY_SECRETARY = "deputy_secretary", "Phó Bí thư Đảng ủy"
    STANDING_MEMBER = "standing_member", "Ủy viên Ban Thường vụ Đảng ủy"
    COMMITTEE_MEMBER = "committee_member", "Đảng ủy viên"
    INSPECTION_HEAD = "inspection_head", "Chủ nhiệm UBKT Đảng ủy"
    INSPECTION_DEPUTY = "inspection_deputy", "Phó Chủ nhiệm UBKT Đảng ủy"
    INSPECTION_MEMBER = "inspection_member", "Ủy viên UBKT Đảng ủy"


class CommitteePost(Base):
    """A member holds a position in a committee from `since` (None: not known since when) to `until`, its last day.

    Apart from `Post`, because several are held at once, they outlast a change of cell and no roll is ordered by them.
    `organization_id` None: the committee of the commune that keeps the book. `dismissal_id` is the discipline
    that ended it (cách chức).
    """

    __tablename__ = "committee_post"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_starts"),
        Index("ix_committee_post_member", "member_id", "until"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    role: Mapped[CommitteeRole] = mapped_column(by_value(CommitteeRole))
    since: Mapped[date | None]
    until: Mapped[date | None]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    note: Mapped[ShortText | None]
    dismissal_id: Mapped[int | None] = mapped_column(ForeignKey("discipline.id"))

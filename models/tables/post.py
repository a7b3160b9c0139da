"""Positions held in a cell, dated."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, by_value


class Position(LabelledEnum):
    """Position in a cell, in the order of the roll (domain.md 1.5)."""

    SECRETARY = "secretary", "Bí thư"
    DEPUTY_SECRETARY = "deputy_secretary", "Phó Bí thư"
    COMMITTEE_MEMBER = "cell_committee_member", "Chi ủy viên"


class Post(Base):
    """A member holds a position in a cell from `since` (None: not known since when) to `until`.

    The decision is the one that approved the election (chuẩn y). `dismissal_id` is the discipline that ended it (cách
    chức).
    """

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_starts"),
        Index("ix_post_cell", "cell_id", "until"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"))
    position: Mapped[Position] = mapped_column(by_value(Position))
    since: Mapped[date | None]
    until: Mapped[date | None]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    dismissal_id: Mapped[int | None] = mapped_column(ForeignKey("discipline.id"))

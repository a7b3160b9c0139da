"""Huy hiệu Đảng: the badges a member has been given for years in the Party."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Badge(Base):
    """A badge awarded for so many full years (mẫu 2-HSĐV, item 24); the day is that of the award, if it is known.

    Which years bring a badge is a dated rule (`MembershipRule.badge_years`).
    """

    __tablename__ = "badge"
    __table_args__ = (
        CheckConstraint("years > 0", name="years_of_a_badge"),
        Index("uq_badge_years", "member_id", "years", unique=True),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    years: Mapped[int]
    awarded_on: Mapped[date | None]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    note: Mapped[ShortText | None]

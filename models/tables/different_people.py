"""Two records that look like one person and are two."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key


class DifferentPeople(Base):
    """The officer has made sure that two alike records are of two people; the lower id comes first."""

    __tablename__ = "different_people"
    __table_args__ = (
        UniqueConstraint("member_id", "other_id"),
        CheckConstraint("member_id <> other_id", name="two_people"),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    noted_on: Mapped[date]

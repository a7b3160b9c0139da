"""Targets that no indicator of the register can count: what was planned and what was reached (domain.md 8.7)."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class OwnTarget(Base):
    """A target of a resolution or a programme in its own words and unit: “Hộ nghèo”, “%”, not above 10.

    `is_ceiling`: less is better.
    """

    __tablename__ = "own_target"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),
        Index("ix_own_target_days", "last_day", "first_day"),
    )
    id: Mapped[Key]
    name: Mapped[ShortText]
    unit: Mapped[str | None] = mapped_column(String(40))
    first_day: Mapped[date]
    last_day: Mapped[date]
    planned: Mapped[float]
    is_ceiling: Mapped[bool] = mapped_column(default=False)
    document: Mapped[ShortText | None]
    note: Mapped[str | None] = mapped_column(String(500))


class OwnTargetNumber(Base):
    """What had been reached of such a target by a day; without a day it holds until the first one with a day."""

    __tablename__ = "own_target_number"
    __table_args__ = (Index("uq_own_target_number", "own_target_id", "reached_on", unique=True),)
    id: Mapped[Key]
    own_target_id: Mapped[int] = mapped_column(ForeignKey("own_target.id"))
    reached_on: Mapped[date | None]
    actual: Mapped[float]

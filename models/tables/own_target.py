"""Targets that no indicator of the register can count: what was planned and what was reached (domain.md 8.7)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class OwnTarget(Base):
    """A target of a resolution or a programme in its own words and unit: “Hộ nghèo”, “%”, not above 10.

    `actual` is what has been reached by `actual_on`; None while nobody has told. `is_ceiling`: less is better.
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
    actual: Mapped[float | None]
    actual_on: Mapped[date | None]
    is_ceiling: Mapped[bool] = mapped_column(default=False)
    document: Mapped[ShortText | None]
    note: Mapped[str | None] = mapped_column(String(500))

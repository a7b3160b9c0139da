"""Days off and worked Saturdays, as the office keeps them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key


class Holiday(Base):
    """A day off, or (`is_off` false) a day at the weekend that is worked in exchange.

    `year` None: every year. The days that the lunar calendar or a yearly decision moves (Tết, Giỗ Tổ, nghỉ bù) are
    written year by year.
    """

    __tablename__ = "holiday"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_a_year"),
        CheckConstraint("day BETWEEN 1 AND 31", name="day_of_a_month"),
        Index("uq_holiday_day", "year", "month", "day", unique=True),
    )
    id: Mapped[Key]
    year: Mapped[int | None]
    month: Mapped[int]
    day: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    is_off: Mapped[bool] = mapped_column(default=True)

"""Targets: what the superior or the committee asks of an indicator over a period."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class Measure(LabelledEnum):
    """What of an indicator a target speaks of: its value, or by how much it has come down since the first day."""

    LEVEL = "level", "Mức phải đạt"
    REDUCTION = "reduction", "Giảm so với đầu kỳ"


class Target(Base):
    """A value that an indicator (a key of `models.indicators`) is to reach in a time, part of a year too.

    For one cell, for the cells of one organisation, or (neither) for the whole commune. `value` is in the indicator's
    unit; per cent for shares and for a reduction (NQ 04-NQ/TU, 2016: “giảm 20 % mỗi năm”). `is_strict` means “trên”
    or “dưới”, the value itself not being enough.
    """

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),
        CheckConstraint("value >= 0", name="value_not_negative"),
        CheckConstraint("cell_id IS NULL OR organization_id IS NULL", name="one_body"),
        Index("ix_target_days", "last_day", "first_day"),
    )
    id: Mapped[Key]
    indicator_key: Mapped[str] = mapped_column(String(40))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    value: Mapped[float]
    measure: Mapped[Measure] = mapped_column(by_value(Measure), default=Measure.LEVEL)
    is_strict: Mapped[bool] = mapped_column(default=False)
    document: Mapped[ShortText | None]
    note: Mapped[str | None] = mapped_column(String(500))

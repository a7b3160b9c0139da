"""Months of cell meetings that were closed (chốt), each closing an edition of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class MonthClosing(Base):
    """A month as it was closed: what was reckoned of every cell, and when it was opened again to be corrected.

    `edition` counts from 1 (lần 1). While the last edition is not reopened, nothing of the month's meetings changes.
    `reason` says why this edition was opened again; `cells` are the fields of models.closings.FrozenCell.
    """

    __tablename__ = "month_closing"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_year"),
        CheckConstraint("edition >= 1", name="edition_counts_from_one"),
        UniqueConstraint("year", "month", "edition", name="uq_month_closing_edition"),
    )
    id: Mapped[Key]
    year: Mapped[int]
    month: Mapped[int]
    edition: Mapped[int]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(String(60))
    cells: Mapped[list[dict[str, Any]]] = mapped_column(JSON(none_as_null=True))
    reopened_at: Mapped[datetime | None]
    reason: Mapped[ShortText | None]

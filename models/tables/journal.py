"""The log: one step per click, with every row it changed before and after; undo reads the same rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Step(Base):
    """One transaction of the officer. `undone_at` is set while it is taken back."""

    __tablename__ = "step"
    id: Mapped[Key]
    label: Mapped[ShortText]
    user: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class Change(Base):
    """One row changed by a step: `before` is None for a new row, `after` for a deleted one; stored values by column."""

    __tablename__ = "change"
    id: Mapped[Key]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), index=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    before: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))

"""Decisions that change the organisations themselves: what was split, merged, renamed; who became whose successor."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, by_value


class Reshaping(LabelledEnum):
    """What a decision does to organisations (domain.md 1.3)."""

    SPLIT = "split", "Tách"
    MERGE = "merge", "Sáp nhập"
    RENAME = "rename", "Đổi tên"
    DISSOLVE = "dissolve", "Giải thể"
    REPARENT = "reparent", "Đổi cấp trên"


class Reorganization(Base):
    """One decision on organisations; it holds from `effective_on` on, the day before being the last of the old ones."""

    __tablename__ = "reorganization"
    id: Mapped[Key]
    kind: Mapped[Reshaping] = mapped_column(by_value(Reshaping))
    effective_on: Mapped[date]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(String(200))


class Succession(Base):
    """By a decision, one body came after another; without a successor the old one just ended.

    Either cells or organisations above them. A cell that was split goes on beside its successor.
    """

    __tablename__ = "succession"
    __table_args__ = (CheckConstraint("(cell_id IS NULL) <> (organization_id IS NULL)", name="one_body"),)
    id: Mapped[Key]
    reorganization_id: Mapped[int] = mapped_column(ForeignKey("reorganization.id"))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    next_organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))

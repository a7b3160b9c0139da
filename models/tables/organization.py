"""Party organisations above the cell."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Organization(Base):
    """An organisation above the cells (province, commune, intermediate), dated; never deleted, only closed.

    Kinds are a code list (`organization_kind`) because the vocabulary changed in July 2026 (domain.md 1.1).
    """

    __tablename__ = "organization"
    __table_args__ = (CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),)
    id: Mapped[Key]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    name: Mapped[ShortText]
    code: Mapped[str | None] = mapped_column(String(18))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

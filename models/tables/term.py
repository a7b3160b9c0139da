"""Terms of office of cells and organisations (nhiệm kỳ)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Term(Base):
    """A term with both its days written: their length was 2,5 years, then 5, and is prolonged (domain.md 1.5)."""

    __tablename__ = "term"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_starts"),
        CheckConstraint("(cell_id IS NULL) <> (organization_id IS NULL)", name="one_body"),
    )
    id: Mapped[Key]
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    since: Mapped[date]
    until: Mapped[date]
    document: Mapped[ShortText | None]

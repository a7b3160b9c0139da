"""What cells and organisations were before a decision changed them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Former(Base):
    """What a cell or organisation was called and stood under until the end of a day; what holds now is in its own row.

    On a day holds the former state with the earliest `until` not before it, else the present one.
    """

    __tablename__ = "former"
    __table_args__ = (
        CheckConstraint("(cell_id IS NULL) <> (organization_id IS NULL)", name="one_body"),
        Index("ix_former_cell", "cell_id", "until"),
        Index("ix_former_organization", "organization_id", "until"),
    )
    id: Mapped[Key]
    reorganization_id: Mapped[int | None] = mapped_column(ForeignKey("reorganization.id"))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[ShortText]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    until: Mapped[date]

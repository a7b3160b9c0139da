"""The Party cells."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Cell(Base):
    """A Party cell (chi bộ); the days without a date are not known, the last one open while the cell lives."""

    __tablename__ = "cell"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),
        Index("uq_cell_code", "code", unique=True, sqlite_where=text("code IS NOT NULL")),
        Index("uq_cell_open_name", "name_fold", unique=True, sqlite_where=text("valid_to IS NULL")),
    )
    id: Mapped[Key]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    name: Mapped[ShortText]
    name_fold: Mapped[ShortText]
    code: Mapped[str | None] = mapped_column(String(18))
    place: Mapped[ShortText | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

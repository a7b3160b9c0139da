"""Code lists: ethnic groups, religions, kinds of cell and the like, editable data."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class CodeItem(Base):
    """One entry of a code list; `code` is the official one, `form_order` its place in the forms (domain.md 2.8).

    `is_unchecked`: nobody has held the entry against a document yet.
    A word of its time has the first or the last day on which it is used; for other days it is not offered.
    """

    __tablename__ = "code_item"
    __table_args__ = (UniqueConstraint("list_name", "code", name="uq_code_item_code"),)
    id: Mapped[Key]
    list_name: Mapped[str] = mapped_column(String(40), index=True)
    code: Mapped[str] = mapped_column(String(24))
    label: Mapped[ShortText]
    form_order: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    is_unchecked: Mapped[bool] = mapped_column(default=False, server_default="0")

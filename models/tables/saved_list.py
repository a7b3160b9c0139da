"""Lists the officer put together and keeps."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key


class SavedList(Base):
    """A list under its name; `content` is the text of its file (models.listing.view)."""

    __tablename__ = "saved_list"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(50), unique=True)
    content: Mapped[str] = mapped_column(Text)

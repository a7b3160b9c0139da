"""Forms of the superior that the office has learned."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key


class SavedForm(Base):
    """A learned form under its name; `content` is its template file in base64, so that the log can carry it."""

    __tablename__ = "saved_form"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    content: Mapped[str] = mapped_column(Text)

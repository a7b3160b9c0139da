"""The office's own settings: one text per key."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key


class Setting(Base):
    """A setting of the office (names on the forms, signers); absent until the office says it."""

    __tablename__ = "setting"
    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[str] = mapped_column(String(500))

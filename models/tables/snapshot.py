"""What left the office: every export as it was, with what it was computed from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Snapshot(Base):
    """An exported report: the workbook byte for byte (`content`), its SHA-256, and what it was computed from.

    `asked` is the period as typed, or the day; `rules` is what the rules in force said, by their names; `by_hand` the
    numbers written by hand, by cell. Not part of the log, but for the report it belongs to, which may be renamed:
    it says what was sent, and taking back a change of the register does not unsend it.
    """

    __tablename__ = "snapshot"
    __table_args__ = (Index("ix_snapshot_report", "report_key", "made_at"),)
    id: Mapped[Key]
    report_key: Mapped[str] = mapped_column(String(60))
    title: Mapped[ShortText]
    asked: Mapped[str] = mapped_column(String(40))
    about: Mapped[ShortText]
    as_of: Mapped[date]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(60))
    program: Mapped[str] = mapped_column(String(20))
    rules: Mapped[dict[str, str]] = mapped_column(JSON)
    by_hand: Mapped[dict[str, str]] = mapped_column(JSON)
    file_name: Mapped[ShortText]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)

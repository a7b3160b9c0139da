"""The register of documents issued (domain.md 7.11)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, by_value


class PaperKind(LabelledEnum):
    """Documents that the program writes, each numbered on its own."""

    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Nghị quyết"
    INVITATION = "invitation", "Giấy mời"
    CALENDAR = "calendar", "Thông báo lịch sinh hoạt"


class Paper(Base):
    """A document with its number, issued by a cell or (`cell_id` None) by the committee.

    `year` and `month` say of which month it speaks; `meeting_id` is empty once the meeting is gone.
    """

    __tablename__ = "paper"
    __table_args__ = (
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month_of_year"),
        Index("ix_paper_issuer", "cell_id", "kind", "number"),
    )
    id: Mapped[Key]
    kind: Mapped[PaperKind] = mapped_column(by_value(PaperKind))
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    year: Mapped[int]
    month: Mapped[int]
    number: Mapped[int]
    symbol: Mapped[str] = mapped_column(String(30))
    issued_on: Mapped[date]
    title: Mapped[str] = mapped_column(String(300))
    file_name: Mapped[str | None] = mapped_column(String(255))

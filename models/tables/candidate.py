"""People prepared for admission: quần chúng ưu tú, cảm tình Đảng (domain.md 2.6, 3.1)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.dates import PartialDate
from models.tables.base import Base, Key, ShortText, by_value
from models.tables.member import Gender


class Candidate(Base):
    """Somebody on the way into the Party; how far they are follows from the dates, each None until it has happened.

    `cell_id` is the cell that follows them, `helper…` the official members who help, `former_id` the member they once
    were (kết nạp lại). `certificate_on` is the day of the certificate of the class on the Party, `proposed_on` of the
    cell's resolution, `filed_on` the day the file was found complete. `member_id` is the member they have become.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        CheckConstraint("length(full_name) BETWEEN 1 AND 100", name="name_length"),
        CheckConstraint("ceremony_on >= decision_on", name="ceremony_after_decision"),
        CheckConstraint("member_id IS NULL OR left_on IS NULL", name="admitted_or_left"),
        Index("uq_candidate_member", "member_id", unique=True, sqlite_where=text("member_id IS NOT NULL")),
    )
    id: Mapped[Key]
    full_name: Mapped[str] = mapped_column(String(100))
    name_fold: Mapped[str] = mapped_column(String(100), index=True)
    name_sort: Mapped[str] = mapped_column(String(400))
    gender: Mapped[Gender | None] = mapped_column(by_value(Gender))
    born_on: Mapped[PartialDate | None]
    ethnic_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    religion_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    education_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    professional_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"))
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"), index=True)
    occupation: Mapped[str | None] = mapped_column(String(100))
    is_youth_member: Mapped[bool] = mapped_column(default=False)
    former_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    helper1_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    helper2_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    listed_on: Mapped[date]
    certificate_number: Mapped[str | None] = mapped_column(String(40))
    certificate_on: Mapped[date | None]
    proposed_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    ceremony_on: Mapped[date | None]
    introducer1_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    introducer2_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    left_on: Mapped[date | None]
    left_reason: Mapped[ShortText | None]
    note: Mapped[str | None] = mapped_column(String(500))

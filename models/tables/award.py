"""What stands on a member's card for and against them: commendations, discipline, courses."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.dates import PartialDate
from models.tables.base import Base, Key, ShortText


class Commendation(Base):
    """A commendation or an honour (mẫu 2-HSĐV, items 23 and 25); `awarded_on` is the day of the decision.

    `kind_id` is of the list `commendation_kind`, `level_id` of `award_level` (who decided).
    """

    __tablename__ = "commendation"
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("code_item.id"))
    title: Mapped[ShortText | None]
    awarded_on: Mapped[PartialDate | None]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    level_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))


class Discipline(Base):
    """A Party discipline (mẫu 2-HSĐV, item 26); in force from `effective_on` until `ends_on`, its last day.

    `form_id` is of the list `discipline_form`; the forms changed with the rules (domain.md 3.4). `event_id` is the
    event of the history that an expulsion brought about; the suspension of Party life is no form of discipline there,
    and stands in the history only.
    """

    __tablename__ = "discipline"
    __table_args__ = (
        CheckConstraint("ends_on >= effective_on", name="ends_after_it_starts"),
        Index("uq_discipline_event", "event_id", unique=True),
    )
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("code_item.id"))
    content: Mapped[str | None] = mapped_column(String(500))
    issuer: Mapped[ShortText | None]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    effective_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date | None]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))


class Course(Base):
    """A school or course a member went to (mẫu 2-HSĐV, item 22); `kind_id` is of the list `class_kind`.

    The classes that the commune itself holds are kept with their lists (`TrainingClass`).
    """

    __tablename__ = "course"
    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))
    name: Mapped[ShortText]
    school: Mapped[ShortText | None]
    first_on: Mapped[PartialDate | None]
    last_on: Mapped[PartialDate | None]
    study_form: Mapped[str | None] = mapped_column(String(60))
    certificate: Mapped[ShortText | None]

"""Classes held for candidates and members, and who took part (domain.md 8.6)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class TrainingClass(Base):
    """A class of a kind (code list “class_kind”); `last_day` None: not known, or still running.

    The heads are how many took part (of them women, of a minority, given a certificate) where there is no list of names
    or only a part of one; None: as many as the list has.
    """

    __tablename__ = "training_class"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_starts"),
        CheckConstraint(
            "heads > 0 AND women BETWEEN 0 AND heads AND minority BETWEEN 0 AND heads "
            "AND certified BETWEEN 0 AND heads",
            name="heads_of_whom",
        ),
    )
    id: Mapped[Key]
    kind_id: Mapped[int] = mapped_column(ForeignKey("code_item.id"))
    name: Mapped[ShortText]
    first_day: Mapped[date] = mapped_column(index=True)
    last_day: Mapped[date | None]
    place: Mapped[ShortText | None]
    note: Mapped[str | None] = mapped_column(String(500))
    heads: Mapped[int | None]
    women: Mapped[int | None]
    minority: Mapped[int | None]
    certified: Mapped[int | None]


class ClassParticipant(Base):
    """A candidate or a member in a class, with the certificate they were given."""

    __tablename__ = "class_participant"
    __table_args__ = (
        CheckConstraint("(candidate_id IS NULL) <> (member_id IS NULL)", name="one_person"),
        UniqueConstraint("class_id", "candidate_id", name="uq_class_participant_candidate"),
        UniqueConstraint("class_id", "member_id", name="uq_class_participant_member"),
    )
    id: Mapped[Key]
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    certificate_number: Mapped[str | None] = mapped_column(String(40))
    certificate_on: Mapped[date | None]

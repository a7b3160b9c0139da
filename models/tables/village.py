"""Villages and the dated links that say which cell serves which village."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class Village(Base):
    """A village (thôn, bản, tổ dân phố); what the office has not said is None, never zero."""

    __tablename__ = "village"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="ends_after_it_starts"),
        CheckConstraint("households >= 0", name="households_count"),
        CheckConstraint("population >= 0", name="population_count"),
        Index("uq_village_open_name", "name_fold", unique=True, sqlite_where=text("valid_to IS NULL")),
    )
    id: Mapped[Key]
    name: Mapped[ShortText]
    name_fold: Mapped[ShortText]
    households: Mapped[int | None]
    population: Mapped[int | None]
    is_especially_difficult: Mapped[bool | None]
    is_border: Mapped[bool | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class CellVillage(Base):
    """A cell serves a village from `since` (None: not known since when) to `until`; two villages make a joint cell."""

    __tablename__ = "cell_village"
    __table_args__ = (
        CheckConstraint("until >= since", name="ends_after_it_starts"),
        Index("uq_cell_village_open", "village_id", unique=True, sqlite_where=text("until IS NULL")),
    )
    id: Mapped[Key]
    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"), index=True)
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"))
    since: Mapped[date | None]
    until: Mapped[date | None]


class VillageSuccession(Base):
    """By a decision, one village came after another; without a successor the old one just ended."""

    __tablename__ = "village_succession"
    id: Mapped[Key]
    reorganization_id: Mapped[int] = mapped_column(ForeignKey("reorganization.id"))
    village_id: Mapped[int] = mapped_column(ForeignKey("village.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"))


class FormerResidence(Base):
    """Where a member lived until the end of a day, None if it is not known; the present residence is on the card.

    `reorganization_id` is the decision that ended that village; None: the member moved.

    On a day holds the former residence with the earliest `until` not before it, else the present one.
    """

    __tablename__ = "former_residence"
    __table_args__ = (Index("ix_former_residence_member", "member_id", "until"),)
    id: Mapped[Key]
    reorganization_id: Mapped[int | None] = mapped_column(ForeignKey("reorganization.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    village_id: Mapped[int | None] = mapped_column(ForeignKey("village.id"))
    until: Mapped[date]

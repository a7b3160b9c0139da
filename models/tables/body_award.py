"""What stands for and against a cell or an organisation above the cells: commendations and discipline."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.dates import PartialDate
from models.tables.base import Base, Key, ShortText

_ONE_BODY = "(cell_id IS NULL) <> (organization_id IS NULL)"


class BodyCommendation(Base):
    """A commendation of a Party body (form 7, I.1); `awarded_on` is the day of the decision.

    `kind_id` is of the list `body_commendation_kind`, `level_id` of `award_level` (who decided).
    """

    __tablename__ = "body_commendation"
    __table_args__ = (CheckConstraint(_ONE_BODY, name="one_body"),)
    id: Mapped[Key]
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    kind_id: Mapped[int] = mapped_column(ForeignKey("code_item.id"))
    title: Mapped[ShortText | None]
    awarded_on: Mapped[PartialDate | None] = mapped_column(index=True)
    decision_number: Mapped[str | None] = mapped_column(String(40))
    level_id: Mapped[int | None] = mapped_column(ForeignKey("code_item.id"))


class BodyDiscipline(Base):
    """A discipline of a Party body (domain.md 3.4), in force from `effective_on` until `ends_on`, its last day.

    `form_id` is of the list `body_discipline_form`. A body that is dissolved ends by a decision of its own
    (`Reorganization`); here stands only that it was disciplined so.
    """

    __tablename__ = "body_discipline"
    __table_args__ = (
        CheckConstraint(_ONE_BODY, name="one_body"),
        CheckConstraint("ends_on >= effective_on", name="ends_after_it_starts"),
        Index("ix_body_discipline_effective_on", "effective_on"),
    )
    id: Mapped[Key]
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    form_id: Mapped[int] = mapped_column(ForeignKey("code_item.id"))
    content: Mapped[str | None] = mapped_column(String(500))
    issuer: Mapped[ShortText | None]
    decision_number: Mapped[str | None] = mapped_column(String(40))
    decision_on: Mapped[date | None]
    effective_on: Mapped[date]
    ends_on: Mapped[date | None]

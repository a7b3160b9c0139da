"""The dated rule card of admitting, recognising and transferring members."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class MembershipRule(Base):
    """What the rule on carrying out the Charter says from `effective_from` on (domain.md 2.6, 3.2).

    Ages in full years; `…_months` are months, `…_days` working days. `certificate_notice_months` is no rule but how
    long before its end a certificate is spoken of.
    """

    __tablename__ = "membership_rule"
    __table_args__ = (CheckConstraint("least_age < most_age", name="ages_in_order"),)
    id: Mapped[Key]
    effective_from: Mapped[date] = mapped_column(unique=True)
    document: Mapped[ShortText]
    least_age: Mapped[int]
    most_age: Mapped[int]
    introducer_months: Mapped[int]
    readmission_months: Mapped[int]
    certificate_months: Mapped[int]
    certificate_notice_months: Mapped[int]
    ceremony_days: Mapped[int]
    consider_days: Mapped[int]
    transfer_days: Mapped[int]
    probation_months: Mapped[int] = mapped_column(default=12)

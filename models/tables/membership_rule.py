"""The dated rule card of the register of members."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, ShortText


class MembershipRule(Base):
    """What the rule on carrying out the Charter says from `effective_from` on (domain.md 1.5, 2.6, 2.7, 3.2).

    Ages in full years; `…_months` are months, `…_days` working days. `certificate_notice_months` is no rule but how
    long before its end a certificate is spoken of. A cell has at least `least_official` official members; young is
    who is at most `youth_age`. `badge_years` are the full years of Party age that bring a badge, `badge_waves` the days
    of award in a year: “30, 40”, “03/02, 19/05”.
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
    least_official: Mapped[int] = mapped_column(default=3)
    youth_age: Mapped[int] = mapped_column(default=30)
    badge_years: Mapped[ShortText] = mapped_column(default="30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90")
    badge_waves: Mapped[ShortText] = mapped_column(default="03/02, 19/05, 02/09, 07/11")

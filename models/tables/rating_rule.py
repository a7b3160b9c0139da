"""The dated rule card of rating members by quarter and year."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Base, Key, LabelledEnum, ShortText, by_value


class CapBase(LabelledEnum):
    """Of whom the share of excellent members is reckoned (domain.md 5.3)."""

    GOOD = "good", "Số hoàn thành tốt nhiệm vụ"
    GOOD_OR_BETTER = "good_or_better", "Số hoàn thành tốt và hoàn thành xuất sắc nhiệm vụ"
    ALL = "all", "Tổng số đã xếp loại"


class CapScope(LabelledEnum):
    """Over whom the share is reckoned: the grassroots organisation, or each Party cell by itself (domain.md 5.3)."""

    COMMUNE = "commune", "Toàn đảng bộ"
    CELL = "cell", "Từng chi bộ"


class RatingRule(Base):
    """What holds for ratings of a period that ends on `effective_from` or later (domain.md 5).

    `cap_percent` of `cap_base` within `cap_scope` may be excellent, None: no limit known. `excellent_from` are points
    of 100, None: no such bound. `newcomer_months`: admitted for less than that at the end of the period is not rated; 0
    leaves nobody out. `is_checked`: somebody held the card against the document.
    """

    __tablename__ = "rating_rule"
    __table_args__ = (CheckConstraint("cap_percent BETWEEN 0 AND 100", name="cap_is_a_percentage"),)
    id: Mapped[Key]
    effective_from: Mapped[date] = mapped_column(unique=True)
    document: Mapped[ShortText]
    is_checked: Mapped[bool]
    is_old_wording: Mapped[bool]
    cap_percent: Mapped[int | None]
    cap_base: Mapped[CapBase] = mapped_column(by_value(CapBase))
    cap_scope: Mapped[CapScope] = mapped_column(by_value(CapScope), server_default=CapScope.COMMUNE.value)
    excellent_from: Mapped[int | None]
    is_exempt_left_out: Mapped[bool]
    is_suspended_left_out: Mapped[bool]
    newcomer_months: Mapped[int]
    is_discipline_weighed: Mapped[bool]

"""The levels of quality, of members and of Party bodies alike: what the indicators are made of before any is asked."""

from __future__ import annotations

from models.tables.base import LabelledEnum


class RatingLevel(LabelledEnum):
    """Level of quality, the best first (domain.md 5.2)."""

    EXCELLENT = "htxsnv", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "httnv", "Hoàn thành tốt nhiệm vụ"
    FULFILLED = "htnv", "Hoàn thành nhiệm vụ"
    NOT_FULFILLED = "khtnv", "Không hoàn thành nhiệm vụ"

    @property
    def short(self) -> str:
        """HTXSNV, HTTNV, HTNV, KHTNV."""
        return str(self.value).upper()

"""The targets of the made-up commune: this year's, the year before's, the admissions of some cells, the congress's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from models import cells, own_targets, targets
from models.dates import Period
from models.own_targets import OwnTargetValues
from models.targets import TargetValues

_DOCUMENT = "Thông báo giao chỉ tiêu năm {year} của Tỉnh ủy"
_THIS_YEAR = (("admitted", 18), ("participation", 90), ("villages_own", 75), ("villages_white", 0), ("struck_off", 2))
_YEAR_BEFORE = (("admitted", 10), ("participation", 90))
_CELLS = 8
"""So many cells, the first in the list, have two admissions each as their target."""
_RESOLUTION = "Nghị quyết Đại hội Đảng bộ xã, nhiệm kỳ 2025–2030"
_OF_CONGRESS = (  # name, unit, planned, reached by the middle of the year, whether less is better
    ("Tỷ lệ hộ nghèo", "%", "12", "11.4", True),
    ("Bản đạt chuẩn văn hóa", "bản", "14", "15", False),
    ("Hộ dùng nước sinh hoạt hợp vệ sinh", "%", "95", "92.5", False),
    ("Tỷ lệ che phủ rừng", "%", "46", "46.2", False),
    ("Thu ngân sách trên địa bàn", "triệu đồng", "3200", None, False),
)


def fill(session: Session, on: date) -> None:
    """Set the targets for a day's year and the one before, and those the congress asks of the year."""
    for year, asked in ((on.year - 1, _YEAR_BEFORE), (on.year, _THIS_YEAR)):
        for key, value in asked:
            targets.set_target(
                session,
                TargetValues(key, Period.year(year), Fraction(value), document=_DOCUMENT.format(year=year)),
            )
    for cell in cells.rows(session, on)[:_CELLS]:
        targets.set_target(session, TargetValues("admitted", Period.year(on.year), Fraction(2), cell_id=cell.id))
    told_on = min(on, date(on.year, 6, 30))
    for name, unit, planned, actual, is_ceiling in _OF_CONGRESS:
        reached = Fraction(actual) if actual else None
        values = OwnTargetValues(
            name, Period.year(on.year), Fraction(planned), unit, reached, told_on if reached else None, is_ceiling
        )
        own_targets.add(session, replace(values, document=_RESOLUTION), on=on)

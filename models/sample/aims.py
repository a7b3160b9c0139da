"""The targets of the made-up commune: this year's, the year before's, and the admissions of some cells."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from models import cells, targets
from models.dates import Period
from models.targets import TargetValues

_DOCUMENT = "Thông báo giao chỉ tiêu năm {year} của Tỉnh ủy"
_THIS_YEAR = (("admitted", 18), ("participation", 90), ("villages_own", 75), ("villages_white", 0), ("struck_off", 2))
_YEAR_BEFORE = (("admitted", 10), ("participation", 90))
_CELLS = 8
"""So many cells, the first in the list, have two admissions each as their target."""


def fill(session: Session, on: date) -> None:
    """Set the targets for a day's year and the one before."""
    for year, asked in ((on.year - 1, _YEAR_BEFORE), (on.year, _THIS_YEAR)):
        for key, value in asked:
            targets.set_target(
                session,
                TargetValues(key, Period.year(year), Fraction(value), document=_DOCUMENT.format(year=year)),
            )
    for cell in cells.rows(session, on)[:_CELLS]:
        targets.set_target(session, TargetValues("admitted", Period.year(on.year), Fraction(2), cell_id=cell.id))

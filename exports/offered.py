"""Every report there is to choose from: the program's own, the forms learned, the lists the officer put together."""

from __future__ import annotations

from typing import Any

from exports import REPORTS, own_lists
from exports.learned import forms
from exports.report import Report
from models.database import Database


def reports(db: Database | None) -> list[Report[Any]]:
    """Return the reports in the order of the menu; without a data file those of the program alone."""
    if db is None:
        return list(REPORTS)
    return [*REPORTS, *own_lists.reports(db), *forms.reports(db)]

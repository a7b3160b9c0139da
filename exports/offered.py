"""Every report there is to choose from: the program's own, the forms learned, the lists the officer put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports import REPORTS, own_lists
from exports.learned import forms
from exports.report import Report
from models.database import Database


def reports(db: Database | None) -> list[Report[Any]]:
    """Return the reports in the order of the menu; without a data file those of the program alone."""
    return [*each(db)]


def each(db: Database | None) -> Iterator[Report[Any]]:
    """Yield them one by one; the data file is asked only when the program's own have been passed."""
    yield from REPORTS
    if db is not None:
        yield from own_lists.reports(db)
        yield from forms.reports(db)

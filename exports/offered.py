"""Every report there is to choose from: the program's own, the forms learned, the lists the officer put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports import REPORTS, own_lists
from exports.file_sets import FILE_SETS
from exports.learned import forms
from exports.report import Report
from models.database import Database
from models.errors import KnownError


def reports(db: Database | None) -> list[Report[Any]]:
    """Return the reports in the order of the menu; without a data file those of the program alone."""
    return [*each(db)]


def each(db: Database | None) -> Iterator[Report[Any]]:
    """Yield them one by one; the data file is asked only when the program's own have been passed."""
    yield from REPORTS
    if db is not None:
        yield from own_lists.reports(db)
        yield from forms.reports(db)


def names(db: Database | None) -> list[tuple[str, str]]:
    """Return key and title of everything the command line can make, the reports first."""
    return [*((one.key, one.title) for one in each(db)), *((one.key, one.title) for one in FILE_SETS)]


def find(key: str, db: Database | None = None) -> Report[Any]:
    """Return the report of that name, also one of a data file's own. Raises KnownError if there is none."""
    for report in each(db):
        if report.key == key:
            return report
    raise KnownError(f"Không có báo cáo “{key}”; “report --list” cho biết tên các báo cáo.", "key")

"""Every report there is to choose from: the program's own, the forms learned, the lists the officer put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from exports import REPORTS, own_lists, report
from exports.file_sets import FILE_SETS
from exports.learned import forms
from exports.report import Painter, Report
from models.database import Database
from models.dates import Period
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


def produce(
    db: Database,
    key: str,
    period: Period | None,
    on: date,
    folder: Path,
    format: Literal["xlsx", "pdf"] = "xlsx",
    *,
    paint: Painter | None = None,
    cell: str = "",
    say: Callable[[str], None] | None = None,
) -> list[Path]:
    """Make what `key` names, a report or a set of files, and return its files. Raises KnownError."""
    for one in FILE_SETS:
        if one.key == key:
            if format == "pdf":
                raise KnownError(f"“{key}” là phiếu để điền nên chỉ lập bằng Excel; hãy bỏ “{format}”.", "format")
            return one.produce(db, period, folder, cell)
    return [report.produce(db, key, period, on, folder, format, paint=paint, cell=cell, say=say)]

"""A report that is declared by columns as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from exports import styles
from exports.long_table import LongWriter
from exports.report import Data, Scope, Sheet
from exports.styles import Look
from exports.table_writer import Writer
from models.progress import Progress

LONG = 5_000  # rows; more would take a gigabyte as cells that can still be changed


def workbook(
    sheets: Sequence[Sheet[Data]], data: Data, scope: Scope, progress: Progress, *, stays_open: bool = False
) -> Workbook:
    """Return the sheets of a report as a workbook; one with very many rows is written as it is made.

    One that `stays_open`, whose cells are to be changed, is not, whatever memory that takes.
    """
    is_long = not stays_open and any(len(sheet.rows(data)) > LONG for sheet in sheets)
    writer = LongWriter if is_long else Writer
    made = styles.new_workbook(sheets[0].title, is_streamed=is_long)
    looks: dict[Look, Any] = {}
    for sheet in sheets:
        writer(made.create_sheet(sheet.name), sheet, data, scope, looks).write(progress)
    return made

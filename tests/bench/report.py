"""The month's report of participation for 60 cells, against a bare loop writing the same cells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Any

from exports import making
from models.dates import Period
from tests.bench.data import TODAY, opened
from tests.bench.timing import Result, compare

Row = tuple[Any, ...]  # of openpyxl's cells
NAME = "tham-gia-sinh-hoat"
ROUNDS = 9


def run(large: Path, folder: Path) -> Iterator[Result]:
    """Measure from the data file to the file on disk."""
    from openpyxl import load_workbook

    with closing(opened(large)) as db:

        def ours() -> Path:
            return making.produce(db, NAME, Period.month(2026, 10), TODAY, folder)

        written = [list(sheet.iter_rows()) for sheet in load_workbook(ours())]

        def floor() -> None:
            _copy(written, folder / "tron.xlsx")

        cells = sum(len(row) for rows in written for row in rows)
        yield compare(f"{NAME}, 60 cells ({cells} of the sheets)", ours, floor, aim=1.5, rounds=ROUNDS)


def _copy(sheets: list[list[Row]], target: Path) -> None:
    """Write the same cells with the same look: values, and one style each, made once."""
    from openpyxl import Workbook

    book = Workbook()
    styles: dict[int, object] = {}
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(str(number))
        for row in rows:
            for source in row:
                if source.value is None and not source.has_style:
                    continue
                cell = sheet.cell(source.row, source.column, source.value)
                if source.style_id in styles:
                    cell._style = copy(styles[source.style_id])
                else:
                    cell.font, cell.border = copy(source.font), copy(source.border)
                    cell.alignment, cell.number_format = copy(source.alignment), source.number_format
                    cell.fill = copy(source.fill)
                    styles[source.style_id] = cell._style
    book.save(target)

"""What a report says as it is written: the lines of a sheet by the words above their columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from exports import files
from exports.drafts import draft
from exports.offered import find
from models.database import Database
from models.dates import Period


def lines(db: Database, key: str, asked: str, today: date, sheet: int = 0) -> list[dict[str, Any]]:
    """Return the lines of a written sheet, each by the words above its columns; what comes below the table is not.

    The number of the line is left out; a sum has its word in the first column.
    """
    read = files.reread(draft(db, find(key), Period.parse(asked), today).workbook()).worksheets[sheet]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in read.iter_rows()]
    top = next(place for place, row in enumerate(rows) if row[0] == "STT")
    number = next(place for place in range(top, len(rows)) if rows[place][0] == 1)
    heads = [next((row[at] for row in reversed(rows[top:number]) if row[at]), "") for at in range(len(rows[top]))]
    assert len({*heads}) == len(heads), heads
    table = rows[number + 1 :]
    end = next((place for place, row in enumerate(table) if not any(row)), len(table))
    found = [dict(zip(heads, row, strict=True)) for row in table[:end]]
    for line in found:
        if line["STT"] == "Tổng cộng":
            line[heads[1]] = line["STT"]
        del line["STT"]
    return [line for line in found if any(line.values())]  # an empty table has one line of words across

"""Exports of the past: keeping them, and comparing two of the same report cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from models import snapshots
from models.database import Database
from models.snapshots import Sent, SnapshotRow

if TYPE_CHECKING:
    from exports.report import Draft


RULES = "Quy định"


@dataclass(frozen=True)
class CellChange:
    """A cell that differs: sheet, place (B12), the first text of its row, the value before and after."""

    sheet: str
    place: str
    line: str
    before: str
    after: str


def keep(db: Database, ready: Draft[Any], file_name: str, content: bytes) -> None:
    """Keep what was just written: the workbook, and of what and when it speaks."""
    scope = ready.scope
    sent = Sent(ready.report.key, ready.report.title, scope.key, scope.label, scope.as_of, file_name)
    with db.write(f"Xuất {ready.report.title}") as session:
        by_hand = {f"{one.address}, trang “{one.spot.sheet}”": one.kept for one in ready.placed if one.spot is not None}
        since = scope.period.first if scope.period else None
        snapshots.keep(session, sent, content, at=db.clock(), by=db.user, since=since, by_hand=by_hand)


def keeper(db: Database) -> Any:
    """Return what `exports.report.save` calls with the draft, the file's name and the workbook's bytes."""
    return partial(keep, db)


def compare_rules(before: SnapshotRow, after: Mapping[str, str]) -> list[CellChange]:
    """Return the rules that were in force otherwise, as changes of a sheet “Quy định”."""
    names = [*after, *(name for name in before.rules if name not in after)]
    return [
        CellChange(RULES, "", name, before.rules.get(name, ""), after.get(name, ""))
        for name in names
        if before.rules.get(name, "") != after.get(name, "")
    ]


def compare(before: bytes, after: bytes) -> list[CellChange]:
    """Return the cells whose values differ, sheet by sheet, row by row; a sheet only one has is one line."""
    old, new = _values(before), _values(after)
    found: list[CellChange] = []
    for sheet in [*new, *(name for name in old if name not in new)]:
        if sheet not in old or sheet not in new:
            words = ("không có", "thêm tờ") if sheet in new else ("có tờ này", "không còn")
            found.append(CellChange(sheet, "", "", *words))
            continue
        places = sorted(old[sheet].keys() | new[sheet].keys())
        for place in places:
            was, now = old[sheet].get(place, ""), new[sheet].get(place, "")
            if was != now:
                found.append(CellChange(sheet, _address(*place), _line(new[sheet], old[sheet], place), was, now))
    return found


_Sheet = dict[tuple[int, int], str]


def _values(content: bytes) -> dict[str, _Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True)
    try:
        return {
            sheet.title: {
                (cell.row, cell.column): _shown(cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            }
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def _line(new: _Sheet, old: _Sheet, place: tuple[int, int]) -> str:
    """Return the first text of a row that is no number: the name it is about."""
    for values in (new, old):
        texts = (values.get((place[0], column), "") for column in range(1, place[1]))
        found = next((text for text in texts if text and not text.replace(",", "").isdigit()), "")
        if found:
            return found
    return ""


def _address(row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"

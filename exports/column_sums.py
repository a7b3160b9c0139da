"""The columns of a table whose last line is the sum of the others, held against the numbers by hand among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.by_hand import ByHand, address
from exports.names import CellAt, Finding
from exports.report import Data, RowKind, Sheet
from models.text import plain


@dataclass(frozen=True)
class ColumnSum:
    """A column as it is shown: its lines together, its last line, where that stands, and its cells by hand."""

    heading: str
    made: int | float
    total: int | float
    place: tuple[str, int, int]
    by_hand: tuple[tuple[str, int, int], ...]


def of(sheets: Iterable[Sheet[Data]], data: Data, placed: Iterable[ByHand]) -> Iterator[ColumnSum]:
    """Yield the columns of whole numbers that the program reckons as a sum of their lines."""
    said = {one.spot.place: one.row.value for one in placed if one.spot is not None}
    values = {place: value for place, value in said.items() if not isinstance(value, str)}
    for sheet in sheets:
        rows = sheet.rows(data)
        if not rows or sheet.total is None or (total := sheet.total(data)) is None:
            continue
        columns = sheet.used_columns(rows)
        first = sheet.first_row(columns)
        lines = [(first + at, row) for at, row in enumerate(rows) if not sheet.kind or sheet.kind(row) is RowKind.ROW]
        for number, column in enumerate(columns, 2):
            shown = {place: column.value(row) or 0 for place, row in lines}
            whole = column.value(total)
            counts = [value for value in shown.values() if isinstance(value, int) and not isinstance(value, bool)]
            if not isinstance(whole, int) or len(counts) < len(shown) or sum(counts) != whole:
                continue
            place = (sheet.name, first + len(rows), number)
            yield ColumnSum(
                column.heading,
                sum(values.get((sheet.name, row, number), value) for row, value in zip(shown, counts, strict=True)),
                values.get(place, whole),
                place,
                tuple(at for at in values if at[0] == sheet.name and at[2] == number),
            )


def findings(sheets: Iterable[Sheet[Data]], data: Data, placed: Iterable[ByHand]) -> Iterator[Finding]:
    """Say which last lines no longer are the sums of their columns because of numbers by hand."""
    for one in of(sheets, data, placed):
        if one.made != one.total:
            places = dict.fromkeys((one.place, *one.by_hand))
            yield Finding(
                f"Cột “{one.heading}”: các dòng cộng lại {plain(one.made)}, dòng cộng (ô {address(*one.place[1:])}) là "
                f"{plain(one.total)}; có số sửa tay trong cột, hãy sửa tay cả dòng cộng nếu đúng.",
                cells=[CellAt(place) for place in places],
            )

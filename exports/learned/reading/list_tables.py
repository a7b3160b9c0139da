"""The lists on a sheet: where a row of headings names the columns of one, and whom its title leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from exports.learned import lists
from exports.learned.reading import list_heads
from exports.learned.reading.labels import SheetWords
from exports.learned.xml.grid import Spot

Places = Mapping[tuple[str, str], str]


class Table(NamedTuple):
    """A list: a key of lists.LISTS, its first row, column → key of what it shows, its headings, whom it leaves."""

    kind: str
    row: int
    columns: Mapping[int, str]
    heads: Mapping[int, str]
    filters: tuple[str, ...]


class Untold(NamedTuple):
    """A list of people whose title does not say surely whom it is of: the title, and its words that are not known."""

    title: str
    words: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What the officer is to know."""
        why = ", ".join(f"“{one}”" for one in self.words)
        why = f"chữ {why} trong tiêu đề" if why else "tiêu đề gồm những ai"
        return f"“{self.title}” không được gợi ý vì chưa hiểu {why}; hãy tự gắn ô đầu của từng cột."


def read(sheet: SheetWords, places: Places, names: Sequence[str]) -> Iterator[Table | Untold]:
    """Yield the lists of a sheet; `places` (kind, folded name) → filter of a place, `names` are ours, folded."""
    by_row: dict[int, dict[int, str]] = {}
    tops: dict[int, int] = {}
    for spot, text in sheet.texts.items():
        by_row.setdefault(last := sheet.area(spot).last.row, {})[spot.column] = text
        tops[last] = min(spot.row, tops.get(last, spot.row))
    for row, heads in by_row.items():
        found = _table(sheet, row, tops[row], heads, places, names)
        if found is not None:
            yield found


def _table(
    sheet: SheetWords, row: int, top: int, heads: Mapping[int, str], places: Places, names: Sequence[str]
) -> Table | Untold | None:
    over = {column: sheet.text(Spot(row - 1, column)) for column in heads if row > 1}
    kind, columns = list_heads.read(heads, over=over)
    above = list_heads.joined({at: text for at, text in sheet.texts.items() if at.row < row})
    whose = list_heads.whose(above, top, places, names) if kind in ("", "members") else None
    if whose is not None and whose.kind != kind:
        kind, columns = list_heads.read(heads, (whose.kind,), over)
    is_open = whose is None and not list_heads.is_of_all(kind, above.values())
    if kind == "members" and (is_open or not list_heads.is_all_said(above, top, names)):
        title = list_heads.title_of(above, top)
        return Untold(title, list_heads.unknown(above, top, places, names)) if title else None
    if not kind or is_open:
        return None
    first = row + 1
    if sum(str(sheet.raw(Spot(first, column))).strip("()").isdecimal() for column in heads) > 1:
        first += 1  # the row that numbers the columns; a number alone is that of the first line
    columns = {
        column: key
        for column, key in columns.items()
        if key != lists.NUMBER or sheet.is_blank(Spot(first, column))  # numbers may be printed on the form
    }
    if not all(sheet.is_blank(Spot(first, column)) for column in columns):
        return None
    return Table(kind, first, columns, heads, whose.filters if whose else ())

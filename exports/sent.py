"""Exports of the past: keeping them, and comparing two of the same report cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property, partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from models import office, snapshots
from models.database import Database
from models.snapshots import Sent, SnapshotRow

if TYPE_CHECKING:
    from exports.drafts import Draft


RULES = "Quy định"
BY_HAND = "Số sửa tay"
_NOT_BY_HAND = "không sửa tay"
_WHERE = re.compile(r"^(ô [A-Z]+)\d+(?= “)")  # of a cell with the words of its line


@dataclass(frozen=True)
class CellChange:
    """A cell that differs: sheet, place (B12), the first text of its row, the value before and after.

    `kind` is RULES or BY_HAND for what no cell shows: `sheet` says the same, but a superior's sheet may be called so.
    """

    sheet: str
    place: str
    line: str
    before: str
    after: str
    kind: str = ""


def keep(db: Database, ready: Draft[Any], file_name: str, content: bytes) -> None:
    """Keep what was just written: the workbook, and of what and when it speaks."""
    scope = ready.scope
    sent = Sent(ready.report.key, ready.report.title, scope.asked, scope.about[:200], scope.as_of, file_name)
    with db.write(f"Xuất {ready.report.title}") as session:
        since = scope.period.first if scope.period else None
        by = office.read(session).at_work(db.user)
        snapshots.keep(session, sent, content, at=db.clock(), by=by, since=since, by_hand=by_hand_of(ready))


def by_hand_of(ready: Draft[Any]) -> dict[str, str]:
    """Return the numbers by hand of a report: cell → number, what the program reckons, reason."""
    return {f"{one.address}, trang “{one.spot.sheet}”": one.kept for one in ready.placed if one.spot is not None}


def ending_of(content: bytes) -> str:
    """Return how the name of an export's file has to end, whatever the report has become since."""
    from exports.learned.xml.package import Package

    return Package(content).ending


def keeper(db: Database) -> Any:
    """Return what `exports.making.save` calls with the draft, the file's name and the workbook's bytes."""
    return partial(keep, db)


def compare_rules(before: SnapshotRow, after: Mapping[str, str]) -> list[CellChange]:
    """Return the rules that were in force otherwise, as changes of a sheet “Quy định”."""
    return _said_otherwise(RULES, before.rules, after)


def compare_by_hand(before: SnapshotRow, after: Mapping[str, str]) -> list[CellChange]:
    """Return the numbers by hand (`by_hand_of`) that only one has or that say something else, with their reasons.

    One whose line stands in another row now is the same.
    """
    gone = {_WHERE.sub(r"\1", name): name for name in before.by_hand if name not in after}
    new = {_WHERE.sub(r"\1", name): name for name in after if name not in before.by_hand}
    moved = {name: new[line] for line, name in gone.items() if line in new}
    was = {moved.get(name, name): said for name, said in before.by_hand.items()}
    return _said_otherwise(BY_HAND, was, after, _NOT_BY_HAND)


def _said_otherwise(
    kind: str, before: Mapping[str, str], after: Mapping[str, str], nothing: str = ""
) -> list[CellChange]:
    names = [*after, *(name for name in before if name not in after)]
    pairs = ((name, before.get(name, nothing), after.get(name, nothing)) for name in names)
    return [CellChange(kind, "", name, was, now, kind) for name, was, now in pairs if was != now]


def compare(before: bytes, after: bytes) -> list[CellChange]:
    """Return the cells whose values differ, sheet by sheet, row by row; a sheet only one has is one line.

    Rows are held against those of the same content or the same name, wherever they stand now: one that came in between
    or went to another place moves others, and nothing else of them is told. A row only one has is one line.
    """
    old, new = _values(before), _values(after)
    found: list[CellChange] = []
    for sheet in [*new, *(name for name in old if name not in new)]:
        if sheet in old and sheet in new:
            for was, now in _met_again([*_pairs([*old[sheet].values()], [*new[sheet].values()])]):
                found += _differences(sheet, was, now)
        else:
            words = ("không có", "thêm tờ") if sheet in new else ("có tờ này", "không còn")
            found.append(CellChange(sheet, "", "", *words))
    return found


@dataclass(frozen=True)
class _Row:
    """The texts of a row by column."""

    number: int
    texts: Mapping[int, str]

    @cached_property
    def words(self) -> tuple[tuple[int, str], ...]:
        """Its texts without the number that counts the lines."""
        texts = sorted(self.texts.items())
        return tuple(texts[1:] if self.is_numbered else texts)

    @property
    def is_numbered(self) -> bool:
        """Whether it begins with the number that counts the lines, as those of lists do."""
        return self.texts.get(1, "").isdigit()

    def is_another(self, other: _Row) -> bool:
        """Whether of two lines of a list in one place, of unlike names, most words differ: one went, another came."""
        columns = (self.texts.keys() | other.texts.keys()) - {1}
        alike = sum(self.texts.get(column) == other.texts.get(column) for column in columns)
        return self.is_numbered and other.is_numbered and 2 * alike < len(columns)

    def name(self, before: int | None = None) -> str:
        """The first text that is no number, of those before a column: what the row is about."""
        columns = (column for column in sorted(self.texts) if before is None or column < before)
        return next((text for column in columns if not _NUMBER.fullmatch(text := self.texts[column])), "")

    @property
    def place(self) -> str:
        """Its first cell."""
        return _address(self.number, min(self.texts))


_NUMBER = re.compile(r"[\d.,/()]*")  # 12, 4.1, (3), 23/11/2026
_Key = Callable[[_Row], object]
_DIGITS = re.compile(r"\d+")
_KEYS: tuple[_Key, ...] = (  # a row is what it was by all of its words, else by its name, else by that without numbers
    lambda row: row.words,
    lambda row: row.name(),
    lambda row: _DIGITS.sub("", row.name()),
)


def _pairs(
    old: list[_Row], new: list[_Row], keys: tuple[_Key, ...] = _KEYS
) -> Iterator[tuple[_Row | None, _Row | None]]:
    """Yield each row with what it was, in the order they have now; None where there is no such row."""
    key, *rest = keys
    for is_same, was, now in _runs(old, new, key):
        if is_same:
            yield from zip(was, now, strict=True)
        elif not rest and len(was) == len(now):
            for one, other in zip(was, now, strict=True):
                yield from ((one, None), (None, other)) if one.is_another(other) else ((one, other),)
        elif rest:
            yield from _pairs(was, now, tuple(rest))
        else:
            yield from ((row, None) for row in was)
            yield from ((None, row) for row in now)


_Pair = tuple[_Row | None, _Row | None]


def _met_again(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs, a row that only went to another place, as in a list by level, with what it was."""
    gone = _alone(was for was, now in pairs if now is None and was is not None)
    come = _alone(now for was, now in pairs if was is None and now is not None)
    for was, now in pairs:
        if now is None and was is not None and gone.get(was.name()) is was and was.name() in come:
            continue  # told where it stands now
        is_met = was is None and now is not None and come.get(now.name()) is now
        yield (gone.get(now.name()), now) if now is not None and is_met else (was, now)


def _alone(rows: Iterable[_Row]) -> dict[str, _Row]:
    """Return rows by name, those whose name no other has."""
    held = list(rows)
    names = Counter(row.name() for row in held)
    return {name: row for row in held if (name := row.name()) and names[name] == 1}


def _runs(old: list[_Row], new: list[_Row], key: _Key) -> Iterator[tuple[bool, list[_Row], list[_Row]]]:
    """Yield runs of rows that are the same by a key, and those between them."""
    matcher = SequenceMatcher(None, [*map(key, old)], [*map(key, new)], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        yield tag == "equal", old[first:last], new[start:end]


def _differences(sheet: str, was: _Row | None, now: _Row | None) -> Iterator[CellChange]:
    if was is None or now is None:
        if row := now or was:
            words = ("không có", "thêm dòng") if was is None else ("có dòng này", "không còn")
            yield CellChange(sheet, row.place, row.name(), *words)
        return
    for column in sorted(was.texts.keys() | now.texts.keys()):
        before, after = was.texts.get(column, ""), now.texts.get(column, "")
        is_count = column == 1 and was.number != now.number and before.isdigit() and after.isdigit()
        if before != after and not is_count:
            line = now.name(column) or was.name(column)
            yield CellChange(sheet, _address(now.number, column), line, before, after)


def _values(content: bytes) -> dict[str, dict[int, _Row]]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True)
    try:
        return {
            sheet.title: {
                row[0].row: _Row(row[0].row, texts)
                for cells in sheet.iter_rows()
                if (row := [cell for cell in cells if cell.value is not None])
                and (texts := {cell.column: _shown(cell.value) for cell in row})
            }
            for sheet in book.worksheets
        }
    finally:
        book.close()


def _shown(value: object) -> str:
    if isinstance(value, date):  # a datetime too
        return f"{value:%d/%m/%Y}"
    return f"{value:.12g}".replace(".", ",") if isinstance(value, float) else str(value)


def _address(row: int, column: int) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(column)}{row}"

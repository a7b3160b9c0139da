"""Lines of people nobody knows, with nothing to remark on, planned column by column: nearly all of a first long list.

A line that holds anything out of the ordinary is left to `PeoplePlanner`, which says what and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, repeat
from typing import Any, Final

from models.dates import PartialDate
from models.imports.actions import Action, Difference, Subject, Verdict, WriteMember
from models.imports.columns import Columns
from models.imports.register import cell_key
from models.imports.said import Said
from models.member_records import MemberRecords
from models.records import MemberRecord
from models.tables import Duty

_ASK_FOR_MORE: Final = (
    "left_on",
    "is_gone",
    "standing",
    "removal",
    "residence_cell",
    "village",
    "more_schooling",
    "plain",
    "double_of",
    "problems",
)

Words = Callable[[MemberRecord, dict[str, Any], Duty], list[Difference]]


@dataclass(frozen=True)
class Newcomers:
    """Lines that each add somebody, as columns; `places` are those of the lines among all of the file, from 0.

    `values` are columns of Member, `cells` keys of cells; `words` say what a line writes.
    """

    records: MemberRecords
    places: Sequence[int]
    values: dict[str, list[Any]]
    cells: list[str]
    duties: list[Duty]
    words: Words

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.places)

    def actions(self) -> list[Action]:
        """Return what each line does, as the preview shows it."""
        every = list(self.records)  # quicker than one by one
        records = [every[place] for place in self.places]
        rows = zip(*self.values.values(), strict=True)
        values = [
            {name: value for name, value in zip(self.values, row, strict=True) if value is not None} for row in rows
        ]
        said = map(Said, map(partial, repeat(self.words), records, values, self.duties))
        writes = map(WriteMember, repeat(None), values, self.cells, self.duties)
        return [
            Action(Verdict.ADD, Subject.MEMBER, one.full_name, one.sheet, one.row, words, write=write)
            for one, words, write in zip(records, said, writes, strict=True)
        ]


def plan(
    records: MemberRecords, columns: Columns, says_plainly: Callable[[str], bool], least_age: int, words: Words
) -> Newcomers:
    """Return the lines of which nothing is to be said but what they write; the others are to be looked at closely.

    `says_plainly` tells of the name of a cell whether it means just that; `least_age` is the highest age that any rule
    asks for at admission; `words` say what a line would write.
    """
    told = set(records.told())
    odd: set[int] = set()
    for name in told.intersection(_ASK_FOR_MORE):
        odd.update(n for n, value in enumerate(records.column(name)) if value)
    given = columns.in_columns(records.column, odd)
    born, admitted, official = given.get("born_on"), given.get("admitted_on"), given.get("official_on")
    odd.update(_too_soon(born, admitted, least_age + 1), _too_soon(admitted, official, 1))
    named = records.column("cell_name")
    keys = {name: cell_key(name) for name in set(named) if name and says_plainly(name)}
    cells: list[Any] = list(map(keys.get, named))
    if None in cells:
        odd.update(n for n, key in enumerate(cells) if key is None)
    duties = [duty or Duty.ACTIVE for duty in records.column("duty")]
    if not odd:
        return Newcomers(records, range(len(records)), given, cells, duties, words)
    plain = [n not in odd for n in range(len(records))]

    def of_plain(column: Sequence[Any]) -> list[Any]:
        return list(compress(column, plain))

    given = {name: of_plain(column) for name, column in given.items()}
    places = of_plain(range(len(records)))
    return Newcomers(records, places, given, of_plain(cells), of_plain(duties), words)


def _too_soon(
    earlier: list[PartialDate | None] | None, later: list[PartialDate | None] | None, years: int
) -> Iterator[int]:
    """Give the lines whose years alone do not settle that one day comes so long after the other."""
    for n, (first, second) in enumerate(zip(earlier or (), later or (), strict=False)):
        if first is not None and second is not None and second.year - first.year < years:
            yield n

"""Lines of people nobody knows, with nothing to remark on, planned column by column: nearly all of a first long list.

A line that holds anything out of the ordinary is left to `PeoplePlanner`, which says what and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Any, Final

from models.dates import PartialDate
from models.imports.actions import Action, Difference, Subject, Verdict, WriteMember
from models.imports.columns import Columns
from models.imports.register import cell_key
from models.imports.said import Said
from models.records import MemberRecord
from models.tables import Duty

_ASK_FOR_MORE: Final = (
    "left_on",
    "is_gone",
    "standing",
    "removal",
    "residence_cell",
    "village",
    "plain",
    "double_of",
    "problems",
)
_PLACES: Final = {name: place for place, name in enumerate(MemberRecord._fields)}

Words = Callable[[MemberRecord, dict[str, Any], Duty], list[Difference]]


def plan(
    records: Sequence[MemberRecord], columns: Columns, says_plainly: Callable[[str], bool], least_age: int, words: Words
) -> list[Action | None]:
    """Return what is written of each line, None for one to be looked at closely.

    `says_plainly` tells of the name of a cell whether it means just that; `least_age` is the highest age that any rule
    asks for at admission; `words` say what a line would write.
    """

    def column(name: str) -> list[Any]:
        return list(map(itemgetter(_PLACES[name]), records))

    odd: set[int] = set()
    for name in _ASK_FOR_MORE:
        if any(asked := column(name)):
            odd.update(n for n, value in enumerate(asked) if value)
    given = columns.in_columns(column, odd)
    born, admitted, official = given.get("born_on"), given.get("admitted_on"), given.get("official_on")
    odd.update(_too_soon(born, admitted, least_age + 1), _too_soon(admitted, official, 1))
    names, cells, duties = column("full_name"), column("cell_name"), column("duty")
    keys: dict[str | None, str | None] = {name: cell_key(name) for name in set(cells) if name and says_plainly(name)}
    cell_keys = list(map(keys.get, cells))
    odd.update(n for n, key in enumerate(cell_keys) if key is None)
    duties = [duty or Duty.ACTIVE for duty in duties]
    values: list[dict[str, Any]] = list(map(dict, map(zip, repeat(tuple(given)), zip(*given.values(), strict=True))))
    if not all(map(all, given.values())):
        values = [{name: value for name, value in one.items() if value is not None} for one in values]
    said = map(Said, map(partial, repeat(words), records, values, duties))
    writes = map(WriteMember, repeat(None), values, cell_keys, duties)
    place = column("sheet"), column("row")
    rows = zip(repeat(Verdict.ADD), repeat(Subject.MEMBER), names, *place, said, repeat(()), repeat(()), writes)
    found: list[Action | None] = list(map(Action._make, rows))
    for n in odd:
        found[n] = None
    return found


def _too_soon(
    earlier: list[PartialDate | None] | None, later: list[PartialDate | None] | None, years: int
) -> Iterator[int]:
    """Give the lines whose years alone do not settle that one day comes so long after the other."""
    for n, (first, second) in enumerate(zip(earlier or (), later or (), strict=False)):
        if first is not None and second is not None and second.year - first.year < years:
            yield n

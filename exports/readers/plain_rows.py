"""Rows of a member list with nothing to remark on, read column by column: nearly all the rows of a long list.

A row that holds anything out of the ordinary is left to `members.record`, which says what and why; both read a cell by
the same readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, Final

from exports.readers import schooling, values
from exports.readers.member_fields import Fields
from exports.readers.sheet import Sheet
from models import identity
from models.records import MemberRecord

_PARTS: Final = frozenset(MemberRecord._fields[2 : MemberRecord._fields.index("duty") + 1])
_READ_CLOSELY: Final = frozenset({"left", "removal", "education"})
"""Columns of which a filled cell says more than its own value."""


def read(
    sheet: Sheet, places: Sequence[tuple[int, str | None]], fields: Fields, on: date
) -> tuple[dict[str, list[Any]], set[int]]:
    """Return what rows say, by part of a record, and which of them, counted from 0, are to be read closely.

    `places` are those of the rows in the sheet, with the heading each stands under.
    """
    if (
        fields.has_plain
        or fields.births
        or "given" in fields.places
        or sheet.flaws
        or sheet.untold
        or sheet.conversion.cells
    ):
        return {}, set(range(len(places)))
    cells = [sheet.rows[index] for index, _section in places]
    odd = {n for n, (_index, section) in enumerate(places) if section is not None}
    said: dict[str, list[Any]] = {}
    for field, place, part, known in fields.columns:
        column = list(map(itemgetter(place), cells))
        if field == "citizen":
            said[part] = _numbers(column, odd)
        elif field in _READ_CLOSELY:
            odd.update(n for n, cell in enumerate(column) if cell is not None)
        else:
            said[part] = known.column(column, odd)
            if field == "professional":
                more = {cell for cell in set(column) if schooling.says_more(field, cell)}
                odd.update(n for n, cell in enumerate(column) if cell in more)
    for place in (fields.places[field] for field in ("old_card", "exempt") if field in fields.places):
        odd.update(n for n, row in enumerate(cells) if row[place] is not None)
    if (place := fields.places.get("card")) is not None:
        said["card_number"] = _numbers(list(map(itemgetter(place), cells)), odd)
    if not said.keys() <= _PARTS:  # a field seldom given, which is held against nothing here
        return {}, set(range(len(places)))
    nothing = [None] * len(places)
    odd.update(_doubtful({part: said.get(part, nothing) for part in _PARTS}, on))
    said = {part: column for part, column in said.items() if any(column)}
    said["sheet"] = [sheet.name] * len(places)
    said["row"] = [index + 1 for index, _section in places]
    return said, odd


def _numbers(column: list[Any], odd: set[int]) -> list[str | None]:
    """Return numbers of 12 digits as they stand; what is none is odd."""
    if values.are_identity_numbers(column):
        return column
    found: list[str | None] = [
        cell if type(cell) is str and len(cell) == 12 and values.is_identity_number(cell) else None for cell in column
    ]
    if found.count(None) != column.count(None):
        odd.update(n for n, (one, cell) in enumerate(zip(found, column, strict=True)) if one is None is not cell)
    return found


def _doubtful(said: dict[str, list[Any]], on: date) -> Iterator[int]:
    """Give the rows whose dates or numbers are to be held against each other.

    As a rule the years alone tell that the days of a life are in order, and past.
    """
    seen: dict[tuple[Any, ...], bool] = {}  # number's sign of sex and year, sex, year of birth → whether they differ
    this_year = on.year
    parts = ("full_name", "citizen_id", "card_number", "gender", "born_on", "admitted_on", "official_on")
    for n, row in enumerate(zip(*(said[part] for part in parts), strict=True)):
        name, citizen, card, gender, born, admitted, official = row
        if name is None or (card is not None and citizen is not None and citizen != card):
            yield n
            continue
        year = 0 if born is None else born.year
        if citizen is not None:
            key = (citizen[3:6], gender, year)
            if key not in seen:
                seen[key] = bool(identity.mismatches(citizen, gender, born))
            if seen[key]:
                yield n
                continue
        if admitted is not None:
            if admitted.year <= year:
                yield n
                continue
            year = admitted.year
        if official is not None:
            if official.year <= year:
                yield n
                continue
            year = official.year
        if year >= this_year:
            yield n

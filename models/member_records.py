"""The people of a list column by column: a long one has tens of thousands, and few of them are ever looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, Final, Self, overload

from models.records import MemberRecord

_PARTS: Final = MemberRecord._fields
_DEFAULTS: Final = MemberRecord._field_defaults


class MemberRecords(Sequence[MemberRecord]):
    """The records of a list, most of them kept as columns only; one of these is made when somebody asks for it.

    `columns` are part of a record → what each line says; a part that is none of them says nothing in any line.
    `made` are the lines whose records exist already, the columns have what these say too.
    """

    def __init__(self, columns: dict[str, list[Any]], count: int, made: Mapping[int, MemberRecord]) -> None:
        self.made = made
        self._columns = columns
        self._count = count

    @classmethod
    def of(cls, records: Sequence[MemberRecord]) -> Self:
        """Return records that exist already."""
        columns = dict(zip(_PARTS, map(list, zip(*records, strict=True)), strict=True)) if records else {}
        return cls(columns, len(records), dict(enumerate(records)))

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the lines of several sheets as those of one list."""
        if len(parts) == 1:
            return parts[0]
        names = dict.fromkeys(name for part in parts for name in part._columns)
        made: dict[int, MemberRecord] = {}
        start = 0
        for part in parts:
            made.update((start + n, one) for n, one in part.made.items())
            start += len(part)
        return cls({name: [cell for part in parts for cell in part.column(name)] for name in names}, start, made)

    def with_made(self, made: Mapping[int, MemberRecord]) -> Self:
        """Return the same list with other records in some lines."""
        columns = dict(self._columns)
        own: set[str] = set()  # columns that are not shared with this list
        for n, one in made.items():
            for name, value in zip(_PARTS, one, strict=True):
                column = columns.get(name)
                if (_DEFAULTS.get(name) if column is None else column[n]) == value:
                    continue
                if name not in own:
                    columns[name] = list(self.column(name))
                    own.add(name)
                columns[name][n] = value
        return type(self)(columns, self._count, {**self.made, **made})

    def column(self, name: str) -> list[Any]:
        """Return what all lines say in one part of a record; not to be changed."""
        known = self._columns.get(name)
        return [_DEFAULTS.get(name)] * self._count if known is None else known

    def told(self) -> list[str]:
        """Return the parts of which at least one line says something."""
        return [name for name in _PARTS if name in self._columns and any(self._columns[name])]

    def __len__(self) -> int:
        """Return how many lines there are."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> MemberRecord: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[MemberRecord]: ...

    def __getitem__(self, index: int | slice) -> MemberRecord | Sequence[MemberRecord]:
        """Return one, or some."""
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(self._count))]
        place = range(self._count)[index]
        if (known := self.made.get(place)) is not None:
            return known
        return MemberRecord(**{name: column[place] for name, column in self._columns.items()})

    def __iter__(self) -> Iterator[MemberRecord]:
        """Give them in order."""
        if len(self.made) == self._count:
            return iter([self.made[n] for n in range(self._count)])
        defaults = (_DEFAULTS.get(name) for name in _PARTS)
        columns: list[Iterable[Any]] = [
            self._columns.get(name) or repeat(default) for name, default in zip(_PARTS, defaults, strict=True)
        ]
        found = list(map(MemberRecord, *columns))
        for n, one in self.made.items():
            found[n] = one
        return iter(found)

"""What a row of the superior's statistics is: whom it counts, by which words of their record, and who is behind it."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from models.indicators.kinds import Name

GUIDE = "Hướng dẫn 11-HD/BTCTW, 13/12/2021"


class Group(enum.Enum):
    """Whom a row counts; the values are the words of a definition."""

    OPENING = "Đảng viên trong danh sách các chi bộ vào ngày cuối của kỳ trước"
    MEMBERS = "Đảng viên trong danh sách các chi bộ vào ngày cuối của kỳ"
    ADMITTED = "Người được kết nạp, kể cả kết nạp lại, trong kỳ"
    MOVED = "Đảng viên tăng, giảm trong kỳ; chuyển giữa các chi bộ trong đảng bộ không tính"
    RATED = "Đảng viên trong danh sách các chi bộ vào ngày cuối của kỳ, theo xếp loại đã ghi"
    BADGED = "Huy hiệu Đảng có ngày trao, hoặc chưa ghi ngày trao mà có ngày quyết định, trong kỳ"
    COMMENDED = "Đảng viên được khen thưởng có ngày quyết định trong kỳ, mỗi người tính một lần ở hình thức cao nhất"
    COMMENDED_BODIES = "Tổ chức đảng được khen thưởng có ngày quyết định trong kỳ, tính một lần ở hình thức cao nhất"
    DISCIPLINED_BODIES = "Tổ chức đảng bị kỷ luật có hiệu lực trong kỳ, tính một lần ở hình thức nặng nhất"
    CARDED = "Thẻ đảng viên cấp lần đầu, cấp lại hoặc đổi trong kỳ"
    TRANSFERRED = "Lượt chuyển sinh hoạt đảng trong kỳ; chuyển giữa các chi bộ trong đảng bộ không tính"
    FLAWED = "Chuyển sinh hoạt đảng trong kỳ được ghi là chưa đúng quy định hoặc giả mạo giấy giới thiệu"
    BODIES = "Tổ chức đảng có đến ngày cuối của kỳ"


class Entry(NamedTuple):
    """One that is counted: the name, and trait → value; a value None (or no such trait) is not known."""

    name: Name
    traits: Mapping[str, Hashable]


Condition = tuple[str, frozenset[Hashable]]
"""A trait and the values that belong."""


class Population:
    """The entries of a group on the days of a report, looked up by trait; built in one pass."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._by: dict[str, dict[Hashable, list[Entry]]] = {}

    def by(self, trait: str) -> Mapping[Hashable, list[Entry]]:
        """Return value → entries."""
        if trait not in self._by:
            found: dict[Hashable, list[Entry]] = defaultdict(list)
            for entry in self.entries:
                found[entry.traits.get(trait)].append(entry)
            self._by[trait] = dict(found)
        return self._by[trait]

    def those(self, where: tuple[Condition, ...]) -> list[Entry]:
        """Return the entries that meet all conditions."""
        if not where:
            return self.entries
        (trait, values), *others = where
        index = self.by(trait)
        found = [entry for value in values for entry in index.get(value, ())]
        for trait, values in others:
            found = [entry for entry in found if entry.traits.get(trait) in values]
        return found


@dataclass(frozen=True)
class Row:
    """A row of a form, or a column of it: `name` is its wording there.

    `where` narrows the group; `mean_of` names a number of the entries whose mean is taken, else they are counted.
    """

    key: str
    name: str
    group: Group
    where: tuple[Condition, ...] = ()
    definition: str = ""
    source: str = ""
    mean_of: str = ""

    def open_to(self, entry: Entry) -> list[str]:
        """Return the traits it asks for of which the record of an entry says nothing either way."""
        asked = [trait for trait, values in self.where if None not in values]
        return [trait for trait in (*asked, self.mean_of) if trait and entry.traits.get(trait) is None]

    def only(self, key: str, name: str, trait: str, *values: Hashable) -> Row:
        """Return the same row for a part of those it counts."""
        said = f"{self.definition} Trong đó chỉ tính: {name.lower()}."
        return Row(
            key, name, self.group, (*self.where, (trait, frozenset(values))), said.strip(), self.source, self.mean_of
        )


@dataclass(frozen=True)
class Figure:
    """What a row says: the names counted out of its group, the value, and those of whom the record says too little."""

    row: Row
    entries: list[Entry]
    population: Population

    @cached_property
    def value(self) -> int | float | None:
        """The count, or the mean with one decimal; None where there is nobody to take a mean of."""
        if not self.row.mean_of:
            return sum(entry.name.times for entry in self.entries)
        traits = (entry.traits[self.row.mean_of] for entry in self.entries)
        numbers = [value for value in traits if isinstance(value, int | float)]
        return float(int(sum(numbers) * 10 / len(numbers) + 0.5)) / 10 if numbers else None

    @cached_property
    def unsure(self) -> list[Entry]:
        """Those who may belong: no condition speaks against them, but one is not answered."""
        if self.row.mean_of:
            return [one for one in self.population.those(self.row.where) if one.traits.get(self.row.mean_of) is None]
        open_to = {trait for trait, values in self.row.where if None not in values}
        found = {id(entry): entry for trait in open_to for entry in self.population.by(trait).get(None, ())}
        return [entry for entry in found.values() if self._may_belong(entry)]

    def of_cell(self, cell_id: int) -> Figure:
        """Return the part of the figure that one cell has."""
        kept = [entry for entry in self.entries if entry.name.cell_id == cell_id]
        return Figure(self.row, kept, Population(e for e in self.population.entries if e.name.cell_id == cell_id))

    def _may_belong(self, entry: Entry) -> bool:
        answers = ((entry.traits.get(trait), values) for trait, values in self.row.where)
        return all(value is None or value in values for value, values in answers)


class Statistics:
    """The groups of one period, read once; nothing is asked of the data file any more."""

    def __init__(self, groups: Mapping[Group, Population]) -> None:
        self.groups = groups
        self._figures: dict[str, Figure] = {}

    def figure(self, row: Row) -> Figure:
        """Return what a row says."""
        if row.key not in self._figures:
            population = self.groups[row.group]
            entries = population.those(row.where)
            if row.mean_of:
                entries = [entry for entry in entries if entry.traits.get(row.mean_of) is not None]
            self._figures[row.key] = Figure(row, entries, population)
        return self._figures[row.key]

    def loose(self, day: date) -> list[Entry]:
        """Return those counted, each once, whose day is known by its month or year alone and may be after a day."""
        found: dict[tuple[Hashable, int], Entry] = {}
        for group in self.groups.values():
            for entry in group.entries:
                if entry.name.is_loose(day) and entry.traits.get("is_sure", True):
                    found.setdefault((entry.name.subject, entry.name.id), entry)
        return list(found.values())

    def value(self, row: Row) -> int | float | None:
        """Return the value of a row."""
        return self.figure(row).value

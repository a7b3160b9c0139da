"""What an indicator is, and the figure it gives with the names behind it (design.md 2)."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from models.indicators.facts import Facts
from models.indicators.formulas import share
from models.indicators.scope import Scope

PROPOSAL = "Đề xuất của chương trình, chưa có văn bản quy định"
"""The source of an indicator that no document defines."""


class Group(enum.Enum):
    """What indicators are about, in the order of the catalogue; the values are the words shown."""

    MEMBERS = "Đảng viên"
    MOVEMENTS = "Biến động"
    CELLS = "Chi bộ"
    VILLAGES = "Thôn, bản"
    MEETINGS = "Sinh hoạt"
    TRAINING = "Nguồn, bồi dưỡng"
    RATINGS = "Xếp loại"


class Unit(enum.Enum):
    """What is counted; the values are the words shown after a number."""

    MEMBERS = "đảng viên"
    CELLS = "chi bộ"
    BODIES = "tổ chức"
    VILLAGES = "thôn, bản"
    HOUSEHOLDS = "hộ"
    MEETINGS = "cuộc họp"
    TURNS = "lượt"
    CLASSES = "lớp"
    PEOPLE = "người"
    PERCENT = "%"


class Direction(enum.Enum):
    """Which way is better."""

    HIGHER = "Càng cao càng tốt"
    LOWER = "Càng thấp càng tốt"
    NEITHER = "Chỉ để theo dõi"


class Timing(enum.Enum):
    """Whether a figure is that of one day, grows through a period, or is a rate that a period gives."""

    DAY = "Tính đến ngày"
    SUM = "Cộng dồn trong kỳ"
    RATE = "Tính cho cả kỳ"


class Subject(enum.Enum):
    """What stands behind a figure: what a name's id is an id of."""

    MEMBER = "member"
    CELL = "cell"
    VILLAGE = "village"
    MEETING = "meeting"
    TARGET = "target"
    CANDIDATE = "candidate"
    CLASS = "class"
    ORGANIZATION = "organization"


class Name(NamedTuple):
    """One of the names behind a figure. `cell_id` is the cell it counts in, `times` how often (−1 takes away).

    `until` is the last day that a day known by its month or year alone can mean; None for any other.
    """

    subject: Subject
    id: int
    name: str
    cell_id: int | None
    detail: str = ""
    times: int = 1
    until: date | None = None

    def is_loose(self, day: date) -> bool:
        """Whether it counts by a month or year that may be after a day."""
        return self.until is not None and self.until > day


Count = Callable[[Facts], Iterable[Name]]
"""A part of the register: the names that one side of an indicator counts."""


@dataclass(frozen=True)
class Indicator:
    """One indicator: what it counts (`counts`), out of what, and where the definition comes from.

    `numerator`, `denominator` and `unsure` (those of whom no paper says whether they belong) give the names of the
    whole commune; those of a cell are the ones of them that count there. With `is_share` the value is numerator /
    denominator, else the numerator; a denominator is then only for comparing. `takes_target` is false where a target of
    it would be one of another target.
    """

    key: str
    group: Group
    name: str
    definition: str
    counts: Unit
    timing: Timing
    direction: Direction
    source: str
    numerator: Count
    denominator: Count | None = None
    unsure: Count | None = None
    is_share: bool = False
    takes_target: bool = True

    @property
    def unit(self) -> Unit:
        """Unit of the value."""
        return Unit.PERCENT if self.is_share else self.counts

    def figure(self, facts: Facts, scope: Scope | None = None) -> Figure:
        """Return the figure in the scope of the facts, or in a narrower one of the same days."""
        wanted = scope or facts.scope

        def names(count: Count | None) -> tuple[Name, ...]:
            return tuple(name for name in count(facts) if wanted.holds(name.cell_id)) if count else ()

        base = names(self.denominator) if self.denominator else None
        return Figure(self, wanted, names(self.numerator), base, names(self.unsure))


@dataclass(frozen=True)
class Figure:
    """What an indicator says: the names counted, those it is measured against (None: no such), those not known."""

    indicator: Indicator
    scope: Scope
    names: tuple[Name, ...]
    base: tuple[Name, ...] | None
    unsure: tuple[Name, ...] = ()

    @cached_property
    def count(self) -> int:
        """The numerator."""
        return sum(name.times for name in self.names)

    @cached_property
    def of(self) -> int | None:
        """The denominator; None for a plain count."""
        return None if self.base is None else sum(name.times for name in self.base)

    @cached_property
    def unknown(self) -> int:
        """How many may belong to the numerator, no paper saying so."""
        return sum(name.times for name in self.unsure)

    @property
    def share(self) -> Fraction | None:
        """Numerator / denominator (0–1); None without a denominator, and while something is not known."""
        return None if self.of is None or self.unknown else share(self.count, self.of)

    @property
    def value(self) -> Fraction | None:
        """The value in the indicator's unit, shares as 0–1; None when it cannot be told."""
        return self.share if self.indicator.is_share else Fraction(self.count)

    @property
    def rest(self) -> list[Name]:
        """Those of the denominator who are neither counted nor unknown."""
        told = {(name.subject, name.id) for name in (*self.names, *self.unsure)}
        return [name for name in self.base or () if (name.subject, name.id) not in told]

    def by_cell(self) -> dict[int | None, Figure]:
        """Return the figure of each cell that has a name in it; under None what belongs to no cell."""
        parts: dict[int | None, tuple[list[Name], list[Name], list[Name]]] = defaultdict(lambda: ([], [], []))
        for place, names in enumerate((self.names, self.base or (), self.unsure)):
            for name in names:
                parts[name.cell_id][place].append(name)
        return {
            cell_id: replace(
                self,
                scope=replace(self.scope, cells=frozenset() if cell_id is None else frozenset({cell_id})),
                names=tuple(names),
                base=None if self.base is None else tuple(base),
                unsure=tuple(unsure),
            )
            for cell_id, (names, base, unsure) in parts.items()
        }

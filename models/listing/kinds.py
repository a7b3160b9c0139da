"""What a field of a list is: its words, its kind, how its values are read and how they fall into groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from models import cells
from models.dates import PartialDate, Period
from models.indicators.kinds import Subject as Counted
from models.tables import LabelledEnum

UNWRITTEN = "Chưa ghi"
"""The group of rows that say nothing of a field."""


class Kind(LabelledEnum):
    """How a field is written; it decides what it can be asked for."""

    TEXT = "text", "chữ"
    NUMBER = "number", "số"
    RATE = "rate", "tỷ lệ"
    DATE = "date", "ngày"
    YES_NO = "yes_no", "có hoặc không"
    CODE = "code", "mục chọn"


class By(LabelledEnum):
    """How the values of a field fall into groups."""

    VALUE = "value", "từng giá trị"
    YEAR = "year", "theo năm"
    QUARTER = "quarter", "theo quý"
    MONTH = "month", "theo tháng"
    BAND = "band", "theo nhóm"


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole, kept as both so that many are pooled and never averaged; not told while `is_open`."""

    part: int
    whole: int
    is_open: bool = False

    @property
    def share(self) -> Fraction | None:
        """The rate (0–1); None while something is not written, and of nothing."""
        return Fraction(self.part, self.whole) if self.whole and not self.is_open else None

    @classmethod
    def pooled(cls, rates: Iterable[Rate]) -> Rate:
        """Return all together."""
        many = list(rates)
        return cls(sum(one.part for one in many), sum(one.whole for one in many), any(one.is_open for one in many))


Value = str | int | float | bool | PartialDate | Rate | None


class Who(NamedTuple):
    """Whom or what a row is of; a meeting has its day and month.

    `of` says what the id is an id of, where the rows of one list are not all of a kind.
    """

    id: int
    name: str
    cell_id: int | None
    cell: str
    held_on: date | None = None
    month: tuple[int, int] | None = None
    of: Counted | None = None


class Facts:
    """What the register says of a subject's rows, read when first asked for; `on` is the day whose state counts."""

    def __init__(self, session: Session, period: Period | None, on: date) -> None:
        self.session = session
        self.on = on
        self._period = period

    @property
    def has_period(self) -> bool:
        """Whether a period is chosen; none is while only the words of the fields are asked for."""
        return self._period is not None

    @property
    def period(self) -> Period:
        """The period a list of meetings or movements is of."""
        if self._period is None:
            raise ValueError("this list is of a period")
        return self._period

    @cached_property
    def who(self) -> list[Who]:
        """What the rows are of, in their order."""
        raise ValueError("every kind of list says what its rows are of")

    @cached_property
    def cells(self) -> dict[int, str]:
        """Short names of all cells on the day, in their order."""
        return {key: cells.short_name(name) for key, name in cells.names(self.session, self.on).items()}

    @property
    def doubts(self) -> tuple[str, ...]:
        """Sentences about what belongs to the list and could not be put into it."""
        return ()


Words = Callable[[Any], Sequence[str]]
"""The words a field of a list can hold, in their order, told by the facts."""


@dataclass(frozen=True)
class Field:
    """One field of a subject: `values` gives what each row of the facts has, in their order.

    `words` are the choices of a CODE. `bands` are first and last of the groups of a number (None: and more). Of names
    (`is_name`) the last word counts first; `is_number_of_person`: written in full only where that is asked for.
    `people` gives the members or months that a count of a row is of, where the row itself is neither.
    `is_vague` tells of each row whether the book leaves open which of the bands it falls into.
    """

    key: str
    label: str
    kind: Kind
    values: Callable[[Any], Sequence[Value]]
    words: Words | None = None
    width: float = 12
    is_name: bool = False
    is_number_of_person: bool = False
    bands: tuple[tuple[int, int | None], ...] = ()
    about: str = ""
    people: Callable[[Any, Who], Sequence[Who]] | None = None
    is_vague: Callable[[Any], Sequence[bool]] | None = None

    @property
    def ways(self) -> tuple[By, ...]:
        """How the field can be grouped, the usual way first; a number of a person would be told in full."""
        if self.is_number_of_person:
            return ()
        if self.kind is Kind.DATE:
            return By.YEAR, By.QUARTER, By.MONTH, By.VALUE
        if self.kind is Kind.RATE:
            return ()
        return (By.BAND, By.VALUE) if self.bands else (By.VALUE,)


@dataclass(frozen=True)
class Subject:
    """What lists can be of: `unit` is the word for a row, `of_period` whether a period is asked for, else a day.

    `facts` reads the register, with its rows in the order they have without any sorting. `start` are the columns
    a new list begins with, `left_out` what it leaves out (field, word), to be seen and taken away among its filters.
    `counted` says what the id of a row is an id of. `widened` gives the period a list speaks of when asked for one that
    its rows do not know.
    """

    key: str
    label: str
    unit: str
    of_period: bool
    facts: Callable[[Session, Period | None, date], Facts]
    fields: tuple[Field, ...]
    start: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    counted: Counted = Counted.MEMBER
    widened: Callable[[Period], Period] | None = None

    @cached_property
    def by_key(self) -> dict[str, Field]:
        """The fields by their keys."""
        return {field.key: field for field in self.fields}


def of_rows(show: Callable[[Any], Value]) -> Callable[[Any], list[Value]]:
    """Return the values of a field that each row of the facts tells by itself."""
    return lambda facts: [show(row) for row in facts.rows]


def told(
    key: str, label: str, kind: Kind, show: Callable[[Any], Value], width: float = 12, words: Words | None = None
) -> Field:
    """Return a field that each row of the facts tells by itself.

    `key` is what saved lists call it; `show` gives what a row has to say, `width` is that of its column in digits, and
    `words` are what one of a fixed choice can be.
    """
    return Field(key, label, kind, of_rows(show), words, width)


def cell_words(facts: Facts) -> list[str]:
    """Return the names of all cells, in their order."""
    return list(facts.cells.values())


def labels_of(kind: type[LabelledEnum]) -> Words:
    """Return the words of an enum, in its order, as the choice of a field."""
    return lambda _facts: [one.label for one in kind]


def label_of(one: LabelledEnum | None) -> str | None:
    """Return the word of an enum's member, None for None."""
    return None if one is None else one.label


def partial(day: date | PartialDate | None) -> PartialDate | None:
    """Return a day as lists have it: as a date that may lack parts; None stays None."""
    return PartialDate.of(day) if isinstance(day, date) else day

"""The names behind the numbers of a report, and what the officer should know before it leaves the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.indicators.kinds import Subject


@dataclass(frozen=True, slots=True)
class Person:
    """One name behind a number: where, how it was counted, and what is written beside it.

    `member_id` is the id of what `subject` says: of a member, or of a cell or an organisation where those are counted.
    """

    member_id: int
    full_name: str
    cell: str
    counted_as: str
    note: str = ""
    subject: Subject = Subject.MEMBER


@dataclass(frozen=True, slots=True)
class Gathering:
    """One cell's month behind a number: the day it met (None: it did not), how it was counted, what is beside it."""

    cell_id: int
    cell: str
    year: int
    month: int
    held_on: date | None
    counted_as: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a number: people, or months of cells.

    `explanation` gives numerator, denominator and who was left out by which rule.
    """

    title: str
    explanation: str
    people: Sequence[Person] = ()
    months: Sequence[Gathering] = ()


@dataclass(frozen=True, slots=True)
class CellAt:
    """A cell a sentence speaks of: sheet ("": the first), row and column.

    `report` is the name of the report it stands in and `form` what that is called; "" for the one looked at.
    """

    place: tuple[str, int, int]
    report: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the officer should know before the report leaves the office, as a sentence with names.

    `behind` are the names it speaks of, `cells` the cells, where they can be opened.
    """

    text: str
    behind: Behind | None = None
    cells: Sequence[CellAt] = ()

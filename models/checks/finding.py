"""What a data rule is and what it finds."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session


class Severity(enum.Enum):
    """How much a finding weighs; the values are the words shown."""

    ERROR = "Sai"
    WARNING = "Cần xem lại"
    UNKNOWN = "Chưa rõ"


class Hit(NamedTuple):
    """One place where a rule fails: what is wrong, whose or which, and the ids to open it by.

    `amount` is how many things it stands for, when names would say nothing; `field` the field of the card that is
    wrong, where a rule is about several.
    """

    what: str
    name: str = ""
    cell: str = ""
    member_id: int | None = None
    cell_id: int | None = None
    meeting_id: int | None = None
    village_id: int | None = None
    amount: int = 1
    candidate_id: int | None = None
    field: str = ""


Finder = Callable[[Session, date], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule of the data: its title is what is wrong, `repair` what to do about it, `find` looks as of a day.

    `asks_cell`: whether the cell itself is asked for it, on the sheet printed for it. `field`: the field that mends it,
    where one does, in the form of what the finding is about: a member's card, a meeting, a cell or a village.
    """

    key: str
    title: str
    severity: Severity
    repair: str
    find: Finder
    asks_cell: bool = True
    field: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One failure of one rule, with what to open to repair it."""

    rule: Rule
    what: str
    name: str = ""
    cell: str = ""
    member_id: int | None = None
    cell_id: int | None = None
    meeting_id: int | None = None
    village_id: int | None = None
    amount: int = 1
    candidate_id: int | None = None
    field: str = ""

    @property
    def mended_at(self) -> str:
        """The field of its form that mends it, empty where none does."""
        return self.field or self.rule.field

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.rule.severity

    @property
    def repair(self) -> str:
        """What to do about it."""
        return self.rule.repair

    @property
    def subject(self) -> str:
        """Whom or what it is about: “Lò Văn Ánh, Chi bộ bản Co Mận”."""
        return ", ".join(part for part in (self.name, self.cell) if part)

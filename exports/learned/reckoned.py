"""The number a cell or a sentence shows, with the names behind it and what may be lacking."""

from __future__ import annotations

from dataclasses import dataclass

from exports.learned.fill import Value
from models.indicators.kinds import Name


@dataclass(frozen=True)
class Blank:
    """Those who may belong to a number, nothing saying so: what is left blank is an item of their record.

    Not `is_of_record` where that is the number itself. `is_now`: they are of the period, not of the year before, of the
    sum since 1 January or of a part of the year.
    """

    item: str
    is_of_record: bool
    names: tuple[Name, ...]
    is_now: bool = True


@dataclass(frozen=True)
class Reckoned:
    """A number and the names behind it; `value` None leaves the cell as it came, `why` says what is amiss.

    `blanks` are those it may lack.
    """

    value: Value | None
    why: str = ""
    explained: str = ""
    names: tuple[Name, ...] = ()
    unsure: tuple[Name, ...] = ()
    rest: tuple[Name, ...] = ()
    blanks: tuple[Blank, ...] = ()

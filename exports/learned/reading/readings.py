"""What the labels of a cell come to: what is counted, and the filters that narrow it."""

from __future__ import annotations

from typing import NamedTuple

from exports.learned import bound, filters
from models import indicators


class Read(NamedTuple):
    """Kind, key and filters of a binding; `is_guessed` where only the title says what is counted."""

    kind: str
    key: str
    filters: tuple[str, ...]
    is_guessed: bool = False
    is_named: bool = False
    """Whether the labels speak of members."""

    @property
    def counts_people(self) -> bool:
        """Whether members are counted, or those who come and go."""
        one = indicators.find(self.key) if self.kind == bound.INDICATOR else None
        return one is None or one.counts in (indicators.Unit.MEMBERS, indicators.Unit.TURNS)

    def is_of(self, other: Read | None) -> bool:
        """Whether another is the same figure."""
        return other is not None and self[:3] == other[:3]


def made(
    counted: list[tuple[str, str]],
    narrowed: list[str],
    either: list[tuple[tuple[str, str], str]],
    about: str,
    *,
    has_total: bool,
    is_named: bool,
    names_members: bool = False,
) -> Read | None:
    """Put together what is counted and what narrows it; `either` may be the one or the other (“Nữ”).

    `names_members` where the row itself begins so: “Đảng viên có đạo”.
    """
    is_part = bool(counted or (about and (about == "admitted" or narrowed or len(either) > 1)))
    is_guessed = not counted
    if either and not is_part:
        counted, either = [either[0][0]], either[1:]
        is_guessed = not is_named
        if is_guessed and not about:
            return None  # women, but of whom?
    narrowed = [*narrowed, *(key for _base, key in either)]
    if not counted and narrowed and names_members:
        counted, is_guessed = [(bound.INDICATOR, "members")], False
    if not counted and about and (narrowed or has_total):
        counted = [(bound.INDICATOR, about)]
    if not counted:
        return None
    one = indicators.find(counted[0][1])
    takes_people = one is None or one.counts in (indicators.Unit.MEMBERS, indicators.Unit.TURNS)
    if not takes_people and any(not key.startswith(f"{filters.CELL}:") for key in narrowed):
        return None
    return Read(*counted[0], tuple(dict.fromkeys(narrowed)), is_guessed, is_named)

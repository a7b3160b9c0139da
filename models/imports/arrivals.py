"""All whom an import adds, planned by columns or one by one, as columns in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from models.events import EventValues
from models.imports.actions import WriteMember
from models.imports.plans import ImportPlan
from models.tables import Duty
from models.text import forms_of_names

NAME_FORMS: Final = ("name_fold", "name_sort", "initials")
"""The columns of the forms of a name, as `models.text.name_forms` gives them."""


@dataclass(frozen=True)
class Arrivals:
    """New members: columns of Member, the keys of their cells, their duties, and how the history of some ends."""

    values: Mapping[str, Sequence[Any]]
    cells: Sequence[str | None]
    duties: Sequence[Duty]
    leaving: dict[int, EventValues]

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.cells)

    def in_parts(self, size: int) -> Iterator[Arrivals]:
        """Give them so many at a time, with the forms of their names that are kept for search and order."""
        forms = forms_of_names(self.values["full_name"])
        for start in range(0, len(self), size):
            end = start + size
            values = {name: column[start:end] for name, column in self.values.items()}
            values |= zip(NAME_FORMS, zip(*islice(forms, size), strict=True), strict=True)
            leaving = {n - start: one for n, one in self.leaving.items() if start <= n < end}
            yield Arrivals(values, self.cells[start:end], self.duties[start:end], leaving)


def of(plan: ImportPlan) -> Arrivals:
    """Return all whom a plan adds."""
    places = iter(_places(plan))
    single = [
        (place, action.write)
        for action, place in zip(plan.single, places, strict=True)
        if isinstance(action.write, WriteMember) and action.write.member_id is None
    ]
    alone = of_writes([write for _place, write in single])
    many = plan.newcomers
    if not many:
        return alone
    if not single:
        return Arrivals(many.values, many.cells, many.duties, {})
    where = [*(plan.before + place for place in many.places), *(place for place, _write in single)]
    order = sorted(range(len(where)), key=where.__getitem__)
    now_at = {old: new for new, old in enumerate(order)}
    names = dict.fromkeys((*many.values, *alone.values))
    empty = [None] * len(many), [None] * len(alone)

    def mixed(first: Sequence[Any], second: Sequence[Any]) -> list[Any]:
        both = [*first, *second]
        return [both[n] for n in order]

    return Arrivals(
        {name: mixed(many.values.get(name, empty[0]), alone.values.get(name, empty[1])) for name in names},
        mixed(many.cells, alone.cells),
        mixed(many.duties, alone.duties),
        {now_at[len(many) + n]: one for n, one in alone.leaving.items()},
    )


def of_writes(writes: Sequence[WriteMember]) -> Arrivals:
    """Return those whom lines add that were planned one by one; a line that does not say is empty there."""
    names = dict.fromkeys(name for one in writes for name in one.values)
    return Arrivals(
        {name: [one.values.get(name) for one in writes] for name in names},
        [one.cell for one in writes],
        [one.duty or Duty.ACTIVE for one in writes],
        {n: one.leaving for n, one in enumerate(writes) if one.leaving is not None},
    )


def _places(plan: ImportPlan) -> Sequence[int]:
    """Return where the actions made one by one stand among all."""
    many = plan.newcomers
    if not many:
        return range(len(plan.single))
    taken = {plan.before + place for place in many.places}
    return [n for n in range(len(plan.single) + len(many)) if n not in taken]

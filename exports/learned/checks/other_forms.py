"""What the other forms of the period show for the names that a learned one counts: numbers by hand may part them.

Of the program's own forms those are looked at that the office uses: exported for the period, or with a number by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy.orm import Session

from exports.by_hand import address
from exports.learned import filters, template
from exports.learned.checks.meanings import Meaning, in_period, of_binding
from exports.learned.fill import Place
from exports.learned.xml.grid import Spot
from exports.names import CellAt
from exports.official.asks import Show
from exports.official.spec import OFFICIALS
from exports.report import Scope
from models import cells, overrides, saved_forms, snapshots
from models.dates import Period
from models.errors import KnownError
from models.overrides import OverrideRow


class Elsewhere(NamedTuple):
    """A cell of another form, how a sentence names it, and its number; None for the one the program reckons."""

    cell: CellAt
    said: str
    value: int | float | None = None


@dataclass(frozen=True)
class Around:
    """The other forms by whom their cells count, and the Party cells of the day by their filters.known_as."""

    others: Mapping[Meaning, Elsewhere] = field(default_factory=dict[Meaning, Elsewhere])
    cells: frozenset[str] = frozenset()


def read(session: Session, scope: Scope, own: str) -> Around:
    """Read them for the report named `own`."""
    known = frozenset(filters.known_as(one.name) for one in cells.rows(session, scope.as_of))
    period = scope.period
    if period is None:
        return Around({}, known)
    learned = {f"{saved_forms.PREFIX}{row.name}": row for row in saved_forms.rows(session)}
    by_hand = overrides.of_period(session, scope.key, (*OFFICIALS, *learned))
    if not by_hand:
        return Around({}, known)
    used = {one.report_key for one in by_hand} | snapshots.sent_of(session, scope.key)
    found = _of_ours(scope, period, used, by_hand)
    for key, row in learned.items():
        numbers = [one for one in by_hand if one.report_key == key != own]
        if numbers:
            found |= _of_learned(row, key, scope, period, numbers)
    return Around(found, known)


def _of_ours(
    scope: Scope, period: Period, used: Collection[str], by_hand: Iterable[OverrideRow]
) -> dict[Meaning, Elsewhere]:
    """Return the cells of the program's own forms used, one with a number by hand before others of the same names."""
    written = {
        (one.report_key, one.spot.row, one.spot.column): one.value
        for one in by_hand
        if not isinstance(one.value, str)  # words in a cell that shows no number
    }
    days = {
        Show.NOW: (period, scope.as_of),
        Show.BEFORE: (period.year_before(), period.day_before(scope.as_of)),
    }
    found: dict[Meaning, Elsewhere] = {}
    for key, form in ((key, one) for key, one in OFFICIALS.items() if key in used):
        name = form.title.partition(" – ")[0]
        for place, ask in form.asks(scope).items():
            if ask.show not in days:
                continue
            meaning, value = in_period(ask.key, *days[ask.show]), written.get((key, *place))
            if value is not None or meaning not in found:
                found[meaning] = Elsewhere(CellAt(("", *place), key, name), f"{name}, ô {address(*place)}", value)
    return found


def _of_learned(
    row: saved_forms.FormRow, key: str, scope: Scope, period: Period, by_hand: list[OverrideRow]
) -> dict[Meaning, Elsewhere]:
    """Return the numbers by hand of another learned form, but for those that its lists may have moved."""
    try:
        made = template.of_bytes(row.file, row.name)
    except KnownError:  # said where that form is looked at
        return {}
    lists = made.first_of_lists()
    found: dict[Meaning, Elsewhere] = {}
    for one in by_hand:
        sheet, at, column = one.spot.place
        binding = made.at(Place(sheet, Spot(at, column)))
        meaning = of_binding(made, binding, period, scope.as_of) if binding is not None else None
        if meaning is not None and at < lists.get(sheet, at + 1) and not isinstance(one.value, str):
            said = f"mẫu “{made.title}”, ô {address(at, column)}"
            found[meaning] = Elsewhere(CellAt(one.spot.place, key, f"mẫu “{made.title}”"), said, one.value)
    return found

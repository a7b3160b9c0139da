"""The ratios of a form and the two cells each is of: written by hand, these take the ratio with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from sqlalchemy.orm import Session

from exports.learned import bound, shares
from exports.learned.figures import BLANK
from exports.learned.fill import Place, Value
from exports.learned.making_room import Room
from exports.learned.template import Binding, Template
from exports.names import Behind
from models.text import plain

Ratios = dict[Place, tuple[Place, Place]]
"""The cell of a ratio → those of the part and of the whole, where they are once the lists have their rows."""


def of_cells(template: Template, room: Room) -> Ratios:
    """Return the ratios of this period to last year's, and the shares of one cell in another."""
    found: dict[tuple[object, ...], dict[str, Place]] = {}
    for one in template.bindings:
        if one.kind in (bound.INDICATOR, bound.STATISTIC):
            same = (one.place.sheet, one.place.spot.row, one.kind, one.key, one.cell, template.filters_of(one))
            found.setdefault(same, {})[one.span] = room.place(template.form.corner(one.place))
    three = (bound.RATIO, bound.NOW, bound.BEFORE)
    made = {
        of[bound.RATIO]: (of[bound.NOW], of[bound.BEFORE]) for of in found.values() if all(one in of for one in three)
    }
    for one in template.bindings:
        two = shares.cells_of(one.key) if one.kind == bound.SHARE else None
        if two is not None:
            part, whole = (room.place(template.form.corner(Place(one.place.sheet, spot))) for spot in two)
            made[room.place(template.form.corner(one.place))] = part, whole
    return made


def of_lists(template: Template, room: Room, count: Callable[[Binding], int]) -> Ratios:
    """Return the rates that lists bring, where the counts of the same rows stand beside, and shares of their columns.

    `count` tells the rows of a list.
    """
    found: Ratios = {}
    lists: Mapping[tuple[object, ...], dict[str, Binding]] = defaultdict(dict)
    for one in template.bindings:
        if one.kind == bound.ROWS and one.place not in room.refused:
            kind, _, column = one.key.partition(".")
            same = (one.place.sheet, one.place.spot.row, kind, one.cell, template.filters_of(one))
            lists[same][column] = one
    for columns in lists.values():
        three = [columns[name].place for name in ("rate", "attended", "eligible") if name in columns]
        if len(three) == 3:
            rate, part, whole = map(room.place, three)
            for rows in range(count(columns["rate"])):
                found[down(rate, rows)] = down(part, rows), down(whole, rows)
    for one in template.bindings:
        two = shares.lists_of(template, one)
        if two is not None:
            rate, part, whole = (room.place(template.form.corner(it.place)) for it in (one, *two))
            for rows in range(count(two[0])):
                found[down(rate, rows)] = down(part, rows), down(whole, rows)
    return found


def down(place: Place, rows: int) -> Place:
    """Return the cell so many rows further down."""
    return place._replace(spot=place.spot._replace(row=place.spot.row + rows))


def as_number(value: Value | None) -> int | float | None:
    """Return what a cell shows if it is a number."""
    return value if isinstance(value, int | float) else None


def share(
    part: tuple[Place, int | float],
    whole: tuple[Place, int | float],
    known: Mapping[Place, Callable[[Session], Behind]],
) -> tuple[Value, Callable[[Session], Behind] | None]:
    """Return one cell in per cent of another, blank where that is 0, and what opens: the names of the part."""
    (at, number_of), (of, total) = part, whole
    said = f"Ô {at.spot}: {plain(number_of)}. Ô {of.spot}: {plain(total)}."
    opens = known.get(at)
    value: Value = Fraction(str(number_of)) / Fraction(str(total)) if total else BLANK
    if opens is None:
        return value, None

    def read(session: Session) -> Behind:
        found = opens(session)
        return replace(found, title=f"Tỷ lệ % – {found.title}", explanation=f"{said}\n{found.explanation}")

    return value, read

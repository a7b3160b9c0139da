"""The totals below a list that the superior left blank: the numbers of its column added, its marks counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy.orm import Session

from exports.learned import bound
from exports.learned.fill import Place, Value
from exports.learned.making_room import Room
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot, spot_of
from exports.names import Behind

Reader = Callable[[Session], Behind]


class Total(NamedTuple):
    """A total, the cells it is of, and what reads the names behind all of them."""

    value: int | float | Fraction
    cells: tuple[Place, ...]
    read: Reader | None


def column_of(template: Template, binding: Binding) -> Binding | None:
    """Return the column of a list that a total is of; None where there is none (any more)."""
    if bound.name_of(binding.kind, binding.key) is None or binding.kind != bound.SUM:
        return None
    found = template.at(Place(binding.place.sheet, spot_of(binding.key)))
    return found if found is not None and found.kind == bound.ROWS else None


def read(
    column: Binding, room: Room, count: int, values: Mapping[Place, Value], known: Mapping[Place, Reader]
) -> Total:
    """Return the total of the `count` rows of a column, given what the cells of the form show and who opens them."""
    sheet, (row, at) = room.place(column.place)
    cells = tuple(Place(sheet, Spot(row + number, at)) for number in range(count))
    readers = [known[one] for one in cells if one in known and values.get(one) not in (None, "")]

    def behind(session: Session) -> Behind:
        found = [one(session) for one in readers]
        people = dict.fromkeys(one for each in found for one in each.people)
        months = dict.fromkeys(one for each in found for one in each.months)
        said = f"Cộng {len(cells)} dòng của danh sách, từ ô {cells[0].spot} đến ô {cells[-1].spot}."
        return Behind(f"Tổng cộng ở cột {cells[0].spot}", said, tuple(people), tuple(months))

    return Total(added(values.get(one) for one in cells), cells, behind if known.keys() & cells else None)


def added(values: Iterable[Value | None]) -> int | float | Fraction:
    """Return the sum of numbers, shares too, and the count of marks among what cells show."""
    shown = [*values]
    numbers = (Fraction(str(one)) if isinstance(one, int | float | Fraction) else bool(one) for one in shown)
    total = sum(numbers, Fraction())
    if any(isinstance(one, Fraction) for one in shown):
        return total
    return int(total) if total.denominator == 1 else float(total)

"""Room for the lists of a form: rows put in where a list is longer than the blank rows the form came with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from exports.learned import behind, bound, lists
from exports.learned.fill import Form, Place
from exports.learned.template import Template
from exports.learned.xml import inserting
from exports.learned.xml.grid import Spot
from exports.learned.xml.references import Insertion
from models.errors import KnownError


@dataclass(frozen=True)
class Room:
    """A form with rows put in: where its cells are now, what to look at, and the lists there is no room for."""

    form: Form
    insertions: tuple[Insertion, ...] = ()
    told: tuple[str, ...] = ()
    refused: Mapping[Place, str] = field(default_factory=dict[Place, str])
    """The first cell of a column → why nothing of its list is written, as the end of a sentence."""

    def place(self, place: Place) -> Place:
        """Return where a cell of the form as it came is now."""
        return Place(place.sheet, inserting.spot_after(self.insertions, place.sheet, place.spot))


def make(template: Template, wanted: Mapping[Place, int]) -> Room:
    """Return the form of a template with room for lists, given the first cell of each column and its count of rows."""
    groups: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for place in wanted:
        groups[place.sheet, place.spot.row].append(place)
    insertions: list[Insertion] = []
    refused: dict[Place, str] = {}
    tight: list[Place] = []
    for (sheet, row), columns in groups.items():
        has = _rows_of(template, columns)
        lacks = max(wanted[one] for one in columns) - has
        if not has:
            refused |= dict.fromkeys(columns, "ô này gộp qua nhiều dòng nên không điền danh sách được; hãy gắn ô khác.")
        elif lacks > 0:
            insertions.append(Insertion(sheet, row, row + has - 1, lacks))
            tight += columns
    try:
        form, told = template.form.with_rows(insertions)
    except KnownError as error:
        return Room(template.form, refused=refused | dict.fromkeys(tight, f"{error} Chưa điền dòng nào."))
    return Room(form, tuple(insertions), tuple(told), refused)


def printed_below(template: Template, room: Room) -> list[Place]:
    """Return the numbers printed right below columns of counts, where they are now."""
    found: dict[Place, None] = {}
    for one in template.bindings:
        if one.kind == bound.ROWS and behind.reader(one.key) is not None and one.place not in room.refused:
            sheet, (row, column) = template.form.corner(one.place)
            below = Place(sheet, Spot(row + lists.room(template.form, one.place), column))
            if template.form.number(below) is not None:
                found[room.place(below)] = None
    return list(found)


def _rows_of(template: Template, columns: list[Place]) -> int:
    """Return how many rows a list has from the form: none of them holds another bound cell but the first."""
    sheet, (row, _) = columns[0]
    below = [
        one.place.spot.row - row
        for one in template.bindings
        if one.place.sheet == sheet and one.place.spot.row > row and one.kind in bound.KINDS
    ]
    return min([*(lists.room(template.form, one) for one in columns), *below])

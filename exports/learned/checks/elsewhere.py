"""Cells and villages a template names that the book does not have: another commune made it, or one was renamed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from exports.learned import bound, filters, shares
from exports.learned.checks import in_short
from exports.learned.fill import Place
from exports.learned.making_room import Room
from exports.learned.template import Binding, Template
from exports.names import CellAt, Finding
from exports.report import listed
from models.cells import short_name
from models.text import number

_NAMED, _OPENED = 8, 20  # places that a sentence names, and cells of the form it leads to
_CALLED = {filters.CELL: "chi bộ", filters.VILLAGE: "thôn, bản"}


class Lacking(NamedTuple):
    """The places of one kind that the book does not have, by the names the template has for them, and whose cells."""

    kind: str
    names: tuple[str, ...]
    bindings: tuple[Binding, ...]


def read(template: Template, known: Mapping[str, Collection[str]]) -> list[Lacking]:
    """Return what a template names beside the places the book has, kind → their names."""
    found: list[Lacking] = []
    for kind, names in known.items():
        ours = {filters.known_as(one) for one in names}
        called: dict[str, str] = {}
        bindings: list[Binding] = []
        for binding in template.bindings:
            said = {filters.known_as(one): one for one in named(template, binding, kind)}
            strange = {key: name for key, name in said.items() if key not in ours}
            called |= strange
            if strange:
                bindings.append(binding)
        bindings += [*_shares_of(template, bindings)]
        if bindings:
            found.append(Lacking(kind, tuple(called.values()), tuple(bindings)))
    return found


def finding(one: Lacking, template: Template, room: Room) -> Finding:
    """Say of all cells with such places at once that they are left as they came."""
    called = _CALLED[one.kind]
    places = [room.place(template.form.corner(binding.place)) for binding in one.bindings]
    where = in_short.areas(places, has_sheets=template.form.has_sheets)
    text = (
        f"{number(len(places))} ô của mẫu ({where}) gắn với {number(len(one.names))} {called} mà sổ không có: "
        f"{listed(one.names, _NAMED)}; các ô này để nguyên. Mẫu do xã khác lập, hoặc {called} đã đổi tên: "
        "hãy bấm Mẫu của cấp trên, chọn Thay chi bộ, thôn bản của mẫu đang chọn… để thay một lần."
    )
    opened = sorted(places)[:_OPENED]
    return Finding(text, cells=[CellAt((place.sheet, place.spot.row, place.spot.column)) for place in opened])


def _shares_of(template: Template, left: Collection[Binding]) -> Iterator[Binding]:
    """Yield the shares that have a cell left as it came in them."""
    places = {one.place for one in left}
    for one in template.bindings:
        two = shares.cells_of(one.key) if one.kind == bound.SHARE else None
        if two is not None and places & {Place(one.place.sheet, spot) for spot in two}:
            yield one


def named(template: Template, binding: Binding, kind: str) -> Iterator[str]:
    """Yield the places of a kind that a binding is narrowed to."""
    if kind == filters.CELL and binding.cell:
        yield short_name(binding.cell)
    for key in template.filters_of(binding):
        place = filters.place_of(key)
        if place is not None and place[0] == kind:
            yield short_name(place[1])

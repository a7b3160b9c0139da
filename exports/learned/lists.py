"""Lists that go down a form's own blank rows: a row for each member, Party cell or village."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from exports import member_list
from exports.learned.fill import Form, Place, Value
from exports.learned.grid import Spot
from exports.member_list import Line
from exports.report import Scope
from models import cells, villages
from models.cells import CellRow
from models.villages import VillageRow

_LONGEST = 5_000  # rows looked at below the first


@dataclass(frozen=True)
class Listing:
    """A list: what a row of it is, how it is read (with the id of the one Party cell wanted), and its columns."""

    name: str
    read: Callable[[Session, Scope, int | None], Sequence[Any]]
    columns: Mapping[str, tuple[str, Callable[[Any], Value | None]]]


def _members(session: Session, scope: Scope, cell: int | None) -> Sequence[Line]:
    return [one for one in member_list.fetch(session, scope) if cell is None or one.member.cell_id == cell]


def _cells(session: Session, scope: Scope, cell: int | None) -> Sequence[CellRow]:
    return [one for one in cells.rows(session, scope.as_of) if cell is None or one.id == cell]


def _villages(session: Session, scope: Scope, cell: int | None) -> Sequence[VillageRow]:
    return [one for one in villages.rows(session, scope.as_of) if cell is None or one.cell_id == cell]


def _line(show: Callable[[Line], Value | None]) -> Callable[[Any], Value | None]:
    return show


LISTS = {
    "members": Listing(
        "Mỗi dòng một đảng viên",
        _members,
        {
            "full_name": ("Họ và tên", _line(lambda one: one.member.full_name)),
            "born": ("Ngày sinh", _line(lambda one: one.member.born_on)),
            "gender": ("Giới tính", _line(lambda one: one.member.gender and one.member.gender.label)),
            "ethnic": ("Dân tộc", _line(lambda one: one.ethnic)),
            "cell": ("Chi bộ", _line(lambda one: one.cell)),
            "position": ("Chức vụ", _line(lambda one: one.position)),
            "schooling": ("Trình độ", _line(lambda one: one.schooling)),
            "admitted": ("Ngày vào Đảng", _line(lambda one: one.member.admitted_on)),
            "official": ("Ngày chính thức", _line(lambda one: one.member.official_on)),
            "standing": ("Tình trạng", _line(lambda one: one.member.standing.label)),
            "citizen_id": ("Số định danh cá nhân", _line(lambda one: one.member.citizen_id)),
            "card_number": ("Số thẻ đảng viên", _line(lambda one: one.member.card_number)),
            "phone": ("Điện thoại", _line(lambda one: one.member.phone)),
            "note": ("Ghi chú", _line(lambda one: one.note)),
        },
    ),
    "cells": Listing(
        "Mỗi dòng một chi bộ",
        _cells,
        {
            "name": ("Tên chi bộ", lambda one: cells.short_name(one.name)),
            "members": ("Số đảng viên", lambda one: one.members),
            "official": ("Đảng viên chính thức", lambda one: one.official),
            "probationary": ("Đảng viên dự bị", lambda one: one.probationary),
            "villages": ("Thôn, bản", lambda one: ", ".join(one.villages)),
            "place": ("Nơi họp", lambda one: one.place),
        },
    ),
    "villages": Listing(
        "Mỗi dòng một thôn, bản",
        _villages,
        {
            "name": ("Tên thôn, bản", lambda one: one.name),
            "households": ("Số hộ", lambda one: one.households),
            "population": ("Số khẩu", lambda one: one.population),
            "cell": ("Chi bộ", lambda one: cells.short_name(one.cell_name)),
            "members": ("Số đảng viên cư trú", lambda one: one.members),
        },
    ),
}
NUMBER = "number"
"""The column of running numbers every list has."""


def fields() -> list[tuple[str, str, str]]:
    """Return (key, name, what a row is) of all columns that can be bound."""
    return [
        (f"{key}.{column}", name, listing.name)
        for key, listing in LISTS.items()
        for column, name in ((NUMBER, "Số thứ tự"), *((key, told[0]) for key, told in listing.columns.items()))
    ]


def values_of(key: str, rows: Sequence[Any]) -> list[Value | None]:
    """Return what a column shows row by row."""
    name, _, column = key.partition(".")
    if column == NUMBER:
        return list(range(1, len(rows) + 1))
    show = LISTS[name].columns[column][1]
    return [show(row) for row in rows]


def room(form: Form, place: Place) -> int:
    """Return how many rows from a cell down look like it and are blank: the room for a list, its own row in any case.

    0 where the cell is part of a block merged over several rows.
    """
    grid = form.grid(place.sheet)
    if grid is None:
        return 0
    style, tall = grid.style(place.spot), [area for area in grid.merges if area.first.row < area.last.row]
    for count in range(_LONGEST):
        spot = Spot(place.spot.row + count, place.spot.column)
        cell = grid.cells.get(spot)
        is_blank = cell is None or len(cell) == 0 or not count
        if not is_blank or grid.style(spot) != style or grid.corner(spot) != spot or any(spot in one for one in tall):
            return count
    return _LONGEST

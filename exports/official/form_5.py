"""Biểu số 5-BTCTW: Party organisations and members by kind of base; a commune fills its own row (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Mapping

from exports.official.asks import Ask, Place
from exports.official.identities import Identity
from exports.official.spec import Official
from exports.report import Scope
from models.text import fold

_TOTAL = 34
_COMMUNE, _WARD, _TOWN, _OTHER = 9, 10, 11, 33
_KINDS = (("phuong", _WARD), ("thi tran", _TOWN), ("dac khu", _OTHER))
_KEYS = ("bodies.base", "bodies.grassroots", "bodies.grassroots_cell", "bodies.section", "bodies.cell", "members.all")


def own_row(scope: Scope) -> int:
    """Return the row of the office's own kind: a xã unless its name says phường, thị trấn or đặc khu."""
    name = f" {fold(scope.office.commune)} "
    return next((row for word, row in _KINDS if f" {word} " in name), _COMMUNE)


def is_commune(scope: Scope) -> bool:
    """Whether the office is that of a xã."""
    return own_row(scope) == _COMMUNE


def _asks(scope: Scope) -> Mapping[Place, Ask]:
    return {(row, column): Ask(key) for row in (own_row(scope), _TOTAL) for column, key in enumerate(_KEYS, 2)}


OFFICIAL = Official(
    key="bieu-5",
    title="Biểu 5 – Tổ chức đảng và đảng viên trong các loại hình cơ sở",
    file="bieu-05-to-chuc-dang-loai-hinh-co-so.xlsx",
    asks=_asks,
    identities=(
        Identity("bodies.base", ("bodies.grassroots", "bodies.grassroots_cell")),
        Identity("members.all", ("movement.D",)),
    ),
    of_cells=("members.all",),
    unbound="Dòng của loại hình khác với đảng bộ của sổ này, nên chương trình không tính; có tổ chức ấy thì ghi tay.",
    period=(3, 3),
)
REPORT = OFFICIAL.report()

"""Biểu số 2B and 3B-BTCTW: those admitted, and all members, by ethnic group and religion (domain.md 7.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exports.official.analysis import lines
from exports.official.asks import Ask, Place, Remark, Show
from exports.official.form_2 import unsure
from exports.official.identities import Identity
from exports.official.spec import Official
from models.statistics import blocks
from models.statistics.blocks import Line

_LEFT, _RIGHT = 3, 8  # the columns “Tổng số” of the two blocks
_FIRST, _ETHNIC_LEFT = 9, 32  # first row of a people, peoples in the left block


def _asks(group: str) -> Mapping[Place, Ask]:
    return dict(_cells(group))


def _cells(group: str) -> Iterator[tuple[Place, Ask]]:
    total = f"{group}.all"
    yield from _line(8, _LEFT, total, f"{group}.women", total)
    left, right = blocks.ETHNIC[:_ETHNIC_LEFT], blocks.ETHNIC[_ETHNIC_LEFT:]
    yield from _block(group, "ethnic", left, _FIRST, _LEFT)
    yield from _block(group, "ethnic", right, _FIRST - 1, _RIGHT)
    row = _FIRST - 1 + len(right)
    yield from _line(row, _RIGHT, f"{group}.religious", f"{group}.religious.women", total)
    yield from _block(group, "religion", blocks.RELIGIONS, row + 1, _RIGHT)


def _block(group: str, trait: str, known: tuple[Line, ...], row: int, column: int) -> Iterator[tuple[Place, Ask]]:
    for place, key in enumerate(lines(group, trait, known), row):
        yield from _line(place, column, key, f"{key}.women", f"{group}.all")


def _line(row: int, column: int, key: str, women: str, base: str) -> Iterator[tuple[Place, Ask]]:
    yield (row, column), Ask(key)
    yield (row, column + 1), Ask(women)
    yield (row, column + 2), Ask(key, Show.SHARE, base)


def _official(key: str, title: str, file: str, group: str, total: str) -> Official:
    return Official(
        key=key,
        title=title,
        file=file,
        asks=lambda _scope: _asks(group),
        identities=(
            Identity(
                f"{group}.all",
                lines(group, "ethnic", blocks.ETHNIC),
                lacking="chưa ghi dân tộc",
                traits=("ethnic", "is_sure"),
            ),
            Identity(f"{group}.religious", lines(group, "religion", blocks.RELIGIONS)),
            Identity(f"{group}.all", (total,)),
        ),
        of_cells=(f"{group}.all",),
        period=(3, 4),
        remarks=(Remark((), unsure),) if group == "admitted" else (),
    )


FORM_2B = _official(
    "bieu-2b",
    "Biểu 2B – Đảng viên mới kết nạp, chia theo dân tộc và tôn giáo",
    "bieu-02b-ket-nap-dan-toc-ton-giao.xlsx",
    "admitted",
    "movement.B1",
)
FORM_3B = _official(
    "bieu-3b",
    "Biểu 3B – Đảng viên chia theo dân tộc và trong các tôn giáo",
    "bieu-03b-dang-vien-dan-toc-ton-giao.xlsx",
    "members",
    "movement.D",
)
REPORT_2B, REPORT_3B = FORM_2B.report(), FORM_3B.report()

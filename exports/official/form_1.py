"""Biểu số 1-BTCTW: increase and decrease of members, A + B − C = D (domain.md 7.3)."""

from __future__ import annotations

from functools import partial

from exports.names import Finding
from exports.official.asks import Answers, Remark
from exports.official.identities import Identity
from exports.official.spec import Official, three_columns
from models.statistics import Group

_KEYS = ("A", "B", "B1", "B2", "B2a", "B2b", "B3", "C", "C1", "C2", "C3", "C3p", "C4", "C5", "C5a", "C5b", "D")
_ASKS = three_columns(8, [f"movement.{key}" for key in _KEYS])
_SUMS = (
    ("B", ("B1", "B2", "B3")),
    ("B2", ("B2a", "B2b")),
    ("C", ("C1", "C2", "C3", "C4", "C5")),
    ("C5", ("C5a", "C5b")),
)
_UNTOLD = (  # line of the book, the rows it parts, words
    ("B2u", ("B2", "B2a", "B2b"), "chuyển đến chưa ghi từ đâu; có ở dòng 2 mà không ở dòng a, b"),
    (
        "B4",
        ("B", "B1", "B2", "B3"),
        "vào danh sách trong kỳ mà chưa rõ vào từ đâu; có ở dòng B mà không ở dòng 1, 2, 3",
    ),
    ("C5u", ("C5", "C5a", "C5b"), "chuyển đi chưa ghi đi đâu; có ở dòng 5 mà không ở dòng a, b"),
    (
        "C6",
        ("C", "C1", "C2", "C3", "C4", "C5"),
        "ghi lại sổ là chỉ còn sinh hoạt tạm thời; có ở dòng C mà không ở dòng nào từ 1 đến 5",
    ),
)


def _key(*names: str) -> tuple[str, ...]:
    return tuple(f"movement.{name}" for name in names)


def _untold(line: str, said: str, answers: Answers) -> list[Finding]:
    """Name those whose way in or out the book does not tell."""
    those = answers.now.groups[Group.MOVED].by("line").get(line, [])
    return answers.named("Chưa rõ vào từ đâu, đi đâu", f"{{n}} đồng chí {said}: {{names}}.", those)


OFFICIAL = Official(
    key="bieu-1",
    title="Biểu 1 – Tăng, giảm đảng viên",
    file="bieu-01-tang-giam-dang-vien.xlsx",
    asks=lambda _scope: _ASKS,
    identities=(
        Identity("movement.D", _key("A", "B"), less=_key("C")),
        *(Identity(f"movement.{total}", _key(*parts), lacking="chưa rõ", is_told=True) for total, parts in _SUMS),
        Identity("movement.D", ("members.all",)),
        Identity("movement.B1", ("admitted.all",)),
    ),
    of_cells=("movement.A", "movement.B1", "movement.B2", "movement.C1", "movement.D"),
    relabels={(13, 1): "came", (23, 1): "went"},
    remarks=tuple(Remark(_key(*rows), partial(_untold, line, said)) for line, rows, said in _UNTOLD),
)
REPORT = OFFICIAL.report()

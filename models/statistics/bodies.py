"""Form 5 and part III of form 2: the Party organisations (domain.md 7.3).

A commune is itself one đảng bộ cơ sở; its cells are chi bộ trực thuộc, and it has no chi bộ cơ sở.
"""

from __future__ import annotations

from models.statistics.kinds import GUIDE, Group, Row

_FORM_2, FORM = (f"Biểu số {number}-BTCTW ({GUIDE})" for number in (2, 5))
_KINDS = {
    "grassroots": (
        "Đảng bộ cơ sở",
        "Đảng bộ xã (phường) là một đảng bộ cơ sở; ngay dưới còn tổ chức ghi là đảng bộ cơ sở thì đếm chúng.",
    ),
    "grassroots_cell": (
        "Chi bộ cơ sở",
        "Tổ chức ngay dưới đảng bộ xã ghi là chi bộ cơ sở; theo Quy định 208-QĐ/TW không còn.",
    ),
    "section": ("Đảng bộ bộ phận", "Tổ chức trung gian giữa đảng ủy xã và chi bộ có đến cuối kỳ."),
    "cell": ("Chi bộ trực thuộc", "Chi bộ của đảng bộ có đến cuối kỳ."),
}


def _rows() -> tuple[Row, ...]:
    kinds = [
        Row(f"bodies.{kind}", name, Group.BODIES, (("kind", frozenset({kind})),), said, FORM)
        for kind, (name, said) in _KINDS.items()
    ]
    both = Row(
        "bodies.base",
        "Số tổ chức cơ sở đảng",
        Group.BODIES,
        (("kind", frozenset({"grassroots", "grassroots_cell"})),),
        "Đảng bộ cơ sở và chi bộ cơ sở có đến cuối kỳ báo cáo.",
        FORM,
    )
    admitting = [
        row.only(f"{row.key}.admitting", "có kết nạp đảng viên trong kỳ", "has_admitted", True) for row in kinds
    ]
    none_left = Row(
        "bodies.grassroots_cell.exhausted",
        "Không còn quần chúng",
        Group.BODIES,
        (("kind", frozenset({"grassroots_cell"})), ("is_exhausted", frozenset({True}))),  # which no record says
        "Chi bộ cơ sở không còn quần chúng để kết nạp. Sổ không theo dõi điều này: dưới đảng ủy xã không có chi bộ cơ "
        "sở thì là 0; có thì ghi tay (F2).",
        _FORM_2,
    )
    return (*kinds, both, *admitting, none_left)


ROWS = _rows()

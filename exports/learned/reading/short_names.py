"""What a cell shows in as few letters as tell it from its neighbours: the cells of a form are narrow."""

from __future__ import annotations

import re

from exports.learned import bound, filters, parts, shares
from exports.learned.template import Binding, Template

_SHORTER = (
    (re.compile(r"^\W*(?:[IVX]+|\d+(?:\.\d+)*|[A-Za-zĐđ])[.)]\s+|^\W+"), ""),
    (re.compile(r"Tổng số đảng viên"), "ĐV"),
    (re.compile(r"^Số (?:lượt )?(?=\w)"), ""),
    (re.compile(r"Kết nạp đảng viên"), "Kết nạp"),
    (re.compile(r"[Đđ]ảng viên"), "ĐV"),
    (re.compile(r"người dân tộc thiểu số|[Dd]ân tộc thiểu số"), "DTTS"),
    (re.compile(r"[Đđ]ược miễn công tác và sinh hoạt đảng"), "miễn SH"),
    (re.compile(r"sinh hoạt"), "SH"),
    (re.compile(r"Huy hiệu Đảng"), "HH"),
    (re.compile(r"\bTừ (?=\d)"), ""),
    (re.compile(r"(?<=\d) - (?=\d)"), "–"),
)
_SPANS = {bound.BEFORE: "trước: ", bound.RATIO: "%: ", bound.SO_FAR: "lũy kế: "}
_EVERYBODY = "members"


def of(template: Template, binding: Binding, name: str) -> str:
    """Return the short name of a binding whose thing is called `name`, what narrows it last foremost: “Nữ 18–30 tuổi”.

    A share tells its two cells: “% E5/C5”.
    """
    if (cells := shares.cells_of(binding.key)) is not None and binding.kind == bound.SHARE:
        return f"% {cells[0]}/{cells[1]}"
    if binding.kind == bound.SUM:
        return f"Σ {binding.key}"
    if binding.kind not in (bound.INDICATOR, bound.STATISTIC):
        return name
    narrowed = [_short(filters.name_of(key) or key) for key in reversed(template.filters_of(binding))]
    narrowed += [binding.cell] if binding.cell else []
    base = "" if narrowed and binding.key == _EVERYBODY else _short(name.rpartition(" – ")[2])
    part = parts.name(binding.span)
    return (_SPANS.get(binding.span, "") or (f"{part}: " if part else "")) + " ".join(filter(None, (base, *narrowed)))


def _short(words: str) -> str:
    for found, shorter in _SHORTER:
        words = found.sub(shorter, words)
    return words

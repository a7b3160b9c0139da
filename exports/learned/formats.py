"""What a cell's style says of its number: a date, a percentage, or neither."""

from __future__ import annotations

import re
from typing import Literal

from exports.learned.package import Package, child, parse

Kind = Literal["", "date", "percent"]
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # the format's own numbers (18.8.30)
_PERCENTS = {9, 10}
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def kinds(package: Package) -> list[Kind]:
    """Return for each style index what its number format shows."""
    found = [part for kind, part in package.related(package.workbook_part).values() if kind == "styles"]
    if not found:
        return []
    root = parse(package.read(found[0]))
    codes = {
        int(one.get("numFmtId")): one.get("formatCode", "")
        for one in (child(root, "numFmts") if child(root, "numFmts") is not None else ())
    }
    styles = child(root, "cellXfs")
    return [] if styles is None else [_kind(int(one.get("numFmtId", 0)), codes) for one in styles]


def _kind(number: int, codes: dict[int, str]) -> Kind:
    code = _NOT_CODE.sub("", codes.get(number, "")).lower()
    if number in _DATES or (("y" in code or "d" in code or "mmm" in code) and "general" not in code):
        return "date"
    return "percent" if number in _PERCENTS or "%" in code else ""

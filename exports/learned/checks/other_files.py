"""The superior's formulas that take from another file, which nobody has sent along (ECMA-376 part 1, 18.14)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import unquote

from exports.learned.checks import in_short
from exports.learned.fill import Place
from exports.learned.xml.grid import Grid
from exports.learned.xml.package import Package, child, parse, relations_of
from exports.names import CellAt, Finding

_TAKEN = re.compile(r"\[(\d+)\][^\[\]!]*!")
"""[2]Sheet1!A1: the second of the other files."""
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def taking(content: bytes, places: Collection[Place]) -> dict[Place, set[str]]:
    """Return which of some cells with formulas take from other files → the names of these."""
    package = Package(content)
    names = _names(package) if places else {}
    found: dict[Place, set[str]] = {}
    for sheet in package.sheets if names else ():
        asked = {place.spot for place in places if place.sheet == sheet.name}
        for spot, formula in Grid(parse(package.read(sheet.part))).formulas() if asked else ():
            told = {names[number] for number in _TAKEN.findall(formula.text or "") if number in names}
            if told and spot in asked:
                found[Place(sheet.name, spot)] = told
    return found


def finding(found: Mapping[Place, set[str]], *, has_sheets: bool) -> Finding:
    """Say of cells that they take from other files."""
    files = ", ".join(f"“{name}”" for name in sorted(set[str]().union(*found.values())))
    where = in_short.cells(found, has_sheets=has_sheets)
    text = (
        f"{where[:1].upper()}{where[1:]} lấy số từ tệp khác ({files}) nên bản xem trước và bản in để trống; mở bằng "
        "Excel mà không có tệp ấy thì chọn không cập nhật liên kết, rồi hỏi nơi gửi số ở các ô này."
    )
    return Finding(text, cells=[CellAt((place.sheet, place.spot.row, place.spot.column)) for place in sorted(found)])


def _names(package: Package) -> dict[str, str]:
    """Return the number a formula calls another file by, its place among the references → the file's name."""
    told = child(package.workbook, "externalReferences")
    ids = [] if told is None else [one.get(_ID) or one.get(_STRICT_ID) for one in told]
    related = package.related(package.workbook_part)
    parts = {str(number): related[key][1] for number, key in enumerate(ids, 1) if key in related}
    targets = {number: _target(package, part) for number, part in parts.items()}
    return {number: unquote(re.split(r"[/\\]", target)[-1]) for number, target in targets.items() if target}


def _target(package: Package, part: str) -> str:
    relations = relations_of(part)
    found = [str(one.get("Target")) for one in parse(package.read(relations))] if package.has(relations) else []
    return found[0] if found else ""

"""What lies over the cells of a form, to be drawn where it lies: pictures, text boxes, charts; the rest is a frame.

All of it stays in the file as it came; only the window and what is printed from it show less (ECMA-376, 20.5).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from exports import inner
from exports.learned.xml import charts, shapes
from exports.learned.xml.grid import spot_of
from exports.learned.xml.package import Package, Related, child, local, parse
from exports.on_paper import Anchored, Point
from exports.shown import shown

KEPT = "giữ nguyên trong tệp"
CHART, PICTURE, DRAWING = (f"{word} – {KEPT}" for word in ("Biểu đồ", "Hình", "Hình vẽ"))
_NEWER_SIGNS = re.compile(rb"""<x14:cfRule\b[^>]*\btype=["']iconSet["']""")
_POINT = 12_700  # of Excel's units to a point
_DRAWN = {".png", ".jpg", ".jpeg", ".gif", ".bmp"}


def of(package: Package, book: Any = None) -> dict[str, list[Anchored]]:
    """Return what lies over the cells, by sheet, the lower things first.

    Charts have the numbers of `book`, the workbook with the results of its formulas; without it they are frames.
    """
    found: dict[str, list[Anchored]] = {}
    for one in package.walk():
        if one.kind == "drawing" and one.sheet:
            found.setdefault(one.sheet, []).extend(_drawn(package, one, book))
    for sheet in (one for one in package.chart_sheets if one.is_shown):
        parts = [part for kind, part in package.related(sheet.part).values() if kind == "drawing"]
        found[sheet.name] = [one for part in parts for one in _drawn(package, Related("drawing", part, ""), book)]
    return found


def warning(package: Package) -> str:
    """Return what is not drawn as it is on paper, in sentences; "" where all is."""
    told = [one.words for drawn in of(package).values() for one in drawn]
    simple = sum(bool(charts.kind_of(parse(package.read(one.part)))) for one in package.walk() if one.kind == "chart")
    framed = {
        CHART: sum(word.startswith("Biểu đồ") for word in told) > simple,
        PICTURE: PICTURE in told,
        DRAWING: DRAWING in told,
    }
    said = [word.partition(" – ")[0].lower() for word, is_there in framed.items() if is_there]
    if any(one.kind == "vmlDrawing" and b"_x0000_t75" in package.read(one.part) for one in package.walk()):
        said.append("hình ở đầu, cuối trang")
    told = ["Biểu đồ được vẽ giản lược theo số đã điền; tệp xuất ra giữ nguyên biểu đồ của cấp trên."] if simple else []
    if any(_NEWER_SIGNS.search(package.read(one.part)) for one in package.sheets):
        told.append("Biểu tượng theo điều kiện kiểu mới (sao, hộp…) chỉ hiện trong tệp xuất ra, ở đây không vẽ.")
    if said:
        told.append(
            f"Biểu có {', '.join(said)}: tệp xuất ra giữ nguyên, cửa sổ này chỉ vẽ khung; muốn in cả, hãy mở tệp bằng "
            "Excel rồi in."
        )
    return " ".join(told)


def _drawn(package: Package, drawing: Related, book: Any) -> Iterator[Anchored]:
    related = package.related(drawing.part)
    for anchor in parse(package.read(drawing.part)):
        ends = _ends(anchor)
        thing = next((one for one in anchor.iterdescendants() if local(one) in _READ), None)
        if ends is None or thing is None or _is_hidden(thing):
            continue
        shape = shapes.read(thing, _linked(thing, drawing.sheet, book))
        if shape is not None:
            yield Anchored(*ends, b"", "", shape)
            continue
        root = None if book is None else _chart(package, thing, related)
        chart = None if root is None else charts.read(root, book)
        yield Anchored(*ends, *_READ[local(thing)](package, thing, related), chart=chart)


def _linked(thing: Any, sheet: str, book: Any) -> str | None:
    """Return the text of the cell that a box shows; None where it has its own, or its cell cannot be told."""
    name, _, place = thing.get("textlink", "").rpartition("!")
    name = name.strip("'").replace("''", "'") or sheet
    if book is None or name not in book.sheetnames:
        return None
    try:
        cell = inner.cells(book[name]).get(spot_of(place))
    except ValueError:  # the name of a cell
        return None
    return "" if cell is None else shown(cell.value, cell.number_format)


def _ends(anchor: Any) -> tuple[Point, Point] | None:
    match local(anchor):
        case "twoCellAnchor":
            return _corner(child(anchor, "from")), _corner(child(anchor, "to"))
        case "oneCellAnchor" | "absoluteAnchor":
            at, size = child(anchor, "from"), child(anchor, "ext")
            first = _corner(at) if at is not None else Point(1, 1, *_measures(child(anchor, "pos"), "x", "y"))
            wide, high = _measures(size, "cx", "cy")
            return first, first._replace(across=first.across + wide, down=first.down + high)
        case _:
            return None


def _corner(told: Any) -> Point:
    row, column, down, across = (int(child(told, name).text or 0) for name in ("row", "col", "rowOff", "colOff"))
    return Point(row + 1, column + 1, across / _POINT, down / _POINT)


def _measures(told: Any, *names: str) -> tuple[float, ...]:
    return tuple(int(told.get(name) or 0) / _POINT for name in names)


def _picture(package: Package, thing: Any, related: dict[str, tuple[str, str]]) -> tuple[bytes, str]:
    for blip in (one for one in thing.iter() if local(one) == "blip"):
        key = next((value for name, value in blip.attrib.items() if name.endswith("}embed")), "")
        part = related.get(key, ("", ""))[1]
        if posixpath.splitext(part)[1].lower() in _DRAWN and package.has(part):
            return package.read(part), ""
    return b"", PICTURE


def _frame(package: Package, thing: Any, related: dict[str, tuple[str, str]]) -> tuple[bytes, str]:
    """Return the words for a chart: of what kind it is and its title."""
    root = _chart(package, thing, related)
    if root is None:
        return b"", CHART if any(local(one) == "chart" for one in thing.iter()) else DRAWING
    kinds = [_KINDS[local(one)] for one in root.iter() if local(one) in _KINDS]
    above = next((one for one in root.iter() if local(one) == "title"), None)
    title = "" if above is None else "".join(one.text or "" for one in above.iter() if local(one) == "t").strip()
    return b"", " ".join(("Biểu đồ", *kinds[:1], *([f"“{title}”"] if title else ()), "–", KEPT))


def _chart(package: Package, thing: Any, related: dict[str, tuple[str, str]]) -> Any:
    """Return the root of a frame's chart; None where it has none."""
    link = next((one for one in thing.iter() if local(one) == "chart"), None)
    keys = () if link is None else (value for name, value in link.attrib.items() if name.endswith("}id"))
    part = related.get(next(iter(keys), ""), ("", ""))[1]
    return parse(package.read(part)) if package.has(part) else None


def _other(_package: Package, _thing: Any, _related: dict[str, tuple[str, str]]) -> tuple[bytes, str]:
    return b"", DRAWING


_KINDS = {
    "barChart": "cột",
    "bar3DChart": "cột",
    "lineChart": "đường",
    "pieChart": "tròn",
    "pie3DChart": "tròn",
    "doughnutChart": "tròn",
    "areaChart": "miền",
    "scatterChart": "điểm",
    "radarChart": "mạng nhện",
    "bubbleChart": "bong bóng",
    "stockChart": "cao thấp",
    "surfaceChart": "mặt",
    "ofPieChart": "tròn có phần tách",
}
_READ = {"pic": _picture, "graphicFrame": _frame, "sp": _other, "grpSp": _other, "cxnSp": _other}


def _is_hidden(thing: Any) -> bool:
    return any(local(one) == "cNvPr" and one.get("hidden") in ("1", "true") for one in thing.iter())

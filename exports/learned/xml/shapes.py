"""Lines and text boxes drawn over the cells of a form, as they look on paper (ECMA-376, 20.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exports.learned.xml.package import local
from exports.on_paper import Face, Paragraph, Shape

_POINT = 12_700  # of Excel's units to a point
_BOXES = {"", "rect", "roundRect", "flowChartProcess"}
_LINES = {"line", "straightConnector1"}
_SCHEME = {"bg1": "#FFFFFF", "lt1": "#FFFFFF", "tx1": "#000000", "dk1": "#000000"}
_ACROSS = {"ctr": "center", "r": "right"}
_DOWN = {"ctr": "center", "b": "bottom"}
_SIZE, _THICKNESS = 11.0, 0.75


def read(thing: Any, linked: str | None = None) -> Shape | None:
    """Return a shape of a drawing; None for one that is more than a straight line or a box.

    `linked` is the text of the cell that a box shows instead of its own; None where it shows none.
    """
    name = local(thing)
    look = _child(thing, "spPr")
    if name not in ("sp", "cxnSp") or look is None:
        return None
    told = _child(look, "prstGeom")
    kind = "" if told is None else told.get("prst", "")
    edge = _child(look, "ln")
    thickness = _THICKNESS if edge is None else int(edge.get("w") or _THICKNESS * _POINT) / _POINT
    if _child(look, "custGeom") is not None or _is_turned(look):
        return None
    has_edge = _child(thing, "style") is not None or name == "cxnSp"
    colour = _colour(edge) if edge is not None and len(edge) else "#000000" if has_edge else ""
    if kind in _LINES:
        place = _child(look, "xfrm")
        flips = place is not None and (place.get("flipV") in _YES) != (place.get("flipH") in _YES)
        return Shape("rise" if flips else "line", colour or "#000000", thickness)
    if kind not in _BOXES:
        return None
    body = _child(thing, "txBody")
    frame = None if body is None else _child(body, "bodyPr")
    if frame is not None and frame.get("vert", "horz") != "horz":
        return None
    inset = [7.2, 3.6] if frame is None else [int(frame.get(key, usual)) / _POINT for key, usual in _INSETS]
    down = "" if frame is None else frame.get("anchor", "")
    paragraphs = () if body is None else tuple(_paragraphs(body))
    if linked is not None:
        paragraphs = tuple(one._replace(text=linked) for one in paragraphs[:1])
    fill = _colour(look, "") if _child(look, "solidFill") is not None else ""
    return Shape("box", colour, thickness, fill, paragraphs, _DOWN.get(down, "top"), (inset[0], inset[1]))


_YES = ("1", "true")
_INSETS = (("lIns", 91_440), ("tIns", 45_720))


def _is_turned(look: Any) -> bool:
    place = _child(look, "xfrm")
    return place is not None and place.get("rot", "0") != "0"


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    for one in (part for part in body if local(part) == "p"):
        runs = [part for part in one if local(part) in ("r", "fld", "br")]
        text = "".join("\n" if local(run) == "br" else _text(run) for run in runs)
        told = next((found for run in runs if (found := _child(run, "rPr")) is not None), _child(one, "endParaRPr"))
        size, bold, italic, colour = _SIZE, False, False, ""
        if told is not None:
            size = int(told.get("sz") or _SIZE * 100) / 100
            bold, italic = told.get("b") in _YES, told.get("i") in _YES
            colour = _colour(told) if _child(told, "solidFill") is not None else ""
        place = _child(one, "pPr")
        across = "" if place is None else place.get("algn", "")
        face = Face("Times New Roman", size, bold, italic, "", colour or "#000000")
        yield Paragraph(text, face, _ACROSS.get(across, "left"))


def _text(run: Any) -> str:
    told = _child(run, "t")
    return "" if told is None else told.text or ""


def _colour(parent: Any, other: str = "#000000") -> str:
    """Return the colour of a line, a ground or a text; "" for none, `other` for one of the theme that is not known."""
    fill = _child(parent, "solidFill")
    if fill is None or not len(fill):
        return "" if _child(parent, "noFill") is not None else "#000000"
    value = fill[0].get("val", "")
    if local(fill[0]) == "srgbClr":
        return f"#{value}"
    if local(fill[0]) == "sysClr":
        return f"#{fill[0].get('lastClr', '000000')}"
    return _SCHEME.get(value, other)


def _child(parent: Any, name: str) -> Any:
    return next((one for one in parent if local(one) == name), None)

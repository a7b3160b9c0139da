"""What a cell's style says of its number: a date, a percentage, nothing, or anything else; and styles of dates made."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cached_property
from typing import Any, Literal, NamedTuple

from exports.learned.xml.package import Package, child, local, own, parse, serialise
from exports.report import DATE

Kind = Literal["", "general", "date", "percent"]
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # the format's own numbers (18.8.30)
_PERCENTS = {9, 10}
_UPRIGHT = {"left", "right", "start", "end"}
_FIRST_OWN = 164  # the least number of a format that a file makes itself
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


class Font(NamedTuple):
    """The type a cell is written in; `size` in points."""

    name: str
    size: float


class Styles:
    """The styles of a form's cells, by their index; `save` puts those made into its package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        found = [part for kind, part in package.related(package.workbook_part).values() if kind == "styles"]
        self._part = found[0] if found else ""
        self._root: Any = parse(package.read(self._part)) if found else None
        self._made: dict[tuple[int, str], int] = {}
        self._fonts: dict[int, Font] = {}

    @cached_property
    def kinds(self) -> list[Kind]:
        """What the number format of each style shows."""
        codes = {int(one.get("numFmtId")): one.get("formatCode", "") for one in self._all("numFmts")}
        return [_kind(int(one.get("numFmtId", 0)), codes) for one in self._all("cellXfs")]

    def font(self, style: int) -> Font:
        """Return the type of a style; that of style 0 is what column widths are counted by."""
        if style not in self._fonts:
            self._fonts[style] = self._font(style)
        return self._fonts[style]

    def _font(self, style: int) -> Font:
        fonts = self._all("fonts")
        place = int(self._all("cellXfs")[style].get("fontId", 0))
        if place >= len(fonts):
            return Font("Calibri", 11)
        name, size = child(fonts[place], "name"), child(fonts[place], "sz")
        return Font("Calibri" if name is None else name.get("val"), 11 if size is None else float(size.get("val")))

    def is_italic(self, style: int) -> bool:
        """Whether a style slants its letters."""
        place, fonts = int(self._all("cellXfs")[style].get("fontId", 0)), self._all("fonts")
        slant = child(fonts[place], "i") if place < len(fonts) else None
        return slant is not None and slant.get("val", "1") in ("1", "true")

    def is_lined(self, style: int) -> bool:
        """Whether a cell draws a line at a side and one above or below."""
        return style in self._lined

    @cached_property
    def _lined(self) -> set[int]:
        drawn = [{local(side) for side in one if side.get("style", "none") != "none"} for one in self._all("borders")]
        boxes = {n for n, sides in enumerate(drawn) if sides & _UPRIGHT and sides & {"top", "bottom"}}
        return {n for n, one in enumerate(self._all("cellXfs")) if int(one.get("borderId", 0)) in boxes}

    def shrinks(self, style: int) -> bool:
        """Whether a cell makes what it shows smaller until there is room for it."""
        alignment = child(self._all("cellXfs")[style], "alignment")
        return alignment is not None and alignment.get("shrinkToFit") in ("1", "true")

    def dated(self, style: int) -> int:
        """Return the style that is the same but for showing a date."""
        return self._same(style, "date", self._show_dates)

    def beside_dates(self, style: int) -> int:
        """Return the style in which a text stands where a date would: on the right where nothing else is said."""
        alignment = child(self._all("cellXfs")[style], "alignment") if style < len(self._all("cellXfs")) else None
        side = "general" if alignment is None else alignment.get("horizontal", "general")
        return self._same(style, "right", self._put_right) if side == "general" and self._root is not None else style

    def on_one_line(self, style: int) -> int:
        """Return the style that is the same but for breaking lines."""
        alignment = child(self._all("cellXfs")[style], "alignment")
        wraps = alignment is not None and alignment.get("wrapText") in ("1", "true")
        return self._same(style, "line", lambda made: child(made, "alignment").set("wrapText", "0")) if wraps else style

    def wrapped(self, style: int) -> int:
        """Return the style in which a text goes on in further lines; of one turned, or spread over blanks, itself."""
        alignment = child(self._all("cellXfs")[style], "alignment") if style < len(self._all("cellXfs")) else None
        told: Any = {} if alignment is None else alignment.attrib
        is_other = told.get("textRotation", "0") != "0" or told.get("horizontal") in ("fill", "centerContinuous")
        is_wrapped = told.get("wrapText") in ("1", "true") or self.shrinks(style)
        return style if is_other or is_wrapped else self._same(style, "wrapped", self._wrap)

    def _same(self, style: int, what: str, change: Callable[[Any], None]) -> int:
        if (style, what) not in self._made:
            styles = child(self._root, "cellXfs")
            made = deepcopy(styles[style])
            change(made)
            styles.append(made)
            styles.set("count", str(len(styles)))
            self._made[style, what] = len(styles) - 1
        return self._made[style, what]

    def _show_dates(self, made: Any) -> None:
        made.set("numFmtId", str(self._format_of_dates()))
        made.set("applyNumberFormat", "1")

    @staticmethod
    def _put_right(made: Any) -> None:
        _align(made, "horizontal", "right")

    @staticmethod
    def _wrap(made: Any) -> None:
        _align(made, "wrapText", "1")

    def save(self) -> None:
        """Write the styles made; the part stays as it came where none was."""
        if self._made:
            self._package.write(self._part, serialise(self._root))

    def _format_of_dates(self) -> int:
        formats = self._all("numFmts")
        known = {one.get("formatCode", "").lower(): int(one.get("numFmtId")) for one in formats}
        if DATE in known:
            return known[DATE]
        number = max(_FIRST_OWN - 1, *known.values(), 0) + 1
        listed = child(self._root, "numFmts")
        if listed is None:
            listed = self._root.makeelement(own(self._root, "numFmts"))
            self._root.insert(0, listed)
        listed.append(listed.makeelement(own(listed, "numFmt"), {"numFmtId": str(number), "formatCode": DATE}))
        listed.set("count", str(len(listed)))
        return number

    def _all(self, name: str) -> Any:
        found = None if self._root is None else child(self._root, name)
        return () if found is None else found


def _kind(number: int, codes: dict[int, str]) -> Kind:
    code = _NOT_CODE.sub("", codes.get(number, "")).strip().lower()
    if code == "general" or (number == 0 and not code):
        return "general"
    if number in _DATES or (("y" in code or "d" in code or "mmm" in code) and "general" not in code):
        return "date"
    return "percent" if number in _PERCENTS or "%" in code else ""


def _align(made: Any, name: str, value: str) -> None:
    alignment = child(made, "alignment")
    if alignment is None:
        alignment = made.makeelement(own(made, "alignment"))
        made.insert(0, alignment)
    alignment.set(name, value)
    made.set("applyAlignment", "1")
